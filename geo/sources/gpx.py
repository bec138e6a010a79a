"""Read the tracks of a GPX file."""

from __future__ import annotations

import codecs
import math
import re
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import gpxpy

from geo.errors import InputError
from geo.sources.trail import TrackFile, Trail, trail_of

_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING: Final = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ACCURACY: Final = {"accuracy", "hacc", "horizontalaccuracy", "horizontal_accuracy"}
_YEARS: Final = (1980, 2100)


def read_gpx(file: Path) -> TrackFile:
    """Read the tracks of a GPX file; waypoints and routes are no tracks.

    Raises
    ------
    InputError : damaged, no track in it
    """
    parsed = _parsed(file)
    groups = [
        [trail for segment in track.segments if (trail := _trail(segment.points)) is not None]
        for track in parsed.tracks
    ]
    if not any(groups):
        raise InputError("source-track-none", file=file.name)
    return TrackFile(groups, _seconds(parsed.time), str(parsed.creator or ""))


def text_of(raw: bytes) -> str:
    """Decode XML as it declares, and take the declaration out: a text is no longer in that encoding.

    Raises
    ------
    UnicodeDecodeError, LookupError : the declaration is wrong
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16")
    else:
        declared = _ENCODING.match(raw)
        name = declared.group(1).decode("ascii") if declared else "utf-8"
        text = raw.decode("utf-8-sig" if name.lower() in {"utf-8", "utf8"} else name)
    return _DECLARATION.sub("", text, count=1)


def _parsed(file: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return gpxpy.parse(text_of(file.read_bytes()))
    except (gpxpy.gpx.GPXException, ValueError, TypeError, AttributeError, OverflowError, LookupError,
            RecursionError) as fault:  # fmt: skip
        raise InputError("source-unreadable", file=file.name, reason="GPX") from fault


def _trail(points: list[Any]) -> Trail | None:
    accuracy_m = [metres for point in points if (metres := _accuracy_m(point)) is not None]
    return trail_of(
        [_figure(point.longitude) for point in points],
        [_figure(point.latitude) for point in points],
        [_seconds(point.time) for point in points],
        accuracy_m=accuracy_m,
    )


def _figure(value: Any) -> float:
    return float(value) if value is not None else math.nan


def _seconds(time: datetime | None) -> float:
    if time is None or not _YEARS[0] <= time.year <= _YEARS[1]:
        return math.nan
    # GPX times are UTC by its standard, whatever a file leaves out.
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def _accuracy_m(point: Any) -> float | None:
    for element in point.extensions or ():
        for part in element.iter():
            if str(part.tag).rsplit("}", 1)[-1].lower() in _ACCURACY:
                try:
                    metres = float(part.text or "")
                except ValueError:
                    continue
                if math.isfinite(metres) and metres >= 0:
                    return metres
    return None
