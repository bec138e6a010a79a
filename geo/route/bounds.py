"""Bound what any plan of these team-days can find: the Lagrange dual, one price a window (METHODS 6.7)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from geo.route.draft import Draft
from geo.route.gains import Looks
from geo.units import UNREACHABLE_S

Floats = NDArray[np.float64]
MOST_WAYS = 1_000
"""Ways to search one cell in a season that are weighed against each other; beyond, parts of it are."""
SAMPLE = 4_000
"""Cells on which the prices are looked for; the bound itself is taken over all, and holds at any prices."""
SWEEPS = 6
HALVINGS = 26


@dataclass(frozen=True)
class Ways:
    """Ways to search each cell in the season, the first being never.

    finds (cells, ways): expected finds; seconds (cells, ways, budgets): of team time from each budget.
    """

    finds: Floats
    seconds: Floats


def season_bound(draft: Draft, order: list[int], looks: Looks, *, time_share: float = 1.0) -> float:
    """Return a number of expected finds that no plan can pass, floors and reserve off.

    Every choice of prices p >= 0 for a second of team time in each window gives, by weak duality, sum over
    cells of max over ways (finds - p x seconds) + p x team time. The prices sought make it small. Of travel
    each stop is charged half of the two cheapest legs that can lead to it and away: each leg of a route has
    two ends, so that no route takes less.

    Parameters
    ----------
    order : windows in order of opening, those that can still be planned
    looks : before the first of them
    time_share : of the team time that is there; below 1 the bound is that of fewer hours
    """
    grows = draft.stops.expected.sum(axis=1)
    leg_s, parts = least_leg_s(draft), _parts(order, len(draft.crews.sizes))
    # What windows find apart they never find less of together.
    total = sum(_bound(draft, part, looks, leg_s, time_share) for part in parts)
    return min(total, float((grows * draft.stops.suitable).sum()))


def _parts(order: list[int], sizes: int) -> list[list[int]]:
    """Split the windows so that the ways to search one cell in those of a part can be listed."""
    most = max(1, int(np.log(MOST_WAYS) / np.log(1 + 2 * sizes)))
    return [order[start : start + most] for start in range(0, len(order), most)]


def _bound(draft: Draft, order: list[int], looks: Looks, leg_s: Floats, time_share: float) -> float:
    cells = np.flatnonzero(draft.stops.suitable & (draft.stops.expected.sum(axis=1) > 0))
    budgets = [(w, s) for w in order for s in range(len(draft.crews.sizes))]
    time_s = time_share * np.array([_time_s(draft, w, s) for w, s in budgets])
    budgets = [budget for budget, seconds in zip(budgets, time_s, strict=True) if seconds > 0]
    time_s = time_s[time_s > 0]
    if not len(cells) or not budgets:
        return 0.0
    rng = np.random.default_rng(0)
    few = np.sort(rng.permutation(cells)[:SAMPLE])
    ways = cell_ways(draft, order, looks, budgets, few, leg_s)
    prices = _prices(ways, time_s * len(few) / len(cells))
    total = float(prices @ time_s)
    if len(few) == len(cells):
        return total + worth_at(ways, prices)[0]
    for start in range(0, len(cells), SAMPLE):
        part = cells[start : start + SAMPLE]
        total += worth_at(cell_ways(draft, order, looks, budgets, part, leg_s), prices)[0]
    return total


def _time_s(draft: Draft, window: int, size: int) -> float:
    days = draft.days(window)
    return float(draft.crews.crew.budget_s[days][draft.crews.crew.size[days] == size].sum())


def cell_ways(
    draft: Draft,
    order: list[int],
    looks: Looks,
    budgets: list[tuple[int, int]],
    cells: NDArray[np.int64],
    leg_s: Floats,
) -> Ways:
    """List every way to pass these cells once or twice in any of the windows by a team of any size."""
    choices = [
        [(0, 0)] + [(size, passes) for w, size in budgets if w == window for passes in (1, 2)]
        for window in order
    ]
    combined = [list(zip(order, way, strict=True)) for way in product(*choices)]
    seconds = np.zeros((len(cells), len(combined), len(budgets)))
    finds = np.zeros((len(cells), len(combined)))
    left = draft.stops.expected[cells] * np.exp(-looks.coverage[cells])
    for column, way in enumerate(combined):
        coverage = np.zeros_like(left)
        before: list[tuple[NDArray[np.int8], int]] = []
        for window, (size, passes) in way:
            if not passes:
                continue
            view = draft.stops.views[window][size]
            stage = view.stage[cells]
            made = np.take_along_axis(looks.count[cells], stage[:, :, None].astype(np.int64), axis=2)[:, :, 0]
            made = made + sum(np.where(alike == stage, count, 0) for alike, count in before)
            repeat = draft.problem.settings.detection.repeat
            metres = view.searcher_m[cells]
            walked = metres[:, 0]
            if passes == 2:
                walked = walked + np.maximum(metres[:, 1] - metres[:, 0], 0.0) * repeat
            coverage += view.width_m[cells] * repeat ** made.astype(float) * (
                walked / np.maximum(view.area_m2[cells], 1e-9)
            )[:, None]  # fmt: skip
            before.append((stage, passes))
            spent = draft.stops.items[window].service_s[size, cells, passes - 1].astype(float)
            seconds[:, column, budgets.index((window, size))] += spent + leg_s[cells]
        finds[:, column] = (left * -np.expm1(-coverage)).sum(axis=1)
    finds[(seconds >= UNREACHABLE_S).any(axis=2)] = 0.0
    return Ways(finds, np.minimum(seconds, UNREACHABLE_S))


def least_leg_s(draft: Draft) -> Floats:
    """Half of the two cheapest legs that lead to a cell and away from it, (cells,) s; 0 beside a yard."""
    net, crew = draft.net, draft.crews.crew
    to, away = (np.full(draft.stops.cells, np.inf) for _ in range(2))
    np.minimum.at(to, net.to, net.walk_s)
    np.minimum.at(away, net.from_, net.from_walk_s)
    if crew.car.any():
        to, away = np.minimum(to, net.out_s), np.minimum(away, net.back_s)
    for base in np.unique(crew.base[~crew.car]):
        to, away = np.minimum(to, net.foot_out_s[base]), np.minimum(away, net.foot_back_s[base])
    half = (to + away) / 2
    half[draft.stops.items[0].node[draft.stops.cells :]] = 0.0
    return np.where(np.isfinite(half), half, UNREACHABLE_S)


def worth_at(ways: Ways, prices: Floats) -> tuple[float, Floats]:
    """Sum over cells of what the best way is worth at these prices, and the team time it takes."""
    # One product of a matrix: as a stack of small ones it takes five times as long.
    net = ways.finds - (ways.seconds.reshape(-1, len(prices)) @ prices).reshape(ways.finds.shape)
    best = net.argmax(axis=1)
    rows = np.arange(len(net))
    return float(net[rows, best].sum()), ways.seconds[rows, best].sum(axis=0)


def _prices(ways: Ways, time_s: Floats) -> Floats:
    """Look for the prices at which the best ways take the time there is: one after the other, in turns."""
    most = float(np.max(ways.finds[:, 1:] / np.maximum(ways.seconds[:, 1:].sum(axis=2), 1.0), initial=0.0))
    prices = np.full(len(time_s), most / 10)
    for sweep in range(SWEEPS):
        for k in range(len(prices)):
            low, high = (0.0, most) if sweep == 0 else (prices[k] / 2, min(prices[k] * 2, most))
            for _ in range(HALVINGS if sweep == 0 else HALVINGS // 2):
                prices[k] = (low + high) / 2
                if worth_at(ways, prices)[1][k] > time_s[k]:
                    low = prices[k]
                else:
                    high = prices[k]
            prices[k] = high
    return prices
