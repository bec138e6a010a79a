"""Several sites under one roof: each lets in its own people only, and says nothing of the others."""

import shutil
import socket
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from streamlit.testing.v1 import AppTest

from geo.actions.site import people
from geo.actions.site.serve import ROOF_VARIABLE, SITE_VARIABLE, refuse_unservable
from geo.errors import InputError
from screens import account, shell
from screens.door import Door, routes
from screens.house import House
from tests.screens.test_door import BEHIND, _socket, asked, typed

APP = str(Path(__file__).parents[2] / "app.py")
WORD = "poppies-in-may"


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """Two real sites, each with an account named wang and a password of its own."""
    roof = tmp_path_factory.mktemp("county")
    for name in ("甲乡", "乙乡"):
        (roof / name).mkdir()
        (roof / name / "site.toml").write_text(
            f'[site]\nname = "{name}"\n[season]\nyear = 2026\n', encoding="utf-8"
        )
        people.add_person(roof / name, "wang", f"{WORD}-{name}", role="lead")
    return roof


@pytest.fixture
def county(tmp_path, founded):
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    yield tmp_path
    people._store.cache_clear()


@pytest.fixture
def office(county):
    house = House(county, many=True)
    app = Route("/{path:path}", lambda request: PlainTextResponse(BEHIND))
    return Starlette(
        routes=[*routes(house), WebSocketRoute("/_stcore/stream", _socket), app],
        middleware=[Middleware(Door, house=house)],
    )


def token(county, name):
    return people.sign_in(county / name, "wang", f"{WORD}-{name}")


def cookie(county, name, value=None):
    return f"{people.cookie_name(county / name)}={value or token(county, name)}"


def signed(app, site, word, **more):
    body = urlencode({"user": "wang", "password": word, "site": site}).encode()
    return asked(app, "/sign-in", method="POST", body=body, **more)


def said(page):
    return page.split('role="alert">')[1].split("</p>")[0]


def test_a_stranger_gets_the_form_and_no_name_of_a_site(office):
    assert asked(office, "/")[0] == 303
    assert asked(office, "/_stcore/stream", kind="websocket") == "websocket.close"
    text = asked(office, "/sign-in")[2]
    assert 'name="site"' in text
    assert "甲乡" not in text


def test_a_password_opens_its_own_site_only_and_leads_into_it(office, county):
    status, headers, _ = signed(office, "甲乡", f"{WORD}-甲乡", query="next=/map%3Flang%3Den%26site%3Dx")
    assert status == 303
    assert headers["location"] == f"/map?{urlencode({'lang': 'en', 'site': '甲乡'})}"
    assert headers["set-cookie"].startswith(people.cookie_name(county / "甲乡"))
    assert signed(office, "乙乡", f"{WORD}-甲乡")[0] == 403


@pytest.mark.parametrize("site", ["丙乡", "", "../甲乡"])
def test_a_site_that_is_not_there_is_refused_like_a_wrong_password(office, site):
    wrong = signed(office, "甲乡", "wrong")
    status, headers, text = signed(office, site, f"{WORD}-甲乡")
    assert (status, "set-cookie" in headers) == (403, False)
    assert (
        text.split('role="alert"')[1].split("</p>")[0] == wrong[2].split('role="alert"')[1].split("</p>")[0]
    )


def test_the_form_repeats_the_name_of_a_site_as_text(office):
    text = asked(office, "/sign-in", query=urlencode({"next": "/?" + urlencode({"site": '"><img src=x>'})}))[
        2
    ]
    assert "<img" not in text


def test_a_session_of_any_site_passes_the_door(office, county):
    for name in ("甲乡", "乙乡"):
        assert asked(office, "/map", cookie=cookie(county, name))[2] == BEHIND
    assert asked(office, "/map", cookie=cookie(county, "甲乡", "guessed"))[0] == 303
    swapped = f"{people.cookie_name(county / '乙乡')}={token(county, '甲乡')}"
    assert asked(office, "/map", cookie=swapped)[0] == 303


