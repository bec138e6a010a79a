"""Build the offline map: a base that stays, and feature groups that change without building it anew."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import folium
import numpy as np
import shapely
from branca.element import MacroElement
from folium.template import Template
from numpy.typing import NDArray

from layers.assets import SCRIPTS, STYLES, links
from layers.basemap import (
    Bounds,
    hillshade_image,
    road_shapes,
    village_name_shapes,
    village_shapes,
)
from layers.classes import CellClasses, Quantity
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
from layers.shapes import Shapes, as_script, group, line_style, lonlat, shape
from layers.style import CHOSEN

_PANES = {
    "hillshade": 150,
    "grid": 250,
    "roads": 260,
    "outlines": 410,
    "routes": 420,
    "chosen": 430,
    "names": 610,
    "signs": 620,
}
"""Stacking order; without panes of their own hillshade and grid would hide each other."""


class OfflineMap(folium.Map):  # type: ignore[misc]  # untyped base
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


class Home(MacroElement):  # type: ignore[misc]  # untyped base
    """Fit the map to the site, again and again until a person moves it."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        tacha.home({{ this._parent.get_name() }}, {{ this.bounds }});
        {% endmacro %}"""
    )

    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self._name = "Home"
        self.bounds = as_script(bounds)


@dataclass(frozen=True)
class GridPicture:
    """A quantity of a window as images: made once, then kept."""

    quantity: Quantity
    palette: list[list[int]]
    url: str
    hatch_url: str | None


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
    Home(parts.bounds).add_to(figure)
    return figure


def grid_picture(parts: BaseParts, cells: Any, shown: CellClasses, hatch: NDArray[np.uint8]) -> GridPicture:
    """Draw classes and hatch (both (cells,)) into images; coverage is not hatched, it is what is shown."""
    hatched = bool(hatch.any()) and shown.quantity is not Quantity.COVERAGE
    return GridPicture(
        quantity=shown.quantity,
        palette=shown.palette,
        url=image_uri(paint(parts.frame, cells, shown.classes)),
        hatch_url=image_uri(paint(parts.frame, cells, hatch)) if hatched else None,
    )


def grid_group(picture: GridPicture, *, labels: list[str], legend: str) -> folium.FeatureGroup:
    """Say what the grid shows, and its legend; exchanged without building the map anew."""
    layer = folium.FeatureGroup()
    ShowGrid(picture.url, palette=picture.palette, labels=labels, hatch_url=picture.hatch_url).add_to(layer)
    ShowLegend(legend).add_to(layer)
    return layer


def chosen_layer(outline: Any | None) -> folium.FeatureGroup:
    """Draw the outline of the chosen cell: a one-row frame in the working CRS, or None."""
    if outline is None:
        return group([], pane="chosen")
    line = shapely.boundary(lonlat(outline)[0])
    shapes = [
        shape(line, style=line_style("#ffffff", 6, opacity=0.9)),
        shape(line, style=line_style(CHOSEN, 3.5)),
    ]
    # A ring beside it: the cell itself may be hidden by a sign.
    ring = {"radius": 20, "color": CHOSEN, "weight": 3, "fill": False}
    shapes.append(shape(line.centroid, style=ring))
    return group(shapes, pane="chosen")
