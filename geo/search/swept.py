"""Paint the ground that lines have swept: one cell at a time, in long thin pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numba import njit
from numpy.typing import NDArray

from geo.ground.grid import cell_polygons
from geo.search.looks import Looks, Segments, find_looks, segments_of

ROW_M, COLUMN_M = 2.0, 0.5
LEAST_ROWS = 125
"""Pixels of these sides, or smaller ones, so that the side of a small cell has this many rows.

Rows cost time, columns hardly any: 64 of them are one word. Measured by the tests against exact polygons.
"""

CHECKED = 128
"""Pieces of line after which a look is had whether a cell is painted full; it stops at the first gap."""

LANES = 8
"""Rows that are reckoned together: a count that is no multiple leaves the rest to be done one by one."""

NO_RUN = (np.float32(1e9), np.float32(-1e9))
"""West and east end in m of a run that is not there."""

ONES = np.uint64(0xFFFFFFFFFFFFFFFF)

_TURN = np.arctan2(2.0, 1.0 + np.sqrt(5.0))
"""Pixels lie askew by the golden slope: paths and cells that run north or east never run along them."""


@dataclass(frozen=True)
class Painted:
    """What the brush found.

    share (rows, radii): share of the cell within each radius of any line of the row; share_so_far (rows,
    radii): the same of all rows of the cell up to this one; length_m (looks,): metres of line inside the
    cell, each segment times its walkers; touched (looks,): some ground of the cell lies within the first
    radius.
    """

    share: NDArray[np.float64]
    share_so_far: NDArray[np.float64]
    length_m: NDArray[np.float64]
    touched: NDArray[np.bool_]


def swept_area(lines: Any, *, half_width_m: float, villages: Any, cells: Any, cell_size_m: float) -> Any:
    """Ground within half a sweep width of any line, counted once, by cell.

    Parameters
    ----------
    lines : (n,) LineStrings or MultiLineStrings in the working CRS
    half_width_m : above 0
    villages, cells : VILLAGES, CELLS
    cell_size_m : side of the squares

    Returns
    -------
    DataFrame indexed by cell_id: swept_m2 and length_m; touched cells only
    """
    segments = segments_of(lines)
    same = np.zeros(len(segments.line), np.int64)
    looks = find_looks(segments, cells, cell_size_m, reach_m=half_width_m, day=same, group=same)
    radius_m = np.full((len(looks.cell), 1), float(half_width_m))
    painted = paint(
        segments, looks, villages=villages, cells=cells, cell_size_m=cell_size_m, radius_m=radius_m
    )
    touched = painted.touched
    held = cells.iloc[looks.cell[touched]]
    swept_m2 = painted.share[touched, 0] * held["area_m2"].to_numpy(float)
    return pd.DataFrame(
        {"swept_m2": swept_m2, "length_m": painted.length_m[touched]},
        index=pd.Index(held["cell_id"], name="cell_id"),
    )


def paint(
    segments: Segments,
    looks: Looks,
    *,
    villages: Any,
    cells: Any,
    cell_size_m: float,
    radius_m: NDArray[np.float64],
    walkers: NDArray[np.float64] | None = None,
    spread_m: NDArray[np.float64] | None = None,
    grain: float = 1.0,
) -> Painted:
    """Measure lines inside cells and paint capsules around them, clipped to each cell's piece of village.

    Parameters
    ----------
    segments, looks : see `find_looks`
    villages, cells : VILLAGES, CELLS
    cell_size_m : side of the squares
    radius_m : (looks, radii) half-widths, different by cell and day
    walkers : (segments,) how many searchers a segment stands for; None: one
    spread_m : (segments,) what walkers abreast add to every radius; None: nothing
    grain : how many times longer the sides of a pixel are; 2 takes half the time
    """
    count = len(segments.ends)
    touched_cells = np.unique(looks.cell)
    edges, edge_starts = _piece_edges(villages, cells.iloc[touched_cells], cell_size_m)
    place = np.searchsorted(touched_cells, looks.cell)
    corner = cells[["ix", "iy"]].to_numpy(float)[looks.cell] * cell_size_m
    row_m = grain * min(ROW_M, cell_size_m / LEAST_ROWS)
    pixel = row_m, row_m * COLUMN_M / ROW_M
    share, share_so_far, length_m, touched = _paint_kernel(
        segments.ends, looks.segment, looks.starts, looks.row_starts, corner, cell_size_m, pixel,
        np.ascontiguousarray(radius_m, float), np.ones(count) if walkers is None else walkers,
        np.zeros(count) if spread_m is None else spread_m, edges, edge_starts, place,
    )  # fmt: skip
    return Painted(share, share_so_far, length_m, touched)


def _piece_edges(
    villages: Any, cells: Any, cell_size_m: float
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Edges (n, 4) of the cells that a village border cuts; a whole square has none."""
    cut = np.flatnonzero(cells["area_m2"].to_numpy(float) < cell_size_m**2 * (1 - 1e-9))
    pieces = cell_polygons(villages, cells.iloc[cut], cell_size_m).to_numpy()
    parts, of_piece = shapely.get_parts(pieces, return_index=True)
    solid = shapely.area(parts) > 0  # touching points and lines are no ground
    rings, of_part = shapely.get_rings(parts[solid], return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    joined = of_ring[:-1] == of_ring[1:]
    edges = np.column_stack([points[:-1], points[1:]])[joined]
    owner = cut[of_piece[solid][of_part[of_ring[:-1][joined]]]]
    counts = np.bincount(owner, minlength=len(cells))
    return edges, np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


@njit(cache=True)
def _paint_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    ends, pairs, starts, row_starts, corner, size_m, pixel, radius_m, walkers, spread_m,
    edges, edge_starts, place,
):  # fmt: skip
    """Paint every row (cell and group) into bit maps, 64 pixels a word, and count what lies in the piece."""
    box_m = size_m * (np.cos(_TURN) + np.sin(_TURN))
    side, words = LANES * int(np.ceil(box_m / pixel[0] / LANES)), int(np.ceil(box_m / pixel[1] / 64))
    looks, radii = len(starts) - 1, radius_m.shape[1]
    rows = len(row_starts) - 1
    share, share_so_far = np.zeros((rows, radii)), np.zeros((rows, radii))
    length_m = np.zeros(looks)
    touched = np.zeros(looks, np.bool_)
    piece, whole = np.zeros((side, words), np.uint64), np.zeros((side, words), np.uint64)
    _piece_kernel(edges[:0], 0.0, 0.0, size_m, pixel, whole)
    bits, so_far = np.zeros((radii, side, words), np.uint64), np.zeros((radii, side, words), np.uint64)
    held = np.empty((radii, 2, side), np.float32)
    held[:, 0], held[:, 1] = NO_RUN
    middle_m = ((np.arange(side) + 0.5) * pixel[0]).astype(np.float32)
    span, full = np.zeros((2, side), np.float32), np.zeros(radii, np.bool_)
    for row in range(rows):
        first = row_starts[row]
        x0, y0 = corner[first, 0], corner[first, 1]
        border = edges[edge_starts[place[first]] : edge_starts[place[first] + 1]]
        ground = whole
        if len(border):
            _piece_kernel(border, x0, y0, size_m, pixel, piece)
            ground = piece
        bits[:] = 0
        full[:] = False
        for look in range(first, row_starts[row + 1]):
            for pair in range(starts[look], starts[look + 1]):
                k = pairs[pair]
                straight = ends[k, 0], ends[k, 1], ends[k, 2], ends[k, 3]
                length_m[look] += walkers[k] * _length_kernel(straight, border, x0, y0, size_m)
                end = _askew_kernel(straight, x0, y0, size_m)
                # Where all is painted already, only the first touch of a look is still news.
                if (pair - starts[first]) % CHECKED == CHECKED - 1:
                    touched[look] |= _flush_all_kernel(held, pixel[1], ground, bits)
                    _mark_full_kernel(bits, ground, full)
                for b in range(radii):
                    radius = radius_m[look, b] + spread_m[k]
                    if (full[b] and (b > 0 or touched[look])) or _misses_kernel(
                        straight, radius, x0, y0, size_m
                    ):
                        continue
                    touched[look] |= _capsule_kernel(
                        end, radius, pixel, middle_m, b, held, ground, bits, span
                    )
            touched[look] |= _flush_all_kernel(held, pixel[1], ground, bits)
        pixels = max(_count_kernel(ground, ground), 1)
        for b in range(radii):
            share[row, b] = share_so_far[row, b] = _count_kernel(bits[b], ground) / pixels
        if row > 0 and place[row_starts[row - 1]] == place[first]:
            _add_kernel(bits, so_far)
            for b in range(radii):
                share_so_far[row, b] = _count_kernel(so_far[b], ground) / pixels
        elif row + 1 < rows and place[row_starts[row + 1]] == place[first]:
            so_far[:] = bits
    return share, share_so_far, length_m, touched


