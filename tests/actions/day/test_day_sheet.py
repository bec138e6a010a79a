"""A day on the desk: clock times as a hand counts them, what was said, who is overdue, what rises."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from geo.actions.coverage.decide import decide_cell
from geo.actions.day.come_back import REST, Said, come_back
from geo.actions.day.day_sheet import calendar, day_sheet
from geo.actions.day.hand_out import hand_out, set_out
from geo.actions.hand import by_hand
from geo.actions.site.site_names import names_of
from geo.errors import RecordError
from geo.records import days
from geo.records.actor import ALONE


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


def busy(site):
    table = calendar(site)
    return table[table["stops"] > 0].reset_index(drop=True)


def at(row, hours):
    """Moment of a team-day's date, in UTC."""
    day = row["date"]
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hours)


def sheet_of(site, row, hours=12.0, **scope):
    return day_sheet(site, row["date"].date(), names_of(site), now=at(row, hours), **scope)


def test_a_team_leaves_at_eight_and_every_stop_has_its_time_of_the_clock(site):
    row = busy(site).iloc[0]
    sheet = sheet_of(site, row)
    team, stops = sheet.teams.iloc[0], sheet.stops
    assert (team["team_id"], team["stops"], team["over_min"]) == (row["team_id"], row["stops"], 0)
    assert team["leaves_at"] == at(row, 8)
    assert team["back_at"] == at(row, 8) + timedelta(minutes=int(row["duration_min"]))
    assert team["back_at"] <= team["due_at"] == at(row, 16)
    assert stops["arrives_at"].tolist() == [
        at(row, 8) + timedelta(minutes=int(minutes)) for minutes in stops["arrive_min"]
    ]
    assert team["turn_back_at"] == stops["turn_back_at"].iloc[-1]
    assert set(team["villages"]) == set(stops["village"]) <= {"甲村", "乙村"}


def test_a_team_that_is_out_past_its_hours_is_overdue_by_minutes(site):
    row = busy(site).iloc[0]
    hand_out(site, [row["team_day_id"]], actor=ALONE)
    assert sheet_of(site, row, 17).teams["over_min"].tolist() == [0]
    set_out(site, [row["team_day_id"]], actor=ALONE)
    assert sheet_of(site, row, 16).teams["over_min"].tolist() == [0]
    assert sheet_of(site, row, 17).teams["over_min"].tolist() == [60]


def test_a_team_that_set_out_late_on_the_day_is_due_late(site, monkeypatch):
    row = busy(site).iloc[0]
    hand_out(site, [row["team_day_id"]], actor=ALONE)
    set_out(site, [row["team_day_id"]], actor=ALONE)
    late = {row["team_day_id"]: at(row, 9.5)}
    monkeypatch.setattr("geo.actions.day.day_sheet.set_out_at", lambda store, names: late)
    team = sheet_of(site, row).teams.iloc[0]
    assert (team["leaves_at"], team["due_at"]) == (at(row, 9.5), at(row, 17.5))


def test_the_log_knows_when_a_team_set_out(site):
    row = busy(site).iloc[0]
    hand_out(site, [row["team_day_id"]], actor=ALONE)
    set_out(site, [row["team_day_id"]], actor=ALONE)
    with days.Store.open(site) as store:
        left = days.set_out_at(store, [row["team_day_id"], "nobody_2026-01-01"])
    assert list(left) == [row["team_day_id"]]
    assert abs(datetime.now(UTC) - left[row["team_day_id"]].astimezone(UTC)) < timedelta(minutes=5)


def test_what_was_handed_out_and_never_came_back_is_left_for_the_next_day(site):
    one, other = busy(site).iloc[0], busy(site).iloc[1]
    hand_out(site, [one["team_day_id"]], actor=ALONE)
    sheet = sheet_of(site, other)
    assert sheet.left_out["team_day_id"].tolist() == [one["team_day_id"]]


def test_a_stop_missed_twice_rises_until_somebody_goes_there_or_decides(site):
    rows = busy(site)
    first = sheet_of(site, rows.iloc[0]).stops
    cell = first["cell_id"].iloc[0]
    again = rows.iloc[1:].reset_index(drop=True)
    come_back(site, [rows.iloc[0]["team_day_id"]], [Said(1, "not_reached", "road")], back=False, actor=ALONE)
    sheet = sheet_of(site, rows.iloc[0])
    assert sheet.missed[["cell_id", "times", "rises"]].to_numpy().tolist() == [[cell, 1, False]]
    assert sheet.stops["outcome"].tolist() == ["not_reached", *[""] * (len(first) - 1)]
    assert sheet.teams["told"].tolist() == [1]
    other = next(
        (row for _, row in again.iterrows() if cell in set(sheet_of(site, row).stops["cell_id"])), None
    )
    assert other is not None, "no other day of the plan goes to this cell"
    order = sheet_of(site, other).stops.set_index("cell_id")["order"][cell]
    told = [Said(int(order), "not_reached", "weather")]
    come_back(site, [other["team_day_id"]], told, back=False, actor=ALONE)
    risen = sheet_of(site, other).missed
    assert risen[["cell_id", "times", "rises", "reason"]].to_numpy().tolist() == [[cell, 2, True, "weather"]]
    assert risen["village"].iloc[0] in {"甲村", "乙村"}
    decide_cell(site, cell, "suspended", reason="塌方，雨季后再定", actor=ALONE)
    assert sheet_of(site, other).missed.empty


def test_a_forbidden_cell_is_decided_and_does_not_rise(site):
    row = busy(site).iloc[0]
    cell = sheet_of(site, row).stops["cell_id"].iloc[0]
    come_back(site, [row["team_day_id"]], [Said(REST, "not_reached", "road")], back=False, actor=ALONE)
    assert cell in set(sheet_of(site, row).missed["cell_id"])
    by_hand.forbid(site, cell, actor=ALONE)
    assert cell not in set(sheet_of(site, row).missed["cell_id"])


def test_a_team_or_a_township_sees_its_own_only(site):
    row = busy(site).iloc[0]
    names = names_of(site)
    assert len(sheet_of(site, row, team_id=row["team_id"]).teams) == 1
    assert sheet_of(site, row, team_id="别的组").teams.empty
    assert sheet_of(site, row, township="别的乡").stops.empty
    township = next(iter(names.townships.values()))
    assert len(sheet_of(site, row, township=township).stops) == row["stops"]


def test_without_a_plan_in_force_there_is_no_day(site):
    row = busy(site).iloc[0]
    with days.Store.open(site) as store, store.writing() as connection:
        connection.exec_driver_sql("update plans set state = 'superseded'")
    assert calendar(site).empty
    with pytest.raises(RecordError, match="season-no-plan-in-force"):
        sheet_of(site, row)


def test_people_who_came_are_told_when_a_team_sets_out_and_else_all_of_it_counts(site):
    rows = busy(site)
    first = rows.iloc[0]
    all_of_it = int(sheet_of(site, first).teams["members"].iloc[0])
    assert sheet_of(site, first).teams["came"].tolist() == [all_of_it]
    hand_out(site, [first["team_day_id"]], actor=ALONE)
    set_out(site, [first["team_day_id"]], came={first["team_day_id"]: 2}, actor=ALONE)
    team = sheet_of(site, first).teams.iloc[0]
    assert (team["came"], team["members"]) == (2, all_of_it)
