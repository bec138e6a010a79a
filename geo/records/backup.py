"""Back up a site's records while they are in use, and put a backup in their place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy import Table as Record

from geo.errors import RecordError
from geo.records import archive, audit, models
from geo.records.actor import ALONE, Actor
from geo.records.address import address_of
from geo.records.frames import insert_rows
from geo.records.geometry import Geometry, raw
from geo.records.roles import Action, require
from geo.records.store import FILE_NAME, Store
from geo.settings import DEFAULTS, RecordSettings

_BATCH = 5_000


def backup(store: Store, file: Path | str, *, actor: Actor = ALONE) -> audit.Head:
    """Write a site into one file, as its records are at one moment, while others go on writing.

    Beside the records it holds site.toml, the inputs and the photos. A county's schema is written as such a
    file too, so a site can move from a server to a computer and back.

    Parameters
    ----------
    file : must not exist yet
    actor : who does it

    Returns
    -------
    head : of the log in the backup, to be printed and kept apart from it

    Raises
    ------
    RecordError : the actor may not; the file exists or cannot be written
    """
    require(store, actor, Action.BACKUP)
    target = Path(file)
    if target.exists():
        raise RecordError("backup-exists", file=str(target))
    if not target.parent.is_dir():
        raise RecordError("records-no-folder", file=str(target.parent))
    with store.writing() as connection:
        audit.log(connection, actor, "backup", f"file {target.name}", None, {})
    with _room(store.path.parent) as room:
        head = _copied(store, room / FILE_NAME)
        part = target.with_name(f".{target.name}.{room.name}")
        try:
            archive.pack(room / FILE_NAME, store.path.parent, part)
            _onto_disk(part)
            # Only a whole backup ever bears the name.
            part.replace(target)
        except OSError as error:
            raise RecordError("backup-not-written", file=str(target), reason=str(error)) from error
        finally:
            part.unlink(missing_ok=True)
    return head


def restore(
    file: Path | str,
    site_dir: Path | str,
    url: str | None = None,
    *,
    actor: Actor = ALONE,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    settings: RecordSettings = DEFAULTS.records,
) -> audit.Head:
    """Put a backup in the place of a site, its records in one transaction; what was there is kept beside it.

    Parameters
    ----------
    file : a backup, left as it is; a database file that an earlier restore kept beside will do as well
    site_dir, url : the site, as for `Store.open`; a missing folder is made
    actor : who does it

    Returns
    -------
    head : of the log in the backup, to be compared with the one that was printed

    Raises
    ------
    RecordError : no such file, no backup of Tacha, a broken one, a newer version's; the actor may not
    """
    source, folder = Path(file).resolve(), Path(site_dir)
    if not source.is_file():
        raise RecordError("backup-missing", file=str(source))
    if not folder.is_dir() and not folder.parent.is_dir():
        raise RecordError("records-no-folder", file=str(folder.parent))
    made = not folder.exists()
    folder.mkdir(exist_ok=True)
    try:
        return _restored(source, folder, url, new=made, actor=actor, now=now, settings=settings)
    except BaseException:
        if made:
            shutil.rmtree(folder)
        raise


def _restored(
    source: Path,
    folder: Path,
    url: str | None,
    *,
    new: bool,
    actor: Actor,
    now: Callable[[], datetime],
    settings: RecordSettings,
) -> audit.Head:
    with _room(folder.resolve()) as room:
        _take(source, room, settings)
        if new:
            # site.toml may say that the records are on a server.
            archive.put_files(room, folder, room / "aside")
        with (
            Store.of_file(room, now=now, settings=settings) as found,
            _there(folder, url, now=now, settings=settings) as site,
        ):
            if audit.verify(found):
                raise RecordError("backup-log-broken", file=str(source))
            require(site, actor, Action.RESTORE)
            head = audit.head(found)
            with site.writing() as there, found.reading() as taken:
                # Nobody else writes from here on, so what is kept beside is all that was there.
                _keep_beside(site, room)
                _replace(taken, there)
                archive.put_files(room, folder, _free(folder / f"files.before-{_stamp(now())}"))
                audit.log(there, actor, "restore", f"file {source.name}", None, {"head": str(head)})
    return head


def _copied(store: Store, target: Path) -> audit.Head:
    """Copy the records into a database file, as they are at one moment, and give its head."""
    if store.address.on_server:
        with (
            Store.of_file(target.parent, now=store.now, settings=store.settings) as copy,
            store.reading() as old,
            copy.writing() as new,
        ):
            _replace(old, new)
    else:
        # Page by page, with SQLite's own backup: a plain copy would tear what is being written.
        with closing(sqlite3.connect(store.path)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    with closing(sqlite3.connect(target)) as connection:
        # One file to carry: what stands in a file beside it is put into it.
        connection.execute("PRAGMA journal_mode = DELETE")
        row = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return audit.Head(*row)


def _take(source: Path, room: Path, settings: RecordSettings) -> None:
    """Take a backup's records and files out, whole or not at all; it is opened for reading only."""
    if zipfile.is_zipfile(source):
        inner = room / "taken"
        inner.mkdir()
        archive.unpack(source, inner, settings=settings)
        for path in inner.iterdir():
            path.replace(room / (path.name if path.name != FILE_NAME else "taken.db"))
        source, told = room / "taken.db", source
    else:
        told = source
    try:
        with (
            closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(room / FILE_NAME)) as new,
        ):
            whole = [row[0] for row in old.execute("PRAGMA integrity_check")] == ["ok"]
            tables = {row[0] for row in old.execute("SELECT name FROM sqlite_master")}
            old.backup(new)
    except sqlite3.DatabaseError as error:
        raise RecordError("backup-broken", file=str(told)) from error
    if not whole:
        raise RecordError("backup-broken", file=str(told))
    if "alembic_version" not in tables:
        raise RecordError("records-foreign", file=str(told))


