"""Look at a file before any library opens it: is it there, how big is it, what is it really."""

from __future__ import annotations

import bz2
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from xml.etree.ElementTree import ParseError  # the type only; parsing is defusedxml's

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from geo.errors import InputError
from geo.settings import DEFAULTS, Settings

_MB: Final = 1_000_000
_MAGIC: Final = (
    (b"SQLite format 3\0", "gpkg"),
    (b"\x00\x00\x27\x0a", "shp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"BZh", "bz2"),
    (b"PK\x03\x04", "zip"),
    (b"PAR1", "parquet"),
)
_ROOTS: Final = {"gpx": "gpx", "kml": "kml", "osm": "osm", "graphml": "graphml"}
_LIVE: Final = ("-wal", "-shm")
_PARTS: Final = {".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix"}
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def look_at(path: str | Path, wanted: tuple[str, ...], *, settings: Settings = DEFAULTS) -> tuple[Path, str]:
    """Return the resolved path and what the file really is, whatever its name says.

    Parameters
    ----------
    path : as a person typed it; never handed to GDAL before it is known to be a plain local file
    wanted : kinds that are of use: geojson, shp, gpkg, kml, gdb, zip, parquet, tiff, osm, bz2, graphml, gpx,
        xlsx, text

    Raises
    ------
    InputError : missing, a folder, empty, too big, a part of a Shapefile, or of another kind
    """
    file = Path(path).expanduser()
    if "\0" in str(path) or not file.exists():
        raise InputError("source-missing-file", file=str(path))
    file = file.resolve()
    if file.is_dir():
        if "gdb" in wanted and file.suffix.lower() == ".gdb":
            return file, "gdb"
        raise InputError("source-folder", file=str(path))
    if file.name.casefold() == "tacha.db" or any(file.with_name(file.name + end).exists() for end in _LIVE):
        # Closing any handle on a live SQLite file drops this process's locks on it, and rows vanish.
        raise InputError("source-live-database", file=file.name)
    size = file.stat().st_size
    if size == 0:
        raise InputError("source-empty-file", file=file.name)
    if size > settings.intake.largest_file_mb * _MB:
        raise InputError(
            "source-too-big",
            file=file.name,
            size=round(size / _MB),
            limit=round(settings.intake.largest_file_mb),
        )
    if file.suffix.lower() in _PARTS:
        raise InputError("source-shapefile-part", file=file.name)
    kind = _kind(file)
    if kind not in wanted:
        known = ", ".join("csv" if name == "text" else name for name in wanted)
        raise InputError("source-format", file=file.name, found=kind, wanted=known)
    return file, kind


def _kind(file: Path) -> str:
    with file.open("rb") as stream:
        head = stream.read(4096)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _kind_of_zip(file) if kind == "zip" else kind
    start = head
    for mark in _BOMS:
        start = start.removeprefix(mark)
    start = start.replace(b"\0", b"").lstrip()
    if start.startswith(b"{"):
        # GDAL would run the pipeline that such a file describes.
        return "unknown" if b"gdal_streamed_alg" in head else "geojson"
    if start.startswith(b"<"):
        return _ROOTS.get(root_of(file), "xml")
    return "text" if _is_text(head) else "unknown"


def _kind_of_zip(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as fault:
        raise InputError("source-unreadable", file=file.name, reason="zip") from fault
    return "xlsx" if "xl/workbook.xml" in names else "zip"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in head


def root_of(file: Path, *, name: str = "") -> str:
    """Return the name of the outermost XML element in small letters, "" if there is none.

    Errors show `name`, where the file has one of our own making.

    A document type can only stand before that element, so entity bombs show here and nothing more is read.

    Raises
    ------
    InputError : the file declares entities
    """
    with file.open("rb") as stream:
        return _root_of_stream(stream, name=name or file.name)


def _root_of_stream(stream: IO[bytes], *, name: str) -> str:
    """Do what `root_of` does for a stream that is already unpacked."""
    try:
        for _, element in iterparse(stream, events=("start",)):
            return str(element.tag).rsplit("}", 1)[-1].lower()
    except DefusedXmlException as fault:
        raise InputError("source-entities", file=name) from fault
    except (ParseError, ValueError, LookupError):
        return ""
    return ""


@contextmanager
def unpacked_bz2(file: Path, *, suffix: str, settings: Settings = DEFAULTS) -> Iterator[Path]:
    """Unpack a .bz2 into a file of our own name, up to the limit, and remove it afterwards."""
    limit = round(settings.intake.largest_unpacked_mb * _MB)
    with tempfile.TemporaryDirectory(prefix="tacha") as folder:
        out = Path(folder) / f"unpacked{suffix}"
        done = 0
        try:
            with bz2.open(file) as stream, out.open("wb") as sink:
                while block := stream.read(1 << 20):
                    done += len(block)
                    if done > limit:
                        raise InputError("source-swells", file=file.name, limit=round(limit / _MB))
                    sink.write(block)
        except (OSError, EOFError) as fault:
            raise InputError("source-unreadable", file=file.name, reason="bz2") from fault
        yield out


@contextmanager
def unpacked_zip(file: Path, *, settings: Settings = DEFAULTS) -> Iterator[Path]:
    """Unpack an archive flat into a folder of our own, up to the limit, and remove it afterwards.

    Only the last part of a member's name is kept, so that no member leaves the folder; members of a
    geodatabase keep that one folder.
    """
    limit = round(settings.intake.largest_unpacked_mb * _MB)
    with tempfile.TemporaryDirectory(prefix="tacha") as folder:
        try:
            with zipfile.ZipFile(file) as archive:
                _unpack_members(archive, Path(folder), limit, name=file.name)
        except InputError:
            raise
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError) as fault:
            raise InputError("source-unreadable", file=file.name, reason="zip") from fault
        yield Path(folder)


def _unpack_members(archive: zipfile.ZipFile, folder: Path, limit: int, *, name: str) -> None:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if sum(member.file_size for member in members) > limit or len(members) > 10_000:
        raise InputError("source-swells", file=name, limit=round(limit / _MB))
    done = 0
    for member in members:
        parts = [
            part for part in member.filename.replace("\\", "/").split("/") if part not in {"", ".", ".."}
        ]
        if not parts:
            continue
        geodatabase = [part for part in parts[:-1] if part.lower().endswith(".gdb")]
        target = folder / "layers.gdb" / parts[-1] if geodatabase else folder / parts[-1]
        target.parent.mkdir(exist_ok=True)
        with archive.open(member) as stream, target.open("wb") as sink:
            while block := stream.read(1 << 20):
                done += len(block)
                # The directory of an archive may lie about sizes.
                if done > limit:
                    raise InputError("source-swells", file=name, limit=round(limit / _MB))
                sink.write(block)


def refuse_views(file: Path) -> None:
    """Refuse a GeoPackage whose layers are views: a view can be written to never end.

    Raises
    ------
    InputError : not a GeoPackage, damaged, or a layer is a view
    """
    try:
        with sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True) as base:
            rows = base.execute(
                "SELECT c.table_name, m.type FROM gpkg_contents c "
                "JOIN sqlite_master m ON m.name = c.table_name"
            ).fetchall()
        base.close()
    except sqlite3.Error as fault:
        raise InputError("source-unreadable", file=file.name, reason="GeoPackage") from fault
    views = [str(name) for name, kind in rows if kind != "table"]
    if views:
        raise InputError("source-view", file=file.name, place=views[0])


def refuse_swollen(file: Path, *, settings: Settings = DEFAULTS) -> None:
    """Refuse a workbook (a zip) that unpacks to more than the limit.

    Raises
    ------
    InputError : too big unpacked, or no zip
    """
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError) as fault:
        raise InputError("source-unreadable", file=file.name, reason="zip") from fault
    if size > settings.intake.largest_unpacked_mb * _MB:
        raise InputError("source-swells", file=file.name, limit=round(settings.intake.largest_unpacked_mb))
