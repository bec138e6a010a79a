"""Read GPX tracks: break them where the walker was lost, drop what was not walked, name by content."""

from __future__ import annotations

import codecs
import hashlib
import math
import re
import statistics
import warnings
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import geopandas as gpd
import gpxpy
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.errors import InputError
from geo.ground.crs import lonlat_points
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check
from geo.settings import DEFAULTS, Settings
from geo.sources.datums import wgs84_of
from geo.sources.opening import look_at
from geo.units import kmh_to_seconds_per_metre

_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING: Final = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DAY_IN_NAME: Final = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.年]?(0?[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
)
_ACCURACY: Final = {"accuracy", "hacc", "horizontalaccuracy", "horizontal_accuracy"}
_ID_DIGITS: Final = 16
_YEARS: Final = (1980, 2100)


@dataclass(frozen=True)
class _Trail:
    """One segment of a file: degrees (n,), seconds since 1970 (n,) or None, accuracies in metres."""

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    seconds: NDArray[np.float64] | None
    accuracy_m: list[float]


def read_tracks(
    path: str | Path,
    *,
    crs: str,
    time_zone: tzinfo | str,
    datum: str | None = None,
    settings: Settings = DEFAULTS,
    mode: str = "foot",
    walked_on: date | None = None,
) -> tuple[Any, list[Note]]:
    """Read the tracks of a GPX file -> TRACKS in the working CRS, one row a track and day.

    A line breaks at gaps over `gap_s` or `gap_m`, where the clock runs back, and on foot where it is faster
    than `foot_kmh`; what lies between is not taken as walked.

    Parameters
    ----------
    time_zone : of the site: its midnight parts the days
    datum : GPX is WGS84 by its standard, and it is said; some phone apps write GCJ02
    mode : foot, car or drone
    walked_on : day of a track without times; else the day in the file's metadata or name is taken

    Raises
    ------
    InputError : no GPX, damaged, no track in it, a track without times of unknown day, nothing left of it,
        shifted datum outside China
    """
    file, _ = look_at(path, ("gpx",), settings=settings)
    zone = ZoneInfo(time_zone) if isinstance(time_zone, str) else time_zone
    parsed = _parsed(file)
    trails = [
        [trail for segment in track.segments if (trail := _trail(segment.points)) is not None]
        for track in parsed.tracks
    ]
    if not any(trails):
        raise InputError("source-track-none", file=file.name)
    day_of_file, notes = _day_of_file(file, parsed, trails, walked_on, zone)
    rows: list[dict[str, Any]] = []
    lost_m = 0.0
    for group in trails:
        made, lost = _rows(group, crs, datum, zone, day_of_file, mode, settings, name=file.name)
        rows += made
        lost_m += lost
    if not rows:
        raise InputError("source-track-nothing-left", file=file.name)
    if datum is None:
        notes.append(Note("source-wgs84-by-standard", {"file": file.name}))
    if lost_m >= 1.0:
        notes.append(Note("source-track-not-walked", {"file": file.name, "length": round(lost_m)}))
    table = gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=crs)
    table = table.drop_duplicates("sha256", ignore_index=True)
    table["datum"] = datum or "WGS84"
    table["file"] = file.name
    return check(table, schema.TRACKS, where=file.name), notes


