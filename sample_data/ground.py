"""Raise and erode the invented mountains until every valley drains: elevation, rivers, a reservoir."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from sample_data.flow import Flow, drain, erode

CRS = "EPSG:4544"
PIXEL_M = 30.0
ROWS, COLUMNS = 620, 660
LEFT_M, TOP_M = 453_000.0, 3_717_300.0  # about 104.6 E, 33.5 N
LOWEST_M, HIGHEST_M = 1_390.0, 2_700.0
INFLOW_M2 = 420e6  # the river's catchment before it enters the map
STREAM_M2 = 250_000.0
STEEPEST = (0.28, 0.62)  # rise per metre from where soft and hard slopes slide: 16 and 32 degrees
MARGIN_PX = 40
REACH = (75, COLUMNS - 75)  # columns between which the river is the township's
DAM_M = 20.0
ROCK_SEED = 7
_CUT, _CREEP = 2.2e-5, 0.012  # erodibility of the stream-power law with m = 0.45; creep, m2 a year


@dataclass(frozen=True)
class Ground:
    """The land without people; every array is (rows, columns), row 0 in the north.

    elevation_m; flow; catchment_m2 with the river's inflow; river bool, the main river's pixels;
    township bool; lake bool, the reservoir; dam (row, column).
    """

    elevation_m: NDArray[np.float64]
    flow: Flow
    catchment_m2: NDArray[np.float64]
    river: NDArray[np.bool_]
    township: NDArray[np.bool_]
    lake: NDArray[np.bool_]
    dam: tuple[int, int]

    @property
    def streams(self) -> NDArray[np.bool_]:
        """Pixels that carry water all year."""
        return self.catchment_m2 >= STREAM_M2

    def slope_aspect(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """Slope in degrees and the downslope direction clockwise from north in radians."""
        south, east = np.gradient(self.elevation_m, PIXEL_M)
        return np.degrees(np.arctan(np.hypot(south, east))), np.arctan2(-east, south)


def xy(row: Any, column: Any) -> tuple[Any, Any]:
    """Coordinates of pixel centres in metres."""
    return LEFT_M + (np.asarray(column) + 0.5) * PIXEL_M, TOP_M - (np.asarray(row) + 0.5) * PIXEL_M


def pixel(x: Any, y: Any) -> tuple[Any, Any]:
    """Row and column of the pixels that hold these points, clipped to the map."""
    row = np.floor((TOP_M - np.asarray(y, float)) / PIXEL_M).astype(int)
    column = np.floor((np.asarray(x, float) - LEFT_M) / PIXEL_M).astype(int)
    return np.clip(row, 0, ROWS - 1), np.clip(column, 0, COLUMNS - 1)


def clouds(rng: np.random.Generator, shape: tuple[int, int], *, size_px: float, octaves: int = 4) -> Any:
    """Smooth noise of mean 0 and standard deviation 1 with detail down to size_px / 2^(octaves-1)."""
    total = np.zeros(shape)
    for octave in range(octaves):
        noise = ndimage.gaussian_filter(rng.standard_normal(shape), size_px / 2**octave, mode="wrap")
        total += noise / noise.std() / 2**octave
    return (total - total.mean()) / total.std()


def make_ground(rng: np.random.Generator) -> Ground:
    """Erode coarsely, refine, widen the valley floors, dam one side valley."""
    coarse = _age(_seabed(rng), rng, pixel_m=2 * PIXEL_M, steps=80, years=25_000.0)
    fine = ndimage.zoom(coarse, 2, order=3, mode="nearest", grid_mode=True)
    fine += 4.0 * clouds(rng, fine.shape, size_px=6)
    fine = _age(fine, rng, pixel_m=PIXEL_M, steps=6, years=8_000.0)
    top = np.quantile(fine, 0.9995)
    fine = LOWEST_M + (fine - fine.min()) * (HIGHEST_M - LOWEST_M) / (top - fine.min())
    flow, catchment = _drainage(fine)
    fine = _floors(fine, catchment)
    flow, catchment = _drainage(fine)
    river = _river(flow, fine.shape)
    township = _township(flow, river)
    lake, dam, level = _reservoir(flow, catchment, river, township)
    fine = np.where(lake, level, flow.level_m)
    flow, catchment = _drainage(fine)
    return Ground(np.round(flow.level_m, 1), flow, catchment, river, township, lake, dam)


def _river_row(columns: Any, width: int, height: int) -> Any:
    along = np.asarray(columns) / width
    bends = 0.045 * np.sin(9.0 * along + 0.6) + 0.022 * np.sin(23.0 * along) + 0.01 * np.sin(51.0 * along + 2)
    return np.round((0.53 + bends) * height).astype(int)


def _outlets(shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Water leaves by the river in the east, and over the north and south edges into other valleys."""
    out = np.zeros(shape, bool)
    out[0, :] = out[-1, :] = True
    out[_river_row(shape[1] - 1, shape[1], shape[0]), -1] = True
    return out


def _inflow(shape: tuple[int, int]) -> NDArray[np.float64]:
    water = np.zeros(shape)
    water[_river_row(0, shape[1], shape[0]), 0] = INFLOW_M2
    return water


def _drainage(z: NDArray[np.float64]) -> tuple[Flow, NDArray[np.float64]]:
    flow = drain(z, _outlets(z.shape), PIXEL_M)
    return flow, flow.catchment_m2(PIXEL_M, _inflow(z.shape))


