"""Read the shape of the ground off an elevation model: slope, aspect, streams, forest edges, seams."""

from __future__ import annotations

import heapq
from typing import Any

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray
from scipy import ndimage

from geo.model.land import LandCover, PixelGrid, Terrain
from geo.settings import Settings

EVENING_ROUNDS = 60  # enough for voids some ten pixels wide; wider ones keep no cliff either


def slope_aspect(
    elevation_m: NDArray[np.floating], pixel_m: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Slope and aspect of every pixel from its eight neighbours (Horn 1981).

    Parameters
    ----------
    elevation_m : (rows, columns), m, row 0 in the north, without NaN
    pixel_m : side of a pixel, m

    Returns
    -------
    slope_deg : float32 (rows, columns), 0 to 90
    aspect_deg : float32 (rows, columns), direction in which water leaves, clockwise from north, 0 to 360;
        NaN on flat ground

    Examples
    --------
    >>> slope, aspect = slope_aspect(np.array([[30.0] * 3, [20.0] * 3, [10.0] * 3]), 10.0)
    >>> float(slope[1, 1]), float(aspect[1, 1])
    (45.0, 180.0)
    """
    z = _with_rim(np.asarray(elevation_m, np.float64))
    west = z[:-2, :-2] + 2 * z[1:-1, :-2] + z[2:, :-2]
    east = z[:-2, 2:] + 2 * z[1:-1, 2:] + z[2:, 2:]
    north = z[:-2, :-2] + 2 * z[:-2, 1:-1] + z[:-2, 2:]
    south = z[2:, :-2] + 2 * z[2:, 1:-1] + z[2:, 2:]
    eastward, northward = (east - west) / (8 * pixel_m), (north - south) / (8 * pixel_m)
    steepness = np.hypot(eastward, northward)
    aspect = np.degrees(np.arctan2(-eastward, -northward)) % 360
    # Below a micrometre a metre the direction is noise of the floats, not of the ground.
    aspect[steepness < 1e-6] = np.nan
    return np.degrees(np.arctan(steepness)).astype(np.float32), aspect.astype(np.float32)


def _with_rim(z: NDArray[np.float64]) -> NDArray[np.float64]:
    # The rim goes on with the last slope; repeating the last pixel would halve slopes along the border.
    rows, columns = z.shape
    z = np.pad(z, ((1, 1), (0, 0)), mode="reflect" if rows > 1 else "edge", **_odd(rows))
    return np.pad(z, ((0, 0), (1, 1)), mode="reflect" if columns > 1 else "edge", **_odd(columns))


def _odd(size: int) -> dict[str, Any]:
    return {"reflect_type": "odd"} if size > 1 else {}


def fill_voids(elevation: NDArray[np.floating]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Give pixels without elevation (NaN) one that joins their surroundings; say which they were.

    They begin with the nearest known elevation and are then evened out among themselves, so that no cliffs
    stand where two nearest pixels meet. A grid without any known pixel becomes flat at 0 m, all of it void.
    """
    void = ~np.isfinite(elevation)
    if void.all() or not void.any():
        return np.where(void, 0, elevation).astype(np.float32), void
    nearest = ndimage.distance_transform_edt(void, return_distances=False, return_indices=True)
    filled = elevation[tuple(nearest)].astype(np.float32)
    row, column = np.nonzero(void)
    above, below = np.maximum(row - 1, 0), np.minimum(row + 1, void.shape[0] - 1)
    left, right = np.maximum(column - 1, 0), np.minimum(column + 1, void.shape[1] - 1)
    for _ in range(EVENING_ROUNDS):
        around = filled[above, column] + filled[below, column] + filled[row, left] + filled[row, right]
        filled[row, column] = around / 4
    return filled, void


def distance_m(mask: NDArray[np.bool_], pixel_m: float) -> NDArray[np.float32]:
    """Distance from every pixel centre to the nearest marked pixel centre, float32 m.

    Where nothing is marked the diagonal of the grid is given: what was looked for is not in sight.
    """
    if not mask.any():
        return np.full(mask.shape, np.hypot(*mask.shape) * pixel_m, np.float32)
    return (ndimage.distance_transform_edt(~mask) * pixel_m).astype(np.float32)


def forest_edge(cover: NDArray[np.uint8], pixel_m: float, settings: Settings) -> NDArray[np.bool_]:
    """Mark pixels whose centre lies within `grid.forest_edge_m` of a border between forest and other ground.

    Parameters
    ----------
    cover : uint8 (rows, columns), `LandCover` codes
    """
    forest = cover == LandCover.FOREST
    if forest.all() or not forest.any():
        return np.zeros(cover.shape, bool)
    across = np.where(forest, distance_m(~forest, pixel_m), distance_m(forest, pixel_m))
    # The border runs half a pixel before the centre of the first pixel beyond it.
    return across - pixel_m / 2 <= settings.grid.forest_edge_m


def streams(elevation: NDArray[np.floating], pixel_m: float, settings: Settings) -> NDArray[np.bool_]:
    """Mark pixels that drain at least `grid.flow_accumulation_m2` of ground.

    Hollows are filled from the rim (priority flood, Barnes et al. 2014), water then takes the steepest of
    eight ways down. Flat ground (one elevation everywhere) has no streams.
    """
    z = np.ascontiguousarray(elevation, np.float32)
    if z.size == 0 or float(z.min()) == float(z.max()):
        return np.zeros(z.shape, bool)
    return _drained_kernel(z) * pixel_m**2 >= settings.grid.flow_accumulation_m2


@njit(cache=True)
def _drained_kernel(z):  # type: ignore[no-untyped-def]
    """Count the pixels that drain through each pixel, itself included."""
    rows, columns = z.shape
    filled, flat = z.copy(), np.arange(z.size)
    seen, towards, order = np.zeros(z.size, np.bool_), np.full(z.size, -1), np.empty(z.size, np.int64)
    queue = [(z[0, 0], flat[0])]
    seen[0] = True
    for pixel in range(1, z.size):
        row, column = pixel // columns, pixel % columns
        if row in {0, rows - 1} or column in {0, columns - 1}:
            seen[pixel] = True
            queue.append((z[row, column], flat[pixel]))
    heapq.heapify(queue)
    done = 0
    while queue:
        level, pixel = heapq.heappop(queue)
        order[done], done = pixel, done + 1
        row, column, steepest = pixel // columns, pixel % columns, np.float32(0)
        for down in range(max(row - 1, 0), min(row + 2, rows)):
            for across in range(max(column - 1, 0), min(column + 2, columns)):
                beside = down * columns + across
                if not seen[beside]:
                    seen[beside] = True
                    towards[beside] = pixel
                    filled[down, across] = max(z[down, across], level)
                    heapq.heappush(queue, (filled[down, across], flat[beside]))
                elif beside != pixel:
                    fall = level - filled[down, across]
                    if down != row and across != column:
                        fall *= np.float32(0.70710678)
                    if fall > steepest:
                        steepest, towards[pixel] = fall, beside
    drained = np.ones(z.size, np.int64)
    for last in range(z.size - 1, -1, -1):
        pixel = order[last]
        if towards[pixel] >= 0:
            drained[towards[pixel]] += drained[pixel]
    return drained.reshape(z.shape)


def seam_distance(villages: Any, grid: PixelGrid) -> NDArray[np.float32]:
    """Distance of every pixel centre to another jurisdiction, float32 (rows, columns), m.

    A seam is the outline of the site, holes included, and every border between townships where the file
    names more than one. Gaps between villages narrower than a pixel are slips of drawing, not seams.

    Parameters
    ----------
    villages : VILLAGES, in the CRS of the grid
    """
    groups = villages.geometry.groupby(villages["township"].to_numpy())
    closed = [_closed(shapely.union_all(parts.to_numpy()), grid.pixel_m / 2) for _, parts in groups]
    whole = _closed(shapely.union_all(villages.geometry.to_numpy()), grid.pixel_m / 2)
    lines = shapely.boundary([whole, *closed] if len(closed) > 1 else [whole])
    points = shapely.get_coordinates(shapely.segmentize(lines, grid.pixel_m / 4))
    left, bottom, right, top = grid.bounds
    points = points[(points >= [left, bottom]).all(axis=1) & (points <= [right, top]).all(axis=1)]
    x, y = grid.centre(*np.indices((grid.rows, grid.columns)))
    if not len(points):
        return distance_m(np.zeros(x.shape, bool), grid.pixel_m)
    return _distance_to(points, x, y, grid).astype(np.float32)


def _distance_to(points: Any, x: Any, y: Any, grid: PixelGrid) -> NDArray[np.float64]:
    """Distance to the points in the nearest pixel that holds any: right to half a pixel beside a line."""
    row, column = grid.row_column(points[:, 0], points[:, 1])
    flat = row * grid.columns + column
    held = np.bincount(flat, minlength=x.size)
    # The middle of a line's piece in its pixel stands for the piece.
    middle = [np.bincount(flat, along, x.size) / np.maximum(held, 1) for along in points.T]
    nearest = ndimage.distance_transform_edt(
        held.reshape(x.shape) == 0, return_distances=False, return_indices=True
    )
    place = nearest[0] * grid.columns + nearest[1]
    return np.hypot(x - middle[0][place], y - middle[1][place])


def _closed(shape: Any, gap_m: float) -> Any:
    return shape.buffer(gap_m, join_style="mitre").buffer(-gap_m, join_style="mitre")


def make_terrain(
    grid: PixelGrid,
    elevation: NDArray[np.floating] | None,
    cover: NDArray[np.uint8] | None,
    mapped: NDArray[np.bool_] | None,
    path: NDArray[np.bool_] | None,
    settings: Settings,
) -> Terrain:
    """Put the terrain together; what is not given is flat, open and without paths.

    Parameters
    ----------
    elevation : m, NaN where unknown; None is flat ground at `season.mean_at_m`, where the assumed climate
        holds, all of it void
    cover : `LandCover` codes; None is open ground, none of it mapped
    mapped : where land cover was given; None is everywhere, if there is a cover
    path : True where a road or path lies
    """
    shape = (grid.rows, grid.columns)
    if elevation is None:
        height, void = np.full(shape, settings.season.mean_at_m, np.float32), np.ones(shape, bool)
    else:
        height, void = fill_voids(elevation)
    slope, aspect = slope_aspect(height, grid.pixel_m)
    if mapped is None:
        mapped = np.full(shape, cover is not None)
    return Terrain(
        grid=grid,
        elevation_m=height,
        void=void,
        slope_deg=slope,
        aspect_deg=aspect,
        cover=np.full(shape, LandCover.OPEN, np.uint8) if cover is None else cover.astype(np.uint8),
        mapped=mapped,
        path=np.zeros(shape, bool) if path is None else path,
    )
