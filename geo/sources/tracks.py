"""Read tracks of every format: break them where the walker was lost, drop what was not walked."""

from __future__ import annotations

import hashlib
import math
import re
import statistics
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.errors import InputError
from geo.ground.crs import lonlat_points
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check
from geo.model.team import TrackMode
from geo.settings import DEFAULTS, Settings
from geo.sources.datums import wgs84_of
from geo.sources.gpx import read_gpx
from geo.sources.kml_tracks import read_kml
from geo.sources.opening import look_at, unpacked_zip
from geo.sources.track_layers import read_track_layer
from geo.sources.track_rows import read_track_rows
from geo.sources.trail import TrackFile, Trail, local_day, pieces, without_spikes

KINDS: Final = ("gpx", "kml", "geojson", "zip", "shp", "gpkg", "parquet", "text", "xlsx")
"""Kinds of files that hold tracks."""

_PACKED: Final = {".gpx", ".kml", ".csv", ".txt", ".json", ".geojson"}
_DAY_IN_NAME: Final = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.年]?(0?[1-9]|1[0-2])[-_.月]?(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
)
_ADDRESS: Final = re.compile(r"\s*[-(]*\s*https?://.*$", re.IGNORECASE)
_VERSION: Final = re.compile(r"(?:[\s_/-]+v?\.?\s*\d+(?:\.\w+)*|\s*v?\d+(?:\.\d+)+)\S*$", re.IGNORECASE)
_ID_DIGITS: Final = 16
_FIT_MARK: Final = b".FIT"
_FIT_AT: Final = 8  # bytes before the mark, by the format's own description

Remembered = Mapping[str, str]
Read = tuple[Any, list[Note]]


def read_tracks(
    path: str | Path,
    *,
    crs: str,
    time_zone: tzinfo | str,
    datum: str | None = None,
    settings: Settings = DEFAULTS,
    mode: str = "foot",
    swath_m: float = math.nan,
    walked_on: date | None = None,
    remembered: Remembered | None = None,
) -> Read:
    """Read the tracks of a file -> TRACKS in the working CRS, one row a track and day.

    GPX, KML and KMZ (gx:Track, lines), GeoJSON, Shapefile (also zipped), GeoPackage, CSV and XLSX; a zip may
    hold several. A line breaks at gaps over `gap_s` or `gap_m`, where the clock runs back, and on foot where
    it is faster than `foot_kmh`; what lies between is not taken as walked.

    Parameters
    ----------
    time_zone : of the site: its midnight parts the days; also of times in sheets that name no zone
    datum : GPX, KML and GeoJSON are WGS84 by their standards, and it is said; some phone apps write GCJ02
    mode : foot, car or drone, where the file does not say
    swath_m : width that a drone's pictures show, where the file does not say; NaN unknown
    walked_on : day of a track without times; else the day in the file's metadata or name is taken
    remembered : datum by program, for files of a program whose datum was told before

    Returns
    -------
    TRACKS, with a column `app` beside (`app_name`, "" where the file names none), and what to tell

    Raises
    ------
    InputError : of no kind that holds tracks, damaged, no track in it, a track without times of unknown day,
        nothing left of it, shifted datum outside China
    """
    _refuse_fit(Path(path))
    file, kind = look_at(path, KINDS, settings=settings)
    if kind == "text" and file.suffix.lower() in {".gpx", ".kml"}:
        wanted = ", ".join("csv" if name == "text" else name for name in KINDS)
        raise InputError("source-format", file=file.name, found=kind, wanted=wanted)
    _refuse_too_big(file, settings)
    zone = ZoneInfo(time_zone) if isinstance(time_zone, str) else time_zone
    known = remembered or {}

    def one(found: Path, kind_found: str, *, called: str = file.stem) -> Read:
        return _table(
            found, kind_found, crs=crs, zone=zone, datum=datum, settings=settings, mode=mode, swath_m=swath_m,
            walked_on=walked_on, remembered=known, called=called,
        )  # fmt: skip

    if kind == "zip":
        return _packed(file, one, settings)
    return one(file, kind)


