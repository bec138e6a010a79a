"""One site's database: how it is read and written so that no acknowledged row is ever lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, IntegrityError

from geo.errors import RecordError
from geo.records.address import Address
from geo.records.engines import engine_of
from geo.settings import RecordSettings

_locks: dict[str, threading.Lock] = {}
_locks_guard = threading.Lock()


class Database:
    """One site's database; safe to share between threads.

    Parameters
    ----------
    address : where it is
    now : the clock
    settings : waiting times
    """

    def __init__(self, address: Address, *, now: Callable[[], datetime], settings: RecordSettings) -> None:
        self.address = address
        self.now = now
        self.settings = settings
        self._engine = engine_of(address, settings)
        with _locks_guard:
            self._write_lock = _locks.setdefault(str(address), threading.Lock())

    @property
    def path(self) -> Path:
        """The database file."""
        return self.address.path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read in one transaction: every query sees the same state."""
        with _in_words(self.address), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write in one transaction: all of it is kept, or nothing. Not to be nested."""
        # SQLite's own waiting is unfair: without this lock a thread waited ten seconds at worst.
        with self._write_lock, _in_words(self.address), self._engine.connect() as connection:
            connection.execution_options(tacha_writes=True)
            with connection.begin():
                # One instant for all that a transaction writes, and none before the lock was had.
                connection.execution_options(tacha_instant=self.now())
                yield connection

    @contextmanager
    def bare(self) -> Iterator[Any]:
        """Give the driver's connection outside any transaction, for pragmas that ask for that."""
        with _in_words(self.address), self._engine.connect() as connection:
            yield connection.connection.driver_connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def instant(connection: Connection) -> datetime:
    """Moment of a writing transaction, by the store's clock."""
    moment: datetime = connection.get_execution_options()["tacha_instant"]
    return moment


@contextmanager
def _in_words(address: Address) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        reason = str(error.orig).strip()
        state = getattr(error.orig, "sqlstate", "")
        if state is None:
            # The server itself would have given a code.
            key = "records-no-server"
        elif state == "55P03" or (not state and "locked" in reason):
            key = "records-busy"
        else:
            key = "records-refused"
        raise RecordError(key, file=str(address), reason=reason) from error
