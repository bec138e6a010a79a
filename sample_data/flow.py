"""Where water goes: fill, flow directions, catchment areas, and one step of river erosion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sample_data.heap import pop_kernel, push_kernel

_ROW = np.array([-1, -1, -1, 0, 0, 1, 1, 1])
_COLUMN = np.array([-1, 0, 1, -1, 1, -1, 0, 1])
_STEP = np.array([2**0.5, 1.0, 2**0.5, 1.0, 1.0, 2**0.5, 1.0, 2**0.5])
_TILT = 1e-3
"""Rise per pixel across a filled hollow, m, so that even a flat floor drains."""
_YOUNG_TILT, _YOUNG_SWAY = 1.0, 0.5


@dataclass(frozen=True)
class Flow:
    """Drainage of a surface; flat pixel indices, row by row.

    level_m (rows, columns): the surface with its hollows filled; receiver (pixels,): the pixel that water
    goes to, its own index where it leaves the map; step_m (pixels,): the way there; order (pixels,): pixels
    from the outlets upwards.
    """

    level_m: NDArray[np.float64]
    receiver: NDArray[np.int64]
    step_m: NDArray[np.float64]
    order: NDArray[np.int64]

    def inherit(self, labels: NDArray[Any]) -> NDArray[np.int32]:
        """Give every pixel labelled 0 the label of the first labelled pixel that it drains to."""
        return _inherit_kernel(labels.astype(np.int32).ravel(), self.receiver, self.order).reshape(
            self.level_m.shape
        )

    def catchment_m2(self, pixel_m: float, inflow_m2: NDArray[np.float64] | None = None) -> NDArray[Any]:
        """Area that drains through each pixel, m2 (rows, columns), with what flows in from outside."""
        own = np.full(self.level_m.size, pixel_m**2)
        if inflow_m2 is not None:
            own += inflow_m2.ravel()
        return _gather_kernel(own, self.receiver, self.order).reshape(self.level_m.shape)


def drain(
    elevation_m: NDArray[np.float64],
    outlets: NDArray[np.bool_],
    pixel_m: float,
    *,
    rough: NDArray[np.float64] | None = None,
) -> Flow:
    """Fill hollows from the outlets upwards and lead every pixel to an outlet by the steepest way.

    rough (rows, columns), 0 to 1: makes filled hollows uneven and sways the choice of way, so that young
    valleys wander instead of following the eight directions of the grid.
    """
    if rough is None:
        rough, tilt, sway = np.ones(elevation_m.shape), _TILT, 0.0
    else:
        tilt, sway = _YOUNG_TILT, _YOUNG_SWAY
    level, receiver, step, order = _drain_kernel(
        elevation_m.astype(np.float64), outlets, pixel_m, _ROW, _COLUMN, _STEP, rough, tilt, sway
    )
    return Flow(level, receiver, step, order)


def erode(
    flow: Flow, rise_m: NDArray[Any], cut: NDArray[Any], *, outlets: NDArray[np.bool_], steepest: NDArray[Any]
) -> NDArray[np.float64]:
    """One implicit step of stream-power erosion (Braun and Willett 2013), slopes kept below `steepest`.

    rise_m is the uplift of the step, cut is K A^m dt (metres per unit slope), all (rows, columns).
    """
    z = flow.level_m.copy().ravel()
    _erode_kernel(
        z,
        rise_m.ravel(),
        cut.ravel(),
        flow.receiver,
        flow.step_m,
        flow.order,
        outlets.ravel(),
        steepest.ravel(),
    )
    return z.reshape(flow.level_m.shape)


@njit(cache=True)
def _drain_kernel(  # noqa: PLR0917  numba takes no keyword-only arguments
    z: Any,
    outlets: Any,
    pixel_m: float,
    rows: Any,
    columns: Any,
    steps: Any,
    rough: Any,
    tilt: float,
    sway: float,
) -> Any:
    height, width = z.shape
    level = z.copy()
    seen = np.zeros((height, width), np.bool_)
    closed = np.zeros((height, width), np.bool_)
    receiver = np.arange(height * width)
    step = np.full(height * width, pixel_m)
    order = np.empty(height * width, np.int64)
    keys = np.empty(height * width)
    items = np.empty(height * width, np.int64)
    size = 0
    for row in range(height):
        for column in range(width):
            if outlets[row, column]:
                seen[row, column] = True
                size = push_kernel(keys, items, size, z[row, column], row * width + column)
    count = 0
    while size > 0:
        key, item, size = pop_kernel(keys, items, size)
        row, column = item // width, item % width
        closed[row, column] = True
        order[count] = item
        count += 1
        best = 0.0
        for k in range(8):
            r, c = row + rows[k], column + columns[k]
            if r < 0 or c < 0 or r >= height or c >= width:
                continue
            if closed[r, c] and not outlets[row, column]:
                fall = (key - level[r, c]) / steps[k] * (1.0 - sway * rough[r, c])
                if fall > best:
                    best = fall
                    receiver[item] = r * width + c
                    step[item] = steps[k] * pixel_m
            if not seen[r, c]:
                seen[r, c] = True
                level[r, c] = max(z[r, c], key + tilt * (0.05 + 0.95 * rough[r, c]))
                size = push_kernel(keys, items, size, level[r, c], r * width + c)
    return level, receiver, step, order


@njit(cache=True)
def _inherit_kernel(labels: Any, receiver: Any, order: Any) -> Any:
    for item in order:
        if labels[item] == 0:
            labels[item] = labels[receiver[item]]
    return labels


@njit(cache=True)
def _gather_kernel(own: Any, receiver: Any, order: Any) -> Any:
    for k in range(order.size - 1, -1, -1):
        item = order[k]
        if receiver[item] != item:
            own[receiver[item]] += own[item]
    return own


@njit(cache=True)
def _erode_kernel(
    z: Any, rise: Any, cut: Any, receiver: Any, step: Any, order: Any, outlets: Any, steepest: Any
) -> None:
    for k in range(order.size):
        item = order[k]
        if outlets[item]:
            continue
        below = z[receiver[item]]
        bite = cut[item] / step[item]
        height = (z[item] + rise[item] + bite * below) / (1.0 + bite)
        z[item] = min(height, below + steepest[item] * step[item])
