"""Make sheets of what phone forms send back: CSV or GeoJSON, alone or in a server's zip with its photos."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from geo.errors import InputError
from geo.model.notes import Note
from geo.model.phone import CODED, PHOTOS, POINT, name_of
from geo.settings import Settings
from geo.sources.opening import look_at
from geo.sources.vectors import VECTOR_KINDS

_KEYS: Final = ("KEY", "__id", "_uuid", "_id")
"""Names that servers give a submission, the first that is there."""
_SENT: Final = (
    "SubmissionDate", "_submission_time", "meta-instanceID", "meta/instanceID", "instanceID",
    "meta-instanceName", "__system/submissionDate",
)  # fmt: skip
_TO: Final = {
    f"{POINT}-Latitude": "lat", f"{POINT}-Longitude": "lon", f"_{POINT}_latitude": "lat",
    f"_{POINT}_longitude": "lon",
}  # fmt: skip
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
    table = _table_of(file, kind, settings)
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
    """Tell whether these are the headers that a server of forms writes.

    >>> is_submission(["SubmissionDate", "date", "KEY"]), is_submission(["日期", "村"])
    (True, False)
    """
    return any(name in header for name in _KEYS) and any(name in header for name in _SENT)


def photos_named(path: Path, *, settings: Settings) -> list[tuple[str, str, str]]:
    """List the photos that submissions name: key of the submission, question, file without its folders.

    Raises
    ------
    InputError : as `as_sheet`
    """
    file, kind = look_at(path, ("xlsx", "text", *VECTOR_KINDS), settings=settings)
    table = _table_of(file, kind, settings)
    if not table or not is_submission(table[0]):
        return []
    header = [_bare(name) for name in table[0]]
    out = []
    for row in table[1:]:
        cells = dict(zip(header, row, strict=False))
        key = _id(next(cells[name] for name in _KEYS if name in cells))
        out += [(key, name, PurePosixPath(cells[name]).name) for name in PHOTOS if cells.get(name)]
    return out


def _plain(table: list[list[str]]) -> list[list[str]]:
    """Our questions by our headers, codes as names; the submission's own key names the row."""
    header = [_bare(name) for name in table[0]]
    kept = [k for k, name in enumerate(header) if name in _ASKED | {"lat", "lon"}]
    key = table[0].index(next(name for name in _KEYS if name in table[0]))
    out = [["visit_id", "id", *(header[k] for k in kept)]]
    for row in table[1:]:
        if not any(cell.strip() for cell in row):
            continue
        cells = [*row, *[""] * (len(header) - len(row))]
        mark = _id(cells[key])
        out.append([mark, mark, *(_named(header[k], cells[k]) for k in kept)])
    return out


def _bare(name: str) -> str:
    """Question without the groups before it, as servers write them: group-question, group/question."""
    name = name if name.startswith(("meta-", "meta/", "__")) else name.replace("/", "-")
    place = next((ours for end, ours in _TO.items() if f"-{name}".endswith(f"-{end}")), "")
    return place or (name if name.startswith(("meta", "__")) else name.rsplit("-", 1)[-1])


def _named(question: str, cell: str) -> str:
    return " ".join(name_of(code) for code in cell.split(" ")) if question in CODED else cell


def _id(key: str) -> str:
    return key.removeprefix("uuid:")


def _table_of(file: Path, kind: str, settings: Settings) -> list[list[str]]:
    """Rows of submissions with their headers; none where the file holds no such thing."""
    raw = _own(file) if kind in {"text", "geojson"} else _main_csv(file, settings) if kind == "zip" else None
    try:
        # A server writes UTF-8; whoever reads the file says what is wrong with another one.
        text = "" if raw is None else raw.decode("utf-8-sig")
        if kind == "geojson":
            return _features(json.loads(text)) if text else []
        head = text.split("\n", 1)[0]
        delimiter = ";" if head.count(";") > head.count(",") else ","
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [row[:_MOST_COLUMNS] for row in lines]
    except (csv.Error, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return []


def _features(content: Any) -> list[list[str]]:
    """Rows of a GeoJSON whose properties are questions; the point of each is its place."""
    features = content.get("features") if isinstance(content, dict) else None
    rows = [
        one for one in features or [] if isinstance(one, dict) and isinstance(one.get("properties"), dict)
    ]
    names = list(dict.fromkeys(str(name) for one in rows for name in one["properties"]))[:_MOST_COLUMNS]
    table = [[*names, f"{POINT}-Longitude", f"{POINT}-Latitude"]]
    for one in rows:
        shape = one.get("geometry") or {}
        point = shape.get("coordinates") if shape.get("type") == "Point" else None
        place = (
            [str(value) for value in point[:2]] if isinstance(point, list) and len(point) > 1 else ["", ""]
        )
        cells = (one["properties"].get(name) for name in names)
        table.append([*("" if cell is None else str(cell) for cell in cells), *place])
    return table


def _own(file: Path) -> bytes | None:
    """Read a file that may be of a server; one whose head names no key is not read at all."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    return file.read_bytes() if any(name.encode() in head for name in _KEYS) else None


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
