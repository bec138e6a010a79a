"""One SQLite file: how it is opened, read and written so that no acknowledged row is ever lost.

The settings are measured, not guessed: each pragma stands here for a loss that was seen without it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError

from geo.errors import RecordError
from geo.settings import RecordSettings

_locks: dict[Path, threading.Lock] = {}
_locks_guard = threading.Lock()


class Database:
    """One database file; safe to share between threads.

    Parameters
    ----------
    path : the file, absolute
    now : the clock
    settings : waiting times
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime], settings: RecordSettings) -> None:
        self.path = path
        self.now = now
        self.settings = settings
        self._engine = _engine(path, settings)
        with _locks_guard:
            self._write_lock = _locks.setdefault(path, threading.Lock())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read in one transaction: every query sees the same state."""
        with _in_words(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write in one transaction: all of it is kept, or nothing. Not to be nested."""
        # SQLite's own waiting is unfair: without this lock a thread waited ten seconds at worst.
        with self._write_lock, _in_words(self.path), self._engine.connect() as connection:
            connection.execution_options(tacha_writes=True)
            with connection.begin():
                # One instant for all that a transaction writes, and none before the lock was had.
                connection.execution_options(tacha_instant=self.now())
                yield connection

    @contextmanager
    def bare(self) -> Iterator[Any]:
        """Give the driver's connection outside any transaction, for pragmas that ask for that."""
        with _in_words(self.path), self._engine.connect() as connection:
            yield connection.connection.driver_connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def instant(connection: Connection) -> datetime:
    """Moment of a writing transaction, by the store's clock."""
    moment: datetime = connection.get_execution_options()["tacha_instant"]
    return moment


def _engine(path: Path, settings: RecordSettings) -> Engine:
    engine = create_engine(
        # Put together as text, a question mark in a folder's name would end the path.
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": settings.busy_timeout_s, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _set_pragmas(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA busy_timeout = {round(settings.busy_timeout_s * 1000)}")
        # NORMAL lost acknowledged rows in simulated power cuts; FULL lost none.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer that begins as a reader is refused at once when another writer was faster.
        writes = connection.get_execution_options().get("tacha_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        reason = str(error.orig)
        key = "records-busy" if "locked" in reason else "records-refused"
        raise RecordError(key, file=str(path), reason=reason) from error
