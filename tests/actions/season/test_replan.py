"""Planning the rest of a season: what is done, handed out or locked stays, what was missed goes first."""

import json
import shutil
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from geo.actions.season.replan import replan
from geo.errors import InputError
from geo.records.actor import ALONE
from geo.records.outcomes import add_outcome
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.records.team_days import advance, lock
from tests.actions.seasons import day, found, walked

TABLES = ("routes", "stops", "legs")


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


def used(record):
    """Team-days with a route, in order: team_day_id and date."""
    return record.routes.sort_values("date")[["team_day_id", "date", "route_id"]].reset_index(drop=True)


def rows_of(record, team_day_id):
    """All rows of a team-day as they are on record, shapes as bytes."""
    route = record.routes.loc[record.routes["team_day_id"] == team_day_id, "route_id"].iloc[0]
    told = [record.team_days[record.team_days["team_day_id"] == team_day_id].to_csv(index=False)]
    for name in TABLES:
        table = getattr(record, name)
        table = table[table["route_id"] == route]
        told.append(pd.DataFrame(table).assign(geometry=table.to_wkb()["geometry"]).to_csv(index=False))
    return told


def test_what_is_done_handed_out_or_locked_stays_byte_for_byte(site):
    with Store.open(site) as store:
        before = read_plan(store)
        days = used(before)
        done, out, handed, locked = days["team_day_id"].iloc[[0, 1, 2, 4]]
        for name, steps in (
            (done, ("handed_out", "out", "back")), (out, ("handed_out", "out")), (handed, ("handed_out",)),
        ):  # fmt: skip
            for step in steps:
                advance(store, name, step, actor=ALONE)
        lock(store, locked, actor=ALONE)
        kept = [rows_of(read_plan(store), name) for name in (done, out, handed, locked)]
    opens = days["date"].iloc[2].date()
    result = replan(site, opens, adopted=True)
    with Store.open(site) as store:
        after = read_plan(store)
    assert after.plan["plan_id"] == result.summary["plan_id"] != before.plan["plan_id"]
    assert [rows_of(after, name) for name in (done, out, handed, locked)] == kept
    new = after.routes[~after.routes["team_day_id"].isin([done, out, handed, locked])]
    assert len(new)
    assert (new["date"] >= pd.Timestamp(opens)).all()


def test_the_same_day_and_records_give_the_same_plan(site):
    opens = day("2026-05-25")
    assert replan(site, opens).summary["content_hash"] == replan(site, opens).summary["content_hash"]


def test_a_later_plan_keeps_the_reserve_of_the_plan_before_it_unless_told_another(site):
    with Store.open(site) as store:
        opens = used(read_plan(store))["date"].iloc[1].date()
    assert replan(site, opens, reserve=0.4, adopted=True).summary["reserve"] == 0.4
    assert replan(site, opens).summary["reserve"] == 0.4
    assert replan(site, opens, reserve=0.0).summary["reserve"] == 0.0


def test_cells_of_a_team_that_is_out_are_not_planned_again_in_that_window(site):
    with Store.open(site) as store:
        before = read_plan(store)
        first = used(before).iloc[0]
        advance(store, first["team_day_id"], "handed_out", actor=ALONE)
    replan(site, first["date"].date(), adopted=True)
    with Store.open(site) as store:
        after = read_plan(store)
    stops = after.stops.join(after.routes.set_index("route_id")["window_id"], on="route_id")
    assert not stops[stops["passes"] > 0].duplicated(["window_id", "cell_id"]).any()


def test_ground_that_was_searched_clean_is_expected_to_bring_less(site):
    opens = day("2026-06-11")
    before = replan(site, opens)
    cells = sorted(set(before.stops["cell_id"]))
    with Store.open(site) as store:
        walked(site, store, cells, "2026-05-30")
    after = replan(site, opens)
    assert after.summary["expected_finds"] < 0.9 * before.summary["expected_finds"]


def test_a_stop_that_was_not_reached_goes_first_with_its_age(site):
    with Store.open(site) as store:
        before = read_plan(store)
        first = used(before).iloc[0]
        stop = before.stops[before.stops["route_id"] == first["route_id"]].iloc[-1]
        said = first["date"].date()
        add_outcome(store, stop["stop_id"], "not_reached", said_on=said, actor=ALONE, reason="weather")
    opens = said + timedelta(days=3)
    result = replan(site, opens)
    told = result.summary["first"]
    assert [(note["args"]["cell"], note["args"]["age_d"]) for note in told] == [(stop["cell_id"], 3)]
    route = result.stops.loc[result.stops["cell_id"] == stop["cell_id"], "route_id"]
    dates = result.routes.set_index("route_id")["date"]
    ahead = dates[dates >= pd.Timestamp(opens)]
    assert dates[route][dates[route] >= pd.Timestamp(opens)].min() == ahead.min()
    assert json.dumps(result.summary, default=str)


def test_a_missed_stop_that_was_searched_since_is_settled(site):
    with Store.open(site) as store:
        before = read_plan(store)
        first = used(before).iloc[0]
        stop = before.stops[before.stops["route_id"] == first["route_id"]].iloc[-1]
        said = first["date"].date()
        add_outcome(store, stop["stop_id"], "not_reached", said_on=said, actor=ALONE, reason="time")
        walked(site, store, [stop["cell_id"]], said + timedelta(days=1))
    assert not replan(site, said + timedelta(days=3)).summary["first"]


def test_past_days_of_which_nothing_is_on_record_are_told_and_not_kept(site):
    with Store.open(site) as store:
        days = used(read_plan(store))
        first = days.iloc[0]
        walked(site, store, [read_plan(store).stops["cell_id"].iloc[0]], first["date"].date(),
               assignment_id=first["route_id"])  # fmt: skip
    result = replan(site, days["date"].iloc[3].date())
    kept = result.routes[result.routes["date"] < days["date"].iloc[3]]
    assert kept["route_id"].tolist() == [first["route_id"]]
    assert "season-days-unrecorded" in [note["key"] for note in result.summary["left_out"]]


def test_a_destroyed_find_moves_the_plan_of_the_days_after_it(site):
    opens = day("2026-06-11")
    before = replan(site, opens)
    with Store.open(site) as store:
        cell = before.stops["cell_id"].iloc[0]
        found(site, store, cell, "2026-05-30", state="eradicated", eradicated_on=pd.Timestamp("2026-05-31"))
    after = replan(site, opens)
    gains = [
        result.stops.groupby("cell_id")["expected_finds"].sum().get(cell, np.nan)
        for result in (before, after)
    ]
    assert gains[1] > 2 * gains[0]


def test_a_season_without_days_left_or_without_a_plan_is_one_sentence(site):
    with pytest.raises(InputError, match="season-no-days"):
        replan(site, day("2026-12-01"))
    (site / "tacha.db").unlink()
    with pytest.raises(InputError, match="error-no-plan"):
        replan(site, day("2026-05-25"))


def test_past_days_without_a_record_do_not_move_the_days_of_a_later_plan(site):
    with Store.open(site) as store:
        before = read_plan(store)
    opens = sorted(before.team_days["date"].unique())[3]
    for _ in range(2):
        replan(site, opens.date(), until=opens.date(), adopted=True)
        with Store.open(site) as store:
            after = read_plan(store)
        assert after.team_days["team_day_id"].tolist() == before.team_days["team_day_id"].tolist()
        assert not (after.routes["date"] < opens).any()
