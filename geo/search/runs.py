"""Take the set pixels of a mask as runs of rows: connected pieces, and their outlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray


@dataclass(frozen=True)
class Runs:
    """Runs of set pixels in the order of rows and columns; arrays are (runs,).

    row, west, east: row, first column, and the column after the last; piece: number of the connected piece
    (by a side, not by a corner) in the order of their first pixels; count: how many pieces there are.
    """

    row: NDArray[np.int32]
    west: NDArray[np.int32]
    east: NDArray[np.int32]
    piece: NDArray[np.int64]
    count: int

    @classmethod
    def of(cls, mask: NDArray[np.bool_]) -> Runs:
        """Find the runs of a mask (rows, columns) and the pieces they join into."""
        row, west, east = _runs_kernel(mask)
        piece, count = _pieces_kernel(row, west, east)
        return cls(row, west, east, piece, int(count))

    def area(self) -> NDArray[np.int64]:
        """Pixels of each piece: (pieces,)."""
        long = (self.east - self.west).astype(np.int64)
        return np.bincount(self.piece, weights=long, minlength=self.count).astype(np.int64)

    def of_piece(self) -> list[NDArray[np.int64]]:
        """Return the runs of each piece, in order."""
        order = np.argsort(self.piece, kind="stable")
        ends = np.cumsum(np.bincount(self.piece, minlength=self.count))
        return np.split(order, ends[:-1]) if self.count else []

    def mask(self, which: NDArray[np.int64]) -> tuple[NDArray[np.bool_], int, int]:
        """Paint some of the runs: a mask no larger than they are, and its first row and column."""
        row, west, east = self.row[which], self.west[which], self.east[which]
        south, left = int(row.min()), int(west.min())
        out = np.zeros((int(row.max()) + 1 - south, int(east.max()) - left), dtype=np.bool_)
        _paint_runs_kernel(out, row - south, west - left, east - left)
        return out, south, left


def outline(mask: NDArray[np.bool_], *, left_m: float, bottom_m: float, pixel_m: float) -> Any:
    """Draw the border of one connected piece: a polygon with a point at every turn, holes as they are.

    Parameters
    ----------
    mask : (rows, columns), rows northwards, with a piece that hangs together by sides
    left_m, bottom_m : corner of the first pixel
    pixel_m : side of a pixel
    """
    points, starts = _rings_kernel(np.pad(mask, 1))
    at = points * pixel_m + [left_m - pixel_m, bottom_m - pixel_m]
    rings = [shapely.linearrings(part) for part in np.split(at, starts[1:])]
    return shapely.polygons(rings[0], holes=rings[1:] or None)


@njit(cache=True)
def _runs_kernel(mask):  # type: ignore[no-untyped-def]
    """Find the runs of set pixels: counted in a first round, written in a second."""
    rows, columns = mask.shape
    out = np.empty((3, 0), np.int32)
    for write in (False, True):
        count = 0
        for r in range(rows):
            inside = False
            for c in range(columns):
                if mask[r, c] != inside:
                    inside = not inside
                    if write and inside:
                        out[0, count], out[1, count] = r, c
                    if write and not inside:
                        out[2, count] = c
                    count += not inside
            if inside:
                if write:
                    out[2, count] = columns
                count += 1
        if not write:
            out = np.empty((3, count), np.int32)
    return out[0], out[1], out[2]


@njit(cache=True)
def _pieces_kernel(row, west, east):  # type: ignore[no-untyped-def]
    """Join runs that share a side with a run of the row before; the earliest run stands for all."""
    parent = np.arange(len(row))
    before = 0
    for k in range(len(row)):
        while row[before] < row[k] - 1 or (row[before] == row[k] - 1 and east[before] <= west[k]):
            before += 1
        other = before
        while other < k and row[other] == row[k] - 1 and west[other] < east[k]:
            one, two = _root_kernel(parent, other), _root_kernel(parent, k)
            parent[max(one, two)] = min(one, two)
            other += 1
    number = np.full(len(row), -1)
    count = 0
    for k in range(len(row)):
        root = _root_kernel(parent, k)
        if root == k:
            number[k] = count
            count += 1
        else:
            number[k] = number[root]
    return number, count


@njit(cache=True)
def _root_kernel(parent, k):  # type: ignore[no-untyped-def]
    """Find who stands for a run, and shorten the way there."""
    while parent[k] != k:
        parent[k] = parent[parent[k]]
        k = parent[k]
    return k


@njit(cache=True)
def _paint_runs_kernel(out, row, west, east):  # type: ignore[no-untyped-def]
    """Set the pixels of runs."""
    for k in range(len(row)):
        out[row[k], west[k] : east[k]] = True


@njit(cache=True)
def _rings_kernel(mask):  # type: ignore[no-untyped-def]
    """Walk round a mask with an empty rim, the piece to the left: turns (x, y), and where each ring starts.

    Where two pixels meet by a corner only, the ring stays with the ground outside: then no ring meets itself.
    The first ring is the outer one.
    """
    walked = np.zeros(mask.shape, np.bool_)
    points, starts = [(0, 0)], [0]
    points.clear()
    starts.clear()
    for r in range(1, mask.shape[0]):
        for c in range(mask.shape[1]):
            if not mask[r, c] or mask[r - 1, c] or walked[r, c]:
                continue
            if mask[r, c - 1] and not mask[r - 1, c - 1]:
                continue  # in the middle of a side
            starts.append(len(points))
            y, x, dy, dx = r, c, 0, 1
            while True:
                points.append((x, y))
                # On, side by side, to the next turn.
                while True:
                    if dx == 1:
                        walked[y, x] = True
                    y, x = y + dy, x + dx
                    ahead_left = mask[y + (dy - 1 + dx) // 2, x + (dx - 1 - dy) // 2]
                    ahead_right = mask[y + (dy - 1 - dx) // 2, x + (dx - 1 + dy) // 2]
                    if ahead_right or not ahead_left:
                        break
                dy, dx = (-dx, dy) if ahead_right else (dx, -dy)
                if y == r and x == c and dy == 0 and dx == 1:
                    break
    turns = np.empty((len(points), 2))
    for k in range(len(points)):
        turns[k, 0], turns[k, 1] = points[k]
    return turns, np.array(starts)
