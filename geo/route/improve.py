"""Improve the routes of one window: a team orienteering problem, prizes what a stop adds to the season."""

# ruff: noqa: FBT001  kernels take flags by position

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from geo.route.draft import Draft
from geo.route.net import Net, between_s, home_s, leave_s
from geo.route.orienteering import Orienteering, Routes, improve
from geo.units import UNREACHABLE_S

Floats = NDArray[np.float64]
NO_LIMIT = 2**40
FULL_MATRIX = 1_500
NO_PRIZE = 1e-9


@dataclass(frozen=True)
class Window:
    """Routes of one window and team size, as the search reads them.

    days (vehicles,): rows of team-days; item (nodes,): -1 for bases; second (nodes,): whether the node stands
    for the second pass over its cell. A second pass without the first counts as the first.
    """

    problem: Orienteering
    days: NDArray[np.int64]
    item: NDArray[np.int64]
    second: NDArray[np.bool_]


def improve_window(
    draft: Draft,
    window: int,
    gains: Floats,
    *,
    days: NDArray[np.int64],
    seed: int,
    iterations: int | None,
    cpu_seconds: float | None = None,
    stop: Callable[[], bool] | None = None,
) -> None:
    """Let routes of a window change stops among each other and with what is left out.

    Floors stay in some route of a team of their size. Time left over is not filled: insert afterwards.

    Parameters
    ----------
    gains : (sizes, items, 2) what one and two passes add to the season's finds
    days : rows of the team-days whose routes take part; cells only
    """
    sizes = draft.crews.crew.size[days]
    for size in np.unique(sizes).tolist():
        rows = days[sizes == size]
        asked = _asked(draft, window, size, rows, gains[size])
        if asked is None or asked.problem.prize.sum() <= NO_PRIZE:
            continue
        found = improve(
            asked.problem,
            _routes(draft, asked),
            seed=seed,
            iterations=iterations,
            cpu_seconds=cpu_seconds,
            stop=stop,
        )
        _write(draft, window, asked, found)


def _asked(draft: Draft, window: int, size: int, days: NDArray[np.int64], gain: Floats) -> Window | None:
    """Ask for better routes of these days: stops in them and the best of those left out."""
    stops, crew, bases = draft.stops, draft.crews.crew, len(draft.problem.bases)
    service_s = stops.items[window].service_s[size].astype(np.int64)
    single, both = _nodes(draft, window, days, gain, service_s)
    if not len(single):
        return None
    item = np.concatenate([np.full(bases, -1), single, both])
    second_s = service_s[both, 1] - service_s[both, 0]
    prize = np.concatenate([np.zeros(bases), gain[single, 0], np.maximum(gain[both, 1] - gain[both, 0], 0.0)])
    service = np.concatenate([np.zeros(bases, np.int64), service_s[single, 0], second_s])
    asked_for = [(window, n) in draft.floors for n in single.tolist()]
    on_foot = np.where(crew.car[days], -1, crew.base[days])
    kinds = np.column_stack([crew.car[days], crew.driver[days], on_foot])
    kinds, profile = np.unique(kinds, axis=0, return_inverse=True)
    node = np.where(item >= 0, stops.items[window].node[item], -1)
    travel = WindowTravel(draft.net, kinds, node, service, bases)
    points = draft.problem.bases.geometry
    cells = draft.problem.cells[["x", "y"]].to_numpy(float)
    problem = Orienteering(
        travel_s=travel if len(item) > FULL_MATRIX else travel(np.arange(len(item))),
        service_s=service,
        prize=prize,
        required=np.concatenate([np.zeros(bases, bool), asked_for, np.zeros(len(both), bool)]).astype(bool),
        latest_s=np.full(len(item), NO_LIMIT),
        base=crew.base[days].astype(np.int64),
        profile=profile.ravel().astype(np.int64),
        budget_s=crew.budget_s[days],
        xy=np.vstack([np.column_stack([points.x, points.y]), cells[node[bases:]]]),
        turn_back=draft.problem.settings.travel.turn_back,
    )
    return Window(problem, days, item, np.arange(len(item)) >= bases + len(single))


