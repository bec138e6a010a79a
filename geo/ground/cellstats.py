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
Wholes = NDArray[np.int64]

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
    lines = [_cut_lines(bounds, pixels, cell_size_m) for bounds in shapely.bounds(shapes)]
    # Room for every square of every village's box: pages that are never written cost nothing.
    sums = _Sums.make(sum(part.squares for part in lines if part), rasters)
    cells = 0
    for position, (shape, part) in enumerate(zip(shapes, lines, strict=True)):
        if part is not None:
            cells += _add_village(position, shape, part, pixels.pixel_m, rasters, sums, cells)
    table: dict[str, NDArray] = {
        "village": sums.place[:cells, 0],
        "ix": sums.place[:cells, 1],
        "iy": sums.place[:cells, 2],
        "area_m2": sums.area_m2[:cells],
    }
    for name, values in sums.spread.items():
        table |= _spread_columns(name, values[:cells])
    for name, values in sums.means.items():
        table |= _mean_columns(name, values[:cells])
    if classes is not None:
        shares = _ratio(sums.by_class[:cells], sums.by_class[:cells].sum(axis=1, keepdims=True))
        table |= {f"class_{code}": shares[:, code] for code in range(_CLASSES)}
    return pd.DataFrame(table)


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

    cell_size_m: float
    first_ix: int
    first_iy: int
    x_m: Floats
    y_m: Floats
    start: Wholes
    cell_y: Wholes
    column: Wholes
    row: Wholes

    @property
    def shape(self) -> tuple[int, int]:
        """Squares of the box, up and across."""
        return int(self.cell_y[-1]) + 1, len(self.start) - 1

    @property
    def squares(self) -> int:
        """Number of squares in the box."""
        return self.shape[0] * self.shape[1]


@dataclass(frozen=True)
class _Sums:
    """What is added up for each cell; the first rows are filled.

    place (most, 3): village, ix, iy; spread (most, 7): known m2, missing m2, a value of the cell, sums of
    m2 x deviation from it and of m2 x its square, least, greatest; means (most, 4): the first four of these.
    """

    place: Wholes
    area_m2: Floats
    spread: dict[str, Floats]
    means: dict[str, Floats]
    by_class: Floats

    @classmethod
    def make(cls, most: int, rasters: _Rasters) -> _Sums:
        """Make room for so many cells."""
        return cls(
            np.zeros((most, 3), np.int64),
            np.zeros(most),
            {name: np.zeros((most, 7)) for name in rasters.spread},
            {name: np.zeros((most, 4)) for name in rasters.means},
            np.zeros((most if rasters.classes is not None else 0, _CLASSES)),
        )


def _as_floats(values: NDArray) -> NDArray:
    return np.ascontiguousarray(values if values.dtype in (np.float32, np.float64) else values.astype(float))


def _add_village(
    position: int,
    shape: Any,
    lines: _Lines,
    pixel_m: float,
    rasters: _Rasters,
    sums: _Sums,
    filled: int,
) -> int:
    """Add the cells of one village after the rows that are filled; return how many."""
    area_m2, cell_m2 = _areas(shape, lines)
    reach_m = max(lines.x_m[-1], lines.y_m[-1])
    # What rounding leaves where an outline runs along a grid line is no cell, along a pixel line no pixel.
    iy, ix = np.nonzero(cell_m2 > _ROUNDING * reach_m * lines.cell_size_m)
    rows = slice(filled, filled + len(ix))
    sums.place[rows] = np.column_stack([np.full(len(ix), position), ix + lines.first_ix, iy + lines.first_iy])
    sums.area_m2[rows] = cell_m2[iy, ix]
    cell_row = np.full(cell_m2.shape, -1)
    cell_row[iy, ix] = np.arange(len(ix))
    speck_m2 = _ROUNDING * reach_m * pixel_m
    places = (area_m2, speck_m2, cell_row, lines.cell_y, lines.start, lines.row, lines.column)
    for name, values in rasters.spread.items():
        _spread_kernel(*places, values, sums.spread[name][rows])
    for name, values in rasters.means.items():
        _mean_kernel(*places, values, sums.means[name][rows])
    if rasters.classes is not None:
        _class_kernel(*places, rasters.classes, sums.by_class[rows])
    return len(ix)


