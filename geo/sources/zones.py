"""Recognise the Gauss-Krueger zone of metres that come without a coordinate system."""

from __future__ import annotations

from typing import Final

import numpy as np

from geo.ground.datum import Floats

_ZONE_M: Final = 1_000_000.0
_SIX_DEGREES: Final = {zone: 4491 + zone - 13 for zone in range(13, 24)}
_THREE_DEGREES: Final = {zone: 4513 + zone - 25 for zone in range(25, 46)}
_EPSG: Final = _SIX_DEGREES | _THREE_DEGREES
"""CGCS2000 / Gauss-Krueger with the zone's number before the easting."""
_NORTHINGS_M: Final = (1.9e6, 6.2e6)  # 17 to 56 degrees north: China
_HALF_ZONE_M: Final = 350_000.0  # a zone of 6 degrees at the tropic, from its meridian


def zone_of(points: Floats) -> tuple[int, str] | None:
    """Return the zone's number and its CRS, if every point lies in one Chinese zone; None otherwise.

    Parameters
    ----------
    points : (n, 2) as they stand in a file; in Chinese survey x is north, and either order is understood
    """
    for east, north in (points.T, points.T[::-1]):
        zones = np.unique(east // _ZONE_M)
        if len(zones) != 1 or int(zones[0]) not in _EPSG:
            continue
        zone = int(zones[0])
        off_m = np.abs(east - zone * _ZONE_M - 500_000.0)
        if off_m.max() < _HALF_ZONE_M and _NORTHINGS_M[0] < north.min() and north.max() < _NORTHINGS_M[1]:
            return zone, f"EPSG:{_EPSG[zone]}"
    return None
