"""Tell what a file brings that somebody dropped on a pile: tracks, visits, findings or a photo."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from geo.errors import InputError
from geo.settings import DEFAULTS, Settings
from geo.sources.odk import as_sheet
from geo.sources.opening import look_at
from geo.sources.rows import read_rows
from geo.sources.vectors import VECTOR_KINDS

KINDS: Final = ("tracks", "visits", "findings", "photos")
"""What a team brings home."""

_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_TRACK_ENDINGS: Final = {".gpx", ".kml", ".kmz", ".fit", ".tcx"}
_OF_VISITS: Final = (
    "persons", "hours", "sorties", "formation", "walkers", "cells", "stops", "result", "from_lane",
)  # fmt: skip
_OF_FINDINGS: Final = ("plants", "species", "stage", "count_kind", "method", "destroyed_on", "area_mu")
_OF_TRACKS: Final = ("track", "accuracy_m", "time")
_PLACES: Final = ("lon", "lat", "x", "y")


def read_kind(path: str | Path, *, settings: Settings = DEFAULTS) -> str:
    """Return what a file brings, one of `KINDS`, by what is in it and not by its name.

    A sheet with persons, hours or a result is of visits, one with plants or a species of findings, one that
    has only places and times is a track; of a GeoJSON the shapes say it as well.

    Raises
    ------
    InputError : missing, empty, too big, of no use here, or with columns that say none of these
    """
    if _is_picture(Path(path)):
        return "photos"
    if Path(path).suffix.lower() in _TRACK_ENDINGS:
        return "tracks"  # whose reader says what is wrong with it
    file, kind = look_at(path, ("gpx", "xlsx", "text", *VECTOR_KINDS), settings=settings)
    columns = ("date", *_OF_VISITS, *_OF_FINDINGS, *_OF_TRACKS, *_PLACES)
    if kind not in {"xlsx", "text", "geojson", "zip"}:
        return "tracks"
    with as_sheet(file, None, settings) as sheet:
        if kind == "zip" and not sheet.notes:
            return "tracks"
        rows, _ = read_rows(
            sheet.path, role="visits", columns=columns, settings=settings, prefer="LineString"
        )
    lines = rows.shapes is not None and rows.shapes.geom_type.str.endswith("LineString").any()
    if lines:
        return "tracks"
    if any(rows.has(name) for name in _OF_VISITS):
        return "visits"
    if any(rows.has(name) for name in _OF_FINDINGS):
        return "findings"
    if rows.shapes is not None or any(rows.has(name) for name in _PLACES):
        return "tracks"
    raise InputError("source-kind-unknown", file=file.name)


def _is_picture(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(8).startswith(_PICTURES)
