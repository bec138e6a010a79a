"""The ground as the planner holds it: land cover, pixels, terrain, walking and driving times."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray


class LandCover(IntEnum):
    """The eight classes that pace, sweep width and risk know. Values are the raster codes."""

    OPEN = 0
    CROP = 1
    ORCHARD = 2  # and tall crop
    SCRUB = 3
    FOREST = 4
    BARE = 5  # counts as open for the sweep width
    WATER = 6
    BUILT = 7


COVER_COLUMNS = tuple(f"cover_{cover.name.lower()}" for cover in LandCover)
"""CELLS columns that hold the share of each class, in the order of the codes."""


@dataclass(frozen=True)
class PixelGrid:
    """Square pixels in the working CRS; row 0 is the northernmost, column 0 the westernmost."""

    crs: str
    left_m: float
    top_m: float
    pixel_m: float
    rows: int
    columns: int

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in metres."""
        right = self.left_m + self.columns * self.pixel_m
        bottom = self.top_m - self.rows * self.pixel_m
        return self.left_m, bottom, right, self.top_m

    def row_column(self, x: Any, y: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows and columns of the pixels that hold these points; points outside are clipped to the edge."""
        column = np.floor((np.asarray(x, float) - self.left_m) / self.pixel_m).astype(np.int64)
        row = np.floor((self.top_m - np.asarray(y, float)) / self.pixel_m).astype(np.int64)
        # Not np.clip, which takes several times as long for a few points.
        return (
            np.minimum(np.maximum(row, 0), self.rows - 1),
            np.minimum(np.maximum(column, 0), self.columns - 1),
        )

    def centre(self, row: Any, column: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Coordinates of pixel centres in metres."""
        x = self.left_m + (np.asarray(column, float) + 0.5) * self.pixel_m
        y = self.top_m - (np.asarray(row, float) + 0.5) * self.pixel_m
        return x, y


@dataclass(frozen=True)
class Terrain:
    """Elevation, slope, aspect and land cover on one pixel grid; every array is (rows, columns).

    elevation_m float32 without NaN (voids filled from their surroundings; `void` marks them);
    slope_deg float32, 0 to 90; aspect_deg float32, clockwise from north, the direction water leaves,
    NaN on flat ground; cover uint8 `LandCover` codes; mapped bool, False where no land cover was given;
    path bool, True where a road or path lies (on-path pace, bridges included).
    """

    grid: PixelGrid
    elevation_m: NDArray[np.float32]
    void: NDArray[np.bool_]
    slope_deg: NDArray[np.float32]
    aspect_deg: NDArray[np.float32]
    cover: NDArray[np.uint8]
    mapped: NDArray[np.bool_]
    path: NDArray[np.bool_]


@dataclass(frozen=True)
class Roads:
    """Road and path graph as plain tables (schema NODES, EDGES) in the working CRS."""

    nodes: Any
    edges: Any


@dataclass(frozen=True)
class Access:
    """How every cell is reached, in whole seconds rounded up; rows follow the CELLS table.

    trailhead int32 (cells,): row in TRAILHEADS where the car stands for this cell, -1 unreachable;
    out_s, back_s int32 (cells,): walking from that trailhead to the cell and back;
    drive_s int32 (bases + trailheads, bases + trailheads): bases first, in the order of their tables;
    foot_out_s, foot_back_s int32 (bases, cells): walking all the way from a base (teams without a car);
    walk_start int64 (cells + 1,), walk_to int32, walk_s int32: CSR rows of walks between near cells, cell i
    to walk_to[walk_start[i]:walk_start[i+1]], sorted by walk_to.
    Times are `units.UNREACHABLE_S` where there is no way.
    """

    trailhead: NDArray[np.int32]
    out_s: NDArray[np.int32]
    back_s: NDArray[np.int32]
    drive_s: NDArray[np.int32]
    foot_out_s: NDArray[np.int32]
    foot_back_s: NDArray[np.int32]
    walk_start: NDArray[np.int64]
    walk_to: NDArray[np.int32]
    walk_s: NDArray[np.int32]
