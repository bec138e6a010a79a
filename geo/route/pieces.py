"""Put a route's cells together into pieces that people can follow: bounded by what one sees, with a name."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from geo.ground.grid import cell_polygons
from geo.model.land import Terrain
from geo.model.notes import Note
from geo.model.schema import PIECES, SIDES
from geo.model.tables import check, empty
from geo.settings import Settings

Floats = NDArray[np.float64]

_BESIDE: Final = ((1, 0), (0, 1))


def make_pieces(
    stops: Any, cells: Any, villages: Any, terrain: Terrain, named: Any, settings: Settings
) -> Any:
    """Merge the cells that each route searches into pieces, and name them.

    Cells side by side in one village are put together, first across sides where no path, ridge or gully runs,
    up to `piece.most_m2`; then pieces under `piece.least_m2` with a neighbour. A cell that stands alone stays
    a piece.

    Parameters
    ----------
    stops : STOPS
    cells, villages : CELLS, VILLAGES
    named : DataFrame name, village_id, x, y: places that people know, villages among them

    Returns
    -------
    PIECES in the CRS of the villages, in the order in which the route comes to them
    """
    searched = stops[stops["passes"] > 0].sort_values(["route_id", "order"])
    if not len(searched):
        return empty(PIECES, str(villages.crs))
    row = pd.Index(cells["cell_id"]).get_indexer(searched["cell_id"])
    edge = _Edges(cells, terrain, settings)
    areas, ids = cells["searchable_m2"].to_numpy(float), cells["cell_id"].to_numpy()
    rows: list[dict[str, Any]] = []
    members: list[NDArray[np.int64]] = []
    for route_id, places in searched.groupby("route_id", sort=False).indices.items():
        own = pd.unique(row[places])
        for number, piece in enumerate(_merged(own, edge, areas, settings), start=1):
            cell_ids = ";".join(ids[piece])
            head = {"piece_id": f"{route_id}-p{number}", "route_id": route_id, "number": number}
            rows.append(head | {"cells": cell_ids, "area_m2": float(areas[piece].sum())})
            members.append(piece)
    names = _names(members, cells, terrain, named, settings)
    table = pd.DataFrame(rows).join(names)
    return check(gpd.GeoDataFrame(table, geometry=_shapes(members, cells, villages, settings)), PIECES)


def piece_name(piece: Any) -> Note:
    """Return what people call a piece: 李家湾东南坡, north of Lijiawan."""
    if not piece.near:
        return Note("piece-nameless", {"number": int(piece.number)})
    if not piece.side:
        return Note("piece-at", {"near": piece.near})
    side = Note(f"piece-side-{piece.side}")
    return Note("piece-slope" if piece.slope else "piece-side", {"near": piece.near, "side": side})


class _Edges:
    """Sides that cells share, and how much of each lies on a path, a ridge or in a gully."""

    def __init__(self, cells: Any, terrain: Terrain, settings: Settings) -> None:
        self.size_m = settings.grid.cell_size_m
        self.ix, self.iy = (cells[name].to_numpy(np.int64) for name in ("ix", "iy"))
        self.village = cells["village_id"].to_numpy()
        self._terrain = terrain
        pixels = max(3, round(settings.piece.around_m / terrain.grid.pixel_m) | 1)
        above_m = terrain.elevation_m - ndimage.uniform_filter(terrain.elevation_m, pixels, mode="nearest")
        self._seen = terrain.path | (np.abs(above_m) > settings.piece.relief_m)

    def between(self, rows: NDArray[np.int64]) -> list[tuple[float, int, int]]:
        """(share of the side that one sees, place, place) of cells of a village that lie side by side."""
        at = {(self.village[row], self.ix[row], self.iy[row]): place for place, row in enumerate(rows)}
        found = []
        for (village, ix, iy), place in at.items():
            for east, north in _BESIDE:
                other = at.get((village, ix + east, iy + north))
                if other is not None:
                    found.append((self._seen_share(ix, iy, east, north), place, other))
        return sorted(found)

    def _seen_share(self, ix: int, iy: int, east: int, north: int) -> float:
        along = np.linspace(0.05, 0.95, 10)
        x = (ix + (np.ones(10) if east else along)) * self.size_m
        y = (iy + (np.ones(10) if north else along)) * self.size_m
        return float(self._seen[self._terrain.grid.row_column(x, y)].mean())


def _merged(
    rows: NDArray[np.int64], edges: _Edges, area_m2: Floats, settings: Settings
) -> list[NDArray[np.int64]]:
    """Rows of CELLS of each piece, pieces and cells in the order of the route."""
    piece = np.arange(len(rows))
    area = area_m2[rows].copy()
    shared = edges.between(rows)
    for small_only in (False, True):
        for seen, one, other in shared:
            a, b = sorted((int(piece[one]), int(piece[other])))
            small = min(area[a], area[b]) < settings.piece.least_m2
            wanted = small if small_only else seen < settings.piece.seen_share
            if a != b and wanted and area[a] + area[b] <= settings.piece.most_m2:
                piece[piece == b] = a
                area[a] += area[b]
    return [rows[piece == number] for number in np.unique(piece)]


def _shapes(members: list[NDArray[np.int64]], cells: Any, villages: Any, settings: Settings) -> Any:
    every, place = np.unique(np.concatenate(members), return_inverse=True)
    polygons = cell_polygons(villages, cells.iloc[every], settings.grid.cell_size_m)
    shapes, owner = polygons.to_numpy()[place], np.repeat(np.arange(len(members)), [len(m) for m in members])
    joined = [shapely.union_all(shapes[owner == number]) for number in range(len(members))]
    return gpd.GeoSeries(joined, crs=polygons.crs)


def _names(
    members: list[NDArray[np.int64]], cells: Any, terrain: Terrain, named: Any, settings: Settings
) -> pd.DataFrame:
    """near, side, slope of each piece."""
    centre, of_cell = cells[["x", "y"]].to_numpy(float), cells["village_id"].to_numpy()
    middle = np.array([centre[piece].mean(axis=0) for piece in members])
    village = of_cell[[piece[0] for piece in members]]
    names = named["name"].to_numpy()
    places, of_village = named[["x", "y"]].to_numpy(float), named["village_id"].to_numpy()
    near, side, slope = [], [], []
    for point, home in zip(middle, village, strict=True):
        # A name of its own village, if one is near; people look for a place in the village it belongs to.
        away_m = np.hypot(*(places - point).T) + np.where(of_village == home, 0.0, settings.piece.near_m)
        best = int(away_m.argmin()) if len(away_m) else -1
        if best < 0 or away_m[best] > 2 * settings.piece.near_m:
            near.append("")
            side.append("")
            slope.append(False)
            continue
        near.append(str(names[best]))
        falls = _falls_to(point, terrain, settings)
        slope.append(falls != "")
        at_place = np.hypot(*(point - places[best])) < settings.grid.cell_size_m / 2
        side.append(falls or ("" if at_place else _direction(point - places[best])))
    return pd.DataFrame({"near": near, "side": side, "slope": slope})


def _falls_to(point: Floats, terrain: Terrain, settings: Settings) -> str:
    """Direction to which a slope falls; empty where the ground is gentle or turns every way."""
    reach = round(settings.grid.cell_size_m / 2 / terrain.grid.pixel_m)
    row, column = (int(axis) for axis in terrain.grid.row_column(*point))
    box = slice(max(row - reach, 0), row + reach + 1), slice(max(column - reach, 0), column + reach + 1)
    steep = np.tan(np.radians(terrain.slope_deg[box].astype(float)))
    aspect = np.radians(np.nan_to_num(terrain.aspect_deg[box].astype(float)))
    fall = np.array([(steep * np.sin(aspect)).mean(), (steep * np.cos(aspect)).mean()])
    if np.hypot(*fall) < np.tan(np.radians(settings.piece.slope_deg)):
        return ""
    return _direction(fall)


def _direction(towards: Floats) -> str:
    """Name one of eight directions: n, ne, ...

    >>> _direction(np.array([1.0, 1.0])), _direction(np.array([0.0, -1.0]))
    ('ne', 's')
    """
    turns = np.degrees(np.arctan2(towards[0], towards[1])) / 45
    return SIDES[round(float(turns)) % 8]
