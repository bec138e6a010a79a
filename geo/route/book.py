"""Routes as the kernels write them, and the clock of a route."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from geo.route.net import BASE, HOW, Crew, Net, between_s, home_s, leave_s, walk_s

MOST_STOPS = 240  # four-minute stops for 16 hours


class Book(NamedTuple):
    """Routes, arrays (days, MOST_STOPS) filled from the left; stops (days,) counts. Kernels write here."""

    item: NDArray[np.int32]
    node: NDArray[np.int32]
    service_s: NDArray[np.int32]
    passes: NDArray[np.int8]
    stops: NDArray[np.int32]


def empty_book(days: int) -> Book:
    """Routes without stops."""
    shape = (days, MOST_STOPS)
    return Book(
        np.full(shape, -1, np.int32),
        np.full(shape, -1, np.int32),
        np.zeros(shape, np.int32),
        np.zeros(shape, np.int8),
        np.zeros(days, np.int32),
    )


def trace(net: Net, crew: Crew, book: Book, day: int) -> tuple[list[int], list[str], int]:
    """Return, for a route: seconds of travel to each stop, how each is reached, seconds back to the base."""
    count = int(book.stops[day])
    seconds, how = np.zeros(count, np.int64), np.zeros(count, np.int8)
    back = _trace_kernel(net, crew, book, day, seconds, how)
    return seconds.tolist(), [HOW[code] for code in how], int(back)


def in_time(net: Net, crew: Crew, book: Book, day: int, turn_back: float) -> bool:
    """Whether a route keeps its day, and leaves each stop in time for `turn_back` times the way back."""
    count = int(book.stops[day])
    leg, left, room = (np.zeros(count + 1, np.int64) for _ in range(3))
    slack_kernel(net, crew, book, day, turn_back, leg, left, room)
    return bool(room[0] >= 0)


def round_trip_s(net: Net, crew: Crew, day: int, node: int) -> tuple[int, int]:
    """Seconds from the base to a cell and back again."""
    car, base = bool(crew.car[day]), int(crew.base[day])
    return int(leave_s(net, car, base, node)), int(home_s(net, car, base, node))


@njit(cache=True)
def _trace_kernel(net: Any, crew: Any, book: Any, d: int, seconds: Any, how: Any) -> int:
    car, driver, base = crew.car[d], crew.driver[d], crew.base[d]
    for p in range(book.stops[d]):
        b = book.node[d, p]
        if p == 0:
            seconds[p], how[p] = leave_s(net, car, base, b), BASE
        else:
            a = book.node[d, p - 1]
            seconds[p], how[p] = between_s(
                net, car, driver, base, a, b, walk_s(net, a, b), book.service_s[d, p]
            )
    return 0 if book.stops[d] == 0 else home_s(net, car, base, book.node[d, book.stops[d] - 1])


@njit(cache=True)
def slack_kernel(
    net: Any, crew: Any, book: Any, d: int, turn_back: float, leg: Any, left: Any, room: Any
) -> None:
    """Write travel to each stop and home, when each is left, how much later each place may become."""
    count, car, base = book.stops[d], crew.car[d], crew.base[d]
    how = np.zeros(count, np.int8)
    leg[count] = _trace_kernel(net, crew, book, d, leg, how)
    clock = np.int64(0)
    for p in range(count):
        clock += leg[p] + book.service_s[d, p]
        left[p] = clock
    room[count] = crew.budget_s[d] - clock - leg[count]
    for p in range(count - 1, -1, -1):
        home = home_s(net, car, base, book.node[d, p])
        room[p] = min(room[p + 1], crew.budget_s[d] - left[p] - np.int64(np.ceil(turn_back * home)))
