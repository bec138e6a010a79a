"""Bring a site's database to the version of this program, in place; refuse what it cannot know."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateSchema

from geo.errors import RecordError
from geo.records.address import Address
from geo.records.database import Database


def upgrade(database: Database) -> None:
    """Apply the migrations that are missing, all in one transaction.

    Raises
    ------
    RecordError : the database was made by a newer version, or by another program; a server without PostGIS
    """
    config = _config()
    script = ScriptDirectory.from_config(config)
    newest = script.get_current_head()
    address = database.address
    if address.on_server or (address.path.exists() and address.path.stat().st_size):
        with database.reading() as connection:
            if _version(connection, script, address) == newest:
                return
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
    config = Config()
    # Alembic reads its options with ConfigParser, for which a percent sign is special.
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _version(connection: Connection, script: ScriptDirectory, address: Address) -> str | None:
    """Version of a database; None for one without tables."""
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
