"""Make the stops: cells that may be searched, with what a pass there sees and costs, and yard clusters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geo.ground.on_foot import on_foot_share
from geo.model.season import STAGES
from geo.route.gains import View
from geo.route.offers import Items
from geo.route.problem import SeasonProblem
from geo.units import SECONDS_PER_MINUTE, UNREACHABLE_S, whole_seconds

CLASSES = 5


@dataclass(frozen=True)
class Stops:
    """Cells first, in the order of CELLS, then yard clusters; `cells` is the number of cells.

    items: what the kernels read, one for each window; expected (cells, classes): plots on ground that may be
    searched on foot, those of pieces searched along included; steep_plots (cells,): plots on the rest, which
    nobody promises; views[window][size]: what a team of that size sees; suitable (cells,): may be a stop;
    ground_m2 (cells,): searchable ground, pieces included; on_foot_m2 (cells,): of it, what stops search;
    village (cells,): row in `villages`; host (cells,): cell with which it is searched, -1 for none;
    yard (items - cells,): row in YARDS; yards (items - cells,): how many of its yards the stop takes.
    """

    cells: int
    items: list[Items]
    expected: NDArray[np.float64]
    steep_plots: NDArray[np.float64]
    views: list[list[View]]
    suitable: NDArray[np.bool_]
    ground_m2: NDArray[np.float64]
    on_foot_m2: NDArray[np.float64]
    village: NDArray[np.int64]
    villages: list[str]
    host: NDArray[np.int64]
    yard: NDArray[np.int64]
    yards: NDArray[np.int64]


def make_stops(problem: SeasonProblem, sizes: list[int]) -> Stops:
    """Turn the tables into stops.

    Pieces under 10 % of a square are searched with their neighbour: its ground, walking and expected plots
    grow by theirs, as if they were ground of the same kind, and they are no stops of their own.
    """
    cells = problem.cells
    index = pd.Index(cells["cell_id"])
    host = index.get_indexer(pd.Index(cells["joined_to"])).astype(np.int64)
    own_m2 = cells["on_foot_m2"].to_numpy(float)
    on_foot_m2 = _with_pieces(own_m2, host)
    times = np.divide(on_foot_m2, own_m2, out=np.ones_like(own_m2), where=own_m2 > 0)
    searcher_m, service_s = _options(problem, index, sizes, times)
    width_m, stage = _visibility(problem, index)
    yard, yards, node = _yard_stops(problem, index)
    gentle = cells["slope_deg"].to_numpy(float) <= problem.settings.travel.search_slope_deg
    ordered = _ordered(problem, index, host)
    suitable = (host == np.arange(len(cells))) & (gentle | ordered) & (own_m2 > 0)
    expected, steep_plots = _plots(problem, index, host)
    # On the steep ground round an ordered place nothing is promised: only the place itself is entered.
    steep_plots[~gentle] += expected[~gentle].sum(axis=1)
    expected[~gentle] = 0.0
    codes, names = pd.factorize(cells["village_id"])
    return Stops(
        cells=len(cells),
        items=[_items(service, yards, node, problem) for service in service_s],
        expected=expected,
        steep_plots=steep_plots,
        views=[
            [View(width_m[w], stage[w], metres, on_foot_m2) for metres in searcher_m[w]]
            for w in range(len(problem.windows))
        ],
        suitable=suitable,
        ground_m2=_with_pieces(cells["searchable_m2"].to_numpy(float), host),
        on_foot_m2=on_foot_m2,
        village=codes.astype(np.int64),
        villages=[str(name) for name in names],
        host=host,
        yard=yard,
        yards=yards,
    )


def _plots(
    problem: SeasonProblem, index: pd.Index, host: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Split plots into those on ground on foot, (cells, classes), and those on steep ground, (cells,)."""
    plots = problem.risk.set_index("cell_id")["expected_plots"].reindex(index).fillna(0.0).to_numpy(float)
    share = on_foot_share(problem.cells)
    if problem.underway is None:
        on_foot = np.repeat((plots * share)[:, None], CLASSES, axis=1) * problem.settings.season.class_share
    else:
        on_foot = np.asarray(problem.underway.expected, float)
    return _with_pieces(on_foot, host), _with_pieces(plots * (1 - share), host)


