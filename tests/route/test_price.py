"""What ordered visits cost is planned, not guessed."""

import numpy as np
import pytest

from geo.route.price import floors_price
from geo.route.season import plan_season
from geo.words import Language, t
from tests.route.plan_world import cells_of, problem_of, teams_of


def one_rich_village(**plan):
    cells = cells_of(8, 4, villages=4)
    plots = np.where(cells["village_id"] == "A", 1.0, 0.0)
    return problem_of(cells=cells, plots=plots, teams=teams_of(("T1", 5, "car", False, 3.0)), days=1, **plan)


def test_ordered_visits_to_empty_villages_cost_what_the_plan_without_them_finds_more():
    problem = one_rich_village()
    plan, free = plan_season(problem), plan_season(one_rich_village(floors=False))
    (said,) = floors_price(problem, plan)
    more = free.greedy_finds - plan.greedy_finds
    assert more > 0
    assert said.args["finds"] == pytest.approx(more, abs=0.005)
    assert all(str(said.args["percent"]) in t(said.key, language, **said.args) for language in Language)


def test_without_ordered_visits_there_is_no_price():
    problem = one_rich_village(floors=False)
    assert floors_price(problem, plan_season(problem)) == []


def test_where_nothing_is_expected_ordered_visits_cost_nothing():
    problem = problem_of(plots=0.0)
    (said,) = floors_price(problem, plan_season(problem))
    assert said.args == {"finds": 0.0, "percent": 0.0}
