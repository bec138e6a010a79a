import json
import math
import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from exactextract import exact_extract
from exactextract.raster import NumPyRasterSource
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.ground.cellstats import cell_statistics
from geo.ground.crs import to_working, working_crs
from geo.model.land import PixelGrid

CRS = "EPSG:4544"
EAST, NORTH = 500_000.0, 2_900_000.0  # a place in Guizhou, as a surveyor writes it


def villages_of(*shapes):
    return gpd.GeoDataFrame(
        {"village_id": [f"v{row}" for row in range(len(shapes))]}, geometry=list(shapes), crs=CRS
    )


def at(shape):
    return shapely.transform(shape, lambda points: points + np.array([EAST, NORTH]))


def square(west, south, edge=100.0):
    return at(shapely.box(west, south, west + edge, south + edge))


def pixels_round(frame, pixel_m=30.0, offset=(7.0, 11.0)):
    left, bottom, right, top = frame.total_bounds
    columns, rows = (math.ceil((high - low) / pixel_m) + 3 for low, high in ((left, right), (bottom, top)))
    south = bottom - pixel_m - offset[1]
    return PixelGrid(CRS, left - pixel_m - offset[0], south + rows * pixel_m, pixel_m, rows, columns)


def measure(frame, cell_size_m=250.0, grid=None, **rasters):
    grid = grid or pixels_round(frame)
    asked = {"spread": {}, "means": {}, "classes": None} | rasters
    return cell_statistics(frame, grid, cell_size_m=cell_size_m, **asked)


def area_errors(frame, cells):
    sums = [math.fsum(cells.loc[cells["village"] == row, "area_m2"]) for row in range(len(frame))]
    return np.abs(np.array(sums) / shapely.area(frame.geometry.to_numpy()) - 1)


