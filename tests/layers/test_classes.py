"""Five classes: the upper two are the ground that METHODS calls high."""

import numpy as np
import pandas as pd
import pytest

from layers.classes import Quantity, cell_classes, classify, expected_left, rank_edges, visited
from layers.style import NO_CLASS
from tests.layers.worlds import valley


def shown(view, quantity, window="w1"):
    return cell_classes(
        quantity, window, cells=view.cells, risk=view.risk, priority=view.priority, coverage=view.coverage
    ).classes


def test_classes_hold_five_five_twenty_thirty_and_forty_percent_of_area():
    values = pd.Series(np.arange(1, 101, dtype=float))
    classes = classify(values.to_numpy(), rank_edges(values, pd.Series(1.0, index=values.index)))
    assert np.bincount(classes).tolist() == [40, 30, 20, 5, 5]


def test_ground_worth_nothing_has_no_class():
    values = pd.Series([0.0, np.nan, 1.0])
    edges = rank_edges(values, pd.Series(1.0, index=values.index))
    assert classify(values.to_numpy(), edges).tolist() == [NO_CLASS, NO_CLASS, 4]


def test_no_ground_worth_anything_makes_no_class_and_no_error():
    values = pd.Series([0.0, 0.0])
    edges = rank_edges(values, pd.Series(1.0, index=values.index))
    assert set(classify(values.to_numpy(), edges)) == {NO_CLASS}


@pytest.mark.parametrize("quantity", list(Quantity))
def test_every_quantity_gives_each_cell_one_of_five_classes_or_none(quantity):
    view = valley()
    classes = shown(view, quantity)
    assert classes.shape == (len(view.cells),)
    assert set(classes) <= {0, 1, 2, 3, 4, NO_CLASS}


def test_coverage_is_blank_where_nobody_was_in_this_window():
    view = valley()
    assert (shown(view, Quantity.COVERAGE) != NO_CLASS).sum() == len(view.coverage)
    assert set(shown(view, Quantity.COVERAGE, "w2")) == {NO_CLASS}


def test_searched_ground_sinks_and_the_rest_stays():
    view = valley()
    before, after = shown(view, Quantity.RISK), shown(view, Quantity.LEFT)
    seen = visited(view.cells, view.coverage, "w1").astype(bool)
    assert (after[seen] <= before[seen]).all()
    assert (after[seen] < before[seen]).any()
    assert (after[~seen] == before[~seen]).all()


def test_a_cell_that_was_never_visited_keeps_its_expected_plots():
    view = valley(searched=False)
    lam = view.risk.set_index("cell_id")["expected_plots"]
    assert expected_left(lam, view.coverage).equals(lam)
