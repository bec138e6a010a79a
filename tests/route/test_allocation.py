"""Days that may lie in any window go where most is seen, and nowhere beyond what a window holds."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from geo.actions.season.spread import planned_days, split_days, split_of
from geo.route.allocation import window_shares
from geo.route.team_days import spread_days
from geo.settings import DEFAULTS
from tests.route.plan_world import cells_of, problem_of, teams_of, windows_of


def test_flowers_get_more_days_than_rosettes():
    plots = np.random.default_rng(1).gamma(0.5, 0.2, 900)
    shares = window_shares(problem_of(cells=cells_of(30, 30), days=2, plots=plots))
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["w2"] > 2 * shares["w1"]


def test_no_window_gets_more_days_than_it_has():
    # Thirty days of one team, twenty in each window; there is far more ground than they can search.
    problem = problem_of(
        cells=cells_of(40, 40), days=15, plots=np.random.default_rng(2).gamma(0.5, 0.2, 1600)
    )
    assert window_shares(problem)["w2"] <= 20 / 30 + 0.02


def test_where_nothing_grows_the_shares_are_even():
    assert window_shares(problem_of(plots=0.0)) == {"w1": 0.5, "w2": 0.5}


@pytest.mark.parametrize("days", [0, 1, 7, 30, 41])
def test_split_days_add_up_within_the_room_there_is(days):
    room = {"a": 20, "b": 8, "c": 20}
    split = split_days(days, {"a": 0.05, "b": 0.7, "c": 0.25}, room)
    assert sum(split.values()) == min(days, 48)
    assert all(split[name] <= room[name] for name in room)


@pytest.mark.parametrize("days", [9, 10, 30, 41])
def test_windows_keep_their_days_within_the_room_there_is(days):
    room, kept = {"a": 20, "b": 8, "c": 20}, {"a": 4, "b": 2, "c": 3}
    aim = {"a": 0.02, "b": 0.08, "c": 0.9}
    split = split_days(days, aim, room, kept=kept)
    assert sum(split.values()) == days
    assert all(kept[name] <= split[name] <= room[name] for name in room)
    assert split_days(days, aim, room, kept=dict.fromkeys(room, 0)) == split_days(days, aim, room)


def test_days_kept_come_from_the_windows_that_have_more_than_theirs():
    aim, room = {"a": 0.0, "b": 0.5, "c": 0.5}, {"a": 20, "b": 20, "c": 20}
    assert split_days(21, aim, room, kept={"a": 3, "b": 3, "c": 3}) == {"a": 3, "b": 9, "c": 9}


def test_no_window_goes_below_its_share_of_an_even_spread():
    free = split_of(planned_days(*movable(0.0)).team_days)["T1"].get("w1", 0)
    assert free < 6
    for share, fewest in ((0.0, 0), (0.5, 3), (1.0, 6)):
        spread = planned_days(*movable(share))
        split = split_of(spread.team_days)["T1"]
        assert sum(split.values()) == 12
        assert split.get("w1", 0) >= fewest
        assert [note.key for note in spread.told] == (["route-days-price"] if fewest > free else [])


def test_what_windows_keep_costs_is_what_plans_without_that_rule_find_more():
    free, even = planned_days(*movable(0.0)), planned_days(*movable(1.0))
    (said,) = even.told
    assert said.args["finds"] == round(free.begun.finds() - even.begun.finds(), 2) > 0


def movable(share):
    """One team, twelve days for the season as a whole; plots show best in the second window."""
    plots = np.random.default_rng(1).gamma(0.5, 0.2, 400)
    problem = problem_of(cells=cells_of(20, 20), plots=plots, stages=("rosette", "flower"), days=6)
    settings = replace(problem.settings, plan=replace(problem.settings.plan, least_days_share=share))
    ground = SimpleNamespace(
        given_days=pd.DataFrame([("T1", 12, None, None)], columns=["team_id", "days", "window_id", "date"]),
        settings=settings,
        teams=problem.teams,
        site=SimpleNamespace(input=[]),
    )
    return ground, problem.windows, lambda days: replace(problem, team_days=days, settings=settings)


def test_a_split_that_adds_up_is_followed_and_another_is_not():
    teams, windows = teams_of(), windows_of("rosette", "flower")
    given = pd.DataFrame([("T1", 6)], columns=["team_id", "days"])
    for split, wanted in (({"w1": 1, "w2": 5}, {"w1": 1, "w2": 5}), ({"w1": 1, "w2": 9}, {"w1": 3, "w2": 3})):
        days = spread_days(teams, windows, given=given, settings=DEFAULTS, split={"T1": split})
        assert split_of(days) == {"T1": wanted}
