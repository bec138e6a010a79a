"""A season under way: what was searched counts, what stays is not searched again, missed stops go first."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from geo.route.problem import Underway
from geo.route.season import plan_season
from tests.route.plan_world import problem_of, row_of, teams_of, yards_of

SECOND = date(2026, 5, 21)  # the second window opens


def underway(problem, *, opens=date(2026, 5, 1), left=1.0, looked=(), kept=(), first=()):
    plots = problem.risk["expected_plots"].to_numpy()
    missed = [("cell", "village", "weather", 3, *row) for row in first]
    state = Underway(
        opens=opens,
        expected=np.repeat((plots * left)[:, None] / 5, 5, axis=1),
        looked=pd.DataFrame(list(looked), columns=["cell_id", "window_id", "looks"]),
        kept=pd.DataFrame(list(kept), columns=["cell_id", "window_id", "walkers", "passes"]),
        first=pd.DataFrame(missed, columns=["cell", "village", "reason", "age_d", "cell_id", "yard_id"]),
    )
    return replace(problem, underway=state)


def test_before_anything_was_searched_the_rest_of_the_season_is_the_season():
    problem = problem_of(teams=teams_of(("T1", 5, "car", False, 6.0)), reserve_share=0.3)
    whole, rest = plan_season(problem), plan_season(underway(problem))
    pd.testing.assert_frame_equal(whole.visits, rest.visits)
    assert whole.visited_share == rest.visited_share


def test_ground_searched_clean_gives_way_to_ground_nobody_saw():
    problem = problem_of(plots=0.05, stages=("flower",), days=1, floors=False)
    clean = row_of(problem.cells).to_numpy() < 3
    plan = plan_season(underway(problem, left=np.where(clean, 1e-6, 1.0)))
    rows = plan.visits["cell_id"].str.split("_").str[2].astype(int)
    assert len(rows)
    assert (rows >= 3).all()


def test_a_second_look_in_the_same_stage_finds_0_7_of_its_coverage():
    problem = problem_of(plots=0.05, stages=("flower",), days=1, floors=False)
    cells = problem.cells["cell_id"]
    fresh = plan_season(underway(problem)).visits
    again = plan_season(underway(problem, looked=[(cell, "w1", 1) for cell in cells])).visits
    once = 0.05 * (1 - np.exp(-1.6)), 0.05 * (1 - np.exp(-1.6 * 0.7))
    first = fresh.loc[fresh["passes"] == 1, "gain"]
    assert len(first)
    assert first.tolist() == pytest.approx([once[0]] * len(first))
    one_pass = again.loc[again["passes"] == 1, "gain"]
    assert len(one_pass)
    assert one_pass.tolist() == pytest.approx([once[1]] * len(one_pass))


def test_cells_of_kept_days_are_not_searched_again_in_their_window_and_count_as_searched_after_it():
    problem = problem_of(plots=0.05, stages=("flower", "flower"), days=1, floors=False)
    kept = [(cell, "w1", 5, 1) for cell in problem.cells["cell_id"][:40]]
    plan = plan_season(underway(problem, kept=kept))
    seen = plan.visits.join(problem.team_days.set_index("team_day_id")["window_id"], on="team_day_id")
    first = seen[seen["window_id"] == "w1"]
    assert len(first)
    assert not set(first["cell_id"]) & {cell for cell, *_ in kept}
    later = seen[(seen["window_id"] == "w2") & seen["cell_id"].isin([cell for cell, *_ in kept])]
    repeat = 0.05 * np.exp(-1.6) * (1 - np.exp(-1.6 * 0.7))
    assert later.loc[later["passes"] == 1, "gain"].to_numpy() == pytest.approx(repeat)


def test_missed_stops_stand_in_the_first_days_whatever_they_promise():
    plots = np.where(np.arange(48) == 47, 0.0, 0.05)
    for seed in range(4):
        problem = problem_of(plots=plots, stages=("flower",), days=4, seed=seed)
        plan = plan_season(underway(problem, first=[("B_7_5", "")]))
        missed = plan.visits[plan.visits["cell_id"] == "B_7_5"]
        assert missed["team_day_id"].tolist() == [problem.team_days["team_day_id"].iloc[0]]
        assert missed["required"].all()
        assert [(note.key, note.args["age_d"]) for note in plan.first] == [("season-first", 3)]


def test_the_longest_waiting_goes_first_when_the_first_day_has_room_for_one():
    teams = teams_of(("T1", 5, "car", False, 1.7))
    problem = problem_of(stages=("flower",), days=2, teams=teams, floors=False)
    order = [("B_7_5", ""), ("A_0_5", "")]
    for first in (order, order[::-1]):
        visits = plan_season(underway(problem, first=first)).visits
        by_cell = visits.set_index("cell_id")["team_day_id"]
        days = [by_cell[cell] for cell, _ in first]
        assert days == problem.team_days["team_day_id"].tolist()


def test_a_lead_in_a_missed_cell_is_entered_once():
    problem = problem_of(stages=("flower", "capsule"), days=2, required=[("L1", "B_7_5")])
    plan = plan_season(underway(problem, first=[("B_7_5", "")]))
    named = plan.visits[plan.visits["lead_id"] == "L1"]
    assert named["team_day_id"].tolist() == [problem.team_days["team_day_id"].iloc[0]]
    assert not plan.left_out


def test_a_missed_house_cluster_goes_first_too():
    problem = problem_of(stages=("flower",), days=3, yards=yards_of(("Y1", "A_1_1", 5, 0)), yard_share=0.0)
    plan = plan_season(underway(problem, first=[("A_1_1", "Y1")]))
    missed = plan.visits[plan.visits["yard_id"] == "Y1"]
    assert missed["team_day_id"].tolist() == [problem.team_days["team_day_id"].iloc[0]]


def test_a_missed_stop_that_shows_nothing_any_more_is_named():
    problem = problem_of(stages=("flower", "none"), days=2, floors=False)
    problem = replace(problem, team_days=problem.team_days[problem.team_days["window_id"] == "w2"])
    plan = plan_season(underway(problem, opens=SECOND, first=[("B_7_5", "")]))
    assert [note.key for note in plan.left_out] == ["season-left-first"]
    assert not plan.first


def test_closed_windows_ask_for_no_floor():
    problem = problem_of(stages=("flower", "capsule"), days=1, required=[("L1", "B_6_4")])
    problem = replace(problem, team_days=problem.team_days[problem.team_days["window_id"] == "w2"])
    plan = plan_season(underway(problem, opens=SECOND))
    assert not plan.left_out
    assert "L1" in set(plan.visits["lead_id"])


def test_a_village_that_was_searched_in_the_window_is_not_visited_for_the_floor_again():
    problem = problem_of(stages=("flower",), days=1, plots=np.zeros(48))
    plain = plan_season(underway(problem)).visits["cell_id"].str[0]
    spared = plan_season(underway(problem, looked=[("A_0_0", "w1", 1)])).visits["cell_id"].str[0]
    assert set(plain) == {"A", "B"}
    assert set(spared) == {"B"}