def app_name(creator: str) -> str:
    """Name of a program without its version and address.

    >>> app_name("奥维互动地图 V10.1.2"), app_name("ExpertGPS 1.1b1 - http://a.org"), app_name("GPSLogger")
    ('奥维互动地图', 'ExpertGPS', 'GPSLogger')
    """
    whole = " ".join(str(creator).split())
    name = _ADDRESS.sub("", whole) or whole
    return (_VERSION.sub("", name) or name)[:80]


def _refuse_fit(path: Path) -> None:
    """Say how a watch's file becomes one that is read: no well-kept reader of FIT is among the parts."""
    if not path.is_file():
        return
    with path.open("rb") as opened:
        head = opened.read(len(_FIT_MARK) + _FIT_AT)
    if head[_FIT_AT:] == _FIT_MARK:
        raise InputError("source-track-fit", file=path.name)


def _refuse_too_big(file: Path, settings: Settings) -> None:
    size_mb, limit = file.stat().st_size / 1e6, settings.intake.largest_track_mb
    if size_mb > limit:
        raise InputError("source-too-big", file=file.name, size=round(size_mb), limit=round(limit))


def _packed(file: Path, one: Callable[..., tuple[Any, list[Note]]], settings: Settings) -> Read:
    """Read every track file of an archive; one that holds a layer is read as a layer."""
    with unpacked_zip(file, settings=settings) as folder:
        inside = sorted(item for item in folder.iterdir() if item.suffix.lower() in _PACKED)
        layers = [item for item in folder.iterdir() if item.suffix.lower() in {".shp", ".gpkg", ".gdb"}]
        if layers or not inside:
            return one(file, "zip")
        for item in inside:
            _refuse_too_big(item, settings)
        # A KMZ calls its file doc.kml: the archive's own name may tell the day.
        read = [
            one(*look_at(item, KINDS, settings=settings), called=f"{item.stem} {file.stem}")
            for item in inside
        ]
    tables = [table.assign(file=f"{file.name}/{table['file'].iloc[0]}") for table, _ in read]
    table = pd.concat(tables, ignore_index=True).drop_duplicates("sha256", ignore_index=True)
    return table, [note for _, notes in read for note in notes]


def _opened(file: Path, kind: str, *, zone: tzinfo, datum: str | None, settings: Settings) -> TrackFile:
    if kind == "gpx":
        return read_gpx(file)
    if kind == "kml":
        return read_kml(file)
    if kind in {"text", "xlsx"}:
        return read_track_rows(file, zone=zone, datum=datum, settings=settings)
    return read_track_layer(file, zone=zone, datum=datum, settings=settings)


def _table(
    file: Path, kind: str, *, crs: str, zone: tzinfo, datum: str | None, settings: Settings, mode: str,
    swath_m: float, walked_on: date | None, remembered: Remembered, called: str,
) -> Read:  # fmt: skip
    found = _opened(file, kind, zone=zone, datum=datum, settings=settings)
    app = app_name(found.app)
    notes = list(found.notes)
    if datum is None and app in remembered:
        datum = remembered[app]
        notes.append(Note("source-datum-remembered", {"file": file.name, "app": app, "datum": datum}))
    elif datum is None and found.standard:
        notes.append(Note("source-wgs84-by-standard", {"file": file.name}))
    day_of_file, said = _day_of_file(file, found, walked_on, zone, called=called)
    notes += said
    cut = _Cut(crs, None if found.placed else datum, zone, day_of_file, (mode, swath_m), settings, file.name)
    rows = [row for group in found.groups for row in cut.rows(group)]
    if not rows:
        raise InputError("source-track-nothing-left", file=file.name)
    notes += cut.notes()
    table = gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=crs)
    table = table.drop_duplicates("sha256", ignore_index=True)
    table["datum"] = datum or "WGS84"
    table["file"] = file.name
    table["app"] = app
    return check(table, schema.TRACKS, where=file.name), notes


