"""Cut the power at random moments: what was acknowledged is there after, and the file is whole.

A recording layer below SQLite notes every write and every sync. A cut keeps what was synced before it; of
what was written after the last sync, any sectors may have reached the disk and any may not. With
``synchronous = NORMAL`` the same trial loses acknowledged rows: that shows that it can fail.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
from sqlalchemy import insert
from sqlalchemy.dialects import sqlite

from geo.model import schema
from geo.records import models
from geo.records.frames import rows_of
from geo.records.store import FILE_NAME, Store
from soak.rows import tracks

SECTOR = 512
TRANSACTIONS = 150
CHECKPOINT_PAGES = 60  # often, so that many cuts fall into one


@dataclass
class Result:
    """What a run of trials came to; lost and corrupt must be 0."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    cuts_that_lost: int = 0
    corrupt: int = 0


@dataclass
class Tape:
    """Everything that went to the disk, in order: (file, offset, bytes), (file, "sync"), ("", rows kept)."""

    base: dict[str, bytes] = field(default_factory=dict)
    events: list[tuple[str, Any, Any]] = field(default_factory=list)
    on: bool = False


class _Disk(apsw.VFS):
    def __init__(self, name: str, tape: Tape) -> None:
        self.tape = tape
        super().__init__(name, base="")

    def xOpen(self, name: Any, flags: Any) -> Any:  # noqa: N802  apsw's names
        return _File(self.tape, name, flags)


class _File(apsw.VFSFile):
    def __init__(self, tape: Tape, name: Any, flags: Any) -> None:
        self.tape = tape
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.name = Path(path).name if path else ""
        super().__init__("", name, flags)

    def _note(self, what: Any, value: Any) -> None:
        if self.tape.on:
            self.tape.events.append((self.name, what, value))

    def xWrite(self, content: bytes, offset: int) -> None:  # noqa: N802
        self._note(offset, bytes(content))
        super().xWrite(content, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._note("truncate", size)
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._note("sync", None)
        super().xSync(flags)


def run(
    cuts: int, *, folder: Path, synchronous: str = "FULL", transactions: int = TRANSACTIONS, seed: int = 0
) -> Result:
    """Record a run of writes once, then cut it at so many random moments and look at what is left."""
    rng = random.Random(seed)
    tape = _record(folder, synchronous, transactions)
    result = Result()
    for _ in range(cuts):
        at = rng.randrange(len(tape.events))
        acknowledged = max((kept for name, _, kept in tape.events[:at] if not name), default=0)
        site = folder / "after"
        site.mkdir()
        for name, content in _left(tape, at, rng).items():
            (site / name).write_bytes(content)
        _look(site, acknowledged, result)
        shutil.rmtree(site)
    return result


def _record(folder: Path, synchronous: str, transactions: int) -> Tape:
    """Write as the store does, with the tables and settings of the store."""
    site = folder / f"recorded {synchronous}"
    site.mkdir()
    Store.open(site).close()
    tape = Tape()
    name = f"recording {site}"
    disk = _Disk(name, tape)
    with closing(apsw.Connection(str(site / FILE_NAME), vfs=name)) as connection:
        # The recording layer has no shared memory; alone on the file, SQLite does without.
        for pragma in (
            "locking_mode = EXCLUSIVE", "journal_mode = WAL", f"synchronous = {synchronous}",
            f"wal_autocheckpoint = {CHECKPOINT_PAGES}", "wal_checkpoint(TRUNCATE)",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}").fetchall()
        tape.base = {path.name: path.read_bytes() for path in site.iterdir() if "-shm" not in path.name}
        tape.on = True
        query, order = _insert()
        for number in range(transactions):
            (row,) = rows_of(tracks([f"t{number:05}"]), schema.TRACKS)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(query, [_plain(row[name]) for name in order])
            connection.execute("COMMIT")
            tape.events.append(("", "kept", number + 1))
        tape.on = False
    disk.unregister()
    return tape


def _insert() -> tuple[str, list[str]]:
    compiled = insert(models.TRACKS).compile(dialect=sqlite.dialect())
    return str(compiled), list(compiled.positiontup or [])


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _left(tape: Tape, at: int, rng: random.Random) -> dict[str, bytes]:
    """Files as the disk has them after a cut before event `at`."""
    last_sync = {}
    for index, (name, what, _) in enumerate(tape.events[:at]):
        if what == "sync":
            last_sync[name] = index
    files = {name: bytearray(content) for name, content in tape.base.items()}
    for index, (name, what, value) in enumerate(tape.events[:at]):
        if not name or what == "sync":
            continue
        file = files.setdefault(name, bytearray())
        synced = index < last_sync.get(name, -1)
        if what == "truncate":
            if synced or rng.random() < 0.5:
                del file[value:]
        elif synced:
            _put(file, what, value)
        else:
            # Within one write, each sector goes its own way.
            for start in range(0, len(value), SECTOR):
                if rng.random() < 0.5:
                    _put(file, what + start, value[start : start + SECTOR])
    return {name: bytes(content) for name, content in files.items()}


def _put(file: bytearray, offset: int, content: bytes) -> None:
    if len(file) < offset:
        file.extend(bytes(offset - len(file)))
    file[offset : offset + len(content)] = content


def _look(site: Path, acknowledged: int, result: Result) -> None:
    result.cuts += 1
    result.acknowledged += acknowledged
    with closing(sqlite3.connect(site / FILE_NAME)) as connection:
        try:
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            kept = {row[0] for row in connection.execute("SELECT track_id FROM tracks")}
        except sqlite3.DatabaseError:
            whole, kept = False, set()
    lost = sum(f"t{number:05}" not in kept for number in range(acknowledged))
    result.corrupt += not whole
    result.lost += lost
    result.cuts_that_lost += lost > 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        began = time.monotonic()
        number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
        full = run(number, folder=Path(made))
        normal = run(number, folder=Path(made), synchronous="NORMAL")
        print(f"FULL {full}\nNORMAL, for comparison {normal}\nin {time.monotonic() - began:.0f} s")
        sys.exit(bool(full.lost or full.corrupt or not normal.lost))
