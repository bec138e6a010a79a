"""The villages of a site that is being made, read once for all its steps, and the map to click on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit_folium import st_folium

from geo.actions.site.boundary import Boundary, given_boundary
from geo.actions.site.draft import Draft, file_of
from geo.errors import InputError
from layers.tracing import Box, box_of, clicked_group, picture_digest, tracing_map
from screens.shell import plain, said, text

_HEIGHT_PX: Final = 460
_DEGREES: Final = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d+)?)\s*")


def known_boundary(roof: Path, draft: Draft) -> Boundary | None:
    """Return the draft's villages; None while there are none, or none that can be read."""
    if "villages" not in draft.files:
        return None
    try:
        return read_boundary(roof, draft)
    except InputError as fault:
        st.error(plain(said(fault)))
        return None


def read_boundary(roof: Path, draft: Draft) -> Boundary:
    """Read the draft's villages, kept while its file and what was said of it stay the same.

    Raises
    ------
    InputError : the file cannot be read
    """
    file = file_of(roof, draft, "villages")
    stamp = f"{file.stat().st_mtime_ns} {draft.name_field} {draft.datum}"
    with st.spinner(text("start-reading")):
        return _boundary(str(file), stamp, roof, draft)


@st.cache_resource(max_entries=8, show_spinner=False)
def _boundary(file: str, stamp: str, _roof: Path, _draft: Draft) -> Boundary:  # noqa: ARG001  the key
    return given_boundary(_roof, _draft)


def clickable_map(draft: Draft, *, villages: Any = None, box: Box | None = None, name: str) -> Any | None:
    """Draw the map with what was clicked so far, and return a new click as (lon, lat), once.

    Parameters
    ----------
    villages : in EPSG:4326, or None
    box : what to show where there are no villages
    name : of the map among those of the steps
    """
    shown = box if villages is None else box_of(villages)
    assert shown is not None  # noqa: S101  one of the two is given
    digest = "-".join(f"{side:.4f}" for side in shown) if villages is None else picture_digest(villages)
    key = f"{name} {draft.draft_id} {digest}".replace("_", "-")
    clicks = clicked_group(draft.outline, draft.offices, draft.bases, closed=draft.closed)
    with st.container(key=f"start_map_{name}"):
        st_folium(
            tracing_map(shown, villages),
            key=key,
            height=_HEIGHT_PX,
            use_container_width=True,
            returned_objects=["last_clicked"],
            feature_group_to_add=clicks,
        )
    clicked = (st.session_state.get(key) or {}).get("last_clicked")
    if not clicked or clicked == st.session_state.get(f"{name} clicked"):
        return None
    st.session_state[f"{name} clicked"] = clicked
    return round(float(clicked["lng"]), 6), round(float(clicked["lat"]), 6)


def typed_place() -> tuple[float, float] | None:
    """Take a place (lon, lat) that is typed: for keyboards, and for lists of coordinates."""
    with st.form("place_typed", clear_on_submit=True, border=False):
        place, add = st.columns([3, 1], vertical_alignment="bottom")
        told = place.text_input(text("start-trace-type"), placeholder="104.593, 33.496", key="typed_place")
        if not add.form_submit_button(text("start-trace-add"), width="stretch"):
            return None
    at = degrees_of(told)
    if at is None:
        st.error(plain(text("start-trace-degrees", told=told)))
    return at


def degrees_of(told: str) -> tuple[float, float] | None:
    """Read a longitude and a latitude; None where it is no such pair."""
    found = _DEGREES.fullmatch(told)
    if not found:
        return None
    lon, lat = float(found.group(1)), float(found.group(2))
    return (lon, lat) if abs(lon) <= 180 and abs(lat) < 85 else None
