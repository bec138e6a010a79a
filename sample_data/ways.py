"""Cheapest ways over the ground: the kernel behind roads, footpaths and walking times."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sample_data.ground import COLUMNS, PIXEL_M
from sample_data.heap import pop_kernel, push_kernel

_ROW = np.array([-1, -1, -1, 0, 0, 1, 1, 1])
_COLUMN = np.array([-1, 0, 1, -1, 1, -1, 0, 1])
_STEP = np.array([2**0.5, 1.0, 2**0.5, 1.0, 1.0, 2**0.5, 1.0, 2**0.5]) * PIXEL_M


def cheapest(
    elevation_m: NDArray[Any],
    weight: NDArray[Any],
    starts: NDArray[np.bool_],
    *,
    grade: float,
    known: NDArray[np.bool_] | None = None,
    known_times: float = 0.35,
    stop_at: int = -1,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Cost to reach each pixel from the nearest start, and the pixel before it (-1 at starts).

    Parameters
    ----------
    weight : (rows, columns) cost per metre on the flat; inf is a barrier
    grade : rise per metre at which a metre costs twice as much; cost grows with its square
    known : ways that exist already, walked at `known_times` of the cost, whatever the grade
    stop_at : flat index; the search ends when it is reached
    """
    if known is None:
        known = np.zeros(elevation_m.shape, bool)
    cost, before = _cheapest_kernel(
        elevation_m, weight, starts, grade, known, known_times, stop_at, _ROW, _COLUMN, _STEP
    )
    return cost.reshape(elevation_m.shape), before


def way_to(before: NDArray[np.int64], item: int, columns: int = COLUMNS) -> list[tuple[int, int]]:
    """Pixels from the start to this one, as (row, column)."""
    way = []
    while item >= 0:
        way.append((item // columns, item % columns))
        item = int(before[item])
    return way[::-1]


@njit(cache=True)
def _cheapest_kernel(  # noqa: PLR0917  numba takes no keyword-only arguments
    z: Any,
    weight: Any,
    starts: Any,
    grade: float,
    known: Any,
    known_times: float,
    stop_at: int,
    rows: Any,
    columns: Any,
    steps: Any,
) -> Any:
    height, width = z.shape
    cost = np.full(height * width, np.inf)
    before = np.full(height * width, -1, np.int64)
    keys = np.empty(height * width * 4)
    items = np.empty(height * width * 4, np.int64)
    size = 0
    for item in range(height * width):
        if starts[item // width, item % width]:
            cost[item] = 0.0
            size = push_kernel(keys, items, size, 0.0, item)
    while size > 0:
        key, item, size = pop_kernel(keys, items, size)
        if key > cost[item]:
            continue
        if item == stop_at:
            break
        row, column = item // width, item % width
        for k in range(8):
            r, c = row + rows[k], column + columns[k]
            if r < 0 or c < 0 or r >= height or c >= width or not np.isfinite(weight[r, c]):
                continue
            # Two ways must not cross between four pixels: there would be no junction.
            if rows[k] != 0 and columns[k] != 0 and known[row, c] and known[r, column]:
                continue
            if known[row, column] and known[r, c]:
                new = key + known_times * steps[k]
            else:
                rise = (z[r, c] - z[row, column]) / steps[k] / grade
                new = key + steps[k] * 0.5 * (weight[row, column] + weight[r, c]) * (1.0 + rise * rise)
            other = r * width + c
            if new < cost[other] and size < keys.size:
                cost[other] = new
                before[other] = item
                size = push_kernel(keys, items, size, new, other)
    return cost, before
