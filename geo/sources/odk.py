"""Make sheets of what phone forms send back: ODK's CSV, alone or in the zip of a server with its photos."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from geo.errors import InputError
from geo.model.notes import Note
from geo.model.phone import CODED, PHOTOS, POINT, name_of
from geo.settings import Settings
from geo.sources.opening import look_at
from geo.sources.vectors import VECTOR_KINDS

_KEY: Final = "KEY"
_SENT: Final = ("SubmissionDate", "meta-instanceID", "instanceID", "meta-instanceName")
_TO: Final = {f"{POINT}-Latitude": "lat", f"{POINT}-Longitude": "lon"}
_ASKED: Final = frozenset({
    "date", "team", "village", "area", "stops", "persons", "hours", "vehicles", "sorties", "formation",
    "walkers", "spacing_m", "sight_m", "place", "entered", "from_lane", "result", "species", "stage",
    "plants", "area_m2", "count_kind", "not_entered", "note",
})  # fmt: skip
"""Questions of our forms; what else a server writes (device, account, times) is not read."""
_MOST_COLUMNS: Final = 200
_MB: Final = 1_000_000
_HEAD: Final = 16_384
"""Bytes within which the headers of our forms end."""


@dataclass(frozen=True)
class Sheet:
    """A file to be read as a sheet, and the datum of its degrees; notes: what to say of it."""

    path: Path
    datum: str | None
    notes: tuple[Note, ...] = ()


@contextmanager
def as_sheet(path: str | Path, datum: str | None, settings: Settings) -> Iterator[Sheet]:
    """Give a sheet with our headers in place of submissions; any other file is given as it is.

    Phones measure in WGS84 and ODK writes nothing else, so that the datum need not be told.

    Raises
    ------
    InputError : as `opening.look_at`; a zip that is damaged or swells
    """
    file, kind = look_at(path, ("xlsx", "text", *VECTOR_KINDS), settings=settings)
    text = _text_of(file, kind, settings)
    table = _table(text) if text is not None else []
    if not table or not is_submission(table[0]):
        yield Sheet(Path(path), datum)
        return
    with tempfile.TemporaryDirectory(prefix="tacha") as folder:
        plain = Path(folder) / f"{file.stem}.csv"
        rows = _plain(table)
        with plain.open("w", encoding="utf-8", newline="") as sink:
            csv.writer(sink).writerows(rows)
        told = Note("form-submission", {"file": file.name, "rows": len(rows) - 1})
        yield Sheet(plain, datum or "WGS84", (told,))


def is_submission(header: Sequence[str]) -> bool:
    """Tell whether these are the headers that an ODK server writes.

    >>> is_submission(["SubmissionDate", "date", "KEY"]), is_submission(["日期", "村"])
    (True, False)
    """
    return _KEY in header and any(name in header for name in _SENT)


def photos_named(path: Path, *, settings: Settings) -> list[tuple[str, str, str]]:
    """List the photos that submissions name: key of the submission, question, file without its folders.

    Raises
    ------
    InputError : as `as_sheet`
    """
    file, kind = look_at(path, ("xlsx", "text", *VECTOR_KINDS), settings=settings)
    table = _table(_text_of(file, kind, settings) or "")
    if not table or not is_submission(table[0]):
        return []
    header = [_bare(name) for name in table[0]]
    out = []
    for row in table[1:]:
        cells = dict(zip(header, row, strict=False))
        key = _id(cells.get(_KEY, ""))
        out += [(key, name, PurePosixPath(cells[name]).name) for name in PHOTOS if cells.get(name)]
    return out


def _plain(table: list[list[str]]) -> list[list[str]]:
    """Our questions by our headers, codes as names; the submission's own key names the row."""
    header = [_bare(name) for name in table[0]]
    kept = [k for k, name in enumerate(header) if name in _ASKED | {"lat", "lon"}]
    key = table[0].index(_KEY)
    out = [["visit_id", "id", *(header[k] for k in kept)]]
    for row in table[1:]:
        if not any(cell.strip() for cell in row):
            continue
        cells = [*row, *[""] * (len(header) - len(row))]
        mark = _id(cells[key])
        out.append([mark, mark, *(_named(header[k], cells[k]) for k in kept)])
    return out


def _bare(name: str) -> str:
    """Question without the groups before it, as servers write them: group-question."""
    place = next((ours for end, ours in _TO.items() if f"-{name}".endswith(f"-{end}")), "")
    return place or (name if name.startswith("meta-") else name.rsplit("-", 1)[-1])


def _named(question: str, cell: str) -> str:
    return " ".join(name_of(code) for code in cell.split(" ")) if question in CODED else cell


def _id(key: str) -> str:
    return key.removeprefix("uuid:")


def _table(text: str) -> list[list[str]]:
    try:
        return [row[:_MOST_COLUMNS] for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error:
        return []  # whoever reads the sheet says what is wrong with it


def _text_of(file: Path, kind: str, settings: Settings) -> str | None:
    """Text of a CSV, or of the main one in a zip; None where there is none."""
    raw = _own_csv(file) if kind == "text" else _main_csv(file, settings) if kind == "zip" else None
    if raw is None:
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None  # a server writes UTF-8


def _own_csv(file: Path) -> bytes | None:
    """Read a CSV that may be of a server; one whose head names no key is not read at all."""
    with file.open("rb") as stream:
        return file.read_bytes() if _KEY.encode() in stream.read(_HEAD) else None


def _main_csv(file: Path, settings: Settings) -> bytes | None:
    """Unpack the table of the form itself: those of its repeats have longer names."""
    limit = settings.intake.largest_unpacked_mb * _MB
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if not names:
                return None
            with archive.open(min(names, key=lambda name: (len(name), name))) as stream:
                raw = stream.read(int(limit) + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError) as fault:
        raise InputError("source-unreadable", file=file.name, reason="zip") from fault
    if len(raw) > limit:
        raise InputError("source-swells", file=file.name, limit=round(settings.intake.largest_unpacked_mb))
    return raw
