"""Leads: sent out to be checked, confirmed with a finding, ruled out with what was there, or taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.finds.follow_up import assign_lead, confirm_lead, rule_out_lead, take_back_lead
from geo.actions.finds.listed import list_leads, place_of
from geo.actions.prepared.prepare import prepare
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from geo.records.places import RULED_OUT
from geo.records.roles import Action
from layers.style import escape
from screens.account import actor
from screens.returns_choice import choose_record
from screens.returns_entry import ask_datum, ask_place
from screens.returns_said import quiet, say_next
from screens.returns_site import may_here, of_view, village_of
from screens.shell import day, html, one_sentence, plain, site_dir, text, today

_OPEN = ("new", "assigned")


def show(view: SiteView) -> None:
    """Draw the part of the screen."""
    every = st.toggle(text("returns-leads-every"), key="leads_every")
    with one_sentence():
        rows = _listed(str(site_dir()), stamp(site_dir()), every)
    mine = set(of_view(view, [row["village_id"] for row in rows]))
    rows = [row for row in rows if row["village_id"] in mine]
    if not rows:
        quiet(text("returns-leads-none"))
        return
    row = choose_record(
        "lead", rows, text("returns-leads-which", leads=len(rows)), lambda row: _label(view, row)
    )
    with st.container(border=True):
        _about(view, row)
        _hand_out(row)
        if row["state"] in _OPEN:
            _confirm(view, row)
            _rule_out(row)


@st.cache_data(max_entries=8, show_spinner=False)
def _listed(folder: str, stamp: str, every: bool) -> list[dict[str, Any]]:  # noqa: ARG001, FBT001  the key
    return list_leads(Path(folder), every=every)


def _label(view: SiteView, row: dict[str, Any]) -> str:
    when = day(pd.Timestamp(row["reported_on"])) if row["reported_on"] else text("layers-unknown")
    state = text(f"returns-lead-{row['state'].replace('_', '-')}")
    return text(
        "returns-lead-choice", day=when, kind=text(f"layers-lead-kind-{row['kind']}"),
        village=village_of(view, row["village_id"]), state=state,
    )  # fmt: skip


def _about(view: SiteView, row: dict[str, Any]) -> None:
    place = text("returns-lead-village-only") if row["lon"] is None else f"{row['lon']}, {row['lat']} (WGS84)"
    html(
        [
            f'<p class="tacha-file"><b>{escape(_label(view, row))}</b></p>',
            f'<p class="tacha-line">{escape(place)}</p><p class="tacha-line">{escape(row["note"] or "")}</p>',
            f'<p class="tacha-quiet">{escape(row["lead_id"])}</p>',
        ]
    )


def _hand_out(row: dict[str, Any]) -> None:
    """Send out or take back, by who hands out work."""
    if not may_here(Action.HAND_OUT):
        return
    name, taken = row["lead_id"], row["state"] == "assigned"
    label = (
        "returns-lead-take-back"
        if taken
        else "returns-lead-assign"
        if row["state"] == "new"
        else "returns-lead-again"
    )
    if st.button(text(label), key=f"assign {name}", width="stretch"):
        with one_sentence():
            prepared = prepare(site_dir())
            (take_back_lead if taken else assign_lead)(prepared, name, actor=actor())
        say_next(text("leads-settled", lead=name, state="new" if taken else "assigned"))


def _confirm(view: SiteView, row: dict[str, Any]) -> None:
    name = row["lead_id"]
    free = view.findings[view.findings["lead_id"].isin(["", name]) & (view.findings["species"] != "other")]
    free = free.sort_values("found_on", ascending=False)
    labels = {
        one.finding_id: f"{day(one.found_on)} {village_of(view, one.village_id)}" for one in free.itertuples()
    }
    with st.popover(text("returns-lead-confirm"), width="stretch", disabled=not labels):
        finding = st.selectbox(
            text("returns-ask-finding"), list(labels), format_func=lambda one: labels[one], key=f"by {name}"
        )
        if st.button(text("returns-lead-confirm-do"), type="primary", key=f"confirm {name}", width="stretch"):
            with one_sentence():
                confirm_lead(prepare(site_dir()), name, str(finding), on=today(), actor=actor())
            say_next(text("leads-settled", lead=name, state="confirmed"))
    if not labels:
        quiet(text("returns-lead-no-finding"))


def _rule_out(row: dict[str, Any]) -> None:
    """Ask what was there and where one stood: never the lead's own place."""
    name = row["lead_id"]
    with st.popover(text("returns-lead-rule-out"), width="stretch"):
        reason = st.pills(
            text("returns-lead-reason"), RULED_OUT, key=f"reason {name}",
            format_func=lambda one: text(f"returns-ruled-{one.replace('_', '-')}"),
        )  # fmt: skip
        quiet(text("returns-lead-stood"))
        lon, lat = ask_place(f"stood {name}")
        datum = ask_datum(f"stood {name}")
        note = st.text_input(text("returns-note"), key=f"note {name}", max_chars=200)
        if st.button(text("returns-lead-rule-out-do"), type="primary", key=f"out {name}", width="stretch"):
            if reason is None or lon is None or lat is None:
                st.error(plain(text("returns-lead-incomplete")))
                return
            with one_sentence():
                point = place_of(lon, lat, datum)
                rule_out_lead(
                    prepare(site_dir()), name, str(reason), on=today(), point=point, note=note, actor=actor()
                )
            say_next(text("leads-settled", lead=name, state="ruled_out"))
