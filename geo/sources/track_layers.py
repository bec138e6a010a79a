"""Read tracks from layers of lines (GeoJSON, Shapefile, GeoPackage), or of points with times."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, tzinfo
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from geo.errors import InputError
from geo.model.notes import Note
from geo.settings import Settings
from geo.sources import aliases
from geo.sources.moments import moment
from geo.sources.track_rows import mode_of, read_track_rows, swath_of
from geo.sources.trail import Floats, TrackFile, Trail, trail_of
from geo.sources.vectors import read_frame
from geo.sources.written import day

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_TIMES: Final = ("coordTimes", "coordinateProperties", "times", "timestamps", "coord_times")


def read_track_layer(file: Path, *, zone: tzinfo, datum: str | None, settings: Settings) -> TrackFile:
    """Read the lines of a layer, each a track; times are taken from its property coordTimes if it has one.

    Raises
    ------
    InputError : as `vectors.read_frame`; neither lines nor points with times
    """
    frame, notes = read_frame(file, prefer="Line", datum=datum, settings=settings)
    lines = frame.geom_type.isin({"LineString", "MultiLineString"})
    if not lines.any():
        if frame.geom_type.isin({"Point"}).any():
            return read_track_rows(file, zone=zone, datum=datum, settings=settings)
        raise InputError("source-track-none", file=file.name)
    if not lines.all():
        args = {"file": file.name, "rows": int((~lines).sum()), "found": _others(frame[~lines])}
        notes.append(Note("source-rows-left-out", args))
    frame = frame[lines].to_crs("EPSG:4326")
    days, covered = _days(frame), _covered(frame)
    groups = [
        [replace(trail, **covered[k]) for trail in _trails(shape, _times(row, shape), days[k])]
        for k, (shape, (_, row)) in enumerate(zip(frame.geometry, frame.iterrows(), strict=True))
    ]
    if not any(groups):
        raise InputError("source-track-none", file=file.name)
    said = [note for note in notes if note.key != "source-wgs84-by-standard"]
    return TrackFile(groups, standard=len(said) < len(notes), placed=True, notes=said)


def _others(frame: Any) -> str:
    return ", ".join(sorted({str(shape) for shape in frame.geom_type})) or "-"


def _trails(shape: Any, seconds: Floats | None, day_of_row: date | None) -> list[Trail]:
    parts = list(getattr(shape, "geoms", [shape]))
    ends = np.cumsum([shapely.get_num_coordinates(part) for part in parts])
    trails = []
    for part, end in zip(parts, ends, strict=True):
        points = shapely.get_coordinates(part)
        own = None if seconds is None else seconds[end - len(points) : end]
        trails.append(trail_of(points[:, 0], points[:, 1], own, day=day_of_row))
    return [trail for trail in trails if trail is not None]


def _times(row: Any, shape: Any) -> Floats | None:
    """Give the times of a line's points, None unless there is one for each."""
    for name in _TIMES:
        if name in row.index:
            seconds = np.array([moment(value, UTC) for value in _flat(row[name])], dtype=float)
            if len(seconds) == shapely.get_num_coordinates(shape):
                return seconds
    return None


def _flat(value: Any) -> list[Any]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return []
    if isinstance(value, dict):
        value = next((part for name, part in value.items() if name in {*_TIMES, "time"}), [])
    if isinstance(value, list | tuple | np.ndarray):
        return [leaf for part in value for leaf in (_flat(part) if not isinstance(part, str) else [part])]
    return [value]


def _days(frame: Any) -> list[date | None]:
    """Day that each row gives; an unreadable one counts as none, for any layer may have such a column."""
    names = [name for name in frame.columns if name != frame.geometry.name]
    column = aliases.column_of(names, "date") or aliases.column_of(names, "time")
    return [_day(value) for value in frame[column]] if column else [None] * len(frame)


def _covered(frame: Any) -> list[dict[str, Any]]:
    """Say how each row was covered; what is not understood counts as not said, as with days."""
    names = [name for name in frame.columns if name != frame.geometry.name]
    mode, swath = aliases.column_of(names, "mode"), aliases.column_of(names, "swath_m")
    modes = frame[mode] if mode else [""] * len(frame)
    widths = frame[swath] if swath else [None] * len(frame)
    digests = [_digest_of(value) for value in frame["sha256"]] if "sha256" in names else [""] * len(frame)
    return [
        {"mode": mode_of(said), "swath_m": swath_of(width), "sha256": digest}
        for said, width, digest in zip(modes, widths, digests, strict=True)
    ]


def _digest_of(value: Any) -> str:
    """Name of a track that was exported: it comes back without the times of its points."""
    text = str(value)
    return text if _DIGEST.fullmatch(text) else ""


def _day(value: Any) -> date | None:
    try:
        return day(value)
    except ValueError:
        return None