def _parsed(file: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return gpxpy.parse(_text(file))
    except (gpxpy.gpx.GPXException, ValueError, TypeError, AttributeError, OverflowError, LookupError,
            RecursionError) as fault:  # fmt: skip
        raise InputError("source-unreadable", file=file.name, reason="GPX") from fault


def _text(file: Path) -> str:
    """Decode as the file declares, and take the declaration out: a text is no longer in that encoding."""
    raw = file.read_bytes()
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16")
    else:
        declared = _ENCODING.match(raw)
        name = declared.group(1).decode("ascii") if declared else "utf-8"
        text = raw.decode("utf-8-sig" if name.lower() in {"utf-8", "utf8"} else name)
    return _DECLARATION.sub("", text, count=1)


def _trail(points: list[Any]) -> _Trail | None:
    """Points as arrays; impossible places out; times all or none; a track written backwards is turned."""
    lon = np.array([_figure(point.longitude) for point in points])
    lat = np.array([_figure(point.latitude) for point in points])
    seconds = np.array([_seconds(point.time) for point in points])
    # (0, 0) is what a receiver writes before it knows where it is.
    good = (np.abs(lon) <= 180) & (np.abs(lat) <= 90) & ((lon != 0) | (lat != 0))
    timed = np.isfinite(seconds)
    if good.any() and timed[good].mean() > 0.5:
        good &= timed
    else:
        seconds = np.full(len(points), np.nan)
    if good.sum() < 2:
        return None
    accuracy_m = [metres for point in points if (metres := _accuracy_m(point)) is not None]
    lon, lat, seconds = lon[good], lat[good], seconds[good]
    if not np.isfinite(seconds).all():
        return _Trail(lon, lat, None, accuracy_m)
    steps = np.diff(seconds)
    if (steps < 0).sum() > (steps > 0).sum():
        lon, lat, seconds = lon[::-1], lat[::-1], seconds[::-1]
    return _Trail(lon, lat, seconds, accuracy_m)


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


def _day_of_file(
    file: Path, parsed: Any, trails: list[list[_Trail]], given: date | None, zone: tzinfo
) -> tuple[date, list[Note]]:
    """Day for segments without times: given, of the other segments, of the metadata, in the file's name."""
    flat = [trail for group in trails for trail in group]
    times = [float(trail.seconds[0]) for trail in flat if trail.seconds is not None]
    if all(trail.seconds is not None for trail in flat):
        return _local_day(times[0], zone), []
    if given is not None:
        return given, []
    made = _seconds(parsed.time)
    found = _DAY_IN_NAME.search(file.stem)
    if times or math.isfinite(made):
        day = _local_day(times[0] if times else made, zone)
    elif found and (named := _named_day(found)):
        day = named
    else:
        raise InputError("source-track-no-times", file=file.name)
    return day, [Note("source-track-day-assumed", {"file": file.name, "day": str(day)})]


def _named_day(found: re.Match[str]) -> date | None:
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def _local_day(seconds: float, zone: tzinfo) -> date:
    return datetime.fromtimestamp(seconds, zone).date()


def _rows(
    group: list[_Trail], crs: str, datum: str | None, zone: tzinfo, day_of_file: date, mode: str,
    settings: Settings, *, name: str,
) -> tuple[list[dict[str, Any]], float]:  # fmt: skip
    """Rows of one track, one a day, and the metres between its points that were not taken as walked."""
    by_day: dict[date, list[tuple[_Trail, NDArray, NDArray, list[slice]]]] = {}
    lost_m = 0.0
    for trail in group:
        lon, lat = wgs84_of(trail.lon, trail.lat, datum, file=name)
        place = np.column_stack(lonlat_points(lon, lat, crs))
        if not np.isfinite(place).all():
            raise InputError("source-track-elsewhere", file=name)
        pieces, lost = _pieces(place, trail.seconds, zone, mode, settings)
        lost_m += lost
        degrees = np.column_stack([lon, lat])
        for piece in pieces:
            start = trail.seconds
            day = day_of_file if start is None else _local_day(float(start[piece.start]), zone)
            by_day.setdefault(day, []).append((trail, degrees, place, [piece]))
    return [_row(day, parts, mode) for day, parts in sorted(by_day.items())], lost_m


def _pieces(
    place: NDArray[np.float64],
    seconds: NDArray[np.float64] | None,
    zone: tzinfo,
    mode: str,
    settings: Settings,
) -> tuple[list[slice], float]:
    """Cut a segment into runs of at least two points, and give the metres left out."""
    detection = settings.detection
    step_m = np.hypot(*np.diff(place, axis=0).T)
    broken = step_m > detection.gap_m
    if seconds is not None:
        step_s = np.diff(seconds)
        broken |= (step_s > detection.gap_s) | (step_s < 0)
        if mode == "foot":
            # Receivers round to whole seconds: two fixes in one second are no speed.
            least_s = step_m * kmh_to_seconds_per_metre(detection.foot_kmh)
            broken |= (step_s < least_s) & (step_s > 0)
        midnight = np.array([_local_day(float(value), zone).toordinal() for value in seconds[[0, -1]]])
        if midnight[0] != midnight[1]:
            days = np.array([_local_day(float(value), zone).toordinal() for value in seconds])
            broken |= np.diff(days) != 0
    lost_m = float(step_m[broken & (step_m <= settings.intake.longest_step_m)].sum())
    ends = np.flatnonzero(broken)
    starts = np.concatenate([[0], ends + 1])
    stops = np.concatenate([ends + 1, [len(place)]])
    runs = [slice(int(a), int(b)) for a, b in zip(starts, stops, strict=True)]
    return [
        run for run in runs if run.stop - run.start >= 2 and step_m[run.start : run.stop - 1].sum() > 0
    ], lost_m


def _row(day: date, parts: list[Any], mode: str) -> dict[str, Any]:
    lines = [shapely.LineString(place[piece]) for _, _, place, (piece,) in parts]
    digest = hashlib.sha256()
    times: list[float] = []
    for trail, degrees, _, (piece,) in parts:
        # Whole micro-degrees: the same track saved by another program is the same track.
        digest.update(np.round(degrees[piece] * 1e6).astype("<i8").tobytes())
        if trail.seconds is not None:
            digest.update(np.round(trail.seconds[piece]).astype("<i8").tobytes())
            times += [float(trail.seconds[piece.start]), float(trail.seconds[piece.stop - 1])]
        digest.update(b"|")
    accuracy = [
        metres for trail in {id(part[0]): part[0] for part in parts}.values() for metres in trail.accuracy_m
    ]
    return {
        "track_id": digest.hexdigest()[:_ID_DIGITS],
        "walked_on": pd.Timestamp(day),
        "started_at": pd.Timestamp(min(times), unit="s", tz="UTC") if times else pd.NaT,
        "ended_at": pd.Timestamp(max(times), unit="s", tz="UTC") if times else pd.NaT,
        "team_id": "",
        "assignment_id": "",
        "walkers": 1,
        "spacing_m": np.nan,
        "mode": mode,
        "accuracy_m": statistics.median(accuracy) if accuracy else np.nan,
        "length_m": float(sum(line.length for line in lines)),
        "sha256": digest.hexdigest(),
        "geometry": lines[0] if len(lines) == 1 else shapely.MultiLineString(lines),
    }
