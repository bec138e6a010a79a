"""What a plan leaves out and why, what it assumes, and the signatures of whoever gave the days."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from geo.actions.season.sign_plan import sign_plan, signatures
from geo.actions.views.look import SiteView
from geo.records.roles import Action
from layers.style import escape
from screens.account import actor, may
from screens.shell import html, one_sentence, site_dir, text


def show_left(view: SiteView) -> None:
    if view.plan is None:
        return
    summary = json.loads(view.plan.plan["summary"])
    left_out = summary.get("left_out", [])
    st.subheader(text("screens-plan-left-out", count=len(left_out)), anchor=False)
    html([f'<p class="tacha-quiet">{escape(text("plan-left-what"))}</p>'])
    _notes(left_out or [{"key": "plan-left-nothing", "args": {}}])
    _signatures(str(view.plan.plan["plan_id"]))
    assumed = summary.get("assumed", [])
    if assumed:
        with st.expander(text("screens-assumed", count=len(assumed))):
            _notes(assumed)


def _notes(notes: list[dict[str, Any]]) -> None:
    said = dict.fromkeys(text(note["key"], **note.get("args", {})) for note in notes)
    html(['<ul class="tacha-list">', *(f"<li>{escape(line)}</li>" for line in said), "</ul>"])


def _signatures(plan_id: str) -> None:
    """List who has signed, and let whoever may sign do it once."""
    st.subheader(text("plan-signatures"), anchor=False)
    told = st.session_state.pop("plan_signed", "")
    if told:
        st.success(told)
    with one_sentence():
        rows = signatures(site_dir(), plan_id)
    lines = [
        text(
            "plan-signature", user=row["signed_by"], day=str(row["signed_at"])[:10], note=row["note"] or "–",
            holds="yes" if row["holds"] else "no",
        )
        for row in rows
    ]  # fmt: skip
    html(
        [
            '<ul class="tacha-list">',
            *(f"<li>{escape(line)}</li>" for line in lines or [text("plan-unsigned")]),
            "</ul>",
        ]
    )
    person = actor()
    if not may(Action.SIGN_OFF) or person.user_id in {row["signed_by"] for row in rows}:
        return
    with st.form("sign_plan", border=False):
        note = st.text_input(text("plan-sign-note"), key="sign_note")
        signs = st.form_submit_button(text("plan-sign"), key="sign_plan_button")
    if signs:
        with one_sentence():
            row = sign_plan(site_dir(), plan_id, note=note, actor=person)
        st.session_state["plan_signed"] = text("plan-sign-done", hash=row["signed_hash"][:16])
        st.rerun()
