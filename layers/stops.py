"""Stops of routes: numbered in order, square when required, hollow when from the reserve."""

from __future__ import annotations

from typing import Any, Final

import folium

from geo.words import Language, t
from layers.shapes import group, lonlat, shape
from layers.style import escape

_NUMBERED: Final = 300  # more stops are drawn as dots: their numbers would only cover each other


def stops_layer(
    stops: Any, routes: Any, *, colours: dict[str, str], language: Language
) -> folium.FeatureGroup:
    """Draw the STOPS of these ROUTES."""
    team_of = dict(zip(routes["route_id"], routes["team_id"], strict=True))
    shown = stops[stops["route_id"].isin(team_of)]
    shapes = []
    for stop, point in zip(shown.itertuples(), lonlat(shown), strict=True):
        colour = colours[team_of[stop.route_id]]
        tip = _tip(stop, team_of[stop.route_id], language)
        if len(shown) > _NUMBERED:
            dot = {"radius": 3.5, "color": "#ffffff", "weight": 1, "fillColor": colour, "fillOpacity": 1}
            shapes.append(shape(point, style=dot, tip=tip))
            continue
        kind = "reserve" if stop.reserve else "required" if stop.required else ""
        ink = f"color:{colour};border-color:{colour}" if stop.reserve else f"background:{colour}"
        sign = f'<div class="tacha-stop {kind}" style="{ink}">{int(stop.order)}</div>'
        shapes.append(shape(point, html=sign, tip=tip, pane="signs"))
    return group(shapes, pane="routes")


def _tip(stop: Any, team: str, language: Language) -> str:
    kind = "yard" if stop.yard_id else "reserve" if stop.reserve else "required" if stop.required else "plain"
    return t(
        "layers-stop-tip",
        language,
        order=int(stop.order),
        team=escape(team),
        kind=kind,
        passes=int(stop.passes),
        minutes=round(stop.service_min),
        arrive=f"{stop.arrive_min // 60}:{stop.arrive_min % 60:02d}",
    )
