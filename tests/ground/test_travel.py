import math

import numpy as np
import pytest

from geo.ground.terrain import make_terrain
from geo.ground.travel import open_pixels, pace, seconds_along, walk, walk_line, walk_seconds
from geo.model.land import LandCover, PixelGrid
from geo.settings import DEFAULTS
from tests.ground.brute_walk import brute_seconds, open_at, random_land


def plain(rows, columns, *, cover=None, path=None, elevation=None, pixel_m=10.0):
    grid = PixelGrid("EPSG:32632", 0.0, rows * pixel_m, pixel_m, rows, columns)
    return make_terrain(grid, elevation, cover, None, path, DEFAULTS)


def an_open_pixel(land, rng):
    while True:
        pixel = (int(rng.integers(land.grid.rows)), int(rng.integers(land.grid.columns)))
        if open_at(land, pixel):
            return pixel


@pytest.mark.parametrize("direction", ["out", "back", "round"])
@pytest.mark.parametrize("seed", [0, 1, 2, 4, 5, 6])
def test_walking_time_equals_a_brute_force_dijkstra(direction, seed):
    land = random_land(seed, relief_m=20 + 15 * seed)
    source = an_open_pixel(land, np.random.default_rng(seed))
    expected = brute_seconds(land, source, direction)
    assert np.isfinite(expected).sum() > 30
    for precision, tolerance in ((np.float32, 3e-6), (np.float64, 3e-7)):
        found = walk(
            land, [source[0]], [source[1]], direction=direction, settings=DEFAULTS, precision=precision
        )
        np.testing.assert_allclose(found.seconds, expected, rtol=tolerance)


def test_cliffs_that_take_longer_than_a_turn_of_the_bucket_wheel_change_nothing():
    elevation = np.zeros((8, 8))
    elevation[4:] = 170.0
    elevation[:, 7] = 85.0
    elevation[6, 6] = 380.0
    land = plain(8, 8, elevation=elevation, path=np.ones((8, 8), bool), pixel_m=30.0)
    found = walk(land, [0], [0], direction="out", settings=DEFAULTS, precision=np.float64)
    expected = brute_seconds(land, (0, 0), "out")
    assert expected.max() > 4096 * 18
    np.testing.assert_allclose(found.seconds, expected, rtol=1e-9)


def test_flat_walking_is_5_04_km_an_hour_on_a_path_and_six_tenths_of_that_off_it():
    on, off = plain(1, 101, path=np.ones((1, 101), bool)), plain(1, 101)
    on_s = walk(on, [0], [0], direction="out", settings=DEFAULTS).seconds[0, 100]
    off_s = walk(off, [0], [0], direction="out", settings=DEFAULTS).seconds[0, 100]
    assert on_s / 1000 == pytest.approx(3.6 / (6 * math.exp(-0.175)), rel=1e-6)
    assert on_s / 1000 == pytest.approx(0.7147, abs=1e-4)
    assert off_s / 1000 == pytest.approx(1.1912, abs=1e-4)


def test_land_cover_slows_by_the_mean_of_both_pixels():
    cover = np.array([[LandCover.OPEN, LandCover.FOREST, LandCover.SCRUB]], np.uint8)
    seconds = walk(plain(1, 3, cover=cover), [0], [0], direction="out", settings=DEFAULTS).seconds[0]
    flat_s = 10 * 0.6 * math.exp(0.175) / 0.6
    assert seconds[1] == pytest.approx(flat_s * (1 + 1.3) / 2, rel=1e-6)
    assert seconds[2] == pytest.approx(flat_s * ((1 + 1.3) / 2 + (1.3 + 1.5) / 2), rel=1e-6)


def test_uphill_takes_longer_than_downhill_and_back_is_the_other_way_of_out():
    land = plain(1, 20, elevation=np.linspace(0, 60, 20)[None, :])
    out = walk(land, [0], [0], direction="out", settings=DEFAULTS).seconds[0, 19]
    back = walk(land, [0], [0], direction="back", settings=DEFAULTS).seconds[0, 19]
    from_above = walk(land, [0], [19], direction="out", settings=DEFAULTS).seconds[0, 0]
    both = walk(land, [0], [0], direction="round", settings=DEFAULTS).seconds[0, 19]
    assert out > 1.2 * back
    assert back == pytest.approx(from_above, rel=1e-6)
    assert both == pytest.approx(out + back, rel=1e-6)