def _there(folder: Path, url: str | None, *, now: Callable[[], datetime], settings: RecordSettings) -> Store:
    """Open the site's records; a file that is damaged past opening is set aside for new ones."""
    try:
        return Store.open(folder, url, now=now, settings=settings)
    except RecordError as error:
        if error.key != "records-refused" or address_of(folder.resolve(), url).on_server:
            raise
    aside = _free(folder / f"{FILE_NAME}.damaged-{_stamp(now())}")
    for ending in ("", "-wal", "-shm"):
        old = folder / f"{FILE_NAME}{ending}"
        if old.exists():
            old.replace(aside.with_name(aside.name + ending))
    return Store.open(folder, url, now=now, settings=settings)


def _keep_beside(site: Store, room: Path) -> None:
    if audit.head(site).rows == 0:
        return
    kept = room / "kept"
    kept.mkdir()
    _copied(site, kept / FILE_NAME)
    _onto_disk(kept / FILE_NAME)
    (kept / FILE_NAME).replace(_free(site.path.with_name(f"{FILE_NAME}.before-{_stamp(site.now())}")))


def _replace(old: Connection, new: Connection) -> None:
    """Put all rows of one database in the place of another's; both have the newest tables."""
    for table in reversed(models.METADATA.sorted_tables):
        new.execute(delete(table))
    for table in models.METADATA.sorted_tables:
        rows = old.execute(select(*_as_bytes(table))).mappings()
        while batch := rows.fetchmany(_BATCH):
            insert_rows(new, table, [dict(row) for row in batch])


def _as_bytes(table: Record) -> list[Any]:
    """Columns of a table, shapes as WKB: nobody has to look at them on the way."""
    return [
        raw(column).label(column.name) if isinstance(column.type, Geometry) else column for column in table.c
    ]


@contextmanager
def _room(folder: Path) -> Iterator[Path]:
    """Make a folder for half-done work beside the records, on their disk, and clear it away after."""
    room = folder / f".records-{uuid.uuid4().hex[:8]}"
    room.mkdir()
    try:
        yield room
    finally:
        shutil.rmtree(room)


def _free(path: Path) -> Path:
    """Give a name that no file has: two restores may fall into one second."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _onto_disk(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
