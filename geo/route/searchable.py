"""Say which ground of a cell people search on foot: inside its village, dry, unbuilt, not too steep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.ground.grid import cell_polygons
from geo.model.land import LandCover, PixelGrid, Terrain
from geo.settings import Settings

Floats = NDArray[np.float64]

SEARCHED: Final = 0
STEEP: Final = 1  # crossed where it lies in the way, not searched
BUILT: Final = 2  # crossed, not searched
BARRED: Final = 3  # water, or too steep to walk


def kinds_of_ground(terrain: Terrain, settings: Settings) -> NDArray[np.uint8]:
    """Give every pixel SEARCHED, STEEP, BUILT or BARRED: uint8 (rows, columns).

    A path over water or steep ground (a bridge, a made way) is crossed but not searched.
    """
    travel = settings.travel
    kinds = np.full(terrain.cover.shape, SEARCHED, np.uint8)
    kinds[terrain.slope_deg > travel.search_slope_deg] = STEEP
    kinds[terrain.cover == LandCover.BUILT] = BUILT
    barred = (terrain.cover == LandCover.WATER) | (terrain.slope_deg > travel.restricted_slope_deg)
    kinds[barred] = BARRED
    kinds[barred & terrain.path] = BUILT
    return kinds


@dataclass(frozen=True)
class Searchable:
    """The ground of stops: `kinds` as of `kinds_of_ground`, and the outline of every cell with its pieces.

    edges: (n, 4) x, y, x, y of the outlines; start: (cells + 1,) first edge of each row of CELLS, no edges
    where a row was not asked for; whole: (cells,) a full square without pieces; ground_m2: (cells,)
    ground that may be searched on foot, pieces included.
    """

    grid: PixelGrid
    kinds: NDArray[np.uint8]
    edges: Floats
    start: NDArray[np.int64]
    whole: NDArray[np.bool_]
    ground_m2: Floats

    def outline(self, row: int) -> Floats:
        """Edges (n, 4) of the stop of a row of CELLS."""
        return self.edges[self.start[row] : self.start[row + 1]]


def searchable(cells: Any, villages: Any, rows: Any, terrain: Terrain, settings: Settings) -> Searchable:
    """Outline the stops of some rows of CELLS: the cell and the pieces that are searched with it.

    Parameters
    ----------
    cells, villages : CELLS, VILLAGES; polygons are cut only where a border runs through
    rows : rows of CELLS that are stops
    """
    size_m = settings.grid.cell_size_m
    ids = pd.Index(cells["cell_id"])
    host = ids.get_indexer(cells["joined_to"])
    host = np.where(host >= 0, host, np.arange(len(cells)))
    asked = np.isin(host, rows)
    member = np.flatnonzero(asked)
    member = member[np.argsort(host[member], kind="stable")]
    area_m2 = cells["area_m2"].to_numpy(float)
    square = area_m2 > size_m**2 * (1 - 1e-9)
    edges, owner = _outlines(cells, villages, member, square, size_m)
    counts = np.bincount(host[owner], minlength=len(cells))
    order = np.argsort(host[owner], kind="stable")
    ground = np.zeros(len(cells))
    np.add.at(ground, host, cells["on_foot_m2"].to_numpy(float))
    return Searchable(
        grid=terrain.grid,
        kinds=kinds_of_ground(terrain, settings),
        edges=np.ascontiguousarray(edges[order]),
        start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        whole=square & (np.bincount(host, minlength=len(cells)) == 1),
        ground_m2=ground,
    )


def _outlines(
    cells: Any, villages: Any, member: NDArray[np.int64], square: NDArray[np.bool_], size_m: float
) -> tuple[Floats, NDArray[np.int64]]:
    """Edges (n, 4) of cells and the row of CELLS that each belongs to; squares without shapely."""
    full, cut = member[square[member]], member[~square[member]]
    corner = cells[["ix", "iy"]].to_numpy(float)[full] * size_m
    ring = size_m * np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], float)
    sides = corner[:, None] + ring[None]
    of_squares = np.concatenate([sides[:, :-1], sides[:, 1:]], axis=2).reshape(-1, 4)
    if not len(cut):
        return of_squares, np.repeat(full, 4)
    shapes = cell_polygons(villages, cells.iloc[cut], size_m).to_numpy()
    parts, of_shape = shapely.get_parts(shapes, return_index=True)
    solid = shapely.area(parts) > 0
    rings, of_part = shapely.get_rings(parts[solid], return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    joined = of_ring[:-1] == of_ring[1:]
    of_cut = np.column_stack([points[:-1], points[1:]])[joined]
    owner = cut[of_shape[solid][of_part[of_ring[:-1][joined]]]]
    return np.concatenate([of_squares, of_cut]), np.concatenate([np.repeat(full, 4), owner])
