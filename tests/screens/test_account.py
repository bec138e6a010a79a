"""Nobody sees a site of accounts without a session, and roles decide what is offered."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.actions.site import people
from geo.records.roles import Actor
from screens import account
from tests.screens.test_screens import overview, plan

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def office(site, monkeypatch):
    """Return a function that signs an account in, or nobody; the site has accounts."""
    monkeypatch.setattr(people, "signs_in", lambda folder: True)

    def enter(role):
        person = Actor("wang", role, team_id="T1" if role == "surveyor" else "") if role else None
        monkeypatch.setattr(people, "who", lambda folder, token: person)

    return enter


def opened(target):
    make = AppTest.from_file if isinstance(target, str) else AppTest.from_function
    test = make(target, default_timeout=30)
    test.run()
    assert not test.exception, test.exception
    return test


def shown(test):
    return " ".join(getattr(item.proto, "body", "") or str(getattr(item, "value", "")) for item in test.main)


def test_without_a_session_the_app_shows_the_way_to_the_form_and_nothing_of_the_site(office):
    office(None)
    test = opened(APP)
    assert "/sign-in" in shown(test)
    assert not test.header
    assert not test.button


def test_a_session_opens_the_app_and_names_its_person(office):
    office("viewer")
    test = opened(APP)
    assert test.header
    assert "wang" in test.button(key="sign_out").label


@pytest.mark.parametrize(("role", "offered"), [("viewer", False), ("officer", False), ("lead", True)])
def test_planning_is_offered_to_those_who_may_plan(office, role, offered):
    office(role)
    assert any(button.key == "make_plan" for button in opened(plan).button) == offered


def test_one_person_on_his_computer_is_not_asked(site):
    assert not any(button.key == "sign_out" for button in opened(APP).button)


def test_a_server_that_others_reach_shows_nothing_while_there_are_no_accounts(site, monkeypatch):
    asked = st.get_option
    monkeypatch.setattr(
        account.st, "get_option", lambda name: "192.0.2.1" if name == "server.address" else asked(name)
    )
    test = opened(APP)
    assert "tacha user add" in test.error[0].value
    assert not test.header


def test_a_person_of_a_township_that_is_not_of_the_site_sees_nothing_of_it(office, monkeypatch):
    office("viewer")
    monkeypatch.setattr(people, "who", lambda folder, token: Actor("wang", "viewer", "别的乡"))
    test = opened(overview)
    assert "别的乡" in test.error[0].value
    assert not test.header
