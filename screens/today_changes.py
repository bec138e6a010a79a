"""Change a team's route by hand: one thing at a time, each told with its price and undone in one tap."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.day import hand_out
from geo.actions.hand import by_hand
from geo.actions.hand.split import split
from layers.style import escape
from screens.shell import html, remembered, text
from screens.today_desk import Desk, done, made, priced

_VERBS: Final = ("move", "pin", "forbid", "add", "swap", "merge", "split", "lock")
_OTHER_DAYS: Final = 12  # team-days of later days that are offered


def changes(desk: Desk, team_day_id: str) -> None:
    """Ask what is to be changed in a route that is not handed out yet, and do it."""
    team = desk.sheet.teams.set_index("team_day_id", drop=False).loc[team_day_id]
    with st.container(border=True, key="today_changes"):
        html([f'<p class="tacha-title">{escape(text("today-change", team=team["team_id"]))}</p>'])
        if team["locked"]:
            html([f"<p>{escape(text('today-change-locked'))}</p>"])
            _lock(desk, team)
            return
        verb = st.pills(
            text("today-change-what"),
            _VERBS,
            default="move",
            format_func={name: text(f"today-verb-{name}") for name in _VERBS}.__getitem__,
            key="today_verb",
            label_visibility="collapsed",
        )
        if verb is not None:
            html([f'<p class="tacha-quiet">{escape(text(f"today-verb-{verb}-more"))}</p>'])
            _ASK[verb](desk, team)


def _do(desk: Desk, do: Callable[..., Any], *names: str, **more: Any) -> None:
    done(
        partial(do, desk.folder, *names, actor=desk.person, **more),
        partial(priced, desk),
        undoes=made,
    )


def _move(desk: Desk, team: Any) -> None:
    stop, to = _stop(desk, team), _other(desk, team)
    if stop and to and _yes("move"):
        _do(desk, by_hand.move, stop, to)


def _split(desk: Desk, team: Any) -> None:
    stop, to = _stop(desk, team, first=2), _other(desk, team)
    if stop and to and _yes("split"):
        _do(desk, split, stop, to)


def _swap(desk: Desk, team: Any) -> None:
    other = _other(desk, team)
    if other and _yes("swap"):
        _do(desk, by_hand.swap, team["team_day_id"], other)


def _merge(desk: Desk, team: Any) -> None:
    into = _other(desk, team)
    leave_out = st.checkbox(text("today-merge-leave-out"), key="today_leave_out")
    if into and _yes("merge"):
        _do(desk, by_hand.merge, team["team_day_id"], into, leave_out=leave_out)


def _pin(desk: Desk, team: Any) -> None:
    stop = _stop(desk, team)
    if not stop:
        return
    stops = desk.sheet.stops.set_index("stop_id")
    pinned = bool(stops["pinned"][stop])
    if _yes("unpin" if pinned else "pin"):
        _do(desk, by_hand.pin, stop, pinned=not pinned)


def _forbid(desk: Desk, team: Any) -> None:
    stop = _stop(desk, team)
    whole = st.checkbox(text("today-forbid-season"), key="today_forbid_season")
    why = st.text_input(text("today-why"), key="today_forbid_why")
    if stop and _yes("forbid"):
        row = desk.sheet.stops.set_index("stop_id").loc[stop]
        # A stop is forbidden in its window; the place itself for the season.
        place = (row["yard_id"] or row["cell_id"]) if whole else stop
        _do(desk, by_hand.forbid, place, reason=why)


def _add(desk: Desk, team: Any) -> None:
    missed = desk.sheet.missed
    places = {row.cell_id: text("today-add-missed", village=row.village) for row in missed.itertuples()}
    chosen = remembered("cell", None, "")
    if chosen:
        places[chosen] = text("today-add-map", cell=chosen)
    picked = ""
    if places:
        asked = text("today-add-which")
        picked = st.selectbox(asked, list(places), format_func=places.__getitem__, key="today_add_cell") or ""
    else:
        html([f"<p>{escape(text('today-add-none'))}</p>"])
    typed = st.text_input(text("today-add-name"), key="today_add_name").strip()
    twice = st.checkbox(text("today-add-twice"), key="today_add_twice")
    if (typed or picked) and _yes("add"):
        _do(desk, by_hand.add, team["team_day_id"], typed or picked, passes=2 if twice else 1)


def _lock(desk: Desk, team: Any) -> None:
    name, locked = str(team["team_day_id"]), bool(team["locked"])
    if _yes("unlock" if locked else "lock"):
        verb = "unlock" if locked else "lock"
        done(
            lambda: hand_out.lock(desk.folder, [name], locked=not locked, actor=desk.person),
            lambda names: [text("day-changed", verb=verb, team_days=desk.team_day(names[0]))],
        )


def _yes(verb: str) -> bool:
    return bool(st.button(text(f"today-yes-{verb}"), key=f"today_yes_{verb}", type="primary"))


def _stop(desk: Desk, team: Any, *, first: int = 1) -> str:
    """Ask for a stop of the team's route."""
    its = desk.sheet.stops[desk.sheet.stops["team_day_id"] == team["team_day_id"]]
    its = its[its["order"] >= first].set_index("stop_id", drop=False)
    if not len(its):
        html([f"<p>{escape(text('today-no-stop'))}</p>"])
        return ""

    def label(name: str) -> str:
        row = its.loc[name]
        kind = "yards" if row["place"] else "required" if row["required"] else "plain"
        place = row["place"] or row["village"]
        return text("today-stop-label", order=int(row["order"]), place=place, kind=kind)

    # A new plan has new labels, so it gets a new choice.
    key = f"today_stop_of {team['team_day_id']} {first} {desk.sheet.plan_id}"
    asked = "today-which-from" if first > 1 else "today-which-stop"
    labels = {name: label(name) for name in its.index}
    return str(st.selectbox(text(asked), list(labels), format_func=labels.__getitem__, key=key) or "")


def _other(desk: Desk, team: Any) -> str:
    """Ask for another team-day that can still be changed: of this day first, the one with most time ahead."""
    table = desk.calendar
    ahead = table["date"] >= pd.Timestamp(desk.sheet.day)
    free = table[ahead & (table["state"] == "planned") & ~table["locked"]]
    free = free[free["team_day_id"] != team["team_day_id"]]
    spare = free["team_id"].map(desk.names.hours).fillna(0.0) * 60 - free["duration_min"]
    free = free.assign(spare=spare.clip(lower=0).round().astype("int64"))
    of_day = free["date"] == pd.Timestamp(desk.sheet.day)
    roomy = free[of_day].sort_values("spare", ascending=False, kind="stable")
    offered = pd.concat([roomy, free[~of_day].head(_OTHER_DAYS)]).set_index("team_day_id", drop=False)
    if not len(offered):
        html([f"<p>{escape(text('today-no-other'))}</p>"])
        return ""

    def label(name: str) -> str:
        row = offered.loc[name]
        figures = {"stops": int(row["stops"]), "spare": int(row["spare"])}
        return text("today-other-label", team_day=desk.team_day(name), **figures)

    key = f"today_other_of {team['team_day_id']} {desk.sheet.plan_id}"
    labels = {name: label(name) for name in offered.index}
    asked = text("today-which-other")
    return str(st.selectbox(asked, list(labels), format_func=labels.__getitem__, key=key) or "")


_ASK: Final = {
    "move": _move, "pin": _pin, "forbid": _forbid, "add": _add, "swap": _swap, "merge": _merge,
    "split": _split, "lock": _lock,
}  # fmt: skip
