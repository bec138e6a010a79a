"""Mend village boundaries as they come from offices, and say what was mended."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import InputError
from geo.ground.crs import mend_axes, to_working, xy_to_lonlat
from geo.model.notes import Note
from geo.model.schema import VILLAGES
from geo.model.tables import check
from geo.settings import DEFAULTS, GridSettings
from geo.units import M2_PER_HA

_OVERLAPS_NAMED = 5  # the largest are told one by one, the rest in one sentence
_INSIDE_SHARE = 0.9  # a village this far inside another was drawn without the hole for it
_POLYGON = shapely.GeometryType.POLYGON

Shapes = NDArray[np.object_]


def repair(
    polygons: Any, *, file: str, crs: str, settings: GridSettings = DEFAULTS.grid
) -> tuple[Any, list[Note]]:
    """Make village polygons that can be gridded: valid, without overlaps, in the working CRS.

    Parts and holes are kept. Rows come back sorted by village_id, so that the order of the file changes
    nothing. Ground that two villages claim goes to the one whose id comes first, but a village that lies
    inside another keeps its ground. Gaps between villages are reported and left.

    Parameters
    ----------
    polygons : GeoDataFrame with village_id, name, township, in any CRS; never edited
    file : name used in notes and errors
    crs : working CRS
    settings : the grid part; parts, overlaps and gaps under `speck_m2` are drawing noise

    Returns
    -------
    VILLAGES in `crs`, and what was repaired

    Raises
    ------
    InputError : no polygon left, an id that stands twice, two villages on the same ground, no CRS or
        coordinates that contradict it
    """
    mended, notes = mend_axes(polygons, file=file)
    # That nothing was mended was said when the file was read.
    notes = [note for note in notes if note.key != "ground-zone-kept"]
    _refuse_duplicates(mended, file)
    villages = to_working(mended, crs).sort_values("village_id", kind="stable", ignore_index=True)
    names = villages["name"].astype(str).to_numpy()

    shapes, found = _make_valid(villages.geometry.to_numpy(), names, file=file, crs=crs)
    notes += found
    shapes, found = _cut_overlaps(shapes, names, file=file, crs=crs, least_m2=settings.speck_m2)
    notes += found
    shapes, found = _drop_specks(shapes, file=file, least_m2=settings.speck_m2)
    notes += found

    gone = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    notes += [Note("ground-empty-dropped", {"file": file, "village": name}) for name in names[gone]]
    if gone.all():
        raise InputError("ground-no-villages", file=file)
    notes += _report_gaps(shapes[~gone], file=file, crs=crs, least_m2=settings.speck_m2)
    kept = villages[~gone].drop(columns=villages.geometry.name)
    frame = gpd.GeoDataFrame(kept.reset_index(drop=True), geometry=shapes[~gone], crs=crs)
    return check(frame, VILLAGES, where=file), notes


def _refuse_duplicates(villages: Any, file: str) -> None:
    ids = villages["village_id"].astype(str).reset_index(drop=True)
    twice = ids.duplicated()
    if twice.any():
        row = int(np.flatnonzero(twice)[0])
        first = int(np.flatnonzero(ids == ids[row])[0])
        raise InputError("ground-duplicate-id", file=file, village=ids[row], row=row + 1, first=first + 1)


def _make_valid(shapes: Shapes, names: Any, *, file: str, crs: str) -> tuple[Shapes, list[Note]]:
    flat = shapely.force_2d(shapes)
    broken = ~shapely.is_valid(flat) & ~shapely.is_missing(flat)
    mended = flat.copy()
    mended[broken] = shapely.make_valid(flat[broken], method="structure", keep_collapsed=False)
    mended = _only_polygons(mended)
    notes = []
    for row in np.flatnonzero(broken & ~shapely.is_empty(mended)):
        where = _crossing(flat[row])
        area_ha = round(float(shapely.area(mended[row])) / M2_PER_HA, 2)
        args = {"file": file, "village": names[row], "place": _place(where, crs), "area_ha": area_ha}
        notes.append(Note("ground-repaired", args))
    return mended, notes


def _only_polygons(shapes: Shapes) -> Shapes:
    """Keep the polygons of each shape: repairs leave lines, and some files hold points for a village."""
    kinds = shapely.get_type_id(shapes)
    out = shapes.copy()
    for row in np.flatnonzero(~np.isin(kinds, (_POLYGON, shapely.GeometryType.MULTIPOLYGON))):
        # Collections may hold multipolygons: two steps down.
        parts = shapely.get_parts(shapely.get_parts(shapes[[row]]))
        out[row] = shapely.union_all(parts[shapely.get_type_id(parts) == _POLYGON])
    return out


def _crossing(shape: Any) -> Any:
    """Give the place at which a shape is invalid, in its own coordinates."""
    reason = shapely.is_valid_reason(shape)
    if "[" in reason:
        x, y = reason[reason.index("[") + 1 : reason.index("]")].split()[:2]
        return shapely.Point(float(x), float(y))
    return shapely.centroid(shape)


def _cut_overlaps(
    shapes: Shapes, names: Any, *, file: str, crs: str, least_m2: float
) -> tuple[Shapes, list[Note]]:
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = np.column_stack([first, second])[first < second]
    shared = shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]])
    areas = shapely.area(shared)
    real = areas > least_m2
    pairs, shared, areas = pairs[real], shared[real], areas[real]
    out = shapes.copy()
    told = []
    # In order of ids, so that the same files in another order give the same villages.
    for (keeps, loses), common, area in sorted(
        zip(map(tuple, pairs), shared, areas, strict=True), key=lambda item: item[0]
    ):
        inside = area / shapely.area(shapes[[keeps, loses]])
        if inside.min() > _INSIDE_SHARE:
            raise InputError("ground-same-ground", file=file, village=names[loses], other=names[keeps])
        if inside[1] > _INSIDE_SHARE:
            keeps, loses = loses, keeps  # noqa: PLW2901  the one outside gives way
        out[loses] = shapely.difference(out[loses], out[keeps])
        told.append((area, keeps, loses, common))
    out = _only_polygons(out)
    return out, _overlap_notes(told, names, file=file, crs=crs)


def _overlap_notes(told: list[Any], names: Any, *, file: str, crs: str) -> list[Note]:
    told = sorted(told, key=lambda item: (-item[0], item[1], item[2]))
    notes = []
    for area, keeps, loses, common in told[:_OVERLAPS_NAMED]:
        args = {"file": file, "village": names[loses], "other": names[keeps]}
        args |= {"area_ha": _hectares(area), "place": _place(common, crs)}
        notes.append(Note("ground-overlap-cut", args))
    rest = told[_OVERLAPS_NAMED:]
    if rest:
        area_ha = _hectares(sum(item[0] for item in rest))
        notes.append(Note("ground-overlaps-more", {"file": file, "pairs": len(rest), "area_ha": area_ha}))
    return notes


def _drop_specks(shapes: Shapes, *, file: str, least_m2: float) -> tuple[Shapes, list[Note]]:
    parts, row = shapely.get_parts(shapes, return_index=True)
    areas = shapely.area(parts)
    speck = (areas < least_m2) & ~shapely.is_empty(parts)
    if not speck.any():
        return shapes, []
    out = shapes.copy()
    for touched in np.unique(row[speck]):
        kept = parts[(row == touched) & ~speck]
        out[touched] = kept[0] if len(kept) == 1 else shapely.multipolygons(kept)
    args = {"parts": int(speck.sum()), "limit_m2": least_m2, "area_m2": round(float(areas[speck].sum()), 3)}
    return out, [Note("ground-specks-dropped", {"file": file, **args})]


def _report_gaps(shapes: Shapes, *, file: str, crs: str, least_m2: float) -> list[Note]:
    """Report holes of the site that no village fills: enclaves of others, or slips of the pen."""
    site = shapely.union_all(shapes)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(site) for ring in part.interiors]
    # An exclave can lie free inside a hole of the ground around it.
    gaps = shapely.difference(np.array(holes, dtype=object), site)
    gaps = gaps[shapely.area(gaps) > least_m2]
    if not len(gaps):
        return []
    areas = shapely.area(gaps)
    largest = int(np.argmax(areas))
    args = {"gaps": len(gaps), "area_ha": _hectares(areas.sum()), "largest_ha": _hectares(areas[largest])}
    return [Note("ground-gaps", {"file": file, **args, "place": _place(gaps[largest], crs)})]


def _hectares(area_m2: float) -> float:
    return round(float(area_m2) / M2_PER_HA, 2)


def _place(shape: Any, crs: str) -> str:
    point = shapely.point_on_surface(shape)
    lon, lat = xy_to_lonlat(shapely.get_x(point), shapely.get_y(point), crs)
    return f"{float(lon):.5f}, {float(lat):.5f}"
