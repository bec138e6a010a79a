"""Build the offline map: a base that stays, and feature groups that change without building it anew."""

from __future__ import annotations

from typing import Any

import folium
import shapely
from branca.element import MacroElement
from folium.template import Template

from layers.assets import SCRIPTS, STYLES, links
from layers.base import PANES, BaseParts, GridPicture
from layers.basemap import Bounds
from layers.grid_image import GridImage, ShowGrid, grid_shown
from layers.legend import ShowLegend
from layers.shapes import Names, Shapes, as_script, group, line_style, lonlat, shape
from layers.sheet import ShowSheet
from layers.style import CHOSEN


class OfflineMap(folium.Map):  # type: ignore[misc]  # untyped base
    """A folium map whose scripts and styles all come from this server."""

    default_js = links(SCRIPTS)
    default_css = links(STYLES)


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


def base_map(parts: BaseParts) -> OfflineMap:
    """Return a new map with hillshade, roads, outlines, names and the grid's place, fitted to the site."""
    figure = OfflineMap(
        tiles=None, prefer_canvas=True, zoom_control=True, attributionControl=False, zoomSnap=0.25, maxZoom=18
    )
    for name, order in PANES.items():
        quiet = name in {"names", "grid", "steep"}
        folium.map.CustomPane(name, z_index=order, pointer_events=not quiet).add_to(figure)
    # Folium would read an address that it does not know as a file, so the image comes after.
    shade = folium.raster_layers.ImageOverlay(
        "data:,", bounds=[list(corner) for corner in parts.hillshade_bounds], pane="hillshade"
    )
    shade.url = parts.hillshade_uri
    shade.add_to(figure)
    GridImage(parts.frame, parts.fit).add_to(figure)
    if parts.steep is not None:
        GridImage(parts.steep.frame, parts.steep.fit, name="steep").add_to(figure)
    for shapes, pane in ((parts.roads, "roads"), (parts.outlines, "outlines")):
        Shapes(shapes, pane=pane).add_to(figure)
    Names(parts.names).add_to(figure)
    Home(parts.bounds).add_to(figure)
    return figure


def grid_group(
    parts: BaseParts,
    picture: GridPicture,
    *,
    labels: list[str],
    legend: str,
    sheet: dict[str, str],
    steep: bool = True,
) -> folium.FeatureGroup:
    """Say what the grid shows, its legend and the head of its printed sheet, without a new map.

    steep: mark the ground that is too steep to be searched on foot
    """
    layer = folium.FeatureGroup()
    ShowGrid(
        grid_shown(picture.url, palette=picture.palette, labels=labels, marks_url=picture.marks_url)
    ).add_to(layer)
    if parts.steep is not None:
        url = parts.steep.url if steep else None
        ShowGrid(grid_shown(None, palette=[], labels=[], marks_url=url), name="steep").add_to(layer)
    ShowLegend(legend).add_to(layer)
    ShowSheet(sheet).add_to(layer)
    return layer


def chosen_layer(outline: Any | None) -> folium.FeatureGroup:
    """Draw the outline of the chosen cell: a one-row frame in the working CRS, or None."""
    if outline is None:
        return group([], pane="chosen")
    line = shapely.boundary(lonlat(outline)[0])
    shapes = [shape(line, style=line_style(CHOSEN, 3.5), halo=line_style("#ffffff", 6, opacity=0.9))]
    # A ring beside it: the cell itself may be hidden by a sign.
    ring = {"radius": 20, "color": CHOSEN, "weight": 3, "fill": False}
    shapes.append(shape(line.centroid, style=ring))
    return group(shapes, pane="chosen")
