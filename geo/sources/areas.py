"""Read responsibility areas: village groups, forest compartments, governance grids; drawn or only named."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.errors import InputError
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check
from geo.settings import DEFAULTS, Settings
from geo.sources.places import VillageFinder
from geo.sources.posts import without_names
from geo.sources.rows import Rows, read_rows

_COLUMNS: Final = (
    "area_code", "area_kind", "compartment", "subcompartment", "grid_name", "area", "village_group",
    "area_title", "township", "village", "post", "note",
)  # fmt: skip
_KINDS: Final = {"village_group": "group", "grid_name": "grid", "area": "grid", "area_title": "grid"}
"""What an area is by the column that names it, where the file does not say; the first one filled counts."""
_ALLOWED: Final = schema.AREAS.column("kind").allowed
_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def read_areas(
    path: str | Path, *, villages: Any, crs: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Any, list[Note]]:
    """Read responsibility areas -> AREAS in the working CRS.

    A row with a polygon has ground; a row that only names an area under a village has none, and is listed
    all the same. Rows of one village and name are one area. A polygon without a village belongs to the one
    that holds most of it. Posts are kept, persons are not.

    Parameters
    ----------
    path : GeoJSON, Shapefile, GeoPackage, KML; XLSX, CSV in UTF-8 or GBK
    villages : VILLAGES in the working CRS
    datum : of a spatial file whose coordinates are shifted

    Raises
    ------
    InputError : as `rows.read_rows`; a row without name, an unknown village, an unknown kind, no village and
        no polygon, one code for two areas
    """
    rows, notes = read_rows(
        path, role="areas", columns=_COLUMNS, datum=datum, settings=settings, prefer="Polygon"
    )
    shapes, said = _shapes(rows, crs)
    notes += said
    names, kinds = _names(rows)
    village, said = _villages(rows, shapes, names, villages)
    notes += said
    posts, said = _posts(rows)
    notes += said
    inside = village != ""
    if not inside.any():
        raise InputError("source-areas-elsewhere", file=rows.file)
    if not inside.all():
        notes.append(Note("source-areas-outside", {"file": rows.file, "rows": int((~inside).sum())}))
    table = gpd.GeoDataFrame(
        {"village_id": village, "name": names, "kind": kinds, "post": posts, "code": rows.texts("area_code"),
         "row": rows.row_numbers},
        geometry=gpd.GeoSeries(list(shapes), crs=crs), crs=crs,
    )  # fmt: skip
    areas, said = _one_row_each(table[inside].reset_index(drop=True), rows.file)
    named = int(areas.geometry.isna().sum())
    if named:
        said.append(Note("source-areas-named", {"file": rows.file, "areas": named}))
    return check(areas, schema.AREAS, where=rows.file), [*notes, *said]


def _shapes(rows: Rows, crs: str) -> tuple[Any, list[Note]]:
    """Polygons in the working CRS, None where a row has none; other shapes are left out and said."""
    out = np.full(len(rows.cells), None, dtype=object)
    if rows.shapes is None:
        return out, []
    shapes = rows.shapes.to_crs(crs).to_numpy()
    polygon = np.isin(shapely.get_type_id(shapes), _POLYGONS)
    # A width of 0 turns crossing outlines into the ground they enclose.
    out[polygon] = shapely.buffer(shapely.make_valid(shapes[polygon]), 0.0)
    out[polygon & (shapely.area(out) <= 0)] = None
    other = ~polygon & ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    args = {"file": rows.file, "rows": int(other.sum())}
    return out, [Note("source-areas-no-polygon", args)] if other.any() else []


def _names(rows: Rows) -> tuple[list[str], list[str]]:
    """Name and kind of every row."""
    told = rows.words("area_kind", "area_kind", _ALLOWED)
    forest, part = rows.texts("compartment"), rows.texts("subcompartment")
    by_column = {column: rows.texts(column) for column in _KINDS}
    if not any([*forest, *part, *(name for texts in by_column.values() for name in texts)]):
        raise InputError("source-areas-no-name", file=rows.file)
    names, kinds = [], []
    for k, number in enumerate(rows.row_numbers):
        found = [(texts[k], _KINDS[column]) for column, texts in by_column.items() if texts[k]]
        if forest[k] or part[k]:
            # A sub-compartment is counted anew in every compartment.
            found.insert(0, ("-".join(filter(None, (forest[k], part[k]))), "compartment"))
        if not found:
            raise InputError("source-area-unnamed", file=rows.file, row=number)
        names.append(found[0][0])
        kinds.append(told[k] or found[0][1])
    return names, kinds


def _villages(rows: Rows, shapes: Any, names: list[str], villages: Any) -> tuple[Any, list[Note]]:
    """Village of every row: as written, else the one with most of the polygon, "" outside every village."""
    written, towns = rows.texts("village"), rows.texts("township")
    titles = rows.texts("area_title")
    finder = VillageFinder(villages)
    drawn = _village_by_overlap(shapes, villages)
    out = np.full(len(shapes), "", dtype=object)
    other = 0
    for k, number in enumerate(rows.row_numbers):
        # A layer of groups often has the village's name in the column that is called name.
        title = titles[k] if titles[k] != names[k] and finder.known(titles[k], towns[k]) else ""
        name = written[k] or title
        if name and (shapes[k] is None or drawn[k]):
            out[k] = finder.find(name, towns[k], file=rows.file, row=number)
            other += bool(drawn[k]) and drawn[k] != out[k]
        elif shapes[k] is not None:
            out[k] = drawn[k]
        else:
            raise InputError("source-area-nowhere", file=rows.file, row=number, name=names[k])
    return out, [Note("source-areas-other-village", {"file": rows.file, "rows": other})] if other else []


def _village_by_overlap(shapes: Any, villages: Any) -> Any:
    """Village that holds most of each polygon; "" where none does."""
    out = np.full(len(shapes), "", dtype=object)
    outlines, ids = villages.geometry.to_numpy(), villages["village_id"].to_numpy(dtype=object)
    row, village = shapely.STRtree(outlines).query(shapes, predicate="intersects")
    if len(row):
        pairs = pd.DataFrame({"row": row, "village": village})
        pairs["m2"] = shapely.area(shapely.intersection(shapes[row], outlines[village]))
        best = pairs[pairs["m2"] > 0].sort_values("m2").drop_duplicates("row", keep="last")
        out[best["row"]] = ids[best["village"]]
    return out


def _posts(rows: Rows) -> tuple[list[str], list[Note]]:
    written = rows.texts("post")
    kept = [without_names(text) for text in written]
    changed = sum(a != b for a, b in zip(written, kept, strict=True))
    args = {"file": rows.file, "rows": changed, "column": rows.header("post")}
    return kept, [Note("source-posts-names", args)] if changed else []


def _one_row_each(table: Any, file: str) -> tuple[Any, list[Note]]:
    """Put rows of one area together: codes name areas where every row has one, else village and name do."""
    coded = (table["code"] != "").all()
    key = table["code"] if coded else table["village_id"] + "-" + table["name"]
    table = table.assign(area_id=key)
    if coded:
        same = table.groupby("area_id")[["village_id", "name"]].nunique().max(axis=1)
        if (same > 1).any():
            code = str(same.index[same > 1][0])
            first = table.loc[table["area_id"] == code, "row"].tolist()
            raise InputError("source-area-code-twice", file=file, code=code, row=first[1], first=first[0])
    more = int(table.duplicated("area_id").sum())
    if not more:
        return table.drop(columns=["code", "row"]), []
    first = table.drop_duplicates("area_id").set_index("area_id")
    grouped = table.groupby("area_id", sort=False)
    posts = grouped["post"].agg(lambda texts: "、".join(dict.fromkeys(text for text in texts if text)))
    shapes = grouped["geometry"].agg(lambda parts: _together([part for part in parts if part is not None]))
    merged = first.assign(post=posts, geometry=gpd.GeoSeries(shapes, crs=table.crs)).reset_index()
    return merged.drop(columns=["code", "row"]), [Note("source-areas-joined", {"file": file, "rows": more})]


def _together(parts: list[Any]) -> Any:
    return shapely.union_all(parts) if parts else None
