"""A lost day: its stops are open again and go first; pins and bans hold in every later plan."""

import shutil
from datetime import timedelta

import pandas as pd
import pytest

from geo.actions.hand import by_hand
from geo.actions.hand.hand_orders import orders_dropped, orders_of
from geo.actions.hand.rain import lose_day
from geo.actions.season.replan import replan
from geo.errors import RecordError
from geo.model import schema
from geo.records.actor import ALONE, Actor, Role
from geo.records.outcomes import read_outcomes
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.records.team_days import advance
from tests.actions.season.test_replan import rows_of


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


def in_force(site):
    with Store.open(site) as store:
        return read_plan(store)


def ordered(plan):
    return plan.routes.sort_values("date").reset_index(drop=True)


def stops_of(plan, team_day):
    route = plan.routes.loc[plan.routes["team_day_id"] == team_day, "route_id"]
    return plan.stops[plan.stops["route_id"].isin(route)].sort_values("order")


def changes_of(*rows):
    names = ("verb", "team_day_id", "other_id", "cell_id", "window_id")
    table = pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])
    return table.assign(number=range(1, len(rows) + 1), yard_id="").reindex(columns=schema.HAND_CHANGES.names)


def test_the_stops_of_a_lost_day_go_first_on_the_next_and_the_day_has_no_route(site):
    before = in_force(site)
    lost, later = ordered(before).iloc[0], ordered(before).iloc[1]
    day = lost["date"].date()
    wanted = set(stops_of(before, lost["team_day_id"])["cell_id"])
    changed = lose_day(site, day, actor=ALONE)
    after = in_force(site)
    assert lost["team_day_id"] not in set(after.routes["team_day_id"])
    assert after.changes["verb"].tolist() == ["rain"]
    with Store.open(site) as store:
        said = read_outcomes(store)
    assert set(said["cell_id"]) == wanted
    assert set(said["outcome"]) == {"not_reached"}
    told = {note["args"]["cell"] for note in changed.summary["first"]}
    assert told
    first = ordered(after).iloc[0]
    assert told & set(stops_of(after, first["team_day_id"])["cell_id"])
    assert later["team_day_id"] in set(after.team_days["team_day_id"])
    # The lost day is not planned again by a later plan either.
    replan(site, day, adopted=True)
    assert lost["team_day_id"] not in set(in_force(site).routes["team_day_id"])


def test_three_days_of_closed_road_are_lost_at_once_and_none_of_them_is_planned_again(site):
    was = in_force(site)
    before = ordered(was)
    days = before["date"].dt.date.drop_duplicates().tolist()
    lost = before.loc[before["date"].dt.date.between(days[0], days[2]), "team_day_id"]
    changed = lose_day(site, days[0], last=days[2], until=days[4], why="road", actor=ALONE)
    after = in_force(site)
    assert not set(lost) & set(after.routes["team_day_id"])
    assert set(changed.routes) == set(lost)
    with Store.open(site) as store:
        said = read_outcomes(store)
    assert set(said["reason"]) == {"road"}
    assert set(said["said_on"].dt.date) == set(days[:3])
    for name in before.loc[before["date"].dt.date > days[4], "team_day_id"]:
        assert rows_of(after, name) == rows_of(was, name)


def test_a_team_that_is_out_comes_back_with_what_it_did(site):
    before = in_force(site)
    lost = ordered(before).iloc[0]
    name = lost["team_day_id"]
    with Store.open(site) as store:
        for state in ("handed_out", "out"):
            advance(store, name, state, actor=ALONE)
    kept = rows_of(in_force(site), name)[1:]
    lose_day(site, lost["date"].date(), [lost["team_id"]], actor=ALONE)
    after = in_force(site)
    assert after.team_days.set_index("team_day_id")["state"][name] == "back"
    assert rows_of(after, name)[1:] == kept


def test_days_after_the_last_one_to_plan_stay_byte_for_byte(site):
    before = in_force(site)
    days = ordered(before)
    opens = days["date"].iloc[0].date()
    replan(site, opens, until=opens, adopted=True)
    after = in_force(site)
    for name in days["team_day_id"].iloc[1:]:
        assert rows_of(after, name) == rows_of(before, name)
    assert set(after.routes["team_day_id"]) <= set(before.routes["team_day_id"])


def test_a_day_on_which_nobody_goes_out_and_a_team_that_does_not_are_refused(site):
    before = in_force(site)
    day = ordered(before)["date"].iloc[0].date()
    with pytest.raises(RecordError, match="hand-rain-none"):
        lose_day(site, day - timedelta(days=99), actor=ALONE)
    with pytest.raises(RecordError, match="hand-rain-none"):
        lose_day(site, day, ["第九组"], actor=ALONE)
    with pytest.raises(RecordError, match="roles-refused"):
        lose_day(site, day, actor=Actor("zhao", Role.OFFICER))
    with Store.open(site) as store:
        assert not len(read_outcomes(store))
    assert in_force(site).plan["plan_id"] == before.plan["plan_id"]


def test_a_later_plan_keeps_pins_and_sends_nobody_to_forbidden_ground(site):
    before = in_force(site)
    days = ordered(before)
    last = days[days["window_id"] == days["window_id"].iloc[0]].iloc[-1]
    stop = stops_of(before, last["team_day_id"]).iloc[3]
    ban = stops_of(before, days["team_day_id"].iloc[0])["cell_id"].iloc[0]
    by_hand.pin(site, f"{last['team_day_id']}:{stop['order']}", actor=ALONE)
    by_hand.forbid(site, ban, reason="塌方", actor=ALONE)
    replan(site, days["date"].iloc[0].date(), seed=5, adopted=True)
    after = in_force(site)
    assert stop["cell_id"] in set(stops_of(after, last["team_day_id"])["cell_id"])
    assert ban not in set(after.stops["cell_id"])
    assert after.changes["verb"].tolist() == ["pin", "forbid"]
    by_hand.allow(site, ban, actor=ALONE)
    replan(site, days["date"].iloc[0].date(), adopted=True)
    assert ban in set(in_force(site).stops["cell_id"])


def test_a_plan_of_the_whole_season_says_that_it_drops_what_was_ordered_by_hand(site):
    assert orders_dropped(site) == []
    by_hand.forbid(site, in_force(site).stops["cell_id"].iloc[0], actor=ALONE)
    assert [note.args["orders"] for note in orders_dropped(site)] == [1]
    assert orders_dropped(site.parent) == []
    assert not (site.parent / "tacha.db").exists()


def test_the_last_order_on_a_place_holds():
    orders = orders_of(
        changes_of(
            ("pin", "t_1", "", "c1", "w1"),
            ("move", "t_1", "t_2", "c2", "w1"),
            ("add", "t_1", "", "c3", "w1"),
            ("swap", "t_1", "t_3", "", ""),
            ("unpin", "t_3", "", "c3", "w1"),
            ("forbid", "", "", "c2", ""),
            ("forbid", "", "", "c4", "w1"),
            ("forbid", "", "", "c4", "w2"),
            ("forbid", "", "", "c5", "w1"),
            ("allow", "", "", "c4", ""),
            ("pin", "t_4", "", "c6", "w1"),
            ("merge", "t_4", "t_5", "", ""),
            ("pin", "t_6", "", "c7", "w1"),
            ("rain", "t_6", "", "", ""),
        )
    )
    assert orders.pins.to_numpy().tolist() == [["t_3", "c1", ""], ["t_5", "c6", ""]]
    assert orders.forbidden.to_numpy().tolist() == [["c2", "", ""], ["c5", "", "w1"]]
    assert orders.lost == {"t_6"}
