"""Draw the map of a site that is being made: lines of longitude and latitude, villages, what was clicked."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from typing import Any, Final

import folium
import shapely

from layers.base import PANES
from layers.map import Home, OfflineMap
from layers.shapes import Shapes, group, line_style, shape
from layers.style import CHOSEN, OUTLINE, escape

_STEPS_DEG: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_LINES: Final = 5
_SIMPLE_DEG: Final = 0.0002  # about 20 m
_GRATICULE: Final = "#8a979d"

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def tracing_map(box: Box, villages: Any = None) -> OfflineMap:
    """Return a new map of a box, with VILLAGES in EPSG:4326 where they are known, else a net of degrees."""
    figure = OfflineMap(
        tiles=None, prefer_canvas=True, zoom_control=True, attributionControl=False, zoomSnap=0.25, maxZoom=18
    )
    for name, order in PANES.items():
        folium.map.CustomPane(name, z_index=order, pointer_events=name != "names").add_to(figure)
    Shapes(net_shapes(box), pane="roads").add_to(figure)
    if villages is not None:
        lines = shapely.simplify(shapely.boundary(villages.geometry.to_numpy()), _SIMPLE_DEG)
        outlines = [shape(line, style=line_style(OUTLINE, 1.8)) for line in lines]
        Shapes(outlines, pane="outlines").add_to(figure)
        inside = villages.geometry.representative_point()
        names = [
            shape(point, html=f'<div class="tacha-village">{escape(name)}</div>', pane="names")
            for point, name in zip(inside, villages["name"], strict=True)
        ]
        Shapes(names, pane="names").add_to(figure)
    west, south, east, north = box
    Home(((south, west), (north, east))).add_to(figure)
    return figure


def net_shapes(box: Box) -> list[dict[str, Any]]:
    """Lines of longitude and latitude over a box and as far again around it, labelled inside it."""
    west, south, east, north = box
    span = max(east - west, north - south)
    step = next((one for one in _STEPS_DEG if span / one <= _LINES), _STEPS_DEG[-1])
    places = max(0, -math.floor(math.log10(step)))
    shapes = []
    for lon in _ticks(west - span, east + span, step):
        line = shapely.LineString([(lon, south - span), (lon, north + span)])
        shapes.append(shape(line, style=line_style(_GRATICULE, 0.7, opacity=0.8)))
        if west <= lon <= east:
            shapes.append(_label(lon, south, f"{lon:.{places}f}°"))
    for lat in _ticks(south - span, north + span, step):
        line = shapely.LineString([(west - span, lat), (east + span, lat)])
        shapes.append(shape(line, style=line_style(_GRATICULE, 0.7, opacity=0.8)))
        if south <= lat <= north:
            shapes.append(_label(west, lat, f"{lat:.{places}f}°"))
    return shapes


def clicked_group(
    outline: Sequence[tuple[float, float]], offices: Sequence[Any], bases: Sequence[Any], *, closed: bool
) -> folium.FeatureGroup:
    """Show what was clicked so far: corners of an outline, village offices, bases (name, lon, lat)."""
    shapes = []
    if len(outline) > 1:
        ring = [*outline, outline[0]] if closed else list(outline)
        shapes.append(shape(shapely.LineString(ring), style=line_style(CHOSEN, 3)))
    corner = {"radius": 5, "color": CHOSEN, "weight": 2, "fillColor": "#ffffff", "fillOpacity": 1}
    shapes += [] if closed else [shape(shapely.Point(at), style=corner) for at in outline]
    for office in offices:
        sign = f'<div class="tacha-badge round" style="background:{OUTLINE}"></div>'
        label = f'<div class="tacha-village" style="margin-top:20px">{escape(office.name)}</div>'
        at = shapely.Point(office.lon, office.lat)
        shapes += [shape(at, html=sign), shape(at, html=label, pane="names")]
    for base in bases:
        sign = f'<div class="tacha-base"><span>{escape(base.name)}</span></div>'
        shapes.append(shape(shapely.Point(base.lon, base.lat), html=sign))
    return group(shapes, pane="signs")


def box_of(villages: Any) -> Box:
    """Bounds of VILLAGES in EPSG:4326."""
    west, south, east, north = (float(side) for side in villages.total_bounds)
    return west, south, east, north


def picture_digest(villages: Any) -> str:
    """Tell one set of villages from another, for the key of their map."""
    content = json.dumps(
        [shapely.total_bounds(villages.geometry.to_numpy()).tolist(), list(villages["name"])]
    )
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _ticks(first: float, last: float, step: float) -> list[float]:
    return [round(one * step, 6) for one in range(math.ceil(first / step), math.floor(last / step) + 1)]


def _label(lon: float, lat: float, text: str) -> dict[str, Any]:
    html = f'<div class="tacha-village" style="font-weight:400;font-size:11px">{escape(text)}</div>'
    return shape(shapely.Point(lon, lat), html=html, pane="names")
