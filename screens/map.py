"""地图 Map: where to search, which way, what was seen; a click on a cell asks why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import shapely
import streamlit as st
from streamlit_folium import st_folium

from geo.actions.look import SiteView, cell_at
from geo.actions.stamp import stamp
from layers.classes import Quantity, cell_classes, visited
from layers.findings import findings_layer
from layers.leads import bases_layer, history_layer, leads_layer, yards_layer
from layers.legend import class_labels, legend_html
from layers.map import BaseParts, GridPicture, base_map, base_parts, chosen_layer, grid_group, grid_picture
from layers.routes import routes_layer
from layers.stops import stops_layer
from layers.style import team_colours
from layers.tracks import tracks_layer
from screens.account import open_view, scope
from screens.cell import show_cell
from screens.shell import choose_window, day, language, site_dir, text, today

_LAYERS = ("routes", "findings", "leads", "tracks", "yards", "history")
_SHOWN_FIRST = ("routes", "findings", "leads")
_ALL = ""
_HEIGHT_PX = 720  # before the style sheet stretches the frame to the window


@dataclass(frozen=True)
class Choice:
    """What the person asked the map to show."""

    window_id: str
    quantity: Quantity
    layers: tuple[str, ...]
    team_id: str
    date: pd.Timestamp | None


def show() -> None:
    view = open_view()
    window_id = choose_window(view)
    _map_and_cell(view, window_id)


@st.fragment
def _map_and_cell(view: SiteView, window_id: str) -> None:
    choice = _ask(view, window_id)
    left, right = st.columns([7, 3], gap="small")
    with left:
        _draw(view, choice)
    with right:
        show_cell(view, st.session_state.get("cell_id", ""), window_id)


def _ask(view: SiteView, window_id: str) -> Choice:
    with st.container(key="map_controls"):
        shown, layers, team, when = st.columns([4, 5, 2, 2], gap="small", vertical_alignment="bottom")
    with shown:
        quantity = st.segmented_control(
            text("screens-map-shows"),
            list(Quantity),
            default=Quantity.RISK,
            format_func=lambda item: text(f"layers-quantity-{item.value}"),
            key="quantity",
        )
    with layers:
        chosen = st.pills(
            text("screens-map-layers"),
            _LAYERS,
            selection_mode="multi",
            default=_SHOWN_FIRST,
            format_func=lambda name: text(f"screens-layer-{name}"),
            key="layers",
        )
    routes = _routes_in(view, window_id)
    with team:
        team_id = st.selectbox(
            text("screens-team"),
            [_ALL, *sorted(routes["team_id"].unique())],
            format_func=lambda name: name or text("screens-all-teams"),
            key="team_id",
        )
    with when:
        days = sorted(routes.loc[(routes["team_id"] == team_id) | (team_id == _ALL), "date"].unique())
        date = st.selectbox(
            text("screens-day-label"),
            [None, *days],
            index=_next_day(days),
            format_func=lambda value: text("screens-all-days") if value is None else day(value),
            key=f"day {window_id} {team_id}",
        )
    return Choice(window_id, quantity or Quantity.RISK, tuple(chosen), team_id, date)


def _draw(view: SiteView, choice: Choice) -> None:
    parts = _base(str(site_dir()), stamp(site_dir()) + scope(), view)
    key = f"map {parts.digest} {language().value}"
    clicked = (st.session_state.get(key) or {}).get("last_clicked")
    if clicked and clicked != st.session_state.get("clicked"):
        st.session_state["clicked"] = clicked
        st.session_state["cell_id"] = cell_at(view, clicked["lng"], clicked["lat"])
    st_folium(
        base_map(parts),
        key=key,  # the digest stands here because the component's own identity forgets parts of it
        height=_HEIGHT_PX,
        use_container_width=True,
        returned_objects=["last_clicked"],
        feature_group_to_add=_groups(view, parts, choice),
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _base(folder: str, stamp: str, _view: SiteView) -> BaseParts:  # noqa: ARG001  folder and stamp are the key
    return base_parts(_view.villages, _view.cells, _view.terrain, _view.roads, cell_size_m=_view.cell_size_m)


@st.cache_resource(max_entries=64, show_spinner=False)
def _picture(
    folder: str,  # noqa: ARG001  folder and stamp are the key
    stamp: str,  # noqa: ARG001
    window_id: str,
    quantity: str,
    _view: SiteView,
    _parts: BaseParts,
) -> GridPicture:
    shown = cell_classes(
        Quantity(quantity),
        window_id,
        cells=_view.cells,
        risk=_view.risk,
        priority=_view.priority,
        coverage=_view.coverage,
    )
    return grid_picture(_parts, _view.cells, shown, visited(_view.cells, _view.coverage, window_id))


def _groups(view: SiteView, parts: BaseParts, choice: Choice) -> list[folium.FeatureGroup]:
    """Everything on the map that a choice or a click changes, bottom first."""
    spoken = language()
    folder = site_dir()
    picture = _picture(
        str(folder), stamp(folder) + scope(), choice.window_id, choice.quantity.value, view, parts
    )
    routes = _chosen_routes(view, choice)
    colours = {} if view.plan is None else team_colours(sorted(view.plan.routes["team_id"].unique()))
    teams = {team: colours[team] for team in sorted(routes["team_id"].unique())}
    legend = legend_html(
        picture.quantity,
        picture.palette,
        hatched=picture.hatch_url is not None,
        signs=_signs(view, choice, routes),
        teams=teams if "routes" in choice.layers else {},
        language=spoken,
    )
    groups = [
        grid_group(picture, labels=class_labels(choice.quantity, spoken), legend=legend),
        chosen_layer(_outline(view, st.session_state.get("cell_id", ""))),
    ]
    wanted = choice.layers
    if "history" in wanted:
        groups.append(history_layer(view.history, spoken))
    if "yards" in wanted:
        groups.append(yards_layer(view.yards, spoken))
    if "tracks" in wanted:
        groups.append(tracks_layer(_tracks_in(view, choice.window_id), spoken))
    if "routes" in wanted and view.plan is not None:
        groups.append(routes_layer(routes, view.plan.legs, colours=colours, language=spoken))
        groups.append(stops_layer(view.plan.stops, routes, colours=colours, language=spoken))
    groups.append(bases_layer(view.bases))
    if "leads" in wanted:
        groups.append(leads_layer(view.leads, spoken))
    if "findings" in wanted:
        groups.append(findings_layer(view.findings, spoken))
    return groups


def _signs(view: SiteView, choice: Choice, routes: Any) -> list[str]:
    """Signs that the legend must explain: those that are on the map."""
    tables = {
        "findings": view.findings,
        "leads": view.leads,
        "tracks": _tracks_in(view, choice.window_id),
        "yards": view.yards,
        "history": view.history,
    }
    signs = [name for name, table in tables.items() if name in choice.layers and len(table)]
    signs.append("bases")
    return [*signs, "drive", "required", "reserve"] if "routes" in choice.layers and len(routes) else signs


def _routes_in(view: SiteView, window_id: str) -> Any:
    if view.plan is None:
        return pd.DataFrame({"team_id": pd.Series(dtype="str"), "date": pd.Series(dtype="datetime64[us]")})
    return view.plan.routes[view.plan.routes["window_id"] == window_id]


def _chosen_routes(view: SiteView, choice: Choice) -> Any:
    routes = _routes_in(view, choice.window_id)
    if choice.team_id:
        routes = routes[routes["team_id"] == choice.team_id]
    return routes if choice.date is None else routes[routes["date"] == choice.date]


def _next_day(days: list[Any]) -> int:
    """Place in the list (after `all days`) of the next day with routes, else of the last."""
    ahead = [i for i, when in enumerate(days) if pd.Timestamp(when) >= pd.Timestamp(today())]
    return (ahead[0] + 1) if ahead else len(days)


def _tracks_in(view: SiteView, window_id: str) -> Any:
    window = view.windows.set_index("window_id").loc[window_id]
    return view.tracks[view.tracks["walked_on"].between(window["opens"], window["closes"])]


def _outline(view: SiteView, cell_id: str) -> Any | None:
    """Square of the chosen cell cut to its village, as a one-row frame."""
    row = view.cells[view.cells["cell_id"] == cell_id]
    if row.empty:
        return None
    size, cell = view.cell_size_m, row.iloc[0]
    square = shapely.box(cell.ix * size, cell.iy * size, (cell.ix + 1) * size, (cell.iy + 1) * size)
    village = view.villages.loc[view.villages["village_id"] == cell.village_id, "geometry"].iloc[0]
    return gpd.GeoDataFrame({"cell_id": [cell_id]}, geometry=[square.intersection(village)], crs=view.crs)
