"""Put a site's records and the files they stand on into one file, and take them out again whole."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

from geo.errors import RecordError
from geo.records.address import FILE_NAME
from geo.settings import DEFAULTS, RecordSettings

CARRIED: Final = ("site.toml", "inputs", "photos")
"""What of a site folder a backup holds beside the records: the rest can be made anew."""
LIST_NAME: Final = "backup.json"
_BLOCK: Final = 1 << 20
_MB: Final = 1_000_000
_STORED: Final = frozenset({".jpg", ".jpeg", ".png", ".zip", ".xlsx", ".tif", ".tiff", ".gz", ".bz2"})
_FORMAT: Final = 1
_LONGEST: Final = 255
"""Bytes that a name may have on the disks of offices."""
# RuntimeError is what zipfile says of an encrypted file, and of a way of packing that it does not know.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, LookupError, TypeError, ValueError, EOFError, AttributeError,
    RuntimeError, FileExistsError, NotADirectoryError, IsADirectoryError,
)  # fmt: skip


def pack(records: Path, site_dir: Path, target: Path) -> None:
    """Write records and files into one zip, with a list of their SHA-256.

    Parameters
    ----------
    records : database file, copied at one moment. The files are read after it, so none that a row of it
        names is missing
    target : file to write
    """
    listed = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in ((FILE_NAME, records), *_files(site_dir)):
            how = zipfile.ZIP_STORED if path.suffix.lower() in _STORED else zipfile.ZIP_DEFLATED
            archive.write(path, name, how)
            with archive.open(name) as inside:
                # Of what was written, not of what lies there now: site.toml may just have changed.
                listed[name] = _sha256(inside)
        about = {"format": _FORMAT, "files": listed}
        archive.writestr(LIST_NAME, json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True))


def unpack(file: Path, room: Path, *, settings: RecordSettings = DEFAULTS.records) -> None:
    """Take all out into an empty folder, laid out as in a site folder, and hold it to the list.

    Nothing is taken out before the listed sizes are held against the free disk, and no file yields more than
    its listed size.

    Raises
    ------
    RecordError : no backup of Tacha, a damaged one, or one that the disk has no room for
    """
    try:
        with zipfile.ZipFile(file) as archive:
            if LIST_NAME not in archive.namelist():
                raise RecordError("records-foreign", file=str(file))
            if archive.getinfo(LIST_NAME).file_size > settings.backup_list_mb * _MB:
                raise RecordError("backup-broken", file=str(file))
            about = json.loads(archive.read(LIST_NAME))
            if about["format"] > _FORMAT:
                raise RecordError("records-newer", file=str(file), version=str(about["format"]))
            _require_room([archive.getinfo(name) for name in about["files"]], file, room, settings)
            for name, sha256 in about["files"].items():
                target = room / _inside(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as inside, target.open("wb") as out:
                    shutil.copyfileobj(inside, out, _BLOCK)
                with target.open("rb") as written:
                    if _sha256(written) != sha256:
                        raise RecordError("backup-broken", file=str(file))
    except _BROKEN as error:
        raise RecordError("backup-broken", file=str(file)) from error


def _require_room(members: list[zipfile.ZipInfo], file: Path, room: Path, settings: RecordSettings) -> None:
    """Refuse what would fill the disk: zipfile itself stops reading a file at its listed size."""
    needed = sum(member.file_size for member in members) * settings.restore_copies
    free = shutil.disk_usage(room).free - settings.disk_left_mb * _MB
    if needed > free:
        args = {"needed": math.ceil(needed / _MB), "free": max(math.floor(free / _MB), 0)}
        raise RecordError("backup-no-room", file=str(file), **args)


def put_files(room: Path, site_dir: Path, aside: Path) -> None:
    """Put the files that `unpack` took out into a site folder; one that differs there is kept aside.

    Parameters
    ----------
    aside : folder, made only if it is needed
    """
    for name, path in _files(room):
        target = site_dir / name
        if target.exists():
            if target.read_bytes() == path.read_bytes():
                continue
            kept = aside / name
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(target, kept)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        shutil.copyfile(path, part)
        # Either the old file stands there or the new one, never half of one.
        part.replace(target)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name files by their place in the site folder, in the same order on every computer."""
    for name in CARRIED:
        top = folder / name
        found = [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.is_file())
        for path in found:
            yield path.relative_to(folder).as_posix(), path


def _inside(name: str) -> PurePosixPath:
    """Refuse names that lead out of the folder, or to a place where a backup has nothing."""
    path = PurePosixPath(name)
    known = name == FILE_NAME or path.parts[0] in CARRIED
    known = known and all(len(part.encode()) <= _LONGEST for part in path.parts)
    if not known or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(name)
    return path


def _sha256(opened: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := opened.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
