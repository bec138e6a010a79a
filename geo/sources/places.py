"""Find out where the rows of a sheet are: a point, or only a village by name."""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import InputError
from geo.ground.crs import lonlat_points, mend_axes
from geo.model.notes import Note
from geo.sources.datums import wgs84_of
from geo.sources.rows import Rows

PLACE_COLUMNS: Final = ("lon", "lat", "x", "y", "township", "village")
_ENDINGS: Final = ("村民委员会", "居民委员会", "村委会", "居委会", "社区", "村")


@dataclass(frozen=True)
class Places:
    """Where each row is: points in the working CRS (None: village only), village_id ("" outside), notes."""

    points: NDArray[np.object_]
    village_id: NDArray[np.object_]
    notes: list[Note]


def places_of(rows: Rows, *, villages: Any, crs: str, datum: str | None, points_only: bool = False) -> Places:
    """Place every row.

    Parameters
    ----------
    villages : VILLAGES in the working CRS
    datum : of longitudes and latitudes in sheets and CSV; without it they are refused
    points_only : a village name is not enough

    Raises
    ------
    InputError : no place columns, no datum, a row without place, coordinates out of range, unknown village
    """
    points, notes = _points(rows, crs, datum)
    names = rows.texts("village")
    towns = rows.texts("township")
    inside = _village_at(points, villages)
    finder = VillageFinder(villages)
    village_id = inside.copy()
    elsewhere = 0
    for row, name in enumerate(names):
        if points[row] is None:
            if not name or points_only:
                key = "source-row-needs-point" if points_only else "source-row-without-place"
                raise InputError(key, file=rows.file, row=rows.row_numbers[row])
            village_id[row] = finder.find(name, towns[row], file=rows.file, row=rows.row_numbers[row])
        elif name and (known := finder.known(name, towns[row])) and known != inside[row]:
            elsewhere += 1
    if elsewhere:
        notes.append(Note("source-other-village", {"file": rows.file, "rows": elsewhere}))
    outside = int(sum(point is not None and found == "" for point, found in zip(points, inside, strict=True)))
    if outside:
        notes.append(Note("source-points-outside", {"file": rows.file, "rows": outside}))
    only = int(sum(point is None for point in points))
    if only:
        notes.append(Note("source-by-village", {"file": rows.file, "rows": only}))
    return Places(points, village_id, notes)


class VillageFinder:
    """Village ids by code, by name, by township and name; with and without 村, 村委会, 社区."""

    def __init__(self, villages: Any) -> None:
        self._by_name: dict[str, set[str]] = {}
        self._names = [str(name) for name in villages["name"]]
        for row in villages.itertuples():
            for key in {str(row.village_id), str(row.name), f"{row.township}{row.name}"}:
                for spelling in {key, _bare(key)}:
                    self._by_name.setdefault(spelling, set()).add(str(row.village_id))

    def known(self, name: str, township: str = "") -> str:
        """Id of a village, "" if there is none or there are several."""
        for key in (f"{township}{name}", name, _bare(f"{township}{name}"), _bare(name)):
            found = self._by_name.get(key, set())
            if len(found) == 1:
                return next(iter(found))
        return ""

    def find(self, name: str, township: str = "", *, file: str, row: int) -> str:
        """Id of a village.

        Raises
        ------
        InputError : no such village (with the nearest names), or several of that name
        """
        found = self.known(name, township)
        if found:
            return found
        if len(self._by_name.get(name, set())) > 1:
            raise InputError("source-village-ambiguous", file=file, row=row, name=name)
        near = difflib.get_close_matches(name, self._names, n=3, cutoff=0.3)
        raise InputError(
            "source-village-unknown",
            file=file,
            row=row,
            name=name,
            suggestion=" / ".join(near or self._names[:3]),
        )


def _bare(name: str) -> str:
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


