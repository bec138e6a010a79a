"""Where plots are really grown and which were found before, by rules that the planner does not know.

Those who grow choose ground by walking, water, sun, shelter and seams, each county with its own likings and
a pull of its own that no map shows; they keep old places, move on when a plot is destroyed, and sow early or
late. Places only: nobody is described. Nothing of search, route or actions is imported here (a test checks
it), and nothing of them can import this: the planner would be guessing its own riddle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from geo.model.land import LandCover, Terrain
from geo.trial.landscape import clouds

_BY_THE_ROAD_H = 0.25
_OPENNESS = {LandCover.FOREST: 0.4, LandCover.SCRUB: 0.6, LandCover.ORCHARD: 0.7}


@dataclass(frozen=True)
class Habits:
    """How growers and past sweeps behave in the counties of a trial; all assumed.

    plots_per_km2: plots a year, of which each county has between 0.75 and 1.35 times as many; seasons:
    past seasons on record; choosy: how much the land decides; likings: a county's likings differ from the
    usual by up to this factor; pull: sd of the hidden pull in log units; keeps, moves: share of unseen
    plots kept next year, of found ones moved near by; coverage: usual mean coverage factor of a past
    season; road_bias_h: walking hours over which past effort falls to 1/e; road_effort: times past effort
    within a quarter of an hour of a road, of which growers take no notice; village_only: share of records
    that name a village only; logged: share of village-seasons whose effort is on file; imaged: share of
    villages under satellite images, with `mark_found` of their plots marked and `mark_false` false marks
    a km2 (0.02 of 250 m squares); tipped: share of plots with a tip; false_tips: a county; dates_sd_d:
    how far the season is from the dates the planner reckons with.
    """

    plots_per_km2: float = 0.25
    seasons: int = 6
    choosy: float = 2.0
    likings: float = 1.5
    pull: float = 1.2
    keeps: float = 0.5
    moves: float = 0.45
    coverage: float = 0.3
    road_bias_h: float = 0.8
    road_effort: float = 1.0
    village_only: float = 0.4
    logged: float = 0.8
    imaged: float = 0.1
    mark_found: float = 0.5
    mark_false: float = 0.32
    tipped: float = 0.04
    false_tips: float = 4.0
    dates_sd_d: float = 5.0


@dataclass(frozen=True)
class Plots:
    """Plots of all seasons, arrays (plots,).

    season: 0 is the current one, -1 the last; row, column: pixel; sowing_class; found: in its season.
    """

    season: NDArray[np.int64]
    row: NDArray[np.int64]
    column: NDArray[np.int64]
    sowing_class: NDArray[np.int64]
    found: NDArray[np.bool_]

    def of(self, season: int) -> NDArray[np.int64]:
        """Rows of a season."""
        return np.flatnonzero(self.season == season)


@dataclass(frozen=True)
class Ways:
    """What growers look at, arrays (rows, columns).

    hours: on foot from the road; water_m, seam_m: to water, to a seam; village: number, -1 outside.
    """

    hours: NDArray[np.float64]
    water_m: NDArray[np.float64]
    seam_m: NDArray[np.float64]
    village: NDArray[np.int64]


@dataclass(frozen=True)
class Truth:
    """What is really so.

    plots; usual (rows, columns): plots begun anew in a season, on average; effort (villages, seasons): mean
    coverage factor, oldest season first; late_d: days by which the season is later than the planner reckons.
    """

    plots: Plots
    usual: NDArray[np.float64]
    effort: NDArray[np.float64]
    late_d: float


def grow(terrain: Terrain, ways: Ways, habits: Habits, rng: np.random.Generator) -> Truth:
    """Play the past seasons and the current one.

    Parameters
    ----------
    terrain, ways : the land; village is -1 outside the county
    habits : how growers and sweeps behave
    rng : the truth's own stream
    """
    pull = _pull(terrain, ways, habits, rng)
    inside = ways.village >= 0
    pixel_km2 = (terrain.grid.pixel_m / 1_000) ** 2
    usual = habits.plots_per_km2 * float(inside.sum()) * pixel_km2 * rng.uniform(0.75, 1.35)
    villages = int(ways.village.max()) + 1
    effort = rng.lognormal(np.log(habits.coverage) - 0.125, 0.5, (villages, habits.seasons))
    lean, times = _lean(terrain, ways, habits)
    years: list[tuple[NDArray[np.int64], NDArray[np.bool_]]] = []
    on_record: list[NDArray[np.bool_]] = []
    for year in range(habits.seasons + 1):
        last = years[-1] if years else None
        places = _places(last, pull, usual, terrain.grid.pixel_m, habits, rng)
        coverage = np.zeros(len(places))
        if year < habits.seasons:
            coverage = effort[ways.village.ravel()[places], year] * lean.ravel()[places]
        dice = rng.random(len(places)) if year < habits.seasons else np.ones(len(places))
        years.append((places, dice < -np.expm1(-coverage)))
        on_record.append(dice < -np.expm1(-coverage * times.ravel()[places]))
    more = _by_village(ways, lean * times) / np.maximum(_by_village(ways, lean), 1e-12)
    flat = np.concatenate([places for places, _ in years])
    season = np.repeat(np.arange(-habits.seasons, 1), [len(places) for places, _ in years])
    row, column = np.divmod(flat, pull.shape[1])
    plots = Plots(season, row, column, rng.integers(0, 5, len(flat)), np.concatenate(on_record))
    late_d = float(rng.normal(0.0, habits.dates_sd_d))
    return Truth(plots, pull * (usual / pull.sum()), effort * more[:, None], late_d)


def _lean(terrain: Terrain, ways: Ways, habits: Habits) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coverage at each pixel as a multiple of its village's: it clings to the roads; and `road_effort`."""
    openness = np.ones(len(LandCover))
    for cover, share in _OPENNESS.items():
        openness[cover] = share
    hours = np.where(np.isfinite(ways.hours), ways.hours, 9.0)
    seen = np.exp(-hours / habits.road_bias_h)
    mean = _by_village(ways, seen)
    lean = np.where(ways.village >= 0, seen / mean[ways.village], 0.0) * openness[terrain.cover]
    return lean, np.where(hours <= _BY_THE_ROAD_H, habits.road_effort, 1.0)


