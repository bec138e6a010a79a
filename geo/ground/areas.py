"""Say which responsibility area each cell lies in: the one with the largest part of it."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
import shapely

from geo.ground.grid import cell_polygons

_LEAST_M2: Final = 1.0  # less is a line drawn twice, not ground


def areas_of_cells(areas: Any, villages: Any, cells: Any, cell_size_m: float) -> Any:
    """Lay cells to areas by largest overlap; of equal ones the first in the table.

    Parameters
    ----------
    areas : AREAS in the working CRS; those without a polygon get no cells
    villages, cells : VILLAGES, CELLS
    cell_size_m : side of the squares, m

    Returns
    -------
    (cells,) area_id, "" where no area has any of the cell
    """
    out = np.full(len(cells), "", dtype=object)
    drawn = areas[areas.geometry.notna()]
    if not len(drawn):
        return out
    pieces = cell_polygons(villages, cells, cell_size_m).to_numpy()
    shapes = drawn.geometry.to_numpy()
    shapely.prepare(shapes)
    cell, area = shapely.STRtree(pieces).query(shapes, predicate="intersects")[::-1]
    within = shapely.contains_properly(shapes[area], pieces[cell])
    m2 = np.where(within, shapely.area(pieces[cell]), 0.0)
    # Only where an area's border runs through a cell has anything to be cut.
    m2[~within] = shapely.area(shapely.intersection(pieces[cell[~within]], shapes[area[~within]]))
    pairs = pd.DataFrame({"cell": cell, "area": area, "m2": m2})
    pairs = pairs[pairs["m2"] >= _LEAST_M2].sort_values(["cell", "m2", "area"], ascending=[True, False, True])
    best = pairs.drop_duplicates("cell")
    out[best["cell"]] = drawn["area_id"].to_numpy(dtype=object)[best["area"]]
    return out
