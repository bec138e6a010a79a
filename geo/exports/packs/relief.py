"""Shade the ground for print: light grey, water paler, smooth enough for contours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from geo.ground.terrain import slope_aspect
from geo.model.land import LandCover, Terrain

Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top in metres."""

_SUN_AZIMUTH_DEG: Final = 315.0
_SUN_HEIGHT_DEG: Final = 45.0
_DARKEST: Final = 0.62  # type and lines must stand out on it, in grey as well
_WATER: Final = (0.80, 0.89, 0.96)
_MOST_PIXELS: Final = 420
_FINEST: Final = 10
_OVERLAP: Final = 3


@dataclass(frozen=True)
class Relief:
    """Ground of a plate: elevation m (rows, columns), picture (rows, columns, 3) 0 to 1, their bounds."""

    elevation_m: NDArray[np.float64]
    picture: NDArray[np.float64]
    bounds: Bounds


def relief_of(terrain: Terrain, bounds: Bounds) -> Relief | None:
    """Cut the ground out for a plate, smoothed between pixels; None where nothing is known of its height.

    Parameters
    ----------
    bounds : of the plate in the working CRS; ground outside the terrain stays blank
    """
    grid = terrain.grid
    left, bottom, right, top = bounds
    first_row = int(np.floor((grid.top_m - top) / grid.pixel_m)) - _OVERLAP
    last_row = int(np.ceil((grid.top_m - bottom) / grid.pixel_m)) + _OVERLAP
    first_column = int(np.floor((left - grid.left_m) / grid.pixel_m)) - _OVERLAP
    last_column = int(np.ceil((right - grid.left_m) / grid.pixel_m)) + _OVERLAP
    rows = slice(max(0, first_row), min(grid.rows, last_row))
    columns = slice(max(0, first_column), min(grid.columns, last_column))
    height = terrain.elevation_m[rows, columns].astype(float)
    if min(height.shape, default=0) < 2 or terrain.void[rows, columns].all():
        return None
    finer = int(np.clip(_MOST_PIXELS // max(height.shape), 1, _FINEST))
    fine = ndimage.zoom(height, finer, order=3, mode="nearest", grid_mode=True) if finer > 1 else height
    pixel_m = grid.pixel_m / finer
    light = _light(fine, pixel_m)
    picture = np.repeat(light[..., None], 3, axis=2)
    wet = (terrain.cover[rows, columns] == LandCover.WATER).astype(float)
    water = ndimage.zoom(wet, finer, order=1, mode="nearest", grid_mode=True) >= 0.5
    picture[water] = _WATER
    from_left = grid.left_m + columns.start * grid.pixel_m
    from_top = grid.top_m - rows.start * grid.pixel_m
    down, across = fine.shape
    return Relief(
        fine, picture, (from_left, from_top - down * pixel_m, from_left + across * pixel_m, from_top)
    )


def _light(elevation_m: NDArray[np.float64], pixel_m: float) -> NDArray[np.float64]:
    """Brightness of ground lit from the north-west, `_DARKEST` to 1."""
    slope_deg, aspect_deg = slope_aspect(elevation_m, pixel_m)
    slope, aspect = np.radians(slope_deg.astype(float)), np.radians(np.nan_to_num(aspect_deg.astype(float)))
    height, azimuth = np.radians(_SUN_HEIGHT_DEG), np.radians(_SUN_AZIMUTH_DEG)
    light = np.sin(height) * np.cos(slope) + np.cos(height) * np.sin(slope) * np.cos(azimuth - aspect)
    return _DARKEST + (1 - _DARKEST) * np.clip(light / np.sin(height), 0, 1.0)
