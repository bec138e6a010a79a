import geopandas as gpd
import numpy as np
import pytest
from shapely import distance, unary_union
from shapely import points as shapely_points
from shapely.geometry import Polygon, box

from geo.ground.terrain import (
    _drained_kernel,
    distance_m,
    fill_voids,
    forest_edge,
    make_terrain,
    seam_distance,
    slope_aspect,
    streams,
)
from geo.model.land import LandCover, PixelGrid
from geo.settings import DEFAULTS

COMPASS = {"north": (0, 1), "east": (1, 0), "south": (0, -1), "west": (-1, 0), "southwest": (-1, -1)}
BEARING = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0, "southwest": 225.0}


@pytest.mark.parametrize("side", COMPASS)
def test_on_an_even_slope_every_pixel_knows_steepness_and_the_way_water_leaves(side):
    east, north = COMPASS[side]
    row, column = np.indices((6, 7))
    elevation = 1000 - 0.3 * 20 * (east * column - north * row)
    slope, aspect = slope_aspect(elevation, 20.0)
    steepness = 0.3 * np.hypot(east, north)
    np.testing.assert_allclose(slope, np.degrees(np.arctan(steepness)), rtol=1e-5)
    np.testing.assert_allclose(aspect % 360, BEARING[side], atol=1e-4)
    assert slope.dtype == aspect.dtype == np.float32


def test_flat_ground_has_no_aspect():
    slope, aspect = slope_aspect(np.full((4, 4), 700.0), 30.0)
    assert (slope == 0).all()
    assert np.isnan(aspect).all()


def test_slope_inside_is_horns_weighted_difference():
    z = np.random.default_rng(0).uniform(0, 100, (3, 3))
    (a, b, c), (d, _, f), (g, h, i) = z
    eastward = ((c + 2 * f + i) - (a + 2 * d + g)) / (8 * 30)
    southward = ((g + 2 * h + i) - (a + 2 * b + c)) / (8 * 30)
    slope, aspect = slope_aspect(z, 30.0)
    assert slope[1, 1] == pytest.approx(np.degrees(np.arctan(np.hypot(eastward, southward))), rel=1e-5)
    assert aspect[1, 1] == pytest.approx(np.degrees(np.arctan2(-eastward, southward)) % 360, rel=1e-5)


def test_a_single_pixel_is_flat():
    slope, aspect = slope_aspect(np.array([[12.0]]), 30.0)
    assert slope[0, 0] == 0
    assert np.isnan(aspect[0, 0])


def test_voids_join_the_known_ground_on_both_sides_and_are_marked():
    elevation = np.array([[1.0, np.nan, np.nan, 10.0]])
    filled, void = fill_voids(elevation)
    np.testing.assert_allclose(filled, [[1, 4, 7, 10]], rtol=1e-3)
    assert void.tolist() == [[False, True, True, False]]
    assert np.isnan(elevation[0, 1])


def test_a_filled_void_stays_between_the_heights_around_it_and_has_no_cliff():
    row, _ = np.indices((30, 30))
    ground = 500.0 + 9 * row
    ground[8:20, 8:20] = np.nan
    filled, _ = fill_voids(ground)
    inside = filled[8:20, 8:20]
    assert ground[7, 0] < inside.min() < inside.max() < ground[20, 0]
    assert slope_aspect(filled, 30.0)[0].max() < 35


def test_distance_is_measured_between_pixel_centres_and_never_infinite():
    mask = np.zeros((3, 4), bool)
    assert (distance_m(mask, 10.0) == 50).all()
    mask[0, 0] = True
    found = distance_m(mask, 10.0)
    assert found[0].tolist() == [0, 10, 20, 30]
    assert found[2, 0] == 20


def test_the_forest_edge_reaches_thirty_metres_to_both_sides():
    cover = np.zeros((1, 12), np.uint8)
    cover[:, 6:] = LandCover.FOREST
    edge = forest_edge(cover, 10.0, DEFAULTS)
    # Centres 5, 15 and 25 m from the border; the next lie 35 m away.
    assert np.flatnonzero(edge[0]).tolist() == [3, 4, 5, 6, 7, 8]


def test_all_forest_or_no_forest_has_no_edge():
    for code in (LandCover.FOREST, LandCover.OPEN):
        assert not forest_edge(np.full((4, 4), code, np.uint8), 10.0, DEFAULTS).any()


def test_water_runs_straight_down_a_plane():
    row, _ = np.indices((30, 5))
    drained = _drained_kernel((100.0 - row).astype(np.float32))
    np.testing.assert_array_equal(drained, row + 1)


def test_a_valley_collects_its_sides_and_fills_its_hollows():
    row, column = np.indices((60, 41))
    valley = 500 + 5.0 * np.abs(column - 20) - 1.0 * row
    valley[30, 20] -= 40  # a hollow that the water has to leave again
    drained = _drained_kernel(valley.astype(np.float32))
    assert drained[59, 20] > 0.9 * valley.size
    wet = streams(valley, 30.0, DEFAULTS)
    assert wet[40:, 20].all()
    assert not wet[:, [5, 35]].any()


def test_flat_ground_has_no_streams():
    assert not streams(np.full((60, 60), 300.0), 30.0, DEFAULTS).any()


def villages(*shapes, townships):
    names = [f"v{k}" for k in range(len(shapes))]
    return gpd.GeoDataFrame(
        {"village_id": names, "name": names, "township": townships}, geometry=list(shapes), crs="EPSG:32632"
    )


GRID = PixelGrid("EPSG:32632", 0.0, 1000.0, 20.0, 50, 50)
WEST, EAST = box(0, 0, 500, 1000), box(500, 0, 1000, 1000)


def test_a_border_between_villages_is_no_seam_but_one_between_townships_is():
    one = seam_distance(villages(WEST, EAST, townships=["", ""]), GRID)
    two = seam_distance(villages(WEST, EAST, townships=["a", "b"]), GRID)
    middle = (25, 25)  # centre at 510, 490: 490 m from the outline, 10 m from the border between
    assert one[middle] == pytest.approx(490, abs=1)
    assert two[middle] == pytest.approx(10, abs=5)
    np.testing.assert_allclose(one[:, 0], 10, atol=5)


def test_beside_a_slanting_border_seam_distance_is_right_to_half_a_pixel():
    lower = Polygon([(0, 0), (1000, 0), (1000, 700)])
    upper = box(0, 0, 1000, 1000).difference(lower)
    found = seam_distance(villages(lower, upper, townships=["a", "b"]), GRID)
    x, y = GRID.centre(*np.indices((50, 50)))
    border = unary_union([lower.boundary, upper.boundary])
    expected = distance(border, shapely_points(x, y))
    assert np.abs(found - expected).max() < 10


def test_a_sliver_between_villages_is_no_seam_but_a_hole_in_the_site_is():
    slipped = box(505, 0, 1000, 1000)
    assert seam_distance(villages(WEST, slipped, townships=["", ""]), GRID)[25, 25] > 480
    holed = EAST.difference(box(700, 400, 800, 500))
    assert seam_distance(villages(WEST, holed, townships=["", ""]), GRID)[25, 37] < 50


def test_what_is_not_given_is_flat_open_unmapped_and_without_paths():
    land = make_terrain(PixelGrid("EPSG:32632", 0, 90, 30, 3, 4), None, None, None, None, DEFAULTS)
    assert (land.elevation_m == DEFAULTS.season.mean_at_m).all()
    assert land.void.all()
    assert (land.cover == LandCover.OPEN).all()
    assert not land.mapped.any()
    assert not land.path.any()
    assert land.slope_deg.shape == (3, 4)
