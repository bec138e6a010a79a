"""Cut villages into the squares of the planning grid, and say what the ground of every square is like."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numba import njit
from numpy.typing import ArrayLike, NDArray

from geo.errors import InputError
from geo.ground.cellstats import cell_statistics
from geo.model.land import COVER_COLUMNS, LandCover, PixelGrid, Terrain
from geo.model.schema import CELLS
from geo.model.tables import check
from geo.settings import Settings

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]

_WHOLE_SQUARE: Final = 1.0 - 1e-12
_CLIP_ERROR: Final = 1e-11  # share of a square
_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
_ON_LINE_M: Final = 1e-6  # a point this near a grid line may belong to either side
_SIDES: Final = ((-1, 0), (1, 0), (0, -1), (0, 1))
_CORNERS: Final = ((-1, -1), (-1, 1), (1, -1), (1, 1))


def cut_cells(
    villages: Any,
    terrain: Terrain,
    *,
    edge: NDArray[np.bool_],
    water_m: NDArray[np.float32] | None,
    seam_m: NDArray[np.float32],
    settings: Settings,
) -> Any:
    """Cut villages into cells and measure the ground of each.

    Parameters
    ----------
    villages : VILLAGES in the CRS of the terrain's grid
    terrain : elevation, slope, aspect, land cover; pixels without ground around them count as missing
    edge : (rows, columns), ground near a forest edge
    water_m : (rows, columns) distance to water, m, or None where unknown
    seam_m : (rows, columns) distance to the border of the site or of a township, m
    settings : the grid and travel parts are read

    Returns
    -------
    CELLS, by village, then northwards, then eastwards; `remote_h` is NaN until ways are known. The cells of
    a village add up to it within 1e-12.

    Raises
    ------
    InputError : a cell size outside the settings' range
    """
    size_m = settings.grid.cell_size_m
    _refuse_size(settings)
    found = cell_statistics(
        villages,
        terrain.grid,
        cell_size_m=size_m,
        spread={"elevation": terrain.elevation_m, "slope": terrain.slope_deg},
        means=_mean_rasters(terrain, edge=edge, water_m=water_m, seam_m=seam_m, settings=settings),
        classes=terrain.cover,
    )
    found = _fill_beyond_raster(found, size_m)
    ids = villages["village_id"].astype(str).to_numpy()
    village, ix, iy = (found[name].to_numpy(np.int64) for name in ("village", "ix", "iy"))
    area_m2 = found["area_m2"].to_numpy()
    x, y = _points_inside(villages, terrain, found, size_m, settings)
    cell_id = _cell_ids(ids[village], ix, iy)
    joined = _join_small(village, ix, iy, area_m2, settings.grid.small_piece_share * size_m**2)
    cover = {name: found[f"class_{code}"].to_numpy() for code, name in enumerate(COVER_COLUMNS)}
    dry = np.clip(1.0 - found["class_6"] - found["class_7"], 0.0, 1.0).to_numpy()
    table = {
        "cell_id": cell_id,
        "village_id": ids[village],
        "ix": ix,
        "iy": iy,
        "x": x,
        "y": y,
        "area_m2": area_m2,
        "searchable_m2": area_m2 * dry,
        "joined_to": cell_id[joined],
        "elevation_m": found["elevation_mean"],
        "elevation_sd_m": found["elevation_sd"],
        "elevation_min_m": found["elevation_min"],
        "elevation_max_m": found["elevation_max"],
        "slope_deg": found["slope_mean"],
        "slope_max_deg": found["slope_max"],
        "steep_share": found["steep_mean"],
        "southness": found["southness_mean"].clip(-1.0, 1.0),
        **cover,
        "mapped_share": found["mapped_mean"],
        "void_share": found["void_mean"],
        "edge_share": found["edge_mean"],
        "water_m": found["water_mean"] if water_m is not None else np.nan,
        "seam_m": found["seam_mean"],
        "remote_h": np.nan,
    }
    return check(pd.DataFrame(table), CELLS, where="cut_cells")


def cell_polygons(villages: Any, cells: Any, cell_size_m: float) -> gpd.GeoSeries:
    """Make the polygons of cells: squares, cut only where a village's border runs through.

    Parameters
    ----------
    villages : VILLAGES
    cells : CELLS or some of its rows
    cell_size_m : edge of a square, m

    Returns
    -------
    GeoSeries indexed like `cells`, in the CRS of `villages`
    """
    position = pd.Index(villages["village_id"]).get_indexer(cells["village_id"])
    pieces = _pieces(
        villages.geometry.to_numpy(),
        position,
        cells["ix"].to_numpy(np.int64),
        cells["iy"].to_numpy(np.int64),
        cells["area_m2"].to_numpy(),
        cell_size_m,
    )
    return gpd.GeoSeries(pieces, index=cells.index, crs=villages.crs)


def cell_of_points(villages: Any, cells: Any, x: ArrayLike, y: ArrayLike, cell_size_m: float) -> NDArray:
    """Find the cell that holds each point.

    Parameters
    ----------
    villages : VILLAGES
    cells : CELLS
    x, y : (n,) metres in the CRS of `villages`
    cell_size_m : edge of a square, m

    Returns
    -------
    (n,) cell_id, empty outside every village; a point on a border goes to the village that stands first
    """
    east, north = np.atleast_1d(np.asarray(x, float)), np.atleast_1d(np.asarray(y, float))
    given = np.flatnonzero(np.isfinite(east) & np.isfinite(north))
    # The points stand in the tree: then each village is prepared once, not searched anew for every point.
    tree = shapely.STRtree(shapely.points(east[given], north[given]))
    village, point = tree.query(villages.geometry.to_numpy(), predicate="intersects")
    owner = np.full(len(east), len(villages))
    np.minimum.at(owner, given[point], village)
    ids = np.append(villages["village_id"].astype(str).to_numpy(), "")[owner]
    known = pd.Index(cells["cell_id"].astype(str))
    out = np.full(len(east), "", dtype=object)
    # A point on a grid line along a village's border lies in the square on the border's inner side.
    for west, south in ((0.0, 0.0), (_ON_LINE_M, 0.0), (0.0, _ON_LINE_M), (_ON_LINE_M, _ON_LINE_M)):
        open_ = np.flatnonzero((owner < len(villages)) & (out == ""))
        ix = np.floor((east[open_] - west) / cell_size_m).astype(np.int64)
        iy = np.floor((north[open_] - south) / cell_size_m).astype(np.int64)
        guess = _cell_ids(ids[open_], ix, iy)
        found = known.get_indexer(guess) >= 0
        out[open_[found]] = guess[found]
    return out


def _refuse_size(settings: Settings) -> None:
    grid = settings.grid
    if not grid.cell_size_low_m <= grid.cell_size_m <= grid.cell_size_high_m:
        raise InputError(
            "ground-cell-size",
            cell_size_m=grid.cell_size_m,
            low=grid.cell_size_low_m,
            high=grid.cell_size_high_m,
        )


def _cell_ids(village_ids: Any, ix: Wholes, iy: Wholes) -> NDArray:
    names = [f"{name}_{i}_{j}" for name, i, j in zip(village_ids, ix, iy, strict=True)]
    return np.array(names, dtype=object)


def _mean_rasters(
    terrain: Terrain, *, edge: NDArray, water_m: NDArray | None, seam_m: NDArray, settings: Settings
) -> dict[str, NDArray]:
    aspect = np.radians(terrain.aspect_deg)
    rasters: dict[str, NDArray] = {
        "southness": np.where(np.isnan(aspect), 0.0, -np.cos(aspect)),
        "steep": terrain.slope_deg > settings.travel.search_slope_deg,
        "mapped": terrain.mapped,
        "void": terrain.void,
        "edge": edge,
        "seam": seam_m,
    }
    if water_m is not None:
        rasters["water"] = water_m
    return {name: values.astype(np.float32) for name, values in rasters.items()}


def _fill_beyond_raster(found: pd.DataFrame, size_m: float) -> pd.DataFrame:
    """Give cells that lie beyond the rasters the values of the nearest cell, and call them void."""
    outside = found["elevation_mean"].isna().to_numpy()
    if not outside.any() or outside.all():
        return found
    out = found.copy()
    here = out[["ix", "iy"]].to_numpy(float) * size_m
    tree = shapely.STRtree(shapely.points(here[~outside]))
    nearest = np.flatnonzero(~outside)[tree.nearest(shapely.points(here[outside]))]
    measured = [name for name in out.columns if name not in {"village", "ix", "iy", "area_m2"}]
    out.loc[outside, measured] = out[measured].to_numpy()[nearest]
    out.loc[outside, "void_mean"] = 1.0
    return out


def _boxes(ix: Wholes, iy: Wholes, size_m: float) -> NDArray:
    return np.asarray(shapely.box(ix * size_m, iy * size_m, (ix + 1) * size_m, (iy + 1) * size_m))


def _pieces(
    shapes: NDArray, village: Wholes, ix: Wholes, iy: Wholes, area_m2: Floats, size_m: float
) -> NDArray:
    pieces = _boxes(ix, iy, size_m)
    border = np.flatnonzero(area_m2 < size_m**2 * _WHOLE_SQUARE)
    # A village is first cut into columns: a column has few of its thousands of vertices.
    strips: dict[tuple[int, int], Any] = {}
    for row, v, i, j in zip(border, village[border], ix[border], iy[border], strict=True):
        west, south = i * size_m, j * size_m
        if (v, i) not in strips:
            _, bottom, _, top = shapely.bounds(shapes[v])
            strips[v, i] = shapely.clip_by_rect(shapes[v], west, bottom - 1.0, west + size_m, top + 1.0)
        pieces[row] = shapely.clip_by_rect(strips[v, i], west, south, west + size_m, south + size_m)
    # Clipping by a rectangle is quick but promises nothing; where it fails the slow way is taken.
    off = np.abs(shapely.area(pieces[border]) - area_m2[border]) > _CLIP_ERROR * size_m**2
    odd = ~np.isin(shapely.get_type_id(pieces[border]), _POLYGONS) | ~shapely.is_valid(pieces[border])
    for row in border[off | odd]:
        box = _boxes(ix[row], iy[row], size_m)
        # A border along a grid line would come along as a line.
        parts = shapely.get_parts(shapely.intersection(shapes[village[row]], box))
        polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
        pieces[row] = shapely.union_all(polygons) if len(polygons) else shapely.Polygon()
    return pieces


def _points_inside(
    villages: Any, terrain: Terrain, found: pd.DataFrame, size_m: float, settings: Settings
) -> tuple[Floats, Floats]:
    """Give each cell a point inside its piece, on walkable ground near its middle where there is any."""
    shapes = shapely.force_2d(villages.geometry.to_numpy())
    village, ix, iy = (found[name].to_numpy(np.int64) for name in ("village", "ix", "iy"))
    walkable = (terrain.cover != LandCover.WATER) & (terrain.slope_deg < settings.travel.restricted_slope_deg)
    owner = _owners(shapes, terrain.grid)
    pixel = np.full((len(found), 2), -1, np.int64)
    grid = terrain.grid
    frame = np.array([grid.left_m, grid.top_m, grid.pixel_m])
    _middle_pixels_kernel(village, ix, iy, size_m, frame, owner, walkable, pixel)
    x, y = grid.centre(pixel[:, 0], pixel[:, 1])
    bare = np.flatnonzero(pixel[:, 0] < 0)
    if len(bare):
        area_m2 = found["area_m2"].to_numpy()
        pieces = _pieces(shapes, village[bare], ix[bare], iy[bare], area_m2[bare], size_m)
        points = shapely.point_on_surface(pieces)
        # A piece thinner than rounding has no inside: the border itself is as near as one can get.
        thin = shapely.is_empty(points)
        middles = shapely.centroid(_boxes(ix[bare][thin], iy[bare][thin], size_m))
        ways = shapely.shortest_line(shapes[village[bare][thin]], middles)
        points[thin] = shapely.get_point(ways, 0)
        x[bare], y[bare] = shapely.get_x(points), shapely.get_y(points)
    return x, y


def _owners(shapes: NDArray, grid: PixelGrid) -> NDArray[np.int32]:
    """Village of every pixel centre, (rows, columns), -1 outside."""
    owner = np.full((grid.rows, grid.columns), -1, np.int32)
    for position, shape in enumerate(shapes):
        points, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shape)), return_index=True)
        if not len(points):
            continue
        # In pixels, counted so that whole numbers are pixel centres.
        column = (points[:, 0] - grid.left_m) / grid.pixel_m - 0.5
        row = (grid.top_m - points[:, 1]) / grid.pixel_m - 0.5
        first = np.clip(np.ceil([row.min(), column.min()]).astype(int), 0, None)
        last = np.minimum(np.floor([row.max(), column.max()]).astype(int) + 1, owner.shape)
        if (last > first).all():
            window = owner[first[0] : last[0], first[1] : last[1]]
            _fill_kernel(row - first[0], column - first[1], ring, position, window)
    return owner


def _join_small(village: Wholes, ix: Wholes, iy: Wholes, area_m2: Floats, small_m2: float) -> Wholes:
    """Row with which each cell is searched: itself, or for small pieces a larger neighbour of its village."""
    across, up = int(np.ptp(ix)) + 3 if len(ix) else 1, int(np.ptp(iy)) + 3 if len(iy) else 1
    key = (village * up + (iy - iy.min() + 1)) * across + (ix - ix.min() + 1) if len(ix) else village
    order = np.argsort(key)
    small = np.flatnonzero(area_m2 < small_m2)
    joined = np.arange(len(village))
    for steps in (_SIDES, _CORNERS):
        alone = small[joined[small] == small]
        best = alone.copy()
        for step_x, step_y in steps:
            wanted = key[alone] + step_y * across + step_x
            at = np.minimum(np.searchsorted(key, wanted, sorter=order), max(len(key) - 1, 0))
            near = order[at]
            larger = (key[near] == wanted) & (area_m2[near] > area_m2[best])
            best[larger] = near[larger]
        joined[alone] = best
    # A small piece may lean on a small piece that leans on a square: all go with the square.
    while (joined[joined] != joined).any():
        joined = joined[joined]
    return joined


@njit(cache=True)
def _fill_kernel(row, column, ring, position, owner):  # type: ignore[no-untyped-def]  # pragma: no cover
    rows, columns = owner.shape
    crossings = np.zeros((rows, columns + 1), np.bool_)
    for k in range(len(row) - 1):
        if ring[k] != ring[k + 1] or row[k] == row[k + 1]:
            continue
        low, high = min(row[k], row[k + 1]), max(row[k], row[k + 1])
        for r in range(max(int(np.ceil(low)), 0), min(int(np.ceil(high)), rows)):
            share = (r - row[k]) / (row[k + 1] - row[k])
            at = column[k] + share * (column[k + 1] - column[k])
            c = min(max(int(np.ceil(at)), 0), columns)
            crossings[r, c] = not crossings[r, c]
    for r in range(rows):
        inside = False
        for c in range(columns):
            inside ^= crossings[r, c]
            if inside and owner[r, c] < 0:
                owner[r, c] = position


@njit(cache=True)
def _middle_pixels_kernel(  # type: ignore[no-untyped-def]
    village, ix, iy, size_m, frame, owner, walkable, pixel
):  # pragma: no cover
    left, top, pixel_m = frame
    rows, columns = owner.shape
    for cell in range(len(village)):
        first_c = max(int(np.ceil((ix[cell] * size_m - left) / pixel_m - 0.5)), 0)
        last_c = min(int(np.ceil(((ix[cell] + 1) * size_m - left) / pixel_m - 0.5)), columns)
        first_r = max(int(np.floor((top - (iy[cell] + 1) * size_m) / pixel_m - 0.5)) + 1, 0)
        last_r = min(int(np.floor((top - iy[cell] * size_m) / pixel_m - 0.5)) + 1, rows)
        count = sum_r = sum_c = 0.0
        for r in range(first_r, last_r):
            for c in range(first_c, last_c):
                if owner[r, c] == village[cell]:
                    count += 1.0
                    sum_r += r
                    sum_c += c
        if count == 0.0:
            continue
        best = np.inf
        for r in range(first_r, last_r):
            for c in range(first_c, last_c):
                if owner[r, c] != village[cell]:
                    continue
                off = (r - sum_r / count) ** 2 + (c - sum_c / count) ** 2
                if not walkable[r, c]:
                    off += 1e12  # only where nothing else is left
                if off < best:
                    best = off
                    pixel[cell, 0], pixel[cell, 1] = r, c
