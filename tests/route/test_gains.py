"""Marginal gains: METHODS' worked example, looks that build up, classes depleted one by one."""

import numpy as np
import pytest

from geo.model.season import STAGES, Stage
from geo.route.gains import View, after, no_looks, pass_gains

FLOWER, ROSETTE = STAGES.index(Stage.FLOWER), STAGES.index(Stage.ROSETTE)
PLOTS = np.full((1, 5), 0.2)
CELL = np.array([0])


def view_of(width_m, stage, lines=(1, 2)):
    """One cell of 250 x 250 m, five abreast."""
    widths = np.broadcast_to(np.asarray(width_m, float), (1, 5)).copy()
    stages = np.broadcast_to(np.asarray(stage, np.int8), (1, 5)).copy()
    return View(widths, stages, 1250.0 * np.array([lines], float), np.array([62_500.0]))


def gains(looks, view):
    return pass_gains(PLOTS, looks, view, repeat=0.7)[0]


def test_one_line_of_five_in_flower_finds_798_of_1000_plots():
    assert gains(no_looks(1, 5), view_of(80.0, FLOWER))[0] == pytest.approx(1 - np.exp(-1.6))


def test_the_same_line_finds_393_of_1000_rosettes():
    assert gains(no_looks(1, 5), view_of(25.0, ROSETTE))[0] == pytest.approx(1 - np.exp(-0.5))


def test_two_passes_are_one_and_seven_tenths_of_the_coverage_factor():
    assert gains(no_looks(1, 5), view_of(25.0, ROSETTE))[1] == pytest.approx(1 - np.exp(-0.85))


def test_a_second_look_counts_seven_tenths_in_the_same_stage_and_fully_in_another():
    first = after(no_looks(1, 5), view_of(25.0, ROSETTE), CELL, np.array([1]), repeat=0.7)
    again = gains(first, view_of(25.0, ROSETTE))[0]
    later = gains(first, view_of(80.0, FLOWER))[0]
    assert again == pytest.approx(np.exp(-0.5) * (1 - np.exp(-0.35)))
    assert later == pytest.approx(np.exp(-0.5) * (1 - np.exp(-1.6)))


def test_after_two_passes_the_third_counts_49_hundredths():
    twice = after(no_looks(1, 5), view_of(25.0, ROSETTE), CELL, np.array([2]), repeat=0.7)
    assert gains(twice, view_of(25.0, ROSETTE))[0] == pytest.approx(np.exp(-0.85) * (1 - np.exp(-0.245)))


def test_gains_of_a_season_add_up_to_what_all_looks_together_find():
    looks, found = no_looks(1, 5), 0.0
    width = np.array([80.0, 62.0, 45.0, 25.0, 0.0])
    for stage, passes in ((ROSETTE, 1), (ROSETTE, 2), (FLOWER, 1)):
        view = view_of(width, stage)
        found += gains(looks, view)[passes - 1]
        looks = after(looks, view, CELL, np.array([passes]), repeat=0.7)
    discount = 1 + (0.7 + 0.49) + 1
    per_class = 1 - np.exp(-width * 1250 / 62_500 * discount)
    assert found == pytest.approx(0.2 * per_class.sum())
    assert np.allclose(looks.coverage, width * 0.02 * discount)


def test_a_class_that_does_not_show_is_not_depleted():
    width = np.array([80.0, 0, 0, 0, 0])
    looks = after(no_looks(1, 5), view_of(width, FLOWER), CELL, np.array([1]), repeat=0.7)
    assert gains(looks, view_of(width[::-1], FLOWER))[0] == pytest.approx(0.2 * (1 - np.exp(-1.6 * 0.7)))
    assert looks.coverage[0].tolist() == [1.6, 0, 0, 0, 0]


def test_looks_given_are_left_as_they_are():
    start = no_looks(1, 5)
    after(start, view_of(80.0, FLOWER), CELL, np.array([1]), repeat=0.7)
    assert not start.coverage.any()
    assert not start.count.any()
