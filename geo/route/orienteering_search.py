"""Ruin and recreate: take stops out of routes near each other, insert anew what pays most, cool down.

Christiaens and Vanden Berghe (2020) showed for vehicle routing how far this alone goes; here what pays is the
prize per extra second, and stops left out stand in the queue beside those taken out.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from geo.route.orienteering_queue import (
    BEST,
    BEST_S,
    NOW,
    NOW_S,
    QUEUE,
    TOUCHED,
    TURN,
    below,
    enqueue,
    recreate,
    roll,
    touch,
)
from geo.route.orienteering_tours import cut, inner, outer, settle, shorten


class Habits(NamedTuple):
    """How a step is made; see `SearchSettings`."""

    most_out: int
    strings: float
    scattered: float
    noise: float
    second: float


class Cooling(NamedTuple):
    """Temperatures, in worth, at the first and the last of so many steps."""

    hot: float
    cold: float
    steps: int


@outer
def anneal(field: Any, tours: Any, search: Any, habits: Any, cooling: Any, first: int, last: int) -> None:
    """Make steps first .. last - 1 of a cooling."""
    for step in range(first, last):
        search.at[TURN] += 1
        search.at[TOUCHED] = 0
        search.at[QUEUE] = 0
        seed = field.stops[below(search.dice, len(field.stops))]
        _ruin(field, tours, search, habits, seed)
        recreate(field, tours, search, habits.noise, seed)
        temperature = cooling.hot * (cooling.cold / cooling.hot) ** (step / cooling.steps)
        _keep_or_undo(field, tours, search, habits.second, temperature)


@outer
def fill(field: Any, tours: Any, search: Any) -> None:
    """Insert into all routes, greedily and without dice, until nothing fits."""
    for v in range(len(tours.count)):
        touch(tours, search, v)
    for stop in field.stops:
        enqueue(tours, search, stop)
    recreate(field, tours, search, 0.0, np.int64(-1))


@inner
def _ruin(field: Any, tours: Any, search: Any, habits: Any, seed: int) -> None:
    """Take stops out and queue them with those left out near the seed.

    Taken out are scattered stops, or strings of routes near the seed, or the stops nearest to it.
    """
    dice = search.dice
    for v in range(len(tours.count)):
        if tours.count[v] == 0:
            touch(tours, search, v)
            break
    wanted = 1 + below(dice, habits.most_out)
    kind = roll(dice)
    if kind < habits.scattered:
        for _ in range(wanted):
            _take_out(tours, field, search, field.stops[below(dice, len(field.stops))], 1)
        for stop in field.stops:
            enqueue(tours, search, stop)
        return
    strings = kind < habits.scattered + habits.strings
    enqueue(tours, search, seed)
    before = search.at[QUEUE]
    many = field.near.shape[1]
    for k in range(many + 1):
        stop = seed if k == 0 else np.int64(field.near[seed, k - 1])
        if stop < 0 or search.at[QUEUE] - before >= wanted:
            break
        v = tours.where[stop]
        if v >= 0 and not (strings and search.touched_at[v] == search.at[TURN]):
            _take_out(tours, field, search, stop, wanted if strings else 1)
    for k in range(many):
        enqueue(tours, search, np.int64(field.near[seed, k]))


@inner
def _take_out(tours: Any, field: Any, search: Any, stop: int, longest: int) -> None:
    """Take out a string of up to so many stops of a route, this one among them, and queue them."""
    v = tours.where[stop]
    if v < 0:
        return
    touch(tours, search, v)
    place = 1
    while tours.node[v, place] != stop:
        place += 1
    size = 1 if longest == 1 else 1 + below(search.dice, min(longest, tours.count[v]))
    low, high = max(1, place - size + 1), min(place, tours.count[v] - size + 1)
    if high > low:
        low += below(search.dice, high - low + 1)
    first = search.at[QUEUE]
    for p in range(low, low + size):
        search.stop[search.at[QUEUE]] = tours.node[v, p]
        search.at[QUEUE] += 1
    cut(field, tours, v, low, size)
    for i in range(first, search.at[QUEUE]):
        search.queued_at[search.stop[i]] = search.at[TURN]
        search.out_at[search.stop[i]] = search.at[TURN]


@inner
def _shorten_in_time(field: Any, tours: Any, search: Any, v: int) -> int:
    """Shorten a route unless a stop would then be left too late; return the seconds saved."""
    last = tours.count[v] + 1
    before = tours.left[v, last]
    for p in range(last + 1):
        search.old_node[v, p] = tours.node[v, p]
    if shorten(field, tours, v) and tours.room[v, 1] < 0:
        for p in range(last + 1):
            tours.node[v, p] = search.old_node[v, p]
        settle(field, tours, v)
    return int(before - tours.left[v, last])


@inner
def _undo(field: Any, tours: Any, search: Any) -> None:
    """Put the touched routes back as they were."""
    for t in range(search.at[TOUCHED]):
        v = search.touched[t]
        for p in range(1, tours.count[v] + 1):
            tours.where[tours.node[v, p]] = -1
    for t in range(search.at[TOUCHED]):
        v = search.touched[t]
        tours.count[v] = search.old_count[v]
        for p in range(tours.count[v] + 2):
            tours.node[v, p] = search.old_node[v, p]
            if 0 < p <= tours.count[v]:
                tours.where[tours.node[v, p]] = v
        settle(field, tours, v)


@inner
def _keep_or_undo(field: Any, tours: Any, search: Any, second: float, temperature: float) -> None:
    """Accept what is better, and now and then what is a little worse; else put the touched routes back."""
    score = search.score
    worth, seconds = score[NOW], score[NOW_S]
    for t in range(search.at[TOUCHED]):
        v = search.touched[t]
        off = field.off[field.profile[v]]
        for p in range(1, search.old_count[v] + 2):
            a, b = search.old_node[v, p - 1], search.old_node[v, p]
            worth -= field.worth[b]
            seconds -= off[a, b] + field.service[b]
        for p in range(1, tours.count[v] + 1):
            worth += field.worth[tours.node[v, p]]
        seconds += tours.left[v, tours.count[v] + 1]
    fall = (score[NOW] - second * score[NOW_S]) - (worth - second * seconds)
    if fall < -temperature * np.log(1.0 - roll(search.dice)):
        for t in range(search.at[TOUCHED]):
            seconds -= _shorten_in_time(field, tours, search, search.touched[t])
        score[NOW], score[NOW_S] = worth, seconds
        if worth > score[BEST] or (worth == score[BEST] and seconds < score[BEST_S]):
            score[BEST], score[BEST_S] = worth, seconds
            _remember(tours, search)
    else:
        _undo(field, tours, search)


@inner
def _remember(tours: Any, search: Any) -> None:
    """Keep the present routes as the best."""
    for v in range(len(tours.count)):
        search.best_count[v] = tours.count[v]
        for p in range(tours.count[v] + 2):
            search.best_node[v, p] = tours.node[v, p]
