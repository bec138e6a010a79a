"""Time the walks between near places, pixel by pixel, each in a window of its own."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree

from geo.ground.travel import BARRIER, BORDER, STEPS, UNSEEN, Ground, _along_kernel, _spread_kernel, ground
from geo.model.land import Terrain
from geo.settings import Settings
from geo.units import SECONDS_PER_HOUR, UNREACHABLE_S, whole_seconds

SLACK = 1.15  # windows reach beyond the radius, so that a walk can go round an obstacle


def near_pairs(x: Any, y: Any, radius_m: float) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Pairs of points up to a distance apart, as CSR rows (start, to), both directions, sorted by `to`."""
    n = len(x)
    pairs = cKDTree(np.column_stack([x, y])).query_pairs(radius_m, output_type="ndarray") if n else None
    if pairs is None or not len(pairs):
        return np.zeros(n + 1, np.int64), np.empty(0, np.int32)
    both = np.concatenate([pairs, pairs[:, ::-1]])
    rows = sparse.coo_array((np.ones(len(both), bool), both.T), shape=(n, n)).tocsr()
    rows.sort_indices()
    return rows.indptr.astype(np.int64), rows.indices.astype(np.int32)


def near_walks(
    terrain: Terrain, x: Any, y: Any, *, radius_m: float, settings: Settings
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    """Time the walk from every point to every other within a distance.

    Parameters
    ----------
    x, y : (n,) coordinates in the grid's CRS
    radius_m : straight distance up to which walks are searched

    Returns
    -------
    start, to, seconds : CSR rows; inf where there is no way within `travel.walk_limit_h`
    """
    start, to = near_pairs(x, y, radius_m)
    seconds = np.full(len(to), np.inf)
    land, half_width = ground(terrain, settings), _half_width(terrain, radius_m)
    flat = land.flat(*terrain.grid.row_column(x, y))
    limit_s = settings.travel.walk_limit_h * SECONDS_PER_HOUR
    workers = os.cpu_count() or 1

    def run(first: int, last: int) -> None:
        _near_kernel(
            land.height, land.half, land.width, flat, first, last, start, to, half_width, limit_s,
            *_forms(land), seconds,
        )  # fmt: skip

    # Threads of Python, not of numba: those of numba may not be entered from two sessions at once.
    parts = np.linspace(0, len(flat), 4 * workers + 1).astype(int)
    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(run, int(first), int(last)) for first, last in pairwise(parts)]:
            done.result()
    return start, to, seconds


