"""When the crop shows: crop dates of a season by elevation, stages by sowing class, season windows."""

from __future__ import annotations

import difflib
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo.errors import InputError
from geo.model.notes import Note
from geo.model.schema import WINDOWS
from geo.model.season import STAGES, CropYear, ObservedStage, Stage
from geo.model.tables import check
from geo.search.climate import daily_mean_c, degree_day_dates
from geo.search.presets import PRESETS, middles
from geo.settings import SeasonSettings, Settings

__all__ = [
    "PRESETS",
    "check_windows",
    "crop_year",
    "default_windows",
    "season_day",
    "stage_at",
    "stage_on",
    "stage_starts",
]

WINDOW_NAMES: Final = ("苗期踏查", "花期踏查", "果期踏查")
_DATES: Final = ("sown", "emerged", "flowering", "lancing", "ended")


def crop_year(
    season_year: int,
    *,
    climate: Any,
    preset: str | None,
    sowing: date | None,
    observed: list[ObservedStage],
    median_elevation_m: float,
    settings: Settings,
) -> tuple[CropYear, list[Note]]:
    """Crop dates of a season: from climate, else a region's preset, else an assumed climate (methods 4).

    Parameters
    ----------
    season_year : year in which the crop is harvested
    climate : DataFrame month, temp_c, elevation_m, or None
    preset : key of `PRESETS`, used where there is no climate; its dates hold at the site's median elevation
    sowing : day on which all ground is sown; None: when the mean passes 6 C at each elevation
    observed : stages seen on the ground; each is taken as the middle of its stage, and their mean pins
        the season, which is otherwise uncertain by about 10 days
    median_elevation_m : median elevation of the site
    settings : settings

    Returns
    -------
    the crop year, and what was assumed

    Raises
    ------
    InputError : unknown preset; months missing; too cold for the crop; an observed stage that is none
    """
    season = settings.season
    if climate is None and preset:
        year, notes = _from_preset(season_year, preset, sowing, median_elevation_m, season)
    else:
        year, notes = _from_degree_days(season_year, climate, sowing, season)
    return _pinned(year, observed, season, notes)


def stage_at(
    crop_year: CropYear, elevation_m: ArrayLike, day: ArrayLike, settings: Settings
) -> NDArray[np.int8]:
    """Stage of every sowing class at each elevation on each day.

    Parameters
    ----------
    crop_year : crop dates
    elevation_m : (n,) m
    day : (m,) days since 1 January of the season's year, see `season_day`
    settings : settings

    Returns
    -------
    (n, classes, m) index into `STAGES`
    """
    starts = class_starts(crop_year, elevation_m, settings)
    return _stage(starts[:, :, None, :], np.asarray(day, float)[None, None, :, None])


def stage_on(
    crop_year: CropYear, elevation_m: ArrayLike, day: ArrayLike, settings: Settings
) -> NDArray[np.int8]:
    """Stage of every sowing class at elevation i on day i: (n, classes) index into `STAGES`."""
    starts = class_starts(crop_year, elevation_m, settings)
    return _stage(starts, np.asarray(day, float)[:, None, None])


def stage_starts(crop_year: CropYear, elevation_m: ArrayLike, settings: Settings) -> NDArray[np.float64]:
    """Days on which the middle sowing class turns rosette, bud, flower, capsule, and is gone: (n, 5)."""
    season = settings.season
    z = np.asarray(elevation_m, float)
    emerged, flowering, ended = (
        _at_elevation(crop_year, name, z) for name in ("emerged", "flowering", "ended")
    )
    starts = np.column_stack(
        [
            emerged + season.visible_after_d,
            flowering - season.bud_d,
            flowering,
            flowering + season.flower_d,
            ended,
        ]
    )
    # A short season skips a stage rather than running back in time.
    return np.maximum.accumulate(starts, axis=1)


def class_starts(crop_year: CropYear, elevation_m: ArrayLike, settings: Settings) -> NDArray[np.float64]:
    """Return `stage_starts` of every sowing class: (n, classes, 5)."""
    days = np.asarray(settings.season.class_days, float)
    return stage_starts(crop_year, elevation_m, settings)[:, None, :] + days[None, :, None]


def season_day(crop_year: CropYear, days: Any) -> NDArray[np.int64]:
    """Days since 1 January of the season's year of calendar days (datetime64 values or a Series)."""
    first = np.datetime64(f"{crop_year.year:04d}-01-01", "D")
    return (np.asarray(days, dtype="datetime64[D]") - first).astype(np.int64)