def _day_of_file(
    file: Path, found: TrackFile, given: date | None, zone: tzinfo, *, called: str
) -> tuple[date | None, list[Note]]:
    """Day for segments without times: given, of the other segments, of the metadata, in the file's name."""
    flat = [trail for group in found.groups for trail in group]
    times = [float(trail.seconds[0]) for trail in flat if trail.seconds is not None]
    if all(trail.seconds is not None or trail.day is not None for trail in flat):
        return None, []
    if given is not None:
        return given, []
    in_name = _DAY_IN_NAME.search(called)
    if times or math.isfinite(found.made_s):
        day = local_day(times[0] if times else found.made_s, zone)
    elif in_name and (named := _named_day(in_name)):
        day = named
    else:
        raise InputError("source-track-no-times", file=file.name)
    return day, [Note("source-track-day-assumed", {"file": file.name, "day": str(day)})]


def _named_day(found: re.Match[str]) -> date | None:
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


class _Cut:
    """Places the trails of a file, cuts them, and counts what was not taken."""

    def __init__(
        self, crs: str, datum: str | None, zone: tzinfo, day_of_file: date | None,
        covered: tuple[str, float], settings: Settings, name: str,
    ) -> None:  # fmt: skip
        self._crs, self._datum, self._zone, self._day = crs, datum, zone, day_of_file
        self._covered, self._settings, self._name = covered, settings, name
        self._lost_m, self._spikes, self._points, self._kept = 0.0, 0, 0, 0

    def rows(self, group: list[Trail]) -> list[dict[str, Any]]:
        """Rows of one track, one a day."""
        if not group:
            return []
        by_day: dict[date, list[Any]] = {}
        mode = group[0].mode or self._covered[0]
        swath_m = group[0].swath_m if math.isfinite(group[0].swath_m) else self._covered[1]
        for raw in group:
            lon, lat = wgs84_of(raw.lon, raw.lat, self._datum, file=self._name)
            place = np.column_stack(lonlat_points(lon, lat, self._crs))
            if not np.isfinite(place).all():
                raise InputError("source-track-elsewhere", file=self._name)
            good = without_spikes(place, raw.seconds, mode, self._settings)
            self._spikes += int((~good).sum())
            trail = replace(raw, seconds=None if raw.seconds is None else raw.seconds[good])
            degrees, place = np.column_stack([lon, lat])[good], place[good]
            cut, lost = pieces(place, trail.seconds, self._zone, mode, self._settings)
            self._lost_m += lost
            self._points += len(raw.lon) + raw.nowhere
            self._kept += sum(piece.stop - piece.start for piece in cut)
            for piece in cut:
                by_day.setdefault(self._day_of(trail, piece), []).append((trail, degrees, place, piece))
        swath_m = swath_m if mode == TrackMode.DRONE else math.nan
        rows = [_row(day, parts, mode, swath_m) for day, parts in sorted(by_day.items())]
        if group[0].sha256 and len(rows) == 1:
            rows[0] |= {"sha256": group[0].sha256, "track_id": group[0].sha256[:_ID_DIGITS]}
        return rows

    def notes(self) -> list[Note]:
        """Say how many points were taken, and what was not."""
        counts = {"file": self._name, "points": self._points, "kept": self._kept}
        said = [Note("source-track-points", counts)]
        if self._spikes:
            said.append(Note("source-track-spikes", {"file": self._name, "points": self._spikes}))
        if self._lost_m >= 1.0:
            said.append(Note("source-track-not-walked", {"file": self._name, "length": round(self._lost_m)}))
        return said

    def _day_of(self, trail: Trail, piece: slice) -> date:
        if trail.seconds is not None:
            return local_day(float(trail.seconds[piece.start]), self._zone)
        day = trail.day or self._day
        if day is None:
            raise InputError("source-track-no-times", file=self._name)
        return day


def _row(day: date, parts: list[Any], mode: str, swath_m: float) -> dict[str, Any]:
    lines = [shapely.LineString(place[piece]) for _, _, place, piece in parts]
    digest = hashlib.sha256()
    times: list[float] = []
    for trail, degrees, _, piece in parts:
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
        "swath_m": swath_m,
        "accuracy_m": statistics.median(accuracy) if accuracy else np.nan,
        "length_m": float(sum(line.length for line in lines)),
        "sha256": digest.hexdigest(),
        "geometry": lines[0] if len(lines) == 1 else shapely.MultiLineString(lines),
    }
