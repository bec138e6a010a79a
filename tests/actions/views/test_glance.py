"""The first glance counts what a hand can count."""

from datetime import date

import numpy as np
import pytest

from geo.actions.views.glance import by_village, current_window, glance
from tests.layers.worlds import valley


def test_the_searched_share_of_high_ground_is_area_over_area():
    view = valley()
    high = view.risk.loc[view.risk["risk_class"] == "high", "cell_id"]
    seen = high.isin(view.coverage["cell_id"])
    found = glance(view, "w1")
    assert found.high_m2 == len(high) * 250.0**2
    assert found.high_rate == pytest.approx(seen.mean())


def test_a_window_without_tracks_is_at_nought_but_keeps_what_was_learned():
    view = valley()
    found = glance(view, "w2")
    assert (found.high_searched_m2, found.survey_rate, found.pod) == (0, 0, 0)
    assert found.expected_left == pytest.approx(glance(view, "w1").expected_left)
    assert found.expected_left < found.expected_before


def test_findings_are_open_until_destroyed():
    found = glance(valley(), "w1")
    assert (found.findings_open, found.findings_closed, found.leads_open) == (1, 1, 2)
    assert found.last_track == date(2026, 4, 8)


def test_a_site_before_its_season_has_no_dates_and_no_error():
    found = glance(valley(searched=False, planned=False), "w1")
    assert (found.last_track, found.last_finding) == (None, None)
    assert found.expected_left == pytest.approx(found.expected_before)


def test_villages_add_up_to_the_site_and_come_with_most_left_first():
    view = valley()
    table = by_village(view, "w1")
    found = glance(view, "w1")
    assert set(table["village_id"]) == set(view.villages["village_id"])
    assert table["high_m2"].sum() == pytest.approx(found.high_m2)
    assert table["high_left_m2"].sum() == pytest.approx(found.high_m2 - found.high_searched_m2)
    assert table["expected_left"].sum() == pytest.approx(found.expected_left)
    assert table["high_left_m2"].is_monotonic_decreasing
    assert np.isnan(table.loc[table["high_m2"] == 0, "high_rate"]).all()


@pytest.mark.parametrize(
    ("today", "window"),
    [(date(2026, 4, 5), "w1"), (date(2026, 5, 21), "w2"), (date(2026, 5, 1), "w1"), (date(2027, 1, 1), "w1")],
)
def test_the_open_window_comes_first_else_the_last_one_searched(today, window):
    view = valley()
    assert current_window(view.windows, view.coverage, today) == window


def test_before_any_search_the_next_window_comes_first():
    view = valley(searched=False)
    assert current_window(view.windows, view.coverage, date(2026, 4, 25)) == "w2"
    assert current_window(view.windows, view.coverage, date(2026, 1, 1)) == "w1"
    assert current_window(view.windows, view.coverage, date(2026, 12, 1)) == "w1"