def _cut_lines(bounds: Floats, pixels: PixelGrid, cell_size_m: float) -> _Lines | None:
    if np.isnan(bounds).any():
        return None
    left, bottom, right, top = (float(value) for value in bounds)
    first_ix, last_ix = _cell_span(left, right, cell_size_m)
    first_iy, last_iy = _cell_span(bottom, top, cell_size_m)
    west, south = first_ix * cell_size_m, first_iy * cell_size_m
    x_m, cell_x, column = _strips_kernel(
        last_ix - first_ix, float(cell_size_m), pixels.left_m - west, pixels.pixel_m, pixels.columns
    )
    y_m, cell_y, from_bottom = _strips_kernel(
        last_iy - first_iy, float(cell_size_m), pixels.bounds[1] - south, pixels.pixel_m, pixels.rows
    )
    row = np.where(from_bottom >= 0, pixels.rows - 1 - from_bottom, -1)
    start = np.searchsorted(cell_x, np.arange(last_ix - first_ix + 1))
    return _Lines(cell_size_m, first_ix, first_iy, x_m, y_m, start, cell_y, column, row)


def _cell_span(low: float, high: float, cell_size_m: float) -> tuple[int, int]:
    first, last = int(np.floor(low / cell_size_m)), int(np.ceil(high / cell_size_m))
    return first, max(last, first + 1)


def _areas(shape: Any, lines: _Lines) -> tuple[Floats, Floats]:
    """Area of the village in every rectangle and in every cell, m2; rounding may leave tiny negatives."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    # Seven-digit metres would cost seven of the sixteen digits of every product.
    points -= [lines.first_ix * lines.cell_size_m, lines.first_iy * lines.cell_size_m]
    area_m2 = np.zeros((len(lines.y_m) - 1, len(lines.x_m) - 1))
    height_m = np.zeros(area_m2.shape)
    _edges_kernel(points, ring, lines.x_m, lines.y_m, area_m2, height_m)
    cell_m2 = np.zeros(lines.shape)
    _run_right_kernel(height_m, lines.x_m, lines.cell_y, lines.start, area_m2, cell_m2)
    return area_m2, cell_m2


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
    """Part of a whole; NaN where there is nothing."""
    with np.errstate(invalid="ignore"):
        return part / whole


@njit(cache=True)
def _strips_kernel(  # type: ignore[no-untyped-def]
    cells, cell_size_m, raster_low_m, pixel_m, pixels
):  # pragma: no cover
    """Merge grid and pixel lines of one direction: the lines, and each strip's cell and pixel (or -1)."""
    top_m = cells * cell_size_m
    most = cells + 2 + min(pixels, int(top_m / pixel_m) + 2)
    line_m, cell, pixel = np.empty(most + 1), np.empty(most, np.int64), np.empty(most, np.int64)
    strips, c = 0, 0
    p = min(max(int(np.floor(-raster_low_m / pixel_m)), -1), pixels)
    line_m[0] = 0.0
    while c < cells:
        next_cell_m = (c + 1) * cell_size_m
        next_pixel_m = raster_low_m + (p + 1) * pixel_m if p < pixels else np.inf
        if next_pixel_m - line_m[strips] <= _SAME_LINE_M:
            p += 1
            continue
        cell[strips], pixel[strips] = c, p if p < pixels else -1
        strips += 1
        if next_pixel_m < next_cell_m - _SAME_LINE_M:
            line_m[strips] = next_pixel_m
            p += 1
        else:
            line_m[strips] = next_cell_m
            c += 1
    return line_m[: strips + 1], cell[:strips], pixel[:strips]


