"""Team-days take their steps in order; what was handed out is never lost to another plan."""

import pytest

from geo.errors import RecordError
from geo.records import audit
from geo.records.actor import ALONE, Actor, Role
from geo.records.plans import adopt, read_plan, save_plan
from geo.records.team_days import advance, lock
from tests.records.worlds import make_plan

DAY, NEXT = "t1_2025-05-05", "t1_2025-05-06"


@pytest.fixture
def followed(store):
    made = make_plan(state="adopted")
    save_plan(store, **made)
    return made["plan"]["plan_id"]


def states(store, plan_id=None):
    days = read_plan(store, plan_id).team_days
    return dict(zip(days["team_day_id"], days["state"], strict=True))


def test_a_team_day_is_handed_out_goes_out_and_comes_back(store, followed):
    for state in ("handed_out", "out", "back"):
        advance(store, DAY, state, actor=ALONE)
        assert states(store) == {DAY: state, NEXT: "planned"}
    assert not audit.verify(store)


def test_no_step_is_skipped_and_what_is_back_stays(store, followed):
    with pytest.raises(RecordError, match="step-team-day-planned"):
        advance(store, DAY, "back", actor=ALONE)
    for state in ("handed_out", "planned", "handed_out", "out", "back"):
        advance(store, DAY, state, actor=ALONE)
    with pytest.raises(RecordError, match="step-team-day-back"):
        advance(store, DAY, "handed_out", actor=ALONE)


def test_only_the_plan_in_force_is_handed_out_and_only_by_who_may(store):
    save_plan(store, **make_plan())
    with pytest.raises(RecordError, match="season-no-team-day"):
        advance(store, DAY, "handed_out", actor=ALONE)
    adopt(store, read_plan(store).plan["plan_id"])
    with pytest.raises(RecordError, match="roles-refused"):
        advance(store, DAY, "handed_out", actor=Actor("anna", Role.OFFICER))
    assert states(store)[DAY] == "planned"


def test_a_plan_without_what_was_handed_out_is_not_adopted(store, followed):
    advance(store, DAY, "handed_out", actor=ALONE)
    made = make_plan(expected_finds=9.0, state="draft")
    for name in ("routes", "stops", "legs"):
        made[name] = made[name].assign(route_id="x-" + made[name]["route_id"].astype(str))
    save_plan(store, **made)
    other = made["plan"]["plan_id"]
    with pytest.raises(RecordError, match="season-plan-loses"):
        adopt(store, other)
    assert read_plan(store).plan["plan_id"] == followed


def test_adopting_a_plan_that_holds_the_route_keeps_its_state_and_lock(store, followed):
    advance(store, DAY, "handed_out", actor=ALONE)
    lock(store, NEXT, actor=ALONE)
    other = make_plan(expected_finds=9.0)
    save_plan(store, **other)
    adopt(store, other["plan"]["plan_id"])
    days = read_plan(store).team_days
    assert days["state"].tolist() == ["handed_out", "planned"]
    assert days["locked"].tolist() == [False, True]
