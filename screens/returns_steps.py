"""Steps of a finding, each a form of its own: identified, held, counted, destroyed, looked at, reopened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import streamlit as st

from geo.actions.finds.follow_up import eradicate_finding, look_again, step_finding
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare
from geo.records import eradication
from screens.account import actor
from screens.returns_said import quiet, say_next
from screens.shell import one_sentence, site_dir, text, today

_SPECIES: Final = ("poppy", "cannabis", "other", "to_identify")
_METHODS: Final = ("by-hand", "dug", "burnt", "sprayed")


def identify(row: dict[str, Any]) -> None:
    """Say what grows there, where that is still open."""
    if row["species"] != "to_identify":
        return
    with st.form(f"identify {row['finding_id']}"):
        species = st.selectbox(
            text("returns-step-identify"), _SPECIES,
            format_func=lambda name: text(f"returns-species-{name.replace('_', '-')}"),
        )  # fmt: skip
        if st.form_submit_button(text("returns-step-identify-do"), width="stretch"):
            _step(row, eradication.identify, "identified", species=species)


def hold(row: dict[str, Any]) -> None:
    """Hold it for the police: nothing is pulled before it was seen and counted."""
    with st.form(f"hold {row['finding_id']}"):
        quiet(text("returns-step-hold"))
        if st.form_submit_button(text("returns-step-hold-do"), type="primary", width="stretch"):
            _step(row, eradication.hold, "held")


def count(row: dict[str, Any]) -> None:
    """Enter the count, exact unless said otherwise; a later one takes its place."""
    kinds = ("exact", "provisional", "police")
    again = row["state"] == "counted"
    with st.form(f"count {row['finding_id']}"):
        left, right = st.columns(2, gap="small")
        plants = left.number_input(text("returns-plants"), 0, None, _whole(row["plants"]), step=1)
        kind = right.selectbox(
            text("returns-count-kind"), kinds, format_func=lambda name: text(f"returns-count-{name}")
        )
        area = left.number_input(text("returns-area-m2"), 0.0, None, row["area_m2"], step=1.0)
        police = right.text_input(text("returns-police-number"), row["police_number"], max_chars=60)
        label = text("returns-step-recount-do" if again else "returns-step-count-do")
        if st.form_submit_button(label, type="secondary" if again else "primary", width="stretch"):
            if plants is None:
                st.error(text("returns-step-plants"))
                return
            told = {"plants": float(plants), "kind": kind, "police_number": police, "area_m2": area}
            _step(row, eradication.count, "counted", **told)


def eradicate(row: dict[str, Any]) -> None:
    """Enter the destruction; its later looks go on the list by the crop calendar of the place."""
    if row["count_kind"] == "provisional":
        st.warning(text("returns-step-provisional"))
    with st.form(f"eradicate {row['finding_id']}"):
        left, right = st.columns(2, gap="small")
        on = left.date_input(text("returns-gone-on"), today(), format="YYYY-MM-DD", max_value=today())
        methods = [text(f"returns-method-{name}") for name in _METHODS]
        method = right.selectbox(text("returns-method"), methods, accept_new_options=True)
        plants = left.number_input(
            text("returns-plants-gone"),
            0,
            None,
            _whole(row["plants"]),
            step=1,
        )
        area = right.number_input(text("returns-area-gone"), 0.0, None, row["area_m2"], step=1.0)
        if st.form_submit_button(text("returns-step-eradicate-do"), type="primary", width="stretch"):
            with one_sentence(), st.spinner(text("returns-signing")):
                prepared = prepare(site_dir())
                eradicate_finding(
                    prepared, expect(prepared), row["finding_id"], on=_day(on), method=str(method or ""),
                    plants=None if plants is None else float(plants), area_m2=area, actor=actor(),
                )  # fmt: skip
            say_next(text("returns-step-eradicated", finding=row["finding_id"]))


def reopen(row: dict[str, Any]) -> None:
    """Reopen a destroyed finding where plants were seen in passing; a planned look has its own form."""
    with st.form(f"reopen {row['finding_id']}"):
        quiet(text("returns-step-reopen"))
        if st.form_submit_button(text("returns-step-reopen-do"), width="stretch"):
            _step(row, eradication.reopen, "reopened")


def look(row: dict[str, Any]) -> None:
    """Enter a later look: gone is the ordinary case."""
    name = row["revisit_id"]
    with st.form(f"look {name}"):
        on = st.date_input(text("returns-look-on"), today(), format="YYYY-MM-DD", max_value=today())
        left, right = st.columns(2, gap="small")
        gone = left.form_submit_button(text("returns-look-gone"), type="primary", width="stretch")
        regrown = right.form_submit_button(text("returns-look-regrowth"), width="stretch")
    if gone or regrown:
        outcome = "gone" if gone else "regrowth"
        with one_sentence():
            villages = prepare(site_dir()).villages
            look_again(site_dir(), name, on=_day(on), outcome=outcome, villages=villages, actor=actor())
        say_next(text(f"returns-look-{outcome}-done", finding=row["finding_id"]))


def _step(row: dict[str, Any], step: Callable[..., None], done: str, **entries: Any) -> None:
    with one_sentence():
        villages = prepare(site_dir()).villages
        step_finding(site_dir(), row["finding_id"], step, villages=villages, actor=actor(), **entries)
    say_next(text(f"returns-step-{done}", finding=row["finding_id"]))


def _whole(plants: float | None) -> int | None:
    return None if plants is None else int(plants)


def _day(chosen: Any) -> date:
    return chosen if isinstance(chosen, date) else today()
