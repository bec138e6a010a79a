"""Draw the ground of a village that lies beyond sight of every track, in connected pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numba import njit
from numpy.typing import NDArray
from scipy import ndimage

from geo.model.land import LandCover, Terrain
from geo.search.looks import find_looks, segments_of
from geo.search.runs import Runs, outline
from geo.search.seen import Ground
from geo.search.sight import reach_m, sight_of_looks, spread_m
from geo.settings import DetectionSettings, Settings

_MOST_PIXELS = 60_000
_WIDE = 4  # times the narrowest dead corner: wider than that, larger pixels will do


@dataclass(frozen=True)
class Piece:
    """Connected unseen ground: its outline; m2; width of the widest circle, m.

    steep_share, restricted_share: share too steep to search on foot, and to search at all; pixels: how many
    pixels lie in each cell it touches, by cell_id; pixel_m2: area of one; gap: a track breaks off on one side
    of it and goes on at another.
    """

    outline: Any
    area_m2: float
    width_m: float
    steep_share: float
    restricted_share: float
    pixels: dict[str, int]
    pixel_m2: float
    gap: bool


def unseen_pieces(tracks: Any, ground: Ground, terrain: Terrain, settings: Settings) -> list[Piece]:
    """Find the connected unseen pieces of one village that are large and wide enough.

    Parameters
    ----------
    tracks : TRACKS in the working CRS as told by `tell_walkers` and `tell_flights`
    ground : one village with its cells, and crop dates
    terrain : land cover and slope
    settings : settings
    """
    cells, detection = ground.cells.reset_index(drop=True), settings.detection
    if not len(cells):
        return []
    here = Ground(ground.villages, cells, ground.cell_size_m, ground.windows, ground.crop_year)
    pixel = _Pixels.of(cells, ground.cell_size_m, detection.corner_pixel_m)
    over = _Over.of(here, terrain, pixel)
    unseen = over.inside(here.villages)
    _erase_seen(unseen, tracks, here, pixel, settings)
    runs, gaps = Runs.of(unseen), gap_lines(tracks)
    pixel_m2 = pixel.size_m**2
    area_m2, of_piece = runs.area() * pixel_m2, runs.of_piece()
    limits_deg = settings.travel.search_slope_deg, settings.travel.restricted_slope_deg
    pieces = []
    for number in np.flatnonzero(area_m2 >= detection.corner_m2 - 1e-6):
        mask, row, column = runs.mask(of_piece[number])
        width_m = _width_m(mask, pixel, detection)
        if width_m < detection.corner_width_m:
            continue
        held, steep, closed = over.held(mask, row, column, limits_deg)
        within = np.flatnonzero(held)
        in_cells = dict(zip(cells["cell_id"].iloc[within], held[within].tolist(), strict=True))
        border = outline(
            mask, left_m=pixel.left_m + column * pixel.size_m, bottom_m=pixel.bottom_m + row * pixel.size_m,
            pixel_m=pixel.size_m,
        )  # fmt: skip
        gap = bool(len(gaps)) and bool(shapely.intersects(gaps, border).any())
        pieces.append(Piece(border, float(area_m2[number]), width_m, steep, closed, in_cells, pixel_m2, gap))
    return pieces


def gap_lines(tracks: Any) -> Any:
    """Straight lines over the breaks of tracks: where somebody went and no fix says where."""
    parts, line = shapely.get_parts(tracks.geometry.to_numpy(), return_index=True)
    if not len(parts):
        return np.zeros(0, dtype=object)
    ends, starts = shapely.get_point(parts, -1), shapely.get_point(parts, 0)
    same = line[:-1] == line[1:]
    pairs = np.stack([shapely.get_coordinates(ends[:-1][same]), shapely.get_coordinates(starts[1:][same])], 1)
    return shapely.linestrings(pairs) if len(pairs) else np.zeros(0, dtype=object)


@dataclass(frozen=True)
class _Pixels:
    """Pixels over a village, rows northwards from the bottom; whole numbers of them make a square."""

    left_m: float
    bottom_m: float
    size_m: float
    rows: int
    columns: int
    per_square: int

    @classmethod
    def of(cls, cells: Any, cell_size_m: float, about_m: float) -> _Pixels:
        per_square = max(round(cell_size_m / about_m), 1)
        ix, iy = cells["ix"].to_numpy(np.int64), cells["iy"].to_numpy(np.int64)
        left, bottom = ix.min(), iy.min()
        return cls(
            left * cell_size_m, bottom * cell_size_m, cell_size_m / per_square,
            int(iy.max() - bottom + 1) * per_square, int(ix.max() - left + 1) * per_square, per_square,
        )  # fmt: skip

    def centres(self, rows: slice, columns: slice) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Eastings of columns and northings of rows."""
        x = self.left_m + (np.arange(columns.start, columns.stop) + 0.5) * self.size_m
        y = self.bottom_m + (np.arange(rows.start, rows.stop) + 0.5) * self.size_m
        return x, y


