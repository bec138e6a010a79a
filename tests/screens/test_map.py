"""The map keeps its choices in the address, registers findings and signs decisions for those who may."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from geo.actions.coverage.decide import Decided
from geo.errors import RecordError
from geo.records.actor import Role
from geo.records.roles import MATRIX
from screens import cell, cell_decide, cell_finding, map_parts
from tests.screens.test_screens import words


def map_screen():
    from screens import map as screen  # noqa: PLC0415  AppTest runs this function on its own

    screen.show()


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("TACHA_TODAY", "2026-04-09")


def opened(**address):
    test = AppTest.from_function(map_screen, default_timeout=60)
    test.query_params["lang"] = "zh"
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


def labels(test):
    return {item.label for item in test.expander}


def test_the_address_holds_what_the_map_shows_and_a_link_opens_it_again(site):
    view = site()
    test = opened()
    assert {test.query_params[name] for name in ("layer", "window")} == {"risk", "w1"}
    chosen = view.cells["cell_id"].iloc[7]
    again = opened(
        layer="coverage", window="w1", until="2026-04-07", show="tracks,hazards", cell=chosen, day="-"
    )
    assert again.query_params["until"] == "2026-04-07"
    assert again.query_params["show"] == "tracks,hazards"
    assert chosen in words(again)


def test_the_slider_goes_over_the_days_on_which_ground_was_covered(site):
    site()
    test = opened(layer="coverage", window="w1")
    assert test.select_slider[0].options == ["4月7日", "4月8日"]
    assert "until" not in test.query_params  # the last day is all of the window
    test.select_slider[0].set_value("2026-04-07").run()
    assert test.query_params["until"] == "2026-04-07"
    assert not opened(layer="risk", window="w1").select_slider


def test_a_comparison_asks_for_the_other_window(site):
    site()
    test = opened(layer="compare", window="w1")
    assert test.query_params["with"] == "w2"


def test_dead_corners_are_looked_for_only_when_wanted(site, monkeypatch):
    site()
    asked = []
    whole = map_parts.cover_with_corners
    monkeypatch.setattr(map_parts, "cover_with_corners", lambda folder: asked.append(folder) or whole(folder))
    opened(show="routes")
    assert not asked
    opened(show="routes,corners")
    assert len(asked) == 1


def test_the_panel_says_how_the_ground_stands_and_what_is_too_steep(site):
    view = site()
    view.cells["on_foot_m2"] = 0.6 * view.cells["searchable_m2"]
    steep, suspended = view.cells["cell_id"].iloc[40], view.cells["cell_id"].iloc[42]
    assert "太陡，不派人徒步踏查" in words(opened(cell=steep))
    text = words(opened(cell=suspended))
    assert "暂停踏查（已签字）" in text
    assert "其中 40% 太陡" in text


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.VIEWER, set()),
        (Role.SURVEYOR, {"在此登记发现点"}),
        (Role.LEAD, {"在此登记发现点", "暂停、限制或恢复此方格"}),
    ],
)
def test_forms_are_offered_by_role(site, monkeypatch, role, offered):
    view = site()
    monkeypatch.setattr(cell, "may", lambda action: action in MATRIX[role])
    test = opened(cell=view.cells["cell_id"].iloc[7])
    assert labels(test) & {"在此登记发现点", "暂停、限制或恢复此方格"} == offered


def test_a_registered_finding_is_told_and_its_numbers_may_be_unknown(site, monkeypatch):
    view, kept = site(), []

    def register(folder, lon, lat, seen, **more):
        kept.append((lon, lat, seen, more["today"]))
        return "f1", True

    monkeypatch.setattr(cell_finding, "register_finding", register)
    test = opened(cell=view.cells["cell_id"].iloc[7])
    test.button[0].click().run()
    ((lon, lat, seen, today),) = kept
    assert (seen.found_on, seen.species, seen.plants, seen.area_m2) == (today, "poppy", None, None)
    assert today == date(2026, 4, 9)
    assert 100 < lon < 110
    assert 20 < lat < 35
    assert "已登记" in test.success[0].value


def test_a_decision_needs_its_reason_and_shows_the_figures_under_it(site, monkeypatch):
    view, kept = site(), []

    def decide(folder, cell_id, state, *, reason, on, actor):
        if not reason:
            raise RecordError("decision-reason", cell=cell_id)
        kept.append((cell_id, state, reason))
        return Decided("d1", "石门村", {"pod": 0.25})

    monkeypatch.setattr(cell_decide, "decide_cell", decide)
    chosen = view.cells["cell_id"].iloc[7]
    test = opened(cell=chosen)
    assert "签字所依据的数字" in words(test)
    sign = next(item for item in test.button if item.label == "签字")
    sign.click().run()
    assert len(test.error) == 1
    test.text_input[0].set_value("滑坡")
    next(item for item in test.button if item.label == "签字").click().run()
    assert kept == [(chosen, "suspended", "滑坡")]
    assert "25%" in test.success[0].value.replace("\\", "")
