"""Take the map along: one file that opens without network, and prints as one page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from geo.actions.views.look import SiteView
from layers.one_file import small_map
from layers.overlays import Shown
from screens.map_parts import base_of, corners_of, picture
from screens.shell import day, language, site_dir, text, today


def offer_file(view: SiteView, shown: Shown, kept_as: str) -> None:
    """Offer the map as it is shown; the file is made when it is asked for."""
    spoken = language()
    make = partial(
        small_map,
        view,
        base_of(view),
        picture(view, shown, kept_as),
        shown,
        corners=corners_of(view, shown, kept_as),
        made_on=day(today(), year=True),
        language=spoken,
    )
    name = Path(site_dir()).name
    st.download_button(
        text("map-take"),
        data=lambda: make().encode("utf-8"),
        file_name=f"{name}-{shown.window_id}-{shown.quantity.value}-{today():%Y%m%d}.html",
        mime="text/html",
        on_click="ignore",
        key="take_map",
        help=text("map-take-help"),
    )
