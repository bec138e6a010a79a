"""Put cells of a village together where they are alike, whole squares first, cut to the village last."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

_POLYGONS: Final = (3, 6)  # type ids of Polygon and MultiPolygon


def dissolve(villages: Any, cells: Any, alike: Any, cell_size_m: float) -> gpd.GeoDataFrame:
    """Join the cells of each village that are alike into one shape.

    Squares of the grid meet in exactly the same corners, so that their union has no slivers; the village's
    border is laid on afterwards, once.

    Parameters
    ----------
    villages : VILLAGES
    cells : CELLS or some of its rows
    alike : (cells,) what the cells of a shape have in common
    cell_size_m : edge of a square, m

    Returns
    -------
    village_id, alike, geometry in the CRS of `villages`: one row for each pair there is, by village as in
    `villages`, then by `alike`
    """
    place = dict(zip(villages["village_id"], villages.geometry, strict=True))
    ix, iy = (cells[name].to_numpy(float) for name in ("ix", "iy"))
    squares = shapely.box(*(cell_size_m * side for side in (ix, iy, ix + 1, iy + 1)))
    rows: list[tuple[str, str]] = []
    shapes: list[Any] = []
    groups = cells.assign(alike=np.asarray(alike)).groupby(["village_id", "alike"], sort=True).indices
    for name in villages["village_id"]:
        for village_id, kind in (pair for pair in groups if pair[0] == name):
            rows.append((str(village_id), str(kind)))
            shapes.append(_cut(shapely.coverage_union_all(squares[groups[village_id, kind]]), place[name]))
    table = {"village_id": [row[0] for row in rows], "alike": [row[1] for row in rows]}
    return gpd.GeoDataFrame(table, geometry=shapes, crs=villages.crs)


def _cut(shape: Any, village: Any) -> Any:
    """Ground of a shape inside its village: no lines or points where the two only touch."""
    inside = shapely.get_parts(shapely.intersection(shape, village))
    ground = inside[np.isin(shapely.get_type_id(inside), _POLYGONS)]
    return ground[0] if len(ground) == 1 else shapely.multipolygons(shapely.get_parts(ground))