def degrees_of(rows: Rows) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitudes and latitudes of a sheet as written, NaN where empty.

    Raises
    ------
    InputError : only one of the two in a row, metres, swapped, out of range
    """
    lon, lat = rows.numbers("lon", low=-math.inf), rows.numbers("lat", low=-math.inf)
    _refuse_halves(rows, np.isfinite(lon), np.isfinite(lat))
    _refuse_no_degrees(rows, lon, lat)
    return lon, lat


def _points(rows: Rows, crs: str, datum: str | None) -> tuple[NDArray[np.object_], list[Note]]:
    out = np.full(len(rows.cells), None, dtype=object)
    notes: list[Note] = []
    if rows.shapes is not None:
        return _from_shapes(rows, crs, notes)
    lon, lat = degrees_of(rows)
    given = np.isfinite(lon) & np.isfinite(lat)
    if given.any():
        if datum is None:
            raise InputError("source-no-datum", file=rows.file)
        east, north = wgs84_of(lon[given], lat[given], datum, file=rows.file)
        out[given] = shapely.points(*lonlat_points(east, north, crs))
    x, y = rows.numbers("x", low=-math.inf), rows.numbers("y", low=-math.inf)
    _refuse_halves(rows, np.isfinite(x), np.isfinite(y))
    metres = np.isfinite(x) & np.isfinite(y) & ~given
    if metres.any():
        frame = gpd.GeoDataFrame(geometry=shapely.points(x[metres], y[metres]), crs=crs)
        mended, said = mend_axes(frame, file=rows.file)
        out[metres] = mended.geometry.to_numpy()
        notes += said
        notes.append(Note("source-metres-taken", {"file": rows.file, "rows": int(metres.sum())}))
    return out, notes


def _from_shapes(rows: Rows, crs: str, notes: list[Note]) -> tuple[NDArray[np.object_], list[Note]]:
    shapes = rows.shapes.to_crs(crs)  # type: ignore[union-attr]
    wide = ~(shapes.isna() | (shapes.geom_type == "Point"))
    if wide.any():
        notes.append(Note("source-inner-points", {"file": rows.file, "rows": int(wide.sum())}))
        shapes = shapes.where(~wide, shapes.representative_point())
    return np.array([None if item is None or item.is_empty else item for item in shapes], dtype=object), notes


def _refuse_halves(rows: Rows, first: Any, second: Any) -> None:
    half = np.flatnonzero(first != second)
    if len(half):
        raise InputError("source-half-place", file=rows.file, row=rows.row_numbers[int(half[0])])


def _refuse_no_degrees(rows: Rows, lon: Any, lat: Any) -> None:
    outside = (np.abs(lon) > 180) | (np.abs(lat) > 90)
    if not outside.any():
        return
    at = int(np.flatnonzero(outside)[0])
    place = {"file": rows.file, "row": rows.row_numbers[at], "x": f"{lon[at]:.7g}", "y": f"{lat[at]:.7g}"}
    if abs(lon[at]) > 360 or abs(lat[at]) > 360:
        raise InputError("source-metres-as-degrees", **place)
    swapped = abs(lon[at]) <= 90 and abs(lat[at]) <= 180
    raise InputError("source-swapped-axes" if swapped else "source-out-of-range", **place)


def _village_at(points: NDArray[np.object_], villages: Any) -> NDArray[np.object_]:
    out = np.full(len(points), "", dtype=object)
    present = np.array([point is not None for point in points], dtype=bool)
    if not present.any():
        return out
    ids = villages["village_id"].to_numpy(dtype=object)
    tree = shapely.STRtree(villages.geometry.to_numpy())
    rows, found = tree.query(points[present], predicate="intersects")
    where = np.flatnonzero(present)
    # The first village wins on a shared border.
    for row, village in zip(rows[::-1], found[::-1], strict=True):
        out[where[row]] = str(ids[village])
    return out


def as_points(points: NDArray[np.object_], crs: str) -> gpd.GeoSeries:
    """Geometry column of a table whose rows may have no point."""
    return gpd.GeoSeries(list(points), crs=crs)
