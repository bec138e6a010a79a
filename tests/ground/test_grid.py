import math
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.errors import InputError
from geo.ground.grid import cell_of_points, cell_polygons, cut_cells
from geo.ground.on_foot import on_foot_share
from geo.model.land import LandCover, PixelGrid, Terrain
from geo.settings import DEFAULTS
from geo.words import Language, say

CRS = "EPSG:4544"
EAST, NORTH = 500_000.0, 2_900_000.0
PIXEL_M = 25.0
ROWS = COLUMNS = 100
BOX = shapely.box


def at(shape):
    return shapely.transform(shape, lambda points: points + np.array([EAST, NORTH]))


def villages_of(shapes):
    return gpd.GeoDataFrame(
        {"village_id": list(shapes), "name": list(shapes), "township": ""},
        geometry=[at(shape) for shape in shapes.values()],
        crs=CRS,
    )


def flat(**changes):
    """Flat open ground, 2.5 km square, 250 m to the south-west of the origin."""
    grid = PixelGrid(CRS, EAST - 250.0, NORTH - 250.0 + ROWS * PIXEL_M, PIXEL_M, ROWS, COLUMNS)
    empty = np.zeros((ROWS, COLUMNS))
    ground = Terrain(
        grid,
        elevation_m=np.full((ROWS, COLUMNS), 1_500, np.float32),
        void=empty.astype(bool),
        slope_deg=empty.astype(np.float32),
        aspect_deg=np.full((ROWS, COLUMNS), np.nan, np.float32),
        cover=empty.astype(np.uint8),
        mapped=np.ones((ROWS, COLUMNS), bool),
        path=empty.astype(bool),
    )
    return replace(ground, **changes)


def with_size(cell_size_m):
    return replace(DEFAULTS, grid=replace(DEFAULTS.grid, cell_size_m=cell_size_m))


def cut(shapes, terrain=None, cell_size_m=250.0):
    terrain = terrain or flat()
    here = np.zeros((terrain.grid.rows, terrain.grid.columns))
    return cut_cells(
        villages_of(shapes) if isinstance(shapes, dict) else shapes,
        terrain,
        edge=here.astype(bool),
        water_m=None,
        seam_m=here.astype(np.float32),
        settings=with_size(cell_size_m),
    )


HOLED = shapely.Polygon(BOX(10, 10, 990, 990).exterior, [BOX(250, 250, 500, 510).exterior])
SLANTED = shapely.Polygon([(30, 0), (1_900, 400), (1_500, 1_930), (0, 1_200)])
SLIVER = shapely.Polygon([(0, 0), (1_900, 711), (1_900, 714), (0, 3)])
EXCLAVES = shapely.MultiPolygon([BOX(3, 3, 400, 420), BOX(1_700, 1_500, 1_933, 1_600)])
SHAPES = {"holed": HOLED, "slanted": SLANTED, "sliver": SLIVER, "exclaves": EXCLAVES}


@pytest.mark.parametrize("cell_size_m", [50.0, 100.0, 250.0, 333.3])
def test_cells_add_up_to_their_village_at_any_size(cell_size_m):
    villages = villages_of(SHAPES)
    cells = cut(villages, cell_size_m=cell_size_m)
    for name, shape in zip(villages["village_id"], villages.geometry, strict=True):
        total = math.fsum(cells.loc[cells["village_id"] == name, "area_m2"])
        assert abs(total / shape.area - 1) < 1e-12


def test_ids_are_the_village_and_whole_multiples_of_the_cell_size():
    cells = cut({"li": BOX(0, 0, 250, 500)})
    assert list(cells["cell_id"]) == ["li_2000_11600", "li_2000_11601"]


def test_a_village_more_and_files_reordered_leave_the_other_cells_as_they_were():
    few = cut({"b": SLANTED, "c": HOLED}).set_index("cell_id")
    more = cut({"c": HOLED, "a": BOX(1_500, 0, 1_900, 300), "b": SLANTED}).set_index("cell_id")
    kept = more.loc[few.index]
    assert len(more) > len(few)
    # Where villages overlap a pixel has one owner, so points are compared for the village that is alone.
    exact = [name for name in few.columns if name not in {"x", "y"}]
    pd.testing.assert_frame_equal(few[exact], kept[exact], check_exact=True)


