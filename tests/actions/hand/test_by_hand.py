"""Changes by hand: a new plan version, the routes touched timed anew, all others byte for byte."""

import json
import shutil

import pytest
from sqlalchemy import select

from geo.actions.hand import by_hand
from geo.actions.hand.hand_desk import Desk
from geo.actions.hand.hand_orders import Change
from geo.actions.hand.hand_version import new_version
from geo.actions.prepared.prepare import prepare
from geo.errors import InputError, RecordError
from geo.ground.crs import to_working
from geo.records import audit, models
from geo.records.actor import ALONE, Actor, Role
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.records.team_days import advance, lock
from geo.route.check import broken_rules
from tests.actions.season.test_replan import rows_of


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


def in_force(site):
    with Store.open(site) as store:
        return read_plan(store)


def full_days(plan):
    """Team-days of the first window that have a route, the one with least to do first."""
    routes = plan.routes[plan.routes["window_id"] == plan.windows["window_id"].iloc[0]]
    return routes.sort_values(["duration_min", "date"])["team_day_id"].tolist()


def cells(plan, team_day):
    route = plan.routes.loc[plan.routes["team_day_id"] == team_day, "route_id"]
    return plan.stops[plan.stops["route_id"].isin(route)].sort_values("order")["cell_id"].tolist()


def visited(plan):
    """Share of the ground that a plan enters."""
    return json.loads(plan.plan["summary"])["visited_share"]


def assert_others_stay(before, after, *touched):
    for team_day in before.routes["team_day_id"]:
        if team_day not in touched:
            assert rows_of(after, team_day) == rows_of(before, team_day)


def assert_sound(site, plan):
    """The independent checker finds nothing in the whole plan."""
    prepared = prepare(site)
    tables = (to_working(table, prepared.crs) for table in (plan.routes, plan.stops, plan.legs))
    assert broken_rules(*tables, prepared, plan.team_days) == []


def test_a_stop_moves_to_another_day_and_every_other_route_stays_byte_for_byte(site):
    before = in_force(site)
    to, from_ = full_days(before)[0], full_days(before)[-1]
    changed = by_hand.move(site, f"{from_}:1", to, reason="路不通", actor=ALONE)
    after = in_force(site)
    cell = cells(before, from_)[0]
    assert sorted(cells(after, to)) == sorted([*cells(before, to), cell])
    assert cells(after, from_) == cells(before, from_)[1:]
    assert after.plan["plan_id"] == changed.summary["plan_id"] != before.plan["plan_id"]
    with Store.open(site) as store:
        assert read_plan(store, before.plan["plan_id"]).plan["state"] == "superseded"
    assert_others_stay(before, after, from_, to)
    assert_sound(site, after)
    # The same team in the same window finds the same there: nothing is gained or lost on the way.
    assert after.plan["expected_finds"] == pytest.approx(before.plan["expected_finds"])
    assert changed.summary["visited_share"] == pytest.approx(visited(before))


def test_every_change_stands_in_the_log_and_with_the_plan_and_those_that_follow(site):
    before = in_force(site)
    to, from_ = full_days(before)[0], full_days(before)[-1]
    actor = Actor("wang", Role.LEAD)
    by_hand.move(site, f"{from_}:1", to, reason="路不通", actor=actor)
    by_hand.pin(site, f"{from_}:1", actor=actor)
    after = in_force(site)
    assert after.changes["verb"].tolist() == ["move", "pin"]
    assert after.changes["changed_by"].tolist() == ["wang", "wang"]
    assert after.changes["reason"].tolist() == ["路不通", ""]
    assert after.changes["before_id"].iloc[0] == before.plan["plan_id"]
    with Store.open(site) as store, store.reading() as connection:
        log = models.AUDIT.c
        rows = connection.execute(select(log.user_id, log.after).where(log.action == "move")).all()
    assert [row.user_id for row in rows] == ["wang"]
    assert '"before"' in rows[0].after.replace("\\", "")
    with Store.open(site) as store:
        assert not audit.verify(store)


def test_a_pin_moves_nothing_and_still_is_a_plan_of_its_own(site):
    before = in_force(site)
    by_hand.pin(site, f"{full_days(before)[0]}:1", actor=ALONE)
    after = in_force(site)
    assert after.plan["plan_id"] != before.plan["plan_id"]
    assert_others_stay(before, after)


def test_a_forbidden_cell_is_left_by_every_route_that_can_still_change(site):
    before = in_force(site)
    window = before.windows["window_id"].iloc[0]
    cell = before.stops["cell_id"].mode().iloc[0]
    its = before.stops[before.stops["cell_id"] == cell].merge(before.routes[["route_id", "window_id"]])
    assert its["window_id"].nunique() > 1
    by_hand.forbid(site, cell, window=window, reason="塌方", actor=ALONE)
    one = in_force(site)
    left = one.stops[one.stops["cell_id"] == cell].merge(one.routes[["route_id", "window_id"]])
    assert set(left["window_id"]) == set(its["window_id"]) - {window}
    by_hand.forbid(site, cell, actor=ALONE)
    assert cell not in set(in_force(site).stops["cell_id"])
    assert_sound(site, in_force(site))