@njit(cache=True)
def _flush_all_kernel(held, column_m, piece, bits):  # type: ignore[no-untyped-def]
    """Paint the runs of all radii; True if some pixel of the first lies in the piece."""
    hit = _flush_kernel(held, 0, column_m, piece, bits)
    for b in range(1, held.shape[0]):
        _flush_kernel(held, b, column_m, piece, bits)
    return hit


@njit(cache=True)
def _mark_full_kernel(bits, piece, full):  # type: ignore[no-untyped-def]
    """Mark the radii at which no pixel of the piece is left unpainted."""
    for b in range(bits.shape[0]):
        gap = full[b]
        for r in range(bits.shape[1]):
            for w in range(bits.shape[2]):
                if piece[r, w] & ~bits[b, r, w]:
                    gap = True
                    break
            if gap:
                break
        full[b] = full[b] or not gap


@njit(cache=True)
def _add_kernel(bits, so_far):  # type: ignore[no-untyped-def]
    """Add what is painted to what was painted before."""
    for b in range(bits.shape[0]):
        for r in range(bits.shape[1]):
            for w in range(bits.shape[2]):
                so_far[b, r, w] |= bits[b, r, w]


@njit(cache=True)
def _count_kernel(bits, piece):  # type: ignore[no-untyped-def]
    """Count the pixels of the piece that are painted."""
    inside = 0
    for r in range(bits.shape[0]):
        for w in range(bits.shape[1]):
            inside += _ones_kernel(bits[r, w] & piece[r, w])
    return inside


