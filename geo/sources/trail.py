"""Points of a track as arrays, cleaned, and cut where the walker was lost."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.model.notes import Note
from geo.settings import Settings
from geo.units import kmh_to_seconds_per_metre

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Trail:
    """One segment of a file: degrees (n,), seconds since 1970 (n,) or None, accuracies in metres.

    `day` is the day that the file gives a segment without times; `nowhere` counts the points that were left
    out for want of a place or a time; `mode` and `swath_m` say how it was covered, "" and NaN where the file
    does not; `sha256` names a track that was on record where the file comes from, else "".
    """

    lon: Floats
    lat: Floats
    seconds: Floats | None
    accuracy_m: list[float]
    day: date | None = None
    nowhere: int = 0
    mode: str = ""
    swath_m: float = math.nan
    sha256: str = ""


@dataclass(frozen=True)
class TrackFile:
    """What a reader found in a file, before it is cut and placed.

    groups: trails of each track; made_s: when the file says it was made, NaN if it does not; app: program
    that wrote it, "" if it does not say; standard: WGS84 by the standard of the format; placed: shifted
    coordinates have been brought back already.
    """

    groups: list[list[Trail]]
    made_s: float = math.nan
    app: str = ""
    standard: bool = True
    placed: bool = False
    notes: list[Note] = field(default_factory=list)


def trail_of(
    lon: Any, lat: Any, seconds: Any = None, *, accuracy_m: list[float] | None = None, day: date | None = None
) -> Trail | None:
    """Points as arrays; impossible places out; times all or none; a track written backwards is turned.

    Parameters
    ----------
    lon, lat : degrees (n,), NaN where unknown
    seconds : since 1970 (n,), NaN where unknown; None without times

    Returns
    -------
    None if fewer than two points are left
    """
    lon, lat = np.asarray(lon, float), np.asarray(lat, float)
    seconds = np.full(len(lon), np.nan) if seconds is None else np.asarray(seconds, float)
    # (0, 0) is what a receiver writes before it knows where it is.
    good = (np.abs(lon) <= 180) & (np.abs(lat) <= 90) & ((lon != 0) | (lat != 0))
    timed = np.isfinite(seconds)
    if good.any() and timed[good].mean() > 0.5:
        good &= timed
    else:
        seconds = np.full(len(lon), np.nan)
    if good.sum() < 2:
        return None
    nowhere = int((~good).sum())
    lon, lat, seconds = lon[good], lat[good], seconds[good]
    if not np.isfinite(seconds).all():
        return Trail(lon, lat, None, accuracy_m or [], day, nowhere)
    steps = np.diff(seconds)
    if (steps < 0).sum() > (steps > 0).sum():
        lon, lat, seconds = lon[::-1], lat[::-1], seconds[::-1]
    return Trail(lon, lat, seconds, accuracy_m or [], day, nowhere)


def local_day(seconds: float, zone: tzinfo) -> date:
    """Day of a moment in a time zone."""
    return datetime.fromtimestamp(seconds, zone).date()


def pieces(
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
        midnight = np.array([local_day(float(value), zone).toordinal() for value in seconds[[0, -1]]])
        if midnight[0] != midnight[1]:
            days = np.array([local_day(float(value), zone).toordinal() for value in seconds])
            broken |= np.diff(days) != 0
    lost_m = float(step_m[broken & (step_m <= settings.intake.longest_step_m)].sum())
    ends = np.flatnonzero(broken)
    starts = np.concatenate([[0], ends + 1])
    stops = np.concatenate([ends + 1, [len(place)]])
    runs = [slice(int(a), int(b)) for a, b in zip(starts, stops, strict=True)]
    return [
        run for run in runs if run.stop - run.start >= 2 and step_m[run.start : run.stop - 1].sum() > 0
    ], lost_m


def without_spikes(place: Floats, seconds: Floats | None, mode: str, settings: Settings) -> NDArray[np.bool_]:
    """Mark the fixes to keep: one that jumps out and back, past neighbours that agree, is left out.

    Parameters
    ----------
    place : (n, 2) metres
    """
    keep = np.ones(len(place), dtype=bool)
    if len(place) < 3:
        return keep
    over = _impossible(place[:-1], place[1:], _steps(seconds, 1), mode, settings)
    past = _impossible(place[:-2], place[2:], _steps(seconds, 2), mode, settings)
    keep[1:-1] = ~(over[:-1] & over[1:] & ~past)
    # Of two in a row, each looks like the other's neighbour: the first one goes.
    keep[1:] |= ~keep[:-1]
    return keep


def _steps(seconds: Floats | None, apart: int) -> Floats | None:
    return None if seconds is None else seconds[apart:] - seconds[:-apart]


def _impossible(
    start: Floats, end: Floats, step_s: Floats | None, mode: str, settings: Settings
) -> NDArray[np.bool_]:
    """Tell which steps nobody walked: too long, or on foot too fast."""
    step_m = np.hypot(*(end - start).T)
    far = step_m > settings.detection.gap_m
    if step_s is not None and mode == "foot":
        far |= (step_s < step_m * kmh_to_seconds_per_metre(settings.detection.foot_kmh)) & (step_s > 0)
    return np.asarray(far, dtype=bool)
