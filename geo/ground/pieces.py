"""Cut single squares out of villages: the polygon of each piece, and a point that lies inside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray

from geo.model.land import PixelGrid

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]

_WHOLE_SQUARE: Final = 1.0 - 1e-12
_CLIP_ERROR: Final = 1e-11  # share of a square
_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class Squares:
    """Squares of the planning grid that lie in villages at least in part.

    village (n,): position of the village; ix, iy (n,): whole multiples of `size_m`; area_m2 (n,): area of
    the village's piece of the square.
    """

    village: Wholes
    ix: Wholes
    iy: Wholes
    area_m2: Floats
    size_m: float

    def at(self, rows: Wholes) -> Squares:
        """Return some of the squares."""
        return Squares(self.village[rows], self.ix[rows], self.iy[rows], self.area_m2[rows], self.size_m)


def cut_pieces(shapes: NDArray, squares: Squares) -> NDArray:
    """Make the polygon of every square: the square itself, cut only where a village's border runs through.

    Parameters
    ----------
    shapes : (villages,) polygons
    squares : the squares that their cells fill or share

    Returns
    -------
    (n,) polygons with the areas of the squares; empty where a piece is thinner than rounding
    """
    village, ix, iy, size_m = squares.village, squares.ix, squares.iy, squares.size_m
    area_m2 = squares.area_m2
    pieces = _boxes(ix, iy, size_m)
    border = np.flatnonzero(area_m2 < size_m**2 * _WHOLE_SQUARE)
    # A village is first cut into columns: a column has few of its thousands of vertices.
    strips: dict[tuple[int, int], Any] = {}
    for row, v, i, j in zip(border, village[border], ix[border], iy[border], strict=True):
        west, south = i * size_m, j * size_m
        if (v, i) not in strips:
            _, bottom, _, top = shapely.bounds(shapes[v])
            strips[v, i] = shapely.clip_by_rect(shapes[v], west, bottom - 1.0, west + size_m, top + 1.0)
        pieces[row] = shapely.clip_by_rect(strips[v, i], west, south, west + size_m, south + size_m)
    # Clipping by a rectangle is quick but promises nothing; where it fails the slow way is taken.
    off = np.abs(shapely.area(pieces[border]) - area_m2[border]) > _CLIP_ERROR * size_m**2
    odd = ~np.isin(shapely.get_type_id(pieces[border]), _POLYGONS) | ~shapely.is_valid(pieces[border])
    for row in border[off | odd]:
        box = _boxes(ix[row], iy[row], size_m)
        # A border along a grid line would come along as a line.
        parts = shapely.get_parts(shapely.intersection(shapes[village[row]], box))
        polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
        pieces[row] = shapely.union_all(polygons) if len(polygons) else shapely.Polygon()
    return pieces


def points_inside(
    shapes: NDArray, squares: Squares, grid: PixelGrid, walkable: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Give every piece a point inside it: the walkable pixel centre nearest the middle of the piece.

    Where no pixel centre in the piece is walkable it is any pixel centre, where the piece holds none any
    point inside.

    Parameters
    ----------
    shapes : (villages,) polygons in the CRS of `grid`
    squares : the squares
    grid, walkable : (rows, columns), where people can walk

    Returns
    -------
    x, y : (n,) metres
    """
    flat = shapely.force_2d(shapes)
    pixel = np.full((len(squares.ix), 2), -1, np.int64)
    frame = np.array([grid.left_m, grid.top_m, grid.pixel_m])
    places = (squares.village, squares.ix, squares.iy, squares.size_m)
    _middle_pixels_kernel(*places, frame, _owners(flat, grid), walkable, pixel)
    x, y = grid.centre(pixel[:, 0], pixel[:, 1])
    bare = np.flatnonzero((pixel[:, 0] < 0) | ~_contained(flat, squares.village, x, y))
    if len(bare):
        left = squares.at(bare)
        points = shapely.point_on_surface(cut_pieces(flat, left))
        # A piece thinner than rounding has no inside: the border itself is as near as one can get.
        thin = shapely.is_empty(points)
        middles = shapely.centroid(_boxes(left.ix[thin], left.iy[thin], left.size_m))
        ways = shapely.shortest_line(flat[left.village[thin]], middles)
        points[thin] = shapely.get_point(ways, 0)
        x[bare], y[bare] = shapely.get_x(points), shapely.get_y(points)
    return x, y


