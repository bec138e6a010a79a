"""A team's stops in order, and what became of each: one tap, "nothing found" first."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import streamlit as st

from geo.actions.come_back import Said, come_back
from geo.records.actor import WHOLE_SITE
from geo.records.outcomes import REASONS
from geo.records.roles import Role
from layers.style import escape
from screens.links import link
from screens.shell import html, text
from screens.today_cards import state_chip
from screens.today_desk import Desk, clock, done

_SIGNS: Final = {"done": "✔", "partly": "◐", "not_reached": "✘"}


def stops(desk: Desk, team_day_id: str) -> None:
    """Draw the stops of a team-day; those who may say what became of them are asked."""
    team = desk.sheet.teams.set_index("team_day_id", drop=False).loc[team_day_id]
    its = desk.sheet.stops[desk.sheet.stops["team_day_id"] == team_day_id]
    told = int((its["outcome"] != "").sum())
    head = text("today-stops", team=team["team_id"], stops=len(its), told=told)
    html([f'<p class="tacha-title">{escape(head)} {state_chip(team)}</p>'])
    asked = team["state"] in {"out", "back"}
    if asked:
        _rest(desk, team_day_id, its)
    elif len(its):
        html([f'<p class="tacha-quiet">{escape(text("today-stops-later"))}</p>'])
    for stop in its.itertuples():
        with st.container(border=True, key=f"today_stop {stop.stop_id}"):
            html([_stop(stop)])
            if asked and desk.may_tell(team["team_id"], stop.cell_id):
                _ask(desk, team_day_id, stop)


def _rest(desk: Desk, team_day_id: str, its: Any) -> None:
    """Offer to say of all other stops at once that they were searched and nothing was found."""
    team_id = str(desk.sheet.teams.set_index("team_day_id")["team_id"][team_day_id])
    left = its[(its["outcome"] == "") & [desk.may_tell(team_id, cell) for cell in its["cell_id"]]]
    if len(left) < 2:
        return
    label = text("today-rest", left=len(left))
    if st.button(label, key="today_rest", type="primary", width="stretch"):
        said = [Said(int(order), "done") for order in left["order"]]
        _say(desk, team_day_id, said, text("day-told", stops=len(said)))


def _stop(stop: Any) -> str:
    marks = [text(f"today-mark-{name}") for name in ("required", "reserve", "pinned") if getattr(stop, name)]
    marks += [text("today-mark-missed", times=int(stop.missed))] if stop.missed else []
    marks += [text("today-mark-passes", passes=int(stop.passes))] if stop.passes > 1 else []
    chips = "".join(f' <span class="tacha-chip">{escape(mark)}</span>' for mark in marks)
    place = text("today-yards", village=stop.village, place=stop.place) if stop.place else stop.village
    there = link(text("today-on-map", cell=stop.cell_id), "map", cell=stop.cell_id)
    times = text("today-stop-times", arrives=clock(stop.arrives_at), turn=clock(stop.turn_back_at))
    outcome = ""
    if stop.outcome:
        reason = text("day-reason", reason=stop.reason) if stop.reason else ""
        words = text("today-outcome", outcome=stop.outcome, reason=reason)
        kind = stop.outcome.replace("_", "-")
        outcome = f'<p><span class="tacha-chip said-{kind}">{_SIGNS[stop.outcome]} {escape(words)}</span></p>'
    return (
        f'<p class="tacha-stop"><b>{stop.order}　{escape(place)}</b>{chips}</p>'
        f'<p class="tacha-quiet">{escape(times)}　{there}</p>{outcome}'
    )


def _ask(desk: Desk, team_day_id: str, stop: Any) -> None:
    if not stop.outcome:
        _taps(desk, team_day_id, stop)
        return
    with st.popover(text("today-change-outcome"), key=f"today_again {stop.stop_id}"):
        _taps(desk, team_day_id, stop)


def _taps(desk: Desk, team_day_id: str, stop: Any) -> None:
    name, order = stop.stop_id, int(stop.order)
    label = text("today-done", order=order)
    if st.button(label, key=f"today_done {name}", type="primary", width="stretch"):
        _say(desk, team_day_id, [Said(order, "done")], text("today-told-done", order=order))
    with st.container(horizontal=True):
        if st.button(text("today-found"), key=f"today_found {name}"):
            told = text("today-told-found", order=order)
            _say(desk, team_day_id, [Said(order, "done")], told, cell_id=stop.cell_id)
        for outcome in ("not_reached", "partly"):
            with st.popover(text(f"today-{outcome.replace('_', '-')}"), key=f"today_{outcome} {name}"):
                for reason in REASONS:
                    words = text("day-reason", reason=reason)
                    if st.button(words, key=f"today_{outcome} {name} {reason}", width="stretch"):
                        told = text("today-told", order=order, outcome=outcome, reason=words)
                        _say(desk, team_day_id, [Said(order, outcome, reason)], told)


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
