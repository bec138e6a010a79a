"""A card for each team of the day: where it goes, when it turns back and is due, and what comes next."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import streamlit as st

from geo.actions.day import hand_out
from geo.actions.day.come_back import Said, come_back
from geo.records.roles import Action
from layers.style import escape
from screens.shell import html, remember, remembered, text, today
from screens.today_desk import Desk, clock, done

_SIGNS: Final = {"planned": "○", "handed_out": "◐", "out": "▶", "back": "✔", "over": "■"}
_JUMP: Final = "today jump"
_SCROLL: Final = "<script>document.querySelector('.st-key-today_one').scrollIntoView()</script>"
_VILLAGES: Final = 3  # named on a card
_ACROSS: Final = 3
_MOST_PEOPLE: Final = 60


def cards(desk: Desk) -> None:
    """Draw the cards, those who are overdue first."""
    teams = desk.sheet.teams
    if not len(teams):
        return
    ordered = teams.sort_values("over_min", ascending=False, kind="stable")
    for start in range(0, len(ordered), _ACROSS):
        columns = st.columns(_ACROSS, gap="small")
        for column, (_, team) in zip(columns, ordered.iloc[start : start + _ACROSS].iterrows(), strict=False):
            with column, st.container(border=True, key=f"today_card {team['team_day_id']}"):
                _card(desk, team)


def choose_team(desk: Desk) -> str:
    """Return the team-day that is open below the cards; empty where nobody goes out."""
    teams = desk.sheet.teams
    going = teams[teams["stops"] > 0] if len(teams) else teams
    if not len(going):
        return ""
    urgent = going.sort_values(["over_min"], ascending=False, kind="stable")
    out = urgent[(urgent["over_min"] > 0) | (urgent["state"] == "out")]
    usual = str((out if len(out) else urgent)["team_id"].iloc[0])
    team_id = remembered("team", teams["team_id"].tolist(), usual)
    return str(teams.loc[teams["team_id"] == team_id, "team_day_id"].iloc[0])


def jump() -> None:
    """Bring the team's stops into sight once after they were asked for: on a phone they are far below."""
    if st.session_state.pop(_JUMP, False):
        st.html(_SCROLL, unsafe_allow_javascript=True)


def state_chip(team: Any) -> str:
    """Say how a team stands by letter, shape and colour."""
    over, words = team["over_min"] > 0, text("day-state", state=team["state"])
    shown = "over" if over else team["state"]
    if over:
        hours, minutes = divmod(int(team["over_min"]), 60)
        words = text("today-over", hours=hours, minutes=minutes)
    kind = "alarm" if over else f"state-{shown.replace('_', '-')}"
    return f'<span class="tacha-chip {kind}">{_SIGNS[shown]} {escape(words)}</span>'


def _card(desk: Desk, team: Any) -> None:
    html([_figures(team)])
    with st.container(horizontal=True):
        # Nobody has set out on a day that is still to come.
        early = team["state"] == "handed_out" and desk.sheet.day > today()
        if team["stops"] and team["state"] in _NEXT and desk.may(Action.HAND_OUT) and not early:
            _NEXT[team["state"]](desk, team)
        elif early and desk.may(Action.HAND_OUT):
            _take_back(desk, str(team["team_day_id"]))
        if team["stops"] and st.button(text("today-open"), key=f"today_open {team['team_day_id']}"):
            remember("team", str(team["team_id"]))
            st.session_state[_JUMP] = True
            st.rerun()


def _figures(team: Any) -> str:
    lock = f' <span class="tacha-chip">{escape(text("day-locked"))}</span>' if team["locked"] else ""
    head = f'<p class="tacha-title">{escape(team["team_id"])} {state_chip(team)}{lock}</p>'
    if not team["stops"]:
        none = text("today-card-none", members=int(team["members"]))
        return f'{head}<p class="tacha-quiet">{escape(none)}</p>'
    villages = team["villages"]
    more = len(villages) - _VILLAGES
    named = text("today-and").join(villages[:_VILLAGES])
    area = text("today-more-villages", villages=named, more=more) if more > 0 else named
    counts = {name: int(team[name]) for name in ("stops", "required", "members", "told", "came")}
    times = {name: clock(team[f"{name}_at"]) for name in ("leaves", "turn_back", "back", "due")}
    lines = [
        f"<b>{escape(area)}</b>",
        escape(text("today-card-stops", **{name: counts[name] for name in ("stops", "required", "members")})),
        *([escape(text("today-card-came", **counts))] if counts["came"] != counts["members"] else []),
        escape(text("today-card-turn", **times)),
        f"<b>{escape(text('today-card-due', **times))}</b>",
    ]
    if team["over_min"] > 0:
        lines.append(f'<b class="tacha-alarm">{escape(text("today-card-over"))}</b>')
    elif team["state"] in {"out", "back"}:
        lines.append(escape(text("today-card-told", **counts)))
    return head + '<ul class="tacha-list">' + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def _hand_out(desk: Desk, team: Any) -> None:
    name = str(team["team_day_id"])
    if st.button(text("today-hand-out"), type="primary", key=f"today_next {name}"):
        done(
            lambda: hand_out.hand_out(desk.folder, [name], actor=desk.person),
            partial(_told, desk, "hand-out"),
        )


def _set_out(desk: Desk, team: Any) -> None:
    name = str(team["team_day_id"])
    with st.popover(text("today-set-out"), key=f"today_set_out {name}", type="primary"):
        st.text(text("today-set-out-sure", team=team["team_id"], members=int(team["members"])))
        came = st.number_input(
            text("today-came"), 1, _MOST_PEOPLE, max(1, int(team["members"])), key=f"today_came {name}"
        )
        if st.button(text("today-set-out-yes"), type="primary", key=f"today_yes {name}"):
            done(
                lambda: hand_out.set_out(desk.folder, [name], came={name: int(came)}, actor=desk.person),
                partial(_told, desk, "out"),
            )
    _take_back(desk, name)


def _take_back(desk: Desk, name: str) -> None:
    if st.button(text("today-take-back"), key=f"today_take {name}"):
        done(
            lambda: hand_out.take_back(desk.folder, [name], actor=desk.person),
            partial(_told, desk, "take-back"),
        )


def _come_back(desk: Desk, team: Any) -> None:
    name, left = str(team["team_day_id"]), int(team["stops"] - team["told"])
    unsaid = desk.sheet.stops
    unsaid = unsaid[(unsaid["team_day_id"] == name) & (unsaid["outcome"] == "")]
    rest = [Said(int(order), "done") for order in unsaid["order"]]
    with st.popover(text("today-back"), key=f"today_come_back {name}", type="primary"):
        st.text(text("today-back-sure", team=team["team_id"], left=left))
        label = text("today-back-rest" if rest else "today-back-yes", left=left)
        if st.button(label, type="primary", key=f"today_rest {name}"):
            _back(desk, name, rest)
        if rest and st.button(text("today-back-only"), key=f"today_only {name}"):
            _back(desk, name, [])


def _back(desk: Desk, name: str, said: list[Said]) -> None:
    done(
        partial(come_back, desk.folder, [name], said, actor=desk.person),
        lambda came: _told(desk, "back", came.team_days),
    )


def _told(desk: Desk, verb: str, team_days: list[str]) -> list[str]:
    named = text("today-and").join(desk.team_day(name) for name in team_days)
    return [text("day-changed", verb=verb, team_days=named) if named else text("day-changed-none")]


_NEXT: Final = {"planned": _hand_out, "handed_out": _set_out, "out": _come_back}
