"""Accounts: made and changed by admins alone, locked after wrong passwords, no hash in the log."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from geo.errors import RecordError
from geo.records import accounts, models
from geo.records.accounts import (
    add_account,
    check_password,
    has_accounts,
    read_accounts,
    set_disabled,
    set_password,
    set_role,
)
from geo.records.audit import verify
from geo.records.roles import ALONE, Actor, Role
from geo.records.sessions import session_actor, sign_in

GOOD = "poppies-in-may"
WRONG = "poppies-in-June"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Hash as cheaply as argon2 can: its cost is its business, not what is tested here."""
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def office(store):
    add_account(store, "wang", GOOD, actor=ALONE, role="officer")
    return store


def refused(key, function, *args, **more):
    with pytest.raises(RecordError) as error:
        function(*args, **more)
    assert error.value.key == key


def test_an_account_signs_in_as_what_it_is(store):
    assert not has_accounts(store)
    add_account(store, "li", GOOD, actor=ALONE, role="surveyor", scope="石门乡", team_id="T1")
    assert has_accounts(store)
    assert check_password(store, "li", GOOD) == Actor("li", "surveyor", "石门乡", "T1")


def test_a_wrong_password_and_an_unknown_name_sound_the_same(office):
    refused("accounts-wrong", check_password, office, "wang", WRONG)
    refused("accounts-wrong", check_password, office, "nobody", GOOD)


def test_five_wrong_passwords_lock_the_account_for_the_right_one_too_until_time_is_up(office, clock):
    for _ in range(4):
        refused("accounts-wrong", check_password, office, "wang", WRONG)
    refused("accounts-locked", check_password, office, "wang", WRONG)
    refused("accounts-locked", check_password, office, "wang", GOOD)
    clock.time += timedelta(seconds=office.settings.lock_out_s - 1)
    refused("accounts-locked", check_password, office, "wang", GOOD)
    clock.time += timedelta(seconds=1)
    assert check_password(office, "wang", GOOD).user_id == "wang"


def test_a_right_password_forgets_the_wrong_ones_before_it(office):
    for _ in range(2):
        for _ in range(4):
            refused("accounts-wrong", check_password, office, "wang", WRONG)
        check_password(office, "wang", GOOD)
    assert int(read_accounts(office)["failures"].iloc[0]) == 0


def test_a_disabled_account_does_not_sign_in_and_its_open_sign_ins_end(office):
    token = sign_in(office, "wang", GOOD)
    set_disabled(office, "wang", actor=ALONE)
    assert session_actor(office, token) is None
    refused("accounts-wrong", check_password, office, "wang", GOOD)
    set_disabled(office, "wang", actor=ALONE, disabled=False)
    assert session_actor(office, token) is None
    assert check_password(office, "wang", GOOD).role == "officer"


def test_a_new_password_ends_open_sign_ins_and_lifts_the_lock(office):
    token = sign_in(office, "wang", GOOD)
    for _ in range(5):
        with pytest.raises(RecordError):
            check_password(office, "wang", WRONG)
    set_password(office, "wang", "another-good-one", actor=ALONE)
    assert session_actor(office, token) is None
    assert check_password(office, "wang", "another-good-one").user_id == "wang"


def test_a_new_role_holds_for_a_sign_in_that_is_open(office):
    token = sign_in(office, "wang", GOOD)
    set_role(office, "wang", actor=ALONE, role="viewer")
    assert session_actor(office, token) == Actor("wang", "viewer")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_accounts_are_for_admins(office, role):
    actor = Actor("p1", role, team_id="T1")
    refused("roles-refused", add_account, office, "x", GOOD, actor=actor, role="viewer")
    refused("roles-refused", set_role, office, "wang", actor=actor, role="viewer")
    refused("roles-refused", set_password, office, "wang", "a-password-of-mine", actor=actor)
    refused("roles-refused", set_disabled, office, "wang", actor=actor)
    assert list(read_accounts(office)["role"]) == ["officer"]


def test_what_cannot_be_an_account_is_refused(office):
    refused("accounts-taken", add_account, office, "wang", GOOD, actor=ALONE, role="lead")
    refused("accounts-name", add_account, office, "local", GOOD, actor=ALONE, role="lead")
    refused("accounts-name", add_account, office, "a b", GOOD, actor=ALONE, role="lead")
    refused("accounts-role", add_account, office, "x", GOOD, actor=ALONE, role="boss")
    refused("accounts-no-team", add_account, office, "x", GOOD, actor=ALONE, role="surveyor")
    refused("accounts-short-password", add_account, office, "x", "short", actor=ALONE, role="lead")
    refused("accounts-unknown", set_role, office, "x", actor=ALONE, role="lead")


def test_an_account_of_a_single_sign_on_has_no_password_to_guess(store):
    add_account(store, "chen@county.example", None, actor=ALONE, role="lead")
    refused("accounts-wrong", check_password, store, "chen@county.example", "")


def test_neither_password_nor_hash_enters_the_log_and_the_chain_holds(office):
    set_password(office, "wang", "another-good-one", actor=ALONE)
    refused("accounts-wrong", check_password, office, "wang", WRONG)
    with office.reading() as connection:
        rows = [tuple(row) for row in connection.execute(select(models.AUDIT))]
    written = repr(rows)
    assert [row[3] for row in rows] == ["add", "password", "sign_in_failed"]
    assert "argon2" not in written
    assert GOOD not in written
    assert verify(office) == []


def test_every_version_of_an_account_is_kept(office):
    set_role(office, "wang", actor=ALONE, role="lead")
    with office.reading() as connection:
        versions = connection.execute(select(models.USERS.c.version, models.USERS.c.role)).all()
    assert [tuple(row) for row in versions] == [(1, "officer"), (2, "lead")]
