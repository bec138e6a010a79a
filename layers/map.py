"""Build the offline map: a base that stays, and feature groups that change without building it anew."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import folium
import shapely
from branca.element import MacroElement

from layers.assets import SCRIPTS, STYLES, links
from layers.basemap import (
    Bounds,
    hillshade_image,
    road_shapes,
    village_name_shapes,
    village_shapes,
)
from layers.classes import CellClasses
from layers.grid_image import (
    GridFrame,
    GridImage,
    MercatorFit,
    ShowGrid,
    frame_fit,
    grid_frame,
    image_uri,
    paint,
)
from layers.legend import ShowLegend
from layers.shapes import Shapes, group, line_style, lonlat, shape
from layers.style import CHOSEN

_PANES = {
    "hillshade": 150,
    "grid": 250,
    "roads": 260,
    "outlines": 410,
    "routes": 420,
    "names": 610,
    "signs": 620,
}
"""Stacking order; without panes of their own hillshade and grid would hide each other."""


class OfflineMap(folium.Map):
    """A folium map whose scripts and styles all come from this server."""

    default_js = links(SCRIPTS)
    default_css = links(STYLES)


@dataclass(frozen=True)
class BaseParts:
    """What of the map does not change with a click: made once per state of the site, then kept."""

    digest: str
    bounds: Bounds
    hillshade_uri: str
    hillshade_bounds: Bounds
    outlines: list[dict[str, Any]]
    names: list[dict[str, Any]]
    roads: list[dict[str, Any]]
    frame: GridFrame
    fit: MercatorFit


def base_parts(villages: Any, cells: Any, terrain: Any, roads: Any, *, cell_size_m: float) -> BaseParts:
    """Compute the parts of the base map from VILLAGES, CELLS, terrain and roads in the working CRS."""
    frame = grid_frame(cells, crs=villages.crs.to_string(), cell_size_m=cell_size_m)
    uri, uri_bounds = hillshade_image(terrain)
    west, south, east, north = shapely.total_bounds(lonlat(villages))
    outlines, names = village_shapes(villages), village_name_shapes(villages)
    road_lines = road_shapes(roads)
    seen = hashlib.sha256(repr((uri, outlines, names, road_lines, frame)).encode())
    return BaseParts(
        digest=seen.hexdigest()[:16],
        bounds=((float(south), float(west)), (float(north), float(east))),
        hillshade_uri=uri,
        hillshade_bounds=uri_bounds,
        outlines=outlines,
        names=names,
        roads=road_lines,
        frame=frame,
        fit=frame_fit(frame),
    )


def base_map(parts: BaseParts) -> OfflineMap:
    """Return a new map with hillshade, roads, outlines, names and the grid's place, fitted to the site."""
    figure = OfflineMap(
        tiles=None, prefer_canvas=True, zoom_control=True, attributionControl=False, zoomSnap=0.25, maxZoom=18
    )
    for name, order in _PANES.items():
        folium.map.CustomPane(name, z_index=order, pointer_events=name != "names").add_to(figure)
    # Folium would read an address that it does not know as a file, so the image comes after.
    shade = folium.raster_layers.ImageOverlay(
        "data:,", bounds=[list(corner) for corner in parts.hillshade_bounds], pane="hillshade"
    )
    shade.url = parts.hillshade_uri
    shade.add_to(figure)
    GridImage(parts.frame, parts.fit).add_to(figure)
    for shapes, pane in ((parts.roads, "roads"), (parts.outlines, "outlines"), (parts.names, "names")):
        Shapes(shapes, pane=pane).add_to(figure)
    figure.fit_bounds([list(corner) for corner in parts.bounds], padding=(8, 8))
    return figure


def grid_group(
    parts: BaseParts, cells: Any, shown: CellClasses, *, labels: list[str], hatch: Any, legend: str
) -> folium.FeatureGroup:
    """What the grid shows and its legend; exchanged without building the map anew."""
    layer = folium.FeatureGroup()
    hatch_url = image_uri(paint(parts.frame, cells, hatch)) if hatch is not None and hatch.any() else None
    elements: tuple[MacroElement, ...] = (
        ShowGrid(
            image_uri(paint(parts.frame, cells, shown.classes)),
            palette=shown.palette,
            labels=labels,
            hatch_url=hatch_url,
        ),
        ShowLegend(legend),
    )
    for element in elements:
        element.add_to(layer)
    return layer


def chosen_layer(outline: Any | None) -> folium.FeatureGroup:
    """Draw the outline of the chosen cell: a one-row frame in the working CRS, or None."""
    if outline is None:
        return group([], pane="routes")
    line = shapely.boundary(lonlat(outline)[0])
    shapes = [
        shape(line, style=line_style("#ffffff", 6, opacity=0.9)),
        shape(line, style=line_style(CHOSEN, 3.5)),
    ]
    return group(shapes, pane="outlines")
