import numpy as np
import pytest

from geo.ground.nearby import joined_walks, near_pairs, near_radius_m, near_walks, near_way
from geo.ground.travel import walk, walk_seconds
from geo.settings import DEFAULTS
from geo.units import SECONDS_PER_HOUR, whole_seconds
from tests.ground.brute_walk import random_land


def test_near_pairs_are_all_pairs_within_the_radius_both_ways_and_in_order():
    x, y = np.random.default_rng(0).uniform(0, 100, (2, 40))
    start, to = near_pairs(x, y, 30.0)
    apart = np.hypot(x[:, None] - x, y[:, None] - y)
    for point in range(40):
        expected = np.flatnonzero((apart[point] <= 30) & (np.arange(40) != point))
        np.testing.assert_array_equal(to[start[point] : start[point + 1]], expected)


@pytest.mark.parametrize("count", [0, 1])
def test_no_points_and_one_point_have_no_walks(count):
    start, to, seconds = joined_walks(random_land(0), np.zeros(count), np.zeros(count), DEFAULTS)
    assert start.tolist() == [0] * (count + 1)
    assert len(to) == len(seconds) == 0


def points_of(land, count, seed):
    left, bottom, right, top = land.grid.bounds
    rng = np.random.default_rng(seed)
    return rng.uniform(left, right, count), rng.uniform(bottom, top, count)


def test_walks_between_near_points_are_those_of_the_whole_ground():
    land = random_land(8, rows=60, columns=60, relief_m=10)
    x, y = points_of(land, 25, 8)
    start, to, seconds = near_walks(land, x, y, radius_m=500.0, settings=DEFAULTS)
    rows, columns = land.grid.row_column(x, y)
    assert len(to) == start[-1] > 60
    for point in range(len(x)):
        field = walk(land, [rows[point]], [columns[point]], direction="out", settings=DEFAULTS)
        others = to[start[point] : start[point + 1]]
        assert (np.diff(others) > 0).all()
        expected = field.seconds[rows[others], columns[others]]
        # A walk may leave its window only to go round something; then it is longer, never shorter.
        assert (seconds[start[point] : start[point + 1]] >= expected * (1 - 1e-5)).all()
        assert np.median(seconds[start[point] : start[point + 1]] / expected) == pytest.approx(1, rel=1e-5)


def test_near_walks_join_to_longer_ones_as_the_quickest_chain():
    land = random_land(9, rows=90, columns=90, relief_m=10)
    x, y = points_of(land, 60, 9)
    near_start, near_to, near_s = near_walks(land, x, y, radius_m=near_radius_m(DEFAULTS), settings=DEFAULTS)
    chain = np.full((60, 60), np.inf)
    chain[np.repeat(np.arange(60), np.diff(near_start)), near_to] = whole_seconds(near_s)
    for via in range(60):
        chain = np.minimum(chain, chain[:, [via]] + chain[[via]])
    start, to, seconds = joined_walks(land, x, y, DEFAULTS)
    row = np.repeat(np.arange(60), np.diff(start))
    limit_s = DEFAULTS.travel.walk_limit_h * SECONDS_PER_HOUR
    assert len(to) > len(near_to)
    assert (seconds <= limit_s).all()
    assert (seconds >= chain[row, to]).all()
    assert (seconds == chain[row, to]).mean() > 0.99
    wide = np.hypot(x[:, None] - x, y[:, None] - y) <= 5.5 * 250
    missing = wide & (chain <= limit_s) & ~np.eye(60, dtype=bool)
    missing[row, to] = False
    assert missing.sum() < 0.01 * len(to)


def test_a_drawn_near_walk_takes_the_seconds_it_was_timed_with():
    land = random_land(8, rows=60, columns=60, relief_m=10)
    x, y = points_of(land, 12, 4)
    start, to, seconds = near_walks(land, x, y, radius_m=near_radius_m(DEFAULTS), settings=DEFAULTS)
    for point in range(12):
        for place in range(start[point], start[point + 1]):
            end = to[place]
            line, drawn = near_way(land, (x[point], y[point]), (x[end], y[end]), settings=DEFAULTS)
            assert drawn == seconds[place]
            if np.isfinite(drawn):
                assert walk_seconds(land, line, DEFAULTS)[0] == drawn
