"""Choose the one metric coordinate system of a site, and turn coordinates into it and back."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Transformer

from geo.errors import InputError
from geo.ground.datum import in_china
from geo.model.notes import Note

LONLAT: Final = "EPSG:4326"

_FIRST_CHINESE_MERIDIAN: Final = 75
_FIRST_CHINESE_EPSG: Final = 4534  # CGCS2000 / 3-degree Gauss-Kruger CM 75E; 3 degrees on is one number on
_ZONE_M: Final = 1_000_000.0  # a zone number stands in front of the easting: 35 500 000
_CHINESE_ZONES: Final = range(13, 46)  # 6-degree zones 13 to 23, 3-degree zones 25 to 45
_CHINESE_NORTHINGS_M: Final = (1.9e6, 6.2e6)  # 17 to 56 deg north

Floats = NDArray[np.float64]


def working_crs(polygons: Any, *, file: str = "") -> str:
    """Choose the working CRS of a site.

    The file's own where it is projected in metres (never a Mercator, whose metres are no metres); else in
    China CGCS2000 3-degree Gauss-Krueger without zone prefix (EPSG 4534 to 4554); else UTM on WGS84.

    Parameters
    ----------
    polygons : GeoDataFrame in any CRS
    file : name used in errors

    Returns
    -------
    str : ``EPSG:32632``, or WKT where the file's own CRS has no number

    Raises
    ------
    InputError : no CRS, EPSG:3857 or another Mercator, metres said to be degrees or degrees to be metres,
        no coordinates at all
    """
    crs = _own_crs(polygons, file)
    mended, _ = mend_axes(polygons, file=file)
    if crs.is_projected and _in_metres(crs):
        number = crs.to_epsg()
        return f"EPSG:{number}" if number else crs.to_wkt()
    left, bottom, right, top = (float(value) for value in to_lonlat(mended).total_bounds)
    lon, lat = (left + right) / 2, (bottom + top) / 2
    return _chinese_epsg(lon) if in_china(lon, lat) else _utm_epsg(lon, lat)


def mend_axes(frame: Any, *, file: str) -> tuple[Any, list[Note]]:
    """Recognise by size swapped x and y and zone numbers before eastings; return a mended copy and say so.

    In Chinese survey x is north, and 35 500 000 m is zone 35 and 500 000 m east.

    Raises
    ------
    InputError : metres said to be degrees, degrees said to be metres, a zone number that contradicts the CRS
    """
    crs = _own_crs(frame, file)
    bounds = np.asarray(frame.total_bounds, float)
    if not np.isfinite(bounds).all():
        raise InputError("ground-no-coordinates", file=file)
    mend = _mend_degrees if crs.is_geographic else _mend_metres
    swap, shift, notes = mend(crs, bounds, file)
    if not swap and not shift:
        return frame, notes

    def moved(points: Floats) -> Floats:
        return (points[:, ::-1] if swap else points) + np.array([shift, 0.0])

    out = frame.copy()
    plane = shapely.force_2d(frame.geometry.to_numpy())
    return out.set_geometry(shapely.transform(plane, moved), crs=crs), notes


def to_working(frame: Any, crs: str) -> Any:
    """Return the frame in the working CRS; a frame without CRS is an InputError, never a guess."""
    _own_crs(frame, "")
    return frame.to_crs(crs)


def to_lonlat(frame: Any) -> Any:
    """Return the frame in longitude and latitude (EPSG:4326)."""
    _own_crs(frame, "")
    return frame.to_crs(LONLAT)


def lonlat_points(lon: ArrayLike, lat: ArrayLike, crs: str) -> tuple[Floats, Floats]:
    """Turn WGS84 degrees into metres of the working CRS.

    >>> x, y = lonlat_points([105.0], [0.0], "EPSG:4544")
    >>> round(float(x[0]), 3), round(float(y[0]), 3)
    (500000.0, 0.0)
    """
    x, y = _transformer(LONLAT, crs).transform(np.asarray(lon, float), np.asarray(lat, float))
    return np.asarray(x, float), np.asarray(y, float)


def xy_to_lonlat(x: ArrayLike, y: ArrayLike, crs: str) -> tuple[Floats, Floats]:
    """Turn metres of the working CRS into WGS84 degrees."""
    lon, lat = _transformer(crs, LONLAT).transform(np.asarray(x, float), np.asarray(y, float))
    return np.asarray(lon, float), np.asarray(lat, float)


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _own_crs(frame: Any, file: str) -> CRS:
    if frame.crs is None:
        raise InputError("ground-no-crs", file=file)
    crs = CRS.from_user_input(frame.crs)
    if crs.is_projected and _is_mercator(crs):
        raise InputError("ground-mercator", file=file, crs=crs.to_string()[:60])
    if not crs.is_projected and not crs.is_geographic:
        raise InputError("ground-odd-crs", file=file, crs=crs.name)
    return crs


def _is_mercator(crs: CRS) -> bool:
    method = crs.coordinate_operation.method_name if crs.coordinate_operation else ""
    return "Mercator" in method and "Transverse" not in method and "Oblique" not in method


def _in_metres(crs: CRS) -> bool:
    return all(axis.unit_conversion_factor == 1.0 for axis in crs.axis_info[:2])


def _chinese_epsg(lon: float) -> str:
    meridian = min(max(3 * round(lon / 3), _FIRST_CHINESE_MERIDIAN), 135)
    return f"EPSG:{_FIRST_CHINESE_EPSG + (meridian - _FIRST_CHINESE_MERIDIAN) // 3}"


def _utm_epsg(lon: float, lat: float) -> str:
    zone = min(int((lon + 180.0) // 6.0) + 1, 60)
    return f"EPSG:{(32600 if lat >= 0 else 32700) + zone}"


Mend = tuple[bool, float, list[Note]]
"""Whether x and y are swapped, how far to shift eastings, what to say."""


def _mend_degrees(crs: CRS, bounds: Floats, file: str) -> Mend:
    x, y = np.abs(bounds[[0, 2]]).max(), np.abs(bounds[[1, 3]]).max()
    if x <= 180.0 and y <= 90.0:
        return False, 0.0, []
    if x <= 90.0 and y <= 180.0:
        return True, 0.0, [Note("ground-swapped", {"file": file})]
    place = f"{bounds[0]:.0f}, {bounds[1]:.0f}"
    raise InputError("ground-metres-as-degrees", file=file, place=place, crs=crs.to_string()[:60])


def _mend_metres(crs: CRS, bounds: Floats, file: str) -> Mend:
    if np.abs(bounds[[0, 2]]).max() <= 180.0 and np.abs(bounds[[1, 3]]).max() <= 90.0:
        place = f"{bounds[0]:.5f}, {bounds[1]:.5f}"
        raise InputError("ground-degrees-as-metres", file=file, place=place, crs=crs.to_string()[:60])
    false_easting, meridian = _gauss_krueger(crs)
    if false_easting is None:
        return False, 0.0, []
    x, y = float(bounds[0] + bounds[2]) / 2, float(bounds[1] + bounds[3]) / 2
    declared_zone, plain = divmod(false_easting, _ZONE_M)
    swap = _is_northing(x) and not _is_northing(y)
    notes = [Note("ground-swapped", {"file": file})] if swap else []
    x = y if swap else x
    zone = x // _ZONE_M
    if zone == declared_zone or abs(x - false_easting) < _ZONE_M / 2:
        if declared_zone:
            notes.append(Note("ground-zone-kept", {"file": file, "zone": int(declared_zone)}))
        return swap, 0.0, notes
    if zone == 0 and declared_zone:
        return swap, declared_zone * _ZONE_M, [*notes, _zone_note("added", file, declared_zone)]
    if zone not in _CHINESE_ZONES or abs(x - zone * _ZONE_M - plain) > _ZONE_M / 2:
        return swap, 0.0, notes
    if meridian not in (3.0 * zone, 6.0 * zone - 3.0):
        raise InputError("ground-zone-contradicts", file=file, zone=int(zone), crs=crs.to_string()[:60])
    return swap, (declared_zone - zone) * _ZONE_M, [*notes, _zone_note("removed", file, zone)]


def _zone_note(what: str, file: str, zone: float) -> Note:
    return Note(f"ground-zone-{what}", {"file": file, "zone": int(zone)})


def _is_northing(metres: float) -> bool:
    return _CHINESE_NORTHINGS_M[0] < metres < _CHINESE_NORTHINGS_M[1]


def _gauss_krueger(crs: CRS) -> tuple[float | None, float]:
    """Give false easting and central meridian of a Transverse Mercator; None for other projections."""
    operation = crs.coordinate_operation
    if operation is None or "Transverse Mercator" not in operation.method_name:
        return None, 0.0
    figures = {param.name: param.value for param in operation.params}
    return figures.get("False easting"), figures.get("Longitude of natural origin", 0.0)
