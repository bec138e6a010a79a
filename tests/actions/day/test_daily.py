"""The daily line: from one day's records, a team counted once, and nothing found always with its ground."""

import shutil
from datetime import date, timedelta

import pytest

from geo.actions.coverage.results import results
from geo.actions.day.daily import daily
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare
from geo.records.actor import ALONE
from geo.records.store import Store
from geo.records.visits import save_visit, submit
from tests.actions.seasons import found, walked


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


@pytest.fixture
def first(site):
    """First day of the first window."""
    return expect(prepare(site)).windows["opens"].iloc[0].date()


def cells_of(site, village):
    cells = prepare(site).cells
    whole = cells[(cells["village_id"] == village) & (cells["joined_to"] == cells["cell_id"])]
    return whole["cell_id"]


def lines(site, day):
    return {note.key: note.args for note in daily(site, day).lines}


def visit(site, village, day, team):
    given = {
        "visited_on": day, "team_id": team, "village_id": village, "source": "paper", "persons": 6,
        "hours": 7.0, "vehicles": 2, "sorties": 1, "nothing_found": True,
    }  # fmt: skip
    with Store.open(site) as store:
        name = save_visit(store, given, cells=list(cells_of(site, village)[:2]), actor=ALONE)
        submit(store, name, actor=ALONE)


def test_a_day_without_records_says_so(site, first):
    assert set(lines(site, first)) == {"daily-head", "daily-rate", "daily-nobody"}
    assert daily(site, first).last is None


def test_a_team_in_two_villages_on_a_day_is_counted_once(site, first):
    visit(site, "甲村", first, "一组")
    visit(site, "乙村", first, "一组")
    visit(site, "乙村", first, "二组")
    visit(site, "甲村", first + timedelta(days=1), "一组")
    told = lines(site, first)["daily-force"]
    assert (told["persons"], told["vehicles"], told["visits"], told["unsigned"]) == (12, 4, 3, 3)


def test_nothing_found_stands_with_the_ground_that_it_covers(site, first):
    with Store.open(site) as store:
        walked(site, store, cells_of(site, "甲村")[:2], first)
    told = lines(site, first)
    assert told["daily-nothing"]["villages"] == ["甲村"]
    assert told["daily-nothing"]["ha"] != "0"
    assert "daily-ground" not in told


def test_a_find_destroyed_later_is_told_on_the_day_it_was_destroyed(site, first):
    later = first + timedelta(days=2)
    cell = cells_of(site, "甲村").iloc[0]
    with Store.open(site) as store:
        walked(site, store, [cell], first)
        found(site, store, cell, first, state="eradicated", eradicated_on=later)
    assert lines(site, first)["daily-found"] == {"findings": 1, "plants": "40", "uncounted": "none"}
    assert lines(site, later)["daily-destroyed"] == {"findings": 1, "plants": "40"}
    assert "daily-nobody" in lines(site, later)


def test_paper_that_is_not_signed_yet_still_tells_its_ground(site, first):
    visit(site, "甲村", first, "一组")
    told = lines(site, first)["daily-nothing"]
    cells = prepare(site).cells.set_index("cell_id")
    named = cells.loc[cells_of(site, "甲村")[:2], "searchable_m2"].sum()
    assert (told["villages"], told["ha"]) == (["甲村"], f"{named / 10_000:.0f}")
    assert told["ha"] != "0"


def test_paper_that_names_only_a_group_claims_no_area(site, first):
    given = {"visited_on": first, "team_id": "一组", "village_id": "甲村", "area": "老庄组", "persons": 4}
    with Store.open(site) as store:
        submit(store, save_visit(store, given, actor=ALONE), actor=ALONE)
    told = lines(site, first)
    assert told["daily-nothing-named"] == {"villages": ["甲村"], "areas": ["老庄组"]}
    assert "daily-nothing" not in told


def test_a_find_on_a_day_without_visits_is_told(site, first):
    with Store.open(site) as store:
        found(site, store, cells_of(site, "甲村").iloc[0], first, village_id="")
        found(site, store, cells_of(site, "甲村").iloc[1], first, plants=None)
    told = lines(site, first)
    assert told["daily-found"] == {"findings": 2, "plants": "40", "uncounted": "1"}
    assert "daily-nobody" in told


def test_the_season_stands_at_the_evening_of_that_day(site, first):
    with Store.open(site) as store:
        walked(site, store, cells_of(site, "甲村")[:2], first)
        walked(site, store, cells_of(site, "乙村")[:2], first + timedelta(days=1), track_id="later")
    early, late = (float(lines(site, first + timedelta(days=n))["daily-rate"]["rate"]) for n in (0, 1))
    assert 0 < early < late
    whole = results(site).whole["survey_rate"]
    assert late == pytest.approx(100 * whole, abs=0.06)


def test_results_of_the_site_are_those_of_its_villages_put_together(site, first):
    with Store.open(site) as store:
        walked(site, store, cells_of(site, "甲村")[:3], first)
    found_there = results(site)
    ground = prepare(site).cells.groupby("village_id")["searchable_m2"].sum()
    share = found_there.villages.set_index("village_id")["survey_rate"]
    assert found_there.whole["survey_rate"] == pytest.approx((share * ground).sum() / ground.sum())
    assert found_there.whole["declared_rate"] is None
    assert found_there.why.key != "difference-nothing"
    assert results(site, window_id="w2").whole["survey_rate"] == 0
    assert isinstance(daily(site, first).last, date)