def _ordered(problem: SeasonProblem, index: pd.Index, host: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Cells with a required place that itself is not too steep to be searched on foot, (cells,)."""
    out = np.zeros(len(index), bool)
    if "slope_deg" not in problem.required:
        return out
    rows = index.get_indexer(problem.required["cell_id"])
    slope_deg = problem.required["slope_deg"].to_numpy(float)
    rows = rows[(rows >= 0) & (slope_deg <= problem.settings.travel.search_slope_deg)]
    # Nobody is sent where the whole cell is restricted.
    steep = problem.cells["slope_deg"].to_numpy(float) > problem.settings.travel.restricted_slope_deg
    out[host[rows][host[rows] >= 0]] = True
    return out & ~steep


def _with_pieces(values: NDArray[np.float64], host: NDArray[np.int64]) -> NDArray[np.float64]:
    """Add what lies in joined pieces to their host; the pieces keep nothing."""
    out = np.zeros_like(values)
    known = host >= 0
    np.add.at(out, host[known], values[known])
    return out


def _options(
    problem: SeasonProblem, index: pd.Index, sizes: list[int], times: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Searcher-metres and seconds, (windows, sizes, cells, 2); what OPTIONS does not list cannot be done."""
    table = problem.options
    shape = (len(problem.windows), len(sizes), len(index), 2)
    metres, minutes = np.zeros(shape), np.full(shape, np.inf)
    place = (
        pd.Index(problem.windows["window_id"]).get_indexer(table["window_id"]),
        pd.Index(sizes).get_indexer(table["walkers"]),
        index.get_indexer(table["cell_id"]),
        table["passes"].to_numpy(np.int64) - 1,
    )
    known = (place[0] >= 0) & (place[1] >= 0) & (place[2] >= 0)
    place = tuple(axis[known] for axis in place)
    metres[place] = table["searcher_m"].to_numpy(float)[known]
    minutes[place] = table["service_min"].to_numpy(float)[known]
    overhead = problem.settings.detection.stop_overhead_min
    minutes = overhead + (minutes - overhead) * times[:, None]
    return metres * times[:, None], whole_seconds(minutes * SECONDS_PER_MINUTE).astype(np.int32)


def _visibility(problem: SeasonProblem, index: pd.Index) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Sweep width and stage, (windows, cells, classes); what VISIBILITY does not list is not seen."""
    table = problem.visibility
    shape = (len(problem.windows), len(index), CLASSES)
    width_m, stage = np.zeros(shape), np.zeros(shape, np.int8)
    place = (
        pd.Index(problem.windows["window_id"]).get_indexer(table["window_id"]),
        index.get_indexer(table["cell_id"]),
        table["sowing_class"].to_numpy(np.int64),
    )
    known = (place[0] >= 0) & (place[1] >= 0)
    place = tuple(axis[known] for axis in place)
    width_m[place] = table["sweep_width_m"].to_numpy(float)[known]
    stages = pd.Index([name.value for name in STAGES]).get_indexer(table["stage"].astype("str"))
    stage[place] = stages[known]
    return width_m, stage


def _yard_stops(
    problem: SeasonProblem, index: pd.Index
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Row of YARDS, number of yards and cell of every stop; a large cluster is several stops."""
    table, cells = problem.yards, problem.cells
    if not len(table):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
    if "cell_id" in table.columns:
        node = index.get_indexer(table["cell_id"])
    else:
        tree = cKDTree(cells[["x", "y"]].to_numpy(float))
        node = tree.query(np.column_stack([table.geometry.x, table.geometry.y]))[1]
    open_yards = np.maximum(table["yards"].to_numpy(np.int64) - table["checked"].to_numpy(np.int64), 0)
    open_yards[node < 0] = 0
    most = problem.settings.plan.yards_per_stop
    parts = -(-open_yards // most)
    row = np.repeat(np.arange(len(table)), parts)
    part = np.arange(len(row)) - np.repeat(np.cumsum(parts) - parts, parts)
    # Parts of one cluster differ by at most one yard.
    each, more = open_yards[row] // parts[row], open_yards[row] % parts[row]
    return row, each + (part < more), node[row].astype(np.int64)


def _items(
    service_s: NDArray[np.int32], yards: NDArray[np.int64], node: NDArray[np.int64], problem: SeasonProblem
) -> Items:
    """Cells and yard clusters of one window, as the kernels read them."""
    sizes, cells = service_s.shape[:2]
    minutes = yards * problem.settings.detection.yard_min
    yard_s = whole_seconds(minutes * SECONDS_PER_MINUTE).astype(np.int32)
    of_yards = np.stack([yard_s, np.full_like(yard_s, UNREACHABLE_S)], axis=1)
    return Items(
        node=np.concatenate([np.arange(cells), node]).astype(np.int32),
        most_passes=np.concatenate([np.full(cells, 2), np.zeros(len(yards))]).astype(np.int8),
        service_s=np.ascontiguousarray(
            np.concatenate([service_s, np.repeat(of_yards[None], sizes, axis=0)], axis=1)
        ),
    )


def village_order(stops: Stops) -> list[int]:
    """Villages by expected plots, most first; ties in the order of CELLS."""
    of_cell = stops.expected.sum(axis=1) + stops.steep_plots
    plots: Any = np.bincount(stops.village, of_cell, minlength=len(stops.villages))
    return [int(v) for v in np.argsort(-plots, kind="stable")]
