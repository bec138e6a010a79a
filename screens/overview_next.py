"""Where to look next: the riskiest ground that nobody has seen, and what a plan without a start waits for."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.views.look import SiteView
from geo.actions.views.unseen_first import unseen_first
from geo.units import M2_PER_HA
from layers.style import escape
from screens.links import link
from screens.shell import day, html, text, today

_MOST: Final = 6


def show_unseen(view: SiteView) -> None:
    """List the riskiest cell of each village that no track came near, each with the way to it on the map."""
    rows = unseen_first(view, today(), most=_MOST)
    if not len(rows):
        return
    st.subheader(text("overview-unseen"), anchor=False)
    html(['<ul class="tacha-list">', *(f"<li>{_line(row)}</li>" for row in rows.itertuples()), "</ul>"])


def _line(row: Any) -> str:
    planned = text("overview-unseen-none")
    if not pd.isna(row.date):
        planned = text("overview-unseen-planned", day=day(row.date), team=row.team_id)
    chip = (
        f'<span class="tacha-chip {row.risk_class}">{escape(text(f"screens-class-{row.risk_class}"))}</span>'
    )
    said = text("overview-unseen-line", village=row.village, ha=f"{row.searchable_m2 / M2_PER_HA:.1f}")
    there = link(f"{said} · {planned}", "map", cell=row.cell_id)
    return f'<span class="tacha-unseen">{chip} {there}</span>'
