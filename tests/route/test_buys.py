"""What the days buy is said in figures a hand can count."""

import pytest

from geo.route.buys import what_days_buy
from geo.route.season import plan_season
from geo.words import Language, t
from tests.route.plan_world import cells_of, problem_of, teams_of


def test_hours_and_the_share_of_a_carpet_are_counted():
    # 48 cells of 13 minutes are 10.4 h of searching, 26 h with the way; two days of 7 h are 14.
    problem = problem_of(cells=cells_of(8, 6), teams=teams_of(("T1", 5, "car", False, 7.0)), days=1)
    said = what_days_buy(problem)
    assert (said.args["days"], said.args["hours"]) == (2, 14)
    assert said.args["percent"] == pytest.approx(100 * 14 / (48 * 13 / 60 / 0.4), abs=1)


def test_what_is_planned_lies_in_the_range_that_was_said():
    problem = problem_of(days=1, floors=False)
    said, plan = what_days_buy(problem), plan_season(problem)
    assert said.args["few"] <= sum(plan.expected_finds.values()) <= said.args["most"] + 0.05
    assert all(str(said.args["days"]) in t(said.key, language, **said.args) for language in Language)


def test_no_days_buy_nothing():
    said = what_days_buy(problem_of(days=0))
    assert (said.args["days"], said.args["hours"], said.args["most"]) == (0, 0, 0.0)
