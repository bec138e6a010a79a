"""Pieces of ground that routes search, with the lines along which each is swept."""

from __future__ import annotations

from typing import Any, Final

import folium

from geo.route.pieces import piece_name
from geo.units import M2_PER_HA, M2_PER_MU
from geo.words import Language, t
from layers.shapes import group, line_style, lonlat, shape
from layers.style import escape

_LINED: Final = 16  # routes; the sweep lines of more would be a mere shade
_NAMED_FROM: Final = 14  # zoom
_HALO: Final = line_style("#ffffff", 3.5, opacity=0.75)


def pieces_layer(
    pieces: Any, routes: Any, legs: Any, *, colours: dict[str, str], language: Language
) -> folium.FeatureGroup:
    """Draw the PIECES of ROUTES by number and name, and with few routes the sweep lines of their LEGS."""
    team_of = dict(zip(routes["route_id"], routes["team_id"], strict=True))
    shown = pieces[pieces["route_id"].isin(team_of)]
    shapes = []
    if 0 < len(routes) <= _LINED:
        lines = legs[legs["route_id"].isin(team_of) & (legs["mode"] == "search") & (legs.length > 0)]
        for line, name in zip(lonlat(lines), lines["route_id"], strict=True):
            shapes.append(shape(line, style=line_style(colours[team_of[name]], 1.4), halo=_HALO))
    middle = lonlat(shown.set_geometry(shown.geometry.representative_point()))
    for piece, outline, point in zip(shown.itertuples(), lonlat(shown), middle, strict=True):
        colour = colours[team_of[piece.route_id]]
        called = piece_name(piece)
        name = t(called.key, language, **called.args)
        tip = t(
            "layers-piece-tip",
            language,
            number=int(piece.number),
            name=escape(name),
            team=escape(team_of[piece.route_id]),
            ha=f"{piece.area_m2 / M2_PER_HA:.1f}",
            mu=f"{piece.area_m2 / M2_PER_MU:.0f}",
        )
        style = line_style(colour, 1.8, dash="6 3")
        shapes.append(shape(outline.boundary, style=style, halo=_HALO, tip=tip))
        label = f'<div class="tacha-piece" style="color:{colour}">{escape(name)}</div>'
        shapes.append(shape(point, html=label, pane="names", **{"from": _NAMED_FROM}))
    return group(shapes, pane="ground")
