"""Greedy best insertion: put the stop that finds most per extra hour where it costs least."""
# ruff: noqa: FBT001, PLR0917  kernels take arrays and flags by position

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from geo.route.book import MOST_STOPS, Book, slack_kernel, trace
from geo.route.net import Crew, Net
from geo.route.offers import Items, make_offers
from geo.route.weigh import place_kernel
from geo.units import UNREACHABLE_S

__all__ = ["MOST_STOPS", "Book", "fill", "trace"]


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
    offers = make_offers(net, crew, items, prize, days=days, wanted=wanted)
    n = _fill_kernel(net, crew, book, items, days, offers, prize, free, turn_back, most, log)
    return [(int(day), int(item)) for day, item in log[:n]]


@njit(cache=True)
def _best_kernel(
    net: Any, crew: Any, book: Any, items: Any, d: int, r: int, offers: Any, prize: Any, free: Any,
    turn_back: float, walk_on: Any, walk_off: Any, bound: Any, known: Any,
) -> tuple[float, int, int, int]:  # fmt: skip
    """Find the best insertion into one route: prize per extra second, item, place, passes.

    A place below zero, -1 - p, raises stop p to two passes. bound (days, places): what the best item of a
    place brings at most, known (days, places, 4): that item as `place_kernel` writes it. Both stay from
    look to look: what a place can bring only falls, so that only places that could still be best are
    searched anew once their item is taken or no longer fits.
    """
    count, size = book.stops[d], crew.size[d]
    leg = np.zeros(count + 1, np.int64)
    left = np.zeros(count + 1, np.int64)
    room = np.zeros(count + 1, np.int64)
    slack_kernel(net, crew, book, d, turn_back, leg, left, room)
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
    span = np.zeros(3, np.int64)
    for place in range(count + 1):
        since = left[place - 1] if place > 0 else np.int64(0)
        item = known[r, place, 0]
        if item >= 0 and not (
            free[item] and known[r, place, 2] <= room[place] and since <= known[r, place, 3]
        ):
            known[r, place, 0] = -1
        elif item >= 0 and bound[r, place] > best_key:
            best_key, best_item, best_place = bound[r, place], item, place
            best_passes = known[r, place, 1]
    for place in range(count + 1):
        if known[r, place, 0] < 0 and bound[r, place] > best_key:
            span[0] = left[place - 1] if place > 0 else np.int64(0)
            span[1], span[2] = leg[place], room[place]
            bound[r, place] = place_kernel(
                net, crew, book, items, d, place, offers, offers.of_day[r], prize, free, turn_back, span,
                best_key, walk_on, walk_off, known[r, place],
            )  # fmt: skip
            if known[r, place, 0] >= 0:
                best_key, best_item, best_place = bound[r, place], known[r, place, 0], place
                best_passes = known[r, place, 1]
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
def _forget_kernel(book: Any, d: int, r: int, place: int, longer: bool, bound: Any, known: Any) -> None:
    """Move what is known of the places behind an insertion; the places beside it are to be searched anew.

    longer: the route takes more time than before. A stop on the way can also save time, where there was no
    other way to walk: then more fits everywhere.
    """
    first, end = place, place + 2
    if place < 0:
        # Whether the way to a stop may be walked depends on how long the team stays there.
        first, end = -1 - place, -place
    else:
        for q in range(book.stops[d], place + 1, -1):
            bound[r, q] = bound[r, q - 1]
            known[r, q] = known[r, q - 1]
    if not longer:
        first, end = 0, book.stops[d] + 1
    for q in range(first, end):
        bound[r, q], known[r, q, 0] = np.inf, -1


@njit(cache=True)
def _fill_kernel(
    net: Any, crew: Any, book: Any, items: Any, days: Any, offers: Any, prize: Any, free: Any,
    turn_back: float, most: int, log: Any,
) -> int:  # fmt: skip
    cells, places = len(net.out_s), book.item.shape[1] + 1
    walk_on, walk_off = np.full(cells, UNREACHABLE_S, np.int64), np.full(cells, UNREACHABLE_S, np.int64)
    bound = np.empty((len(days), places))
    known = np.empty((len(days), places, 4), np.int64)
    key = np.zeros(len(days))
    move = np.zeros((len(days), 3), np.int64)
    asleep = np.zeros(len(days), np.bool_)
    seen = np.zeros(crew.kind.max() + 1, np.bool_)
    for r in range(len(days)):
        d = int(days[r])
        for place in range(book.stops[d] + 1):
            bound[r, place], known[r, place, 0] = np.inf, -1
        if book.stops[d] == 0:
            # Empty days of one kind have the same best stop: the others sleep until the first is begun.
            asleep[r] = seen[crew.kind[d]]
            seen[crew.kind[d]] = True
        if not asleep[r]:
            key[r], move[r, 0], move[r, 1], move[r, 2] = _best_kernel(
                net, crew, book, items, d, r, offers, prize, free, turn_back, walk_on, walk_off, bound, known
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
            longer = known[top, place, 2] >= 0 if place >= 0 else not crew.driver[d]
            _put(book, items, d, crew.size[d], item, place, move[top, 2])
            _forget_kernel(book, d, top, place, longer, bound, known)
            if place >= 0:
                free[item] = False
                log[done, 0], log[done, 1] = d, item
                done += 1
            if was_empty:
                for other in range(len(days)):
                    if asleep[other] and crew.kind[days[other]] == crew.kind[d]:
                        asleep[other] = False
                        key[other], move[other, 0], move[other, 1], move[other, 2] = _best_kernel(
                            net, crew, book, items, days[other], other, offers, prize, free, turn_back,
                            walk_on, walk_off, bound, known,
                        )  # fmt: skip
                        break
        key[top], move[top, 0], move[top, 1], move[top, 2] = _best_kernel(
            net, crew, book, items, d, top, offers, prize, free, turn_back, walk_on, walk_off, bound, known
        )
    return done
