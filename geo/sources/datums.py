"""Bring a file's longitudes and latitudes to WGS84, and name the file where that cannot be."""

from __future__ import annotations

from typing import Any, Final

from geo.errors import InputError
from geo.ground.datum import to_wgs84

SHIFTED: Final = ("GCJ02", "BD09")


def wgs84_of(lon: Any, lat: Any, datum: str | None, *, file: str) -> tuple[Any, Any]:
    """Return WGS84 degrees; None as datum means WGS84.

    Raises
    ------
    InputError : unknown datum, or shifted coordinates outside China
    """
    if datum is None:
        return lon, lat
    try:
        return to_wgs84(lon, lat, datum)
    except InputError as fault:
        if fault.key == "ground-datum-abroad":
            raise InputError(
                "source-datum-abroad", file=file, datum=datum, place=fault.args_["place"]
            ) from fault
        raise
