"""Bring shapes into the form that every export has: flat, 6 decimals, rings the right way round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import InputError

DECIMALS: Final = 6  # a tenth of a metre; more would promise what no map holds


def on_earth(frame: Any, properties: Sequence[str], *, whole: bool = False) -> NDArray[np.object_]:
    """Shapes of a frame, `rounded`, or with all their digits.

    Parameters
    ----------
    frame : GeoDataFrame in EPSG:4326
    properties : columns; the first names a row in errors
    whole : keep all digits: neighbours that share a border still share it

    Raises
    ------
    InputError : a place that is not on the Earth
    """
    given = np.asarray(frame.geometry, dtype=object)
    shapes = flat(given) if whole else rounded(given)
    west, south, east, north = shapely.bounds(shapes).T
    outside = (west < -180) | (south < -90) | (east > 180) | (north > 90)
    if outside.any():
        row = int(np.flatnonzero(outside)[0])
        name = str(frame[properties[0]].iloc[row]) if properties else str(row + 1)
        raise InputError("exports-outside-world", file="GeoJSON", name=name)
    return shapes


def flat(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Take heights off shapes (n,); None where there is nothing."""
    out = shapely.force_2d(shapes)
    out[shapely.is_missing(out) | shapely.is_empty(out)] = None
    return np.asarray(out, dtype=object)


def rounded(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Round shapes (n,) to 6 decimals: valid rings, outer ones counter-clockwise; None if nothing is left.

    Polygons go through GEOS's precision reduction, because rounding corner by corner lets rings cross
    themselves. Lines are rounded point by point: the reduction would cut them where they meet themselves.
    """
    out = shapely.force_2d(shapes)
    ground = shapely.get_dimensions(out) == 2
    out[ground] = shapely.set_precision(out[ground], 10.0**-DECIMALS)
    # The reduction leaves 1e-15 of float noise, which would be written out.
    out = shapely.transform(out, lambda places: np.round(places, DECIMALS) + 0.0)
    out[ground] = shapely.orient_polygons(out[ground], exterior_cw=False)
    lines = ~ground & (shapely.get_num_points(out) > 2)
    out[lines] = shapely.remove_repeated_points(out[lines])
    out[shapely.is_missing(out) | shapely.is_empty(out)] = None
    return np.asarray(out, dtype=object)