@njit(cache=True)
def _ones_kernel(word):  # type: ignore[no-untyped-def]
    """Count the ones in 64 bits (Warren 2012, Hacker's Delight)."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True)
def _span_kernel(word, first, last):  # type: ignore[no-untyped-def]
    """Bits first to last of the 64 pixels of a word, as a mask; columns are counted over the whole row."""
    low = max(first - word * 64, 0)
    high = min(last - word * 64, 63)
    return (ONES << np.uint64(low)) & (ONES >> np.uint64(63 - high))


@njit(cache=True)
def _askew_kernel(end, x0, y0, size_m):  # type: ignore[no-untyped-def]
    """Turn a segment into the frame of the pixels: metres from the corner of the turned cell's box."""
    cos, sin = np.cos(_TURN), np.sin(_TURN)
    xa, ya, xb, yb = end[0] - x0, end[1] - y0, end[2] - x0, end[3] - y0
    up = size_m * sin
    return xa * cos + ya * sin, ya * cos - xa * sin + up, xb * cos + yb * sin, yb * cos - xb * sin + up


@njit(cache=True)
def _piece_kernel(border, x0, y0, size_m, pixel, piece):  # type: ignore[no-untyped-def]
    """Set the pixels whose centre lies in the piece; without a border that is the whole square."""
    piece[:] = 0
    if len(border):
        for e in range(len(border)):
            _edge_kernel(_askew_kernel(border[e], x0, y0, size_m), pixel, piece)
        return
    corners = np.array([0.0, 0.0, size_m, 0.0, size_m, size_m, 0.0, size_m, 0.0, 0.0])
    for e in range(4):
        _edge_kernel(_askew_kernel(corners[2 * e : 2 * e + 4], 0.0, 0.0, size_m), pixel, piece)