HOLED = at(
    shapely.Polygon(shapely.box(10, 10, 990, 990).exterior, [shapely.box(250, 250, 500, 510).exterior])
)
EXCLAVES = at(shapely.union_all([shapely.box(3, 3, 400, 420), shapely.box(9_000, 8_100, 9_333, 8_200)]))
SLIVER = at(shapely.Polygon([(0, 0), (3_000, 1_111), (3_000, 1_114), (0, 3)]))
ON_GRID_LINES = at(shapely.box(250, 500, 1_000, 1_250))
ON_PIXEL_LINES = at(shapely.box(30, 60, 330, 960))
ANGLES = np.linspace(0, 2 * math.pi, 40, endpoint=False)
STAR = at(
    shapely.Polygon(np.column_stack([np.cos(ANGLES), np.sin(ANGLES)]) * np.tile([[880], [90]], (20, 1)) + 900)
)
TOUCHING_CORNERS = at(shapely.MultiPolygon([shapely.box(0, 0, 250, 250), shapely.box(250, 250, 500, 500)]))
SHAPES = {
    "holed": HOLED, "exclaves": EXCLAVES, "sliver": SLIVER, "on grid lines": ON_GRID_LINES,
    "on pixel lines": ON_PIXEL_LINES, "star": STAR, "touching corners": TOUCHING_CORNERS,
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("turn", [lambda shape: shape, shapely.reverse], ids=["as drawn", "reversed"])
@pytest.mark.parametrize("offset", [(7.0, 11.0), (0.0, 0.0)], ids=["pixels apart", "pixels on the grid"])
def test_cells_add_up_to_their_village(name, turn, offset):
    frame = villages_of(turn(SHAPES[name]))
    cells = measure(frame, grid=pixels_round(frame, offset=offset))
    assert area_errors(frame, cells).max() < 1e-12


@pytest.mark.parametrize("name", SHAPES)
def test_every_cell_has_the_area_of_its_piece(name):
    frame = villages_of(SHAPES[name])
    cells = measure(frame)
    west, south = cells["ix"] * 250.0, cells["iy"] * 250.0
    pieces = shapely.intersection(SHAPES[name], shapely.box(west, south, west + 250.0, south + 250.0))
    np.testing.assert_allclose(cells["area_m2"], shapely.area(pieces), rtol=0, atol=1e-5)
    assert (cells["area_m2"] > 0).all()


def test_a_border_on_grid_lines_leaves_only_whole_squares():
    cells = measure(villages_of(ON_GRID_LINES))
    assert len(cells) == 9
    np.testing.assert_allclose(cells["area_m2"], 62_500.0, rtol=1e-12)


whole_metres = st.integers(0, 40).map(lambda step: step * 25.0)
corners = st.lists(st.tuples(whole_metres, whole_metres), min_size=3, max_size=9, unique=True)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(corners)
def test_outlines_through_lines_and_corners_of_the_grid_add_up_too(points):
    shape = shapely.make_valid(at(shapely.Polygon(points)), method="structure", keep_collapsed=False)
    if shapely.area(shape) < 1.0:
        return
    frame = villages_of(shape)
    grid = PixelGrid(CRS, EAST - 100, NORTH + 1_100, 25.0, 60, 60)
    cells = measure(frame, 100.0, grid, spread={"z": np.ones((60, 60), np.float32)})
    assert area_errors(frame, cells).max() < 1e-12
    assert cells["z_missing"].max() < 1e-9


def rough_ground(grid):
    rng = np.random.default_rng(3)
    return (1_500 + 300 * rng.random((grid.rows, grid.columns))).astype(np.float32)


@pytest.mark.parametrize("name", SHAPES)
def test_statistics_equal_exactextracts(name):
    frame = villages_of(SHAPES[name])
    grid = pixels_round(frame)
    ground = rough_ground(grid)
    cells = measure(frame, 100.0, grid, spread={"z": ground})
    cells = cells[cells["area_m2"] > 1e-3]
    west, south = cells["ix"] * 100.0, cells["iy"] * 100.0
    pieces = shapely.intersection(SHAPES[name], shapely.box(west, south, west + 100.0, south + 100.0))
    wanted = peer_statistics(ground, grid, pieces)
    np.testing.assert_allclose(cells["z_mean"], wanted["mean"], rtol=1e-6)
    np.testing.assert_allclose(cells["z_sd"], wanted["stdev"], rtol=1e-4, atol=1e-2)
    assert (cells["z_min"].to_numpy() == wanted["min"].to_numpy()).all()
    assert (cells["z_max"].to_numpy() == wanted["max"].to_numpy()).all()


def peer_statistics(ground, grid, pieces):
    # Where a border runs along a grid line the piece comes with a line, which the peer refuses.
    polygons = [
        shapely.union_all([p for p in shapely.get_parts(q) if p.geom_type == "Polygon"]) for q in pieces
    ]
    frame = gpd.GeoDataFrame(geometry=polygons, crs=CRS)
    source = NumPyRasterSource(ground, *grid.bounds, srs_wkt=frame.crs.to_wkt())
    return exact_extract(source, frame, ["mean", "stdev", "min", "max"], output="pandas")


def test_flat_ground_has_no_spread():
    frame = villages_of(HOLED)
    grid = pixels_round(frame)
    cells = measure(frame, grid=grid, spread={"z": np.full((grid.rows, grid.columns), 2_345.6, np.float32)})
    assert (cells["z_sd"] == 0.0).all()
    assert (cells["z_mean"] == np.float32(2_345.6)).all()


def two_pixels(left, right, dtype=np.float32):
    """One row of two 100 m pixels side by side, from the village's corner."""
    return PixelGrid(CRS, EAST, NORTH + 100.0, 100.0, 1, 2), np.array([[left, right]], dtype)


def test_a_cell_is_weighted_by_the_area_of_its_pixels():
    grid, ground = two_pixels(10.0, 20.0)
    cells = measure(villages_of(at(shapely.box(50, 0, 200, 100))), 200.0, grid, spread={"z": ground})
    assert cells["z_mean"].tolist() == pytest.approx([(10 * 50 + 20 * 100) / 150])
    assert cells["z_sd"].tolist() == pytest.approx([10 * math.sqrt(2) / 3])


def test_missing_pixels_are_left_out_and_their_share_is_told():
    grid, ground = two_pixels(10.0, np.nan)
    cells = measure(
        villages_of(at(shapely.box(75, 0, 200, 100))), 200.0, grid, spread={"z": ground}, means={"w": ground}
    )
    row = cells.iloc[0]
    assert (row["z_mean"], row["z_min"], row["z_max"], row["w_mean"]) == (10.0, 10.0, 10.0, 10.0)
    assert row["z_missing"] == row["w_missing"] == pytest.approx(0.8)


def test_ground_beyond_the_raster_is_missing_not_wrong():
    grid, ground = two_pixels(10.0, 20.0)
    cells = measure(
        villages_of(square(-200, 0, 100), square(150, 50, 100)), 400.0, grid, spread={"z": ground}
    )
    beyond = cells[cells["village"] == 0].iloc[0]
    assert math.isnan(beyond["z_mean"])
    assert math.isnan(beyond["z_min"])
    assert beyond["z_missing"] == 1.0
    partly = cells[cells["village"] == 1].iloc[0]
    assert (partly["z_mean"], partly["z_missing"]) == pytest.approx((20.0, 0.75))


def test_class_shares_are_counted_by_area_and_unknown_codes_left_out():
    grid, codes = two_pixels(4, 6, np.uint8)
    cells = measure(villages_of(at(shapely.box(50, 0, 200, 100))), 200.0, grid, classes=codes)
    assert cells[["class_4", "class_6"]].to_numpy().tolist() == [pytest.approx([1 / 3, 2 / 3])]
    grid, codes = two_pixels(4, 255, np.uint8)
    cells = measure(villages_of(at(shapely.box(50, 0, 200, 100))), 200.0, grid, classes=codes)
    assert cells["class_4"].tolist() == [1.0]


def test_moving_everything_by_whole_kilometres_changes_nothing():
    frame = villages_of(HOLED, EXCLAVES)
    grid = pixels_round(frame)
    moved = PixelGrid(CRS, grid.left_m + 3_000.0, grid.top_m - 7_000.0, 30.0, grid.rows, grid.columns)
    away = frame.set_geometry(frame.translate(3_000.0, -7_000.0))
    rasters = {"spread": {"z": rough_ground(grid)}}
    here, there = measure(frame, grid=grid, **rasters), measure(away, grid=moved, **rasters)
    assert (there["ix"] - here["ix"] == 12).all()
    assert (there["iy"] - here["iy"] == -28).all()
    pd.testing.assert_frame_equal(
        here.drop(columns=["ix", "iy"]), there.drop(columns=["ix", "iy"]), rtol=1e-12
    )


def test_a_village_more_leaves_the_others_as_they_were():
    grid = pixels_round(villages_of(HOLED, EXCLAVES))
    rasters = {"spread": {"z": rough_ground(grid)}}
    alone = measure(villages_of(HOLED), grid=grid, **rasters)
    both = measure(villages_of(EXCLAVES, HOLED), grid=grid, **rasters)
    same = both[both["village"] == 1].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        alone.drop(columns="village"), same.drop(columns="village"), check_exact=True
    )


