"""The ground that nobody should search on foot, pixel by pixel: level lines over what is too steep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.land import PixelGrid, Terrain
from layers.grid_image import GridFrame, MercatorFit, frame_fit, image_uri, paint
from layers.marks import Mark

_LONGEST_SIDE: Final = 640  # pixels of the picture: under 20 kB for a county


@dataclass(frozen=True)
class SteepPicture:
    """Where too steep ground lies: an image of marks on squares of its own."""

    frame: GridFrame
    fit: MercatorFit
    url: str


def steep_picture(
    terrain: Terrain, cells: pd.DataFrame, frame: GridFrame, *, limit_deg: float
) -> SteepPicture | None:
    """Draw the pixels of a site steeper than people search on foot; None where there are none.

    Parameters
    ----------
    cells, frame : CELLS and the frame of their grid; ground outside every cell is left out
    limit_deg : steepest ground that is searched on foot
    """
    grid = terrain.grid
    step = max(1, -(-max(grid.rows, grid.columns) // _LONGEST_SIDE))
    share = _block_means(terrain.slope_deg > limit_deg, step)
    steep = (share >= 0.5) & _inside(grid, step, share.shape, cells, frame)
    if not steep.any():
        return None
    size_m = grid.pixel_m * step
    # A frame by its own corner: these squares do not lie on multiples of their size.
    wide = GridFrame(grid.crs, grid.left_m, grid.top_m, size_m, *steep.shape)
    return SteepPicture(wide, frame_fit(wide), image_uri(steep.astype(np.uint8) * np.uint8(Mark.STEEP)))


def _block_means(mask: NDArray[np.bool_], step: int) -> NDArray[np.float64]:
    """Share of set pixels in each block of `step` by `step`; those cut off at the edge count as unset."""
    rows, columns = (-(-side // step) for side in mask.shape)
    whole = np.zeros((rows * step, columns * step), dtype=np.float32)
    whole[: mask.shape[0], : mask.shape[1]] = mask
    return whole.reshape(rows, step, columns, step).mean(axis=(1, 3))


def _inside(
    grid: PixelGrid, step: int, shape: tuple[int, ...], cells: Any, frame: GridFrame
) -> NDArray[np.bool_]:
    """Whether the middle of each block lies in a square that holds a cell."""
    held = paint(frame, cells, np.zeros(len(cells), dtype=np.uint8)) == 0
    size_m = grid.pixel_m * step
    x = grid.left_m + (np.arange(shape[1]) + 0.5) * size_m
    y = grid.top_m - (np.arange(shape[0]) + 0.5) * size_m
    column = np.floor((x - frame.left_m) / frame.cell_size_m).astype(int)
    row = np.floor((frame.top_m - y) / frame.cell_size_m).astype(int)
    known = ((row >= 0) & (row < frame.rows))[:, None] & ((column >= 0) & (column < frame.columns))[None, :]
    return known & held[np.clip(row, 0, frame.rows - 1)[:, None], np.clip(column, 0, frame.columns - 1)]