def test_what_was_handed_out_or_locked_is_never_touched(site):
    before = in_force(site)
    one, other = full_days(before)[:2]
    third = before.routes.sort_values("date")["team_day_id"].iloc[-1]
    with Store.open(site) as store:
        advance(store, one, "handed_out", actor=ALONE)
        lock(store, other, actor=ALONE)
    before = in_force(site)
    for refused in (
        lambda: by_hand.move(site, f"{one}:1", third, actor=ALONE),
        lambda: by_hand.swap(site, one, third, actor=ALONE),
        lambda: by_hand.merge(site, third, one, actor=ALONE),
    ):
        with pytest.raises(InputError, match="hand-day-begun"):
            refused()
    with pytest.raises(InputError, match="hand-day-locked"):
        by_hand.move(site, f"{third}:1", other, actor=ALONE)
    assert in_force(site).plan["plan_id"] == before.plan["plan_id"]
    changed = by_hand.forbid(site, cells(before, one)[0], actor=ALONE)
    after = in_force(site)
    assert [note.args["team_day"] for note in changed.notes if note.key == "hand-forbid-stays"] == [one]
    assert rows_of(after, one) == rows_of(before, one)
    assert rows_of(after, other) == rows_of(before, other)


def test_two_days_swap_their_routes_and_swap_back(site):
    before = in_force(site)
    one, other = full_days(before)[:2]
    by_hand.swap(site, one, other, actor=ALONE)
    after = in_force(site)
    assert sorted(cells(after, one)) == sorted(cells(before, other))
    assert sorted(cells(after, other)) == sorted(cells(before, one))
    assert_others_stay(before, after, one, other)
    by_hand.swap(site, one, other, actor=ALONE)
    assert sorted(cells(in_force(site), one)) == sorted(cells(before, one))


def test_a_day_that_would_get_too_long_is_refused_with_its_minutes(site):
    before = in_force(site)
    one, other = full_days(before)[-2:]
    with pytest.raises(InputError) as refused:
        by_hand.merge(site, one, other, actor=ALONE)
    fault = refused.value.args_["fault"]
    assert fault.key in {"hand-too-long", "hand-turn-back"}
    assert fault.args["minutes"] > 0
    assert in_force(site).plan["plan_id"] == before.plan["plan_id"]
    changed = by_hand.merge(site, one, other, leave_out=True, actor=ALONE)
    after = in_force(site)
    assert one not in set(after.routes["team_day_id"])
    told = [note.args["place"] for note in changed.notes]
    assert sorted([*cells(after, other), *told]) == sorted([*cells(before, one), *cells(before, other)])
    said = [note["key"] for note in changed.summary["left_out"]]
    assert said.count("hand-left-merge") == len(told)
    assert_sound(site, after)


def test_a_cell_that_was_left_out_is_added_with_what_it_is_expected_to_bring(site):
    before = in_force(site)
    day = full_days(before)[0]
    window = before.routes.set_index("team_day_id")["window_id"][day]
    route_ids = before.routes.loc[before.routes["window_id"] == window, "route_id"]
    there = before.stops[before.stops["route_id"].isin(route_ids)]
    with pytest.raises(InputError, match="hand-twice"):
        by_hand.add(site, day, cells(before, full_days(before)[-1])[0], actor=ALONE)
    cell = there.sort_values("expected_finds")["cell_id"].iloc[-1]
    by_hand.forbid(site, cell, window=window, actor=ALONE)
    less = in_force(site)
    assert less.plan["expected_finds"] < before.plan["expected_finds"]
    with pytest.raises(InputError, match="hand-forbidden"):
        by_hand.add(site, full_days(less)[0], cell, actor=ALONE)
    by_hand.allow(site, cell, window=window, actor=ALONE)
    changed = by_hand.add(site, full_days(less)[0], cell, actor=ALONE)
    after = in_force(site)
    assert_sound(site, after)
    more = after.plan["expected_finds"] - less.plan["expected_finds"]
    figures = changed.routes[full_days(less)[0]]
    assert more == pytest.approx(figures["after"]["expected_finds"] - figures["before"]["expected_finds"],
                                 abs=2e-4)  # fmt: skip
    assert more > 0
    assert changed.summary["visited_share"] == pytest.approx(visited(before))


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("move", "t:1", "t"), "season-no-team-day"),
        (("move", "first", "t"), "hand-stop-name"),
        (("move", "{a}:99", "{b}"), "day-stop-none"),
        (("move", "{a}:1", "{a}"), "hand-same-day"),
        (("swap", "{a}", "{a}"), "hand-same-day"),
        (("forbid", "nowhere"), "hand-no-place"),
        (("add", "{a}", "nowhere"), "hand-no-place"),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence_and_nothing_changes(site, words, key):
    before = in_force(site)
    a, b = full_days(before)[:2]
    verb, *names = (word.format(a=a, b=b) for word in words)
    with pytest.raises((InputError, RecordError), match=key):
        getattr(by_hand, verb)(site, *names, actor=ALONE)
    assert in_force(site).plan["plan_id"] == before.plan["plan_id"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SURVEYOR, Role.OFFICER])
def test_only_those_who_plan_change_by_hand_and_a_refusal_stands_in_the_log(site, role):
    before = in_force(site)
    one, other = full_days(before)[:2]
    actor = Actor("p1", role, team_id="t1")
    with Store.open(site) as store:
        rows = audit.head(store).rows
    for do in (
        lambda: by_hand.move(site, f"{one}:1", other, actor=actor),
        lambda: by_hand.forbid(site, cells(before, one)[0], actor=actor),
        lambda: by_hand.swap(site, one, other, actor=actor),
    ):
        with pytest.raises(RecordError, match="roles-refused"):
            do()
    with Store.open(site) as store:
        assert audit.head(store).rows == rows + 3
    assert in_force(site).plan["plan_id"] == before.plan["plan_id"]


def test_a_plan_that_came_into_force_meanwhile_is_not_overwritten(site):
    before = in_force(site)
    one, other = full_days(before)[:2]
    desk = Desk(site, ALONE)
    by_hand.pin(site, f"{one}:1", actor=ALONE)
    with pytest.raises(RecordError, match="records-plan-overtaken"):
        new_version(desk, [Change("pin", one)], {one: desk.stops(one)})
    assert in_force(site).changes["verb"].tolist() == ["pin"]
    assert other
