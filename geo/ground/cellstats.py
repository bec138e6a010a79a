"""Measure what the pixels say about every cell of every village: exact, in one pass over the outlines.

The lines of the grid and of the pixels together cut a village's bounding box into small rectangles. Walking
once along the outline, every edge leaves in the rectangles it crosses the signed area between itself and
their right side, and its height for all rectangles further right; a running sum along each row then gives
the area of village in every rectangle, exactly, whatever parts, holes and exclaves there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from numba import njit
from numpy.typing import NDArray

from geo.model.land import LandCover, PixelGrid

Floats = NDArray[np.float64]

_CLASSES: Final = len(LandCover)
_SAME_LINE_M: Final = 1e-6  # a pixel line this near a grid line is that line
_ROUNDING: Final = 4.0 * np.finfo(float).eps


def cell_statistics(
    villages: Any,
    pixels: PixelGrid,
    *,
    cell_size_m: float,
    spread: dict[str, NDArray],
    means: dict[str, NDArray],
    classes: NDArray[np.uint8] | None,
) -> pd.DataFrame:
    """Measure area-weighted statistics of every cell, exactly.

    Parameters
    ----------
    villages : GeoDataFrame of polygons in the CRS of `pixels`; parts and holes allowed
    pixels : the grid of all rasters
    cell_size_m : edge of a square, m; squares are anchored to whole multiples of it
    spread : (rows, columns) rasters of which mean, sd, least and greatest are wanted; NaN is missing
    means : (rows, columns) rasters of which the mean is enough
    classes : (rows, columns) codes 0 to 7, or None; other codes are missing

    Returns
    -------
    DataFrame, one row per cell, by village, then northwards, then eastwards: village (row in `villages`),
    ix, iy, area_m2; for each spread <name>_mean, _sd (of the whole population), _min, _max (of pixels
    touched); for each mean <name>_mean; for all of these <name>_missing, the share of the cell without a
    value; class_0 to class_7, shares of the ground with a class. The areas of a village's cells add up to
    its own area within 1e-12. What is wholly missing is NaN.
    """
    rasters = _Rasters(
        {name: _as_floats(values) for name, values in spread.items()},
        {name: _as_floats(values) for name, values in means.items()},
        None if classes is None else np.ascontiguousarray(classes),
    )
    # Clockwise outlines and anticlockwise holes: every edge then counts with the right sign by itself.
    shapes = shapely.orient_polygons(shapely.force_2d(villages.geometry.to_numpy()), exterior_cw=True)
    tables = [
        _village_statistics(position, shape, pixels, cell_size_m, rasters)
        for position, shape in enumerate(shapes)
        if shape is not None and not shape.is_empty
    ]
    names = _column_names(rasters)
    if not tables:
        return pd.DataFrame({name: np.empty(0) for name in names})
    return pd.DataFrame({name: np.concatenate([table[name] for table in tables]) for name in names})


@dataclass(frozen=True)
class _Rasters:
    spread: dict[str, NDArray]
    means: dict[str, NDArray]
    classes: NDArray[np.uint8] | None


@dataclass(frozen=True)
class _Lines:
    """The lines that cut a village's box into rectangles, from a cell corner as origin, and what is between.

    x_m (across + 1,), y_m (up + 1,): ascending; start (cells across + 1,): first strip of each cell;
    cell_y (up,): cell of each strip; column (across,), row (up,): pixel of each strip, -1 off the raster.
    """

    first_ix: int
    first_iy: int
    x_m: Floats
    y_m: Floats
    start: NDArray[np.int64]
    cell_y: NDArray[np.int64]
    column: NDArray[np.int64]
    row: NDArray[np.int64]


def _as_floats(values: NDArray) -> NDArray:
    return np.ascontiguousarray(values if values.dtype in (np.float32, np.float64) else values.astype(float))


def _column_names(rasters: _Rasters) -> list[str]:
    names = ["village", "ix", "iy", "area_m2"]
    for name in rasters.spread:
        names += [f"{name}_{what}" for what in ("mean", "sd", "min", "max", "missing")]
    for name in rasters.means:
        names += [f"{name}_mean", f"{name}_missing"]
    if rasters.classes is not None:
        names += [f"class_{code}" for code in range(_CLASSES)]
    return names


def _village_statistics(
    position: int, shape: Any, pixels: PixelGrid, cell_size_m: float, rasters: _Rasters
) -> dict[str, NDArray]:
    lines = _cut_lines(shapely.bounds(shape), pixels, cell_size_m)
    # Seven-digit metres would cost seven of the sixteen digits of every product.
    origin = np.array([lines.first_ix * cell_size_m, lines.first_iy * cell_size_m])
    area_m2 = _rectangle_areas(shape, origin, lines)
    cells = (int(lines.cell_y[-1]) + 1, len(lines.start) - 1)
    reach_m = max(lines.x_m[-1], lines.y_m[-1])
    speck_m2 = _ROUNDING * reach_m * pixels.pixel_m
    places = (lines.cell_y, lines.start, lines.row, lines.column)

    cell_m2 = np.zeros(cells)
    _cell_areas_kernel(area_m2, lines.cell_y, lines.start, cell_m2)
    # What is left by rounding where an outline runs along a grid line is no cell.
    kept = cell_m2 > _ROUNDING * reach_m * cell_size_m
    iy, ix = np.nonzero(kept)
    found: dict[str, NDArray] = {
        "village": np.full(len(ix), position),
        "ix": ix + lines.first_ix,
        "iy": iy + lines.first_iy,
        "area_m2": cell_m2[kept],
    }
    for name, values in rasters.spread.items():
        sums = np.zeros((*cells, 7))
        _spread_kernel(area_m2, *places, values, speck_m2, sums)
        found |= _spread_columns(name, sums[kept])
    for name, values in rasters.means.items():
        sums = np.zeros((*cells, 4))
        _mean_kernel(area_m2, *places, values, speck_m2, sums)
        found |= _mean_columns(name, sums[kept])
    if rasters.classes is not None:
        by_class = np.zeros((*cells, _CLASSES))
        _class_kernel(area_m2, *places, rasters.classes, speck_m2, by_class)
        shares = _ratio(by_class[kept], by_class[kept].sum(axis=1, keepdims=True))
        found |= {f"class_{code}": shares[:, code] for code in range(_CLASSES)}
    return found


def _cut_lines(bounds: Floats, pixels: PixelGrid, cell_size_m: float) -> _Lines:
    left, bottom, right, top = (float(value) for value in bounds)
    first_ix, last_ix = _cell_span(left, right, cell_size_m)
    first_iy, last_iy = _cell_span(bottom, top, cell_size_m)
    west, south = first_ix * cell_size_m, first_iy * cell_size_m
    x_m, cell_x, column = _strips(
        last_ix - first_ix, cell_size_m, pixels.left_m - west, pixels.pixel_m, pixels.columns
    )
    y_m, cell_y, from_bottom = _strips(
        last_iy - first_iy, cell_size_m, pixels.bounds[1] - south, pixels.pixel_m, pixels.rows
    )
    row = np.where(from_bottom >= 0, pixels.rows - 1 - from_bottom, -1)
    start = np.searchsorted(cell_x, np.arange(last_ix - first_ix + 1))
    return _Lines(first_ix, first_iy, x_m, y_m, start, cell_y, column, row)


def _cell_span(low: float, high: float, cell_size_m: float) -> tuple[int, int]:
    first, last = int(np.floor(low / cell_size_m)), int(np.ceil(high / cell_size_m))
    return first, max(last, first + 1)


def _strips(
    cells: int, cell_size_m: float, raster_low_m: float, pixel_m: float, pixels: int
) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """Lines in one direction, and for each strip between two lines its cell and its pixel."""
    grid_lines = np.arange(cells + 1) * float(cell_size_m)
    first = max(int(np.floor(-raster_low_m / pixel_m)), 0)
    last = min(int(np.ceil((grid_lines[-1] - raster_low_m) / pixel_m)), pixels)
    pixel_lines = raster_low_m + np.arange(first, max(last, first) + 1) * pixel_m
    nearest = np.round(pixel_lines / cell_size_m) * cell_size_m
    inside = (pixel_lines > 0.0) & (pixel_lines < grid_lines[-1])
    pixel_lines = pixel_lines[inside & (np.abs(pixel_lines - nearest) > _SAME_LINE_M)]
    lines = np.sort(np.concatenate([grid_lines, pixel_lines]))
    middle = (lines[1:] + lines[:-1]) / 2
    pixel = np.floor((middle - raster_low_m) / pixel_m).astype(np.int64)
    pixel[(pixel < 0) | (pixel >= pixels)] = -1
    return lines, np.floor(middle / cell_size_m).astype(np.int64), pixel


def _rectangle_areas(shape: Any, origin: Floats, lines: _Lines) -> Floats:
    """Area of the village in every rectangle, m2, (up, across); rounding may leave tiny negatives."""
    points, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shape)), return_index=True)
    area_m2 = np.zeros((len(lines.y_m) - 1, len(lines.x_m) - 1))
    height_m = np.zeros_like(area_m2)
    _edges_kernel(points - origin, ring, lines.x_m, lines.y_m, area_m2, height_m)
    _run_right_kernel(area_m2, height_m, lines.x_m)
    return area_m2


def _spread_columns(name: str, sums: Floats) -> dict[str, NDArray]:
    known, missing, reference, offset, square, least, greatest = sums.T
    mean_offset = _ratio(offset, known)
    variance = np.maximum(_ratio(square, known) - mean_offset**2, 0.0)
    nothing = known <= 0.0
    return {
        f"{name}_mean": reference + mean_offset,
        f"{name}_sd": np.sqrt(variance),
        f"{name}_min": np.where(nothing, np.nan, least),
        f"{name}_max": np.where(nothing, np.nan, greatest),
        f"{name}_missing": _ratio(missing, known + missing),
    }


def _mean_columns(name: str, sums: Floats) -> dict[str, NDArray]:
    known, missing, reference, offset = sums.T
    return {
        f"{name}_mean": reference + _ratio(offset, known),
        f"{name}_missing": _ratio(missing, known + missing),
    }


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full(np.broadcast(part, whole).shape, np.nan), where=whole > 0.0)


@njit(cache=True)
def _edges_kernel(  # type: ignore[no-untyped-def]
    points, ring, x_m, y_m, area_m2, height_m
):  # pragma: no cover
    across, up = len(x_m) - 1, len(y_m) - 1
    i = j = 0
    for k in range(len(points) - 1):
        if k == 0 or ring[k] != ring[k - 1]:
            i = min(max(np.searchsorted(x_m, points[k, 0], side="right") - 1, 0), across - 1)
            j = min(max(np.searchsorted(y_m, points[k, 1], side="right") - 1, 0), up - 1)
        if ring[k + 1] != ring[k]:
            continue
        x, y, to_x, to_y = points[k, 0], points[k, 1], points[k + 1, 0], points[k + 1, 1]
        dx, dy = to_x - x, to_y - y
        from_x, from_y = x, y
        while True:
            # Share of the edge at which the next line in each direction is met; outermost lines are walls.
            share_x = share_y = 2.0
            if dx > 0.0 and i < across - 1:
                share_x = (x_m[i + 1] - x) / dx
            elif dx < 0.0 and i > 0:
                share_x = (x_m[i] - x) / dx
            if dy > 0.0 and j < up - 1:
                share_y = (y_m[j + 1] - y) / dy
            elif dy < 0.0 and j > 0:
                share_y = (y_m[j] - y) / dy
            share = max(min(share_x, share_y), 0.0)
            at_end = share >= 1.0
            if at_end:
                next_x, next_y = to_x, to_y
            elif share_x <= share_y:
                next_x, next_y = (x_m[i + 1] if dx > 0.0 else x_m[i]), y + dy * share
            else:
                next_x, next_y = x + dx * share, (y_m[j + 1] if dy > 0.0 else y_m[j])
            rise = next_y - from_y
            area_m2[j, i] += rise * (x_m[i + 1] - (from_x + next_x) * 0.5)
            height_m[j, i] += rise
            if at_end:
                break
            from_x, from_y = next_x, next_y
            if share_x <= share_y:
                i += 1 if dx > 0.0 else -1
            else:
                j += 1 if dy > 0.0 else -1


@njit(cache=True)
def _run_right_kernel(area_m2, height_m, x_m):  # type: ignore[no-untyped-def]  # pragma: no cover
    for j in range(area_m2.shape[0]):
        height = 0.0
        for i in range(area_m2.shape[1]):
            area_m2[j, i] += height * (x_m[i + 1] - x_m[i])
            height += height_m[j, i]


@njit(cache=True)
def _cell_areas_kernel(area_m2, cell_y, start, cell_m2):  # type: ignore[no-untyped-def]  # pragma: no cover
    for j in range(area_m2.shape[0]):
        for c in range(len(start) - 1):
            run = 0.0
            for i in range(start[c], start[c + 1]):
                run += area_m2[j, i]
            cell_m2[cell_y[j], c] += run


@njit(cache=True)
def _spread_kernel(  # type: ignore[no-untyped-def]
    area_m2, cell_y, start, row, column, values, speck_m2, sums
):  # pragma: no cover
    for j in range(area_m2.shape[0]):
        for c in range(len(start) - 1):
            cell = sums[cell_y[j], c]
            known = missing = offset = square = 0.0
            # Deviations from a value of the cell itself keep flat ground flat.
            reference, least, greatest = cell[2], cell[5], cell[6]
            for i in range(start[c], start[c + 1]):
                area = area_m2[j, i]
                if area <= speck_m2:
                    continue
                value = np.nan
                if row[j] >= 0 and column[i] >= 0:
                    value = values[row[j], column[i]]
                if np.isnan(value):
                    missing += area
                    continue
                if known + cell[0] == 0.0:
                    reference = least = greatest = value
                least, greatest = min(least, value), max(greatest, value)
                off = value - reference
                known += area
                offset += area * off
                square += area * off * off
            cell[0] += known
            cell[1] += missing
            cell[2] = reference
            cell[3] += offset
            cell[4] += square
            cell[5] = least
            cell[6] = greatest


@njit(cache=True)
def _mean_kernel(  # type: ignore[no-untyped-def]
    area_m2, cell_y, start, row, column, values, speck_m2, sums
):  # pragma: no cover
    for j in range(area_m2.shape[0]):
        for c in range(len(start) - 1):
            cell = sums[cell_y[j], c]
            known = missing = offset = 0.0
            reference = cell[2]
            for i in range(start[c], start[c + 1]):
                area = area_m2[j, i]
                if area <= speck_m2:
                    continue
                value = np.nan
                if row[j] >= 0 and column[i] >= 0:
                    value = values[row[j], column[i]]
                if np.isnan(value):
                    missing += area
                    continue
                if known + cell[0] == 0.0:
                    reference = value
                known += area
                offset += area * (value - reference)
            cell[0] += known
            cell[1] += missing
            cell[2] = reference
            cell[3] += offset


@njit(cache=True)
def _class_kernel(  # type: ignore[no-untyped-def]
    area_m2, cell_y, start, row, column, codes, speck_m2, by_class
):  # pragma: no cover
    for j in range(area_m2.shape[0]):
        if row[j] < 0:
            continue
        for c in range(len(start) - 1):
            for i in range(start[c], start[c + 1]):
                area = area_m2[j, i]
                if area > speck_m2 and column[i] >= 0:
                    code = codes[row[j], column[i]]
                    if code < by_class.shape[2]:
                        by_class[cell_y[j], c, code] += area
