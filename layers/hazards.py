"""Hazards that teams must know of: a triangle, and the outline where the ground has one."""

from __future__ import annotations

from typing import Any, Final

import folium

from geo.words import Language, keys, t
from layers.shapes import group, line_style, lonlat, shape
from layers.style import HAZARD, escape

_SIMPLIFY_M: Final = 5.0
_SIGN: Final = '<div class="tacha-hazard"><span>!</span></div>'


def hazards_layer(hazards: Any, language: Language) -> folium.FeatureGroup:
    """Draw hazards: a frame with kind, note and shapes of any type in the working CRS."""
    shapes = []
    middle = lonlat(hazards.set_geometry(hazards.geometry.representative_point()))
    outlines = lonlat(hazards, simplify_m=_SIMPLIFY_M)
    for hazard, outline, point in zip(hazards.itertuples(), outlines, middle, strict=True):
        tip = _tip(hazard, language)
        if outline.geom_type not in {"Point", "MultiPoint"}:
            shapes.append(shape(outline, style=line_style(HAZARD, 2, dash="8 3 2 3"), tip=tip))
        shapes.append(shape(point, html=_SIGN, tip=tip, pane="signs"))
    return group(shapes, pane="ground")


def hazard_kind(kind: str, language: Language) -> str:
    """Word for a kind of hazard; one that is not known stays as it was written."""
    key = f"layers-hazard-kind-{kind}"
    return t(key, language) if key in keys(language) else kind


def _tip(hazard: Any, language: Language) -> str:
    kind = hazard_kind(hazard.kind, language) or t("layers-unknown", language)
    return t("layers-hazard-tip", language, kind=escape(kind), note=escape(hazard.note))
