"""The villages of a site that is being made, read once for all its steps, and the map to click on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo.actions.boundary import Boundary, given_boundary
from geo.actions.draft import Draft, file_of
from geo.errors import InputError
from geo.words import say
from layers.tracing import Box, box_of, clicked_group, picture_digest, tracing_map
from screens.shell import language, plain, text

_HEIGHT_PX = 460


def known_boundary(roof: Path, draft: Draft) -> Boundary | None:
    """Return the draft's villages; None while there are none, or none that can be read."""
    if "villages" not in draft.files:
        return None
    try:
        return read_boundary(roof, draft)
    except InputError as fault:
        st.error(plain(say(fault, language())))
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
