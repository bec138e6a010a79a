"""More reserve visits more ground and finds less; between the points the curve is straight."""

from dataclasses import replace

import pytest

from geo.route.reserve import read_between, reserve_points
from geo.route.season import plan_season
from tests.route.plan_world import cells_of, problem_of

SHARES = (0.0, 0.5, 1.0)


@pytest.fixture(scope="module")
def points():
    return reserve_points(problem_of(cells=cells_of(24, 16), days=3, floors=False), SHARES)


def test_all_reserve_visits_most_and_no_reserve_finds_most(points):
    none, _, everything = points
    assert none.expected_finds == max(point.expected_finds for point in points)
    assert everything.visited_share == max(point.visited_share for point in points)
    assert everything.expected_finds < none.expected_finds


def test_a_point_is_the_plan_of_that_reserve(points):
    problem = problem_of(cells=cells_of(24, 16), days=3, floors=False, reserve_share=0.5)
    plan = plan_season(replace(problem, iterations=0))
    assert points[1].expected_finds == sum(plan.expected_finds.values())
    assert points[1].visited_share == plan.visited_share


def test_the_curve_goes_through_its_points_and_is_straight_between(points):
    assert [read_between(points, share) for share in SHARES] == points
    middle = read_between(points, 0.25)
    assert middle.expected_finds == pytest.approx((points[0].expected_finds + points[1].expected_finds) / 2)
