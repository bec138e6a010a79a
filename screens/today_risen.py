"""What rises to the top of the day: stops missed again and again, and teams that were never noted as back."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import streamlit as st

from geo.actions.coverage.decide import decide_cell
from geo.actions.hand import by_hand
from geo.records.roles import Action, Role
from layers.style import escape
from screens.links import link
from screens.shell import day as day_words
from screens.shell import html, plain, text, today
from screens.today_desk import Desk, done, made, priced, short_cell

_SHOWN: Final = 4


def risen(desk: Desk) -> None:
    """Show what somebody must decide on before anything else; nothing where nothing waits."""
    late, lost = desk.sheet.left_out, desk.sheet.missed
    lost = lost[lost["rises"].astype(bool)]
    if desk.person.role == Role.SURVEYOR:  # he sees what his own team is to make good
        lost = lost[lost["next_team"] == desk.person.team_id]
    if not len(late) and not len(lost):
        return
    with st.container(border=True, key="today_risen"):
        for (when, state), teams in late.groupby(["date", "state"]):
            named = text("today-and").join(teams["team_id"])
            words = text("today-not-back", teams=named, day=day_words(when), state=state)
            there = link(text("today-open-day"), "today", day=f"{when:%Y-%m-%d}")
            html([f'<p class="tacha-rise"><b>■ {escape(words)}</b> {there}</p>'])
        for row in lost.head(_SHOWN).itertuples():
            _missed(desk, row)
        if len(lost) > _SHOWN:
            more = text("today-more", count=len(lost) - _SHOWN)
            html([f'<p class="tacha-quiet">{escape(more)}</p>'])


def _missed(desk: Desk, row: Any) -> None:
    told = text(
        "today-missed",
        village=row.village,
        cell=short_cell(row.cell_id),
        times=int(row.times),
        since=day_words(row.since),
        reason=text("day-reason", reason=row.reason),
    )
    planned = (
        text("today-missed-next", team=row.next_team, day=day_words(row.next_date))
        if row.next_team
        else text("today-missed-nobody")
    )
    there = link(text("today-on-map", cell=row.cell_id), "map", cell=row.cell_id)
    html([f'<p class="tacha-rise"><b>▲ {escape(told)}</b> {escape(planned)} {there}</p>'])
    with st.container(horizontal=True):
        if not row.next_team and desk.may(Action.CHANGE_BY_HAND):
            _send(desk, row.cell_id)
        if desk.may(Action.DECIDE_GROUND):
            _suspend(desk, row)


def _send(desk: Desk, cell_id: str) -> None:
    teams = desk.sheet.teams
    free = teams[(teams["state"] == "planned") & ~teams["locked"]] if len(teams) else teams
    if not len(free):
        return
    teams = dict(zip(free["team_day_id"], free["team_id"], strict=True))
    label = text("today-missed-send")
    to = st.menu_button(
        label, list(teams), format_func=lambda name: plain(teams[name]), key=f"today_send {cell_id}"
    )
    if to:
        done(
            partial(by_hand.add, desk.folder, to, cell_id, actor=desk.person),
            partial(priced, desk),
            undoes=made,
        )


def _suspend(desk: Desk, row: Any) -> None:
    with st.popover(text("today-missed-stop"), key=f"today_suspend {row.cell_id}"):
        why = st.text_input(text("today-missed-why"), key=f"today_why {row.cell_id}")
        st.text(text("today-missed-sign"))
        if st.button(text("today-missed-yes"), key=f"today_sign {row.cell_id}", disabled=not why.strip()):
            done(
                partial(
                    decide_cell, desk.folder, row.cell_id, "suspended",
                    reason=why, on=today(), actor=desk.person,
                ),
                lambda decided: [text("today-missed-done", village=decided.village, cell=row.cell_id)],
            )  # fmt: skip
