"""Say how far one sees from a track: what the debrief says, else what stage and cover make of it."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo.model.land import COVER_COLUMNS, LandCover
from geo.model.season import STAGES, CropYear, Stage
from geo.search.detection import cover_shares, sweep_width
from geo.search.looks import Looks
from geo.search.phenology import season_day, stage_on
from geo.settings import CLOSED_COVERS, OPEN_COVERS, TALL_COVERS, DetectionSettings, Settings

NOWHERE_M: Final = -1e9
"""Radius within which nothing lies."""
_FROM_ABOVE: Final = (Stage.BUD, Stage.FLOWER, Stage.CAPSULE)
"""Stages that a drone's pictures show (methods 5)."""


def reach_m(tracks: Any, detection: DetectionSettings) -> NDArray[np.float64]:
    """How far from each track anything at all may be seen: (tracks,) m."""
    flown_m = tracks["swath_m"].to_numpy(float) / min(detection.sight_flower, detection.sight_bud)
    sight_m = np.fmax(np.fmax(_farthest_sight_m(detection), tracks["sight_m"].to_numpy(float)), flown_m)
    return detection.high_width * sight_m + spread_m(tracks)


def sight_of_looks(
    looks: Looks,
    days: NDArray,
    debriefed_m: NDArray[np.float64],
    swath_m: NDArray[np.float64],
    *,
    cells: Any,
    crop_year: CropYear,
    settings: Settings,
) -> tuple[NDArray[np.int8], NDArray[np.float64], NDArray[np.float64]]:
    """Stage and sweep width of each class, and how far the best seen class shows, of each look.

    Parameters
    ----------
    looks : see `find_looks`
    days, debriefed_m, swath_m : by day number of the looks: the day, how far they said they saw (NaN: not
        said), and the width that a drone's pictures show (NaN: on foot)
    cells, crop_year, settings : where and when

    Returns
    -------
    (looks, classes) index into `STAGES`; (looks, classes) m; (looks,) m, `NOWHERE_M` where a flight shows
    nothing: under forest, and while the crop is a rosette
    """
    elevation_m = cells["elevation_m"].to_numpy(float)[looks.cell]
    stage = stage_on(crop_year, elevation_m, season_day(crop_year, days[looks.day]), settings)
    width_m = sweep_width(stage, cover_shares(cells)[looks.cell], settings)
    ratio = _sight_ratio(settings.detection)
    said_m = debriefed_m[looks.day]
    told = ~np.isnan(said_m)
    flown = ~np.isnan(swath_m[looks.day])
    seen_from_above = np.isin(stage[flown], [STAGES.index(name) for name in _FROM_ABOVE])
    clear = 1 - forest_share(cells)[looks.cell[flown]]
    width_m[flown] = seen_from_above * (swath_m[looks.day[flown]] * clear)[:, None]
    # Who was asked how far he saw has said W too: that many times it, for whatever shows at all.
    shows = stage[told] != STAGES.index(Stage.NONE)
    width_m[told] = np.where(shows, ratio[stage[told]] * said_m[told, None], 0.0)
    sight_m = np.where(told, np.nan_to_num(said_m), (width_m / ratio[stage]).max(axis=1))
    blind = flown & (width_m.max(axis=1) <= 0)
    return (
        stage,
        width_m,
        np.where(blind, NOWHERE_M, np.maximum(sight_m, settings.detection.least_half_width_m)),
    )


def forest_share(cells: Any) -> NDArray[np.float64]:
    """Share of forest in the searchable ground of each cell: (cells,), 0 where nothing is searchable."""
    kinds = (*OPEN_COVERS, *TALL_COVERS, *CLOSED_COVERS)
    total = cells[[COVER_COLUMNS[cover] for cover in kinds]].to_numpy(float).sum(axis=1)
    forest = cells[COVER_COLUMNS[LandCover.FOREST]].to_numpy(float)
    return np.divide(forest, total, out=np.zeros_like(total), where=total > 0)


def spread_m(tracks: Any) -> NDArray[np.float64]:
    """Say what walkers abreast add to every radius: the swath is (n - 1) spacings wider."""
    return (walkers_of(tracks) - 1) * np.nan_to_num(tracks["spacing_m"].to_numpy(float)) / 2


def walkers_of(tracks: Any) -> NDArray[np.float64]:
    """Walkers abreast count only with their spacing on file."""
    return np.where(tracks["spacing_m"].isna(), 1.0, tracks["walkers"].to_numpy(float))


def _sight_ratio(detection: DetectionSettings) -> NDArray[np.float64]:
    ratio = {
        Stage.NONE: 1.0,
        Stage.ROSETTE: detection.sight_rosette,
        Stage.BUD: detection.sight_bud,
        Stage.FLOWER: detection.sight_flower,
        Stage.CAPSULE: detection.sight_bud,
    }
    return np.array([ratio[stage] for stage in STAGES])


def _farthest_sight_m(detection: DetectionSettings) -> float:
    best = np.array([max(detection.sweep_width_m[stage]) for stage in STAGES])
    return max(float((best / _sight_ratio(detection)).max()), detection.least_half_width_m)
