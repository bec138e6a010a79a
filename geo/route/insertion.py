"""Greedy best insertion: put the stop that finds most per extra hour where it costs least."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from geo.route.net import BASE, HOW, Crew, Net, between_s, home_s, leave_s, walk_s
from geo.units import UNREACHABLE_S

MOST_STOPS = 240  # four-minute stops for 16 hours


class Book(NamedTuple):
    """Routes, arrays (days, MOST_STOPS) filled from the left; stops (days,) counts. Kernels write here."""

    item: NDArray[np.int32]
    node: NDArray[np.int32]
    service_s: NDArray[np.int32]
    passes: NDArray[np.int8]
    stops: NDArray[np.int32]


class Items(NamedTuple):
    """What can be a stop: cells, then yard clusters.

    node (items,): cell row at which it lies; most_passes (items,): 0 for yards, else 2;
    service_s (sizes, items, 2): seconds for one and two passes, `UNREACHABLE_S` where it cannot be done.
    """

    node: NDArray[np.int32]
    most_passes: NDArray[np.int8]
    service_s: NDArray[np.int32]


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


def fill(
    net: Net,
    crew: Crew,
    book: Book,
    items: Items,
    *,
    days: NDArray[np.int64],
    wanted: NDArray[np.int64],
    prize: NDArray[np.float64],
    free: NDArray[np.bool_],
    turn_back: float,
    most: int = 2**31,
) -> list[tuple[int, int]]:
    """Insert the best of the wanted items into these days until nothing fits or nothing has a prize.

    Every step takes the item, number of passes, day and place with the highest prize per extra second, or
    raises a stop from one pass to two where that brings more. A stop is never weighed with less than its own
    service, even where it shortens the way.

    Parameters
    ----------
    book : written to
    days, wanted : rows of crew and of items that take part
    prize : (sizes, items, 2) of one and of two passes; a prize of 0 is no prize
    free : (items,) written to: False once an item stands in a route
    turn_back : a team leaves each stop early enough for this many times the way back
    most : stop after so many insertions

    Returns
    -------
    (day, item) of every insertion, in order
    """
    log = np.empty((min(most, len(wanted)) + 1, 2), np.int32)
    # A cell without ground takes no time and has no prize; the kernel too weighs with a second at least.
    ceiling = (prize / np.maximum(items.service_s, 1)).max(axis=2)
    ceiling[items.service_s[:, :, 0] >= UNREACHABLE_S] = 0.0
    order = np.argsort(-ceiling[:, wanted], axis=1, kind="stable")
    ranked = wanted[order].astype(np.int32)
    n = _fill_kernel(net, crew, book, items, days, ranked, ceiling, prize, free, turn_back, most, log)
    return [(int(day), int(item)) for day, item in log[:n]]


def trace(net: Net, crew: Crew, book: Book, day: int) -> tuple[list[int], list[str], int]:
    """Return, for a route: seconds of travel to each stop, how each is reached, seconds back to the base."""
    count = int(book.stops[day])
    seconds, how = np.zeros(count, np.int64), np.zeros(count, np.int8)
    back = _trace_kernel(net, crew, book, day, seconds, how)
    return seconds.tolist(), [HOW[code] for code in how], int(back)


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
def _slack_kernel(
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


@njit(cache=True)
def _best_kernel(  # noqa: C901, PLR0912, PLR0917  one loop, unrolled for speed
    net: Any, crew: Any, book: Any, items: Any, d: int, ranked: Any, ceiling: Any, prize: Any, free: Any,
    turn_back: float, walk_on: Any, walk_off: Any,
) -> tuple[float, int, int, int]:  # fmt: skip
    """Find the best insertion into one route: prize per extra second, item, place, passes.

    A place below zero, -1 - p, raises stop p to two passes. `ranked` (sizes, wanted) lists items by falling
    `ceiling`, the prize per second without any travel: below the best key there is nothing to look for.
    walk_on and walk_off are (cells,) all
    UNREACHABLE_S; they are written to and left as they were, so that a walk is one read and no search.
    """
    count, car, driver, base = book.stops[d], crew.car[d], crew.driver[d], crew.base[d]
    size, budget = crew.size[d], crew.budget_s[d]
    leg = np.zeros(count + 1, np.int64)
    left = np.zeros(count + 1, np.int64)
    room = np.zeros(count + 1, np.int64)
    _slack_kernel(net, crew, book, d, turn_back, leg, left, room)
    best_key, best_item, best_place, best_passes = 0.0, -1, 0, 0
    for p in range(count):
        item = book.item[d, p]
        if book.passes[d, p] == 1 and items.most_passes[item] == 2:
            more = np.int64(items.service_s[size, item, 1]) - book.service_s[d, p]
            key = (prize[size, item, 1] - prize[size, item, 0]) / max(more, 1)
            if more <= room[p] and key > best_key:
                best_key, best_item, best_place, best_passes = key, item, -1 - p, 2
    if count == book.item.shape[1]:
        return best_key, best_item, best_place, best_passes
    for place in range(count + 1):
        a = book.node[d, place - 1] if place > 0 else -1
        b = book.node[d, place] if place < count else -1
        since = left[place - 1] if place > 0 else np.int64(0)
        saved = leg[place]
        if a >= 0:
            for e in range(net.start[a], net.start[a + 1]):
                walk_on[net.to[e]] = net.walk_s[e]
        if b >= 0:
            for e in range(net.from_start[b], net.from_start[b + 1]):
                walk_off[net.from_[e]] = net.from_walk_s[e]
        for item in ranked[size]:
            if ceiling[size, item] <= best_key:
                break
            if not free[item]:
                continue
            node = items.node[item]
            service = np.int64(items.service_s[size, item, 0])
            if a < 0:
                on = leave_s(net, car, base, node)
            else:
                on = between_s(net, car, driver, base, a, node, walk_on[node], service)[0]
            home = home_s(net, car, base, node)
            off = home
            if b >= 0:
                off = between_s(net, car, driver, base, node, b, walk_off[node], book.service_s[d, place])[0]
            for passes in range(2):
                if passes >= 1 and items.most_passes[item] < 2:
                    break
                spent = np.int64(items.service_s[size, item, passes])
                extra = on + off - saved + spent
                if extra > room[place] or since + on + spent + np.ceil(turn_back * home) > budget:
                    break
                key = prize[size, item, passes] / max(extra, spent, 1)
                if key > best_key:
                    best_key, best_item, best_place, best_passes = key, item, place, passes + 1
        if a >= 0:
            for e in range(net.start[a], net.start[a + 1]):
                walk_on[net.to[e]] = UNREACHABLE_S
        if b >= 0:
            for e in range(net.from_start[b], net.from_start[b + 1]):
                walk_off[net.from_[e]] = UNREACHABLE_S
    return best_key, best_item, best_place, best_passes


@njit(cache=True)
def _put(book: Any, items: Any, d: int, size: int, item: int, place: int, passes: int) -> None:
    if place < 0:
        p = -1 - place
    else:
        p = place
        for q in range(book.stops[d], p, -1):
            book.item[d, q] = book.item[d, q - 1]
            book.node[d, q] = book.node[d, q - 1]
            book.service_s[d, q] = book.service_s[d, q - 1]
            book.passes[d, q] = book.passes[d, q - 1]
        book.stops[d] += 1
    book.item[d, p] = item
    book.node[d, p] = items.node[item]
    book.service_s[d, p] = items.service_s[size, item, passes - 1]
    book.passes[d, p] = passes if items.most_passes[item] > 0 else 0


@njit(cache=True)
def _fill_kernel(  # noqa: PLR0917  kernels take arrays, not objects
    net: Any, crew: Any, book: Any, items: Any, days: Any, ranked: Any, ceiling: Any, prize: Any, free: Any,
    turn_back: float, most: int, log: Any,
) -> int:  # fmt: skip
    cells = len(net.out_s)
    walk_on, walk_off = np.full(cells, UNREACHABLE_S, np.int64), np.full(cells, UNREACHABLE_S, np.int64)
    key = np.zeros(len(days))
    move = np.zeros((len(days), 3), np.int64)
    asleep = np.zeros(len(days), np.bool_)
    seen = np.zeros(crew.kind.max() + 1, np.bool_)
    for r in range(len(days)):
        d = int(days[r])
        if book.stops[d] == 0:
            # Empty days of one kind have the same best stop: the others sleep until the first is begun.
            asleep[r] = seen[crew.kind[d]]
            seen[crew.kind[d]] = True
        if not asleep[r]:
            key[r], move[r, 0], move[r, 1], move[r, 2] = _best_kernel(
                net, crew, book, items, d, ranked, ceiling, prize, free, turn_back, walk_on, walk_off
            )
    done = 0
    while done < most:
        top = int(np.argmax(key))
        if key[top] <= 0.0:
            break
        d = int(days[top])
        item, place = move[top, 0], move[top, 1]
        # Keys only fall when an item is taken elsewhere: a stale one is looked at when it comes to the top.
        if place < 0 or free[item]:
            was_empty = book.stops[d] == 0
            _put(book, items, d, crew.size[d], item, place, move[top, 2])
            if place >= 0:
                free[item] = False
                log[done, 0], log[done, 1] = d, item
                done += 1
            if was_empty:
                for other in range(len(days)):
                    if asleep[other] and crew.kind[days[other]] == crew.kind[d]:
                        asleep[other] = False
                        key[other], move[other, 0], move[other, 1], move[other, 2] = _best_kernel(
                            net, crew, book, items, days[other], ranked, ceiling, prize, free, turn_back,
                            walk_on, walk_off,
                        )  # fmt: skip
                        break
        key[top], move[top, 0], move[top, 1], move[top, 2] = _best_kernel(
            net, crew, book, items, d, ranked, ceiling, prize, free, turn_back, walk_on, walk_off
        )
    return done
