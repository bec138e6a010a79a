"""Improvement never costs the season a find, keeps every rule, and comes out the same again."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geo.errors import Cancelled
from geo.route.better import better
from geo.route.draft import FINDS, make_draft
from geo.route.season import plan_season
from geo.route.underway import begin, open_windows
from tests.route.plan_world import cells_of, problem_of, teams_of, yards_of

TEAMS = teams_of(("T1", 5, "car", False, 4.0), ("T2", 5, "car", True, 4.0), ("T3", 3, "foot", False, 5.0))


def mixed(**changes):
    return problem_of(teams=TEAMS, days=2, stages=("rosette", "flower", "capsule"), **changes)


@pytest.fixture(scope="module")
def plans():
    problem = mixed(required=[("L1", "B_7_5")], yards=yards_of(("Y1", "A_0_0", 9, 0)))
    return (
        problem,
        plan_season(replace(problem, iterations=0)),
        plan_season(replace(problem, iterations=3_000)),
    )


def test_more_is_found_than_by_insertion_alone(plans):
    _, greedy, found = plans
    assert found.greedy_finds == pytest.approx(sum(greedy.expected_finds.values()))
    assert found.greedy_finds < sum(found.expected_finds.values()) <= found.bound


def test_the_same_steps_give_the_same_plan(plans):
    problem, _, found = plans
    again = plan_season(replace(problem, iterations=3_000))
    pd.testing.assert_frame_equal(found.visits, again.visits)
    pd.testing.assert_frame_equal(found.days, again.days)


def test_every_route_keeps_its_day_and_no_cell_is_passed_by_two_teams(plans):
    problem, _, found = plans
    assert (found.days["duration_s"] <= found.days["budget_s"]).all()
    seen = found.visits.merge(problem.team_days[["team_day_id", "window_id"]], on="team_day_id")
    cells = seen[seen["passes"] > 0]
    assert not cells.duplicated(["cell_id", "window_id"]).any()
    assert cells["passes"].isin([1, 2]).all()


def test_floors_and_leads_are_still_kept(plans):
    problem, greedy, found = plans
    required = found.visits[found.visits["required"]]
    assert set(required["lead_id"]) >= {"L1"}
    assert len(required) == greedy.visits["required"].sum()
    seen = found.visits.merge(problem.team_days[["team_day_id", "window_id"]], on="team_day_id")
    villages = seen.merge(problem.cells[["cell_id", "village_id"]], on="cell_id")
    assert all(set(rows["village_id"]) == {"A", "B"} for _, rows in villages.groupby("window_id"))


def test_yards_find_their_place_again(plans):
    _, greedy, found = plans
    assert set(found.visits["yard_id"]) == set(greedy.visits["yard_id"]) == {"", "Y1"}


def test_the_reserve_keeps_its_routes():
    problem = mixed(reserve_share=0.4)
    greedy, found = (plan_season(replace(problem, iterations=steps)) for steps in (0, 2_000))
    held = [set(plan.visits.loc[plan.visits["reserve"], "cell_id"]) for plan in (greedy, found)]
    assert held[0] == held[1] != set()


def test_a_route_whose_day_is_fixed_is_left_alone():
    draft = make_draft(mixed(floors=False, plots=np.random.default_rng(2).gamma(0.5, 0.2, 48)))
    order, (looks, _) = open_windows(draft), begin(draft)
    for window in order:
        draft.insert(window, draft.days(window, FINDS), np.arange(48), draft.gains(window, looks))
    draft.pinned.add(0)
    before = draft.book.item[0].copy()
    better(draft, order, looks)
    assert (draft.book.item[0] == before).all()


def test_where_nothing_is_expected_nothing_changes():
    plan = plan_season(problem_of(cells=cells_of(4, 3), plots=0.0, floors=False))
    assert plan.visits.empty
    assert plan.bound == 0.0


def test_work_stopped_by_a_person_ends_inside_the_search_of_a_window():
    # So many steps would take hours: the plan ends only if the search itself is heard.
    told = []

    def on_progress(done, total, what):
        told.append((done, what))
        if told.count((0, "route-progress-better")) == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        plan_season(replace(mixed(), iterations=10**9, on_progress=on_progress))
    assert told[-4:] == [(0, "route-progress-better")] * 4


def test_telling_progress_does_not_change_the_plan(plans):
    problem, _, found = plans
    told = []
    again = plan_season(replace(problem, iterations=3_000, on_progress=lambda *step: told.append(step)))
    assert len([step for step in told if step[2] == "route-progress-better"]) > 3_000 / 200
    pd.testing.assert_frame_equal(found.visits, again.visits)
