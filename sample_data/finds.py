"""Where plots are really grown and which of them are found, by rules that the planner does not know.

Those who grow choose ground by walking, water, shelter from view and sun; they come back to old places,
move on when a plot is destroyed, and are found by chance. Places only: nobody is described.
This module must import nothing of the planner (a contract checks it).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from sample_data.cover import Cover
from sample_data.ground import PIXEL_M, Ground
from sample_data.sight import watched
from sample_data.ways import cheapest

FIRST_YEAR, LAST_YEAR = 2020, 2026
_OLD_ENOUGH_H, _TOO_FAR_H = 0.45, 2.5


@dataclass(frozen=True)
class Plot:
    """One plot of one season. found: seen and destroyed by a sweep of that season."""

    year: int
    row: int
    column: int
    village: int
    plants: int
    found: bool


@dataclass(frozen=True)
class Growing:
    """plots of all seasons; effort {(year, village): mean coverage factor}; appeal (rows, columns)."""

    plots: tuple[Plot, ...]
    effort: dict[tuple[int, int], float]
    appeal: NDArray[np.float64]


def grow(
    ground: Ground,
    label: NDArray[np.int32],
    cover: NDArray[np.uint8],
    *,
    drivable: NDArray[np.bool_],
    ways: NDArray[np.bool_],
    homes: NDArray[np.bool_],
    rng: np.random.Generator,
) -> Growing:
    """Play the seasons 2020 to 2026; label counts villages from 1."""
    hours = _walk_hours(ground, drivable, ways)
    appeal = _appeal(ground, cover, hours, watched(ground.elevation_m, drivable | homes), rng)
    villages = int(label.max())
    taste = rng.gamma(3.0, 1.0 / 3.0, villages + 1)
    pull = np.where(label > 0, appeal**0.75 * taste[label], 0.0)
    plots: list[Plot] = []
    effort: dict[tuple[int, int], float] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        places = _places(year, plots, pull, rng)
        known = np.bincount([p.village for p in plots if p.found and p.year >= year - 2], minlength=villages)
        busy = 1.45 if year in {2021, 2024} else 1.0
        for village in range(villages):
            base = busy * rng.lognormal(np.log(0.2), 0.45) + 0.09 * min(known[village], 3)
            effort[year, village] = round(float(base), 2)
        for row, column in places:
            village = int(label[row, column]) - 1
            seen = (
                effort[year, village]
                * _openness(int(cover[row, column]))
                * np.exp(0.4 - hours[row, column] / 1.8)
            )
            found = bool(rng.random() < 1.0 - np.exp(-1.25 * seen) or rng.random() < 0.06)
            plants = int(np.clip(rng.lognormal(np.log(260), 0.95), 12, 4_200))
            plots.append(Plot(year, row, column, village, plants, found))
    return Growing(tuple(plots), effort, appeal)


def _walk_hours(ground: Ground, drivable: NDArray[np.bool_], ways: NDArray[np.bool_]) -> NDArray[Any]:
    """Hours on foot from the nearest road, climbing counted by Naismith's thumb rather than by formula."""
    metres, _ = cheapest(
        ground.elevation_m, np.full(ways.shape, 1.5), drivable, grade=0.35, known=ways, known_times=1.1
    )
    return metres / 3_900.0


def _appeal(
    ground: Ground,
    cover: NDArray[np.uint8],
    hours: NDArray[np.float64],
    watchers: NDArray[np.float64],
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """How attractive a place is, unscaled."""
    slope, aspect = ground.slope_aspect()
    slope = ndimage.uniform_filter(slope, 3)
    far = np.exp(-(((np.log(np.maximum(hours, 0.02)) - np.log(1.15)) / 0.42) ** 2) / 2)
    far[(hours < _OLD_ENOUGH_H) | (hours > _TOO_FAR_H)] *= 0.15
    springs = (ground.catchment_m2 > 3.5e4) & (ground.catchment_m2 < 3.0e5)
    drink = np.exp(-ndimage.distance_transform_edt(~springs) * PIXEL_M / 90.0)
    open_ground = np.isin(cover, (Cover.GRASSLAND, Cover.MEADOW, Cover.SCRUB))
    wood = ndimage.uniform_filter((cover == Cover.FOREST).astype(float), 7)
    sheltered = np.where(open_ground, 0.25 + 2.5 * wood, np.where(cover == Cover.FOREST, 0.3, 0.1))
    sheltered[(cover == Cover.WATER) | (cover == Cover.RESIDENTIAL) | (cover == 0)] = 0.0
    hidden = np.exp(-watchers / 2.0)
    tilt = np.radians(slope)
    sun = np.cos(tilt) * np.sin(1.0) + np.sin(tilt) * np.cos(1.0) * np.cos(aspect - np.radians(195.0))
    level = np.exp(-(((slope - 15.0) / 8.0) ** 2) / 2) * (slope < 33.0)
    whim = np.exp(0.35 * ndimage.gaussian_filter(rng.standard_normal(slope.shape), 9) * 9 * 3.5)
    return far * (0.1 + drink) * sheltered * hidden * np.maximum(sun, 0.0) ** 3 * level * whim


def _openness(cover: int) -> float:
    return {Cover.FOREST: 0.45, Cover.SCRUB: 0.7}.get(Cover(cover), 1.0)


def _places(
    year: int, plots: list[Plot], pull: NDArray[np.float64], rng: np.random.Generator
) -> list[tuple[int, int]]:
    """Old places that were not found are kept, found ones move away or are given up, new ones begin."""
    places = []
    for plot in plots:
        if plot.year != year - 1:
            continue
        if plot.found and rng.random() < 0.55:
            places.append(_near(plot, pull, rng, low_m=700.0, high_m=2_600.0))
        elif not plot.found and rng.random() < 0.5:
            places.append(_near(plot, pull, rng, low_m=0.0, high_m=180.0))
    fresh = int(rng.poisson(max(32 - len(places), 6)))
    chosen = rng.choice(pull.size, size=fresh, p=(pull / pull.sum()).ravel())
    return places + [(int(i) // pull.shape[1], int(i) % pull.shape[1]) for i in chosen]


def _near(
    plot: Plot, pull: NDArray[np.float64], rng: np.random.Generator, *, low_m: float, high_m: float
) -> tuple[int, int]:
    rows, columns = np.indices(pull.shape)
    away = np.hypot(rows - plot.row, columns - plot.column) * PIXEL_M
    weight = np.where((away >= low_m) & (away <= high_m), pull, 0.0)
    if weight.sum() <= 0.0:
        return plot.row, plot.column
    item = int(rng.choice(pull.size, p=(weight / weight.sum()).ravel()))
    return item // pull.shape[1], item % pull.shape[1]