def _contained(shapes: NDArray, village: Wholes, x: Floats, y: Floats) -> NDArray[np.bool_]:
    """Tell which points lie inside their village and not on its border, which is a neighbour's too."""
    inside = np.zeros(len(x), bool)
    for position in np.unique(village):
        rows = np.flatnonzero(village == position)
        shape = shapely.from_wkb(shapely.to_wkb(shapes[position]))  # preparing would mark the caller's own
        shapely.prepare(shape)
        inside[rows] = shapely.contains_xy(shape, x[rows], y[rows])
    return inside


def _boxes(ix: Wholes, iy: Wholes, size_m: float) -> NDArray:
    return np.asarray(shapely.box(ix * size_m, iy * size_m, (ix + 1) * size_m, (iy + 1) * size_m))


def _owners(shapes: NDArray, grid: PixelGrid) -> NDArray[np.int32]:
    """Village of every pixel centre, (rows, columns), -1 outside."""
    owner = np.full((grid.rows, grid.columns), -1, np.int32)
    for position, shape in enumerate(shapes):
        points, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(shape)), return_index=True)
        if not len(points):
            continue
        # In pixels, counted so that whole numbers are pixel centres.
        column = (points[:, 0] - grid.left_m) / grid.pixel_m - 0.5
        row = (grid.top_m - points[:, 1]) / grid.pixel_m - 0.5
        first = np.clip(np.ceil([row.min(), column.min()]).astype(int), 0, None)
        last = np.minimum(np.floor([row.max(), column.max()]).astype(int) + 1, owner.shape)
        if (last > first).all():
            window = owner[first[0] : last[0], first[1] : last[1]]
            _fill_kernel(row - first[0], column - first[1], ring, position, window)
    return owner


@njit(cache=True)
def _fill_kernel(row, column, ring, position, owner):  # type: ignore[no-untyped-def]  # pragma: no cover
    rows, columns = owner.shape
    crossings = np.zeros((rows, columns + 1), np.bool_)
    for k in range(len(row) - 1):
        if ring[k] != ring[k + 1] or row[k] == row[k + 1]:
            continue
        low, high = min(row[k], row[k + 1]), max(row[k], row[k + 1])
        for r in range(max(int(np.ceil(low)), 0), min(int(np.ceil(high)), rows)):
            share = (r - row[k]) / (row[k + 1] - row[k])
            at = column[k] + share * (column[k + 1] - column[k])
            c = min(max(int(np.ceil(at)), 0), columns)
            crossings[r, c] = not crossings[r, c]
    for r in range(rows):
        inside = False
        for c in range(columns):
            inside ^= crossings[r, c]
            if inside and owner[r, c] < 0:
                owner[r, c] = position


@njit(cache=True)
def _middle_pixels_kernel(  # type: ignore[no-untyped-def]
    village, ix, iy, size_m, frame, owner, walkable, pixel
):  # pragma: no cover
    left, top, pixel_m = frame
    rows, columns = owner.shape
    for cell in range(len(village)):
        first_c = max(int(np.ceil((ix[cell] * size_m - left) / pixel_m - 0.5)), 0)
        last_c = min(int(np.ceil(((ix[cell] + 1) * size_m - left) / pixel_m - 0.5)), columns)
        first_r = max(int(np.floor((top - (iy[cell] + 1) * size_m) / pixel_m - 0.5)) + 1, 0)
        last_r = min(int(np.floor((top - iy[cell] * size_m) / pixel_m - 0.5)) + 1, rows)
        count = sum_r = sum_c = 0.0
        for r in range(first_r, last_r):
            for c in range(first_c, last_c):
                if owner[r, c] == village[cell]:
                    count += 1.0
                    sum_r += r
                    sum_c += c
        if count == 0.0:
            continue
        best = np.inf
        for r in range(first_r, last_r):
            for c in range(first_c, last_c):
                if owner[r, c] != village[cell]:
                    continue
                off = (r - sum_r / count) ** 2 + (c - sum_c / count) ** 2
                if not walkable[r, c]:
                    off += 1e12  # only where nothing else is left
                if off < best:
                    best = off
                    pixel[cell, 0], pixel[cell, 1] = r, c
