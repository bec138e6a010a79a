"""Floors: leads and villages first, what does not fit is named, only the impossible is an error."""

from dataclasses import replace

import numpy as np
import pytest

from geo.errors import InputError
from geo.route.season import plan_season
from geo.words import Language, say, t
from tests.route.plan_world import base_at, cells_of, problem_of, row_of, teams_of


def villages_seen(plan, window):
    return {cell.split("_")[0] for cell in plan.visits[in_window(plan, window)]["cell_id"]}


def in_window(plan, window):
    day = plan.visits["team_day_id"].str[-5:]
    return (day < "05-21") if window == "w1" else (day >= "05-21")


def test_every_village_is_visited_in_every_window_even_where_nothing_is_expected():
    cells = cells_of(8, 4, villages=4)
    plots = np.where(cells["village_id"] == "A", 1.0, 0.0)
    plan = plan_season(problem_of(cells=cells, plots=plots, days=1))
    for window in ("w1", "w2"):
        assert villages_seen(plan, window) == {"A", "B", "C", "D"}
    assert plan.visits["required"].sum() == 8
    assert not plan.left_out


def test_floors_can_be_switched_off():
    cells = cells_of(8, 4, villages=4)
    plots = np.where(cells["village_id"] == "A", 1.0, 0.0)
    plan = plan_season(problem_of(cells=cells, plots=plots, days=1, floors=False))
    assert not plan.visits["required"].any()
    assert villages_seen(plan, "w1") == {"A"}


def test_a_required_lead_is_entered_though_nothing_else_draws_a_team_there():
    cells = cells_of()
    plan = plan_season(problem_of(cells=cells, plots=0.0 * cells["ix"], required=[("L1", "B_7_5")]))
    row = plan.visits[plan.visits["lead_id"] == "L1"].iloc[0]
    assert (row["cell_id"], row["required"], row["passes"]) == ("B_7_5", True, 1)


def test_two_leads_in_one_cell_are_one_stop_that_names_both():
    plan = plan_season(problem_of(required=[("L1", "B_7_5"), ("L2", "B_7_5")]))
    assert plan.visits["lead_id"].tolist().count("L1;L2") == 1


def test_a_lead_goes_to_the_first_window_that_shows_half_of_what_the_best_one_does():
    early = plan_season(problem_of(stages=("capsule", "flower"), required=[("L1", "A_0_0")]))
    late = plan_season(problem_of(stages=("rosette", "flower"), required=[("L1", "A_0_0")]))
    assert (in_window(early, "w1") & (early.visits["lead_id"] == "L1")).sum() == 1
    assert (in_window(late, "w2") & (late.visits["lead_id"] == "L1")).sum() == 1


def test_a_lead_in_a_small_piece_is_entered_with_the_cell_it_is_searched_with():
    cells = cells_of()
    joined = cells["cell_id"].where(cells["cell_id"] != "B_7_5", "B_7_4")
    plan = plan_season(problem_of(cells=cells.assign(joined_to=joined), required=[("L1", "B_7_5")]))
    assert plan.visits.loc[plan.visits["lead_id"] == "L1", "cell_id"].tolist() == ["B_7_4"]
    assert "B_7_5" not in set(plan.visits["cell_id"])


def test_when_days_are_short_leads_go_before_villages_and_the_rest_is_named():
    cells = cells_of(8, 4, villages=8)
    teams = teams_of(("T1", 5, "car", False, 1.2))
    plan = plan_season(
        problem_of(cells=cells, teams=teams, stages=("flower",), days=1, required=[("L1", "C_2_0")])
    )
    assert "L1" in set(plan.visits["lead_id"])
    named = {note.args["village"] for note in plan.left_out}
    assert {note.key for note in plan.left_out} == {"route-left-village-days"}
    assert named == set("ABCDEFGH") - villages_seen(plan, "w1")
    assert named


def test_villages_with_more_risk_keep_their_visit_when_days_are_short():
    cells = cells_of(8, 1, villages=8)
    teams = teams_of(("T1", 5, "car", False, 0.9))
    plots = np.where(np.isin(cells["village_id"], ["C", "D"]), 1.0, 0.01)
    plan = plan_season(problem_of(cells=cells, plots=plots, teams=teams, stages=("flower",), days=1))
    assert {"C", "D"} <= villages_seen(plan, "w1")
    assert plan.left_out


