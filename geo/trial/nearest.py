"""Walk a list of stops as a sensible officer does: always on to the nearest that still fits the day."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from geo.route.draft import Draft
from geo.route.net import between_s, home_s, leave_s
from geo.units import UNREACHABLE_S


class Begin(IntEnum):
    """Where a day begins: at the stop nearest to the base, at the first of the list, at the farthest."""

    NEAREST = 0
    FIRST = 1
    FARTHEST = 2


def walk_list(
    draft: Draft,
    days: NDArray[np.int64],
    *,
    wanted: NDArray[np.int64],
    group: NDArray[np.int64],
    todo: NDArray[np.bool_],
    begin: Begin,
) -> None:
    """Fill days one after another with one pass each at the stops of a list.

    A group (a village) is finished before the next is begun. Within it a day goes on to the stop that is
    reached soonest among those that leave time to search and, after turn-back times, to be home within the
    day; when none is left that fits, the day ends. Times are those of the
    planner: `leave_s`, `between_s`, `home_s`.

    Parameters
    ----------
    draft : `book` is written to; days of one window
    days : rows of the crews, in order of dates
    wanted : (n,) items, groups together and in order
    group : (n,) number of each item's group, ascending
    todo : (n,) written to: what is still to be searched; a stop that no day can reach counts as done
    begin : where a day begins
    """
    if not len(days) or not len(wanted):
        return
    starts = np.flatnonzero(np.diff(group, prepend=group[0] - 1))
    bounds = np.append(starts, len(group)).astype(np.int64)
    window = int(draft.crews.window[days[0]])
    _walk_kernel(
        draft.net, draft.crews.crew, draft.book, draft.stops.items[window], days, wanted.astype(np.int32),
        bounds, todo, draft.problem.settings.travel.turn_back, int(begin),
    )  # fmt: skip


def clear(book: Any, days: NDArray[np.int64]) -> None:
    """Take every stop out of the routes of these days."""
    book.item[days], book.node[days], book.service_s[days], book.passes[days] = -1, -1, 0, 0
    book.stops[days] = 0


@njit(cache=True)
def _nearest_kernel(  # noqa: PLR0917  kernels take arrays, not objects
    net: Any, crew: Any, items: Any, d: int, wanted: Any, first: int, last: int, todo: Any, walk_on: Any,
    at: int, clock: int, turn_back: float, begin: int,
) -> Any:  # fmt: skip
    """Find the stop of a group to go to next, and the seconds it takes to get there; -1 if none fits."""
    car, driver, base, size = crew.car[d], crew.driver[d], crew.base[d], crew.size[d]
    best, taken, least = -1, np.int64(0), np.int64(UNREACHABLE_S)
    for k in range(first, last):
        if not todo[k]:
            continue
        item = wanted[k]
        node = items.node[item]
        service = np.int64(items.service_s[size, item, 0])
        if at < 0:
            on = leave_s(net, car, base, node)
        else:
            on = between_s(net, car, driver, base, at, node, walk_on[node], service)[0]
        key = on
        if at < 0 and begin == 1:
            key = np.int64(k)
        elif at < 0 and begin == 2:
            key = -on
        if best >= 0 and key >= least:
            continue
        home = home_s(net, car, base, node)
        if clock + on + service + np.ceil(turn_back * home) > crew.budget_s[d]:
            continue
        best, taken, least = k, on, key
    return best, taken


@njit(cache=True)
def _walk_kernel(  # noqa: PLR0917  kernels take arrays, not objects
    net: Any, crew: Any, book: Any, items: Any, days: Any, wanted: Any, bounds: Any, todo: Any,
    turn_back: float, begin: int,
) -> None:  # fmt: skip
    walk_on = np.full(len(net.out_s), UNREACHABLE_S, np.int64)
    group = 0
    for d in days:
        at, clock = -1, np.int64(0)
        while book.stops[d] < book.item.shape[1]:
            while group < len(bounds) - 1 and not todo[bounds[group] : bounds[group + 1]].any():
                group += 1
            if group == len(bounds) - 1:
                return
            best, on = _nearest_kernel(
                net, crew, items, d, wanted, bounds[group], bounds[group + 1], todo, walk_on, at, clock,
                turn_back, begin,
            )  # fmt: skip
            if best < 0 and at < 0:
                # Not even a whole day reaches what is left of this group.
                todo[bounds[group] : bounds[group + 1]] = False
                continue
            if best < 0:
                break
            if at >= 0:
                for e in range(net.start[at], net.start[at + 1]):
                    walk_on[net.to[e]] = UNREACHABLE_S
            item = wanted[best]
            p = book.stops[d]
            at = items.node[item]
            book.item[d, p], book.node[d, p] = item, at
            book.service_s[d, p], book.passes[d, p] = items.service_s[crew.size[d], item, 0], 1
            book.stops[d] += 1
            clock += on + book.service_s[d, p]
            todo[best] = False
            for e in range(net.start[at], net.start[at + 1]):
                walk_on[net.to[e]] = net.walk_s[e]
        if at >= 0:
            for e in range(net.start[at], net.start[at + 1]):
                walk_on[net.to[e]] = UNREACHABLE_S
