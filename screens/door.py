"""The door before the app: no page, file or socket without a sign-in, and the form that gives one.

It stands outside Streamlit, so that nothing of the app is sent to a stranger, and sets the cookie that
Streamlit itself cannot set: HttpOnly, SameSite, never in an address.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.actions.site import people
from geo.errors import TachaError
from geo.words import Language, say, t
from screens.house import House

SIGN_IN: Final = "/sign-in"
SITE: Final = "site"
_OPEN: Final = frozenset({SIGN_IN, "/_stcore/health"})
_LONGEST_FORM: Final = 4_096
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    ),
    # With "no-referrer" browsers hide where the form came from, and it would be refused.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_PAGE: Final = (Path(__file__).parent / "sign_in.html").read_text(encoding="utf-8")


class Door:
    """Let through who is signed in; send everybody else to the form.

    Parameters
    ----------
    app : what stands behind the door
    house : the site whose accounts count, or the sites under a roof; each screen asks for its own site again
    """

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or socket."""
        kind = scope["type"]
        if kind not in {"http", "websocket"} or scope["path"] in _OPEN:
            await self.app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        if await run_in_threadpool(self.house.lets_in, asked.cookies):
            await self.app(scope, receive, send)
        elif kind == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await _turned_away(asked)(scope, receive, send)


def routes(house: House) -> list[Route]:
    """Give the form's routes: GET shows it, POST checks what was typed."""

    async def sign_in(request: Request) -> Response:
        onward = _inside(request.query_params.get("next", "/"))
        if request.method == "GET":
            return _form(request, onward, house)
        if not _from_here(request):
            return PlainTextResponse("", status_code=403)
        typed = await _typed(request)
        site_dir = house.site_called(typed["site"])
        try:
            token = await run_in_threadpool(people.sign_in, site_dir, typed["user"], typed["password"])
        except TachaError as error:
            fault = say(error, _language(request))
            return _form(request, onward, house, site=typed["site"], fault=fault)
        assert site_dir is not None  # noqa: S101  without a site nobody was signed in
        where = _with_site(onward, site_dir.name) if house.many else onward
        answer = RedirectResponse(where, status_code=303, headers={"Cache-Control": "no-store"})
        return _with_cookie(answer, request, site_dir, token)

    return [Route(SIGN_IN, sign_in, methods=["GET", "POST"])]


def _with_cookie(answer: Response, request: Request, site_dir: Path, token: str) -> Response:
    answer.set_cookie(
        people.cookie_name(site_dir),
        token,
        max_age=people.session_s(site_dir),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _with_site(onward: str, name: str) -> str:
    """Name the site in an address of ours."""
    parts = urlsplit(onward)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != SITE] + [(SITE, name)]
    return f"{parts.path}?{urlencode(query)}"


def _turned_away(asked: HTTPConnection) -> Response:
    page = asked.scope["method"] == "GET" and "text/html" in asked.headers.get("accept", "")
    if not page:
        return PlainTextResponse("", status_code=401, headers={"Cache-Control": "no-store"})
    query = asked.scope["query_string"].decode("latin-1")
    onward = quote(asked.scope["path"]) + (f"?{query}" if query else "")
    where = f"{SIGN_IN}?{urlencode({'next': onward})}"
    return RedirectResponse(where, status_code=303, headers={"Cache-Control": "no-store"})


def _form(request: Request, onward: str, house: House, *, site: str = "", fault: str = "") -> Response:
    language = _language(request)
    words = {name: t(f"door-{name}", language) for name in ("title", "app", "user", "password", "enter")}
    words |= {"language": language.value, "action": f"{SIGN_IN}?{urlencode({'next': onward})}"}
    page = _PAGE
    for name, word in words.items():
        page = page.replace(f"%{name}%", escape(word))
    # Which sites there are is for those to know who may enter one: the name is typed, or stands in the link.
    asked = escape(site or dict(parse_qsl(urlsplit(onward).query)).get(SITE, ""))
    field = f'<label>{escape(t("door-site", language))}<input name="site" value="{asked}" required></label>'
    page = page.replace("%site%", field if house.many else "")
    page = page.replace("%fault%", f'<p role="alert">{escape(fault)}</p>' if fault else "")
    return HTMLResponse(page, status_code=403 if fault else 200, headers=_HEADERS)


async def _typed(request: Request) -> dict[str, str]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            body = b""
            break
    fields = parse_qs(body.decode("utf-8", errors="replace"), max_num_fields=8)
    return {name: fields.get(name, [""])[0] for name in ("user", "password", SITE)}


def _from_here(request: Request) -> bool:
    """Whether the form came from our own page: another site may not sign a person in as somebody else."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


def _inside(onward: str) -> str:
    """Keep to our own pages: an address elsewhere, in any writing that browsers take, becomes the start."""
    parts = urlsplit(onward)
    ours = onward.startswith("/") and not onward.startswith(("//", "/\\")) and not parts.netloc
    return onward if ours and onward.isprintable() and not onward.startswith(SIGN_IN) else "/"


def _language(request: Request) -> Language:
    """Language of the address, or of the page one was on the way to; else the browser's, else Chinese."""
    onward = parse_qs(urlsplit(request.query_params.get("next", "")).query)
    asked = request.query_params.get("lang") or onward.get("lang", [""])[0]
    if asked in set(Language):
        return Language(asked)
    first = request.headers.get("accept-language", "zh").strip().lower()
    return Language.EN if first.startswith("en") else Language.ZH
