"""Visits that wait for a signature: confirmed, or returned with the reason; never one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from geo.actions.visits.desk import confirm_by_name, return_by_name, submit_by_name, visits_to_sign
from geo.records.roles import ALONE, Action
from layers.style import escape
from screens.account import actor
from screens.returns_said import in_words, quiet, say_next
from screens.returns_site import may_here, of_view, village_of
from screens.shell import day, html, one_sentence, plain, remember, site_dir, text

_STATES = ("submitted", "draft", "returned", "confirmed")


def show(view: SiteView) -> None:
    """Draw the part of the screen."""
    state = st.pills(
        text("returns-sign-state"), _STATES, default=_STATES[0], key="returns_state",
        format_func=lambda name: text(f"returns-state-{name}"), label_visibility="collapsed",
    ) or _STATES[0]  # fmt: skip
    rows = _rows(view, str(state))
    if not rows:
        quiet(text("returns-sign-none"))
        return
    if state == "submitted":
        _confirm_all(rows)
    for row in rows:
        with st.container(border=True):
            _about(view, row)
            _steps(row, str(state))


def _rows(view: SiteView, state: str) -> list[dict[str, Any]]:
    folder = site_dir()
    with one_sentence():
        rows = _visits(str(folder), stamp(folder), state)
    mine = set(of_view(view, [row["village_id"] for row in rows]))
    rows = [row for row in rows if row["village_id"] in mine]
    return [row for row in rows if not actor().team_id or row["team_id"] == actor().team_id]


@st.cache_data(max_entries=16, show_spinner=False)
def _visits(folder: str, stamp: str, state: str) -> list[dict[str, Any]]:  # noqa: ARG001  the stamp is the key
    return visits_to_sign(Path(folder), state=state)


def _about(view: SiteView, row: dict[str, Any]) -> None:
    """Say in two lines what the visit says."""
    head = text(
        "returns-visit-head", day=day(pd.Timestamp(row["visited_on"]), year=True), team=row["team_id"] or "-",
        village=village_of(view, row["village_id"]), area=row["area"],
    )  # fmt: skip
    ground = "cells" if row["cells"] else "areas" if row["by_area"] else "tracks" if row["tracks"] else "none"
    number = {"cells": row["cells"], "areas": row["by_area"], "tracks": row["tracks"], "none": 0}[ground]
    body = text(
        "returns-visit-body", persons=row["persons"], hours=f"{row['hours']:g}", ground=ground, number=number,
        formation=row["formation"] or "none", walkers=row["walkers"], source=row["source"],
    )  # fmt: skip
    found = "nothing" if row["nothing_found"] else "found"
    chip = f'<span class="tacha-mark {found}">{escape(text(f"returns-visit-{found}"))}</span>'
    user = text("returns-local") if row["submitted_by"] == ALONE.user_id else row["submitted_by"] or "-"
    by = text("returns-visit-by", visit=row["visit_id"], user=user)
    html(
        [
            f'<p class="tacha-file">{chip} <b>{escape(head)}</b></p><p class="tacha-line">{escape(body)}</p>',
            f'<p class="tacha-quiet">{escape(by)}</p>',
        ]
    )


def _steps(row: dict[str, Any], state: str) -> None:
    name = row["visit_id"]
    if state != "submitted" and may_here(Action.ADD_VISIT):
        left, right = st.columns(2, gap="small")
        if left.button(text("returns-amend"), key=f"amend {name}", width="stretch"):
            remember("visit", name)
            remember("part", "debrief")
            st.rerun()
        if state != "confirmed" and right.button(
            text("returns-submit"), key=f"submit {name}", width="stretch"
        ):
            with one_sentence():
                submit_by_name(site_dir(), name, actor=actor())
            say_next(text("returns-filled-submitted", visit=name))
    if state == "submitted" and may_here(Action.CONFIRM_VISIT):
        if row["submitted_by"] == actor().user_id and not actor().alone:
            quiet(text("returns-sign-own"))
            return
        _decide(name)


def _decide(name: str) -> None:
    left, right = st.columns(2, gap="small")
    if left.button(text("returns-confirm"), type="primary", key=f"confirm {name}", width="stretch"):
        with one_sentence(), st.spinner(text("returns-signing")):
            signed = confirm_by_name(site_dir(), name, actor=actor())
        notes = in_words(signed.notes)
        say_next(text("returns-confirmed", visit=name), beware=notes)
    with right.popover(text("returns-return"), width="stretch"):
        reason = st.text_area(text("returns-return-reason"), key=f"reason {name}", max_chars=300)
        if st.button(text("returns-return-do"), key=f"return {name}", width="stretch"):
            with one_sentence():
                return_by_name(site_dir(), name, reason=reason, actor=actor())
            say_next(text("returns-returned", visit=name))


def _confirm_all(rows: list[dict[str, Any]]) -> None:
    """Sign all that are somebody else's and found nothing, with one button, once each was read."""
    me = actor()
    plain_ones = [
        row["visit_id"]
        for row in rows
        if row["nothing_found"] and (me.alone or row["submitted_by"] != me.user_id)
    ]
    if len(plain_ones) < 2 or not may_here(Action.CONFIRM_VISIT):
        return
    label = plain(text("returns-confirm-all", visits=len(plain_ones)))
    if not st.button(label, key="confirm_all", width="stretch"):
        return
    notes: list[str] = []
    with one_sentence(), st.spinner(text("returns-signing")):
        for name in plain_ones:
            notes += in_words(confirm_by_name(site_dir(), name, actor=me).notes)
    told = text("returns-confirmed-all", visits=len(plain_ones))
    say_next(told, beware=list(dict.fromkeys(notes)))
