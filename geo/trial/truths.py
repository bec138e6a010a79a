"""Truths to try a plan against: what the planner expects, and what it may be wrong about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.model.schema import FACTORS
from geo.model.season import CropYear
from geo.search.evidence import weight_shares
from geo.settings import Settings
from geo.trial.judge import Seen, Sweeps, judge

Floats = NDArray[np.float64]

LATE_D = 15.0
"""Days by which wrong dates are wrong (METHODS 6.8)."""


class Truth(StrEnum):
    """What is true: as expected, other weights of the factors, dates 15 days off, half the sweep width."""

    PRIOR = "prior"
    WEIGHTS = "weights"
    DATES = "dates"
    WIDTH = "width"


@dataclass(frozen=True)
class World:
    """What the planner believes: CELLS, RISK, plots (cells, classes) still expected, crop dates, settings."""

    cells: Any
    risk: Any
    plots: Floats
    crop_year: CropYear
    settings: Settings


@dataclass(frozen=True)
class Chances:
    """How a sweep sees plots: as expected, 15 days early, 15 days late, with half the sweep width."""

    plain: Seen
    early: Seen
    late: Seen
    narrow: Seen


@dataclass(frozen=True)
class Draw:
    """One season drawn: row in CELLS and sowing class of each plot, and by how many days it is late."""

    cell: NDArray[np.int64]
    sowing_class: NDArray[np.int64]
    late_d: float = 0.0


def chances(sweeps: Sweeps, world: World) -> Chances:
    """Judge sweeps under every truth."""
    cells, settings = world.cells, world.settings
    wide = settings.detection.sweep_width_m.items()
    widths = {stage: (open_m / 2, tall_m / 2, closed_m / 2) for stage, (open_m, tall_m, closed_m) in wide}
    narrow = replace(settings, detection=replace(settings.detection, sweep_width_m=widths))
    return Chances(
        plain=judge(sweeps, cells, world.crop_year, settings),
        early=judge(sweeps, cells, later(world.crop_year, -LATE_D), settings),
        late=judge(sweeps, cells, later(world.crop_year, LATE_D), settings),
        narrow=judge(sweeps, cells, world.crop_year, narrow),
    )


def later(crop_year: CropYear, days: float) -> CropYear:
    """Move every date of a crop year.

    >>> year = CropYear(2026, np.zeros(1), *(np.array([10.0 * n]) for n in range(5)))
    >>> float(later(year, 15.0).flowering[0])
    35.0
    """
    names = ("sown", "emerged", "flowering", "lancing", "ended")
    return replace(crop_year, **{name: getattr(crop_year, name) + days for name in names})


def seen_under(chance: Chances, truth: Truth, late_d: float = 0.0) -> Seen:
    """Pick what a sweep sees under a truth."""
    if truth is Truth.DATES:
        return chance.late if late_d > 0 else chance.early
    return chance.narrow if truth is Truth.WIDTH else chance.plain


def other_weights(world: World, rng: np.random.Generator) -> Floats:
    """Return expected plots under other weights of the land's factors, (cells, classes); the sum stays.

    The six weights are drawn evenly from all that add up to 1; records and leads count as they did.
    """
    drawn = rng.dirichlet(np.ones(len(FACTORS)))
    named: dict[str, Any] = {
        f"weight_{name}": float(weight) for name, weight in zip(FACTORS, drawn, strict=True)
    }
    other = replace(world.settings, risk=replace(world.settings.risk, **named))
    factors = world.risk[[f"factor_{name}" for name in FACTORS]].to_numpy(float)
    change = weight_shares(factors, other) - weight_shares(factors, world.settings)
    raised = np.exp(world.settings.risk.steepness * (np.nan_to_num(factors) * change).sum(axis=1))
    plots = world.plots * raised[:, None]
    return plots * (world.plots.sum() / max(plots.sum(), 1e-12))


def draw_season(world: World, truth: Truth, rng: np.random.Generator) -> Draw:
    """Draw the plots of one season from what is expected, or from what is expected wrongly."""
    plots = other_weights(world, rng) if truth is Truth.WEIGHTS else world.plots
    late_d = LATE_D * (1 if rng.random() < 0.5 else -1) if truth is Truth.DATES else 0.0
    running = np.cumsum(plots.ravel())
    count = int(rng.poisson(running[-1]))
    flat = np.searchsorted(running, rng.random(count) * running[-1], side="right")
    cell, sowing_class = np.divmod(np.minimum(flat, plots.size - 1), plots.shape[1])
    return Draw(cell.astype(np.int64), sowing_class.astype(np.int64), late_d)
