"""Judge sweeps by the truth: what every look at a place would have seen of what really grows there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.ground.on_foot import on_foot_share
from geo.model.season import STAGES, CropYear, Stage
from geo.route.problem import SeasonPlan, SeasonProblem, searchers
from geo.search.detection import cover_shares, sweep_width
from geo.search.phenology import season_day, stage_on
from geo.settings import Settings

Floats = NDArray[np.float64]
LANCED = STAGES.index(Stage.CAPSULE)


@dataclass(frozen=True)
class Sweeps:
    """What a plan searches, one row a stop, in order of days; arrays are (stops,).

    cell: row in CELLS; day: days since 1 January of the season's year; passes: 1 or 2; walked_m: metres of
    all searchers in one pass.
    """

    cell: NDArray[np.int64]
    day: NDArray[np.int64]
    passes: NDArray[np.int64]
    walked_m: Floats


@dataclass(frozen=True)
class Seen:
    """Chance that a plot was seen, (cells, classes): before harvest, and before its capsules were cut."""

    before_harvest: Floats
    before_lancing: Floats


def sweeps_of(plan: SeasonPlan, problem: SeasonProblem, crop_year: CropYear) -> Sweeps:
    """Read a season plan as sweeps; yards are not among them."""
    visits = plan.visits[plan.visits["passes"] > 0]
    days = problem.team_days.set_index("team_day_id").loc[visits["team_day_id"]]
    walkers = {row.team_id: searchers(row, problem.settings) for row in problem.teams.itertuples()}
    passes = visits["passes"].to_numpy(np.int64)
    walked_m = visits["search_m"].to_numpy(float) * days["team_id"].map(walkers).to_numpy(float)
    day = season_day(crop_year, days["date"])
    order = np.argsort(day, kind="stable")
    cell = pd.Index(problem.cells["cell_id"]).get_indexer(visits["cell_id"]).astype(np.int64)
    return Sweeps(cell[order], day[order], passes[order], (walked_m / passes)[order])


def judge(sweeps: Sweeps, cells: Any, crop_year: CropYear, settings: Settings) -> Seen:
    """Tell the chance that a plot of each sowing class in each cell is seen (METHODS 5, a pass).

    A pass at a cell brings C = W x searcher-metres / ground that may be searched on foot, W being that of the
    plot's stage on that very day at the cell's elevation; each further pass while the plot is in the same
    stage counts `repeat` times the one before; the chance is 1 - exp(-sum of C) on this ground, and none on
    the steep part of the cell, where nobody walks. Small pieces are searched with the cell they are
    joined to.

    Parameters
    ----------
    sweeps : what was searched, by day
    cells : CELLS
    crop_year : the true dates
    settings : the true sweep widths and repeats
    """
    host = pd.Index(cells["cell_id"]).get_indexer(cells["joined_to"])
    ground_m2 = np.bincount(host, cells["on_foot_m2"], minlength=len(cells))
    # Every look at a cell is a look at the pieces joined to it.
    rows, look = _looks(host, sweeps.cell)
    elevation_m, shares = cells["elevation_m"].to_numpy(float), cover_shares(cells)
    stage = stage_on(crop_year, elevation_m[rows], sweeps.day[look], settings)
    width_m = sweep_width(stage, shares[rows], settings)
    per_pass = width_m * (sweeps.walked_m[look] / np.maximum(ground_m2[sweeps.cell[look]], 1e-9))[:, None]
    classes = np.arange(stage.shape[1])
    sums = np.zeros((2, len(cells), stage.shape[1]))
    made = np.zeros((len(cells), stage.shape[1], len(STAGES)))
    for turn in _turns(rows):
        at, now = rows[turn], stage[turn]
        before = made[at[:, None], classes, now]
        passes = sweeps.passes[look[turn]].astype(float)
        worth = sum(
            settings.detection.repeat ** (before + number) * (passes > number)[:, None] for number in range(2)
        )
        added = per_pass[turn] * worth
        sums[0][at] += added
        sums[1][at] += np.where(now < LANCED, added, 0.0)
        made[at[:, None], classes, now] += passes[:, None]
    on_foot = on_foot_share(cells)[:, None]
    return Seen(on_foot * -np.expm1(-sums[0]), on_foot * -np.expm1(-sums[1]))


def _looks(host: NDArray[np.int64], cell: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs (row in CELLS, sweep), in the order of the sweeps for every cell."""
    members = pd.DataFrame({"cell": host, "row": np.arange(len(host))})
    pairs = pd.DataFrame({"cell": cell, "look": np.arange(len(cell))}).merge(members, on="cell")
    pairs = pairs.sort_values(["look", "row"], kind="stable")
    return pairs["row"].to_numpy(np.int64), pairs["look"].to_numpy(np.int64)


def _turns(rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """First looks at every cell, then second looks, and so on."""
    turn = pd.Series(rows).groupby(rows).cumcount().to_numpy()
    return [np.flatnonzero(turn == number) for number in range(int(turn.max(initial=-1)) + 1)]
