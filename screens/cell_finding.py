"""Register a finding where somebody pointed on the map: what grows at a place, never who."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from geo.actions.finds.register import Seen, register_finding
from geo.actions.views.look import SiteView
from geo.errors import TachaError
from geo.ground.crs import xy_to_lonlat
from geo.model.schema import FINDINGS
from layers.style import escape
from screens.account import actor
from screens.shell import day, html, plain, said, site_dir, text, today

_STAGES: Final = ("", "seedling", "rosette", "bud", "flower", "capsule")
ASKED: Final = "register"
"""In the address: somebody comes to register a finding, so the form is open."""
_SENT: Final = "findings sent"
_SPECIES: Final = FINDINGS.column("species").allowed


def ask_finding(view: SiteView, cell: Any) -> None:
    """Offer the form; after it the map is drawn with the new finding."""
    lon, lat = _place(view, cell)
    # Each finding has a form of its own: what was sent does not stand there to be sent again.
    sent_before = st.session_state.get(_SENT, 0)
    opened = bool(st.query_params.get(ASKED))
    with st.expander(
        text("map-finding"), expanded=opened, key=f"finding {cell.cell_id} {sent_before} {opened}"
    ):
        note = text("map-finding-note", lon=f"{lon:.6f}", lat=f"{lat:.6f}")
        html([f'<p class="tacha-quiet">{escape(note)}</p>'])
        with st.form(f"finding form {cell.cell_id} {sent_before}", border=False):
            found_on = st.date_input(
                text("map-finding-day"), value=today(), max_value=today(), format="YYYY-MM-DD"
            )
            species = st.selectbox(
                text("map-finding-species"), _SPECIES, format_func=lambda name: text(f"map-species-{name}")
            )
            stage = st.selectbox(
                text("map-finding-stage"),
                _STAGES,
                format_func=lambda name: text(f"map-stage-{name}") if name else text("layers-unknown"),
            )
            plants = st.number_input(text("map-finding-plants"), min_value=0, value=None, step=1)
            area_m2 = st.number_input(text("map-finding-area"), min_value=0.0, value=None, step=1.0)
            sent = st.form_submit_button(text("map-finding-send"), type="primary", width="stretch")
    if sent:
        _register(view, cell, lon, lat, Seen(found_on, species, stage, plants, area_m2))


def _register(view: SiteView, cell: Any, lon: float, lat: float, seen: Seen) -> None:
    try:
        name, new = register_finding(site_dir(), lon, lat, seen, view=view, today=today(), actor=actor())
    except TachaError as error:
        st.error(plain(said(error)))
        return
    village = view.villages.loc[view.villages["village_id"] == cell.village_id, "name"].iloc[0]
    key = "map-finding-done" if new else "map-finding-known"
    st.session_state["map_told"] = text(key, village=village, day=day(seen.found_on), finding=name)
    st.session_state["map_told_finding"] = name
    st.session_state[_SENT] = st.session_state.get(_SENT, 0) + 1
    st.query_params.pop(ASKED, None)
    st.rerun()


def _place(view: SiteView, cell: Any) -> tuple[float, float]:
    """Point clicked in the cell; a cell that came by its address gives its inner point."""
    clicked = st.session_state.get("clicked")
    if clicked and st.session_state.get("clicked_cell") == cell.cell_id:
        return float(clicked["lng"]), float(clicked["lat"])
    lon, lat = xy_to_lonlat([cell.x], [cell.y], view.crs)
    return float(lon[0]), float(lat[0])
