"""The door: without a session no path and no socket is answered; the form takes no orders from elsewhere."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from geo.actions.site import people
from geo.errors import RecordError
from geo.records.roles import Actor
from screens.door import Door, routes
from screens.house import House

BEHIND = "expected plots of the site"
OPENS = "t0ken"
PATHS = [
    "/",
    "/map",
    "/_stcore/host-config",
    "/media/1.png",
    "/static/x.js",
    "/component/y",
    "/sign-in/../map",
]


async def _socket(socket):
    await socket.accept()
    await socket.close()


@pytest.fixture
def office(tmp_path, monkeypatch):
    """An app behind its door, on a site with the one account wang."""

    def sign_in(folder, user, password):
        if (user, password) != ("wang", "poppies-in-may"):
            raise RecordError("accounts-wrong")
        return OPENS

    monkeypatch.setattr(people, "signs_in", lambda folder: True)
    monkeypatch.setattr(people, "sign_in", sign_in)
    monkeypatch.setattr(
        people, "who", lambda folder, token: Actor("wang", "lead") if token == OPENS else None
    )
    monkeypatch.setattr(people, "session_s", lambda folder: 60)
    app = Route("/{path:path}", lambda request: PlainTextResponse(BEHIND))
    house = House(tmp_path)
    middleware = [Middleware(Door, house=house)]
    return Starlette(
        routes=[*routes(house), WebSocketRoute("/_stcore/stream", _socket), app], middleware=middleware
    )


def asked(app, path, *, method="GET", body=b"", kind="http", query="", **headers):
    """Status, headers and text of one answer; of a socket the first message."""
    told = {
        "host": "office:8501",
        "accept": "text/html",
        **{k.replace("_", "-"): v for k, v in headers.items()},
    }
    scope = {
        "type": kind, "method": method, "path": path, "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        "scheme": "http" if kind == "http" else "ws", "server": ("office", 8501), "subprotocols": [],
    }  # fmt: skip
    first = {"type": "http.request", "body": body} if kind == "http" else {"type": "websocket.connect"}
    sent = []

    async def receive():
        return first

    async def send(message):
        sent.append(message)

    # In a thread of its own: a browser test before this one leaves a loop running in the main thread.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    if kind != "http":
        return sent[0]["type"]
    answer = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answer, b"".join(part.get("body", b"") for part in sent[1:]).decode()


def typed(app, user="wang", word="poppies-in-may", query="", **headers):
    body = urlencode({"user": user, "password": word}).encode()
    return asked(app, "/sign-in", method="POST", body=body, query=query, **headers)


def cookie(tmp_path, token=OPENS):
    return f"{people.cookie_name(tmp_path)}={token}"


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_sent_to_the_form_and_gets_nothing_else(office, path):
    status, headers, text = asked(office, path)
    assert (status, text) == (303, "")
    assert headers["location"].startswith("/sign-in?next=")
    status, _, text = asked(office, path, accept="*/*")
    assert (status, text) == (401, "")
    assert asked(office, path, method="POST")[0] == 401


def test_a_stranger_s_socket_is_closed_before_it_opens(office, tmp_path):
    assert asked(office, "/_stcore/stream", kind="websocket") == "websocket.close"
    assert (
        asked(office, "/_stcore/stream", kind="websocket", cookie=cookie(tmp_path, "x")) == "websocket.close"
    )
    assert asked(office, "/_stcore/stream", kind="websocket", cookie=cookie(tmp_path)) == "websocket.accept"


@pytest.mark.parametrize("path", PATHS)
def test_a_session_lets_through(office, tmp_path, path):
    assert asked(office, path, cookie=cookie(tmp_path))[2] == BEHIND


def test_without_accounts_nobody_is_asked(office, monkeypatch):
    monkeypatch.setattr(people, "signs_in", lambda folder: False)
    assert asked(office, "/map")[2] == BEHIND


def test_the_right_password_sets_a_cookie_that_scripts_cannot_read_and_goes_on(office):
    status, headers, _ = typed(office, query="next=/map%3Flang%3Den")
    assert (status, headers["location"]) == (303, "/map?lang=en")
    words = headers["set-cookie"].lower()
    assert OPENS in words
    assert "httponly" in words
    assert "samesite=lax" in words
    assert OPENS not in headers["location"]


def test_a_wrong_password_is_told_in_the_language_of_the_page_and_sets_nothing(office):
    status, headers, text = typed(office, word="wrong", query="next=/map%3Flang%3Den")
    assert status == 403
    assert "set-cookie" not in headers
    assert "Name or password is wrong" in text
    assert "密码不对" in typed(office, word="wrong")[2]


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:1", ""],
)
def test_nobody_is_sent_elsewhere_after_signing_in(office, onward):
    assert typed(office, query=urlencode({"next": onward}))[1]["location"] == "/"


def test_a_form_from_another_site_is_refused(office):
    for origin in ("https://evil.example", "null", "http://office:9999"):
        status, headers, _ = typed(office, origin=origin)
        assert status == 403
        assert "set-cookie" not in headers
    assert typed(office, origin="http://office:8501")[0] == 303


def test_the_form_runs_no_script_and_repeats_nothing_as_html(office):
    _, headers, text = asked(office, "/sign-in", query=urlencode({"next": '/"><script>alert(1)</script>'}))
    assert "<script" not in text
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_a_form_too_long_to_be_one_is_a_wrong_password(office):
    assert typed(office, user="x" * 10_000)[0] == 403