def test_moving_every_input_by_whole_kilometres_moves_the_cells_and_nothing_else():
    here = cut(SHAPES)
    terrain = flat()
    grid = replace(terrain.grid, left_m=terrain.grid.left_m + 4_000.0, top_m=terrain.grid.top_m - 2_000.0)
    villages = villages_of(SHAPES)
    there = cut(villages.set_geometry(villages.translate(4_000.0, -2_000.0)), replace(terrain, grid=grid))
    assert (there["ix"] - here["ix"] == 16).all()
    assert (there["iy"] - here["iy"] == -8).all()
    np.testing.assert_allclose(there["x"] - here["x"], 4_000.0, atol=1e-6)
    same = [name for name in here.columns if name not in {"cell_id", "joined_to", "ix", "iy", "x", "y"}]
    pd.testing.assert_frame_equal(here[same], there[same], rtol=1e-12)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("cell_size_m", [50.0, 250.0])
def test_polygons_are_the_pieces_and_hold_their_cells_point(name, cell_size_m):
    villages = villages_of({name: SHAPES[name]})
    cells = cut(villages, cell_size_m=cell_size_m)
    pieces = cell_polygons(villages, cells, cell_size_m)
    assert set(pieces.geom_type) <= {"Polygon", "MultiPolygon"}
    assert pieces.is_valid.all()
    assert (shapely.union_all(pieces).symmetric_difference(villages.geometry[0])).area < 1e-3
    np.testing.assert_allclose(pieces.area, cells["area_m2"], rtol=0, atol=1e-5)
    assert shapely.intersects_xy(pieces.to_numpy(), cells["x"], cells["y"]).all()


def test_some_cells_polygons_keep_the_index_they_were_asked_with():
    villages = villages_of({"a": SLANTED})
    some = cut(villages).iloc[[7, 3]]
    pieces = cell_polygons(villages, some, 250.0)
    assert list(pieces.index) == [7, 3]
    assert pieces.crs == CRS


def test_every_cells_point_is_found_in_its_cell():
    villages = villages_of(SHAPES).iloc[[1, 3]]
    cells = cut(villages.iloc[:1])
    assert list(cell_of_points(villages.iloc[:1], cells, cells["x"], cells["y"], 250.0)) == list(
        cells["cell_id"]
    )


def test_points_outside_every_village_have_no_cell_and_border_points_have_one():
    villages = villages_of({"a": BOX(0, 0, 500, 500), "b": BOX(500, 0, 1_000, 500)})
    cells = cut(villages)
    x = EAST + np.array([-1.0, 0.0, 500.0, 1_000.0, np.nan])
    y = NORTH + np.array([100.0, 0.0, 500.0, 500.0, 100.0])
    found = cell_of_points(villages, cells, x, y, 250.0)
    assert list(found) == ["", "a_2000_11600", "a_2001_11601", "b_2003_11601", ""]


def test_a_small_piece_is_searched_with_its_larger_neighbour():
    cells = cut({"a": BOX(0, 0, 520, 250)}).set_index("cell_id")
    assert cells["joined_to"].to_dict() == {
        "a_2000_11600": "a_2000_11600",
        "a_2001_11600": "a_2001_11600",
        "a_2002_11600": "a_2001_11600",
    }


def test_a_small_piece_never_joins_another_village():
    cells = cut({"a": BOX(0, 0, 250, 250), "b": BOX(250, 0, 270, 250)}).set_index("cell_id")
    assert cells.loc["b_2001_11600", "joined_to"] == "b_2001_11600"


def test_a_chain_of_small_pieces_ends_in_one_that_stands_alone():
    cells = cut({"a": shapely.union_all([BOX(0, 0, 250, 250), BOX(0, 250, 20, 270), BOX(20, 250, 10, 255)])})
    heads = cells.set_index("cell_id").loc[cells["joined_to"]]
    assert (heads["joined_to"] == heads.index).all()


