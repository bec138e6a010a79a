"""The queue of a step of the search: stops that are on no route, and what pays most is inserted first."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.route.orienteering_tours import NO_PLACE, Field, Tours, fit, inner, put

BEST, BEST_S, NOW, NOW_S = range(4)
"""Places of a `Search`'s score: worth and seconds of the best and of the present routes."""
TURN, TOUCHED, QUEUE = range(3)
"""Places of `at`: steps so far, routes this step touched, stops in its queue."""
FIRST = 1e3  # how many times heavier the stop weighs around which a step turns


class Search(NamedTuple):
    """What a run carries from step to step; kernels write here.

    best_node, best_count: as in `Tours`; score (4,); dice (1,): state of the random numbers; turn (1,): steps
    so far. Of the present step: old_node, old_count of the routes it touched; touched_at (vehicles,) and
    out_at (n,): the step that last touched a route, took a stop out; touched; and of the stops in the queue:
    stop, weight, extra seconds, vehicle and place of the best insertion, whether that is still known to hold.
    """

    best_node: NDArray[np.int32]
    best_count: NDArray[np.int64]
    score: NDArray[np.float64]
    dice: NDArray[np.uint64]
    at: NDArray[np.int64]
    old_node: NDArray[np.int32]
    old_count: NDArray[np.int64]
    touched_at: NDArray[np.int64]
    touched: NDArray[np.int64]
    out_at: NDArray[np.int64]
    queued_at: NDArray[np.int64]
    stop: NDArray[np.int64]
    weight: NDArray[np.float64]
    key: NDArray[np.float64]
    extra: NDArray[np.int64]
    vehicle: NDArray[np.int64]
    place: NDArray[np.int64]
    holds: NDArray[np.bool_]


def begin(field: Field, tours: Tours, seed: int) -> Search:
    """Start a search from the routes as they stand."""
    vehicles, n = tours.node.shape[0], len(field.service)
    worth = sum(float(field.worth[tours.node[v, 1 : tours.count[v] + 1]].sum()) for v in range(vehicles))
    seconds = float(sum(tours.left[v, tours.count[v] + 1] for v in range(vehicles)))
    dice = np.random.default_rng(seed).integers(1, 2**63, 1, dtype=np.uint64)
    counts = [np.zeros(n, np.int64) for _ in range(4)]
    return Search(
        best_node=tours.node.copy(),
        best_count=tours.count.copy(),
        score=np.array([worth, seconds, worth, seconds]),
        dice=dice,
        at=np.zeros(3, np.int64),
        old_node=tours.node.copy(),
        old_count=tours.count.copy(),
        touched_at=np.full(vehicles, -1),
        touched=np.zeros(vehicles, np.int64),
        out_at=np.full(n, -1),
        queued_at=np.full(n, -1),
        stop=counts[0],
        weight=np.zeros(n),
        key=np.zeros(n),
        extra=counts[1],
        vehicle=counts[2],
        place=counts[3],
        holds=np.zeros(n, np.bool_),
    )


