"""Team-days take their steps in order; what was handed out is never lost to another plan."""

import pytest

from geo.errors import RecordError
from geo.records import audit
from geo.records.actor import ALONE, Actor, Role
from geo.records.outcomes import Word, read_outcomes
from geo.records.plans import adopt, content_hash, read_plan, save_plan
from geo.records.team_days import advance, come_back, lock
from tests.records.worlds import MONDAY, make_plan

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
    with pytest.raises(RecordError, match="season-no-plan-in-force"):
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


def test_a_name_that_is_slightly_wrong_is_refused_with_those_it_may_mean(store, followed):
    with pytest.raises(RecordError) as refused:
        advance(store, "t1_2025-05-5", "handed_out", actor=ALONE)
    assert DAY in refused.value.args_["near"].split(", ")
    with pytest.raises(RecordError) as refused:
        advance(store, "组", "handed_out", actor=ALONE)
    assert refused.value.args_["near"] == "none"


def test_of_several_team_days_all_are_handed_out_or_none(store, followed):
    with pytest.raises(RecordError, match="season-no-team-day"):
        advance(store, [DAY, "t9"], "handed_out", actor=ALONE)
    with pytest.raises(RecordError, match="season-no-team-day"):
        lock(store, [DAY, "t9"], actor=ALONE)
    assert states(store) == {DAY: "planned", NEXT: "planned"}
    assert not read_plan(store).team_days["locked"].any()
    advance(store, [DAY, NEXT, DAY], "handed_out", actor=ALONE)
    assert states(store) == {DAY: "handed_out", NEXT: "handed_out"}


def test_a_team_day_without_a_route_is_not_handed_out(store):
    made = make_plan(state="adopted")
    made["routes"] = made["routes"][made["routes"]["route_id"] == "r1"]
    for name in ("stops", "legs"):
        made[name] = made[name][made[name]["route_id"] == "r1"]
    whole = content_hash(made["routes"], made["stops"])
    made["plan"] = {**made["plan"], "content_hash": whole, "plan_id": whole[:12]}
    save_plan(store, **made)
    with pytest.raises(RecordError, match="season-nothing-planned"):
        advance(store, NEXT, "handed_out", actor=ALONE)
    assert states(store)[NEXT] == "planned"


def test_a_team_is_back_with_its_stops_or_not_at_all(store, followed):
    advance(store, DAY, "handed_out", actor=ALONE)
    words = [Word("r1_1", "done"), Word("r1_2", "not_reached", "weather")]
    with pytest.raises(RecordError, match="step-team-day-handed-out"):
        come_back(store, [DAY], [(words, MONDAY)], actor=ALONE)
    assert len(read_outcomes(store)) == 0
    advance(store, DAY, "out", actor=ALONE)
    with pytest.raises(RecordError, match="outcome-stop"):
        come_back(store, [DAY], [([*words, Word("r9_1", "done")], MONDAY)], actor=ALONE)
    assert states(store)[DAY] == "out"
    come_back(store, [DAY], [(words, MONDAY)], actor=ALONE)
    assert states(store)[DAY] == "back"
    assert read_outcomes(store)["outcome"].tolist() == ["done", "not_reached"]


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_plan_hand_out_take_back_lock_and_note_who_is_back(store, followed, role):
    actor = Actor("p1", role, team_id="t1")
    steps = [
        lambda: advance(store, DAY, "handed_out", actor=actor),
        lambda: lock(store, DAY, actor=actor),
        lambda: come_back(store, [DAY], [([Word("r1_1", "done")], MONDAY)], actor=actor),
    ]
    before = audit.head(store).rows
    for do in steps:
        if role in {Role.LEAD, Role.ADMIN}:
            do()
            if do is steps[0]:
                advance(store, DAY, "out", actor=actor)
            continue
        with pytest.raises(RecordError, match="roles-refused"):
            do()
    if role not in {Role.LEAD, Role.ADMIN}:
        assert audit.head(store).rows == before + len(steps)
        assert states(store)[DAY] == "planned"
    else:
        assert states(store)[DAY] == "back"
    assert not audit.verify(store)
