"""Part of the ground that a plate shows, to a round scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from geo.exports.packs.relief import Bounds

SCALES: Final = (
    2_500, 4_000, 5_000, 7_500, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000,
    50_000, 60_000, 70_000, 80_000, 90_000, 100_000, 125_000, 150_000, 200_000, 250_000,
    300_000, 400_000, 500_000, 750_000, 1_000_000,
)  # fmt: skip
"""Denominators that a ruler reads; a plate takes the largest scale that holds what it shows."""


@dataclass(frozen=True)
class Frame:
    """Part of the ground that a plate shows, its scale 1:n, and its size on paper."""

    bounds: Bounds
    scale: int
    width_mm: float
    height_mm: float

    def to_mm(self, points: Any) -> Any:
        """Points (n, 2) in metres -> millimetres from the lower left corner."""
        return (np.asarray(points, float) - self.bounds[:2]) * 1000 / self.scale

    def to_m(self, points: Any) -> Any:
        """Do the reverse of `to_mm`."""
        return np.asarray(points, float) * self.scale / 1000 + self.bounds[:2]


def frame_around(bounds: Bounds, *, width_mm: float, height_mm: float, margin_mm: float) -> Frame:
    """Return the frame of the largest scale that holds bounds with a margin, with them in its middle."""
    left, bottom, right, top = bounds
    room = (width_mm - 2 * margin_mm, height_mm - 2 * margin_mm)
    needed = 1000 * max((right - left) / room[0], (top - bottom) / room[1])
    scale = next((scale for scale in SCALES if scale >= needed), SCALES[-1])
    half = (width_mm * scale / 2000, height_mm * scale / 2000)
    x, y = (left + right) / 2, (bottom + top) / 2
    return Frame((x - half[0], y - half[1], x + half[0], y + half[1]), scale, width_mm, height_mm)


def inside(table: Any, frame: Frame) -> Any:
    """Rows of a table that touch the plate."""
    return table.iloc[np.sort(table.sindex.query(shapely.box(*frame.bounds), predicate="intersects"))]


def lines_in(shapes: Any, frame: Frame) -> list[Any]:
    """Coordinates of the lines of shapes, cut to the plate."""
    near = shapely.clip_by_rect(shapes, *frame.bounds)
    parts = shapely.get_parts(shapely.get_parts(near))
    return [shapely.get_coordinates(line) for line in parts if shapely.get_num_coordinates(line) > 1]
