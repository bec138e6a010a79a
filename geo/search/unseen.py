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

from geo.ground.grid import cell_polygons
from geo.model.land import LandCover, Terrain
from geo.search.looks import find_looks, segments_of
from geo.search.seen import Ground
from geo.search.sight import reach_m, sight_of_looks, spread_m
from geo.settings import DetectionSettings, Settings

_MOST_PIXELS = 1_000_000


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
    owner = _owners(here, pixel)
    unseen = (owner >= 0) & ~_closed_ground(terrain, pixel)
    _erase_seen(unseen, tracks, here, pixel, settings)
    named, count = ndimage.label(unseen)
    pixel_m2 = pixel.size_m**2
    # Row by row: numpy counts in copies of eight bytes a pixel.
    counted = sum(np.bincount(row, minlength=count + 1) for row in named)
    area_m2 = counted[1:] * pixel_m2
    boxes, gaps = ndimage.find_objects(named), gap_lines(tracks)
    limits_deg = settings.travel.search_slope_deg, settings.travel.restricted_slope_deg
    pieces = []
    for number in np.flatnonzero(area_m2 >= detection.corner_m2 - 1e-6):
        rows, columns = boxes[number]
        mask = named[rows, columns] == number + 1
        width_m = _width_m(mask, pixel, detection)
        if width_m < detection.corner_width_m:
            continue
        held = np.bincount(owner[rows, columns][mask], minlength=len(cells))
        slope_deg = _sample(terrain.slope_deg, terrain, pixel, rows, columns)[mask]
        within = np.flatnonzero(held)
        in_cells = dict(zip(cells["cell_id"].iloc[within], held[within].tolist(), strict=True))
        outline = _outline(mask, rows.start, columns.start, pixel)
        gap = bool(len(gaps)) and bool(shapely.intersects(gaps, outline).any())
        steep, closed = (float(np.mean(slope_deg > limit)) for limit in limits_deg)
        pieces.append(Piece(outline, float(area_m2[number]), width_m, steep, closed, in_cells, pixel_m2, gap))
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

    def square(self, cell: Any, cell_size_m: float) -> tuple[slice, slice]:
        """Rows and columns of a cell's square."""
        row = round((cell.iy * cell_size_m - self.bottom_m) / self.size_m)
        column = round((cell.ix * cell_size_m - self.left_m) / self.size_m)
        return slice(row, row + self.per_square), slice(column, column + self.per_square)


def _owners(here: Ground, pixel: _Pixels) -> NDArray[np.int32]:
    """Row of the cell that holds each pixel; -1 outside the village."""
    owner = np.full((pixel.rows, pixel.columns), -1, np.int32)
    whole = here.cells["area_m2"].to_numpy(float) >= here.cell_size_m**2 * (1 - 1e-9)
    cut = here.cells[~whole]
    pieces = dict(zip(cut.index, cell_polygons(here.villages, cut, here.cell_size_m), strict=True))
    for number, cell in enumerate(here.cells.itertuples()):
        square = pixel.square(cell, here.cell_size_m)
        if number not in pieces:
            owner[square] = number
            continue
        x, y = pixel.centres(*square)
        shapely.prepare(pieces[number])
        inside = shapely.contains_xy(pieces[number], *np.meshgrid(x, y))
        owner[square][inside] = number
    return owner


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


def _closed_ground(terrain: Terrain, pixel: _Pixels) -> NDArray[np.bool_]:
    """Where water or built-up ground lies: nobody searches it."""
    cover = _sample(terrain.cover, terrain, pixel, slice(0, pixel.rows), slice(0, pixel.columns))
    return (cover == LandCover.WATER) | (cover == LandCover.BUILT)


def _sample(values: NDArray, terrain: Terrain, pixel: _Pixels, rows: slice, columns: slice) -> NDArray:
    x, y = pixel.centres(rows, columns)
    row, _ = terrain.grid.row_column(np.zeros_like(y), y)
    _, column = terrain.grid.row_column(x, np.zeros_like(x))
    return values[np.ix_(row, column)]


def _width_m(mask: NDArray[np.bool_], pixel: _Pixels, detection: DetectionSettings) -> float:
    """Width of the widest circle in a piece, at most a pixel too small; exact where it decides.

    Of a large piece in larger pixels: a whole village that nobody saw is wide, however wide.
    """
    times = int(np.ceil(np.sqrt(mask.size / _MOST_PIXELS)))
    if times > 1:
        rows, columns = (side // times * times for side in mask.shape)
        blocks = mask[:rows, :columns].reshape(rows // times, times, -1, times).all(axis=(1, 3))
        wide_m = float(2 * ndimage.distance_transform_edt(np.pad(blocks, 1)).max() - 1) * times * pixel.size_m
        if wide_m >= detection.corner_width_m:
            return wide_m
    width_m = float(2 * ndimage.distance_transform_edt(np.pad(mask, 1)).max() - 1) * pixel.size_m
    if not detection.corner_width_m - pixel.size_m <= width_m < detection.corner_width_m:
        return width_m
    # In half pixels every strip has an even width, and its middle lies between two of them.
    halves = np.pad(mask.repeat(2, axis=0).repeat(2, axis=1), 1)
    return float(ndimage.distance_transform_edt(halves).max()) * pixel.size_m


def _outline(mask: NDArray[np.bool_], row: int, column: int, pixel: _Pixels) -> Any:
    """Join the pixels of a piece, run by run, into a polygon."""
    edge = np.diff(np.pad(mask.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    (south, west), (_, east) = np.nonzero(edge == 1), np.nonzero(edge == -1)
    left, right = (pixel.left_m + (column + side) * pixel.size_m for side in (west, east))
    low = pixel.bottom_m + (row + south) * pixel.size_m
    return shapely.union_all(shapely.box(left, low, right, low + pixel.size_m))
