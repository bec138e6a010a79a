"""What a file would bring, on the map before anything is accepted: points, lines, outlines in one colour."""

from __future__ import annotations

from typing import Any, Final

import folium

from layers.shapes import group, lonlat, shape
from layers.style import ALARM, escape

_SIMPLIFY_M: Final = 10.0
_MOST: Final = 5_000  # shapes; a preview needs no more to show where a file lies
_RING: Final = {
    "radius": 7,
    "color": "#ffffff",
    "weight": 2,
    "fill": True,
    "fillColor": ALARM,
    "fillOpacity": 1,
}
_LINE: Final = {"color": ALARM, "weight": 3, "opacity": 0.9, "fill": False}
_NAMES: Final = ("name", "place", "kind", "note", "history_id", "lead_id", "finding_id")


def brought_layer(rows: Any) -> folium.FeatureGroup:
    """Draw rows with places, whatever their shape, in the working CRS; rows without a place are not drawn."""
    placed = rows[~(rows.geometry.isna() | rows.geometry.is_empty)].head(_MOST)
    if not len(placed):
        return group([], pane="signs")
    named = next((name for name in _NAMES if name in placed and (placed[name].astype(str) != "").any()), None)
    tips = [""] * len(placed) if named is None else [escape(str(value)) for value in placed[named]]
    shapes = []
    for tip, drawn in zip(tips, lonlat(placed, simplify_m=_SIMPLIFY_M), strict=True):
        style = _RING if drawn.geom_type.endswith("Point") else _LINE
        shapes.append(shape(drawn, style=style, **({"tip": tip} if tip else {})))
    return group(shapes, pane="signs")
