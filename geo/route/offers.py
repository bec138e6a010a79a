"""List what may be inserted, sorted so that an insertion looks at few of it: by where the car would stand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.route.net import Crew, Net
from geo.units import UNREACHABLE_S

CHUNK = 32
"""Stops in a group of a team on foot, of which all have the base for a trailhead."""
SLACK_S = 5
"""Drive times are whole seconds, rounded up: a detour can seem this much shorter than none."""


class Items(NamedTuple):
    """What can be a stop: cells, then yard clusters.

    node (items,): cell row at which it lies; most_passes (items,): 0 for yards, else 2;
    service_s (sizes, items, 2): seconds for one and two passes, `UNREACHABLE_S` where it cannot be done.
    """

    node: NDArray[np.int32]
    most_passes: NDArray[np.int8]
    service_s: NDArray[np.int32]


class Offers(NamedTuple):
    """The wanted items in groups of one trailhead, for every kind of team: size, car or base on foot.

    of_day (days,): kind; groups of kind k: start[k] to start[k + 1], by falling `rate`; of each group: head,
    row of the trailhead, -1 on foot; first, last: its rows of `item`; rate: most prize per second of a round
    trip from there; prize: most prize; least_s, most_s: of a round trip with the search.
    item, item_rate: best first within a group. node_start, node_item: CSR of the wanted items at each cell.
    """

    of_day: NDArray[np.int32]
    start: NDArray[np.int64]
    head: NDArray[np.int32]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    rate: NDArray[np.float64]
    prize: NDArray[np.float64]
    least_s: NDArray[np.int64]
    most_s: NDArray[np.int64]
    item: NDArray[np.int32]
    item_rate: NDArray[np.float64]
    node_start: NDArray[np.int64]
    node_item: NDArray[np.int32]


def make_offers(
    net: Net,
    crew: Crew,
    items: Items,
    prize: NDArray[np.float64],
    *,
    days: NDArray[np.int64],
    wanted: NDArray[np.int64],
) -> Offers:
    """Group the wanted items for these days.

    Parameters
    ----------
    days, wanted : rows of crew and of items that take part
    prize : (sizes, items, 2) of one and of two passes
    """
    # All car teams of one size see the same trips; a team on foot sees those of its base.
    place = np.where(crew.car[days], -1, crew.base[days])
    kinds, of_day = np.unique(np.column_stack([crew.size[days], place]), axis=0, return_inverse=True)
    parts = [_groups(net, items, prize, wanted, int(size), int(base)) for size, base in kinds]
    start = np.cumsum([0, *(len(part[0]) for part in parts)])
    rows = np.cumsum([0, *(len(part[-1]) for part in parts)])
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    for column in (1, 2):
        columns[column] = columns[column] + np.repeat(rows[:-1], np.diff(start))
    order = np.argsort(items.node[wanted], kind="stable")
    held = np.bincount(items.node[wanted], minlength=len(net.out_s))
    names = ("head", "first", "last", "rate", "prize", "least_s", "most_s", "item", "item_rate")
    return Offers(
        of_day=of_day.ravel().astype(np.int32),
        start=start,
        node_start=np.concatenate([[0], np.cumsum(held)]),
        node_item=wanted[order].astype(np.int32),
        **dict(zip(names, columns, strict=True)),
    )


def _groups(
    net: Net, items: Items, prize: NDArray[np.float64], wanted: NDArray[np.int64], size: int, base: int
) -> tuple[NDArray, ...]:
    """Columns head to item_rate of `Offers` for one kind of team; rows of `item` are counted from 0."""
    node = items.node[wanted]
    car = base < 0
    head = net.trailhead[node] if car else np.full(len(node), -1, np.int32)
    out_s, back_s = (net.out_s, net.back_s) if car else (net.foot_out_s[base], net.foot_back_s[base])
    trip_s = out_s[node].astype(np.int64) + back_s[node]
    service_s = items.service_s[size, wanted].astype(np.int64)
    taken_s = np.maximum(service_s, 1)
    worth = prize[size, wanted]
    rate = (worth / np.maximum(taken_s + np.maximum(trip_s - SLACK_S, 0)[:, None], 1)).max(axis=1)
    reached = ((head >= 0) if car else (trip_s < UNREACHABLE_S)) & (service_s[:, 0] < UNREACHABLE_S)
    kept = np.flatnonzero(reached & (rate > 0))
    least_s = (service_s[:, 0] + trip_s)[kept]
    # Two passes that cannot be done make no group longer.
    most_s = np.where(service_s[:, 1] < UNREACHABLE_S, service_s[:, 1], service_s[:, 0])[kept] + trip_s[kept]
    group = head[kept] if car else np.argsort(np.argsort(least_s, kind="stable"), kind="stable") // CHUNK
    order = np.lexsort((-rate[kept], group))
    first = np.flatnonzero(np.diff(group[order], prepend=-2))
    last = np.append(first[1:], len(order))
    kept, least_s, most_s = kept[order], least_s[order], most_s[order]
    if not len(kept):
        none, real, row = np.empty(0, np.int64), np.empty(0), np.empty(0, np.int32)
        return row, none, none, real, real, none, none, row, real
    best = rate[kept][first]
    rank = np.argsort(-best, kind="stable")
    return (
        head[kept][first][rank], first[rank], last[rank], best[rank],
        np.maximum.reduceat(worth[kept].max(axis=1), first)[rank],
        np.minimum.reduceat(least_s, first)[rank], np.maximum.reduceat(most_s, first)[rank],
        wanted[kept].astype(np.int32), rate[kept],
    )  # fmt: skip
