"""Seconds between base, car and stops: `Access` as the insertion kernels read it."""
# ruff: noqa: FBT001  kernels take flags by position

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import csr_array

from geo.model.land import Access
from geo.units import SECONDS_PER_HOUR, UNREACHABLE_S

# Kernels that make no arrays count no references to those they are given: three times faster (`_nrt`).
BASE, TRAILHEAD, WALK, STAY = range(4)
HOW = ("base", "trailhead", "walk", "stay")
"""How a stop is reached from the one before; the names of the codes in the kernels."""


class Net(NamedTuple):
    """`Access` as the kernels read it; `from_*` are the walks turned round, `drive_back_s` the drives."""

    trailhead: NDArray[np.int32]
    out_s: NDArray[np.int32]
    back_s: NDArray[np.int32]
    drive_s: NDArray[np.int32]
    drive_back_s: NDArray[np.int32]
    bases: int
    foot_out_s: NDArray[np.int32]
    foot_back_s: NDArray[np.int32]
    start: NDArray[np.int64]
    to: NDArray[np.int32]
    walk_s: NDArray[np.int32]
    from_start: NDArray[np.int64]
    from_: NDArray[np.int32]
    from_walk_s: NDArray[np.int32]


class Crew(NamedTuple):
    """Team-days, arrays (days,): base row, car and driver flags, row among team sizes, day length, kind.

    Days of one kind are alike: while both are empty only the first needs a look.
    """

    base: NDArray[np.int32]
    car: NDArray[np.bool_]
    driver: NDArray[np.bool_]
    size: NDArray[np.int32]
    budget_s: NDArray[np.int64]
    kind: NDArray[np.int32]


def make_net(access: Access, *, walk_limit_h: float) -> Net:
    """Turn `Access` into what the kernels read; walks longer than the limit are left out."""
    cells = len(access.out_s)
    short = np.where(access.walk_s <= walk_limit_h * SECONDS_PER_HOUR, access.walk_s, UNREACHABLE_S)
    walks = csr_array((short.astype(np.int32), access.walk_to, access.walk_start), shape=(cells, cells))
    turned = walks.tocsc()
    return Net(
        trailhead=access.trailhead.astype(np.int32),
        out_s=access.out_s.astype(np.int32),
        back_s=access.back_s.astype(np.int32),
        drive_s=access.drive_s.astype(np.int32, copy=False),
        drive_back_s=np.ascontiguousarray(access.drive_s.T, np.int32),
        bases=access.foot_out_s.shape[0],
        foot_out_s=access.foot_out_s.astype(np.int32),
        foot_back_s=access.foot_back_s.astype(np.int32),
        start=walks.indptr.astype(np.int64),
        to=walks.indices.astype(np.int32),
        walk_s=walks.data,
        from_start=turned.indptr.astype(np.int64),
        from_=turned.indices.astype(np.int32),
        from_walk_s=turned.data,
    )


@njit(cache=True, _nrt=False)
def leave_s(net: Any, car: bool, base: int, node: int) -> Any:
    """Return seconds from the base to a cell: by car and on foot from its trailhead, or all on foot."""
    if not car:
        return np.int64(net.foot_out_s[base, node])
    if net.trailhead[node] < 0:
        return UNREACHABLE_S
    return np.int64(net.drive_s[base, net.bases + net.trailhead[node]]) + net.out_s[node]


@njit(cache=True, _nrt=False)
def home_s(net: Any, car: bool, base: int, node: int) -> Any:
    """Return seconds from a cell to the base, the same way round."""
    if not car:
        return np.int64(net.foot_back_s[base, node])
    if net.trailhead[node] < 0:
        return UNREACHABLE_S
    return np.int64(net.drive_s[net.bases + net.trailhead[node], base]) + net.back_s[node]


@njit(cache=True, _nrt=False)
def between_s(net: Any, car: bool, driver: bool, base: int, a: int, b: int, walk: int, service_b: int) -> Any:
    """Return seconds from stop to stop and how: the car stays where it is left unless a driver moves it."""
    if a == b:
        return np.int64(0), STAY
    if not car:
        by_base = np.int64(net.foot_back_s[base, a]) + net.foot_out_s[base, b]
        return (np.int64(walk), WALK) if walk <= by_base else (by_base, TRAILHEAD)
    from_, to = net.trailhead[a], net.trailhead[b]
    if from_ < 0 or to < 0:
        return np.int64(UNREACHABLE_S), TRAILHEAD
    drive = np.int64(0) if from_ == to else np.int64(net.drive_s[net.bases + from_, net.bases + to])
    by_car = np.int64(net.back_s[a]) + drive + net.out_s[b]
    # The driver must have arrived before the others come out of the next stop.
    may_walk = from_ == to or (driver and drive <= walk + service_b)
    return (np.int64(walk), WALK) if may_walk and walk <= by_car else (by_car, TRAILHEAD)


@njit(cache=True, _nrt=False)
def walk_s(net: Any, a: int, b: int) -> Any:
    """Return seconds of the walk from cell to cell; UNREACHABLE_S where none is listed."""
    low, high = net.start[a], net.start[a + 1]
    while low < high:
        middle = (low + high) // 2
        if net.to[middle] < b:
            low = middle + 1
        else:
            high = middle
    if low < net.start[a + 1] and net.to[low] == b:
        return np.int64(net.walk_s[low])
    return UNREACHABLE_S
