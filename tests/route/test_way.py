import numpy as np
import pytest
import shapely

from geo.ground.travel import walk_seconds
from geo.route.trailheads import access, choose_trailheads
from geo.route.way import Ways
from geo.units import UNREACHABLE_S, whole_seconds
from tests.route.ground_world import make_world


def ways_of(world, *, roads=True):
    given = world.roads if roads else None
    heads = choose_trailheads(given, world.villages, world.terrain, world.settings)
    found = access(world.cells, world.bases, heads, given, world.terrain, world.settings)
    ways = Ways(
        world.terrain, given, world.cells, world.bases, found.trailheads, found.access, world.settings
    )
    return world, found, ways


@pytest.fixture(scope="module", params=["hills", "flat"])
def drawn(request):
    """Flat ground too: there many ways tie, and the drawn one must still be the timed one."""
    return ways_of(make_world(flat=request.param == "flat"))


def reachable(found):
    return np.flatnonzero(found.access.trailhead >= 0)


def place_of(world, cell):
    return world.cells.loc[cell, ["x", "y"]].tolist()


def test_walks_from_and_to_the_car_take_the_seconds_of_access(drawn):
    world, found, ways = drawn
    for cell in reachable(found):
        head = found.trailheads.loc[found.access.trailhead[cell], ["x", "y"]].tolist()
        line, seconds = ways.walk_out(cell)
        assert (
            seconds
            == found.access.out_s[cell]
            == whole_seconds(walk_seconds(world.terrain, line, world.settings)[0])
        )
        assert (line[0].tolist(), line[-1].tolist()) == (head, place_of(world, cell))
        line, seconds = ways.walk_back(cell)
        assert (
            seconds
            == found.access.back_s[cell]
            == whole_seconds(walk_seconds(world.terrain, line, world.settings)[0])
        )
        assert (line[0].tolist(), line[-1].tolist()) == (place_of(world, cell), head)


def test_walks_from_and_to_a_base_take_the_seconds_of_access(drawn):
    world, found, ways = drawn
    for cell in reachable(found)[::5]:
        line, seconds = ways.foot_out(1, cell)
        assert seconds == found.access.foot_out_s[1, cell]
        assert seconds == whole_seconds(walk_seconds(world.terrain, line, world.settings)[0])
        assert (line[0].tolist(), line[-1].tolist()) == ([1090, 130], place_of(world, cell))
        line, seconds = ways.foot_back(1, cell)
        assert seconds == found.access.foot_back_s[1, cell]
        assert seconds == whole_seconds(walk_seconds(world.terrain, line, world.settings)[0])
        assert (line[0].tolist(), line[-1].tolist()) == (place_of(world, cell), [1090, 130])


def test_walks_between_cells_take_the_seconds_of_access_also_past_other_cells(drawn):
    world, found, ways = drawn
    access_, joined = found.access, 0
    for cell in range(0, len(world.cells), 7):
        for k in range(access_.walk_start[cell], access_.walk_start[cell + 1], 3):
            end = int(access_.walk_to[k])
            line, seconds = ways.walk(cell, end)
            walked = walk_seconds(world.terrain, line, world.settings)[0]
            assert seconds == access_.walk_s[k]
            # Every hop of a joined walk is rounded up by itself.
            assert walked <= seconds < walked + 6
            joined += seconds > whole_seconds(walked)
            assert (line[0].tolist(), line[-1].tolist()) == (place_of(world, cell), place_of(world, end))
    assert joined > 5


def test_drives_take_the_seconds_of_access_and_stay_on_the_road(drawn):
    world, found, ways = drawn
    road = world.roads.edges.geometry.union_all()
    places = 2 + len(found.trailheads)
    for a in range(2, places):
        line, seconds = ways.drive(a, (a + 5) % (places - 2) + 2)
        assert seconds == found.access.drive_s[a, (a + 5) % (places - 2) + 2]
        length_m = np.hypot(*np.diff(line, axis=0).T).sum()
        assert seconds == pytest.approx(length_m * 3.6 / 20, abs=1)
        assert all(road.distance(point) < 1e-6 for point in shapely.points(line))


def test_a_drive_from_a_base_begins_at_the_base(drawn):
    _, found, ways = drawn
    line, seconds = ways.drive(0, 1)
    assert (line[0].tolist(), line[-1].tolist()) == ([90, 160], [1090, 130])
    assert seconds == found.access.drive_s[0, 1]
    line, seconds = ways.drive(0, 0)
    assert (line.tolist(), seconds) == ([[90, 160], [90, 160]], 0)


def test_where_no_way_leads_there_is_no_line(drawn):
    world, found, ways = drawn
    river = np.flatnonzero(found.access.trailhead < 0)[0]
    for line, seconds in (ways.walk_out(river), ways.foot_back(0, river), ways.walk(0, len(world.cells) - 1)):
        assert line.shape == (0, 2)
        assert seconds == UNREACHABLE_S


def test_without_roads_a_drive_is_a_straight_line():
    _, found, ways = ways_of(make_world(), roads=False)
    line, seconds = ways.drive(0, 2)
    assert line.tolist() == [[90, 160], found.trailheads.loc[0, ["x", "y"]].tolist()]
    assert seconds == found.access.drive_s[0, 2]
