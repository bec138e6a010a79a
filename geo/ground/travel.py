"""Time walks over the terrain: out to a place, back from it, and there and back by one way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import ndimage

from geo.model.land import LandCover, PixelGrid, Terrain
from geo.settings import Settings
from geo.units import UNREACHABLE_S, kmh_to_seconds_per_metre

Direction = Literal["out", "back", "round"]

BORDER = 2  # a knight's move reaches two pixels beyond the grid
BUCKETS = 4096  # turns of the wheel are counted, so any number is exact; this one keeps it in cache
UNSEEN = np.float32(1e30)
BARRIER = np.float32(-1)

STEPS = np.array([
    (0, -1), (0, 1), (-1, 0), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1),
    (-2, -1), (-2, 1), (2, -1), (2, 1), (-1, -2), (-1, 2), (1, -2), (1, 2),
])  # fmt: skip
"""Rows and columns of the 16 neighbours: four beside, four across the corner, eight knight's moves."""


@dataclass(frozen=True)
class WalkField:
    """Walking times from, to, or to and from the nearest of many sources; arrays are (rows, columns).

    seconds float, inf where nobody can walk to; source int32, place in the list of sources, -1 where there is
    none; parent int64, flat index of the pixel before on the way from the source, -1 at a source and where
    there is no way.
    """

    seconds: NDArray[np.floating]
    source: NDArray[np.int32]
    parent: NDArray[np.int64]


def pace(terrain: Terrain, settings: Settings) -> NDArray[np.float32]:
    """Seconds off the path as multiples of seconds on a path, float32 (rows, columns); inf where barred.

    Land cover slows walking; water and ground steeper than `travel.restricted_slope_deg` are barred unless
    a path (or bridge) leads there. Between two path pixels the kernel takes 1 in place of these.
    """
    travel = settings.travel
    by_cover = np.ones(len(LandCover))
    by_cover[LandCover.SCRUB] = travel.pace_scrub
    by_cover[LandCover.FOREST] = travel.pace_forest
    by_cover[LandCover.CROP] = travel.pace_crop
    times = (by_cover / travel.off_path)[terrain.cover]
    barred = (terrain.cover == LandCover.WATER) | (terrain.slope_deg > travel.restricted_slope_deg)
    times[barred & ~terrain.path] = np.inf
    return times.astype(np.float32)


