"""Every role and action through the store: what may be done is done, what may not is refused and logged."""

import pytest
from sqlalchemy import select

from geo.errors import RecordError
from geo.records import models
from geo.records.audit import log, verify
from geo.records.roles import ALONE, MATRIX, Action, Actor, Role, acting, refusal, require

# Written out by hand, a letter each: viewer, surveyor, officer, lead, admin.
TABLE = {
    "read": "vsola",
    "add_track": "sola",
    "add_visit": "sola",
    "add_finding": "sola",
    "add_lead": "sola",
    "add_observed": "sola",
    "add_history": "ola",
    "confirm_visit": "ola",
    "return_visit": "ola",
    "sign_off": "ola",
    "report": "ola",
    "read_log": "ola",
    "plan": "la",
    "adopt": "la",
    "hand_out": "la",
    "change_by_hand": "la",
    "decide_ground": "la",
    "close_season": "la",
    "manage_accounts": "a",
    "change_settings": "a",
    "backup": "a",
    "restore": "a",
}
PAIRS = [(role, action) for role in Role for action in Action]
OWN = [Action.ADD_TRACK, Action.ADD_VISIT, Action.ADD_FINDING]


def person(role, **more):
    return Actor("p1", role, **{"team_id": "T1" if role == Role.SURVEYOR else "", **more})


def written(store):
    with store.reading() as connection:
        log_rows = connection.execute(select(models.AUDIT).order_by(models.AUDIT.c.seq)).mappings()
        return [(row["user_id"], row["action"], row["subject"]) for row in log_rows]


def test_the_table_names_every_action():
    assert set(TABLE) == {str(action) for action in Action}
    assert set(MATRIX) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_every_pair_is_done_or_refused_and_logged_as_the_table_says(store, role):
    expected = []
    for action in Action:
        if role[0] in TABLE[action]:
            write(store, person(role), action)
            require(store, person(role), action, team_id="T1")
            expected += [("p1", action, "probe")]
            continue
        with pytest.raises(RecordError, match="roles-refused"):
            write(store, person(role), action)
        with pytest.raises(RecordError, match="roles-refused"):
            require(store, person(role), action, team_id="T1")
        expected += [("p1", "refused", action)] * 2
    assert written(store) == expected
    assert verify(store) == []


def write(store, actor, action):
    with acting(store, actor, action, team_id="T1") as connection:
        log(connection, actor, action, "probe", None, {})


def test_the_one_person_of_a_computer_may_do_everything(store):
    for action in Action:
        require(store, ALONE, action, team_id="T1", township="石门乡", submitted_by="local")
    assert written(store) == []


def test_a_surveyor_hands_in_what_the_own_team_did_and_nothing_else(store):
    for action in OWN:
        for team in ("T2", ""):
            with pytest.raises(RecordError, match="roles-refused-team"):
                require(store, person(Role.SURVEYOR), action, team_id=team)
        with pytest.raises(RecordError, match="roles-refused-team"):
            require(store, person(Role.SURVEYOR, team_id=""), action, team_id="")
        require(store, person(Role.OFFICER), action, team_id="T2")


@pytest.mark.parametrize(("role", "action"), [pair for pair in PAIRS if pair[0][0] in TABLE[pair[1]]])
def test_a_township_is_all_that_its_people_reach(role, action):
    one = person(role, scope="石门乡")
    assert refusal(one, action, team_id="T1", township="石门乡") is None
    assert refusal(one, action, team_id="T1", township="白水乡").key == "roles-refused-scope"
    whole = refusal(one, action, team_id="T1")
    if role == Role.SURVEYOR and action in OWN:
        assert whole is None
    else:
        assert whole.key == "roles-refused-whole"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEAD, Role.ADMIN])
def test_nobody_confirms_what_he_submitted(store, role):
    with pytest.raises(RecordError, match="roles-refused-own"):
        require(store, person(role), Action.CONFIRM_VISIT, submitted_by="p1")
    require(store, person(role), Action.CONFIRM_VISIT, submitted_by="p2")


def test_what_is_refused_inside_a_transaction_undoes_it_and_stands_in_the_log(store):
    def write():
        with acting(store, person(Role.LEAD), Action.PLAN) as connection:
            log(connection, person(Role.LEAD), "plan", "half", None, {})
            require(connection, person(Role.LEAD), Action.RESTORE)

    with pytest.raises(RecordError, match="roles-refused"):
        write()
    assert written(store) == [("p1", "refused", "restore")]
