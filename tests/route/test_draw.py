"""Drawn plans: lines from base to base, times that add up, the car where it was left."""

from itertools import pairwise

import numpy as np
import pytest

from geo.model.schema import LEGS, ROUTES, STOPS
from geo.model.tables import faults
from geo.route.draw import draw
from tests.route.plan_world import StraightWays, cells_of, drawn, ground_of, problem_of, teams_of, yards_of

TEAMS = {
    "car": ("T1", 5, "car", False, 8.0),
    "driver": ("T1", 6, "car", True, 8.0),
    "foot": ("T1", 5, "foot", False, 8.0),
}


@pytest.fixture(scope="module", params=TEAMS)
def plan(request):
    problem = problem_of(teams=teams_of(TEAMS[request.param]), days=2, yards=yards_of(("Y1", "A_1_1", 9, 0)))
    return problem, *drawn(problem)


def test_the_tables_keep_their_contracts(plan):
    _, _, routes, stops, legs, _ = plan
    assert not faults(routes, ROUTES)
    assert not faults(stops, STOPS)
    assert not faults(legs, LEGS)


def test_every_route_runs_from_base_to_base_and_each_leg_begins_where_the_last_ended(plan):
    problem, _, routes, _, legs, _ = plan
    base = problem.bases.geometry.iloc[0].coords[0]
    for route in routes.itertuples():
        lines = [list(line.coords) for line in legs[legs["route_id"] == route.route_id].geometry]
        assert lines[0][0] == base == lines[-1][-1]
        assert all(one[-1] == other[0] for one, other in pairwise(lines))
        assert route.geometry.coords[0] == base == route.geometry.coords[-1]
        gone_m = sum(legs[legs["route_id"] == route.route_id].length)
        assert route.length_m == pytest.approx(gone_m)


def test_legs_take_the_planned_time(plan):
    _, season, routes, _, legs, _ = plan
    seconds = legs.groupby("route_id")["seconds"].sum()
    planned = season.days.set_index("team_day_id")["duration_s"]
    assert (seconds.loc[planned.index] == planned).all()
    assert (routes.set_index("route_id")["duration_min"] * 60 - planned).between(0, 60).all()


def test_stops_are_reached_and_left_in_time_to_turn_back(plan):
    _, _, _, stops, _, _ = plan
    assert (stops["arrive_min"] + stops["service_min"] <= stops["turn_back_min"] + 2).all()
    for _, of_route in stops.groupby("route_id"):
        assert of_route["arrive_min"].is_monotonic_increasing


def test_finds_of_stops_routes_and_season_agree(plan):
    _, season, routes, stops, _, _ = plan
    total = sum(season.expected_finds.values())
    assert stops["expected_finds"].sum() == pytest.approx(total)
    assert routes["expected_finds"].sum() == pytest.approx(total)


def test_walked_metres_are_those_of_the_lines_on_foot(plan):
    _, _, routes, _, legs, _ = plan
    walked = legs[legs["mode"] != "drive"].length.groupby(legs["route_id"]).sum()
    for route in routes.itertuples():
        assert route.walk_m == pytest.approx(walked[route.route_id])


def test_every_search_of_a_cell_carries_the_line_of_each_pass(plan):
    _, _, _, stops, legs, _ = plan
    searched = legs[legs["mode"] == "search"].merge(
        stops, left_on=["route_id", "to_stop"], right_on=["route_id", "order"]
    )
    cells = searched[searched["passes"] > 0]
    assert (cells.geometry_x.length >= 250.0 * cells["passes"] - 1e-6).all()
    assert (cells["abreast"] == 5).all()
    assert cells["spacing_m"].to_numpy() == pytest.approx(50.0)
    assert (searched[searched["passes"] == 0].geometry_x.length == 0).all()


def test_a_team_on_foot_drives_nowhere_and_has_no_car():
    *_, legs, _ = drawn(problem_of(teams=teams_of(TEAMS["foot"])))
    assert set(legs["mode"]) == {"walk", "search"}
    assert legs["car_x"].isna().all()


def test_climb_is_the_sum_of_rises_on_foot():
    problem = problem_of(cells=cells_of(2, 1), stages=("flower",), days=1)
    plan, *_ = drawn(problem)
    ground = ground_of(problem)
    northing = ground.terrain.grid.centre(np.arange(110), 0)[1][:, None]
    ground.terrain.elevation_m[:] = 0.1 * (northing - 5_220_000.0)
    ways = StraightWays(problem, ground.trailheads)
    routes, _, legs = draw(plan, ways, ground, problem.team_days, plan_id="P1")
    of_route = legs[legs["route_id"] == routes["route_id"].iloc[0]]
    rises = [
        max(to[1] - at[1], 0.0)
        for line in of_route.loc[of_route["mode"] != "drive"].geometry
        for at, to in pairwise(line.coords)
    ]
    assert routes["route_id"].iloc[0] == "P1_" + plan.visits["team_day_id"].iloc[0]
    assert sum(rises) > 100
    assert routes["climb_m"].iloc[0] == pytest.approx(0.1 * sum(rises), abs=3.0 * len(of_route))


def test_a_plan_without_visits_draws_empty_tables():
    problem = problem_of(days=0)
    _, routes, stops, legs, _ = drawn(problem)
    assert len(routes) == len(stops) == len(legs) == 0