def open_pixels(
    terrain: Terrain, x: Any, y: Any, settings: Settings
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the pixels that hold these points, or of the nearest that can be walked on."""
    barred = ~np.isfinite(pace(terrain, settings))
    row, column = terrain.grid.row_column(x, y)
    if barred[row, column].any() and not barred.all():
        near = ndimage.distance_transform_edt(barred, return_distances=False, return_indices=True)
        row, column = near[:, row, column].astype(np.int64)
    return row, column


@dataclass(frozen=True)
class Ground:
    """What the kernels walk on: flat arrays of the grid with a border of two pixels all round.

    height float, m; half float32, half the pace multiplier of a pixel, negative on a path, 0 where barred;
    width int, pixels in a row, border included; form: s/m at best slope, Tobler's steepness and offset.
    """

    height: NDArray[np.floating]
    half: NDArray[np.float32]
    width: int
    pixel_m: float
    form: tuple[float, float, float]

    def flat(self, row: Any, column: Any) -> NDArray[np.int64]:
        """Flat indices, border included, of pixels of the grid."""
        return (np.asarray(row, np.int64) + BORDER) * self.width + np.asarray(column, np.int64) + BORDER

    def inner(self, flat: NDArray[Any]) -> NDArray[Any]:
        """Cut the border off a flat array and give it back as (rows, columns)."""
        return np.ascontiguousarray(flat.reshape(-1, self.width)[BORDER:-BORDER, BORDER:-BORDER])


def ground(terrain: Terrain, settings: Settings) -> Ground:
    """Lay out the terrain for the kernels."""
    travel = settings.travel
    times = pace(terrain, settings)
    half = np.where(np.isfinite(times), times / 2, 0).astype(np.float32)
    half[terrain.path] *= -1
    return Ground(
        height=np.pad(terrain.elevation_m, BORDER).ravel(),
        half=np.pad(half, BORDER).ravel(),
        width=terrain.grid.columns + 2 * BORDER,
        pixel_m=terrain.grid.pixel_m,
        form=(kmh_to_seconds_per_metre(travel.tobler_kmh), travel.tobler_steepness, travel.tobler_offset),
    )


def walk(
    terrain: Terrain,
    rows: Any,
    columns: Any,
    *,
    direction: Direction,
    settings: Settings,
    limit_s: float = math.inf,
    precision: type[np.floating] = np.float32,
) -> WalkField:
    """Time the quickest walk between every pixel and the nearest of many sources (Tobler 1993).

    Every pixel has 16 neighbours. An edge takes length x 0.6 exp(3.5 |slope + 0.05|) s, times the mean
    `pace` of its two pixels unless both are path. Exact: equal to Dijkstra on the same graph.

    Parameters
    ----------
    rows, columns : pixels of the sources; one on barred ground is nobody's nearest
    direction : "out" from source to pixel, "back" from pixel to source, "round" both along one way
    limit_s : pixels further away than this are left out
    precision : float32 or float64 for the times
    """
    land = ground(terrain, settings)
    toward, away = direction != "back", direction != "out"
    seconds = np.where(land.half == 0, precision(BARRIER), precision(UNSEEN))
    source = np.full(seconds.size, -1, np.int32)
    parent = np.full(seconds.size, -1, np.int32)
    metres = (np.hypot(*STEPS.T) * land.pixel_m).astype(precision)
    _spread_kernel(
        land.height.astype(precision), land.half, land.flat(rows, columns).ravel(), land.width,
        precision(min(limit_s, UNREACHABLE_S)), metres, np.array(land.form, precision), toward, away,
        seconds, source, parent,
    )  # fmt: skip
    seconds[(seconds < 0) | (seconds >= UNSEEN)] = np.inf
    row, column = np.divmod(parent.astype(np.int64), land.width)
    flat = np.where(parent < 0, -1, (row - BORDER) * terrain.grid.columns + column - BORDER)
    return WalkField(land.inner(seconds), land.inner(source), land.inner(flat))


@njit(cache=True, nogil=True)
def _edge_kernel(length, climb, half_u, half_v, form, toward, away):  # type: ignore[no-untyped-def]
    """Seconds from one pixel to the next (toward), from the next to this one (away), or the sum."""
    slope = climb / length
    if toward and away:
        slowed = np.exp(form[1] * abs(slope + form[2])) + np.exp(form[1] * abs(form[2] - slope))
    elif toward:
        slowed = np.exp(form[1] * abs(slope + form[2]))
    else:
        slowed = np.exp(form[1] * abs(form[2] - slope))
    if half_u < 0 and half_v < 0:
        return length * form[0] * slowed
    return length * form[0] * slowed * (abs(half_u) + abs(half_v))


@njit(cache=True)
def _reach_kernel(width):  # type: ignore[no-untyped-def]
    """Flat offsets of the 16 neighbours, and of the two pixels each slanting step passes between."""
    reach = np.zeros((16, 3), np.int64)
    for k in range(16):
        down, across = STEPS[k, 0], STEPS[k, 1]
        one, other = np.sign(down) * width, np.sign(across)
        reach[k, 0] = down * width + across
        if k >= 8:
            reach[k, 1] = one if abs(down) == 2 else other
            reach[k, 2] = one + other
        else:
            reach[k, 1], reach[k, 2] = one, other
    return reach


@njit(cache=True, nogil=True)
# One loop: a bucket queue cut into calls would be slower and no easier to follow.
def _spread_kernel(  # type: ignore[no-untyped-def]  # noqa: C901, PLR0912, PLR0915, PLR0917
    height, half, seeds, width, limit_s, metres, form, toward, away, seconds, source, parent
):
    """Settle pixels in order of time by a wheel of buckets; fills seconds, source and parent."""
    reach = _reach_kernel(width)
    least = metres * form[0]
    if toward and away:
        least = least + least
    # A bucket wider than the smallest edge would settle a pixel too early.
    inverse = 1.0 / (least[0] * 0.9999)
    heads = np.full(BUCKETS, -1, np.int32)
    before, after = np.empty(seconds.size, np.int32), np.empty(seconds.size, np.int32)
    waiting, turn = 0, 0
    for k in range(len(seeds)):
        pixel = seeds[k]
        if seconds[pixel] > 0:
            seconds[pixel], source[pixel] = 0, k
            before[pixel], after[pixel] = -1, heads[0]
            if heads[0] >= 0:
                before[heads[0]] = pixel
            heads[0] = pixel
            waiting += 1
    while waiting > 0:
        slot = turn % BUCKETS
        pixel = heads[slot]
        # What lies a whole turn of the wheel ahead shares the bucket and waits in it.
        while pixel >= 0 and int(seconds[pixel] * inverse) != turn:
            pixel = after[pixel]
        if pixel < 0:
            turn += 1
            continue
        if before[pixel] >= 0:
            after[before[pixel]] = after[pixel]
        else:
            heads[slot] = after[pixel]
        if after[pixel] >= 0:
            before[after[pixel]] = before[pixel]
        waiting -= 1
        now, here, half_here, origin = seconds[pixel], height[pixel], half[pixel], source[pixel]
        for k in range(16):
            beside = pixel + reach[k, 0]
            known, slope_half = seconds[beside], half[beside]
            if now + least[k] >= known:  # settled, barred or not better
                continue
            if k >= 8:
                if seconds[pixel + reach[k, 1]] < 0 or seconds[pixel + reach[k, 2]] < 0:
                    continue
            elif (
                k >= 4
                and seconds[pixel + reach[k, 1]] < 0
                and seconds[pixel + reach[k, 2]] < 0
                and not (half_here < 0 and slope_half < 0)
            ):
                continue
            then = now + _edge_kernel(
                metres[k], height[beside] - here, half_here, slope_half, form, toward, away
            )
            if then >= known or then > limit_s:
                continue
            place = int(then * inverse)
            if known < UNSEEN:
                old = int(known * inverse)
                if old != place:
                    if before[beside] >= 0:
                        after[before[beside]] = after[beside]
                    else:
                        heads[old % BUCKETS] = after[beside]
                    if after[beside] >= 0:
                        before[after[beside]] = before[beside]
            else:
                old = -1
                waiting += 1
            if old != place:
                head = heads[place % BUCKETS]
                before[beside], after[beside] = -1, head
                if head >= 0:
                    before[head] = beside
                heads[place % BUCKETS] = beside
            seconds[beside], source[beside], parent[beside] = then, origin, pixel


def walk_line(field: WalkField, grid: PixelGrid, row: int, column: int) -> NDArray[np.float64]:
    """Centres of the pixels from the nearest source to this pixel, (n, 2) m; (0, 2) where there is no way."""
    flat, parents = int(row) * grid.columns + int(column), field.parent.ravel()
    if field.source[row, column] < 0:
        return np.empty((0, 2))
    way = [flat]
    while parents[flat] >= 0:
        flat = int(parents[flat])
        way.append(flat)
    return np.column_stack(grid.centre(*np.divmod(np.array(way[::-1]), grid.columns)))


def walk_seconds(terrain: Terrain, line: NDArray[np.float64], settings: Settings) -> tuple[float, float]:
    """Seconds along a pixel line and along the same line back, in double precision.

    Parameters
    ----------
    line : (n, 2) coordinates in the grid's CRS, each in the pixel before or in one of its 16 neighbours

    Returns
    -------
    (there, back) : inf where the line enters barred ground
    """
    land = ground(terrain, settings)
    row, column = terrain.grid.row_column(line[:, 0], line[:, 1])
    return _along_kernel(
        land.height, land.half, land.flat(row, column), land.width, land.pixel_m, np.array(land.form)
    )


def seconds_along(
    terrain: Terrain, field: WalkField, rows: Any, columns: Any, settings: Settings
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Seconds along the ways of a field, in double precision: from the source, and back to it.

    Parameters
    ----------
    rows, columns : (n,) pixels at which the ways end

    Returns
    -------
    (from_source, to_source) : (n,) s, inf where there is no way; equal to `walk_seconds` of `walk_line`
    """
    land = ground(terrain, settings)
    rows, columns = np.asarray(rows, np.int64), np.asarray(columns, np.int64)
    ends = np.where(field.source[rows, columns] >= 0, rows * terrain.grid.columns + columns, -1)
    return _ways_kernel(
        land.height, land.half, field.parent.ravel(), ends, terrain.grid.columns, land.width, land.pixel_m,
        np.array(land.form),
    )  # fmt: skip


@njit(cache=True, nogil=True)
def _along_kernel(height, half, way, width, pixel_m, form):  # type: ignore[no-untyped-def]
    """Add up edges along flat indices, there and back."""
    there, back = 0.0, 0.0
    for k in range(1, len(way)):
        u, v = way[k - 1], way[k]
        if half[u] == 0 or half[v] == 0:
            return np.inf, np.inf
        if u != v:
            length = pixel_m * np.hypot(float(v // width - u // width), float(v % width - u % width))
            climb = np.float64(height[v]) - np.float64(height[u])
            one, other = np.float64(half[u]), np.float64(half[v])
            there += _edge_kernel(length, climb, one, other, form, True, False)  # noqa: FBT003
            back += _edge_kernel(length, climb, one, other, form, False, True)  # noqa: FBT003
    return there, back


@njit(cache=True, nogil=True)
def _ways_kernel(height, half, parent, ends, columns, width, pixel_m, form):  # type: ignore[no-untyped-def]
    there, back = np.full(len(ends), np.inf), np.full(len(ends), np.inf)
    way = np.empty(1024, np.int64)
    for k in range(len(ends)):
        n, flat = 0, ends[k]
        if flat < 0:
            continue
        while flat >= 0:
            if n == len(way):
                way = np.concatenate((way, way))
            way[n] = (flat // columns + BORDER) * width + flat % columns + BORDER
            flat, n = parent[flat], n + 1
        there[k], back[k] = _along_kernel(height, half, way[:n][::-1], width, pixel_m, form)
    return there, back
