"""Routes as the search writes them: when each stop is left, how much later it may be, where one fits."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

# Counting references to the arrays of a tuple at every call took two thirds of the time: kernels allocate
# nothing, so they go without. They let go of the interpreter's lock, so that groups run on threads.
outer = njit(cache=True, nogil=True, _nrt=False)
inner = njit(cache=True, nogil=True, _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True)

NO_PLACE = 2**40
LONGEST_STRETCH = 3  # stops that are moved together within a route


class Field(NamedTuple):
    """A problem as the kernels read it; nodes and vehicles as in `Orienteering`.

    on, off (profiles, n, n): on[p, j, i] seconds from i to j, off[p, j, i] from j to i, so that both are read
    along row j; service (n,); worth (n,): prize, that of a required stop above all prizes together;
    stops: nodes that may be visited; latest (kinds, n): second at which a stop must be left by vehicles of a
    kind; kind, base, profile, budget (vehicles,); near (n, many): stops by seconds there and back, -1 at the
    end where there are no more.
    """

    on: NDArray[np.int32]
    off: NDArray[np.int32]
    service: NDArray[np.int64]
    worth: NDArray[np.float64]
    stops: NDArray[np.int64]
    latest: NDArray[np.int64]
    kind: NDArray[np.int64]
    base: NDArray[np.int64]
    profile: NDArray[np.int64]
    budget: NDArray[np.int64]
    near: NDArray[np.int32]


class Tours(NamedTuple):
    """Routes, one row a vehicle; kernels write here.

    node (vehicles, room for stops and the base at both ends): base, stops, base; leg: seconds to each; left:
    second at which each is left, at the end that of being back; room: by how much each may be reached later;
    count (vehicles,): stops; where (n,): vehicle that visits a stop, -1 for none.
    """

    node: NDArray[np.int32]
    leg: NDArray[np.int32]
    left: NDArray[np.int64]
    room: NDArray[np.int64]
    count: NDArray[np.int64]  # type: ignore[assignment]  # a route's count of stops, not a tuple's
    where: NDArray[np.int64]


def lay_out(field: Field, routes: list[list[int]]) -> Tours:
    """Write routes down; no route that keeps its day can outgrow its row."""
    width = max(_most_stops(field), *(len(route) for route in routes)) + 2
    shape = (len(routes), width)
    tours = Tours(
        np.zeros(shape, np.int32),
        np.zeros(shape, np.int32),
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.array([len(route) for route in routes], np.int64),
        np.full(len(field.service), -1, np.int64),
    )
    for v, route in enumerate(routes):
        tours.node[v, : len(route) + 2] = [field.base[v], *route, field.base[v]]
        tours.where[route] = v
        settle(field, tours, v)
    return tours


def _most_stops(field: Field) -> int:
    """Count how many stops fit into the longest day if each were reached by its shortest leg."""
    legs = [min(int(np.delete(row, stop).min()) for row in field.on[:, stop]) for stop in field.stops]
    least = np.sort(legs + field.service[field.stops])
    return int(np.searchsorted(np.cumsum(least), field.budget.max(), side="right"))


@outer
def settle(field: Any, tours: Any, v: int) -> None:
    """Count the times of a route anew."""
    off, node, left, room = (
        field.off[field.profile[v]],
        tours.node[v],
        tours.left[v],
        tours.room[v],
    )
    latest = field.latest[field.kind[v]]
    last = tours.count[v] + 1
    clock = np.int64(0)
    for p in range(1, last + 1):
        tours.leg[v, p] = off[node[p - 1], node[p]]
        clock += tours.leg[v, p] + field.service[node[p]]
        left[p] = clock
    room[last] = field.budget[v] - clock
    for p in range(last - 1, 0, -1):
        room[p] = min(room[p + 1], latest[node[p]] - left[p])


@inner
def fit(field: Any, tours: Any, v: int, stop: int, most: int) -> Any:
    """Return the least extra seconds for a stop on a route, and the place: `most` and 0 for none less."""
    profile, service = field.profile[v], field.service[stop]
    best, place = most - service, np.int64(0)
    a = tours.node[v, 0]
    for p in range(1, tours.count[v] + 2):
        b = tours.node[v, p]
        # Nothing but this sum is read at most places.
        extra = np.int64(field.on[profile, stop, a]) + field.off[profile, stop, b] - tours.leg[v, p]
        if extra < best and extra + service <= tours.room[v, p]:
            reach = tours.left[v, p - 1] + field.on[profile, stop, a] + service
            if reach <= field.latest[field.kind[v], stop]:
                best, place = extra, np.int64(p)
        a = b
    return best + service, place


@inner
def put(field: Any, tours: Any, v: int, place: int, stop: int) -> None:
    """Insert a stop."""
    node = tours.node[v]
    for p in range(tours.count[v] + 1, place - 1, -1):
        node[p + 1] = node[p]
    node[place] = stop
    tours.count[v] += 1
    tours.where[stop] = v
    settle(field, tours, v)


@inner
def cut(field: Any, tours: Any, v: int, place: int, many: int) -> None:
    """Take out so many stops from a place on."""
    node, last = tours.node[v], tours.count[v] + 1
    for p in range(place, place + many):
        tours.where[node[p]] = -1
    for p in range(place, last - many + 1):
        node[p] = node[p + many]
    tours.count[v] -= many
    settle(field, tours, v)


@inner
def shorten(field: Any, tours: Any, v: int) -> bool:
    """Turn stretches of a route round and move short ones while that saves time; True if it did.

    What must be left early is not looked at: `room` at the first place falls below zero if it is now late.
    """
    node, count = tours.node[v], tours.count[v]
    off = field.off[field.profile[v]]
    shorter, again = False, True
    while again:
        again = False
        for i in range(1, count + 1):
            again |= _turn_best(off, node, count, i)
            again |= _move_best(off, node, count, i)
        shorter |= again
    if shorter:
        settle(field, tours, v)
    return shorter


@inner
def _turn_best(off: Any, node: Any, count: int, i: int) -> bool:
    """Turn round the stretch from i on that saves most (2-opt, either way's own times)."""
    best, end = np.int64(0), 0
    inside = np.int64(0)
    a, b = node[i - 1], node[i]
    for j in range(i + 1, count + 1):
        inside += off[node[j - 1], node[j]] - off[node[j], node[j - 1]]
        saved = off[a, b] + off[node[j], node[j + 1]] - off[a, node[j]] - off[b, node[j + 1]] + inside
        if saved > best:
            best, end = saved, j
    if best > 0:
        _turn(node, i, end)
    return bool(best > 0)


@inner
def _move_best(off: Any, node: Any, count: int, i: int) -> bool:
    """Move the stretch of one to three stops at i to where it saves most (or-opt, not turned round)."""
    best, best_j, to = np.int64(0), 0, 0
    for j in range(i, min(i + LONGEST_STRETCH, count + 1)):
        saved = off[node[i - 1], node[i]] + off[node[j], node[j + 1]] - off[node[i - 1], node[j + 1]]
        if saved <= best:
            continue
        for q in range(1, count + 2):
            if i <= q <= j + 1:
                continue
            gain = saved + off[node[q - 1], node[q]] - off[node[q - 1], node[i]] - off[node[j], node[q]]
            if gain > best:
                best, best_j, to = gain, j, q
    if best <= 0:
        return False
    # Two neighbouring stretches change places by three turns.
    low, middle, high = (to, i - 1, best_j) if to < i else (i, best_j, to - 1)
    _turn(node, low, middle)
    _turn(node, middle + 1, high)
    _turn(node, low, high)
    return True


@inner
def _turn(node: Any, i: int, j: int) -> None:
    while i < j:
        node[i], node[j] = node[j], node[i]
        i += 1
        j -= 1
