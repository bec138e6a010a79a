"""Read elevation onto the site's pixels, and burn polygons and lines into them."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio import features
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.warp import calculate_default_transform, reproject, transform_bounds
from rasterio.windows import Window

from geo.errors import InputError
from geo.model.land import PixelGrid
from geo.model.notes import Note
from geo.settings import DEFAULTS, Settings
from geo.sources.opening import look_at

_LOWEST_M, _HIGHEST_M = -500.0, 9000.0
_QUIET: Final = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR"}  # no side file of a stranger's is read


def read_dem(
    path: str | Path,
    *,
    crs: str,
    site: Any,
    bounds: tuple[float, float, float, float],
    settings: Settings = DEFAULTS,
) -> tuple[PixelGrid, NDArray[np.float32], list[Note]]:
    """Read elevation for the site and its margin.

    Native pixels are kept if the file is in the working CRS with square pixels; else it is warped, bilinear.

    Parameters
    ----------
    path : GeoTIFF of elevations in metres
    crs : working CRS
    site : polygon of the site in the working CRS
    bounds : left, bottom, right, top in metres to read, margin included

    Returns
    -------
    grid, elevation float32 (rows, columns) in metres with NaN where there is none, notes

    Raises
    ------
    InputError : not a GeoTIFF, damaged, without CRS or place, covers under `settings.intake.dem_covers`
    """
    file, _ = look_at(path, ("tiff",), settings=settings)
    with opened_raster(file) as source:
        grid = grid_of(source, crs, bounds, site.bounds, settings, name=file.name)
        elevation = on_grid(source, grid, name=file.name)
    wrong = (elevation < _LOWEST_M) | (elevation > _HIGHEST_M)
    notes = []
    if wrong.any():
        notes.append(Note("source-dem-outliers", {"file": file.name, "pixels": int(wrong.sum())}))
        elevation = np.where(wrong, np.float32(np.nan), elevation)
    covered = _covered(elevation, grid, site)
    if covered < settings.intake.dem_covers:
        raise InputError(
            "source-dem-covers",
            file=file.name,
            percent=math.floor(100 * covered),
            needed=round(100 * settings.intake.dem_covers),
        )
    if covered < 1.0:
        notes.append(Note("source-dem-voids", {"file": file.name, "percent": _percent(1 - covered)}))
    return grid, elevation, notes


def opened_raster(file: Path) -> Any:
    """Open a GeoTIFF that says where it lies, with no other driver and no side files.

    Raises
    ------
    InputError : damaged, without CRS, without a place on the ground
    """
    try:
        with rasterio.Env(**_QUIET), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = rasterio.open(file, driver="GTiff")
    except (RasterioError, ValueError, OSError) as fault:
        raise InputError("source-unreadable", file=file.name, reason="GeoTIFF") from fault
    if source.crs is None:
        source.close()
        raise InputError("source-no-crs", file=file.name)
    if source.transform.is_identity:
        source.close()
        raise InputError("source-no-place", file=file.name)
    return source


def plain_grid(crs: str, bounds: tuple[float, float, float, float], pixel_m: float) -> PixelGrid:
    """Lay pixels over bounds, anchored to whole multiples of their size.

    >>> plain_grid("EPSG:32632", (5.0, 5.0, 95.0, 65.0), 30.0).rows
    3
    """
    left, bottom = (math.floor(value / pixel_m) for value in bounds[:2])
    right, top = (math.ceil(value / pixel_m) for value in bounds[2:])
    return PixelGrid(crs, left * pixel_m, top * pixel_m, pixel_m, max(1, top - bottom), max(1, right - left))


def transform_of(grid: PixelGrid) -> Affine:
    """Affine of a pixel grid, for rasterio."""
    return Affine(grid.pixel_m, 0.0, grid.left_m, 0.0, -grid.pixel_m, grid.top_m)


def burn_polygons(
    shapes: Sequence[Any], codes: Sequence[int], grid: PixelGrid, fill: int
) -> NDArray[np.uint8]:
    """Give every pixel whose centre lies in a polygon that polygon's code; later polygons win.

    Parameters
    ----------
    shapes : polygons in the grid's CRS, (n,)
    codes : 0 to 255, (n,)
    fill : code where no polygon lies

    Returns
    -------
    uint8 (rows, columns)
    """
    pairs = [
        (shape, int(code))
        for shape, code in zip(shapes, codes, strict=True)
        if shape is not None and not shape.is_empty
    ]
    if not pairs:
        return np.full((grid.rows, grid.columns), fill, dtype=np.uint8)
    return features.rasterize(
        pairs, out_shape=(grid.rows, grid.columns), fill=fill, transform=transform_of(grid), dtype="uint8"
    )


def burn_lines(lines: Sequence[Any], grid: PixelGrid) -> NDArray[np.bool_]:
    """Mark every pixel that a line or polygon touches, bool (rows, columns)."""
    present = [line for line in lines if line is not None and not line.is_empty]
    if not present:
        return np.zeros((grid.rows, grid.columns), dtype=bool)
    burnt = features.rasterize(
        present,
        out_shape=(grid.rows, grid.columns),
        transform=transform_of(grid),
        all_touched=True,
        default_value=1,
        dtype="uint8",
    )
    return burnt.astype(bool)


def grid_of(
    source: Any, crs: str, bounds: Any, site_bounds: Any, settings: Settings, *, name: str,
    coarsest_m: float | None = None,
) -> PixelGrid:  # fmt: skip
    """Native pixels where they fit, else pixels of about the same size, thinned to what memory takes.

    Parameters
    ----------
    source : as `opened_raster` gives
    crs : working CRS
    bounds, site_bounds : left, bottom, right, top of what is wanted, and of what is needed
    coarsest_m : largest pixel; None: `settings.intake.most_pixel_m`

    Raises
    ------
    InputError : coarser pixels, or a CRS that cannot be followed
    """
    across, down = source.transform.a, -source.transform.e
    straight = source.transform.b == 0 and source.transform.d == 0
    same = source.crs == rasterio.CRS.from_user_input(crs)
    # A thousandth of a pixel over a whole county is less than a pixel.
    if same and straight and down > 0 and abs(across - down) < 1e-6 * across:
        left, bottom, right, top = _clipped(bounds, source.bounds, site_bounds)
        first_column = math.floor((left - source.transform.c) / across)
        first_row = math.floor((source.transform.f - top) / across)
        columns = math.ceil((right - source.transform.c) / across) - first_column
        rows = math.ceil((source.transform.f - bottom) / across) - first_row
        grid = PixelGrid(
            crs,
            source.transform.c + first_column * across,
            source.transform.f - first_row * across,
            across,
            max(1, rows),
            max(1, columns),
        )
    else:
        pixel_m = _native_pixel_m(source, crs, name=name)
        reach = transform_bounds(source.crs, crs, *source.bounds, densify_pts=21)
        grid = plain_grid(crs, _clipped(bounds, reach, site_bounds), pixel_m)
    limits = settings.intake
    limit_m = limits.most_pixel_m if coarsest_m is None else coarsest_m
    if grid.pixel_m > limit_m:
        raise InputError("source-dem-coarse", file=name, pixel=round(grid.pixel_m), limit=round(limit_m))
    if grid.rows * grid.columns > limits.dem_pixels or grid.pixel_m < limits.least_pixel_m:
        times = max(
            math.ceil(math.sqrt(grid.rows * grid.columns / limits.dem_pixels)),
            math.ceil(limits.least_pixel_m / grid.pixel_m),
        )
        grid = plain_grid(crs, grid.bounds, grid.pixel_m * times)
    return grid


def _clipped(bounds: Any, reach: Any, site_bounds: Any) -> tuple[float, float, float, float]:
    """Bounds as far as the raster reaches, but never less than the site."""
    left, bottom = (min(max(bounds[k], reach[k]), site_bounds[k]) for k in (0, 1))
    right, top = (max(min(bounds[k], reach[k]), site_bounds[k]) for k in (2, 3))
    return left, bottom, right, top


def _native_pixel_m(source: Any, crs: str, *, name: str) -> float:
    try:
        transform, _, _ = calculate_default_transform(
            source.crs, crs, source.width, source.height, *source.bounds
        )
    except (RasterioError, ValueError) as fault:
        raise InputError("source-unreadable", file=name, reason="CRS") from fault
    # 29.87 m is a made-up precision; decimetres are kept for fine models only.
    return round(transform.a) if transform.a >= 5 else max(0.1, round(transform.a, 1))


def on_grid(source: Any, grid: PixelGrid, *, name: str, band: int = 1) -> NDArray[np.float32]:
    """Values of a band on the grid, NaN where there are none; a plain window of the file's own pixels.

    Raises
    ------
    InputError : damaged
    """
    shape = (grid.rows, grid.columns)
    out = np.full(shape, np.nan, dtype=np.float32)
    transform = transform_of(grid)
    try:
        with rasterio.Env(**_QUIET):
            if _own_pixels(source, grid):
                return _window(source, grid, out, band)
            finer = grid.pixel_m > 1.5 * _native_pixel_m(source, grid.crs, name=name)
            reproject(
                rasterio.band(source, band),
                out,
                src_nodata=source.nodata,
                dst_transform=transform,
                dst_crs=grid.crs,
                dst_nodata=np.nan,
                resampling=Resampling.average if finer else Resampling.bilinear,
            )
    except (RasterioError, ValueError, OSError) as fault:
        raise InputError("source-unreadable", file=name, reason="GeoTIFF") from fault
    return out


def _own_pixels(source: Any, grid: PixelGrid) -> bool:
    """Tell whether the grid's pixels are the file's own."""
    if source.crs != rasterio.CRS.from_user_input(grid.crs):
        return False
    column, row = (round(value) for value in ~source.transform * (grid.left_m, grid.top_m))
    same = source.transform * Affine.translation(column, row)
    return bool(same.almost_equals(transform_of(grid), precision=1e-6 * grid.pixel_m))


def _window(source: Any, grid: PixelGrid, out: NDArray[np.float32], band: int) -> NDArray[np.float32]:
    column, row = (round(value) for value in ~source.transform * (grid.left_m, grid.top_m))
    top, left = max(0, row), max(0, column)
    bottom, right = min(source.height, row + grid.rows), min(source.width, column + grid.columns)
    if bottom <= top or right <= left:
        return out
    part = source.read(band, window=Window(left, top, right - left, bottom - top), masked=True)
    out[top - row : bottom - row, left - column : right - column] = part.astype(np.float32).filled(np.nan)
    return out


def _covered(elevation: NDArray[np.float32], grid: PixelGrid, site: Any) -> float:
    """Share of the site's pixels that have an elevation."""
    inside = burn_polygons([site], [1], grid, 0).astype(bool)
    if not inside.any():
        inside = burn_lines([site], grid)
    return float(np.isfinite(elevation[inside]).mean()) if inside.any() else 0.0


def _percent(share: float) -> float:
    return max(0.1, round(100 * share, 1))
