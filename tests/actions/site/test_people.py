"""Who acts where, and an address that others reach only when somebody can sign in."""

import socket

import pytest

from geo.actions.site import people
from geo.actions.site.serve import has_single_sign_on, is_loopback, refuse_unservable
from geo.errors import InputError
from geo.records.roles import ALONE, Action, Actor, Role

EVERYWHERE = "0.0.0.0"  # noqa: S104  asked about, nothing stays bound
TOML = '[site]\nname = "黄泥镇"\n[season]\nyear = 2026\n'


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "site.toml").write_text(TOML, encoding="utf-8")
    yield folder
    people._store.cache_clear()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_computer_s_keeper_is_alone_until_there_are_accounts(site):
    assert people.local_actor(site) == ALONE
    people.add_person(site, "wang", "poppies-in-may", role="lead")
    assert people.local_actor(site) == Actor("local", "admin")


def test_a_person_signs_in_and_out(site):
    assert not people.signs_in(site)
    people.add_person(site, "wang", "poppies-in-may", role="officer", scope="石门乡")
    assert people.signs_in(site)
    token = people.sign_in(site, " wang ", "poppies-in-may")
    assert people.who(site, token) == Actor("wang", "officer", "石门乡")
    people.sign_out(site, token)
    assert people.who(site, token) is None


def test_a_change_of_the_command_line_holds_for_the_app_at_once(site):
    people.add_person(site, "wang", "poppies-in-may", role="officer")
    token = people.sign_in(site, "wang", "poppies-in-may")
    people.change_role(site, "wang", role="viewer")
    assert not people.may(people.who(site, token), Action.REPORT)
    people.disable(site, "wang")
    assert people.who(site, token) is None
    people.disable(site, "wang", disabled=False)
    people.change_password(site, "wang", "another-good-one")
    assert people.who_by_name(site, "wang").role == "viewer"
    assert list(people.people(site)["user_id"]) == ["wang"]


def test_others_reach_a_site_only_when_somebody_can_sign_in(site, monkeypatch):
    monkeypatch.setattr("geo.actions.site.serve._SECRETS", [])
    port = free_port()
    refuse_unservable(site, port=port)
    with pytest.raises(InputError, match="door-not-loopback"):
        refuse_unservable(site, port=port, address=EVERYWHERE)
    people.add_person(site, "wang", "poppies-in-may", role="admin")
    refuse_unservable(site, port=port, address=EVERYWHERE)


def test_a_single_sign_on_opens_the_address_too(site, tmp_path, monkeypatch):
    (tmp_path / "secrets.toml").write_text('[auth]\nclient_id = "x"\n', encoding="utf-8")
    assert has_single_sign_on([tmp_path / "none", tmp_path])
    monkeypatch.setattr("geo.actions.site.serve._SECRETS", [tmp_path])
    refuse_unservable(site, port=free_port(), address=EVERYWHERE)
    (tmp_path / "secrets.toml").write_text('password = "x"\n', encoding="utf-8")
    assert not has_single_sign_on([tmp_path])


def test_a_taken_port_and_a_foreign_address_are_one_sentence(site):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match="error-serve"):
            refuse_unservable(site, port=taken.getsockname()[1])
    with pytest.raises(InputError, match="error-serve"):
        refuse_unservable(site, port=99_999)
    with pytest.raises(InputError, match="door-bad-address"):
        refuse_unservable(site, port=free_port(), address="office.example")


@pytest.mark.parametrize(
    ("address", "loopback"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("192.0.2.1", False)]
)
def test_loopback_is_what_only_this_computer_reaches(address, loopback):
    assert is_loopback(address) == loopback


@pytest.mark.parametrize("action", [Action.READ, Action.ADD_TRACK])
def test_a_surveyor_and_a_township_officer_may_at_home_what_they_may_not_everywhere(action):
    surveyor = Actor("li", Role.SURVEYOR, team_id="1")
    officer = Actor("wang", Role.OFFICER, scope="黄泥镇")
    assert people.may_at_home(surveyor, action)
    assert people.may_at_home(officer, action)
    assert not people.may(officer, action)
    assert not people.may_at_home(Actor("zhao", Role.VIEWER), Action.ADD_TRACK)