def test_no_village_gives_no_rows_but_all_columns():
    grid, ground = two_pixels(1.0, 2.0)
    cells = measure(
        villages_of(shapely.Polygon()), 200.0, grid, spread={"z": ground}, classes=ground.astype(np.uint8)
    )
    assert len(cells) == 0
    assert {"village", "ix", "iy", "area_m2", "z_sd", "class_7"} <= set(cells.columns)


REAL = os.environ.get("TACHA_REAL_DATA", "")


def boundaries_from(path):
    """Read GeoJSON by hand: only sources may use the reading libraries."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.make_valid(shapely.geometry.shape(feature["geometry"])) for feature in features]
    return gpd.GeoDataFrame(geometry=shapes, crs="EPSG:4326")


@pytest.mark.real
@pytest.mark.skipif(not REAL, reason="TACHA_REAL_DATA names no folder of real boundaries")
@pytest.mark.parametrize(
    "name", ["liechtenstein/municipalities.geojson", "villages_zh/nantou_renai_villages.geojson"]
)
@pytest.mark.parametrize("cell_size_m", [50.0, 250.0, 333.3])
def test_cells_of_real_boundaries_add_up_to_their_village(name, cell_size_m):
    frame = boundaries_from(Path(REAL) / name)
    frame = to_working(frame, working_crs(frame))
    cells = measure(frame, cell_size_m)
    assert area_errors(frame, cells).max() < 1e-12
