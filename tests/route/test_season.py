"""The season plan: sound, the same every time, honest about what it expects; pools kept apart."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geo.route.season import plan_season
from tests.route.plan_world import WIDTHS, cells_of, problem_of, row_of, teams_of, yards_of

BOTH = (("T1", 5, "car", False, 6.0), ("T2", 4, "foot", False, 6.0))
SOME = {"stages": ("rosette", "flower", "capsule"), "days": 3, "required": [("L1", "B_6_4")]}


@pytest.fixture(scope="module")
def mixed():
    """A car team and a foot team, three windows, reserve and yards."""
    problem = problem_of(
        teams=teams_of(*BOTH), reserve_share=0.3, yards=yards_of(("Y1", "A_1_1", 70, 3)), seed=7, **SOME
    )
    return problem, plan_season(problem)


def with_days(problem, plan):
    days = problem.team_days.set_index("team_day_id")
    return plan.visits.join(days[["team_id", "window_id"]], on="team_day_id")


def test_same_problem_and_seed_give_the_same_plan(mixed):
    problem, plan = mixed
    again = plan_season(problem)
    pd.testing.assert_frame_equal(plan.visits, again.visits)
    pd.testing.assert_frame_equal(plan.days, again.days)


def test_the_order_of_rows_in_the_inputs_changes_nothing(mixed):
    problem, plan = mixed
    turned = {
        name: getattr(problem, name).iloc[::-1] for name in ("risk", "visibility", "options", "team_days")
    }
    again = plan_season(replace(problem, **turned))
    pd.testing.assert_frame_equal(plan.visits, again.visits)


def test_another_seed_changes_which_day_never_what_is_found():
    plans = [plan_season(problem_of(stages=("flower",), days=6, seed=seed)) for seed in (1, 2, 3)]
    days = {tuple(plan.visits["team_day_id"] + plan.visits["cell_id"]) for plan in plans}
    assert len(days) == 3
    assert len({round(sum(plan.expected_finds.values()), 12) for plan in plans}) == 1


def test_no_cell_is_visited_twice_in_one_window(mixed):
    seen = with_days(*mixed)
    cells = seen[seen["passes"] > 0]
    assert not cells.duplicated(["cell_id", "window_id"]).any()
    assert cells.duplicated("cell_id").any()  # but again in a later one


def test_every_day_ends_in_time(mixed):
    _, plan = mixed
    assert (plan.days["duration_s"] <= plan.days["budget_s"]).all()
    spent = plan.visits.groupby("team_day_id")[["service_s", "travel_s"]].sum().sum(axis=1)
    assert (plan.days.set_index("team_day_id")["duration_s"] - spent).min() >= 0


def test_expected_finds_are_what_the_passes_give_when_counted_by_hand(mixed):
    problem, plan = mixed
    seen = with_days(problem, plan)
    seen = seen[seen["passes"] > 0].sort_values("window_id")
    plots = problem.risk.set_index("cell_id")["expected_plots"]
    size = {"T1": 5, "T2": 4}
    found = 0.0
    for cell, visits in seen.groupby("cell_id"):
        # The three windows show three stages, so only passes of one visit repeat a stage.
        factors = [
            WIDTHS[SOME["stages"][int(v.window_id[1]) - 1]]
            * size[v.team_id]
            * 250
            / 62_500
            * (1, 1.7)[v.passes - 1]
            for v in visits.itertuples()
        ]
        found += plots[cell] * (1 - np.exp(-sum(factors)))
    assert sum(plan.expected_finds.values()) == pytest.approx(found)
    assert plan.visits["gain"].sum() == pytest.approx(found)


def test_reserve_routes_are_the_asked_share_and_hold_only_ground_not_seen_before():
    problem = problem_of(cells=cells_of(12, 10), reserve_share=0.3, days=5, floors=False,
                         road_x=tuple(600_125.0 + 500.0 * k for k in range(6)))  # fmt: skip
    plan = plan_season(problem)
    pool = plan.days.set_index("team_day_id")["pool"]
    assert (pool == "reserve").sum() == 3
    seen = with_days(problem, plan)
    assert (seen["reserve"] == (seen["team_day_id"].map(pool) == "reserve")).all()
    first = seen[seen["window_id"] == "w1"]
    assert not set(first[first["reserve"]]["cell_id"]) & set(first[~first["reserve"]]["cell_id"])
    second = seen[(seen["window_id"] == "w2") & seen["reserve"]]
    assert not set(second["cell_id"]) & set(first["cell_id"])
    assert (seen[seen["reserve"]]["passes"] == 1).all()


def test_a_reserve_visits_more_ground_and_finds_less():
    def plan(share):
        cells = cells_of(12, 10)
        road_x = tuple(600_125.0 + 500.0 * k for k in range(6))
        return plan_season(problem_of(cells=cells, days=3, reserve_share=share, road_x=road_x))

    none, all_ = plan(0.0), plan(1.0)
    assert all_.visited_share > none.visited_share
    assert sum(all_.expected_finds.values()) < sum(none.expected_finds.values())


def test_reserve_routes_help_with_the_finds_once_all_ground_is_seen():
    short = teams_of(("T1", 5, "car", False, 1.0))
    plan = plan_season(problem_of(cells=cells_of(4, 3), teams=short, days=6, reserve_share=0.5))
    pool = plan.days.set_index("team_day_id")["pool"]
    assert plan.visited_share == pytest.approx(1.0)
    assert (pool[pool.index < "T1_2026-05-21"] == "reserve").any()
    assert (pool[pool.index >= "T1_2026-05-21"] == "finds").sum() > 3


def test_yards_are_checked_once_a_season_in_parts_a_team_can_manage(mixed):
    problem, plan = mixed
    yards = plan.visits[plan.visits["yard_id"] == "Y1"]
    minutes = yards["service_s"] / 60
    assert minutes.sum() == 4 * (70 - 3)
    assert minutes.max() <= 4 * problem.settings.plan.yards_per_stop
    assert (yards["gain"] == 0).all()
    assert (yards["passes"] == 0).all()


def test_ground_waits_for_the_window_that_sees_it_better():
    """West and east are alike but for the season: the west flowers in w1 and w2, the east only in w2."""
    cells = cells_of(8, 2)
    short = teams_of(("T1", 5, "car", False, 3.0))
    plots = 0.1 + 0 * cells["ix"]
    problem = problem_of(
        cells=cells, stages=("flower", "flower"), plots=plots, days=1, floors=False, teams=short
    )
    late = problem.visibility["cell_id"].str.startswith("B") & (problem.visibility["window_id"] == "w1")
    shown = problem.visibility.assign(
        sweep_width_m=problem.visibility["sweep_width_m"].where(~late, 40.0),
    )
    seen = with_days(problem, plan_season(replace(problem, visibility=shown)))
    early_east = ((seen["window_id"] == "w1") & seen["cell_id"].str.startswith("B")).sum()
    late_east = ((seen["window_id"] == "w2") & seen["cell_id"].str.startswith("B")).sum()
    assert early_east == 0
    assert late_east > 0


def test_pieces_are_searched_with_their_neighbour_whose_plots_and_time_grow():
    cells = cells_of(4, 2, villages=1)
    small = cells["cell_id"] == "A_3_1"
    cut = cells.assign(
        joined_to=cells["cell_id"].where(~small, "A_2_1"),
        searchable_m2=cells["searchable_m2"].where(~small, 6_250.0),
        on_foot_m2=cells["on_foot_m2"].where(~small, 6_250.0),
    )
    plots = np.where(cells["cell_id"] == "A_2_1", 1.0, np.where(small, 0.1, 0.0))
    plan = plan_season(problem_of(cells=cut, plots=plots, stages=("flower",), days=1, floors=False))
    row = plan.visits.set_index("cell_id").loc["A_2_1"]
    assert row["gain"] == pytest.approx(1.1 * (1 - np.exp(-1.6 * 1.7)))
    assert row["service_s"] == pytest.approx(60 * (5.5 + 15 * 1.1), abs=1)
    assert "A_3_1" not in set(plan.visits["cell_id"])


def test_cells_that_are_all_water_take_no_time_and_no_stop():
    cells = cells_of(searchable_m2=np.where(row_of(cells_of()) == 0, 0.0, 62_500.0))
    problem = problem_of(cells=cells)
    dry = problem.options["cell_id"].map(cells.set_index("cell_id")["searchable_m2"]) > 0
    times = {name: problem.options[name].where(dry, 0.0) for name in ("service_min", "searcher_m")}
    plan = plan_season(replace(problem, options=problem.options.assign(**times)))
    assert not plan.visits["cell_id"].str.endswith("_0").any()
    assert len(plan.visits)


def test_a_stop_promises_the_plots_on_its_gentle_ground_only():
    cells = cells_of(on_foot_m2=np.where(row_of(cells_of()) == 0, 50_000.0, 62_500.0))
    plots = np.where(cells["cell_id"] == "A_2_0", 1.0, 0.0)
    plan = plan_season(problem_of(cells=cells, plots=plots, stages=("flower",), days=1, floors=False))
    row = plan.visits.set_index("cell_id").loc["A_2_0"]
    factor = 80 * 1250 / 50_000 * (1.7 if row["passes"] == 2 else 1.0)
    assert row["gain"] == pytest.approx(0.8 * (1 - np.exp(-factor)))
    assert plan.bound <= 0.8


def test_steep_ground_is_never_searched_on_foot():
    cells = cells_of(slope_deg=np.where(row_of(cells_of()) == 0, 30.5, 29.5))
    plan = plan_season(problem_of(cells=cells))
    assert not plan.visits["cell_id"].str.endswith("_0").any()
    assert len(plan.visits)


def test_without_team_days_the_plan_is_empty_and_says_what_is_left_out():
    problem = problem_of(days=0, required=[("L1", "A_0_0")])
    plan = plan_season(problem)
    assert plan.visits.empty
    assert {note.key for note in plan.left_out} == {"route-left-lead-days", "route-left-village-days"}
    assert plan.expected_finds == {"w1": 0.0, "w2": 0.0}


def test_moving_the_world_by_a_kilometre_changes_nothing(mixed):
    problem, plan = mixed
    moved = problem.cells.assign(x=problem.cells["x"] + 1000.0, y=problem.cells["y"] - 1000.0)
    bases = problem.bases.assign(geometry=problem.bases.geometry.translate(1000.0, -1000.0))
    again = plan_season(replace(problem, cells=moved, bases=bases))
    pd.testing.assert_frame_equal(plan.visits, again.visits)
