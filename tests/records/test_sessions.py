"""Sign-ins: a token opens them, time and signing out end them, and the token is nowhere on record."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from geo.errors import RecordError
from geo.records import accounts, models
from geo.records.accounts import add_account
from geo.records.roles import ALONE
from geo.records.sessions import session_actor, sign_in, sign_out
from geo.records.store import Store

GOOD = "poppies-in-may"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Hash as cheaply as argon2 can: its cost is its business, not what is tested here."""
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def office(store):
    add_account(store, "wang", GOOD, actor=ALONE, role="officer")
    return store


def test_a_token_stands_for_its_person_after_the_records_are_opened_again(office, clock):
    token = sign_in(office, "wang", GOOD)
    with Store(office.address, now=clock, settings=office.settings) as again:
        assert session_actor(again, token).user_id == "wang"


def test_a_wrong_password_opens_nothing(office):
    with pytest.raises(RecordError):
        sign_in(office, "wang", "not-the-password")
    with office.reading() as connection:
        assert connection.execute(select(models.SESSIONS)).all() == []


def test_a_session_runs_out(office, clock):
    token = sign_in(office, "wang", GOOD)
    clock.time += timedelta(hours=office.settings.session_h) - timedelta(seconds=1)
    assert session_actor(office, token) is not None
    clock.time += timedelta(seconds=1)
    assert session_actor(office, token) is None


def test_signing_out_ends_this_session_and_no_other(office):
    here, there = sign_in(office, "wang", GOOD), sign_in(office, "wang", GOOD)
    assert here != there
    sign_out(office, here)
    sign_out(office, "never-opened")
    assert session_actor(office, here) is None
    assert session_actor(office, there) is not None


def test_an_invented_token_stands_for_nobody(office):
    sign_in(office, "wang", GOOD)
    for token in ("", "x", "0" * 43):
        assert session_actor(office, token) is None


def test_the_token_is_nowhere_in_the_site_folder(office, tmp_path):
    token = sign_in(office, "wang", GOOD)
    for file in tmp_path.iterdir():
        assert token.encode() not in file.read_bytes()


def test_what_has_run_out_is_swept_away_when_somebody_signs_in(office, clock):
    sign_in(office, "wang", GOOD)
    clock.time += timedelta(hours=office.settings.session_h)
    sign_in(office, "wang", GOOD)
    with office.reading() as connection:
        assert len(connection.execute(select(models.SESSIONS)).all()) == 1
