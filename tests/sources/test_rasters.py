"""Elevation on the site's pixels, and shapes burnt into them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin

from geo.model.land import PixelGrid
from geo.settings import DEFAULTS, with_changes
from geo.sources.rasters import burn_lines, burn_polygons, plain_grid, read_dem

CRS = "EPSG:32648"
SITE = shapely.box(500_100, 3_000_100, 500_900, 3_000_900)


def write_dem(
    path: Path,
    elevation: np.ndarray,
    *,
    crs: str = CRS,
    left: float = 500_000,
    top: float = 3_001_000,
    pixel: float = 10.0,
    nodata: float = -32768,
) -> Path:
    rows, columns = elevation.shape
    kinds = {"driver": "GTiff", "count": 1, "dtype": "float32", "nodata": nodata}
    place = {"crs": crs, "transform": from_origin(left, top, pixel, pixel), "height": rows, "width": columns}
    with rasterio.open(path, "w", **kinds, **place) as sink:
        sink.write(elevation.astype("float32"), 1)
    return path


def plane() -> np.ndarray:
    """Elevation = easting - 500000 at pixel centres, 100 x 100 pixels of 10 m."""
    return np.tile(np.arange(100) * 10.0 + 5.0, (100, 1))


def test_native_pixels_are_kept_as_they_are(tmp_path: Path) -> None:
    file = write_dem(tmp_path / "a.tif", plane())
    grid, elevation, notes = read_dem(file, crs=CRS, site=SITE, bounds=SITE.bounds)
    assert (grid.left_m, grid.top_m, grid.pixel_m, grid.rows, grid.columns) == (
        500_100,
        3_000_900,
        10,
        80,
        80,
    )
    assert np.array_equal(elevation, plane()[10:90, 10:90].astype("float32"))
    assert notes == []


def test_a_dem_in_degrees_is_warped_to_square_pixels_of_its_own_size(tmp_path: Path) -> None:
    degrees = 0.0001
    slope = np.tile(np.arange(200.0), (200, 1))
    file = write_dem(tmp_path / "a.tif", slope, crs="EPSG:4326", left=105.0, top=27.12, pixel=degrees)
    site = shapely.box(500_200, 2_997_900, 501_200, 2_998_900)
    grid, elevation, _ = read_dem(file, crs=CRS, site=site, bounds=site.bounds)
    assert 9 < grid.pixel_m < 12
    x, _ = grid.centre(0, np.arange(grid.columns))
    # At the central meridian a degree of longitude at 27.1 N is 99.1 km: elevation = lon / 0.0001 - 0.5.
    wanted = (x - 500_000) / 0.9996 / (111_320 * np.cos(np.radians(27.11)) * degrees) - 0.5
    assert np.abs(elevation[grid.rows // 2] - wanted).max() < 0.6


def test_voids_stay_nan_and_are_said(tmp_path: Path) -> None:
    with_hole = plane()
    with_hole[40:45, 40:45] = -32768
    file = write_dem(tmp_path / "a.tif", with_hole)
    _, elevation, notes = read_dem(file, crs=CRS, site=SITE, bounds=SITE.bounds)
    assert np.isnan(elevation).sum() == 25
    assert [note.key for note in notes] == ["source-dem-voids"]


def test_impossible_elevations_count_as_missing(tmp_path: Path) -> None:
    spiked = plane()
    spiked[50, 50] = 30_000
    file = write_dem(tmp_path / "a.tif", spiked)
    _, elevation, notes = read_dem(file, crs=CRS, site=SITE, bounds=SITE.bounds)
    assert np.nanmax(elevation) < 1000
    assert "source-dem-outliers" in {note.key for note in notes}


def test_the_margin_is_read_only_as_far_as_the_file_reaches(tmp_path: Path) -> None:
    file = write_dem(tmp_path / "a.tif", plane())
    grid, elevation, _ = read_dem(file, crs=CRS, site=SITE, bounds=SITE.buffer(5000).bounds)
    assert grid.bounds == (500_000, 3_000_000, 501_000, 3_001_000)
    assert np.isfinite(elevation).all()


def test_a_model_too_fine_for_memory_is_averaged(tmp_path: Path) -> None:
    few = with_changes(DEFAULTS, {"intake": {"dem_pixels": 2_000}}, file="test")
    file = write_dem(tmp_path / "a.tif", plane())
    grid, elevation, _ = read_dem(file, crs=CRS, site=SITE, bounds=SITE.bounds, settings=few)
    x, _ = grid.centre(0, np.arange(grid.columns))
    assert grid.pixel_m == 20
    assert np.abs(elevation - (x - 500_000)).max() < 1e-3


def test_plain_pixels_stand_on_whole_multiples() -> None:
    assert plain_grid(CRS, (5.0, 5.0, 95.0, 65.0), 30.0) == PixelGrid(CRS, 0.0, 90.0, 30.0, 3, 4)


def test_later_polygons_lie_on_top() -> None:
    grid = PixelGrid(CRS, 0.0, 40.0, 10.0, 4, 4)
    burnt = burn_polygons([shapely.box(0, 0, 40, 40), shapely.box(0, 0, 20, 20)], [1, 2], grid, 255)
    assert burnt.tolist() == [[1] * 4, [1] * 4, [2, 2, 1, 1], [2, 2, 1, 1]]


def test_nothing_to_burn_leaves_the_fill() -> None:
    grid = PixelGrid(CRS, 0.0, 20.0, 10.0, 2, 2)
    assert (burn_polygons([], [], grid, 7) == 7).all()
    assert not burn_lines([shapely.LineString()], grid).any()


def test_a_line_marks_every_pixel_it_touches() -> None:
    grid = PixelGrid(CRS, 0.0, 30.0, 10.0, 3, 3)
    line = shapely.LineString([(1, 29), (29, 1)])
    assert np.diag(burn_lines([line], grid)).all()


@pytest.mark.parametrize("pixel", [5.0, 30.0])
def test_a_pixel_belongs_to_one_polygon_only(pixel: float) -> None:
    grid = plain_grid(CRS, (0, 0, 300, 300), pixel)
    halves = [shapely.box(0, 0, 151, 300), shapely.box(151, 0, 300, 300)]
    burnt = [burn_polygons([half], [1], grid, 0) for half in halves]
    assert (sum(burnt) == 1).all()
