"""Read tracks from rows of points: CSV, XLSX, or a layer of points with a column of times."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, tzinfo
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.errors import InputError
from geo.model import schema
from geo.model.notes import Note
from geo.model.team import TrackMode
from geo.settings import Settings
from geo.sources.moments import moment, names_zone
from geo.sources.places import degrees_of
from geo.sources.rows import Rows, read_rows
from geo.sources.trail import Floats, TrackFile, trail_of
from geo.sources.written import chosen, day, number

_WIDEST_M = schema.TRACKS.column("swath_m").high or math.inf
_COLUMNS = ("time", "date", "track", "lon", "lat", "accuracy_m", "mode", "swath_m")


def read_track_rows(file: Path, *, zone: tzinfo, datum: str | None, settings: Settings) -> TrackFile:
    """Read points in their order of time, or as written where there are no times.

    Times without a zone are the site's, and it is said. A column of track names parts the tracks;
    columns of mode and swath say how each was covered, by its first row that does.

    Raises
    ------
    InputError : as `rows.read_rows`; no coordinates, no datum in a sheet, fewer than two points
    """
    rows, notes = read_rows(file, role="tracks", columns=_COLUMNS, datum=datum, settings=settings)
    lon, lat = _degrees(rows, datum)
    seconds, said = _seconds(rows, zone)
    accuracy_m = rows.numbers("accuracy_m") if rows.has("accuracy_m") else np.full(len(lon), np.nan)
    modes, swath_m = (
        [mode_of(cell) for cell in rows.column("mode")],
        [swath_of(cell) for cell in rows.column("swath_m")],
    )
    names = np.array(rows.texts("track"), dtype=object)
    days = _days(rows)
    groups = []
    for name in dict.fromkeys(names):
        at = np.flatnonzero((names == name) & np.isfinite(lon) & np.isfinite(lat))
        if np.isfinite(seconds[at]).all():
            at = at[np.argsort(seconds[at], kind="stable")]
        known = accuracy_m[at][np.isfinite(accuracy_m[at])]
        own_day = next((days[k] for k in at if days[k] is not None), None)
        trail = trail_of(lon[at], lat[at], seconds[at], accuracy_m=known.tolist(), day=own_day)
        if trail is not None:
            own_mode = next((modes[k] for k in at if modes[k]), "")
            own_swath = next((swath_m[k] for k in at if np.isfinite(swath_m[k])), np.nan)
            groups.append([replace(trail, mode=own_mode, swath_m=own_swath)])
    if not groups:
        raise InputError("source-track-none", file=file.name)
    standard = any(note.key == "source-wgs84-by-standard" for note in notes)
    kept = [note for note in notes if note.key != "source-wgs84-by-standard"]
    placed = rows.shapes is not None
    return TrackFile(groups, standard=standard, placed=placed, notes=[*kept, *said])


def mode_of(value: Any) -> str:
    """Say how a track was covered; "" for a word not ours: receivers write columns of that name too."""
    try:
        return chosen(value, "mode", tuple(TrackMode))
    except ValueError:
        return ""


def swath_of(value: Any) -> float:
    """Width that a drone's pictures show, NaN where there is none."""
    try:
        width = number(value)
    except ValueError:
        return math.nan
    return width if 0 <= width <= _WIDEST_M else math.nan


def _degrees(rows: Rows, datum: str | None) -> tuple[Floats, Floats]:
    if rows.shapes is not None:
        shapes = rows.shapes.to_crs("EPSG:4326").representative_point()
        return shapely.get_x(shapes.array), shapely.get_y(shapes.array)
    rows.require("lon", "lat")
    if datum is None:
        raise InputError("source-no-datum", file=rows.file)
    return degrees_of(rows)


def _seconds(rows: Rows, zone: tzinfo) -> tuple[Floats, list[Note]]:
    header = rows.header("time").lower()
    taken = UTC if "utc" in header or "gmt" in header else zone
    cells = rows.column("time")
    days = _days(rows)
    seconds = np.array([moment(cell, taken, on=on) for cell, on in zip(cells, days, strict=True)], float)
    bare = taken is zone and any(
        np.isfinite(value) and not names_zone(cell) for cell, value in zip(cells, seconds, strict=True)
    )
    return seconds, [Note("source-track-local-times", {"file": rows.file})] if bare else []


def _days(rows: Rows) -> list[date | None]:
    return [_day(cell) for cell in rows.column("date")]


def _day(cell: Any) -> date | None:
    try:
        return day(cell)
    except ValueError:
        return None
