"""地图 Map: where to search, which way, what was seen; a click on a cell asks why."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import shapely
import streamlit as st
from streamlit_folium import st_folium

from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView, cell_at
from layers.map import base_map, chosen_layer
from layers.overlays import Shown
from screens.account import open_view, scope
from screens.cell import show_cell
from screens.map_choices import ask, ask_more
from screens.map_parts import base_of, drawn_groups
from screens.map_take import offer_file
from screens.shell import choose_window, language, remember, remembered, site_dir

_HEIGHT_PX = 720  # before the style sheet stretches the frame to the window


def show() -> None:
    view = open_view()
    window_id = choose_window(view)
    _map_and_cell(view, window_id)


@st.fragment
def _map_and_cell(view: SiteView, window_id: str) -> None:
    kept_as = stamp(site_dir()) + scope()
    with st.container(key="map_controls"):
        shown = ask(view, window_id)
    left, right = st.columns([7, 3], gap="small")
    with right:
        shown = ask_more(view, shown, kept_as)
    with left:
        _draw(view, shown, kept_as)
    with right:
        offer_file(view, shown, kept_as)
        show_cell(view, remembered("cell", None, ""), window_id)


def _draw(view: SiteView, shown: Shown, kept_as: str) -> None:
    parts = base_of(view)
    key = f"map {parts.digest} {language().value}"
    clicked = (st.session_state.get(key) or {}).get("last_clicked")
    if clicked and clicked != st.session_state.get("clicked"):
        cell_id = cell_at(view, clicked["lng"], clicked["lat"])
        st.session_state["clicked"], st.session_state["clicked_cell"] = clicked, cell_id
        remember("cell", cell_id)
    st_folium(
        base_map(parts),
        key=key,  # the digest stands here because the component's own identity forgets parts of it
        height=_HEIGHT_PX,
        use_container_width=True,
        returned_objects=["last_clicked"],
        render=False,  # of the whole page, which the component throws away: it renders the map itself
        feature_group_to_add=[
            *drawn_groups(view, shown, kept_as),
            chosen_layer(_outline(view, remembered("cell", None, ""))),
        ],
    )


def _outline(view: SiteView, cell_id: str) -> Any | None:
    """Square of the chosen cell cut to its village, as a one-row frame."""
    row = view.cells[view.cells["cell_id"] == cell_id]
    if row.empty:
        return None
    size, cell = view.cell_size_m, row.iloc[0]
    square = shapely.box(cell.ix * size, cell.iy * size, (cell.ix + 1) * size, (cell.iy + 1) * size)
    village = view.villages.loc[view.villages["village_id"] == cell.village_id, "geometry"].iloc[0]
    return gpd.GeoDataFrame({"cell_id": [cell_id]}, geometry=[square.intersection(village)], crs=view.crs)
