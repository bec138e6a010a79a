import json

import pytest

from geo.errors import InputError, RecordError
from geo.records.audit import verify
from geo.records.decisions import decide, read_decisions
from geo.records.roles import Actor, Role
from tests.records.worlds import MONDAY, TUESDAY

LEADER = Actor("leader", Role.LEAD)
FIGURES = {"pod": 0.91, "pod_low": 0.7, "expected_left": 0.02}


def sign(store, state, *, on=MONDAY, actor=LEADER, figures=FIGURES, reason="两轮踏查后无发现"):
    return decide(store, "530_1_1", state, figures=figures, reason=reason, on=on, actor=actor)


def test_ground_is_suspended_by_a_person_with_the_figures_that_were_shown(store):
    sign(store, "suspended")
    decision = read_decisions(store).iloc[0]
    assert (decision["state"], decision["decided_by"]) == ("suspended", "leader")
    assert json.loads(decision["figures"]) == FIGURES
    assert verify(store) == []


def test_neither_figures_nor_a_reason_alone_decide(store):
    with pytest.raises(InputError, match="decision-figures"):
        sign(store, "suspended", figures={})
    with pytest.raises(InputError, match="decision-reason"):
        sign(store, "suspended", reason="  ")
    assert len(read_decisions(store)) == 0


def test_the_last_decision_holds_and_all_stay(store):
    sign(store, "suspended")
    with pytest.raises(RecordError, match="step-ground-suspended"):
        sign(store, "suspended")
    sign(store, "resumed", on=TUESDAY)
    assert list(read_decisions(store)["state"]) == ["resumed"]
    assert list(read_decisions(store, every_one=True)["state"]) == ["suspended", "resumed"]
    with pytest.raises(RecordError, match="step-ground-resumed"):
        sign(store, "resumed")


def test_ground_that_is_open_cannot_be_resumed_and_an_officer_does_not_decide(store):
    with pytest.raises(RecordError, match="step-ground-open"):
        sign(store, "resumed")
    with pytest.raises(RecordError, match="roles-refused"):
        sign(store, "suspended", actor=Actor("officer", Role.OFFICER))