def test_corner_neighbours_serve_where_no_side_is_shared():
    cells = cut({"a": shapely.MultiPolygon([BOX(0, 0, 250, 250), BOX(250, 250, 270, 270)])}).set_index(
        "cell_id"
    )
    assert cells.loc["a_2001_11601", "joined_to"] == "a_2000_11600"


def test_points_avoid_water_and_cliffs_while_there_is_other_ground():
    cover, slope = np.zeros((ROWS, COLUMNS), np.uint8), np.zeros((ROWS, COLUMNS), np.float32)
    cover[:, :16] = LandCover.WATER  # the western 150 m of the cell
    slope[:, 16:18] = 60.0
    cells = cut({"a": BOX(0, 0, 250, 250)}, flat(cover=cover, slope_deg=slope))
    assert cells.loc[0, "x"] - EAST == 212.5
    cells = cut({"a": BOX(0, 0, 150, 250)}, flat(cover=cover, slope_deg=slope))
    assert 0 < cells.loc[0, "x"] - EAST < 150


def test_ground_is_described_by_hand_countable_shares():
    cover = np.zeros((ROWS, COLUMNS), np.uint8)
    cover[:, 10:15] = LandCover.WATER  # half of the first cell
    slope = np.zeros((ROWS, COLUMNS), np.float32)
    slope[:, 15:20] = 35.0
    aspect = np.full((ROWS, COLUMNS), np.nan, np.float32)
    aspect[:, 15:20] = 180.0
    cells = cut({"a": BOX(0, 0, 250, 250)}, flat(cover=cover, slope_deg=slope, aspect_deg=aspect))
    row = cells.iloc[0]
    assert row["area_m2"] == pytest.approx(62_500.0)
    assert row["searchable_m2"] == pytest.approx(31_250.0)
    # The dry half is steep, but the water is not.
    assert row["on_foot_m2"] == pytest.approx(0.0)
    assert (row["cover_water"], row["cover_open"]) == pytest.approx((0.5, 0.5))
    assert (row["steep_share"], row["southness"], row["slope_deg"]) == pytest.approx((0.5, 0.5, 17.5))
    assert (row["elevation_m"], row["elevation_sd_m"], row["slope_max_deg"]) == pytest.approx((1_500, 0, 35))
    assert math.isnan(row["water_m"])
    assert math.isnan(row["remote_h"])


def test_ground_on_foot_is_dry_unbuilt_and_not_steep():
    cover = np.zeros((ROWS, COLUMNS), np.uint8)
    cover[:, 10:12] = LandCover.BUILT
    slope = np.zeros((ROWS, COLUMNS), np.float32)
    slope[:, 11:15] = 30.5  # one column of houses stands on the steep ground
    slope[:, 15:20] = 30.0
    row = cut({"a": BOX(0, 0, 250, 250)}, flat(cover=cover, slope_deg=slope)).iloc[0]
    assert (row["searchable_m2"], row["on_foot_m2"]) == pytest.approx((0.8 * 62_500, 0.5 * 62_500))
    assert on_foot_share(pd.DataFrame([row]))[0] == pytest.approx(0.5 / 0.8)


def test_villages_beyond_the_raster_take_the_nearest_ground_and_say_void():
    cells = cut({"a": BOX(0, 0, 250, 250), "b": BOX(9_000, 0, 9_250, 250)}).set_index("village_id")
    assert cells.loc["b", "elevation_m"] == 1_500
    assert cells.loc["b", "void_share"] == 1.0
    assert 9_000 < cells.loc["b", "x"] - EAST < 9_250


@pytest.mark.parametrize("cell_size_m", [0.0, 49.0, 1_001.0, math.nan])
def test_a_cell_size_out_of_range_is_one_sentence(cell_size_m):
    with pytest.raises(InputError) as fault:
        cut({"a": SLANTED}, cell_size_m=cell_size_m)
    assert all("cell_size_m" in say(fault.value, language) for language in Language)


def test_a_border_along_the_grid_leaves_no_slips_of_the_last_digit():
    over = BOX(0, 0, 500, 250 + 1e-9)
    assert cut({"甲": over})["cell_id"].tolist() == cut({"甲": BOX(0, 0, 500, 250)})["cell_id"].tolist()
