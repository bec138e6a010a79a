"""Write a layer as CSV that Excel opens: UTF-8 with its mark, lon and lat, text that is no formula."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

import shapely

from geo.exports.layers import Layer
from geo.exports.shapes import DECIMALS, on_earth
from geo.exports.values import no_formula, plain_values

_MARK: Final = "\ufeff"


def layer_csv(layer: Layer) -> str:
    """Return a table with the layer's columns, then lon and lat in WGS84.

    A point gives its own place, ground a point inside it, a line its first point. A text that a table program
    would take for a formula has an apostrophe before it, which `tacha add` takes off again.

    Raises
    ------
    InputError : a place that is not on the Earth
    """
    shapes = on_earth(layer.frame, layer.properties)
    out = io.StringIO(newline="")
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow([*layer.properties, "lon", "lat"])
    columns = [[_cell(value) for value in plain_values(layer.frame[name])] for name in layer.properties]
    places = [_place(shape) for shape in shapes]
    written.writerows([*row, *place] for *row, place in zip(*columns, places, strict=True))
    return _MARK + out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        no_formula(value)
        if isinstance(value, str)
        else f"{value:.9g}"
        if isinstance(value, float)
        else str(value)
    )


def _place(shape: Any) -> tuple[str, str]:
    if shape is None:
        return "", ""
    if shapely.get_dimensions(shape) == 2:
        shape = shapely.point_on_surface(shape)
    lon, lat = shapely.get_coordinates(shape)[0]
    return f"{lon:.{DECIMALS}f}", f"{lat:.{DECIMALS}f}"
