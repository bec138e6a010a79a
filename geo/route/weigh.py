"""Weigh what may be inserted at one place of a route: what it brings for every second more."""
# ruff: noqa: PLR0917  kernels take arrays by position

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from geo.route.net import between_s, home_s, leave_s
from geo.units import UNREACHABLE_S


@njit(cache=True, _nrt=False)
def _weigh_kernel(
    net: Any, crew: Any, book: Any, items: Any, d: int, place: int, item: int, prize: Any, turn_back: float,
    span: Any, walk_on: Any, walk_off: Any,
) -> Any:  # fmt: skip
    """Weigh an item at a place: best prize per extra second and its passes, extra seconds, latest start.

    span: seconds since the start of the day at the stop before, saved by leaving out the leg, room there.
    """
    count, car, driver, base = book.stops[d], crew.car[d], crew.driver[d], crew.base[d]
    node, size, budget = items.node[item], crew.size[d], crew.budget_s[d]
    if place == 0:
        on = leave_s(net, car, base, node)
    else:
        service = np.int64(items.service_s[size, item, 0])
        on = between_s(net, car, driver, base, book.node[d, place - 1], node, walk_on[node], service)[0]
    home = home_s(net, car, base, node)
    off = home
    if place < count:
        service = np.int64(book.service_s[d, place])
        off = between_s(net, car, driver, base, node, book.node[d, place], walk_off[node], service)[0]
    best, best_passes, best_extra, latest = 0.0, 0, np.int64(0), np.int64(0)
    for passes in range(2):
        if passes >= 1 and items.most_passes[item] < 2:
            break
        spent = np.int64(items.service_s[size, item, passes])
        extra = on + off - span[1] + spent
        start = budget - (on + spent + np.int64(np.ceil(turn_back * home)))
        if extra > span[2] or span[0] > start:
            break
        key = prize[size, item, passes] / max(extra, spent, 1)
        if key > best:
            best, best_passes, best_extra, latest = key, passes + 1, extra, start
    return best, best_passes, best_extra, latest


@njit(cache=True, _nrt=False)
def place_kernel(  # noqa: C901, PLR0912, PLR0915  one loop, unrolled for speed
    net: Any, crew: Any, book: Any, items: Any, d: int, place: int, offers: Any, kind: int, prize: Any,
    free: Any, turn_back: float, span: Any, floor: float, walk_on: Any, walk_off: Any, found: Any,
) -> float:  # fmt: skip
    """Find the best item for a place, if it brings more than `floor` per second; returns what it brings.

    found: written to: item (-1 for none), passes, extra seconds, latest start. Items in walking distance of
    the neighbours are weighed one by one, the others trailhead by trailhead, best first, while one could
    still bring more. Of equals the first of the table is taken. walk_on and walk_off are (cells,) all
    UNREACHABLE_S; they are written to and left as they were, so that a walk is one read and no search.
    """
    count, car, base = book.stops[d], crew.car[d], crew.base[d]
    a = book.node[d, place - 1] if place > 0 else -1
    b = book.node[d, place] if place < count else -1
    best = floor
    found[0] = -1
    if a >= 0:
        for e in range(net.start[a], net.start[a + 1]):
            walk_on[net.to[e]] = net.walk_s[e]
    if b >= 0:
        for e in range(net.from_start[b], net.from_start[b + 1]):
            walk_off[net.from_[e]] = net.from_walk_s[e]
    for side in range(2):
        node = a if side == 0 else b
        if node < 0:
            continue
        low = net.start[node] if side == 0 else net.from_start[node]
        high = net.start[node + 1] if side == 0 else net.from_start[node + 1]
        for e in range(low - 1, high):
            near = node if e < low else (net.to[e] if side == 0 else net.from_[e])
            for i in range(offers.node_start[near], offers.node_start[near + 1]):
                item = offers.node_item[i]
                if free[item]:
                    key, passes, extra, start = _weigh_kernel(
                        net, crew, book, items, d, place, item, prize, turn_back, span, walk_on, walk_off
                    )
                    if key > best or (key == best and item < found[0]):
                        best, found[0], found[1], found[2], found[3] = key, item, passes, extra, start
    before, after = np.int64(0), np.int64(0)
    here, there = base, base
    if a >= 0:
        before = np.int64(net.back_s[a] if car else net.foot_back_s[base, a])
        here = net.bases + net.trailhead[a]
    if b >= 0:
        after = np.int64(net.out_s[b] if car else net.foot_out_s[base, b])
        there = net.bases + net.trailhead[b]
    detour = before + after - span[1]
    for g in range(offers.start[kind], offers.start[kind + 1]):
        if offers.rate[g] < best:
            break
        by_car = detour
        if car:
            head = net.bases + offers.head[g]
            by_car += np.int64(net.drive_s[here, head]) + net.drive_back_s[there, head]
        if by_car + offers.least_s[g] > span[2]:
            continue
        if by_car > 0:
            share = offers.most_s[g] / (offers.most_s[g] + by_car)
            if offers.rate[g] * share < best or offers.prize[g] < best * (offers.least_s[g] + by_car):
                continue
        for i in range(offers.first[g], offers.last[g]):
            if offers.item_rate[i] < best:
                break
            item = offers.item[i]
            if free[item]:
                key, passes, extra, start = _weigh_kernel(
                    net, crew, book, items, d, place, item, prize, turn_back, span, walk_on, walk_off
                )
                if key > best or (key == best and item < found[0]):
                    best, found[0], found[1], found[2], found[3] = key, item, passes, extra, start
    if a >= 0:
        for e in range(net.start[a], net.start[a + 1]):
            walk_on[net.to[e]] = UNREACHABLE_S
    if b >= 0:
        for e in range(net.from_start[b], net.from_start[b + 1]):
            walk_off[net.from_[e]] = UNREACHABLE_S
    return best
