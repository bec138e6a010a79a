"""Connected pieces of a mask and their outlines, against boxes joined one by one."""

import numpy as np
import pytest
import shapely
from scipy import ndimage

from geo.search.runs import Runs, outline


@pytest.mark.parametrize("share", [0.2, 0.5, 0.7, 0.95])
def test_pieces_are_those_that_share_a_side_and_outlines_cover_their_pixels(share):
    mask = np.random.default_rng(5).random((23, 31)) < share
    named, count = ndimage.label(mask)
    runs = Runs.of(mask)
    assert runs.count == count
    assert runs.area().tolist() == np.bincount(named.ravel())[1:].tolist()
    for number, which in enumerate(runs.of_piece(), start=1):
        piece, row, column = runs.mask(which)
        at = np.argwhere(named == number)
        assert (at.min(axis=0).tolist(), len(at)) == ([row, column], piece.sum())
        assert (piece[tuple((at - [row, column]).T)]).all()
        drawn = outline(piece, left_m=100 + 2 * column, bottom_m=2 * row, pixel_m=2)
        south, west = (2 * at).T
        boxes = shapely.union_all(shapely.box(100 + west, south, 102 + west, south + 2))
        assert drawn.is_valid
        assert drawn.equals(boxes)


def test_an_outline_has_a_point_at_every_turn_only():
    ring = np.ones((4, 5), dtype=bool)
    ring[1:3, 1:4] = False
    drawn = outline(ring, left_m=0, bottom_m=0, pixel_m=1)
    assert drawn.equals(shapely.box(0, 0, 5, 4) - shapely.box(1, 1, 4, 3))
    assert shapely.get_num_coordinates(drawn) == 10


def test_a_mask_without_pixels_has_no_pieces():
    runs = Runs.of(np.zeros((3, 3), dtype=bool))
    assert (runs.count, runs.of_piece(), runs.area().tolist()) == (0, [], [])
