"""Cut a part out of the terrain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.model.land import Terrain


def cut_terrain(terrain: Terrain, bounds: tuple[float, float, float, float]) -> Terrain:
    """Return the pixels of a terrain that touch bounds (left, bottom, right, top in metres); at least one.

    What of the bounds lies outside the terrain is not in it.
    """
    left, bottom, right, top = bounds
    grid = terrain.grid
    (first_row, last_row), (first_column, last_column) = grid.row_column([left, right], [top, bottom])
    rows, columns = slice(first_row, last_row + 1), slice(first_column, last_column + 1)
    arrays = {
        name: np.ascontiguousarray(getattr(terrain, name)[rows, columns])
        for name in ("elevation_m", "void", "slope_deg", "aspect_deg", "cover", "mapped", "path")
    }
    part = replace(
        grid,
        left_m=grid.left_m + int(first_column) * grid.pixel_m,
        top_m=grid.top_m - int(first_row) * grid.pixel_m,
        rows=int(last_row - first_row + 1),
        columns=int(last_column - first_column + 1),
    )
    return replace(terrain, grid=part, **arrays)
