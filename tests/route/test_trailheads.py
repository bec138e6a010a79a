from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import Point

from geo.errors import InputError
from geo.ground.travel import walk
from geo.model.schema import TRAILHEADS
from geo.model.tables import faults
from geo.route.trailheads import access, base_nodes, choose_trailheads, reach_from_bases
from geo.settings import TravelSettings
from geo.units import SECONDS_PER_HOUR, UNREACHABLE_S
from geo.words import Language, say, t
from tests.route.ground_world import SETTINGS, make_world, points, roads_of


@pytest.fixture(scope="module")
def world():
    return make_world()


@pytest.fixture(scope="module")
def candidates(world):
    return choose_trailheads(world.roads, world.villages, world.terrain, world.settings)


@pytest.fixture(scope="module")
def reached(world, candidates):
    return access(world.cells, world.bases, candidates, world.roads, world.terrain, world.settings)


def test_cars_are_left_on_drivable_road_about_every_150_m_and_at_its_ends(world, candidates):
    assert not faults(candidates, TRAILHEADS)
    places = {(x, y) for x, y in candidates[["x", "y"]].to_numpy().tolist()}
    assert {(100.0, 100.0), (700.0, 700.0), (1100.0, 100.0), (700.0, 100.0)} <= places
    assert (1100.0, 905.0) not in places
    close = choose_trailheads(
        roads_of([[(100, 100), (700, 100)]], step_m=10.0), world.villages, world.terrain, world.settings
    )
    assert 4 <= len(close) <= 7


def test_every_cell_takes_the_trailhead_of_least_time_out_and_back(world, candidates, reached):
    rows, columns = world.terrain.grid.row_column(world.cells["x"], world.cells["y"])
    heads = world.terrain.grid.row_column(candidates["x"], candidates["y"])
    alone = [
        walk(world.terrain, [r], [c], direction="round", settings=world.settings).seconds[rows, columns]
        for r, c in zip(*heads, strict=True)
    ]
    best = np.min(alone, axis=0)
    both = (reached.access.out_s + reached.access.back_s).astype(float)
    assert (reached.access.trailhead >= 0).all() == np.isfinite(best).all()
    known = np.isfinite(best)
    assert ((both[known] >= best[known] - 0.01) & (both[known] < best[known] + 2.01)).all()


def test_only_trailheads_that_serve_a_cell_are_kept(reached):
    assert reached.trailheads["trailhead_id"].tolist() == list(range(len(reached.trailheads)))
    assert set(reached.access.trailhead) - {-1} <= set(range(len(reached.trailheads)))


def test_a_cell_in_the_river_is_reached_by_nobody_and_it_is_said(world, reached):
    in_river = (np.abs(world.cells["x"] - 1200) < 15).to_numpy()
    assert in_river.any()
    assert (reached.access.trailhead[in_river] == -1).all()
    assert (reached.access.out_s[in_river] == UNREACHABLE_S).all()
    assert (reached.access.foot_out_s[:, in_river] == UNREACHABLE_S).all()
    assert np.isnan(reached.remote_h[in_river]).all()
    (note,) = reached.notes
    assert note.key == "travel-cells-unreachable"
    for language in Language:
        assert str(note.args["cells"]) in t(note.key, language, **note.args)


def test_remoteness_is_walking_hours_from_the_nearest_drivable_road(world, reached):
    x, y = world.cells["x"].to_numpy(), world.cells["y"].to_numpy()
    beside_road = np.hypot(x - 700, np.maximum(y - 700, 0)) < 40
    assert beside_road.any()
    assert (reached.remote_h[beside_road] < 0.03).all()
    across_river = np.nanmin(reached.remote_h[x > 1230])
    # Over the footbridge: at least 400 m from the road's end to the bridge.
    assert across_river > 400 * 0.7 / SECONDS_PER_HOUR
    known = reached.access.trailhead >= 0
    assert (reached.remote_h[known] * SECONDS_PER_HOUR <= reached.access.out_s[known] + 0.5).all()


def test_drives_follow_the_road_and_the_last_stretch_to_the_base_is_counted_at_a_tracks_speed(reached):
    drive_s = reached.access.drive_s
    assert (np.diag(drive_s) == 0).all()
    # 1000 m of road at 20 km/h; 61 m and 32 m off the road at 15 km/h.
    assert drive_s[0, 1] == drive_s[1, 0] == 180 + np.ceil(60.83 * 0.24) + np.ceil(31.62 * 0.24)
    heads = reached.trailheads[["x", "y"]].to_numpy().tolist()
    assert drive_s[2 + heads.index([700.0, 100.0]), 2 + heads.index([700.0, 700.0])] == 108


