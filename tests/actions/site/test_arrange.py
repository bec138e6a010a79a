"""Windows, teams and ordered visits are changed as a whole or not at all, by those who may plan."""

import shutil
from datetime import date, timedelta

import pytest

from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare, season_days
from geo.actions.site.arrange import see_stage, set_floors, set_team, set_windows
from geo.actions.site.safekeeping import verify_log
from geo.errors import InputError, RecordError
from geo.records.actor import Actor, Role
from geo.sources.site import FILE_NAME, read_site

OFFICER = Actor("zhao", Role.OFFICER)


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


def windows_of(site):
    return expect(prepare(site)).windows


def given(table):
    return [
        {"id": row.window_id, "name": row.name, "opens": row.opens.date(), "closes": row.closes.date()}
        for row in table.itertuples(index=False)
    ]


def test_a_window_is_moved_and_taken_back(site):
    suggested = windows_of(site)
    rows = given(suggested)
    rows[0]["opens"] += timedelta(days=3)
    set_windows(site, rows)
    assert windows_of(site)["opens"].iloc[0] == suggested["opens"].iloc[0] + timedelta(days=3)
    set_windows(site, [])
    assert windows_of(site).equals(suggested)
    assert verify_log(site)[1] == []


def test_a_window_in_which_nothing_is_seen_changes_nothing(site):
    before = (site / FILE_NAME).read_bytes()
    rows = given(windows_of(site))
    rows[0] |= {"opens": date(2026, 1, 2), "closes": date(2026, 1, 9)}
    with pytest.raises(InputError):
        set_windows(site, rows)
    assert (site / FILE_NAME).read_bytes() == before


def test_an_assumed_team_is_written_down_when_it_is_changed(site):
    days = {"w1": 2, "w2": 3}
    set_team(site, "1", {"members": 7, "hours_per_day": 6.0, "days": days})
    prepared = prepare(site)
    assert prepared.teams[["members", "hours_per_day"]].iloc[0].tolist() == [7, 6.0]
    assert season_days(prepared, windows_of(site))["window_id"].value_counts().to_dict() == days


def test_more_days_than_a_window_has_change_nothing(site):
    with pytest.raises(InputError):
        set_team(site, "1", {"days": {"w1": 400}})
    with pytest.raises(InputError, match="arrange-no-team"):
        set_team(site, "9", {"days": 4})
    assert read_site(site).team is None


def test_floors_are_switched_off_and_on(site):
    set_floors(site, False)
    assert prepare(site).settings.plan.floors is False
    set_floors(site, True)
    assert prepare(site).settings.plan.floors is True


def test_one_stage_seen_pins_the_season(site):
    before = windows_of(site)
    flower = before["opens"].iloc[1] + timedelta(days=35)
    assert see_stage(site, "flower", on=flower.date(), village_id="甲村") == pytest.approx(
        prepare(site).cells["elevation_m"].iloc[0]
    )
    assert (windows_of(site)["opens"] > before["opens"]).all()


def test_who_may_not_plan_changes_nothing(site):
    before = (site / FILE_NAME).read_bytes()
    with pytest.raises(RecordError, match="roles-refused"):
        set_floors(site, False, actor=OFFICER)
    assert (site / FILE_NAME).read_bytes() == before
