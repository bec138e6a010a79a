"""Cut villages into the squares of the planning grid, and say what the ground of every square is like."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.errors import InputError
from geo.ground.cellstats import cell_statistics
from geo.ground.pieces import Squares, cut_pieces, points_inside
from geo.model.land import COVER_COLUMNS, LandCover, Terrain
from geo.model.schema import CELLS
from geo.model.tables import check
from geo.settings import Settings

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]

_ON_LINE_M: Final = 1e-6  # a point this near a grid line may belong to either side
_NOISE_M2: Final = 1e-6
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
    CELLS, by village, then northwards, then eastwards; `remote_h` is NaN until ways are known, and
    `area_id` empty until areas are. The cells of a village add up to it within 1e-12.

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
    # A border that runs along the grid leaves slips of 1e-9 m2: noise of the last digit, and no ground.
    found = found[found["area_m2"] > _NOISE_M2].reset_index(drop=True)
    found = _fill_beyond_raster(found, size_m)
    ids = villages["village_id"].astype(str).to_numpy()
    village, ix, iy = (found[name].to_numpy(np.int64) for name in ("village", "ix", "iy"))
    area_m2 = found["area_m2"].to_numpy()
    walkable = (terrain.cover != LandCover.WATER) & (terrain.slope_deg < settings.travel.restricted_slope_deg)
    squares = Squares(village, ix, iy, area_m2, size_m)
    x, y = points_inside(villages.geometry.to_numpy(), squares, terrain.grid, walkable)
    cell_id = _cell_ids(ids[village], ix, iy)
    joined = _join_small(village, ix, iy, area_m2, settings.grid.small_piece_share * size_m**2)
    table = {
        "cell_id": cell_id,
        "village_id": ids[village],
        "area_id": "",
        "ix": ix,
        "iy": iy,
        "x": x,
        "y": y,
        "area_m2": area_m2,
        "joined_to": cell_id[joined],
        **_ground_columns(found),
        "water_m": found["water_mean"] if water_m is not None else np.nan,
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
    squares = Squares(
        position,
        cells["ix"].to_numpy(np.int64),
        cells["iy"].to_numpy(np.int64),
        cells["area_m2"].to_numpy(float),
        cell_size_m,
    )
    pieces = cut_pieces(shapely.force_2d(villages.geometry.to_numpy()), squares)
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
    steep = terrain.slope_deg > settings.travel.search_slope_deg
    closed = (terrain.cover == LandCover.WATER) | (terrain.cover == LandCover.BUILT)
    rasters: dict[str, NDArray] = {
        "southness": np.where(np.isnan(aspect), 0.0, -np.cos(aspect)),
        "steep": steep,
        "on_foot": ~steep & ~closed,
        "mapped": terrain.mapped,
        "void": terrain.void,
        "edge": edge,
        "seam": seam_m,
    }
    if water_m is not None:
        rasters["water"] = water_m
    return {name: values.astype(np.float32) for name, values in rasters.items()}


def _ground_columns(found: pd.DataFrame) -> dict[str, Any]:
    cover = {name: found[f"class_{code}"] for code, name in enumerate(COVER_COLUMNS)}
    dry = (1.0 - cover["cover_water"] - cover["cover_built"]).clip(0.0, 1.0)
    return {
        "searchable_m2": found["area_m2"] * dry,
        "on_foot_m2": found["area_m2"] * np.minimum(found["on_foot_mean"], dry),
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
        "seam_m": found["seam_mean"],
    }


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
