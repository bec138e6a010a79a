"""Open the two kinds of database so that no acknowledged row is ever lost.

The settings are measured, not guessed: each pragma stands here for a loss that was seen without it.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3

from sqlalchemy import Connection, Engine, create_engine, event

from geo.records.address import Address
from geo.settings import RecordSettings


def engine_of(address: Address, settings: RecordSettings) -> Engine:
    """Make the engine; transactions of connections with the option ``tacha_writes`` are the writing ones."""
    return _server(address, settings) if address.on_server else _file(address, settings)


def _file(address: Address, settings: RecordSettings) -> Engine:
    engine = create_engine(
        address.url, connect_args={"timeout": settings.busy_timeout_s, "isolation_level": None}
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
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")

    return engine


def _server(address: Address, settings: RecordSettings) -> Engine:
    # Blanks and backslashes end an option unless they are marked.
    path = re.sub(r"([\\ ])", r"\\\1", f'"{address.schema}",public')
    wait_ms = round(settings.busy_timeout_s * 1000)
    seconds = max(2, round(settings.busy_timeout_s))
    engine = create_engine(
        address.url,
        # A server that was restarted is no reason for an error.
        pool_pre_ping=True,
        connect_args={"options": f"-c search_path={path}", "connect_timeout": seconds},
    )
    lock = int.from_bytes(hashlib.sha256(address.schema.encode()).digest()[:8], "big", signed=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not _writes(connection):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait_ms}")
        # One writer at a time, as in a file: the log is one chain, and what was asked before stays true.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({lock})")

    return engine


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("tacha_writes"))