def test_on_foot_from_a_base_out_and_back_each_take_their_own_quickest_way(world, reached):
    rows, columns = world.terrain.grid.row_column(world.cells["x"], world.cells["y"])
    base = world.terrain.grid.row_column([90.0], [160.0])
    for direction, found in (("out", reached.access.foot_out_s), ("back", reached.access.foot_back_s)):
        expected = walk(world.terrain, *base, direction=direction, settings=world.settings)
        expected = expected.seconds[rows, columns]
        known = np.isfinite(expected)
        assert (np.abs(found[0][known] - expected[known] - 0.5) <= 0.52).all()


def test_near_walks_lead_to_other_cells_within_the_limit(world, reached):
    found = reached.access
    start = np.repeat(np.arange(len(world.cells)), np.diff(found.walk_start))
    assert (start != found.walk_to).all()
    assert (found.walk_s <= world.settings.travel.walk_limit_h * SECONDS_PER_HOUR).all()
    x, y = world.cells["x"].to_numpy(), world.cells["y"].to_numpy()
    apart = np.hypot(x[start] - x[found.walk_to], y[start] - y[found.walk_to])
    assert apart.max() <= 4.5 * 150
    assert apart.max() > 2.5 * 150


def test_without_roads_each_village_has_a_trailhead_reached_in_a_straight_line_at_20_km_an_hour(world):
    heads = choose_trailheads(None, world.villages, world.terrain, world.settings)
    assert heads["node_id"].tolist() == [-1, -1]
    reached = access(world.cells, world.bases, heads, None, world.terrain, world.settings)
    apart = np.hypot(heads["x"].diff().iloc[1], heads["y"].diff().iloc[1])
    assert reached.access.drive_s[2, 3] == pytest.approx(apart * 1.5 * 3.6 / 20, abs=1)
    assert reached.access.drive_s[0, 1] == np.ceil(np.hypot(1000, 30) * 1.5 * 3.6 / 20)
    assert np.nanmin(reached.remote_h) < 0.05


def test_a_base_far_from_the_road_is_told_of_and_one_out_of_reach_is_refused(world):
    near = points((90, 750))
    _, distance_m, notes = base_nodes(world.roads, near, world.settings)
    assert [note.key for note in notes] == ["travel-base-far"]
    assert distance_m[0] > 500
    for language in Language:
        assert "base 0" in t(notes[0].key, language, **notes[0].args)
    with pytest.raises(InputError) as caught:
        base_nodes(world.roads, points((700, 100), (9_000, 9_000)), world.settings, file="bases.xlsx")
    for language in Language:
        sentence = say(caught.value, language)
        assert "bases.xlsx" in sentence
        assert "base 1" in sentence


def test_a_base_joins_the_large_net_rather_than_a_nearer_scrap_of_road(world):
    roads = roads_of([[(100, 100), (700, 100)], [(80, 200), (80, 260)]])
    reached, notes = reach_from_bases(roads, points((85, 190)), SETTINGS)
    assert [note.key for note in notes] == ["travel-roads-cut-off"]
    left = reached.nodes[reached.nodes["drivable"]]
    assert set(left["y"]) == {100.0}


def test_no_drivable_road_at_all_refuses_the_base(world):
    roads = roads_of([], [[(100, 100), (700, 100)]])
    with pytest.raises(InputError, match="error-base-off-road"):
        reach_from_bases(roads, points((100, 100)), SETTINGS)


def test_a_tighter_walk_limit_leaves_no_longer_walk(world, candidates, reached):
    short = replace(world.settings, travel=TravelSettings(walk_cells=4, walk_limit_h=0.1))
    found = access(world.cells, world.bases, candidates, world.roads, world.terrain, short).access
    assert 0 < len(found.walk_s) < len(reached.access.walk_s)
    assert found.walk_s.max() <= 360


def test_nobody_sets_out_on_foot_from_a_base_beyond_the_known_ground(world, candidates):
    far = points((90, 160), (-400, 100))
    found = access(world.cells, far, candidates, world.roads, world.terrain, world.settings).access
    assert (found.foot_out_s[1] == UNREACHABLE_S).all()
    assert (found.foot_back_s[1] == UNREACHABLE_S).all()
    assert (found.drive_s[:2, :2] < 1000).all()


def test_no_car_is_left_on_a_motorway_and_none_makes_ground_less_remote(world):
    roads = roads_of([[(100, 100), (700, 100)], [(100, 1700), (1100, 1700)]])
    fast = roads.edges.geometry.distance(Point(600, 1700)) < 600
    edges = roads.edges.assign(highway=np.where(fast, "motorway", "track"))
    heads = choose_trailheads(replace(roads, edges=edges), world.villages, world.terrain, world.settings)
    assert set(heads["y"]) == {100.0}
    found = access(
        world.cells, points((90, 160)), heads, replace(roads, edges=edges), world.terrain, world.settings
    )
    assert np.nanmin(found.remote_h[world.cells["y"] > 1500]) > 0.3
