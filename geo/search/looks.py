"""Which line comes near which cell: the pieces of tracks sorted by cell, season window and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numba import njit
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Segments:
    """Straight pieces of lines in the working CRS; arrays are (segments,).

    ends (segments, 4): x and y of both ends in m; line: row of the line it belongs to.
    """

    ends: NDArray[np.float64]
    line: NDArray[np.int64]


@dataclass(frozen=True)
class Looks:
    """Days on which lines came near cells, sorted by cell, group and day.

    cell, group, day (looks,): row in CELLS, group of days (a season window) and day number;
    starts (looks + 1,): the segments of look i are segment[starts[i]:starts[i + 1]];
    row_starts (rows + 1,): the looks of one cell in one group stand together.
    """

    cell: NDArray[np.int64]
    group: NDArray[np.int64]
    day: NDArray[np.int64]
    starts: NDArray[np.int64]
    segment: NDArray[np.int64]
    row_starts: NDArray[np.int64]


def segments_of(lines: Any) -> Segments:
    """Take lines apart.

    Parameters
    ----------
    lines : (n,) LineStrings or MultiLineStrings

    Returns
    -------
    segments in order; a MultiLineString breaks between its parts
    """
    parts, line = shapely.get_parts(np.asarray(lines, dtype=object), return_index=True)
    points, part = shapely.get_coordinates(parts, return_index=True)
    joined = part[:-1] == part[1:]
    ends = np.column_stack([points[:-1], points[1:]])[joined]
    return Segments(ends, np.asarray(line)[part[:-1][joined]].astype(np.int64))


def find_looks(
    segments: Segments,
    cells: Any,
    cell_size_m: float,
    *,
    reach_m: ArrayLike,
    day: NDArray[np.int64],
    group: NDArray[np.int64],
) -> Looks:
    """Pair every segment with the cells whose square lies within reach of its bounding box.

    Parameters
    ----------
    segments : pieces of lines
    cells : CELLS
    cell_size_m : side of the squares
    reach_m : (segments,) how far the segment may be seen from, at most
    day, group : (segments,) day number, and number of the group (season window) the day belongs to
    """
    squares = _Squares.of(cells, cell_size_m)
    # A hair wider, so that rounding never loses a pixel on the edge of the reach.
    reach = np.ascontiguousarray(np.broadcast_to(np.asarray(reach_m, float) + 1e-6, len(segments.ends)))
    near = _near_kernel(segments.ends, reach, squares.corner, squares.shape, squares.starts, squares.order)
    cell, segment = near[:, 0], near[:, 1]
    of_group, of_day = group[segment], day[segment]
    groups, days = of_group.max(initial=0) + 1, of_day.max(initial=0) + 1
    # One key and a stable sort: pairs come along the lines, in long runs of one cell.
    order = np.argsort((cell * groups + of_group) * days + of_day, kind="stable")
    cell, of_group, of_day = cell[order], of_group[order], of_day[order]
    new_row = _changes(cell, of_group)
    new_look = new_row | _changes(of_day)
    first = np.flatnonzero(new_look)
    return Looks(
        cell=cell[first],
        group=of_group[first],
        day=of_day[first],
        starts=np.append(first, len(cell)),
        segment=segment[order],
        row_starts=np.append(np.flatnonzero(new_row[first]), len(first)),
    )


def _changes(*columns: NDArray[np.int64]) -> NDArray[np.bool_]:
    changed = np.zeros(len(columns[0]), dtype=bool)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return changed


@dataclass(frozen=True)
class _Squares:
    """Cells by square: those of square (column, row) are order[starts[s]:starts[s + 1]], s row by row."""

    corner: NDArray[np.float64]  # left, bottom, side in m
    shape: NDArray[np.int64]  # columns, rows
    starts: NDArray[np.int64]
    order: NDArray[np.int64]

    @classmethod
    def of(cls, cells: Any, cell_size_m: float) -> _Squares:
        ix, iy = (cells[name].to_numpy(np.int64) for name in ("ix", "iy"))
        left, bottom = (index.min() if len(index) else 0 for index in (ix, iy))
        columns = int((ix - left).max(initial=0)) + 1
        rows = int((iy - bottom).max(initial=0)) + 1
        square = (iy - bottom) * columns + (ix - left)
        held = np.bincount(square, minlength=columns * rows)
        return cls(
            np.array([left * cell_size_m, bottom * cell_size_m, cell_size_m]),
            np.array([columns, rows]),
            np.concatenate([[0], np.cumsum(held)]).astype(np.int64),
            np.argsort(square, kind="stable").astype(np.int64),
        )


@njit(cache=True)
def _near_kernel(ends, reach, corner, shape, starts, order):  # type: ignore[no-untyped-def]
    """Pairs (cell, segment): counted in a first round, written in a second."""
    left, bottom, size_m = corner[0], corner[1], corner[2]
    columns, rows = shape[0], shape[1]
    pairs = np.empty((0, 2), np.int64)
    for write in (False, True):
        count = 0
        for k in range(len(ends)):
            low_x, high_x = min(ends[k, 0], ends[k, 2]) - reach[k], max(ends[k, 0], ends[k, 2]) + reach[k]
            low_y, high_y = min(ends[k, 1], ends[k, 3]) - reach[k], max(ends[k, 1], ends[k, 3]) + reach[k]
            first_column = max(int(np.floor((low_x - left) / size_m)), 0)
            last_column = min(int(np.floor((high_x - left) / size_m)), columns - 1)
            first_row = max(int(np.floor((low_y - bottom) / size_m)), 0)
            last_row = min(int(np.floor((high_y - bottom) / size_m)), rows - 1)
            for row in range(first_row, last_row + 1):
                for column in range(first_column, last_column + 1):
                    square = row * columns + column
                    for slot in range(starts[square], starts[square + 1]):
                        if write:
                            pairs[count, 0] = order[slot]
                            pairs[count, 1] = k
                        count += 1
        if not write:
            pairs = np.empty((count, 2), np.int64)
    return pairs
