"""A village signed off under the figures that hold now, or its signature taken back; both stay on record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.coverage.sign_off import before_signing, read_signed, sign_off_village
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from layers.style import escape
from screens.account import actor
from screens.returns_said import quiet, say_next
from screens.returns_site import village_names
from screens.shell import cards, day, html, one_sentence, percent, remember, remembered, site_dir, text, today


def show(view: SiteView) -> None:
    """Draw the part of the screen."""
    names = village_names(view)
    with one_sentence():
        signed = {row["village_id"]: row for row in _signed(str(site_dir()), stamp(site_dir()))}
    order = sorted(names, key=lambda one: (one in signed, names[one]))
    first = remembered("village", order, order[0])
    chosen = st.selectbox(
        text("returns-village-which", villages=len(order), signed=sum(one in signed for one in order)), order,
        index=order.index(first), key=f"returns_village {first}",
        format_func=lambda one: text(
            "returns-village-choice", village=names[one], state="signed" if one in signed else "open"
        ),
    )  # fmt: skip
    if chosen != first:
        remember("village", str(chosen))
        st.rerun()
    if first in signed:
        _revoke(signed[first])
    else:
        _sign(first, names[first])


@st.cache_data(max_entries=4, show_spinner=False)
def _signed(folder: str, stamp: str) -> list[dict[str, Any]]:  # noqa: ARG001  the stamp is part of the key
    return read_signed(Path(folder))


@st.cache_data(max_entries=64, show_spinner=False)
def _figures(folder: str, stamp: str, village_id: str) -> dict[str, Any]:  # noqa: ARG001  as above
    return before_signing(Path(folder), village_id)


def _sign(village_id: str, name: str) -> None:
    with one_sentence(), st.spinner(text("returns-figures")):
        figures = _figures(str(site_dir()), stamp(site_dir()), village_id)
    _show(figures)
    quiet(text("returns-village-what"))
    with st.form(f"sign {village_id}"):
        reason = st.text_input(text("returns-village-reason"), max_chars=300)
        label = text("returns-village-sign", village=name)
        if st.form_submit_button(label, type="primary", width="stretch"):
            _send(name, village_id, reason, revoked=False)


def _revoke(row: dict[str, Any]) -> None:
    signed = day(pd.Timestamp(row["signed_on"]), year=True)
    told = text(
        "returns-village-signed", village=row["village"], user=row["signed_by"], day=signed,
        reason=row["reason"],
    )  # fmt: skip
    html([f'<p class="tacha-say">{escape(told)}</p>'])
    _show(row["figures"])
    with st.form(f"revoke {row['village_id']}"):
        reason = st.text_input(text("returns-village-reason"), max_chars=300)
        if st.form_submit_button(text("returns-village-revoke"), width="stretch"):
            _send(row["village"], row["village_id"], reason, revoked=True)


def _send(name: str, village_id: str, reason: str, *, revoked: bool) -> None:
    with one_sentence(), st.spinner(text("returns-signing")):
        sign_off_village(site_dir(), village_id, reason=reason, revoked=revoked, on=today(), actor=actor())
    say_next(text("returns-village-revoked" if revoked else "returns-village-done", village=name))


def _show(figures: dict[str, Any]) -> None:
    """Show what the signature stands on: official rate beside the chance, and what was not seen."""
    rate, declared, pod = (_share(figures[name]) for name in ("survey_rate", "declared_rate", "pod"))
    low, high = percent(_share(figures["pod_low"])), percent(_share(figures["pod_high"]))
    cells = figures.get("cells", {})
    by_word = text("returns-card-declared", share=percent(declared))
    cards(
        [
            (text("returns-card-rate"), percent(rate), by_word, rate),
            (text("returns-card-pod"), percent(pod), text("returns-card-band", low=low, high=high), pod),
            (
                text("returns-card-corners"), str(figures["dead_corners"]),
                text("returns-card-left", plots=f"{figures['expected_left']:.2f}"), None,
            ),
            (
                text("returns-card-cells"), str(sum(cells.values())),
                text("returns-card-yards", yards=_whole(figures.get("yards")),
                     entered=_whole(figures.get("yards_entered"))), None,
            ),
        ]
    )  # fmt: skip


def _share(value: Any) -> float:
    return float("nan") if value is None or pd.isna(value) else float(value)


def _whole(value: Any) -> str:
    return "-" if value is None or pd.isna(value) else f"{value:.0f}"