def test_a_lead_that_no_day_has_room_for_is_left_out_by_name_and_the_plan_stands():
    teams = teams_of(("T1", 5, "car", False, 1.2))
    required = [(f"L{k}", f"A_{k}_0") for k in range(4)]
    plan = plan_season(problem_of(teams=teams, stages=("flower",), days=1, required=required))
    left = [note.args["lead"] for note in plan.left_out if note.key == "route-left-lead-days"]
    placed = ";".join(plan.visits["lead_id"]).split(";")
    assert left
    assert sorted(left + [lead for lead in placed if lead]) == ["L0", "L1", "L2", "L3"]


def test_steep_water_and_outside_leads_are_named_not_planned():
    cells = cells_of()
    steep = np.where(cells["cell_id"] == "A_0_1", 31.0, 0.0)
    dry = np.where(cells["cell_id"] == "A_0_2", 0.0, cells["searchable_m2"])
    required = [("L1", "A_0_1"), ("L2", "A_0_2"), ("L3", "")]
    cells = cells.assign(slope_deg=steep, searchable_m2=dry, on_foot_m2=dry)
    plan = plan_season(problem_of(cells=cells, required=required))
    assert [note.key for note in plan.left_out] == [
        "route-left-lead-steep",
        "route-left-lead-ground",
        "route-left-lead-outside",
        "route-left-steep",
    ]
    assert not set(plan.visits["cell_id"]) & {"A_0_1", "A_0_2"}
    for note in plan.left_out[:3]:
        assert all(note.args["lead"] in t(note.key, language, **note.args) for language in Language)


def test_an_ordered_place_on_gentle_ground_in_a_steep_cell_is_entered_and_promises_nothing():
    cells = cells_of()
    steep = np.select([cells["cell_id"] == "A_0_1", cells["cell_id"] == "A_0_2"], [31.0, 41.0], 0.0)
    problem = problem_of(cells=cells.assign(slope_deg=steep), required=[("L1", "A_0_1"), ("L2", "A_0_2")])
    plan = plan_season(replace(problem, required=problem.required.assign(slope_deg=19.0)))
    entered = plan.visits[plan.visits["cell_id"] == "A_0_1"]
    assert entered["lead_id"].tolist() == ["L1"]
    assert entered["gain"].tolist() == [0.0]
    # Above the restricted slope nobody is sent, however gentle the place itself looks.
    assert "A_0_2" not in set(plan.visits["cell_id"])


def test_ground_too_steep_to_search_is_said_with_its_share_of_the_expected_plots():
    cells = cells_of(slope_deg=np.where(row_of(cells_of()) == 0, 30.5, 29.5))
    cells = cells.assign(on_foot_m2=np.where(row_of(cells) == 1, 50_000.0, 62_500.0))
    plan = plan_season(problem_of(cells=cells, plots=np.where(row_of(cells) == 0, 0.3, 0.1)))
    said = {note.key: note for note in plan.left_out}["route-left-steep"]
    # 8 squares of 6.25 ha and a fifth of 8 more; 8 x 0.3 and 8 x 0.02 of 8 x 0.3 + 40 x 0.1 plots.
    assert said.args == {"cells": 8, "slope": 30, "area_ha": 60, "percent": 40}
    assert all("40 %" in t(said.key, language, **said.args) for language in Language)


def test_a_lead_from_which_no_team_could_be_back_is_named_before_the_solve():
    seen = []
    problem = problem_of(
        teams=teams_of(("T1", 5, "car", False, 0.5)), bases=base_at(x=590_000.0), required=[("L1", "B_7_5")]
    )
    object.__setattr__(problem, "on_progress", lambda *step: seen.append(step))
    with pytest.raises(InputError) as fault:
        plan_season(problem)
    assert fault.value.key == "error-route-lead-too-far"
    assert not seen
    assert all("L1" in say(fault.value, language) for language in Language)


def test_a_lead_without_any_way_is_an_error_of_its_own():
    problem = problem_of(required=[("L1", "B_7_5")], foot=False)
    problem.access.trailhead[problem.cells["cell_id"] == "B_7_5"] = -1
    with pytest.raises(InputError) as fault:
        plan_season(problem)
    assert fault.value.key == "error-route-lead-no-way"