def joined_walks(
    terrain: Terrain, x: Any, y: Any, settings: Settings
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Time walks from every point to those within `travel.walk_cells` cells, passing by other points or not.

    Walks are searched pixel by pixel within `travel.near_cells` cells and joined to longer ones.

    Returns
    -------
    start, to, seconds : CSR rows of the walks of at most `travel.walk_limit_h`; whole seconds, rounded up
    """
    travel = settings.travel
    x, y = np.asarray(x, float), np.asarray(y, float)
    start, to, seconds = near_walks(terrain, x, y, radius_m=near_radius_m(settings), settings=settings)
    wide_start, wide_to = near_pairs(
        x, y, (max(travel.walk_cells, travel.near_cells) + 0.5) * settings.grid.cell_size_m
    )
    limit_s = int(travel.walk_limit_h * SECONDS_PER_HOUR)
    wide_s = _join_kernel(start, to, whole_seconds(seconds), wide_start, wide_to, limit_s)
    known = wide_s < UNREACHABLE_S
    before = np.concatenate([[0], np.cumsum(known)])
    return before[wide_start], wide_to[known], wide_s[known]


def near_radius_m(settings: Settings) -> float:
    """Straight distance up to which walks are searched pixel by pixel."""
    return (settings.travel.near_cells + 0.5) * settings.grid.cell_size_m


def near_way(
    terrain: Terrain,
    start: Any,
    end: Any,
    *,
    settings: Settings,
    land: Ground | None = None,
    limit_s: float = np.inf,
) -> tuple[NDArray[np.float64], float]:
    """Give the walk that `joined_walks` searched pixel by pixel from point to point.

    Parameters
    ----------
    start, end : (x, y) in the grid's CRS
    land : `ground(terrain, settings)`, if many ways are asked for
    limit_s : a longer walk is not looked for

    Returns
    -------
    line, seconds : pixel centres (n, 2) and seconds; (0, 2) and inf where there is no way
    """
    land = ground(terrain, settings) if land is None else land
    half_width = _half_width(terrain, near_radius_m(settings))
    rows, columns = terrain.grid.row_column([start[0], end[0]], [start[1], end[1]])
    one, other = land.flat(rows, columns)
    limit_s = min(settings.travel.walk_limit_h * SECONDS_PER_HOUR, limit_s)
    form32, metres, form = _forms(land)
    box = _window_kernel(land.height, land.half, land.width, one, half_width, limit_s, form32, metres)
    way = _window_way_kernel(box[2], other, land.width, one, half_width)
    seconds, _ = _along_kernel(land.height, land.half, way, land.width, land.pixel_m, form)
    row, column = np.divmod(way, land.width)
    line = np.column_stack(terrain.grid.centre(row - BORDER, column - BORDER))
    return line, float(seconds) if len(way) else np.inf


def _half_width(terrain: Terrain, radius_m: float) -> int:
    return int(np.ceil(SLACK * radius_m / terrain.grid.pixel_m)) + 1


def _forms(land: Ground) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float64]]:
    metres = np.hypot(*STEPS.T) * land.pixel_m
    return np.array(land.form, np.float32), metres.astype(np.float32), np.array(land.form)


@njit(cache=True, nogil=True)
def _window_kernel(height, half, width, centre, half_width, limit_s, form, metres):  # type: ignore[no-untyped-def]
    """Spread from the centre of a round window cut out of the flat arrays, two barred pixels around it."""
    side = 2 * (half_width + BORDER) + 1
    rows, middle = len(height) // width, half_width + BORDER
    z, paces = np.zeros(side * side, np.float32), np.zeros(side * side, np.float32)
    seconds = np.full(side * side, BARRIER, np.float32)
    source, parent = np.full(side * side, -1, np.int32), np.full(side * side, -1, np.int32)
    for row in range(BORDER, side - BORDER):
        line = centre // width + row - middle
        if line < 0 or line >= rows:
            continue
        for column in range(BORDER, side - BORDER):
            across = centre % width + column - middle
            if across < 0 or across >= width:
                continue
            inside, outside = row * side + column, line * width + across
            z[inside], paces[inside] = height[outside], half[outside]
            apart = (row - middle) ** 2 + (column - middle) ** 2
            if half[outside] != 0 and apart <= half_width**2:
                seconds[inside] = UNSEEN
    seeds = np.array([middle * side + middle])
    _spread_kernel(
        z, paces, seeds, side, np.float32(limit_s), metres, form, True, False, seconds, source, parent,  # noqa: FBT003
    )  # fmt: skip
    return side, source, parent


@njit(cache=True, nogil=True)
def _window_way_kernel(parent, end, width, centre, half_width):  # type: ignore[no-untyped-def]
    """Flat indices outside the window of the way from its centre to a pixel; empty where there is none."""
    side, middle = 2 * (half_width + BORDER) + 1, half_width + BORDER
    row = end // width - centre // width + middle
    column = end % width - centre % width + middle
    way = np.empty(64, np.int64)
    if row < 0 or column < 0 or row >= side or column >= side:
        return way[:0]
    n, inside = 0, row * side + column
    while inside >= 0:
        if n == len(way):
            way = np.concatenate((way, way))
        way[n] = (centre // width + inside // side - middle) * width + centre % width + inside % side - middle
        inside, n = parent[inside], n + 1
    if way[n - 1] != centre:
        return way[:0]
    return way[:n][::-1]


@njit(cache=True, nogil=True)
def _near_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    height, half, width, flat, first, last, start, to, half_width, limit_s, form32, metres, form, seconds
):
    for i in range(first, last):
        if start[i] == start[i + 1] or half[flat[i]] == 0:
            continue
        _, _, parent = _window_kernel(height, half, width, flat[i], half_width, limit_s, form32, metres)
        for k in range(start[i], start[i + 1]):
            way = _window_way_kernel(parent, flat[to[k]], width, flat[i], half_width)
            if len(way):
                seconds[k], _ = _along_kernel(height, half, way, width, np.float64(metres[0]), form)


@njit(cache=True, nogil=True)
def _join_kernel(start, to, seconds, wide_start, wide_to, limit_s):  # type: ignore[no-untyped-def]
    """Join near walks to the quickest chains that stay among the wide neighbours of their first cell."""
    found = np.full(len(wide_to), UNREACHABLE_S)
    place = np.full(len(wide_start), -1)
    for i in range(len(wide_start) - 1):
        first, last = wide_start[i], wide_start[i + 1]
        place[wide_to[first:last]] = np.arange(first, last)
        for k in range(start[i], start[i + 1]):
            found[place[to[k]]] = seconds[k]
        done = np.zeros(last - first, np.bool_)
        while True:
            best, at = limit_s + 1, -1
            for k in range(first, last):
                if not done[k - first] and found[k] < best:
                    best, at = found[k], k
            if at < 0:
                break
            done[at - first] = True
            via = wide_to[at]
            for k in range(start[via], start[via + 1]):
                where = place[to[k]]
                if where >= 0 and best + seconds[k] < found[where]:
                    found[where] = best + seconds[k]
        for k in range(first, last):
            if not done[k - first]:
                found[k] = UNREACHABLE_S
        place[wide_to[first:last]] = -1
    return found
