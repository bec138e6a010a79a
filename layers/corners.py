"""Dead corners: ground inside villages called done that nobody saw, each with the reason by letter."""

from __future__ import annotations

from typing import Any, Final

import folium

from geo.units import M2_PER_HA, M2_PER_MU
from geo.words import Language, t
from layers.shapes import group, line_style, lonlat, shape
from layers.style import CORNER, escape

_SIMPLIFY_M: Final = 3.0
_ALL_NAMED: Final = 150  # more of them carry their letter from a nearer zoom only
_NEAR_ZOOM: Final = 14


def corners_layer(corners: Any, villages: Any, language: Language) -> folium.FeatureGroup:
    """Draw DEAD_CORNERS: outline broken short, a letter for the reason."""
    names = dict(zip(villages["village_id"], villages["name"], strict=True))
    middle = lonlat(corners.set_geometry(corners.geometry.representative_point()))
    shapes = []
    outlines = lonlat(corners, simplify_m=_SIMPLIFY_M)
    zoom: dict[str, Any] = {"from": _NEAR_ZOOM} if len(corners) > _ALL_NAMED else {}
    for corner, outline, point in zip(corners.itertuples(), outlines, middle, strict=True):
        tip = _tip(corner, names.get(corner.village_id, ""), language)
        style = line_style(CORNER, 2.5, dash="3 3") | {"fill": True, "fillColor": CORNER, "fillOpacity": 0.12}
        shapes.append(shape(outline, style=style, halo=line_style("#ffffff", 4, opacity=0.8), tip=tip))
        letter = t(f"layers-corner-letter-{corner.reason}", language)
        sign = f'<div class="tacha-badge square" style="background:{CORNER}">{letter}</div>'
        shapes.append(shape(point, html=sign, tip=tip, pane="signs", **zoom))
    return group(shapes, pane="ground")


def _tip(corner: Any, village: str, language: Language) -> str:
    return t(
        "layers-corner-tip",
        language,
        village=escape(village),
        reason=t(f"layers-corner-reason-{corner.reason}", language),
        ha=f"{corner.area_m2 / M2_PER_HA:.1f}",
        mu=f"{corner.area_m2 / M2_PER_MU:.0f}",
        outcome=escape(corner.outcome),
        seam="yes" if corner.on_seam else "no",
    )
