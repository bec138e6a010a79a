import numpy as np
import pytest
import shapely

from geo.ground.pieces import Squares, _owners, cut_pieces, points_inside
from geo.model.land import PixelGrid

GRID = PixelGrid("EPSG:4544", 500_000.0, 2_900_600.0, 10.0, 60, 60)
CORNER = np.array([500_000.0, 2_900_000.0])
SIZE_M = 200.0


def at(shape):
    return shapely.transform(shape, lambda points: points + CORNER)


BENT = shapely.Polygon([(11, 3), (590, 70), (330, 310), (580, 590), (20, 570), (250, 300)])
RING = shapely.Polygon(shapely.box(13, 13, 587, 581).exterior, [shapely.box(100, 120, 480, 460).exterior])


def squares_of(shape):
    """Every square of the world that the shape touches."""
    ix, iy = (part.ravel() for part in np.meshgrid(np.arange(2500, 2503), np.arange(14500, 14503)))
    boxes = shapely.box(ix * SIZE_M, iy * SIZE_M, (ix + 1) * SIZE_M, (iy + 1) * SIZE_M)
    area_m2 = shapely.area(shapely.intersection(shape, boxes))
    kept = np.flatnonzero(area_m2 > 0)
    return Squares(np.zeros(len(ix), np.int64), ix, iy, area_m2, SIZE_M).at(kept)


@pytest.mark.parametrize("shape", [BENT, RING, shapely.reverse(RING)])
def test_a_pixel_belongs_to_the_village_that_holds_its_centre(shape):
    x, y = GRID.centre(*np.mgrid[0:60, 0:60])
    clear = shapely.distance(at(shape).boundary, shapely.points(x, y)) > 1e-6
    owned = _owners(np.array([at(shape)]), GRID) == 0
    assert clear.sum() > 3_500
    assert (owned == shapely.contains_xy(at(shape), x, y))[clear].all()


@pytest.mark.parametrize("shape", [BENT, RING])
def test_a_point_is_the_walkable_pixel_nearest_the_middle_of_the_piece(shape):
    squares = squares_of(at(shape))
    walkable = np.random.default_rng(2).random((60, 60)) < 0.5
    x, y = points_inside(np.array([at(shape)]), squares, GRID, walkable)
    pieces = cut_pieces(np.array([at(shape)]), squares)
    assert shapely.contains_xy(pieces, x, y).all()
    all_x, all_y = (part[walkable] for part in GRID.centre(*np.mgrid[0:60, 0:60]))
    for row, piece in enumerate(pieces):
        inside = shapely.contains_xy(piece, all_x, all_y)
        middle = piece.centroid
        best = np.hypot(all_x[inside] - middle.x, all_y[inside] - middle.y).min()
        # The middle of the piece's pixels may be half a pixel off the piece's own.
        assert np.hypot(x[row] - middle.x, y[row] - middle.y) <= best + GRID.pixel_m


def test_where_nobody_can_walk_the_point_is_still_inside():
    squares = squares_of(at(BENT))
    x, y = points_inside(np.array([at(BENT)]), squares, GRID, np.zeros((60, 60), bool))
    assert shapely.contains_xy(cut_pieces(np.array([at(BENT)]), squares), x, y).all()


def test_a_piece_thinner_than_a_pixel_has_a_point_inside_too():
    thread = at(shapely.box(3, 101, 590, 101.5))
    squares = squares_of(thread)
    x, y = points_inside(np.array([thread]), squares, GRID, np.ones((60, 60), bool))
    assert shapely.contains_xy(thread, x, y).all()


def test_a_pixel_centre_on_the_border_is_no_point_inside():
    strip = at(shapely.box(5, 5, 15, 200))  # its western and eastern border run through pixel centres
    squares = squares_of(strip)
    x, y = points_inside(np.array([strip]), squares, GRID, np.ones((60, 60), bool))
    assert shapely.contains_xy(strip, x, y).all()
