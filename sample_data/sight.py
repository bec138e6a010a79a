"""How many watchers on roads and at houses can see each place."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sample_data.ground import PIXEL_M

_COARSE = 2
_FARTHEST_M = 1_800.0
_EYE_M, _CROP_M = 1.7, 1.0
_EVERY = 14


def watched(elevation_m: NDArray[np.float64], posts: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Count the posts in sight of each pixel, near ones counted more; every 14th post pixel watches."""
    z = np.ascontiguousarray(elevation_m[::_COARSE, ::_COARSE])
    places = np.argwhere(posts)[::_EVERY] // _COARSE
    seen = _watched_kernel(z, places, _FARTHEST_M, PIXEL_M * _COARSE, _EYE_M, _CROP_M)
    full = np.repeat(np.repeat(seen, _COARSE, axis=0), _COARSE, axis=1)
    return full[: elevation_m.shape[0], : elevation_m.shape[1]]


@njit(cache=True)
def _watched_kernel(
    z: Any, places: Any, farthest_m: float, pixel_m: float, eye_m: float, crop_m: float
) -> Any:
    height, width = z.shape
    seen = np.zeros((height, width))
    reach = int(farthest_m / pixel_m)
    for k in range(places.shape[0]):
        row, column = places[k]
        eye = z[row, column] + eye_m
        for r in range(max(row - reach, 0), min(row + reach + 1, height)):
            for c in range(max(column - reach, 0), min(column + reach + 1, width)):
                steps = max(abs(r - row), abs(c - column))
                away = np.hypot(r - row, c - column)
                if steps == 0 or away > reach:
                    continue
                angle = (z[r, c] + crop_m - eye) / away
                clear = True
                for s in range(1, steps):
                    at_row = row + (r - row) * s / steps
                    at_column = column + (c - column) * s / steps
                    ground = z[int(at_row + 0.5), int(at_column + 0.5)]
                    if (ground - eye) / (away * s / steps) > angle:
                        clear = False
                        break
                if clear:
                    seen[r, c] += 1.0 - away / reach * 0.7
    return seen