def test_from_the_first_account_of_a_roof_on_no_site_of_it_is_open_to_everybody(county, tmp_path_factory):
    free = tmp_path_factory.mktemp("free") / "丙乡"
    free.mkdir()
    (free / "site.toml").write_text("", encoding="utf-8")
    assert House(free.parent, many=True).lets_in({})
    assert not House(free.parent, many=True, only_here=False).lets_in({})
    shutil.copytree(free, county / "丙乡")
    assert not House(county, many=True).lets_in({})


def test_an_empty_roof_opens_on_this_computer_only(tmp_path):
    assert House(tmp_path, many=True).lets_in({})
    assert not House(tmp_path, many=True, only_here=False).lets_in({})


def test_beyond_this_computer_a_roof_is_served_only_if_somebody_can_sign_in(county, tmp_path_factory):
    empty = tmp_path_factory.mktemp("empty")
    refuse_unservable(empty, port=free_port())
    refuse_unservable(county, port=free_port(), address="0.0.0.0")  # noqa: S104  nothing listens
    with pytest.raises(InputError, match="door-not-loopback"):
        refuse_unservable(empty, port=free_port(), address="0.0.0.0")  # noqa: S104
    (empty / "picture.jpg").write_bytes(b"x")
    with pytest.raises(InputError, match="source-site-missing"):
        refuse_unservable(empty, port=free_port())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_typing_into_the_form_of_one_site_needs_no_name(county):
    house = House(county / "甲乡")
    app = Starlette(routes=[*routes(house)], middleware=[Middleware(Door, house=house)])
    assert 'name="site"' not in asked(app, "/sign-in")[2]
    assert typed(app, word=f"{WORD}-甲乡")[0] == 303


def app_of(county, monkeypatch, *, known=(), **query):
    """The app under a roof, in a browser that holds the sessions of some sites."""
    monkeypatch.setenv(ROOF_VARIABLE, str(county))
    monkeypatch.delenv(SITE_VARIABLE, raising=False)
    held = {str(county / name): token(county, name) for name in known}
    monkeypatch.setattr(account, "_token", lambda folder: held.get(str(folder), ""))
    read = []
    monkeypatch.setattr(
        shell, "look", lambda folder: read.append(folder) or pytest.fail(f"{folder} was read")
    )
    test = AppTest.from_file(APP, default_timeout=30)
    test.query_params.update(query)
    return test.run()


def all_words(test):
    parts = [button.label for button in test.button] + [item.value for item in test.header]
    return " ".join(parts).replace("\\", "")


def test_a_session_is_offered_the_sites_that_it_may_read_and_no_other(county, monkeypatch):
    (county / "丁乡").mkdir()
    (county / "丁乡" / "site.toml").write_text("", encoding="utf-8")
    people.change_role(county / "甲乡", "wang", role="admin")
    words = all_words(app_of(county, monkeypatch, known=("甲乡",)))
    assert "甲乡" in words
    assert "丁乡" in words  # without accounts: for who manages those of another one
    assert "乙乡" not in words


def test_a_site_without_accounts_is_shut_to_the_people_of_the_others(county, monkeypatch):
    (county / "丁乡").mkdir()
    (county / "丁乡" / "site.toml").write_text("", encoding="utf-8")
    test = app_of(county, monkeypatch, known=("甲乡",), site="丁乡")
    assert not test.exception
    assert [button.key for button in test.button] == ["switch_site"]


@pytest.mark.parametrize("site", ["乙乡", "没有的乡"])
def test_a_link_to_another_site_says_the_same_whether_it_is_there_or_not(county, monkeypatch, site):
    test = app_of(county, monkeypatch, known=("甲乡",), site=site)
    assert not test.exception
    assert [button.key for button in test.button] == ["switch_site"]
    assert not test.header


def test_only_who_manages_accounts_makes_a_site_beside_sites_with_accounts(county, monkeypatch):
    keys = [button.key for button in app_of(county, monkeypatch, known=("甲乡", "乙乡")).button]
    assert "make_own" not in keys
    people.change_role(county / "甲乡", "wang", role="admin")
    keys = [button.key for button in app_of(county, monkeypatch, known=("甲乡", "乙乡")).button]
    assert "make_own" in keys