@njit(cache=True)
def _edges_kernel(  # type: ignore[no-untyped-def]  # noqa: C901  one walk along one edge; a call per step costs half the speed
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
def _run_right_kernel(  # type: ignore[no-untyped-def]
    height_m, x_m, cell_y, start, area_m2, cell_m2
):  # pragma: no cover
    for j in range(area_m2.shape[0]):
        height = 0.0
        for i in range(area_m2.shape[1]):
            area_m2[j, i] += height * (x_m[i + 1] - x_m[i])
            height += height_m[j, i]
        for c in range(len(start) - 1):
            cell = 0.0
            for i in range(start[c], start[c + 1]):
                cell += area_m2[j, i]
            cell_m2[cell_y[j], c] += cell


@njit(cache=True)
def _spread_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917  numba takes no keywords
    area_m2, speck_m2, cell_row, cell_y, start, row, column, values, sums
):  # pragma: no cover
    sums[:, 2] = np.nan
    sums[:, 5] = np.inf
    sums[:, 6] = -np.inf
    for j in range(area_m2.shape[0]):
        line = values[max(row[j], 0)]
        for c in range(len(start) - 1):
            if cell_row[cell_y[j], c] < 0:
                continue
            cell = sums[cell_row[cell_y[j], c]]
            known = missing = offset = square = 0.0
            # Deviations from a value of the cell itself keep flat ground flat.
            reference, least, greatest = cell[2], cell[5], cell[6]
            for i in range(start[c], start[c + 1]):
                area = area_m2[j, i]
                if area <= speck_m2:
                    continue
                value = np.float64(line[column[i]]) if row[j] >= 0 and column[i] >= 0 else np.nan
                if np.isnan(value):
                    missing += area
                    continue
                if np.isnan(reference):
                    reference = value
                # Plain comparisons: min and max would look for NaN once more.
                if value < least:  # noqa: PLR1730
                    least = value
                if value > greatest:  # noqa: PLR1730
                    greatest = value
                weighted = area * (value - reference)
                known += area
                offset += weighted
                square += weighted * (value - reference)
            cell[0] += known
            cell[1] += missing
            cell[2] = reference
            cell[3] += offset
            cell[4] += square
            cell[5] = least
            cell[6] = greatest


@njit(cache=True)
def _mean_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917  numba takes no keywords
    area_m2, speck_m2, cell_row, cell_y, start, row, column, values, sums
):  # pragma: no cover
    sums[:, 2] = np.nan
    for j in range(area_m2.shape[0]):
        line = values[max(row[j], 0)]
        for c in range(len(start) - 1):
            if cell_row[cell_y[j], c] < 0:
                continue
            cell = sums[cell_row[cell_y[j], c]]
            known = missing = offset = 0.0
            reference = cell[2]
            for i in range(start[c], start[c + 1]):
                area = area_m2[j, i]
                if area <= speck_m2:
                    continue
                value = np.float64(line[column[i]]) if row[j] >= 0 and column[i] >= 0 else np.nan
                if np.isnan(value):
                    missing += area
                    continue
                if np.isnan(reference):
                    reference = value
                known += area
                offset += area * (value - reference)
            cell[0] += known
            cell[1] += missing
            cell[2] = reference
            cell[3] += offset


@njit(cache=True)
def _class_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917  numba takes no keywords
    area_m2, speck_m2, cell_row, cell_y, start, row, column, codes, by_class
):  # pragma: no cover
    for j in range(area_m2.shape[0]):
        if row[j] < 0:
            continue
        for c in range(len(start) - 1):
            if cell_row[cell_y[j], c] < 0:
                continue
            shares = by_class[cell_row[cell_y[j], c]]
            for i in range(start[c], start[c + 1]):
                area = area_m2[j, i]
                if area > speck_m2 and column[i] >= 0:
                    code = codes[row[j], column[i]]
                    if code < len(shares):
                        shares[code] += area
