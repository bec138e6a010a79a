"""Check where the shapes of a file lie: degrees that are degrees, metres of their CRS, a known datum."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS

from geo.errors import InputError
from geo.ground.crs import mend_axes
from geo.model.notes import Note
from geo.sources.datums import SHIFTED, wgs84_of
from geo.sources.zones import zone_of

_LON_LIMIT: Final = 180.0
_LAT_LIMIT: Final = 90.0
_SPARE_DEG: Final = (
    10.0  # a site at the edge of its zone is common; one ten degrees off is in the wrong system
)


def placed(frame: Any, datum: str | None, *, name: str, notes: list[Note]) -> Any:
    """Check where the shapes lie, drop heights, and bring shifted coordinates back to WGS84.

    Parameters
    ----------
    frame : GeoDataFrame as read, in any CRS or none
    name : of the file, for errors
    notes : what has to be said is added here

    Raises
    ------
    InputError : no coordinates, not finite, no CRS, EPSG:3857, degrees out of range, far outside the CRS
    """
    frame = frame.set_geometry(shapely.force_2d(frame.geometry.array))
    points = shapely.get_coordinates(frame.geometry.array)
    if not len(points):
        raise InputError("source-no-shapes", file=name)
    if not np.isfinite(points).all():
        raise InputError("source-not-finite", file=name, row=_row_of(frame, ~np.isfinite(points).all(axis=1)))
    degrees = bool((np.abs(points) <= (_LON_LIMIT, _LAT_LIMIT)).all())
    if frame.crs is None or frame.crs.is_engineering:
        frame, named = _named_system(frame, datum, points if not degrees else None, name=name)
        notes.append(named)
    if _is_web_mercator(frame.crs):
        raise InputError("source-web-mercator", file=name)
    if frame.crs.is_geographic:
        _check_degrees(frame, points, name=name)
    frame, said = mend_axes(frame, file=name)
    notes += said
    if frame.crs.is_geographic:
        return _unshifted(frame, datum, name=name)
    if datum in SHIFTED:
        raise InputError("source-datum-metres", file=name, datum=datum)
    _check_metres(frame, name=name)
    return frame


def _named_system(frame: Any, datum: str | None, metres: Any, *, name: str) -> tuple[Any, Note]:
    """Take degrees in the datum that was told, metres in the zone whose number stands before them."""
    found = zone_of(metres) if metres is not None and datum not in SHIFTED else None
    if found is not None:
        zone, crs = found
        return frame.set_crs(crs, allow_override=True), Note(
            "source-zone-detected", {"file": name, "zone": zone, "crs": crs}
        )
    if datum is None or metres is not None:
        raise InputError("source-no-crs", file=name)
    said = Note("source-degrees-assumed", {"file": name, "datum": datum})
    return frame.set_crs("EPSG:4326", allow_override=True), said


def _unshifted(frame: Any, datum: str | None, *, name: str) -> Any:
    if datum not in SHIFTED:
        return frame

    def shift(points: Any) -> Any:
        return np.column_stack(wgs84_of(points[:, 0], points[:, 1], datum, file=name))

    return frame.set_geometry(shapely.transform(frame.geometry.array, shift)).set_crs(
        "EPSG:4326", allow_override=True
    )


def _check_degrees(frame: Any, points: Any, *, name: str) -> None:
    """Refuse degrees that are none; a file whose axes all changed places is mended later."""
    lon, lat = points[:, 0], points[:, 1]
    outside = (np.abs(lon) > _LON_LIMIT) | (np.abs(lat) > _LAT_LIMIT)
    swapped = (np.abs(lon) <= _LAT_LIMIT).all() and (np.abs(lat) <= _LON_LIMIT).all()
    if not outside.any() or swapped:
        return
    at = int(np.flatnonzero(outside)[0])
    place = {"file": name, "row": _row_of(frame, outside), "x": f"{lon[at]:.7g}", "y": f"{lat[at]:.7g}"}
    if max(abs(lon[at]), abs(lat[at])) > 2 * _LON_LIMIT:
        raise InputError("source-metres-as-degrees", **place)
    raise InputError("source-out-of-range", **place)


def _check_metres(frame: Any, *, name: str) -> None:
    """Refuse coordinates that lie far outside the area their CRS is made for."""
    area = frame.crs.area_of_use
    left, bottom, right, top = frame.total_bounds
    centre = (left + right) / 2, (bottom + top) / 2
    if area is None or _within(centre, frame.crs, area):
        return
    place = {"x": round(centre[0]), "y": round(centre[1])}
    raise InputError("source-outside-crs", file=name, crs=frame.crs.to_string()[:60], **place)


def _within(point: Any, crs: CRS, area: Any) -> bool:
    at = gpd.GeoSeries([shapely.Point(point)], crs=crs).to_crs("EPSG:4326").iloc[0]
    if not np.isfinite([at.x, at.y]).all():
        return False
    return bool(
        area.west - _SPARE_DEG <= at.x <= area.east + _SPARE_DEG
        and area.south - _SPARE_DEG <= at.y <= area.north + _SPARE_DEG
    )


def _is_web_mercator(crs: CRS) -> bool:
    return crs.to_epsg() in {3857, 3785, 900913} or "pseudo-mercator" in crs.name.lower()


def _row_of(frame: Any, bad_points: Any) -> int:
    _, owner = shapely.get_coordinates(frame.geometry.array, return_index=True)
    return int(owner[np.flatnonzero(bad_points)[0]]) + 1
