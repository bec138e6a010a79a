"""Decide on a cell of ground: suspend, restrict or resume it, signed under the figures that are shown."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from geo.actions.coverage.decide import decide_cell
from geo.actions.views.look import SiteView
from geo.errors import TachaError
from layers.style import escape
from screens.account import actor
from screens.shell import html, percent, plain, said, site_dir, text, today

_NEXT: Final = {"suspended": ("resumed", "restricted"), "restricted": ("resumed", "suspended")}
"""What can be decided where a person has ruled already; other ground is suspended or restricted."""


def ask_decision(view: SiteView, cell: Any) -> None:
    """Offer the form with the figures under it; the signature stores them as they are at that moment."""
    ground = view.ground[view.ground["cell_id"] == cell.cell_id].iloc[0]
    ruled = ground.reason == "decision"
    choices = _NEXT[ground.state] if ruled else ("suspended", "restricted")
    with st.expander(text("map-decide"), key=f"decide {cell.cell_id}"):
        html([f'<p class="tacha-quiet">{escape(_figures(view, cell, ground))}</p>'])
        with st.form(f"decide form {cell.cell_id}", border=False):
            state = st.radio(
                text("map-decide-what"), choices, format_func=lambda name: text(f"map-decide-{name}")
            )
            reason = st.text_input(text("map-decide-reason"), max_chars=200)
            sent = st.form_submit_button(text("map-decide-sign"), type="primary", width="stretch")
    if sent:
        _decide(cell.cell_id, str(state), reason)


def _decide(cell_id: str, state: str, reason: str) -> None:
    try:
        with st.spinner(text("screens-loading")):
            signed = decide_cell(site_dir(), cell_id, state, reason=reason, on=today(), actor=actor())
    except TachaError as error:
        st.error(plain(said(error)))
        return
    st.session_state["map_told"] = text(
        "map-decide-done",
        cell=cell_id,
        state=text(f"map-decide-{state}"),
        pod=percent(float(signed.figures["pod"])),
    )
    st.rerun()


def _figures(view: SiteView, cell: Any, ground: Any) -> str:
    looks = view.coverage[(view.coverage["cell_id"] == cell.cell_id) & view.coverage["visited"]]
    left = view.coverage.loc[view.coverage["cell_id"] == cell.cell_id, "expected_left"].min()
    risk = view.risk.loc[view.risk["cell_id"] == cell.cell_id, "expected_plots"].iloc[0]
    return text(
        "map-decide-figures",
        state=text(f"map-state-{ground.state}"),
        pod=percent(float(ground.pod)),
        visits=int(looks["visits"].sum()),
        left=f"{risk if left != left else left:.3f}",  # noqa: PLR0124  NaN is not equal to itself
    )
