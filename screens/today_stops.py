"""A team's stops in order, and what became of each: one tap, "nothing found" first."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import streamlit as st

from geo.actions.day.come_back import Said, come_back
from geo.actions.site import people
from geo.records.actor import WHOLE_SITE
from geo.records.outcomes import REASONS
from geo.records.roles import Action, Role
from layers.style import escape
from screens.links import link
from screens.shell import html, text, today
from screens.today_cards import state_chip
from screens.today_desk import Desk, clock, done, short_cell

_MISSED: Final = ("not_reached", "partly")
_ASKED: Final = {"out", "back"}
_SIGNS: Final = {"done": "✔", "partly": "◐", "not_reached": "✘"}


def stops(desk: Desk, team_day_id: str) -> None:
    """Draw the stops of a team-day; those who may say what became of them are asked."""
    team = desk.sheet.teams.set_index("team_day_id", drop=False).loc[team_day_id]
    its = desk.sheet.stops[desk.sheet.stops["team_day_id"] == team_day_id]
    told = int((its["outcome"] != "").sum())
    head = text("today-stops", team=team["team_id"], stops=len(its), told=told)
    html([f'<p class="tacha-title">{escape(head)} {state_chip(team)}</p>'])
    # A day long past may never have been handed out here: it comes back on paper.
    open_now = team["state"] in _ASKED or desk.sheet.day < today()
    asked = {name for name in its["cell_id"] if open_now and desk.may_tell(team["team_id"], name)}
    if not asked:
        if not open_now:
            later = "today-stops-later" if len(its) else "today-stops-none"
            html([f'<p class="tacha-quiet">{escape(text(later))}</p>'])
        html(
            [
                '<ul class="tacha-list tacha-route">',
                *(f"<li>{_stop(desk, stop)}</li>" for stop in its.itertuples()),
                "</ul>",
            ]
        )
        return
    _rest(desk, team_day_id, its[its["cell_id"].isin(asked)])
    for stop in its.itertuples():
        with st.container(border=True, key=f"today_stop {stop.stop_id}"):
            what, became = st.columns([4, 6], vertical_alignment="center")
            with what:
                html([_stop(desk, stop)])
            if stop.cell_id in asked:
                with became:
                    _ask(desk, team_day_id, stop)


def _rest(desk: Desk, team_day_id: str, its: Any) -> None:
    """Offer to say of all other stops at once that they were searched and nothing was found."""
    left = its[its["outcome"] == ""]
    if len(left) < 2:
        return
    label = text("today-rest", left=len(left))
    if st.button(label, key="today_rest", type="primary", width="stretch"):
        said = [Said(int(order), "done") for order in left["order"]]
        _say(desk, team_day_id, said, text("day-told", stops=len(said)))


def _stop(desk: Desk, stop: Any) -> str:
    marks = [text(f"today-mark-{name}") for name in ("required", "reserve", "pinned") if getattr(stop, name)]
    marks += [text("today-mark-missed", times=int(stop.missed))] if stop.missed and not stop.outcome else []
    marks += [text("today-mark-passes", passes=int(stop.passes))] if stop.passes > 1 else []
    chips = "".join(f' <span class="tacha-chip">{escape(mark)}</span>' for mark in marks)
    place = text("today-yards", village=stop.village, place=stop.place) if stop.place else stop.village
    there = link(text("today-on-map", cell=stop.cell_id), "map", cell=stop.cell_id)
    times = text(
        "today-stop-times",
        cell=short_cell(stop.cell_id),
        arrives=clock(stop.arrives_at),
        minutes=round(stop.service_min),
    )
    outcome = ""
    if stop.outcome:
        reason = _reason(stop.reason) if stop.reason else ""
        # Whether something was found stands with the findings, not here.
        words = text("today-outcome", outcome=stop.outcome, reason=reason)
        kind = stop.outcome.replace("_", "-")
        chip = f'<span class="tacha-chip said-{kind}">{_SIGNS[stop.outcome]} {escape(words)}</span>'
        outcome = f'<p class="tacha-stop">{chip}　{_found(desk, stop)}</p>'
    return (
        f'<p class="tacha-stop"><b>{stop.order}　{escape(place)}</b>{chips}</p>'
        f'<p class="tacha-quiet">{escape(times)}　{there}</p>{outcome}'
    )


def _found(desk: Desk, stop: Any) -> str:
    """Lead to the findings that belong to a stop, or to where one is registered."""
    may = people.may_at_home(desk.person, Action.ADD_FINDING)
    if stop.findings:
        words = text("today-findings", count=len(stop.findings))
        there = link(words, "returns", part="findings", finding=stop.findings[0])
        return there if may else escape(words)
    if stop.outcome == "not_reached" or not may:
        return ""
    return link(text("today-register"), "map", cell=stop.cell_id, register="1")


def _ask(desk: Desk, team_day_id: str, stop: Any) -> None:
    """Ask what became of a stop, the usual answer first; what was said can be said otherwise."""
    name = stop.stop_id
    if stop.outcome:
        words = [("done", ""), *((outcome, why) for outcome in _MISSED for why in REASONS)]
        label = text("today-change-outcome")
        said = st.menu_button(label, words, format_func=_word, key=f"today_again {name}")
        if said:
            _tell(desk, team_day_id, stop, *said)
        return
    label = text("today-done", order=int(stop.order))
    if st.button(label, key=f"today_done {name}", type="primary", width="stretch"):
        _tell(desk, team_day_id, stop, "done", "")
    with st.container(horizontal=True):
        if st.button(text("today-found"), key=f"today_found {name}"):
            told = text("today-told-found", order=int(stop.order))
            _say(desk, team_day_id, [Said(int(stop.order), "done")], told, cell_id=stop.cell_id)
        for outcome in _MISSED:
            label = text(f"today-{outcome.replace('_', '-')}")
            why = st.menu_button(label, REASONS, format_func=_reason, key=f"today_{outcome} {name}")
            if why:
                _tell(desk, team_day_id, stop, outcome, why)


def _tell(desk: Desk, team_day_id: str, stop: Any, outcome: str, reason: str) -> None:
    order = int(stop.order)
    told = text("today-told", order=order, what=_word((outcome, reason)))
    _say(desk, team_day_id, [Said(order, outcome, reason)], told)


def _word(said: tuple[str, str]) -> str:
    outcome, reason = said
    if outcome == "done":
        return text("today-nothing")
    return text("today-outcome", outcome=outcome, reason=_reason(reason) if reason else "")


def _reason(name: str) -> str:
    return text("day-reason", reason=name)


def _say(desk: Desk, team_day_id: str, said: list[Said], told: str, *, cell_id: str = "") -> None:
    person = desk.person
    own = person.role == Role.SURVEYOR or person.scope == WHOLE_SITE
    done(
        partial(
            come_back, desk.folder, [team_day_id], said,
            back=False, villages=None if own else desk.names.table, actor=person,
        ),
        lambda _: [told],
        cell_id=cell_id,
    )  # fmt: skip
