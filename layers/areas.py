"""Responsibility areas: who answers for which ground, by post."""

from __future__ import annotations

from typing import Any, Final

import folium

from geo.words import Language, t
from layers.shapes import group, line_style, lonlat, shape
from layers.style import AREA, escape

_SIMPLIFY_M: Final = 8.0
_NAMED_FROM: Final = 13  # zoom; the names of villages are enough before


def areas_layer(areas: Any, language: Language) -> folium.FeatureGroup:
    """Draw the AREAS that have a shape; those known only by name have no place on a map."""
    drawn = areas[areas.geometry.notna()]
    middle = lonlat(drawn.set_geometry(drawn.geometry.representative_point()))
    shapes = []
    for area, outline, point in zip(
        drawn.itertuples(), lonlat(drawn, simplify_m=_SIMPLIFY_M), middle, strict=True
    ):
        tip = t(
            "layers-area-tip",
            language,
            name=escape(area.name),
            kind=t(f"layers-area-kind-{area.kind}", language),
            post=escape(area.post) or t("layers-unknown", language),
        )
        shapes.append(shape(outline.boundary, style=line_style(AREA, 2, dash="1 5"), tip=tip))
        label = f'<div class="tacha-area">{escape(area.name)}</div>'
        shapes.append(shape(point, html=label, pane="names", **{"from": _NAMED_FROM}))
    return group(shapes, pane="ground")
