"""Truths, drawn seasons and what being wrong costs."""

import numpy as np
import pandas as pd
import pytest

from geo.model.schema import FACTORS
from geo.model.season import CropYear
from geo.settings import DEFAULTS
from geo.trial.judge import Sweeps
from geo.trial.sensitivity import sensitivity
from geo.trial.truths import Truth, World, chances, draw_season, later, other_weights, seen_under
from geo.words import Language, t
from tests.route.plan_world import cells_of

YEAR = CropYear(2026, np.array([0.0]), *(np.array([day]) for day in (0.0, 40.0, 100.0, 118.0, 160.0)))


@pytest.fixture(scope="module")
def world():
    cells = cells_of()
    rng = np.random.default_rng(1)
    factors = {f"factor_{name}": rng.random(len(cells)) for name in FACTORS}
    plots = np.repeat(rng.random(len(cells))[:, None], 5, axis=1)
    return World(cells, pd.DataFrame(factors), plots, YEAR, DEFAULTS)


@pytest.fixture(scope="module")
def chance(world):
    cells = np.arange(len(world.cells))
    day = np.full(len(cells), 105)
    return chances(Sweeps(cells, day, np.ones(len(cells), int), np.full(len(cells), 1250.0)), world)


def test_seasons_drawn_from_the_prior_hold_what_is_expected(world):
    draws = [draw_season(world, Truth.PRIOR, np.random.default_rng([1, k])) for k in range(200)]
    counts = sum(np.bincount(draw.cell, minlength=len(world.cells)) for draw in draws) / len(draws)
    assert counts.sum() == pytest.approx(world.plots.sum(), rel=0.03)
    assert np.corrcoef(counts, world.plots.sum(axis=1))[0, 1] > 0.95


def test_other_weights_move_plots_and_keep_their_sum(world):
    other = other_weights(world, np.random.default_rng(3))
    assert other.sum() == pytest.approx(world.plots.sum())
    assert np.abs(other - world.plots).max() > 0.01


def test_wrong_dates_are_early_as_often_as_late(world):
    late = [draw_season(world, Truth.DATES, np.random.default_rng([2, k])).late_d for k in range(100)]
    assert set(late) == {-15.0, 15.0}
    assert 30 <= late.count(15.0) <= 70


def test_half_the_sight_is_the_judge_with_half_the_width(chance):
    plain, narrow = chance.plain.before_harvest, seen_under(chance, Truth.WIDTH).before_harvest
    np.testing.assert_allclose(1 - narrow, np.sqrt(1 - plain))


def test_a_late_season_is_judged_by_later_dates(world, chance):
    late = seen_under(chance, Truth.DATES, 15.0).before_harvest
    assert later(YEAR, 15.0).flowering[0] == 115.0
    assert late[0, 2] == pytest.approx(1 - np.exp(-45 * 1250 / 62_500))  # in bud where flowers were planned


def test_what_an_error_costs_is_said_in_both_languages(world, chance):
    costs = sensitivity(chance, world)
    said = {note.key: note.args for note in costs}
    expected = float((world.plots * chance.plain.before_harvest).sum())
    narrow = float((world.plots * chance.narrow.before_harvest).sum())
    assert said["trial-cost-width"]["percent"] == round(100 * (1 - narrow / expected))
    assert said["trial-cost-late"]["direction"] == "less"
    assert len({t(note.key, language, **note.args) for note in costs for language in Language}) == 8
