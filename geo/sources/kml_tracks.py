"""Read the tracks of a KML file: gx:Track with times, and lines without."""

from __future__ import annotations

import math
from datetime import UTC
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError  # the type only; parsing is defusedxml's

import numpy as np
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from geo.errors import InputError
from geo.sources.gpx import text_of
from geo.sources.moments import moment
from geo.sources.trail import TrackFile, Trail, trail_of

_TIMES: Final = {"when", "begin"}


def read_kml(file: Path) -> TrackFile:
    """Read gx:Track of a KML file; where it has none, its lines, which have no times of their own.

    Raises
    ------
    InputError : damaged, declares entities, no track and no line in it
    """
    try:
        root = fromstring(text_of(file.read_bytes()))
    except DefusedXmlException as fault:
        raise InputError("source-entities", file=file.name) from fault
    except (ParseError, ValueError, LookupError, RecursionError) as fault:
        raise InputError("source-unreadable", file=file.name, reason="KML") from fault
    timed = [[trail] for track in _all(root, "Track") if (trail := _track(track)) is not None]
    lines = [[trail] for line in _all(root, "LineString") if (trail := _line(line)) is not None]
    # A file with both shows the same walk twice: once with times, once to look at.
    groups = timed or lines
    if not groups:
        raise InputError("source-track-none", file=file.name)
    written = [seconds for part in root.iter() if _name(part) in _TIMES
               and math.isfinite(seconds := moment(part.text, UTC))]  # fmt: skip
    return TrackFile(groups, min(written, default=math.nan), _app(root))


def _track(track: Any) -> Trail | None:
    whens = [moment(part.text, UTC) for part in track if _name(part) == "when"]
    places = [_numbers((part.text or "").split()) for part in track if _name(part) == "coord"]
    if not places:
        return None
    # The standard pairs the n-th time with the n-th place; a track cut off in between keeps its places.
    seconds = whens if len(whens) == len(places) else None
    points = np.array(places)
    return trail_of(points[:, 0], points[:, 1], seconds, accuracy_m=_accuracies(track))


def _line(line: Any) -> Trail | None:
    texts = [part.text or "" for part in line if _name(part) == "coordinates"]
    places = [_numbers(item.split(",")) for text in texts for item in text.split()]
    if not places:
        return None
    points = np.array(places)
    return trail_of(points[:, 0], points[:, 1])


def _accuracies(track: Any) -> list[float]:
    found = []
    for array in _all(track, "SimpleArrayData"):
        if "accuracy" in str(array.get("name", "")).lower():
            values = [_number(part.text or "") for part in array]
            found += [value for value in values if math.isfinite(value) and value >= 0]
    return found


def _app(root: Any) -> str:
    for author in _all(root, "author"):
        for part in author:
            if _name(part) == "name" and part.text:
                return str(part.text).strip()[:80]
    return ""


def _all(element: Any, name: str) -> list[Any]:
    return [part for part in element.iter() if _name(part) == name]


def _name(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _numbers(parts: list[str]) -> tuple[float, float]:
    return (_number(parts[0]), _number(parts[1])) if len(parts) > 1 else (math.nan, math.nan)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan
