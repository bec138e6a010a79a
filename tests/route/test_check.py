"""The checker: silent on sound plans; every rule can fail."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from shapely.affinity import translate
from shapely.geometry import LineString

from geo.model.land import LandCover, Roads
from geo.route.check import broken_rules
from geo.words import Language, t
from tests.route.plan_world import drawn, problem_of, teams_of

TEAMS = {
    "car": ("T1", 5, "car", False, 8.0),
    "driver": ("T1", 6, "car", True, 8.0),
    "foot": ("T1", 5, "foot", False, 8.0),
}


class Sound:
    """A drawn plan whose tables a test may break."""

    def __init__(self, team, **changes):
        self.problem = problem_of(teams=teams_of(TEAMS[team]), days=2, required=[("L1", "B_6_4")], **changes)
        _, self.routes, self.stops, self.legs, self.ground = drawn(self.problem)
        self.team_days, self.required = self.problem.team_days, self.problem.required

    def rules(self):
        notes = broken_rules(
            self.routes, self.stops, self.legs, self.ground, self.team_days, required=self.required
        )
        for note in notes:
            assert all(t(note.key, language, **note.args) for language in Language)
        return {note.key.removeprefix("route-rule-") for note in notes}

    def leg(self, mode, nth=0):
        return self.legs.index[self.legs["mode"] == mode][nth]


@pytest.fixture(scope="module")
def sound():
    return {team: Sound(team) for team in TEAMS}


@pytest.fixture
def plan(sound):
    made = object.__new__(Sound)
    made.__dict__ = {
        name: value.copy() if isinstance(value, pd.DataFrame) else value
        for name, value in sound["car"].__dict__.items()
    }
    made.ground = type(made.ground)(**vars(made.ground))
    return made


@pytest.mark.parametrize("team", TEAMS)
def test_a_sound_plan_breaks_no_rule(sound, team):
    assert sound[team].rules() == set()
    assert len(sound[team].stops) > 10


def test_a_driver_really_moves_the_car_in_the_sound_plan(sound):
    legs = sound["driver"].legs
    moved = legs["car_x"].diff().abs().gt(1) & (legs["mode"] == "search")
    assert moved.any()


def test_a_team_day_used_twice(plan):
    plan.routes.loc[0, "team_day_id"] = plan.routes.loc[1, "team_day_id"]
    assert plan.rules() == {"team-day-twice", "team-day-unknown"}


def test_a_route_on_another_date_than_its_team_day(plan):
    plan.routes.loc[0, "date"] += pd.Timedelta(days=1)
    assert plan.rules() == {"team-day-unknown"}


def test_a_route_from_another_base(plan):
    plan.routes.loc[0, "base_id"] = "b9"
    assert plan.rules() == {"base"}


def test_a_route_that_does_not_come_home(plan):
    first = plan.legs["route_id"] == plan.routes["route_id"].iloc[0]
    plan.legs = plan.legs.drop(plan.legs.index[first][-1])
    assert plan.rules() == {"base"}


def test_a_leg_that_begins_elsewhere(plan):
    row = plan.leg("walk", 2)
    plan.legs.loc[row, "geometry"] = translate(plan.legs.geometry[row], 500.0, 0.0)
    assert "gap" in plan.rules()


def test_a_car_that_is_carried_on_a_walk(plan):
    row = plan.leg("drive")
    plan.legs.loc[row, "mode"] = "walk"
    plan.legs.loc[row, "seconds"] = 3600
    assert "car-moved" in plan.rules()


def test_a_team_that_drives_off_from_a_cell_where_no_car_stands(plan):
    back = plan.legs.index[(plan.legs["mode"] == "search")][0] + 1
    plan.legs.loc[back, "mode"] = "drive"
    assert "no-car" in plan.rules()


def test_a_drive_by_a_team_on_foot():
    plan = Sound("foot")
    plan.legs.loc[plan.leg("walk"), "mode"] = "drive"
    assert "no-car" in plan.rules()


def test_a_car_that_moves_without_a_driver():
    plan = Sound("driver")
    plan.ground.teams = teams_of(TEAMS["car"])
    assert plan.rules() == {"car-moved"}


def test_a_driver_who_would_have_to_fly():
    plan = Sound("driver")
    row = plan.leg("search")
    later = plan.legs.index[(plan.legs.index >= row) & (plan.legs["route_id"] == plan.legs["route_id"][row])]
    plan.legs.loc[later, "car_x"] += 40_000.0
    assert "car-moved" in plan.rules()


def test_a_walk_faster_than_tobler(plan):
    row = plan.legs.index[plan.legs["mode"] == "walk"][
        plan.legs.loc[plan.legs["mode"] == "walk", "seconds"].argmax()
    ]
    plan.legs.loc[row, "seconds"] //= 3
    assert plan.rules() == {"too-fast"}


def test_walks_over_hills_take_the_time_of_the_slope_not_of_the_map(plan):
    grid = plan.ground.terrain.grid
    height = 0.4 * (grid.centre(np.arange(grid.rows), 0)[1][:, None] - 5_220_000.0)
    flat = plan.ground.terrain
    plan.ground.terrain = replace(
        flat, elevation_m=np.broadcast_to(height, flat.elevation_m.shape).astype("f4")
    )
    assert "too-fast" in plan.rules()


def test_forest_slows_and_a_path_speeds(plan):
    flat = plan.ground.terrain
    forest = np.full_like(flat.cover, LandCover.FOREST)
    plan.ground.terrain = replace(flat, cover=forest)
    assert "too-fast" in plan.rules()
    plan.ground.terrain = replace(flat, cover=forest, path=np.ones_like(flat.path))
    assert plan.rules() == set()


@pytest.mark.parametrize("barrier", ["water", "steep"])
def test_a_walk_across_barred_ground(plan, barrier):
    flat = plan.ground.terrain
    band = np.zeros(flat.cover.shape, bool)
    band[70:75] = True
    if barrier == "water":
        plan.ground.terrain = replace(flat, cover=np.where(band, LandCover.WATER, flat.cover).astype("u1"))
    else:
        plan.ground.terrain = replace(flat, slope_deg=np.where(band, 41.0, 0.0).astype("f4"))
    assert plan.rules() == {"barred"}


def test_a_drive_faster_than_the_straight_line_rule(plan):
    plan.legs.loc[plan.legs["mode"] == "drive", "seconds"] //= 5
    assert plan.rules() == {"too-fast"}


def roads_of(plan, kmh):
    """One road along the south, past every trailhead and the base, split every kilometre."""
    starts = np.arange(599_000.0, 603_000.0, 1000.0)
    lines = [LineString([(x, 5_220_000.0), (x + 1000.0, 5_220_000.0)]) for x in starts]
    edges = plan.legs.iloc[: len(lines)][["geometry"]].reset_index(drop=True)
    edges = edges.set_geometry(lines, crs=plan.legs.crs).assign(length_m=1000.0, drive_s=3600.0 / kmh)
    return Roads(None, edges)


def test_drives_take_the_time_of_the_roads_they_lie_on(plan):
    plan.ground.roads = roads_of(plan, 30.0)
    assert plan.rules() == set()
    plan.ground.roads = roads_of(plan, 3.0)
    assert plan.rules() == {"too-fast"}


def test_a_drive_off_the_road(plan):
    plan.ground.roads = roads_of(plan, 30.0)
    row = plan.leg("drive")
    (x, y), *_, (to_x, to_y) = plan.legs.geometry[row].coords
    plan.legs.loc[row, "geometry"] = LineString(
        [(x, y), (x + 1, y), (x + 5, y + 300.0), (to_x - 5, to_y + 300.0), (to_x, to_y)]
    )
    assert plan.rules() == {"off-road"}


def test_a_day_longer_than_the_team_has(plan):
    plan.ground.teams = teams_of(("T1", 5, "car", False, 2.0))
    assert plan.rules() == {"day-length"}


def test_a_duration_that_hides_time(plan):
    plan.routes.loc[0, "duration_min"] -= 10
    assert plan.rules() == {"day-length"}


def test_a_stop_left_after_its_turn_back_time(plan):
    plan.stops.loc[3, "turn_back_min"] = plan.stops.loc[3, "arrive_min"]
    assert plan.rules() == {"turn-back"}


def test_a_stop_reached_later_than_it_says(plan):
    plan.stops.loc[3, "arrive_min"] -= 20
    assert plan.rules() == {"arrival"}


def test_a_stop_on_steep_or_unknown_ground(plan):
    cell = plan.stops["cell_id"].iloc[0]
    cells = plan.ground.cells
    plan.ground.cells = cells.assign(slope_deg=np.where(cells["cell_id"] == cell, 31.0, 0.0))
    assert plan.rules() == {"steep"}
    plan.ground.cells = cells[cells["cell_id"] != cell]
    assert plan.rules() == {"steep"}


def test_a_cell_searched_twice_on_one_route(plan):
    plan.stops.loc[1, "cell_id"] = plan.stops.loc[0, "cell_id"]
    assert plan.rules() == {"cell-twice", "search"}


def test_a_stop_that_nobody_searches(plan):
    plan.legs.loc[plan.leg("search", 2), "mode"] = "walk"
    assert "order" in plan.rules()


def test_a_search_shorter_than_it_says(plan):
    plan.stops.loc[0, "service_min"] += 30
    assert "search" in plan.rules()


def test_a_search_that_leaves_its_cell(plan):
    row = plan.leg("search", 2)
    (x, y), *rest = plan.legs.geometry[row].coords
    plan.legs.loc[row, "geometry"] = LineString([(x, y), (x + 600.0, y), *rest])
    plan.legs.loc[row, "seconds"] += 1800
    assert "search" in plan.rules()


def test_lines_far_longer_than_there_is_time_for(plan):
    row = plan.leg("search", 2)
    (x, y), *rest = plan.legs.geometry[row].coords
    to_and_fro = [(x + 100.0 * (n % 2), y) for n in range(20)]
    plan.legs.loc[row, "geometry"] = LineString([(x, y), *to_and_fro, *rest])
    assert plan.rules() == {"search"}


def test_lines_through_water(plan):
    flat = plan.ground.terrain
    row = plan.leg("search", 2)
    middle = plan.legs.geometry[row].interpolate(0.5, normalized=True)
    wet = flat.cover.copy()
    wet[flat.grid.row_column(middle.x, middle.y)] = LandCover.WATER
    plan.ground.terrain = replace(flat, cover=wet)
    assert "barred" in plan.rules()


def test_a_team_put_down_elsewhere_between_stops(plan):
    row = plan.leg("search", 2)
    plan.legs.loc[row, "geometry"] = translate(plan.legs.geometry[row], 0.0, 60.0)
    assert "gap" in plan.rules()


def test_a_required_stop_that_is_missing(plan):
    plan.required = pd.concat([plan.required, pd.DataFrame({"lead_id": ["L9"], "cell_id": ["A_0_0"]})])
    assert plan.rules() == {"required"}