@inner
def roll(dice: Any) -> float:
    """Return a number from 0 to 1: xorshift64 on the caller's own state, so that threads share none."""
    x = dice[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    dice[0] = x
    return float(x >> np.uint64(11)) / 9007199254740992.0


@inner
def below(dice: Any, n: int) -> int:
    """Return a whole number from 0 to n - 1."""
    return int(roll(dice) * n)


@inner
def touch(tours: Any, search: Any, v: int) -> None:
    """Keep a route as it was before this step."""
    if search.touched_at[v] == search.at[TURN]:
        return
    search.touched_at[v] = search.at[TURN]
    search.touched[search.at[TOUCHED]] = v
    search.at[TOUCHED] += 1
    search.old_count[v] = tours.count[v]
    for p in range(tours.count[v] + 2):
        search.old_node[v, p] = tours.node[v, p]


@inner
def enqueue(tours: Any, search: Any, stop: int) -> None:
    """Let a stop that is on no route stand in the queue, once."""
    if stop >= 0 and tours.where[stop] < 0 and search.queued_at[stop] != search.at[TURN]:
        search.queued_at[stop] = search.at[TURN]
        search.stop[search.at[QUEUE]] = stop
        search.at[QUEUE] += 1


@inner
def _look(field: Any, tours: Any, search: Any, i: int) -> bool:
    """Find the best insertion of queue entry i: those taken out may go anywhere, others to touched routes."""
    stop = search.stop[i]
    anywhere = search.out_at[stop] == search.at[TURN]
    best, vehicle, at = np.int64(NO_PLACE), np.int64(-1), np.int64(0)
    for t in range(len(tours.count) if anywhere else search.at[TOUCHED]):
        v = np.int64(t) if anywhere else search.touched[t]
        # Legs round a stop are hardly ever shorter than the leg they replace.
        if tours.room[v, tours.count[v] + 1] >= field.service[stop]:
            extra, place = fit(field, tours, v, stop, best)
            if place > 0:
                best, vehicle, at = extra, v, place
    search.extra[i], search.vehicle[i], search.place[i], search.holds[i] = (
        best,
        vehicle,
        at,
        True,
    )
    return bool(vehicle >= 0)


@inner
def _drop(search: Any, i: int) -> None:
    """Take entry i out of the queue; the last one takes its place."""
    search.at[QUEUE] -= 1
    last = search.at[QUEUE]
    search.stop[i], search.weight[i], search.key[i] = (
        search.stop[last],
        search.weight[last],
        search.key[last],
    )
    search.extra[i], search.vehicle[i] = search.extra[last], search.vehicle[last]
    search.place[i], search.holds[i] = search.place[last], search.holds[last]


@inner
def _weigh(search: Any, i: int) -> None:
    search.key[i] = search.weight[i] / max(search.extra[i], 1)


@inner
def recreate(field: Any, tours: Any, search: Any, noise: float, seed: int) -> None:
    """Insert from the queue by falling weight per extra second until nothing fits."""
    i = np.int64(0)
    while i < search.at[QUEUE]:
        if _look(field, tours, search, i):
            stop = search.stop[i]
            weight = field.worth[stop] * (1.0 - noise * roll(search.dice))
            search.weight[i] = weight * FIRST if stop == seed else weight
            _weigh(search, i)
            i += 1
        else:
            _drop(search, i)
    while search.at[QUEUE] > 0:
        top = np.int64(0)
        for k in range(1, search.at[QUEUE]):
            if search.key[k] > search.key[top]:
                top = np.int64(k)
        if not search.holds[top]:
            before = search.key[top]
            if not _look(field, tours, search, top):
                _drop(search, top)
                continue
            _weigh(search, top)
            if search.key[top] < before:
                continue
        v, place, stop = search.vehicle[top], search.place[top], search.stop[top]
        touch(tours, search, v)
        put(field, tours, v, place, stop)
        _drop(search, top)
        _tell(field, tours, search, v, place)


@inner
def _tell(field: Any, tours: Any, search: Any, v: int, place: int) -> None:
    """After an insertion: look again at what stood on that route, move up what now has a shorter way in."""
    a, s, b = tours.node[v, place - 1], tours.node[v, place], tours.node[v, place + 1]
    off_all = field.off[field.profile[v]]
    before, after = off_all[a, s], off_all[s, b]
    for i in range(search.at[QUEUE]):
        c = search.stop[i]
        on, off = field.on[field.profile[v], c], off_all[c]
        extra = field.service[c] + min(on[a] + off[s] - before, on[s] + off[b] - after)
        if search.vehicle[i] == v:
            search.holds[i] = False
        if extra < search.extra[i]:
            search.extra[i], search.vehicle[i], search.holds[i] = extra, v, False
            _weigh(search, i)
