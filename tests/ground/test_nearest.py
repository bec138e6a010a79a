"""Each piece of ground goes to the place that is there first on foot, and no ground is lost."""

import numpy as np
import pytest
import shapely

from geo.ground.nearest import nearest_ground
from geo.ground.terrain import make_terrain
from geo.model.land import LandCover, PixelGrid
from geo.settings import DEFAULTS

GRID = PixelGrid("EPSG:32648", 0.0, 3_000.0, 30.0, 100, 100)
SQUARE = shapely.box(30, 30, 2_970, 2_970)


def divided(outline, x, y, *, heights=None, cover=None):
    terrain = make_terrain(GRID, heights, cover, None, None, DEFAULTS)
    return nearest_ground(outline, np.array(x, float), np.array(y, float), terrain, DEFAULTS)


@pytest.mark.parametrize("outline", [SQUARE, shapely.Point(1_500, 1_500).buffer(1_200)])
def test_the_pieces_add_up_to_the_outline_without_overlaps(outline):
    pieces = divided(outline, [500, 2_400, 1_500], [1_500, 1_500, 2_300])
    assert shapely.area(pieces).sum() == pytest.approx(outline.area)
    assert shapely.union_all(pieces).area == pytest.approx(outline.area)


def test_on_flat_open_ground_two_places_share_it_half_way():
    west, east = divided(SQUARE, [735, 2_265], [1_500, 1_500])
    assert west.bounds[2] == pytest.approx(1_500, abs=45)
    assert west.area == pytest.approx(east.area, rel=0.02)


def test_behind_a_mountain_the_farther_place_is_the_nearer_one():
    heights = np.zeros((100, 100), np.float32)
    heights[:, 30:35] = 400.0  # a ridge close to the western place
    west, _ = divided(SQUARE, [735, 2_265], [1_500, 1_500], heights=heights)
    assert west.area < 0.4 * SQUARE.area


def test_ground_that_nobody_walks_to_goes_to_the_nearest_as_the_crow_flies():
    cover = np.full((100, 100), int(LandCover.OPEN), np.uint8)
    cover[10:40, 10:40] = int(LandCover.WATER)
    pieces = divided(SQUARE, [735, 2_265], [600, 600], cover=cover)
    assert shapely.area(pieces).sum() == pytest.approx(SQUARE.area)
    assert pieces[0].contains(shapely.Point(600, 2_250))