def test_a_river_bars_the_way_even_where_it_runs_cornerwise_and_a_bridge_opens_it():
    cover = np.zeros((12, 12), np.uint8)
    cover[np.arange(12), np.arange(12)] = LandCover.WATER
    barred = walk(plain(12, 12, cover=cover), [11], [0], direction="out", settings=DEFAULTS)
    assert np.isinf(barred.seconds[0, 11])
    assert barred.source[0, 11] == barred.parent[0, 11] == -1
    path = np.zeros((12, 12), bool)
    path[6, 6] = True
    over = walk(plain(12, 12, cover=cover, path=path), [11], [0], direction="out", settings=DEFAULTS)
    assert np.isfinite(over.seconds[0, 11])


def test_nobody_walks_off_a_path_where_it_is_steeper_than_forty_degrees():
    elevation = np.tile(np.arange(5) * 10.0, (5, 1))  # 45 degrees
    path = np.zeros((5, 5), bool)
    path[2] = True
    times = pace(plain(5, 5, elevation=elevation, path=path), DEFAULTS)
    assert np.isfinite(times[2]).all()
    assert np.isinf(np.delete(times, 2, axis=0)).all()


def test_each_pixel_goes_to_the_nearest_of_many_sources():
    land = random_land(11)
    rng = np.random.default_rng(11)
    sources = [an_open_pixel(land, rng) for _ in range(4)]
    alone = np.array([walk(land, [r], [c], direction="round", settings=DEFAULTS).seconds for r, c in sources])
    together = walk(land, *np.transpose(sources), direction="round", settings=DEFAULTS)
    np.testing.assert_allclose(together.seconds, alone.min(axis=0), rtol=1e-6)
    reached = together.source >= 0
    picked = np.take_along_axis(alone, together.source[None].clip(0).astype(int), axis=0)[0]
    np.testing.assert_allclose(picked[reached], together.seconds[reached], rtol=1e-6)


def test_a_source_on_barred_ground_is_nobodys_nearest_and_a_limit_leaves_out_what_is_beyond():
    cover = np.zeros((1, 9), np.uint8)
    cover[0, 8] = LandCover.WATER
    found = walk(plain(1, 9, cover=cover), [0, 0], [8, 0], direction="out", settings=DEFAULTS, limit_s=40.0)
    assert found.source[0].tolist() == [1, 1, 1, 1, -1, -1, -1, -1, -1]


@pytest.mark.parametrize("direction", ["out", "back", "round"])
def test_seconds_along_the_drawn_way_are_those_of_the_field(direction):
    land = random_land(5, rows=14, columns=14)
    source = an_open_pixel(land, np.random.default_rng(5))
    field = walk(land, [source[0]], [source[1]], direction=direction, settings=DEFAULTS)
    rows, columns = np.indices(field.seconds.shape).reshape(2, -1)
    out_s, back_s = seconds_along(land, field, rows, columns, DEFAULTS)
    expected = {"out": out_s, "back": back_s, "round": out_s + back_s}[direction]
    np.testing.assert_allclose(field.seconds.ravel(), expected, rtol=2e-6)
    for row, column, out, back in zip(rows, columns, out_s, back_s, strict=True):
        line = walk_line(field, land.grid, row, column)
        if not len(line):
            assert np.isinf(out)
            continue
        assert walk_seconds(land, line, DEFAULTS) == (out, back)
        pixels = np.column_stack(land.grid.row_column(line[:, 0], line[:, 1]))
        assert tuple(pixels[0]) == source
        assert tuple(pixels[-1]) == (row, column)


def test_moving_the_ground_by_a_kilometre_changes_no_walking_time():
    land = random_land(2)
    grid = PixelGrid("EPSG:32632", 501_000.0, 5_201_000.0, 30.0, land.grid.rows, land.grid.columns)
    moved = make_terrain(grid, land.elevation_m, land.cover, None, land.path, DEFAULTS)
    source = an_open_pixel(land, np.random.default_rng(2))
    one = walk(land, [source[0]], [source[1]], direction="out", settings=DEFAULTS)
    other = walk(moved, [source[0]], [source[1]], direction="out", settings=DEFAULTS)
    assert (one.seconds == other.seconds).all()


def test_a_base_in_a_lake_sets_out_from_the_nearest_shore():
    cover = np.full((5, 9), LandCover.WATER, np.uint8)
    cover[:, 8] = LandCover.OPEN
    land = plain(5, 9, cover=cover)
    row, column = open_pixels(land, [5.0], [25.0], DEFAULTS)
    assert (row.tolist(), column.tolist()) == ([2], [8])
