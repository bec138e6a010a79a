"""Write tables as GeoJSON (RFC 7946): longitude and latitude to 6 decimals, same tables, same bytes."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.errors import InputError
from geo.exports.layers import LONLAT, Layer
from geo.exports.shapes import DECIMALS, on_earth
from geo.exports.values import plain_values

_LONG_FIGURE: Final = re.compile(rf"-?\d+\.\d{{{DECIMALS + 1},}}(?:e-?\d+)?")


def layer_geojson(layer: Layer) -> str:
    """Write a layer as `geojson` does."""
    return geojson(layer.frame, layer.properties, key=layer.key)


def geojson(frame: Any, properties: list[str] | tuple[str, ...], *, key: str = "") -> str:
    """Write a frame as a FeatureCollection, one feature a line, in the frame's order.

    Parameters
    ----------
    frame : GeoDataFrame in EPSG:4326
    properties : columns to write, in this order; days become "2025-04-01", instants end in "Z", what is
        missing or empty becomes null
    key : column that is also the feature's `id`, as the standard asks where there is one

    Returns
    -------
    str : ends with a line break; a shape that is smaller than the last decimal has the geometry null

    Raises
    ------
    InputError : another CRS, or a place that is not on the Earth
    """
    if frame.crs != LONLAT:
        raise InputError("exports-wrong-crs", file="GeoJSON", crs=str(frame.crs))
    shapes = on_earth(frame, properties)
    names = [json.dumps(name, ensure_ascii=False) for name in properties]
    columns = [_json_values(frame[name]) for name in properties]
    rows = zip(*columns, strict=True) if columns else iter([()] * len(frame))
    ids = [f'"id":{value},' for value in _json_values(frame[key])] if key else [""] * len(frame)
    features = [
        f'{{"type":"Feature",{own}"properties":{{'
        + ",".join(f"{name}:{value}" for name, value in zip(names, row, strict=True))
        + f'}},"geometry":{shape}}}'
        for own, row, shape in zip(ids, rows, _json_shapes(shapes), strict=True)
    ]
    head = '{"type":"FeatureCollection",'
    known = shapes[~shapely.is_missing(shapes)]
    if len(known):
        # + 0.0 makes one zero of two.
        head += f'"bbox":{json.dumps([float(side) + 0.0 for side in shapely.total_bounds(known)])},'
    return head + '"features":[\n' + ",\n".join(features) + "\n]}\n"


def _json_values(values: pd.Series) -> list[str]:
    """JSON text of every value of a column."""
    return [json.dumps(value, ensure_ascii=False) for value in plain_values(values)]


def _json_shapes(shapes: NDArray[np.object_]) -> list[str]:
    # GEOS does not always find the shortest figure: 103.904204 can come out as 103.90420399999999.
    return [
        _LONG_FIGURE.sub(lambda long: repr(round(float(long[0]), DECIMALS)), text) if text else "null"
        for text in shapely.to_geojson(shapes)
    ]
