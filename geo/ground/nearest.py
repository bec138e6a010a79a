"""Divide ground among places by who is there first on foot: villages where nobody has their boundaries."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.ground.travel import open_pixels, walk
from geo.model.land import PixelGrid, Terrain
from geo.settings import Settings


def nearest_ground(
    outline: Any, x: NDArray[np.float64], y: NDArray[np.float64], terrain: Terrain, settings: Settings
) -> NDArray[np.object_]:
    """Give every place the ground of an outline that it reaches before the others, walking.

    Ground that nobody can walk to goes to the place that is nearest as the crow flies. Together the pieces
    are the outline, without gaps and overlaps.

    Parameters
    ----------
    outline : polygon in the working CRS
    x, y : (places,) m
    terrain : covers the outline

    Returns
    -------
    (places,) polygons; an empty one where another place is nearer everywhere
    """
    rows, columns = open_pixels(terrain, x, y, settings)
    owner = walk(terrain, rows, columns, direction="out", settings=settings).source
    at_x, at_y = terrain.grid.centre(*np.nonzero(owner < 0))
    if len(at_x):
        away = np.hypot(at_x[:, None] - x[None, :], at_y[:, None] - y[None, :])
        owner = owner.copy()
        owner[owner < 0] = away.argmin(axis=1)
    pieces = np.array([_polygon(owner == place, terrain.grid) for place in range(len(x))], dtype=object)
    filled = ~shapely.is_empty(pieces)
    # Stairs of pixels become lines, shared borders staying shared.
    pieces[filled] = shapely.coverage_simplify(pieces[filled], terrain.grid.pixel_m, simplify_boundary=False)
    return shapely.intersection(pieces, outline)


def _polygon(mask: NDArray[np.bool_], grid: PixelGrid) -> Any:
    """Outline pixels: runs of each row as boxes, put together."""
    edge = np.diff(np.pad(mask.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    row, first = np.nonzero(edge == 1)
    _, after = np.nonzero(edge == -1)
    left = grid.left_m + first * grid.pixel_m
    right = grid.left_m + after * grid.pixel_m
    top = grid.top_m - row * grid.pixel_m
    return shapely.union_all(shapely.box(left, top - grid.pixel_m, right, top))