@dataclass(frozen=True)
class _Over:
    """What lies under the pixels: cell by square (row in CELLS, -1: none), rows and columns in terrain."""

    pixel: _Pixels
    cell: NDArray[np.int64]
    row: NDArray[np.int64]
    column: NDArray[np.int64]
    terrain: Terrain

    @classmethod
    def of(cls, here: Ground, terrain: Terrain, pixel: _Pixels) -> _Over:
        ix, iy = (here.cells[name].to_numpy(np.int64) for name in ("ix", "iy"))
        cell = np.full((pixel.rows // pixel.per_square, pixel.columns // pixel.per_square), -1)
        cell[iy - iy.min(), ix - ix.min()] = np.arange(len(here.cells))
        x, y = pixel.centres(slice(0, pixel.rows), slice(0, pixel.columns))
        row, _ = terrain.grid.row_column(np.zeros_like(y), y)
        _, column = terrain.grid.row_column(x, np.zeros_like(x))
        return cls(pixel, cell, row, column, terrain)

    def inside(self, villages: Any) -> NDArray[np.bool_]:
        """Pixels of cells inside the village, without water and built-up ground: nobody searches those."""
        rings = shapely.get_rings(shapely.get_parts(shapely.union_all(villages.geometry.to_numpy())))
        points, ring = shapely.get_coordinates(rings, return_index=True)
        points = (points - [self.pixel.left_m, self.pixel.bottom_m]) / self.pixel.size_m
        edges = np.column_stack([points[:-1], points[1:]])[ring[:-1] == ring[1:]]
        cover = self.terrain.cover
        closed = (cover == LandCover.WATER) | (cover == LandCover.BUILT)
        mask = np.zeros((self.pixel.rows, self.pixel.columns), np.bool_)
        _fill_kernel(mask, edges, self.cell, self.pixel.per_square, closed, self.row, self.column)
        return mask

    def held(
        self, mask: NDArray[np.bool_], row: int, column: int, limits_deg: tuple[float, float]
    ) -> tuple[NDArray[np.int64], float, float]:
        """Count the pixels of a piece in each cell (cells,), and say which shares are steeper than limits."""
        held = np.zeros(int(self.cell.max()) + 1, np.int64)
        steep, closed = _held_kernel(
            mask, row, column, self.cell, self.pixel.per_square, self.terrain.slope_deg, self.row,
            self.column, limits_deg, held,
        )  # fmt: skip
        return held, steep / int(held.sum()), closed / int(held.sum())


@njit(cache=True)
def _fill_kernel(mask, edges, cell, side, closed, row, column):  # type: ignore[no-untyped-def]
    """Set the pixels whose middle lies inside the edges (even-odd), in a cell and on ground that is open."""
    rows, columns = mask.shape
    turns = np.zeros((rows, columns + 1), np.bool_)
    for e in range(len(edges)):
        xa, ya, xb, yb = edges[e]
        low, high = min(ya, yb), max(ya, yb)
        for r in range(max(int(np.ceil(low - 0.5)), 0), min(int(np.floor(high - 0.5)), rows - 1) + 1):
            y = r + 0.5
            if low <= y < high:
                x = xa + (y - ya) / (yb - ya) * (xb - xa)
                at = min(max(int(np.ceil(x - 0.5)), 0), columns)
                turns[r, at] = not turns[r, at]
    for r in range(rows):
        inside = False
        for c in range(columns):
            if turns[r, c]:
                inside = not inside
            mask[r, c] = inside and cell[r // side, c // side] >= 0 and not closed[row[r], column[c]]


@njit(cache=True)
def _held_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    mask, south, west, cell, side, slope_deg, row, column, limits_deg, held
):
    """Count set pixels by cell, in place, and those steeper than two limits."""
    steep = closed = 0
    for r in range(mask.shape[0]):
        for c in range(mask.shape[1]):
            if mask[r, c]:
                held[cell[(south + r) // side, (west + c) // side]] += 1
                slope = slope_deg[row[south + r], column[west + c]]
                steep += slope > limits_deg[0]
                closed += slope > limits_deg[1]
    return steep, closed


def _erase_seen(
    unseen: NDArray[np.bool_], tracks: Any, here: Ground, pixel: _Pixels, settings: Settings
) -> None:
    """Take away, in place, what lies within sight of a track."""
    if not len(tracks):
        return
    segments = segments_of(tracks.geometry.to_numpy())
    # One number for a day and what was said of sight on it: the looks of `seen` without their confirmation.
    said = ["walked_on", "sight_m", "swath_m"]
    kinds = pd.DataFrame(tracks[said]).drop_duplicates().sort_values(said, ignore_index=True)
    number = tracks[said].merge(kinds.assign(number=kinds.index), how="left")["number"].to_numpy(np.int64)
    line = segments.line
    looks = find_looks(segments, here.cells, here.cell_size_m, day=number[line], group=np.zeros_like(line),
                       reach_m=reach_m(tracks, settings.detection)[line])  # fmt: skip
    _, _, sight_m = sight_of_looks(
        looks,
        kinds["walked_on"].to_numpy("datetime64[D]"),
        kinds["sight_m"].to_numpy(float),
        kinds["swath_m"].to_numpy(float),
        cells=here.cells,
        crop_year=here.crop_year,
        settings=settings,
    )
    corner = here.cells[["ix", "iy"]].to_numpy(float) * here.cell_size_m - [pixel.left_m, pixel.bottom_m]
    ends = segments.ends - np.tile([pixel.left_m, pixel.bottom_m], 2)
    square = np.round(corner / pixel.size_m).astype(np.int64)[looks.cell]
    _erase_kernel(
        unseen, ends, looks.segment, looks.starts, square, np.maximum(sight_m, 0.0), spread_m(tracks)[line],
        pixel.size_m, pixel.per_square,
    )  # fmt: skip


@njit(cache=True)
def _erase_kernel(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    unseen, ends, segment, starts, corner, sight_m, spread_m, pixel_m, side
):
    """Clear the pixels of each look's square whose middle lies within its radius of a segment."""
    for look in range(len(starts) - 1):
        left, bottom = corner[look, 0], corner[look, 1]
        for pair in range(starts[look], starts[look + 1]):
            k = segment[pair]
            radius = sight_m[look] + spread_m[k]
            xa, ya, xb, yb = ends[k]
            dx, dy = xb - xa, yb - ya
            length2 = dx * dx + dy * dy
            first = max(int(np.floor((min(ya, yb) - radius) / pixel_m)), bottom)
            last = min(int(np.floor((max(ya, yb) + radius) / pixel_m)), bottom + side - 1)
            west = max(int(np.floor((min(xa, xb) - radius) / pixel_m)), left)
            east = min(int(np.floor((max(xa, xb) + radius) / pixel_m)), left + side - 1)
            for row in range(first, last + 1):
                y = (row + 0.5) * pixel_m - ya
                for column in range(west, east + 1):
                    if not unseen[row, column]:
                        continue
                    x = (column + 0.5) * pixel_m - xa
                    along = min(max((x * dx + y * dy) / length2, 0.0), 1.0) if length2 > 0 else 0.0
                    away_x, away_y = x - along * dx, y - along * dy
                    if away_x * away_x + away_y * away_y <= radius * radius:
                        unseen[row, column] = False


def _width_m(mask: NDArray[np.bool_], pixel: _Pixels, detection: DetectionSettings) -> float:
    """Width of the widest circle in a piece, at most a pixel too small; exact where it decides.

    Of a large piece in larger pixels: a whole village that nobody saw is wide, however wide.
    """
    times = int(np.ceil(np.sqrt(mask.size / _MOST_PIXELS)))
    if times > 1:
        rows, columns = (side // times * times for side in mask.shape)
        blocks = mask[:rows, :columns].reshape(rows // times, times, -1, times).all(axis=(1, 3))
        wide_m = float(2 * ndimage.distance_transform_edt(np.pad(blocks, 1)).max() - 1) * times * pixel.size_m
        if wide_m >= _WIDE * detection.corner_width_m:
            return wide_m
    width_m = float(2 * ndimage.distance_transform_edt(np.pad(mask, 1)).max() - 1) * pixel.size_m
    if not detection.corner_width_m - pixel.size_m <= width_m < detection.corner_width_m:
        return width_m
    # In half pixels every strip has an even width, and its middle lies between two of them.
    halves = np.pad(mask.repeat(2, axis=0).repeat(2, axis=1), 1)
    return float(ndimage.distance_transform_edt(halves).max()) * pixel.size_m
