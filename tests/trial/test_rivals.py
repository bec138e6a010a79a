"""Rivals are as good as a sensible officer: same days, same ways, same passes."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geo.model.season import CropYear
from geo.route.draft import make_draft
from geo.route.insertion import trace
from geo.trial.nearest import Begin, walk_list
from geo.trial.rivals import RIVALS, Field, carpet_days, rival_sweeps
from tests.route.plan_world import cells_of, problem_of

YEAR = CropYear(2026, np.array([0.0]), *(np.array([float(day)]) for day in (0, 60, 150, 170, 210)))


@pytest.fixture(scope="module")
def field():
    problem = problem_of(stages=("rosette", "flower", "capsule"), days=2)
    late = problem.team_days.assign(window_id="w2")
    dates = pd.date_range("2026-05-21", periods=len(late), freq="5D")
    late = late.assign(date=dates, window_id=np.where(dates < "2026-06-10", "w2", "w3"))
    finds = pd.Series({"B": 3.0})
    return Field(problem, replace(problem, team_days=late), finds, YEAR)


@pytest.fixture(scope="module")
def sweeps(field):
    return rival_sweeps(field)


def test_every_rival_has_the_days_of_the_plan_and_no_more(field, sweeps):
    assert set(sweeps) == set(RIVALS)
    for name, swept in sweeps.items():
        assert len(np.unique(swept.day)) <= len(field.even.team_days), name


@pytest.mark.parametrize("begin", Begin)
def test_every_day_is_home_within_the_day(field, begin):
    draft = make_draft(field.even)
    cells = np.arange(draft.stops.cells)
    todo = np.ones(len(cells), bool)
    walk_list(draft, draft.days(0), wanted=cells, group=cells * 0, todo=todo, begin=begin)
    for day in draft.days(0):
        travel_s, _, back_s = trace(draft.net, draft.crews.crew, draft.book, int(day))
        count = int(draft.book.stops[day])
        assert count > 0
        spent = sum(travel_s) + int(draft.book.service_s[day, :count].sum()) + back_s
        assert spent <= draft.crews.crew.budget_s[day]


def test_the_carpet_finishes_a_village_before_the_next(sweeps):
    cells = cells_of()["village_id"].to_numpy()
    _, first = np.unique(sweeps["carpet"].cell, return_index=True)
    village = cells[sweeps["carpet"].cell[np.sort(first)]]
    assert (village[:-1] <= village[1:]).all()


def test_villages_with_finds_come_first(sweeps):
    assert cells_of()["village_id"].to_numpy()[sweeps["historic"].cell[0]] == "B"


def test_the_smart_list_searches_every_cell_of_it_twice_and_the_best_cells_only(field, sweeps):
    cells, count = np.unique(sweeps["smart"].cell, return_counts=True)
    assert (count >= 2).all()
    plots = field.even.risk["expected_plots"].to_numpy()
    assert plots[cells].min() >= np.sort(plots)[-len(cells)]


def test_a_carpet_of_all_ground_takes_as_many_days_as_its_stops(field):
    days = carpet_days(field.even)
    one = field.even.team_days.head(2)
    assert 2 <= days <= len(cells_of())
    assert carpet_days(replace(field.even, team_days=one)) == days


def test_when_the_list_is_done_it_is_begun_again_and_nobody_stays_at_home(field):
    dates = pd.date_range("2026-05-01", periods=20, freq="D")
    table = pd.concat([field.even.team_days.head(1)] * len(dates), ignore_index=True)
    names = [f"T1_{day:%Y-%m-%d}" for day in dates]
    many = replace(field.even, team_days=table.assign(date=dates, team_day_id=names, window_id="w1"))
    swept = rival_sweeps(replace(field, even=many, late=many), ("carpet", "risk"))
    for name in ("carpet", "risk"):
        assert len(np.unique(swept[name].day)) == len(dates)
        assert np.bincount(swept[name].cell).min() >= 1
        assert np.bincount(swept[name].cell).max() >= 2