@njit(cache=True)
def _edge_kernel(edge, pixel, piece):  # type: ignore[no-untyped-def]
    """Turn over all pixels right of an edge: after all edges, those inside the piece are set (even-odd)."""
    side, words = piece.shape
    xa, ya, xb, yb = edge
    low, high = min(ya, yb), max(ya, yb)
    first = max(int(np.ceil(low / pixel[0] - 0.5)), 0)
    last = min(int(np.floor(high / pixel[0] - 0.5)), side - 1)
    for r in range(first, last + 1):
        y = (r + 0.5) * pixel[0]
        if not low <= y < high:
            continue
        x = xa + (y - ya) / (yb - ya) * (xb - xa)
        column = max(int(np.ceil(x / pixel[1] - 0.5)), 0)
        for w in range(column // 64, words):
            piece[r, w] ^= _span_kernel(w, column, 64 * words - 1)


@njit(cache=True)
def _misses_kernel(end, radius, x0, y0, size_m):  # type: ignore[no-untyped-def]
    """Say whether the box of a capsule misses the square."""
    return (
        max(end[0], end[2]) + radius < x0 or min(end[0], end[2]) - radius > x0 + size_m
        or max(end[1], end[3]) + radius < y0 or min(end[1], end[3]) - radius > y0 + size_m
    )  # fmt: skip


@njit(cache=True)
def _capsule_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    end, radius, pixel, middle_m, b, held, piece, bits, span
):
    """Add the ground within a radius of a segment to the run held of each row; paint a run that it misses.

    The pieces of a line follow one another, so that one run of a row grows and is painted once.

    middle_m (rows,): height of the middle of each row; b: number of the radius; held (radii, 2, rows): west
    and east end, m, of the run of each row that is not painted yet. True where a run of the first radius was
    painted and some of it lies in the piece. No array is cut here: counting who holds it costs more.
    """
    side = held.shape[2]
    first = max(int(np.ceil((min(end[1], end[3]) - radius) / pixel[0] - 0.5)), 0)
    last = min(int(np.floor((max(end[1], end[3]) + radius) / pixel[0] - 0.5)), side - 1)
    if last < first:
        return False
    count = LANES * ((last - first) // LANES + 1)
    first = min(first, side - count)
    _span_of_rows_kernel(end, radius, middle_m, first, count, span)
    hit = False
    if not _grow_kernel(held, b, first, count, span):
        # The line has turned back beside itself, and will for rows to come: begin all runs anew.
        hit = _flush_kernel(held, b, pixel[1], piece, bits)
        _grow_kernel(held, b, first, count, span)
    return hit and b == 0


@njit(cache=True, fastmath=True)
def _grow_kernel(held, b, first, count, span):  # type: ignore[no-untyped-def]
    """Join the span of every row to its run, if each meets it; else nothing: no branch."""
    nought, one = np.float32(0), np.float32(1)
    apart, below = nought, np.uint64(first)  # a number without a sign is no index from the end
    for r in range(count):
        at = below + np.uint64(r)
        west, east = held[b, 0, at], held[b, 1, at]
        gap = max(span[0, r] - east, west - span[1, r])
        width = min(span[1, r] - span[0, r], east - west)
        apart += one if (gap > nought) & (width >= nought) else nought
    if apart > nought:
        return False
    for r in range(count):
        at = below + np.uint64(r)
        held[b, 0, at] = min(held[b, 0, at], span[0, r])
        held[b, 1, at] = max(held[b, 1, at], span[1, r])
    return True


@njit(cache=True)
def _flush_kernel(held, b, column_m, piece, bits):  # type: ignore[no-untyped-def]
    """Paint all runs and hold none; True if some pixel lies in the piece."""
    hit = False
    for r in range(held.shape[2]):
        if held[b, 1, r] >= held[b, 0, r]:
            hit |= _run_kernel(held[b, 0, r], held[b, 1, r], column_m, b, r, piece, bits)
            held[b, 0, r], held[b, 1, r] = NO_RUN
    return hit


@njit(cache=True)
def _run_kernel(west, east, column_m, b, r, piece, bits):  # type: ignore[no-untyped-def]
    """Paint the pixels of one row whose middle lies from west to east; True if one lies in the piece."""
    column = max(int(np.ceil(west / column_m - 0.5)), 0)
    stop = min(int(np.floor(east / column_m - 0.5)), 64 * bits.shape[2] - 1)
    if stop < column:
        return False
    one, other = column >> 6, stop >> 6
    head = ONES << np.uint64(column & 63)
    tail = ONES >> np.uint64(63 - (stop & 63))
    if one == other:
        head &= tail
        tail = head
    bits[b, r, one] |= head
    bits[b, r, other] |= tail
    hit = (head & piece[r, one]) != 0 or (tail & piece[r, other]) != 0
    for w in range(one + 1, other):
        bits[b, r, w] = ONES
        hit = hit or piece[r, w] != 0
    return hit


@njit(cache=True, fastmath=True)
def _span_of_rows_kernel(end, radius, middle_m, first, count, span):  # type: ignore[no-untyped-def]
    """West and east end of what lies within the radius in each row: a loop without branches.

    The disc that reaches farthest right in a row stands where its rim meets the row at the normal of the
    segment, or at the end nearest to that; the same, mirrored, to the left. Single floats hold the metres of
    a cell to a hair, and a processor reckons twice as many of them at once.
    """
    xa, ya = np.float32(end[0]), np.float32(end[1])
    dx, dy = np.float32(end[2] - end[0]), np.float32(end[3] - end[1])
    length = np.sqrt(dx * dx + dy * dy)
    radius, nought, one = np.float32(radius), np.float32(0), np.float32(1)
    none_west, none_east = NO_RUN
    # A level segment is tilted by a hair, so that every row has one disc at each side.
    per_y = one / dy if abs(dy) > np.float32(1e-6) else none_west if dy >= nought else none_east
    # How far above the disc's middle its rim meets the long side on the right; on the left, below.
    rise = -dx * radius / length if length > nought else nought
    if dy < nought:
        rise = -rise
    radius2, below = radius * radius, np.uint64(first)
    for r in range(count):
        up = middle_m[below + np.uint64(r)] - ya
        right = min(max((up - rise) * per_y, nought), one)
        left = min(max((up + rise) * per_y, nought), one)
        over_right, over_left = up - right * dy, up - left * dy
        rest_right, rest_left = radius2 - over_right * over_right, radius2 - over_left * over_left
        high = xa + right * dx + np.sqrt(max(rest_right, nought))
        low = xa + left * dx - np.sqrt(max(rest_left, nought))
        met = min(rest_right, rest_left) >= nought
        span[0, r] = low if met else none_west
        span[1, r] = high if met else none_east


@njit(cache=True)
def _length_kernel(end, border, x0, y0, size_m):  # type: ignore[no-untyped-def]
    """Metres of a segment inside the square, and inside the piece where a border cuts it."""
    if _misses_kernel(end, 0.0, x0, y0, size_m):
        return 0.0
    dx, dy = end[2] - end[0], end[3] - end[1]
    length = np.sqrt(dx * dx + dy * dy)
    enter, leave = 0.0, 1.0
    for start, step, low in ((end[0], dx, x0), (end[1], dy, y0)):
        if step == 0:
            if not low <= start < low + size_m:  # a line along a grid line belongs to one cell only
                return 0.0
        else:
            one, other = (low - start) / step, (low + size_m - start) / step
            enter, leave = max(enter, min(one, other)), min(leave, max(one, other))
    if leave <= enter:
        return 0.0
    if len(border) == 0:
        return (leave - enter) * length
    cuts = np.empty(len(border) + 2)
    cuts[0], cuts[1] = enter, leave
    count = 2
    for e in range(len(border)):
        ex, ey = border[e, 2] - border[e, 0], border[e, 3] - border[e, 1]
        cross = dx * ey - dy * ex
        if cross == 0:
            continue
        wx, wy = border[e, 0] - end[0], border[e, 1] - end[1]
        t, u = (wx * ey - wy * ex) / cross, (wx * dy - wy * dx) / cross
        if enter < t < leave and 0 <= u <= 1:
            cuts[count] = t
            count += 1
    cuts = np.sort(cuts[:count])
    inside = 0.0
    for i in range(count - 1):
        middle = (cuts[i] + cuts[i + 1]) / 2
        if _inside_kernel(border, end[0] + middle * dx, end[1] + middle * dy):
            inside += (cuts[i + 1] - cuts[i]) * length
    return inside


@njit(cache=True)
def _inside_kernel(border, x, y):  # type: ignore[no-untyped-def]
    """Even-odd test of a point against the edges of a piece."""
    odd = False
    for e in range(len(border)):
        if (border[e, 1] <= y) != (border[e, 3] <= y):
            t = (y - border[e, 1]) / (border[e, 3] - border[e, 1])
            if border[e, 0] + t * (border[e, 2] - border[e, 0]) > x:
                odd = not odd
    return odd
