"""The parts of the map that many sessions share: made once for a state of the site, then kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import folium
import pandas as pd
import streamlit as st

from geo.actions.coverage.corners import cover_with_corners
from geo.actions.coverage.day_by_day import covered_by_day, up_to
from geo.actions.views.look import SiteView
from geo.model.schema import DEAD_CORNERS
from geo.model.tables import empty
from geo.words import Language
from layers.base import BaseParts, GridPicture, base_parts
from layers.classes import Quantity
from layers.drawn import groups_of, picture_of
from layers.overlays import Shown
from layers.shapes import afresh
from screens.account import scope
from screens.shell import day, language, one_sentence, site_dir, today


def drawn_groups(view: SiteView, shown: Shown, kept_as: str) -> list[folium.FeatureGroup]:
    """Everything on the map that a choice changes; a click alone draws nothing anew."""
    corners = corners_of(view, shown, kept_as)
    grid = picture(view, shown, kept_as)
    made_on = day(today(), year=True)
    kept = _groups(str(site_dir()), kept_as, shown, made_on, language().value, view, grid, corners)
    return [afresh(layer) for layer in kept]


@st.cache_resource(max_entries=32, show_spinner=False)
def _groups(
    folder: str,  # noqa: ARG001  a part of the key, as the next
    kept_as: str,  # noqa: ARG001
    shown: Shown,
    made_on: str,
    spoken: str,
    _view: SiteView,
    _grid: GridPicture,
    _corners: Any,
) -> list[folium.FeatureGroup]:
    return groups_of(
        _view,
        base_of(_view),
        _grid,
        shown,
        corners=_corners,
        made_on=made_on,
        language=Language(spoken),
    )


def base_of(view: SiteView) -> BaseParts:
    """Give what lies under every map of a site, kept until its ground changes: records do not touch it."""
    return _base(str(site_dir()), view.ground_key, scope(), view)


@st.cache_resource(max_entries=4, show_spinner=False)
def _base(folder: str, ground_key: str, scope: str, _view: SiteView) -> BaseParts:  # noqa: ARG001  the key
    return base_parts(
        _view.villages, _view.cells, _view.terrain, _view.roads, cell_size_m=_view.cell_size_m,
        limit_deg=_view.settings.travel.search_slope_deg,
    )  # fmt: skip


def picture(view: SiteView, shown: Shown, kept_as: str) -> GridPicture:
    """Grid of the map, kept by what it hangs on."""
    folder, until = str(site_dir()), None if shown.quantity is not Quantity.COVERAGE else shown.until
    name = (shown.window_id, shown.quantity.value, shown.other_id, None if until is None else str(until))
    return _picture(folder, kept_as, name, view, shown)


def corners_of(view: SiteView, shown: Shown, kept_as: str) -> Any:
    """Dead corners of the villages that a person may see; none are looked for until they are wanted."""
    if "corners" not in shown.overlays:
        return empty(DEAD_CORNERS, view.crs)
    with one_sentence():
        corners = _corners(str(site_dir()), kept_as)
    return corners[corners["village_id"].isin(view.villages["village_id"])]


def days_covered(view: SiteView, window_id: str, kept_as: str) -> list[pd.Timestamp]:
    """Days of a window on which ground was covered that a person may see."""
    window = view.windows.set_index("window_id").loc[window_id]
    if not view.coverage["window_id"].eq(window_id).any():
        return []
    days = _of_view(view, _by_day(str(site_dir()), kept_as, window_id))["day"].drop_duplicates().sort_values()
    return [when for when in days if window["opens"] <= when <= window["closes"]]


@st.cache_resource(max_entries=64, show_spinner=False)
def _picture(
    folder: str, kept_as: str, name: tuple[str | None, ...], _view: SiteView, _shown: Shown  # noqa: ARG001
) -> GridPicture:  # fmt: skip
    pod = None
    if _shown.quantity is Quantity.COVERAGE and _shown.until is not None:
        pod = up_to(_by_day(folder, kept_as, _shown.window_id), _shown.until)
    return picture_of(_view, base_of(_view), _shown, pod)


@st.cache_resource(max_entries=8, show_spinner=False)
def _by_day(folder: str, kept_as: str, window_id: str) -> pd.DataFrame:  # noqa: ARG001  the stamp is part of the key
    return covered_by_day(Path(folder), window_id)


@st.cache_resource(max_entries=4, show_spinner=False)
def _corners(folder: str, kept_as: str) -> Any:  # noqa: ARG001
    return cover_with_corners(Path(folder))[1]


def _of_view(view: SiteView, by_day: pd.DataFrame) -> pd.DataFrame:
    return by_day[by_day["cell_id"].isin(view.cells["cell_id"])]
