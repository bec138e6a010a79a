"""Cells belong to the responsibility area with the largest part of them."""

import geopandas as gpd
import numpy as np
from shapely.geometry import Polygon, box

from geo.ground.areas import areas_of_cells
from tests.search.worlds import CRS, square_cells, village_strips


def areas_of(*shapes):
    names = [f"a{n}" for n in range(len(shapes))]
    return gpd.GeoDataFrame({"area_id": names}, geometry=gpd.GeoSeries(list(shapes), crs=CRS), crs=CRS)


def held(*shapes, columns=4, rows=2, villages=1):
    cells = square_cells(columns, rows, villages=villages)
    return areas_of_cells(areas_of(*shapes), village_strips(columns, rows, villages=villages), cells, 250.0)


def test_a_border_at_four_tenths_of_a_cell_gives_it_to_the_larger_side():
    west, east = box(0, 0, 600, 500), box(600, 0, 1000, 500)
    assert held(west, east).tolist() == ["a0", "a0", "a1", "a1"] * 2


def test_ground_of_no_area_and_names_without_ground_hold_nothing():
    assert held(box(0, 0, 250, 250), None).tolist() == ["a0", *[""] * 7]
    assert held(None).tolist() == [""] * 8


def test_a_border_drawn_along_the_grid_takes_nothing_of_its_neighbour():
    assert held(box(0, 0, 250.001, 500)).tolist() == ["a0", "", "", ""] * 2


def test_of_equal_parts_the_first_area_wins_whatever_the_order_of_cells():
    halves = box(0, 0, 125, 250), box(125, 0, 250, 250)
    assert held(*halves, columns=1, rows=1).tolist() == ["a0"]
    assert held(*reversed(halves), columns=1, rows=1).tolist() == ["a0"]


def test_many_slanting_areas_agree_with_cutting_every_pair():
    rng = np.random.default_rng(3)
    shapes = [Polygon(rng.uniform(0, 1000, (3, 2))).buffer(40) for _ in range(12)]
    cells = square_cells(4, 4)
    found = areas_of_cells(areas_of(*shapes), village_strips(4, 4), cells, 250.0)
    squares = [box(250 * i, 250 * j, 250 * i + 250, 250 * j + 250)
               for i, j in zip(cells["ix"], cells["iy"], strict=True)]  # fmt: skip
    m2 = np.array([[square.intersection(shape).area for shape in shapes] for square in squares])
    expected = [f"a{row.argmax()}" if row.max() >= 1 else "" for row in m2]
    assert found.tolist() == expected