def default_windows(crop_year: CropYear, elevation_m: float, settings: Settings) -> Any:
    """Make the three windows of a season: around seedlings, flowers and capsules (methods 4).

    Parameters
    ----------
    crop_year : crop dates
    elevation_m : median elevation weighted by expected plots
    settings : settings

    Returns
    -------
    WINDOWS; 20 days each, and where two overlap one ends and the next begins half-way
    """
    season = settings.season
    z = np.array([float(elevation_m)])
    centres = [
        float(_at_elevation(crop_year, name, z)[0]) + after
        for name, after in (
            ("emerged", season.seedling_after_d),
            ("flowering", season.flower_after_d),
            ("lancing", season.capsule_after_d),
        )
    ]
    opens = np.rint(np.maximum.accumulate(centres) - season.window_days / 2).astype(int)
    closes = opens + season.window_days - 1
    for later in range(1, len(opens)):
        if opens[later] <= closes[later - 1]:
            half = max((opens[later] + closes[later - 1]) // 2, opens[later - 1])
            closes[later - 1], opens[later] = half, half + 1
            closes[later] = max(closes[later], half + 1)
    first = np.datetime64(f"{crop_year.year:04d}-01-01", "D")
    table = pd.DataFrame(
        {
            "window_id": [f"w{number + 1}" for number in range(len(opens))],
            "name": list(WINDOW_NAMES),
            "opens": (first + opens).astype("datetime64[us]"),
            "closes": (first + closes).astype("datetime64[us]"),
        }
    )
    return check(table, WINDOWS)


def check_windows(windows: Any, visibility: Any = None, *, file: str = "site.toml") -> None:
    """Refuse windows that close before they open, and windows in which nothing is visible.

    Parameters
    ----------
    windows : WINDOWS
    visibility : VISIBILITY, or None to look at the dates only
    file : where the windows stand

    Raises
    ------
    InputError : names the window and what to change
    """
    for row in windows.itertuples():
        if row.closes < row.opens:
            raise InputError(
                "search-error-window-reversed",
                file=file,
                place=row.window_id,
                window=row.window_id,
                opens=f"{row.opens:%Y-%m-%d}",
                closes=f"{row.closes:%Y-%m-%d}",
            )
    if visibility is None:
        return
    best = visibility.groupby("window_id")["sweep_width_m"].max()
    for row in windows.itertuples():
        if best.get(row.window_id, 0.0) <= 0:
            raise InputError(
                "search-error-window-blind",
                file=file,
                place=row.window_id,
                window=row.window_id,
                opens=f"{row.opens:%Y-%m-%d}",
                closes=f"{row.closes:%Y-%m-%d}",
            )


def _stage(starts: NDArray[np.float64], day: NDArray[np.float64]) -> NDArray[np.int8]:
    begun = (day >= starts).sum(axis=-1, dtype=np.int8)
    return np.where(begun == len(STAGES), np.int8(0), begun)  # all begun: harvested and gone


def _at_elevation(crop_year: CropYear, name: str, z: NDArray[np.float64]) -> NDArray[np.float64]:
    bands, days = crop_year.elevation_m, getattr(crop_year, name)
    inside = np.interp(z, bands, days)
    if len(bands) < 2:
        return inside
    low = (days[1] - days[0]) / (bands[1] - bands[0])
    high = (days[-1] - days[-2]) / (bands[-1] - bands[-2])
    return inside + low * np.minimum(z - bands[0], 0) + high * np.maximum(z - bands[-1], 0)


def _from_preset(
    season_year: int, preset: str, sowing: date | None, median_elevation_m: float, season: SeasonSettings
) -> tuple[CropYear, list[Note]]:
    if preset not in PRESETS:
        near = difflib.get_close_matches(preset, sorted(PRESETS), n=1)
        raise InputError(
            "search-error-preset",
            file="site.toml",
            place="season.preset",
            preset=preset,
            suggestion=near[0] if near else ", ".join(PRESETS),
        )
    sown, emerged, flowering, harvest = middles(PRESETS[preset], season_year)
    # Harvest is the time from lancing to its end; its middle stands as far into the heat sums as here.
    per_dd = (harvest - flowering) / (season.lancing_dd + season.end_dd / 2)
    lancing = flowering + season.lancing_dd * per_dd
    ended = lancing + season.end_dd * per_dd
    here = np.array([sown, emerged, flowering, lancing, ended])
    dates = np.vstack([here, here + season.later_d_per_100m])
    bands = median_elevation_m + np.array([0.0, 100.0])
    year = CropYear(season_year, bands, *dates.T)
    return year, [Note("search-sowing-unused", {"preset": preset})] if sowing else []


def _from_degree_days(
    season_year: int, climate: Any, sowing: date | None, season: SeasonSettings
) -> tuple[CropYear, list[Note]]:
    sown_on = None if sowing is None else float((sowing - date(season_year, 1, 1)).days)
    daily_c, at_m = daily_mean_c(climate, season)
    bands, dates = degree_day_dates(daily_c, at_m, sown_on=sown_on, settings=season)
    if not len(bands):
        raise InputError("search-error-too-cold", file="site.toml", place="season")
    args = {"mean_c": season.mean_c, "swing_c": season.swing_c, "elevation_m": season.mean_at_m}
    notes = [] if climate is not None else [Note("search-climate-assumed", dict(args))]
    return CropYear(season_year, bands, *dates.T), notes


def _pinned(
    year: CropYear, observed: list[ObservedStage], season: SeasonSettings, notes: list[Note]
) -> tuple[CropYear, list[Note]]:
    if not observed:
        return year, notes
    late = []
    for seen in observed:
        if seen.stage is Stage.NONE:
            raise InputError("search-error-observed-none", file="site.toml", place="season.observed")
        starts = stage_starts(year, [seen.elevation_m], Settings(season=season))[0]
        index = STAGES.index(seen.stage)
        middle = (starts[index - 1] + starts[index]) / 2
        late.append(float(season_day(year, np.datetime64(seen.seen_on)) - middle))
    shift = float(np.mean(late))
    moved = replace(year, **{name: getattr(year, name) + shift for name in _DATES})
    said: dict[str, object] = {
        "days": abs(round(shift)),
        "direction": "early" if shift < 0 else "late",
        "observations": len(observed),
    }
    return moved, [*notes, Note("search-season-pinned", said)]
