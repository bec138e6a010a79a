"""The judge counts what a hand can count."""

import numpy as np
import pytest

from geo.model.season import CropYear
from geo.settings import DEFAULTS
from geo.trial.judge import Sweeps, judge
from tests.route.plan_world import cells_of

FLOWERING = 100.0
YEAR = CropYear(2026, np.array([0.0]), *(np.array([day]) for day in (0.0, 40.0, FLOWERING, 118.0, 160.0)))
MIDDLE = 2  # the sowing class without delay


def seen(*rows, cells=None):
    """Sweeps of rows (cell, day, passes, metres of all searchers in one pass), judged on open squares."""
    table = np.array(rows, float).reshape(-1, 4)
    whole = table[:, :3].astype(np.int64)
    sweeps = Sweeps(whole[:, 0], whole[:, 1], whole[:, 2], table[:, 3])
    return judge(sweeps, cells_of() if cells is None else cells, YEAR, DEFAULTS)


def test_one_line_of_five_over_an_open_square_in_flower_sees_what_the_methods_say():
    found = seen((0, 105, 1, 1250)).before_harvest
    assert found[0, MIDDLE] == pytest.approx(1 - np.exp(-80 * 1250 / 62_500))
    assert not found[1:].any()


def test_a_second_look_in_the_same_stage_counts_seven_tenths_and_in_another_stage_fully():
    one, rosette = 80 * 1250 / 62_500, 25 * 1250 / 62_500
    assert seen((0, 105, 2, 1250)).before_harvest[0, MIDDLE] == pytest.approx(1 - np.exp(-1.7 * one))
    twice = seen((0, 103, 1, 1250), (0, 109, 1, 1250)).before_harvest
    assert twice[0, MIDDLE] == pytest.approx(1 - np.exp(-1.7 * one))
    both = seen((0, 70, 1, 1250), (0, 105, 1, 1250)).before_harvest
    assert both[0, MIDDLE] == pytest.approx(1 - np.exp(-one - rosette))
    third = seen((0, 101, 2, 1250), (0, 108, 1, 1250)).before_harvest
    assert third[0, MIDDLE] == pytest.approx(1 - np.exp(-(1 + 0.7 + 0.49) * one))


def test_nothing_is_seen_before_the_crop_shows_or_after_it_is_gone():
    assert not seen((0, 10, 2, 1250), (0, 300, 2, 1250)).before_harvest.any()


def test_plots_on_steep_ground_are_never_seen_and_the_rest_the_better():
    cells = cells_of(on_foot_m2=50_000.0)
    found = seen((0, 105, 1, 1250), cells=cells)
    share = 0.8 * (1 - np.exp(-80 * 1250 / 50_000))
    assert found.before_harvest[0, MIDDLE] == found.before_lancing[0, MIDDLE] == pytest.approx(share)


def test_capsules_are_found_before_harvest_but_not_before_lancing():
    found = seen((0, 130, 1, 1250))
    assert found.before_harvest[0, MIDDLE] == pytest.approx(1 - np.exp(-62 * 1250 / 62_500))
    assert found.before_lancing[0, MIDDLE] == 0


def test_each_sowing_class_is_judged_by_its_own_stage():
    found = seen((0, 105, 1, 1250)).before_harvest[0]
    late = 45 * 1250 / 62_500  # sown 8 days late the crop is in bud on that day
    assert found[3] == pytest.approx(1 - np.exp(-late))


def test_a_piece_is_seen_with_the_cell_it_is_joined_to():
    cells = cells_of()
    cells.loc[1, ["searchable_m2", "on_foot_m2"]] = 2_500.0
    cells.loc[1, "joined_to"] = cells.loc[0, "cell_id"]
    found = seen((0, 105, 1, 1300), cells=cells).before_harvest
    assert found[0, MIDDLE] == found[1, MIDDLE] == pytest.approx(1 - np.exp(-80 * 1300 / 65_000))
