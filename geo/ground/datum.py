"""Turn shifted Chinese map coordinates (GCJ-02, BD-09) into WGS84 and back."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.errors import InputError

Floats = NDArray[np.float64]


class Datum(StrEnum):
    """What the coordinates of a file are measured against."""

    WGS84 = "WGS84"
    CGCS2000 = "CGCS2000"  # within decimetres of WGS84: equal here
    GCJ02 = "GCJ02"  # the shifted coordinates of Chinese phone maps
    BD09 = "BD09"  # Baidu's second shift on top of GCJ-02


# Krasovsky 1940 and the squared eccentricity that the published GCJ-02 formula carries.
_RADIUS_M: Final = 6_378_245.0
_ECCENTRICITY2: Final = 0.006_693_421_622_965_943
_BD_TURN: Final = math.pi * 3000.0 / 180.0
_INVERSE_STEPS: Final = 12  # each step divides what is left by about a hundred
_INVERSE_DEG: Final = 1e-11

# Hand-drawn round China, wider than the border: within about 50 km of it, never meant as a boundary.
# It only decides which grid and which shift make sense.
_CHINA: Final = (
    (73.2, 38.6), (73.2, 39.8), (75.0, 40.8), (78.0, 41.4), (80.0, 42.2), (80.0, 45.3), (82.1, 45.6),
    (82.8, 47.3), (85.3, 47.4), (85.5, 48.5), (87.4, 49.3), (88.3, 48.7), (91.2, 46.9), (91.0, 45.5),
    (93.6, 45.2), (95.5, 44.5), (96.5, 42.9), (101.7, 42.7), (105.0, 41.8), (109.5, 42.6), (111.6, 43.6),
    (111.3, 44.4), (112.0, 45.3), (115.6, 45.9), (117.4, 46.7), (119.6, 46.9), (118.5, 47.9), (115.5, 47.6),
    (115.8, 48.8), (116.7, 50.0), (119.2, 50.4), (119.9, 52.6), (121.0, 53.5), (123.5, 53.8), (125.8, 53.2),
    (127.7, 50.3), (127.9, 49.8), (130.7, 49.0), (131.2, 47.9), (134.7, 48.6), (135.2, 48.4), (133.4, 45.1),
    (131.9, 45.4), (131.2, 44.9), (131.4, 43.5), (130.8, 42.4), (129.8, 42.3), (128.3, 41.3), (126.9, 41.5),
    (126.2, 40.8), (124.5, 39.9), (124.2, 39.0), (123.2, 37.0), (122.8, 34.0), (124.0, 30.5), (123.8, 27.0),
    (122.6, 25.5), (122.2, 23.5), (121.0, 21.6), (117.5, 20.5), (112.0, 17.5), (108.3, 17.9), (108.2, 21.2),
    (106.5, 21.8), (106.4, 22.7), (105.3, 23.1), (104.8, 22.6), (103.9, 22.3), (102.4, 22.3), (101.9, 22.2),
    (101.9, 21.0), (100.9, 21.2), (100.0, 21.3), (99.0, 22.0), (98.7, 23.1), (97.4, 23.7), (97.4, 24.8),
    (98.4, 26.2), (98.4, 27.2), (97.1, 27.6), (95.0, 26.8), (92.0, 26.7), (91.5, 27.7), (90.0, 27.9),
    (89.4, 27.7), (89.0, 27.1), (88.6, 27.8), (86.0, 27.9), (84.0, 28.6), (81.2, 30.0), (78.7, 31.0),
    (78.2, 32.6), (79.0, 33.6), (77.6, 35.3), (75.6, 36.6), (74.3, 37.0),
)  # fmt: skip
_MARGIN_DEG: Final = 0.1


@cache
def _china(margin_deg: float) -> shapely.Polygon:
    outline = shapely.Polygon(_CHINA).buffer(margin_deg)
    shapely.prepare(outline)
    return outline


def in_china(lon: ArrayLike, lat: ArrayLike) -> NDArray[np.bool_]:
    """Tell which places lie in China, coarsely: a strip of some 50 km beyond the border counts as in.

    Parameters
    ----------
    lon, lat : degrees, any shape; NaN is not in China
    """
    return np.asarray(
        shapely.contains_xy(_china(_MARGIN_DEG), np.asarray(lon, float), np.asarray(lat, float))
    )


def to_wgs84(lon: ArrayLike, lat: ArrayLike, datum: str) -> tuple[Floats, Floats]:
    """Turn coordinates of a datum into WGS84; exact to 1e-9 deg, a tenth of a millimetre.

    Parameters
    ----------
    lon, lat : degrees in `datum`, any shape; NaN stays NaN
    datum : name of a `Datum`

    Raises
    ------
    InputError : unknown datum; GCJ-02 or BD-09 coordinates outside China, where no shift is defined

    >>> lon, lat = to_wgs84(116.404, 39.915, "GCJ02")
    >>> round(float(lon), 5), round(float(lat), 5)
    (116.39775, 39.9136)
    """
    east, north = np.asarray(lon, float), np.asarray(lat, float)
    match _known(datum):
        case Datum.GCJ02:
            _refuse_abroad(east, north, datum)
            return _undo(_gcj_from_wgs84, east, north)
        case Datum.BD09:
            _refuse_abroad(east, north, datum)
            return _undo(_gcj_from_wgs84, *_undo(_bd_from_gcj, east, north))
        case _:
            return east.copy(), north.copy()


def from_wgs84(lon: ArrayLike, lat: ArrayLike, datum: str) -> tuple[Floats, Floats]:
    """Turn WGS84 coordinates into those of a datum; the reverse of `to_wgs84`."""
    east, north = np.asarray(lon, float), np.asarray(lat, float)
    match _known(datum):
        case Datum.GCJ02:
            _refuse_abroad(east, north, datum)
            return _gcj_from_wgs84(east, north)
        case Datum.BD09:
            _refuse_abroad(east, north, datum)
            return _bd_from_gcj(*_gcj_from_wgs84(east, north))
        case _:
            return east.copy(), north.copy()


def _known(datum: str) -> Datum:
    plain = datum.upper().replace("-", "").replace(" ", "")
    if plain not in {item.value for item in Datum}:
        raise InputError("ground-unknown-datum", datum=datum, known=", ".join(Datum))
    return Datum(plain)


def _refuse_abroad(lon: Floats, lat: Floats, datum: str) -> None:
    # A shift at the outline's edge may cross it: what was shifted inside must still be shifted back.
    near = shapely.contains_xy(_china(2 * _MARGIN_DEG), lon, lat)
    abroad = ~near & np.isfinite(lon) & np.isfinite(lat)
    if abroad.any():
        row = int(np.flatnonzero(abroad.ravel())[0])
        place = f"{lon.ravel()[row]:.5f}, {lat.ravel()[row]:.5f}"
        raise InputError("ground-datum-abroad", datum=datum, place=place, row=row + 1)


def _gcj_from_wgs84(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    x, y = lon - 105.0, lat - 35.0
    waves = (20.0 * np.sin(6.0 * x * math.pi) + 20.0 * np.sin(2.0 * x * math.pi)) * 2.0 / 3.0
    root = np.sqrt(np.abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20.0 * np.sin(y * math.pi) + 40.0 * np.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * math.pi) + 320.0 * np.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20.0 * np.sin(x * math.pi) + 40.0 * np.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * math.pi) + 300.0 * np.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    radians = np.radians(lat)
    curve = 1.0 - _ECCENTRICITY2 * np.sin(radians) ** 2
    meridian = _RADIUS_M * (1.0 - _ECCENTRICITY2) / (curve * np.sqrt(curve))
    parallel = _RADIUS_M / np.sqrt(curve) * np.cos(radians)
    return lon + np.degrees(east / parallel), lat + np.degrees(north / meridian)


def _bd_from_gcj(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    reach = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD_TURN)
    turn = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD_TURN)
    return reach * np.cos(turn) + 0.0065, reach * np.sin(turn) + 0.006


def _undo(
    shift: Callable[[Floats, Floats], tuple[Floats, Floats]], lon: Floats, lat: Floats
) -> tuple[Floats, Floats]:
    """Find the coordinates that `shift` moves to these, by correcting a guess with what it misses."""
    east, north = lon.copy(), lat.copy()
    for _ in range(_INVERSE_STEPS):
        there_east, there_north = shift(east, north)
        miss_east, miss_north = lon - there_east, lat - there_north
        east, north = east + miss_east, north + miss_north
        if not np.any((np.abs(miss_east) > _INVERSE_DEG) | (np.abs(miss_north) > _INVERSE_DEG)):
            break
    return east, north
