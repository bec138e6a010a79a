"""What a plan leaves out is signed with the plan's content hash; what is changed afterwards shows."""

import json

import pytest
from sqlalchemy import text

from geo.errors import RecordError
from geo.records import audit
from geo.records.actor import Actor, Role
from geo.records.plan_signatures import read_signatures, sign_plan
from geo.records.plans import save_plan
from tests.records.worlds import make_plan

OFFICER = Actor("zhao", Role.OFFICER)
LEFT_OUT = [{"key": "route-left-steep", "args": {"cells": 3}}]


@pytest.fixture
def plan_id(store):
    made = make_plan(state="adopted")
    made["plan"] = {**made["plan"], "summary": json.dumps({"left_out": LEFT_OUT})}
    save_plan(store, **made)
    return made["plan"]["plan_id"]


def test_a_signature_holds_the_plan_what_it_leaves_out_who_and_when(store, plan_id):
    row = sign_plan(store, plan_id, note="同意", actor=OFFICER)
    assert json.loads(row["left_out"]) == LEFT_OUT
    assert row["content_hash"].startswith(plan_id)
    table = read_signatures(store, plan_id)
    assert table[["signed_by", "note", "holds"]].to_numpy().tolist() == [["zhao", "同意", True]]
    assert table["signed_at"].iloc[0].to_pydatetime() == row["signed_at"]
    assert not audit.verify(store)


def test_each_account_signs_a_plan_once(store, plan_id):
    sign_plan(store, plan_id, actor=OFFICER)
    with pytest.raises(RecordError, match="plan-signed-already"):
        sign_plan(store, plan_id, actor=OFFICER)
    sign_plan(store, plan_id, actor=Actor("qian", Role.LEAD))
    assert read_signatures(store, plan_id)["signed_by"].tolist() == ["zhao", "qian"]


def test_what_was_changed_behind_the_signature_shows_and_is_not_signed(store, plan_id):
    sign_plan(store, plan_id, actor=OFFICER)
    with store.writing() as connection:
        connection.execute(text("UPDATE stops SET passes = 1 WHERE stop_id = 'r1_2'"))
    assert read_signatures(store, plan_id)["holds"].tolist() == [False]
    with pytest.raises(RecordError, match="records-plan-hash"):
        sign_plan(store, plan_id, actor=Actor("qian", Role.LEAD))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SURVEYOR])
def test_who_may_not_sign_off_signs_no_plan(store, plan_id, role):
    with pytest.raises(RecordError, match="roles-refused"):
        sign_plan(store, plan_id, actor=Actor("p1", role, team_id="t1"))
    with pytest.raises(RecordError, match="records-no-plan"):
        sign_plan(store, "none", actor=OFFICER)
    assert not len(read_signatures(store, plan_id))
