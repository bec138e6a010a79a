"""Lines, outlines, points and signs: each shape carries style and tooltip, and shapes.js draws them."""

from __future__ import annotations

import copy
import json
from typing import Any

import folium
import numpy as np
import shapely
from branca.element import MacroElement
from folium.template import Template
from numpy.typing import NDArray

_LONLAT = "EPSG:4326"
_PLACES = 6  # 0.1 m
_UNIT = 100_000  # of a line: half a metre is under the width of its stroke


class Shapes(MacroElement):  # type: ignore[misc]  # untyped base
    """Shapes on one pane of the map; the parent is the map or a feature group."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        tacha.shapes({{ this._parent.get_name() }}, "{{ this.pane }}", {{ this.payload }});
        {% endmacro %}"""
    )

    def __init__(self, shapes: list[dict[str, Any]], *, pane: str) -> None:
        super().__init__()
        self._name = "Shapes"
        self.pane = pane
        self.payload = as_script(shapes)


class Names(MacroElement):  # type: ignore[misc]  # untyped base
    """Names on the map, by the zoom from or up to which they show."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        tacha.names({{ this._parent.get_name() }}, {{ this.payload }});
        {% endmacro %}"""
    )

    def __init__(self, sets: list[dict[str, Any]]) -> None:
        super().__init__()
        self._name = "Names"
        self.payload = as_script(sets)


def as_script(value: object) -> str:
    """Write a value as JSON that may stand inside a script element of a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("</", "<\\/").replace("<!", "\\u003c!")


def group(shapes: list[dict[str, Any]], *, pane: str) -> folium.FeatureGroup:
    """Put shapes into a feature group that the map can exchange without being built anew."""
    layer = folium.FeatureGroup()
    if shapes:
        Shapes(shapes, pane=pane).add_to(layer)
    return layer


def afresh(layer: folium.FeatureGroup) -> folium.FeatureGroup:
    """Copy a feature group, without drawing it again: a map takes those it is given as its own."""
    copied = folium.FeatureGroup()
    for child in layer._children.values():  # noqa: SLF001  branca offers no public list
        copied.add_child(copy.copy(child))
    return copied


def lonlat(frame: Any, *, simplify_m: float = 0.0, places: int = _PLACES) -> NDArray[np.object_]:
    """Geometry of a table in the working CRS as longitude and latitude, with so many decimals: (rows,)."""
    geometry = frame.geometry
    if simplify_m:
        geometry = geometry.simplify(simplify_m)
    geometry = geometry.to_crs(_LONLAT)
    return shapely.transform(geometry.to_numpy(), lambda xy: np.round(xy, places))


def shape(geometry: Any, **properties: Any) -> dict[str, Any]:
    """One shape as shapes.js reads it: a GeoJSON feature, but for lines, which are packed.

    `style` and `halo`, drawn under it, are Leaflet's; `tip` is HTML whose texts went through `style.escape`.
    """
    lines = geometry.geom_type in {"LineString", "MultiLineString"}
    drawn = _steps(geometry) if lines else json.loads(shapely.to_geojson(geometry))
    return {"type": "Feature", "geometry": drawn, "properties": properties}


def _steps(geometry: Any) -> dict[str, Any]:
    """Lines in whole hundred-thousandths of a degree: the first vertex, then steps from vertex to vertex."""
    lines = []
    for part in shapely.get_parts(geometry):
        at = np.rint(shapely.get_coordinates(part) * _UNIT).astype(np.int64)
        lines.append(np.diff(at, axis=0, prepend=0).ravel().tolist())
    return {"type": "Steps", "lines": lines}


def line_style(colour: str, weight: float, *, opacity: float = 1.0, dash: str = "") -> dict[str, Any]:
    """Leaflet's style of a line."""
    style: dict[str, Any] = {"color": colour, "weight": weight, "opacity": opacity, "fill": False}
    return style | ({"dashArray": dash} if dash else {})