def _seabed(rng: np.random.Generator) -> NDArray[np.float64]:
    """Make the surface before erosion: hills of noise, the river's course, other valleys at the edges."""
    shape = (ROWS // 2, COLUMNS // 2)
    columns = np.arange(shape[1])
    rows = _river_row(columns, shape[1], shape[0])
    away = np.abs(np.arange(shape[0])[:, None] - rows[None, :])
    z = 1_650.0 + 90.0 * clouds(rng, shape, size_px=26, octaves=5) + 0.4 * away
    river = np.zeros(shape, bool)
    river[rows, columns] = True
    for column in columns[1:]:
        low, high = sorted((rows[column - 1], rows[column]))
        river[low : high + 1, column] = True
    z[river] = (1_400.0 + 0.4 * (shape[1] - np.broadcast_to(columns, shape)))[river]
    z[0, :] = 1_620.0 + 0.35 * columns[::-1]
    z[-1, :] = 1_580.0 + 0.3 * columns[::-1]
    return z


def _age(
    z: NDArray[np.float64], rng: np.random.Generator, *, pixel_m: float, steps: int, years: float
) -> Any:
    """Uplift and erosion: rivers cut, slopes slide and creep."""
    outlets, water = _outlets(z.shape), _inflow(z.shape)
    size = 2_400.0 / pixel_m
    rock = np.random.default_rng(ROCK_SEED)  # the same rock at both resolutions
    soft = ndimage.zoom(
        clouds(rock, (ROWS // 4, COLUMNS // 4), size_px=16, octaves=2), z.shape[0] / (ROWS // 4), order=1
    )
    steepest = np.interp(soft, (-1.6, 1.6), STEEPEST[::-1])
    cut = _CUT * years * np.exp(0.35 * soft + 0.5 * rng.standard_normal(z.shape))
    rise = 1e-3 * years * (1.0 + 0.25 * clouds(rng, z.shape, size_px=size, octaves=1)).clip(0.3)
    for _ in range(steps):
        flow = drain(z, outlets, pixel_m, rough=rng.random(z.shape))
        area = flow.catchment_m2(pixel_m, water)
        z = erode(flow, rise, cut * area**0.45, outlets=outlets, steepest=steepest)
        creep = ndimage.laplace(z, mode="nearest") * min(_CREEP * years / pixel_m**2, 0.2)
        z = np.where(outlets, z, z + creep)
    return z


def _floors(z: NDArray[np.float64], catchment: NDArray[np.float64]) -> NDArray[np.float64]:
    """Widen the floors of the larger valleys: rivers wander, and people live there."""
    streams = catchment >= 2.5e6
    away, (row, column) = ndimage.distance_transform_edt(~streams, return_indices=True)
    away *= PIXEL_M
    half_width = 22.0 * (catchment[row, column] / 2.5e6) ** 0.38
    rise = 0.03 * np.minimum(away, half_width) + 0.62 * np.maximum(away - half_width, 0.0)
    bed = ndimage.gaussian_filter1d(z, 1.0)[row, column]
    return np.minimum(z, np.minimum(bed, z[row, column]) + rise)


def _river(flow: Flow, shape: tuple[int, int]) -> NDArray[np.bool_]:
    at = int(_river_row(0, shape[1], shape[0])) * shape[1]
    river = np.zeros(shape[0] * shape[1], bool)
    while not river[at]:
        river[at] = True
        at = int(flow.receiver[at])
    return river.reshape(shape)


def _township(flow: Flow, river: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Side valleys of one reach of the river that lie wholly on the map: the border runs along ridges."""
    item = np.arange(river.size).reshape(river.shape)
    mouth = ~river & river.ravel()[flow.receiver].reshape(river.shape)
    valley = flow.inherit(np.where(river, -1, np.where(mouth, item + 1, 0)))
    frame = np.zeros(river.shape, bool)
    frame[MARGIN_PX:-MARGIN_PX, MARGIN_PX:-MARGIN_PX] = True
    column = item % COLUMNS
    out = np.unique(valley[~frame])
    reach = (column > REACH[0]) & (column < REACH[1])
    inside = (river & reach) | (
        (valley > 0) & ~np.isin(valley, out) & reach.ravel()[np.maximum(valley, 1) - 1].reshape(river.shape)
    )
    broad = ndimage.binary_dilation(ndimage.binary_opening(inside, iterations=9), iterations=5)
    pieces, _ = ndimage.label(ndimage.binary_opening(inside & broad, iterations=1))
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    return ndimage.binary_fill_holes(pieces == sizes.argmax())


def _reservoir(
    flow: Flow, catchment: NDArray[np.float64], river: NDArray[np.bool_], township: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], tuple[int, int], float]:
    """Dam the side valley where a low dam floods most ground."""
    z = flow.level_m
    far = ndimage.distance_transform_edt(~river) * PIXEL_M
    inner = ndimage.binary_erosion(township, iterations=30)
    sites = np.argwhere(inner & (catchment > 3e6) & (catchment < 14e6) & (far > 600))
    best, chosen = 0, None
    for row, column in sites[::4]:
        label = np.zeros(z.shape, np.int32)
        label[row, column] = 1
        level = z[row, column] + DAM_M
        pool = (flow.inherit(label) == 1) & (z <= level)
        pool[row, column] = False
        if best < pool.sum() < 300:
            best, chosen = int(pool.sum()), (pool, (int(row), int(column)), float(level))
    if chosen is None:
        raise RuntimeError("no side valley can be dammed with this seed")
    return chosen
