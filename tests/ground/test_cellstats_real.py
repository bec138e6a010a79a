"""Statistics of real ground: clipped cells of real villages over a real elevation model."""

import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from exactextract import exact_extract
from exactextract.raster import NumPyRasterSource

from geo.ground.cellstats import cell_statistics
from geo.model.land import PixelGrid
from geo.sources.vectors import read_villages

REAL = os.environ.get("TACHA_REAL_DATA", "")


@pytest.mark.real
@pytest.mark.skipif(not REAL, reason="TACHA_REAL_DATA names no folder of real boundaries and elevations")
def test_statistics_of_real_ground_equal_exactextracts():
    folder = Path(REAL) / "liechtenstein"
    with rasterio.open(folder / "dem_utm32_30m.tif") as dem:
        heights = dem.read(1).astype(np.float32)
        grid = PixelGrid("EPSG:32632", dem.bounds.left, dem.bounds.top, dem.res[0], dem.height, dem.width)
        ground = np.where(heights == dem.nodata, np.float32(np.nan), heights)
    villages = read_villages(folder / "municipalities.geojson")[0].to_crs("EPSG:32632")
    cells = cell_statistics(villages, grid, cell_size_m=250.0, spread={"z": ground}, means={}, classes=None)
    # The peer holds coverage in single precision: slivers under 10 m2 are nothing it could be held to.
    cells = cells[(cells["area_m2"] > 10) & (cells["z_missing"] == 0)].iloc[::7]
    west, south = cells["ix"] * 250.0, cells["iy"] * 250.0
    squares = shapely.box(west, south, west + 250.0, south + 250.0)
    pieces = shapely.intersection(villages.geometry.to_numpy()[cells["village"]], squares)
    polygons = [
        shapely.union_all([part for part in shapely.get_parts(piece) if part.geom_type == "Polygon"])
        for piece in pieces
    ]
    frame = gpd.GeoDataFrame(geometry=polygons, crs=villages.crs)
    source = NumPyRasterSource(ground, *grid.bounds, srs_wkt=frame.crs.to_wkt())
    peer = exact_extract(source, frame, ["mean", "min", "max"], output="pandas")
    assert len(cells) > 400
    np.testing.assert_allclose(cells["z_mean"], peer["mean"], rtol=1e-6)
    assert (cells["z_min"].to_numpy() == peer["min"].to_numpy()).all()
    assert (cells["z_max"].to_numpy() == peer["max"].to_numpy()).all()
