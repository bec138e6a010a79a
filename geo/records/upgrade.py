"""Bring a site's database to the version of this program, in place; refuse what it cannot know."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from geo.errors import RecordError
from geo.records.database import Database


def upgrade(database: Database) -> None:
    """Apply the migrations that are missing, all in one transaction.

    Raises
    ------
    RecordError : the database was made by a newer version, or by another program
    """
    config = _config()
    script = ScriptDirectory.from_config(config)
    newest = script.get_current_head()
    if database.path.exists() and database.path.stat().st_size:
        with database.reading() as connection:
            if _version(connection, script, database.path) == newest:
                return
    _switch_to_wal(database)
    with database.writing() as connection:
        # Another process may have been faster while this one waited.
        if _version(connection, script, database.path) != newest:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    # Alembic reads its options with ConfigParser, for which a percent sign is special.
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _version(connection: Connection, script: ScriptDirectory, path: Path) -> str | None:
    """Version of a database; None for one without tables."""
    version = MigrationContext.configure(connection).get_current_revision()
    if version is None:
        if inspect(connection).get_table_names():
            raise RecordError("records-foreign", file=str(path))
        return None
    if version not in {revision.revision for revision in script.walk_revisions()}:
        raise RecordError("records-newer", file=str(path), version=version)
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