def _by_village(ways: Ways, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Average over the pixels of each village."""
    inside = ways.village >= 0
    return np.bincount(ways.village[inside], values[inside]) / np.bincount(ways.village[inside])


def _pull(terrain: Terrain, ways: Ways, habits: Habits, rng: np.random.Generator) -> NDArray[np.float64]:
    """How attractive each pixel is; 0 outside the county, on water and between houses."""
    likes = habits.choosy * np.exp(rng.uniform(-1, 1, 6) * np.log(habits.likings))
    hours = np.where(np.isfinite(ways.hours), ways.hours, 9.0)
    forest = terrain.cover == LandCover.FOREST
    near_forest = ndimage.distance_transform_edt(~forest) * terrain.grid.pixel_m
    clearing = np.where(forest, -0.6, np.exp(-near_forest / 120.0))
    aspect = np.radians(np.nan_to_num(terrain.aspect_deg))
    tilt = np.radians(terrain.slope_deg)
    log_pull = (
        likes[0] * 1.5 * np.exp(-((np.log(np.maximum(hours, 0.02) / 0.6) / 0.8) ** 2) / 2)
        + likes[1] * 1.3 * np.exp(-ways.water_m / 400.0)
        + likes[2] * 1.0 * np.exp(-(((terrain.slope_deg - 16.0) / 9.0) ** 2) / 2)
        + likes[3] * 1.2 * np.sin(tilt) * -np.cos(aspect)
        + likes[4] * 0.9 * np.exp(-ways.seam_m / 600.0)
        + likes[5] * 0.9 * clearing
    )
    hidden = clouds(rng, hours.shape, size_px=1_500.0 / terrain.grid.pixel_m, rough=0.5)
    taste = rng.gamma(3.0, 1.0 / 3.0, int(ways.village.max()) + 1)
    pull = np.exp(log_pull + habits.pull * hidden) * np.where(ways.village >= 0, taste[ways.village], 0.0)
    pull[terrain.cover == LandCover.CROP] *= 0.25
    pull[(terrain.cover == LandCover.BUILT) | (terrain.cover == LandCover.WATER)] = 0.0
    return np.where(terrain.slope_deg < 36.0, pull, 0.0)


def _places(
    last: tuple[NDArray[np.int64], NDArray[np.bool_]] | None,
    pull: NDArray[np.float64],
    usual: float,
    pixel_m: float,
    habits: Habits,
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """Flat pixels of one season's plots: old places kept, found ones moved near by, new ones begun."""
    kept: list[int] = []
    if last is not None:
        dice = rng.random(len(last[0]))
        for flat, found, die in zip(*last, dice, strict=True):
            if found and die < habits.moves:
                kept.append(_near(int(flat), pull, rng, ring_m=(600.0, 2_500.0), pixel_m=pixel_m))
            elif not found and die < habits.keeps:
                kept.append(_near(int(flat), pull, rng, ring_m=(0.0, 200.0), pixel_m=pixel_m))
    fresh = rng.poisson(max(usual - len(kept), 0.25 * usual))
    chosen = np.searchsorted(np.cumsum(pull.ravel()) / pull.sum(), rng.random(fresh), side="right")
    return np.concatenate([np.array(kept, np.int64), chosen])


def _near(
    flat: int,
    pull: NDArray[np.float64],
    rng: np.random.Generator,
    *,
    ring_m: tuple[float, float],
    pixel_m: float,
) -> int:
    """Pick a pixel in a ring round another, by pull; the same one where the ring attracts nobody."""
    row, column = divmod(flat, pull.shape[1])
    away_m, angle = rng.uniform(*ring_m, 24), rng.uniform(0, 2 * np.pi, 24)
    rows = np.clip(row + np.rint(away_m * np.sin(angle) / pixel_m).astype(int), 0, pull.shape[0] - 1)
    columns = np.clip(column + np.rint(away_m * np.cos(angle) / pixel_m).astype(int), 0, pull.shape[1] - 1)
    weight = pull[rows, columns]
    if weight.sum() <= 0:
        return flat
    taken = int(rng.choice(len(weight), p=weight / weight.sum()))
    return int(rows[taken] * pull.shape[1] + columns[taken])
