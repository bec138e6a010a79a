"""Bring a site's database to the version of this program, in place; refuse what it cannot know."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, column, inspect, select, table, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateSchema

from geo.errors import RecordError
from geo.records.address import Address
from geo.records.database import Database

# Alembic is imported where a database is behind: opening one that is not would wait for it.
if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_KEPT_IN: Final = "alembic_version"


def upgrade(database: Database) -> None:
    """Apply the migrations that are missing, all in one transaction.

    Raises
    ------
    RecordError : the database was made by a newer version, or by another program; a server without PostGIS
    """
    address = database.address
    there = address.on_server or (address.path.exists() and address.path.stat().st_size)
    if there:
        with database.reading() as connection:
            if _is_newest(connection, address):
                return
    from alembic import command  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = _config()
    script = ScriptDirectory.from_config(config)
    newest = script.get_current_head()
    if there:
        with database.reading() as connection:
            # One that is too new, or another program's, is refused before anything is changed.
            _version(connection, script, address)
    if not address.on_server:
        _switch_to_wal(database)
    with database.writing() as connection:
        if address.on_server:
            _make_room(connection, address)
        # Another process may have been faster while this one waited.
        if _version(connection, script, address) != newest:
            config.attributes["connection"] = connection
            config.attributes["schema"] = address.schema or None
            command.upgrade(config, "head")


def newest_version() -> str:
    """Name of the last step: steps are numbered, and their files begin with the number."""
    return max(file.stem for file in (_MIGRATIONS / "versions").glob("[0-9]*.py")).split("_")[0]


def _is_newest(connection: Connection, address: Address) -> bool:
    schema = address.schema or None
    if _KEPT_IN not in inspect(connection).get_table_names(schema):
        return False
    kept = select(table(_KEPT_IN, column("version_num"), schema=schema).c.version_num)
    return connection.execute(kept).scalars().all() == [newest_version()]


def _make_room(connection: Connection, address: Address) -> None:
    """Make the site's schema; PostGIS is made where the account may, else an administrator has to."""
    connection.execute(CreateSchema(address.schema, if_not_exists=True))
    if connection.execute(text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")).first():
        return
    try:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public"))
    except DatabaseError as error:
        raise RecordError("records-no-postgis", file=str(address)) from error


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # Alembic reads its options with ConfigParser, for which a percent sign is special.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _version(connection: Connection, script: ScriptDirectory, address: Address) -> str | None:
    """Version of a database; None for one without tables."""
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    schema = address.schema or None
    version = MigrationContext.configure(
        connection, opts={"version_table_schema": schema}
    ).get_current_revision()
    if version is None:
        if inspect(connection).get_table_names(schema):
            raise RecordError("records-foreign", file=str(address))
        return None
    if version not in {revision.revision for revision in script.walk_revisions()}:
        raise RecordError("records-newer", file=str(address), version=version)
    return version


def _switch_to_wal(database: Database) -> None:
    deadline = time.monotonic() + database.settings.busy_timeout_s
    while True:
        try:
            with database.bare() as connection:
                mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError:
            # SQLite does not wait here for another process that is switching, so this does.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
            continue
        if mode != "wal":
            raise RecordError("records-network-share", file=str(database.path.parent), kind=mode)
        return
