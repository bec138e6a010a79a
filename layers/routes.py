"""Routes of chosen team-days: driven pieces dashed, walks and search lines solid, a colour for a team."""

from __future__ import annotations

from typing import Any, Final

import folium
import pandas as pd

from geo.words import Language, t
from layers.shapes import group, line_style, lonlat, shape
from layers.style import escape

_DETAILED: Final = 16  # routes drawn with driving and walking told apart; more are drawn as whole lines
_SIMPLIFY_M: Final = 4.0
_SIMPLIFY_MANY_M: Final = 20.0  # a whole season at once: the way is a hint there
_HALO: Final = line_style("#ffffff", 6, opacity=0.75)


def routes_layer(
    routes: Any, legs: Any, *, colours: dict[str, str], language: Language
) -> folium.FeatureGroup:
    """Draw ROUTES; with few of them their LEGS, so that one sees where the car waits."""
    if routes.empty:
        return group([], pane="routes")
    tips = {route.route_id: _tip(route, language) for route in routes.itertuples()}
    by_team = dict(zip(routes["route_id"], routes["team_id"], strict=True))
    if len(routes) > _DETAILED or legs.empty:
        step_m = _SIMPLIFY_MANY_M
        lines, modes, names = routes, pd.Series("walk", index=routes.index), routes["route_id"]
    else:
        step_m = _SIMPLIFY_M
        lines = legs[legs["route_id"].isin(by_team) & (legs.length > 0)]
        modes, names = lines["mode"], lines["route_id"]
    shapes = []
    for line, mode, name in zip(lonlat(lines, simplify_m=step_m), modes, names, strict=True):
        if line.is_empty:
            continue
        colour, driven = colours[by_team[name]], mode == "drive"
        width = 2 if mode == "search" else 3
        style = line_style(colour, width, opacity=0.95, dash="7 6" if driven else "")
        shapes.append(shape(line, style=style, halo=_HALO, tip=tips[name]))
    return group(shapes, pane="routes")


def _tip(route: Any, language: Language) -> str:
    return t(
        "layers-route-tip",
        language,
        team=escape(route.team_id),
        day=f"{route.date:%Y-%m-%d}",
        stops=int(route.stops),
        km=f"{route.length_m / 1000:.1f}",
        walk_km=f"{route.walk_m / 1000:.1f}",
        hours=f"{route.duration_min / 60:.1f}",
    )
