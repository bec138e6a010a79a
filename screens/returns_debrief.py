"""A team's day in six taps: formation, not entered, light and growth, sight, own judgement, signs."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.views.look import SiteView
from geo.actions.visits.debrief import SIGNS, Sign
from geo.actions.visits.fill_in import Filled
from geo.actions.visits.to_fill_in import Waiting
from geo.model.season import STAGES
from layers.style import escape
from screens.returns_entry import ask_datum, ask_effort, ask_place, ask_yards, finish, plain_known
from screens.returns_said import quiet
from screens.returns_site import choices, teams_of, village_of, waiting
from screens.shell import day, html, plain, remember, remembered, text

_ABREAST: Final = (2, 3, 4, 5, 6, 8, 10)
_SPACING_M: Final = (5, 10, 20, 30, 40, 50)
_SIGHT_M: Final = (5, 10, 25, 50, 100, 200)
_SEEN: Final = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
_HALF_H: Final = 0.5


def show(view: SiteView) -> None:
    """Draw the part of the screen."""
    days = waiting(view, st.query_params.get("visit", ""))
    if not days:
        quiet(text("returns-debrief-none"))
        return
    chosen = _choose(view, days)
    _about(view, chosen)
    key = f"debrief {chosen.name}"
    known = plain_known(chosen.visit)
    team = chosen.team_id or _ask_team(view, key)
    taps = _six_taps(key, known)
    signs, datum = _signs(key)
    effort = ask_effort(f"{key} {team}", known or _guessed(view, chosen, team))
    _, named = choices()
    yards = named.yards[named.yards["village_id"] == chosen.village_id]
    entered = ask_yards(key, yards, {})
    entries = taps | effort
    if chosen.visit is None:
        entries |= {"visited_on": pd.Timestamp(chosen.day).date(), "team_id": team}
        entries |= {"village_id": chosen.village_id, "source": "track"}
    filled = Filled(
        entries, visit_id=str(known.get("visit_id", "")), signs=signs, datum=datum, yards=entered or None,
        tracks=chosen.tracks if chosen.visit is None else None,
    )  # fmt: skip
    if not team and teams_of(view):
        st.info(text("returns-debrief-team-first"))
        return
    finish(key, filled, nothing=bool(known.get("nothing_found", True)))


def _choose(view: SiteView, days: list[Waiting]) -> Waiting:
    by_name = {one.name: one for one in days}

    def label(name: str) -> str:
        one = by_name[name]
        state = str(one.visit["state"]) if one.visit else "tracks"
        told = {"team": one.team_id or text("returns-no-team"), "day": day(pd.Timestamp(one.day))}
        told |= {"village": village_of(view, one.village_id), "km": f"{one.length_m / 1000:.1f}"}
        return text("returns-debrief-choice", state=text(f"returns-waits-{state}"), **told)

    names = list(by_name)
    first = remembered("visit", names, names[0])
    chosen = st.selectbox(
        text("returns-debrief-which", days=len(names)), names, index=names.index(first),
        format_func=label, key=f"returns_visit {first}",
    )  # fmt: skip
    if chosen != first:
        remember("visit", str(chosen))
        st.rerun()
    return by_name[first]


def _about(view: SiteView, chosen: Waiting) -> None:
    state = "" if chosen.visit is None else chosen.visit["state"]
    if state == "returned" and chosen.visit:
        st.warning(plain(text("returns-returned-because", reason=str(chosen.visit["reason"]))))
    if state == "confirmed":
        st.warning(plain(text("returns-amend-signed")))
    told = text(
        "returns-debrief-about", village=village_of(view, chosen.village_id), tracks=len(chosen.tracks),
        km=f"{chosen.length_m / 1000:.1f}", cells=chosen.cells,
    )  # fmt: skip
    html([f'<p class="tacha-say">{escape(told)}</p>'])


def _ask_team(view: SiteView, key: str) -> str:
    """Ask whose tracks these are; "" until somebody says it."""
    chosen = st.selectbox(
        text("returns-debrief-team"), teams_of(view), index=None, placeholder=text("returns-datum-none"),
        key=f"{key} team",
    )  # fmt: skip
    return str(chosen or "")


def _six_taps(key: str, known: dict[str, Any]) -> dict[str, Any]:
    """Ask the taps; what nobody tapped stays unsaid."""
    said = _formation(key, known)
    said |= _not_entered(key, known)
    left, right = st.columns(2, gap="small")
    with left:
        light = _tap("light", key, ("good", "fair", "poor"), known.get("light"))
    with right:
        growth = _tap("growth", key, STAGES, known.get("growth"))
    sight = _tap("sight", key, _SIGHT_M, known.get("sight_m"), words=False)
    own = _tap("own-pod", key, _SEEN, known.get("own_pod"), words=False)
    more = {"light": light, "growth": growth, "sight_m": sight, "own_pod": own}
    return said | {name: value for name, value in more.items() if value is not None}


def _formation(key: str, known: dict[str, Any]) -> dict[str, Any]:
    options = ("file", *map(str, _ABREAST))
    before = {"file": "file", "abreast": str(known.get("walkers", ""))}.get(str(known.get("formation", "")))
    chosen = _pills("formation", key, options, before)
    if chosen is None:
        return {}
    if chosen == "file":
        return {"formation": "file", "walkers": 1, "spacing_m": None}
    spacing = _pills("spacing", key, tuple(map(str, _SPACING_M)), f"{known.get('spacing_m') or 20:g}")
    far = float(spacing or 0) or None
    return {"formation": "abreast", "walkers": int(chosen), "spacing_m": far}


def _not_entered(key: str, known: dict[str, Any]) -> dict[str, Any]:
    before = str(known.get("not_entered", ""))
    chosen = _pills("entered", key, ("all", "some"), "some" if before else None)
    if chosen is None:
        return {}
    if chosen == "all":
        return {"not_entered": ""}
    return {
        "not_entered": st.text_input(text("returns-not-entered"), before, key=f"{key} why", max_chars=200)
    }


def _tap(name: str, key: str, values: tuple[Any, ...], before: Any, *, words: bool = True) -> Any:
    """One tap of values; numbers are shown as they are, words by their text."""
    by_text = {str(value): value for value in values}
    first = next((text_ for text_, value in by_text.items() if value == before), None)
    chosen = _pills(name, key, tuple(by_text), first, words=words)
    return None if chosen is None else by_text[chosen]


def _metres(option: str) -> str:
    return text("map-metres", metres=option)


def _pills(
    name: str, key: str, options: tuple[str, ...], first: str | None, *, words: bool = True
) -> str | None:
    numbers = {"own-pod": lambda option: f"{float(option):.0%}", "sight": _metres}

    def shown(option: str) -> str:
        if name in numbers:
            return numbers[name](option)
        if name == "spacing":
            return _metres(option)
        if name == "formation" and option != "file":
            return text("returns-formation-abreast", walkers=option)
        return text(f"returns-{name}-{option.replace('_', '-')}" if words else option)

    chosen = st.pills(
        text(f"returns-tap-{name}"), options, default=first if first in options else None, format_func=shown,
        key=f"{key} {name}",
    )  # fmt: skip
    return None if chosen is None else str(chosen)


def _signs(key: str) -> tuple[tuple[Sign, ...], str]:
    """Ask for one sign with its place; more are further leads of the map."""
    what = _pills("sign", key, SIGNS, None)
    if what is None:
        return (), "WGS84"
    with st.container(border=True):
        lon, lat = ask_place(f"{key} sign")
        datum = ask_datum(f"{key} sign")
        note = st.text_input(text("returns-sign-note"), key=f"{key} sign note", max_chars=200)
    if lon is None or lat is None:
        quiet(text("returns-sign-place"))
        return (), datum
    return (Sign(what, lon, lat, note),), datum


def _guessed(view: SiteView, chosen: Waiting, team: str) -> dict[str, Any]:
    """People of the team and hours of its tracks, to begin with."""
    teams = view.teams[view.teams["team_id"].astype(str) == team]
    tracks = view.tracks[view.tracks["track_id"].isin(chosen.tracks)]
    begun, ended = tracks["started_at"].min(), tracks["ended_at"].max()
    hours = 0.0
    if pd.notna(begun) and pd.notna(ended):
        hours = round((ended - begun).total_seconds() / 3600 / _HALF_H) * _HALF_H
    members = int(teams["members"].iloc[0]) if len(teams) else 0
    return {"persons": members, "hours": min(24.0, hours), "vehicles": 1 if len(teams) else 0}
