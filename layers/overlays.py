"""Everything drawn over the grid: which layers there are, and what the legend must explain of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import folium
import pandas as pd

from geo.words import Language
from layers.areas import areas_layer
from layers.classes import Quantity
from layers.corners import corners_layer
from layers.findings import findings_layer
from layers.hazards import hazards_layer
from layers.leads import bases_layer, history_layer, leads_layer, yards_layer
from layers.pieces import pieces_layer
from layers.routes import routes_layer
from layers.stops import stops_layer
from layers.style import team_colours
from layers.tracks import tracks_layer

OVERLAYS: Final = (
    "routes", "findings", "leads", "tracks", "corners", "hazards", "pieces", "areas", "yards", "history",
    "steep",
)  # fmt: skip
"""Layers that a person switches on and off; `steep` is painted with the grid."""

FIRST: Final = ("routes", "findings", "leads", "hazards", "steep")
"""Those shown until somebody chooses."""


NEWEST_TRACKS: Final = 60
"""More lines hide each other, and a year of them would be megabytes; where people were, the hatch says."""


@dataclass(frozen=True)
class Shown:
    """What a map shows.

    other_id: second window of a comparison; until: last day of coverage and tracks, None for all; team_id,
    date: whose routes of which day, "" and None for all.
    """

    window_id: str
    quantity: Quantity = Quantity.RISK
    overlays: tuple[str, ...] = FIRST
    other_id: str = ""
    until: pd.Timestamp | None = None
    team_id: str = ""
    date: pd.Timestamp | None = None


def overlay_groups(view: Any, shown: Shown, corners: Any, language: Language) -> list[folium.FeatureGroup]:
    """Draw the chosen layers of a site, bottom first; bases are always there.

    Parameters
    ----------
    view : tables of a site in the working CRS, as `geo.actions.views.look` gives them
    corners : DEAD_CORNERS, looked at only when the layer is wanted
    """
    routes, colours = chosen_routes(view, shown), route_colours(view)
    plan, wanted = view.plan, shown.overlays
    groups = []
    if "areas" in wanted:
        groups.append(areas_layer(view.areas, language))
    if "corners" in wanted:
        groups.append(corners_layer(corners, view.villages, language))
    if "history" in wanted:
        groups.append(history_layer(view.history, language))
    if "yards" in wanted:
        groups.append(yards_layer(view.yards, language))
    if "pieces" in wanted and plan is not None:
        groups.append(pieces_layer(plan.pieces, routes, plan.legs, colours=colours, language=language))
    if "tracks" in wanted:
        groups.append(tracks_layer(shown_tracks(view, shown), language))
    if "routes" in wanted and plan is not None:
        groups.append(routes_layer(routes, plan.legs, colours=colours, language=language))
        groups.append(stops_layer(plan.stops, routes, colours=colours, language=language))
    groups.append(bases_layer(view.bases))
    if "hazards" in wanted:
        groups.append(hazards_layer(view.hazards, language))
    if "leads" in wanted:
        groups.append(leads_layer(view.leads, language))
    if "findings" in wanted:
        groups.append(findings_layer(view.findings, language))
    return groups


def overlay_signs(view: Any, shown: Shown, corners: Any) -> list[str]:
    """Name the signs that are on the map, for its legend."""
    wanted, routes = shown.overlays, chosen_routes(view, shown)
    pieces = 0 if view.plan is None else len(view.plan.pieces)
    counts = {
        "findings": len(view.findings),
        "leads": int(view.leads.geometry.notna().sum()),
        "tracks": len(shown_tracks(view, shown)),
        "corners": len(corners),
        "hazards": len(view.hazards),
        "pieces": pieces if len(routes) else 0,
        "areas": int(view.areas.geometry.notna().sum()),
        "yards": len(view.yards),
        "history": int(view.history.geometry.notna().sum()),
    }
    signs = [name for name, count in counts.items() if name in wanted and count]
    if counts["tracks"] == NEWEST_TRACKS:
        signs = ["newest" if name == "tracks" else name for name in signs]
    signs.append("bases")
    return [*signs, "drive", "required", "reserve"] if "routes" in wanted and len(routes) else signs


def teams_shown(view: Any, shown: Shown) -> dict[str, str]:
    """Colour of each team whose routes or pieces are on the map."""
    if not {"routes", "pieces"} & set(shown.overlays):
        return {}
    colours = route_colours(view)
    return {team: colours[team] for team in sorted(chosen_routes(view, shown)["team_id"].unique())}


def route_colours(view: Any) -> dict[str, str]:
    """Colour of every team of the plan."""
    return {} if view.plan is None else team_colours(sorted(view.plan.routes["team_id"].unique()))


def routes_in(view: Any, window_id: str) -> Any:
    """Return the routes of a window; none where there is no plan."""
    if view.plan is None:
        return pd.DataFrame({"team_id": pd.Series(dtype="str"), "date": pd.Series(dtype="datetime64[us]")})
    return view.plan.routes[view.plan.routes["window_id"] == window_id]


def chosen_routes(view: Any, shown: Shown) -> Any:
    """Return the routes of the window, team and day that are shown."""
    routes = routes_in(view, shown.window_id)
    if shown.team_id:
        routes = routes[routes["team_id"] == shown.team_id]
    return routes if shown.date is None else routes[routes["date"] == shown.date]


def shown_tracks(view: Any, shown: Shown) -> Any:
    """Return the newest `NEWEST_TRACKS` tracks of the window, up to the last day that is shown."""
    window = view.windows.set_index("window_id").loc[shown.window_id]
    last = window["closes"] if shown.until is None else min(shown.until, window["closes"])
    tracks = view.tracks[view.tracks["walked_on"].between(window["opens"], last)]
    return tracks.sort_values("walked_on", kind="stable").tail(NEWEST_TRACKS)