def _nodes(
    draft: Draft, window: int, days: NDArray[np.int64], gain: Floats, service_s: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Cells that take part, and those of them of which a second pass does.

    Of what is left out only what would bring more per second, travel apart, than the poorer stops in routes.
    """
    book, settings = draft.book, draft.problem.settings.plan
    standing = np.arange(book.item.shape[1]) < book.stops[days][:, None]
    inside, passes = book.item[days][standing].astype(np.int64), book.passes[days][standing]
    if not len(inside):
        return inside, inside
    first = gain[:, 0] / np.maximum(service_s[:, 0], 1)
    more = (gain[:, 1] - gain[:, 0]) / np.maximum(service_s[:, 1] - service_s[:, 0], 1)
    rate = np.where(passes == 2, np.minimum(first, more)[inside], first[inside])
    poor = float(np.quantile(rate, settings.poorer_stops))
    free = np.flatnonzero(draft.free[window, : draft.stops.cells])
    free = free[(first[free] > poor) & (service_s[free, 0] < UNREACHABLE_S)]
    free = free[np.argsort(-first[free], kind="stable")][: round(settings.left_out_times * len(inside))]
    single = np.concatenate([inside, np.sort(free)])
    twice = (service_s[single, 1] < UNREACHABLE_S) & (more[single] > poor)
    twice[: len(inside)] |= passes == 2
    return single, single[twice]


@dataclass(frozen=True)
class WindowTravel:
    """Seconds between the nodes of a window; kinds: rows (car, driver, base of a team on foot)."""

    net: Net
    kinds: NDArray[np.int64]
    node: NDArray[np.int64]
    service_s: NDArray[np.int64]
    bases: int

    def __call__(self, nodes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return (profiles, k, k) whole seconds between k nodes; bases are nodes below `bases`."""
        out = np.empty((len(self.kinds), len(nodes), len(nodes)), np.int64)
        place = np.where(nodes < self.bases, -1 - nodes, self.node[nodes])
        for profile, (car, driver, base) in enumerate(self.kinds.tolist()):
            _travel_kernel(
                self.net, bool(car), bool(driver), base, place, self.service_s[nodes], out[profile]
            )
        return out


@njit(cache=True)
def _travel_kernel(
    net: Any, car: bool, driver: bool, base: int, place: Any, service_s: Any, out: Any
) -> None:
    """Write seconds from place to place: a cell, or -1 - b for base b."""
    walk_on = np.full(len(net.out_s), UNREACHABLE_S, np.int64)
    for i in range(len(place)):
        a = place[i]
        if a >= 0:
            for e in range(net.start[a], net.start[a + 1]):
                walk_on[net.to[e]] = net.walk_s[e]
        for j in range(len(place)):
            b = place[j]
            if i == j:
                out[i, j] = 0
            elif a < 0 and b < 0:
                out[i, j] = UNREACHABLE_S
            elif a < 0:
                out[i, j] = leave_s(net, car, -1 - a, b) if car or -1 - a == base else UNREACHABLE_S
            elif b < 0:
                out[i, j] = home_s(net, car, -1 - b, a) if car or -1 - b == base else UNREACHABLE_S
            else:
                out[i, j] = between_s(net, car, driver, base, a, b, walk_on[b], service_s[j])[0]
        if a >= 0:
            for e in range(net.start[a], net.start[a + 1]):
                walk_on[net.to[e]] = UNREACHABLE_S


def _routes(draft: Draft, asked: Window) -> Routes:
    """Read routes as they stand in nodes: a stop of two passes is two nodes."""
    names = zip(asked.item.tolist(), asked.second.tolist(), strict=True)
    node = {name: number for number, name in enumerate(names)}
    book, routes = draft.book, []
    for day in asked.days:
        count = int(book.stops[day])
        stops = zip(book.item[day, :count].tolist(), book.passes[day, :count].tolist(), strict=True)
        routes.append([node[item, twice] for item, passes in stops for twice in (False, True)[:passes]])
    return routes


def _write(draft: Draft, window: int, asked: Window, found: Routes) -> None:
    """Write routes into the book; two passes over a cell become one stop, where the first of them stood."""
    book, items, size = draft.book, draft.stops.items[window], int(draft.crews.crew.size[asked.days[0]])
    standing = np.arange(book.item.shape[1]) < book.stops[asked.days][:, None]
    draft.free[window, book.item[asked.days][standing]] = True
    first = {int(asked.item[n]): v for v, route in enumerate(found) for n in route if not asked.second[n]}
    for v, (day, route) in enumerate(zip(asked.days, found, strict=True)):
        mine: dict[int, int] = {}
        for n in route:
            item = int(asked.item[n])
            # A second pass in the route of another team is one too many: nobody looks twice at a time.
            if first.get(item, v) == v:
                mine[item] = mine.get(item, 0) + 1
        for place, (item, passes) in enumerate(mine.items()):
            book.item[day, place] = item
            book.node[day, place] = items.node[item]
            book.service_s[day, place] = items.service_s[size, item, passes - 1]
            book.passes[day, place] = passes if items.most_passes[item] else 0
            draft.free[window, item] = False
        book.stops[day] = len(mine)
