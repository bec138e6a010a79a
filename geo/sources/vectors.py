"""Read boundaries, lines and points from vector files, and refuse what cannot be a map of the site."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pyproj.exceptions import CRSError

from geo.errors import InputError
from geo.model.notes import Note
from geo.settings import DEFAULTS, Settings
from geo.sources import aliases
from geo.sources.dbf import AS_BYTES, text_codec
from geo.sources.opening import look_at, refuse_views, unpacked_zip
from geo.sources.outlines import read_outlines
from geo.sources.parquet import read_parquet
from geo.sources.whereabouts import placed

VECTOR_KINDS: Final = ("geojson", "shp", "gpkg", "kml", "zip", "gdb", "parquet")
_WGS84_KINDS: Final = {"geojson", "kml"}
WALKED_COLUMN: Final = "nearest_on_foot"
"""Column of boundaries that nobody surveyed: each village is the ground nearest to its office on foot."""
WALKED: Final = Note("assumed-villages-walked")
_DRAWN_KML: Final = {"tessellate", "extrude", "visibility", "drawOrder", "icon", "altitudeMode", "snippet"}
"""Columns that GDAL makes of how KML is drawn: they say nothing of the place."""
_POLYGONS: Final = {"Polygon", "MultiPolygon"}


def read_villages(
    path: str | Path,
    *,
    name_field: str | None = None,
    datum: str | None = None,
    settings: Settings = DEFAULTS,
) -> tuple[Any, list[Note]]:
    """Read village boundaries with their names.

    Returns
    -------
    GeoDataFrame with village_id, name, township ("" where unknown) and geometry in the file's CRS, and what
    was guessed. Polygons are as in the file: crossing ones are repaired by `ground.boundaries`.

    Raises
    ------
    InputError : see `read_polygons`; no field that holds names; a row without name; two villages of one id
    """
    frame, notes = polygons_of(path, datum=datum, settings=settings)
    file = Path(path).name
    field = _name_field(frame, name_field, file=file)
    if WALKED_COLUMN in frame.columns:
        notes.append(WALKED)
    elif name_field is None:
        notes.append(Note("source-name-field-guessed", {"file": file, "field": field}))
    names = _texts(frame[field])
    blank = np.flatnonzero(names == "")
    if len(blank):
        raise InputError("source-blank-name", file=file, row=int(blank[0]) + 1, field=field)
    codes = _codes(frame)
    township = aliases.column_of(frame.columns, "township")
    towns = _texts(frame[township]) if township else np.full(len(frame), "", dtype=object)
    ids = codes if codes is not None else names
    if codes is None and len(set(ids)) < len(ids) and township:
        ids = np.array([f"{town}{name}" for town, name in zip(towns, names, strict=True)], dtype=object)
    _refuse_duplicates(ids, names, file=file)
    columns = {"village_id": ids, "name": names, "township": towns}
    return gpd.GeoDataFrame(columns, geometry=frame.geometry.array, crs=frame.crs), notes


def read_polygons(
    path: str | Path, *, role: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> Any:
    """Read polygons in the file's own CRS, longitude before latitude.

    Parameters
    ----------
    role : what the file is for, named in errors
    datum : WGS84, CGCS2000, GCJ02, BD09; shifted ones become WGS84; None: as the file's CRS says

    Raises
    ------
    InputError : missing, empty, of another format, without CRS, EPSG:3857, without polygons, other shapes
        among them, metres said to be degrees, degrees out of range or swapped, NaN or infinite coordinates
    """
    frame, notes = polygons_of(path, datum=datum, settings=settings)
    for note in notes:
        if note.key == "source-rows-left-out":
            raise InputError("source-mixed-shapes", role=role, **note.args)
    return frame


def polygons_of(
    path: str | Path, *, datum: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Any, list[Note]]:
    """Read the polygons of a file; rows of other shapes are left out and said."""
    frame, notes = read_frame(path, prefer="Polygon", datum=datum, settings=settings)
    file = Path(path).name
    shapes = frame.geom_type
    polygons = shapes.isin(_POLYGONS)
    if not polygons.any():
        raise InputError("source-no-polygons", file=file, found=_shape_found(shapes))
    if not polygons.all():
        left = int((~polygons).sum())
        notes.append(
            Note(
                "source-rows-left-out", {"file": file, "rows": left, "found": _shape_found(shapes[~polygons])}
            )
        )
    return frame[polygons].reset_index(drop=True), notes


def read_lines_polygons(
    path: str | Path, *, role: str, crs: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Any, list[Note]]:
    """Read lines and polygons (water, streams) into a metric CRS; points are left out and said."""
    frame, notes = read_frame(path, prefer="Line", datum=datum, settings=settings)
    points = frame.geom_type.isin({"Point", "MultiPoint"}) | frame.geometry.isna()
    file = Path(path).name
    if points.all():
        raise InputError("source-no-lines", file=file, role=role)
    if points.any():
        notes.append(
            Note("source-rows-left-out", {"file": file, "rows": int(points.sum()), "found": "point"})
        )
    return frame[~points].reset_index(drop=True).to_crs(crs), notes


def read_points(
    path: str | Path, *, role: str, crs: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Any, list[Note]]:
    """Read points into a metric CRS with the file's other columns; other shapes are refused."""
    frame, notes = read_frame(path, prefer="Point", datum=datum, settings=settings)
    other = np.flatnonzero(~(frame.geom_type == "Point"))
    if len(other):
        found = _kind_of_shape(frame.geom_type.iloc[other[0]] or "none")
        raise InputError(
            "source-no-points", file=Path(path).name, row=int(other[0]) + 1, found=found, role=role
        )
    return frame.to_crs(crs), notes


def read_hazards(
    path: str | Path, *, crs: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Any, list[Note]]:
    """Read cliffs, reservoirs, snares and no-signal ground of any shape, with `kind` and `note` columns."""
    frame, notes = read_frame(path, prefer="", datum=datum, settings=settings)
    frame = frame[~frame.geometry.isna()].reset_index(drop=True)
    columns = {}
    for name in ("kind", "note"):
        found = aliases.column_of(frame.columns, name)
        columns[name] = _texts(frame[found]) if found else np.full(len(frame), "", dtype=object)
    return gpd.GeoDataFrame(columns, geometry=frame.geometry.array, crs=frame.crs).to_crs(crs), notes


def read_frame(
    path: str | Path, *, prefer: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Any, list[Note]]:
    """Read the layer of a vector file whose shapes are of the preferred kind, and check where they lie."""
    wanted = (*VECTOR_KINDS, "xlsx", "text") if prefer == "Polygon" else VECTOR_KINDS
    file, kind = look_at(path, wanted, settings=settings)
    notes: list[Note] = []
    if kind in {"xlsx", "text"}:
        frame, notes = read_outlines(file, kind, role="villages", settings=settings)
    elif kind == "zip":
        with unpacked_zip(file, settings=settings) as folder:
            frame = _read_layer(_inside(folder, name=file.name), prefer, name=file.name, notes=notes)
    elif kind == "parquet":
        frame = read_parquet(file, name=file.name, settings=settings)
    else:
        if kind == "gpkg":
            refuse_views(file)
        frame = _read_layer(file, prefer, name=file.name, notes=notes)
    if not len(frame):
        raise InputError("source-no-rows", file=file.name)
    if frame.crs is None and kind in _WGS84_KINDS:
        frame = frame.set_crs("EPSG:4326")  # TopoJSON names none; GeoJSON and KML are never without
    frame = _once_named(frame)
    if kind == "kml" or {"tessellate", "extrude"} <= set(frame.columns):
        frame = frame.drop(columns=[name for name in frame.columns if name in _DRAWN_KML])
    if datum is None and kind in _WGS84_KINDS and frame.crs.is_geographic:
        notes.append(Note("source-wgs84-by-standard", {"file": file.name}))
    return placed(frame, datum, name=file.name, notes=notes), notes


def _once_named(frame: Any) -> Any:
    """Leave out the id that GeoJSON and KML have beside their properties where it says nothing more."""
    if "id" not in frame.columns:
        return frame
    own = _texts(frame["id"])
    if not any(own):
        return frame.drop(columns="id")
    others = [name for name in frame.columns if name not in {"id", frame.geometry.name}]
    same = any(np.array_equal(own, _texts(frame[name])) for name in others)
    return frame.drop(columns="id") if same else frame


def _inside(folder: Path, *, name: str) -> Path:
    database = folder / "layers.gdb"
    if database.exists():
        return database
    found = sorted(
        item for item in folder.iterdir() if item.suffix.lower() in {".shp", ".geojson", ".gpkg", ".kml"}
    )
    if len(found) != 1:
        raise InputError("source-zip-layers", file=name, count=len(found))
    file, kind = look_at(found[0], VECTOR_KINDS)
    if kind == "gpkg":
        refuse_views(file)
    return file


def _read_layer(file: Path, prefer: str, *, name: str, notes: list[Note]) -> Any:
    if file.suffix.lower() == ".shp":
        _refuse_lone_shapes(file, name=name)
    with _one_sentence(name):
        layers = pyogrio.list_layers(file)
        if not len(layers):
            raise InputError("source-no-rows", file=name)
        shapes = [str(shape or "") for shape in layers[:, 1]]
        fitting = [row for row, shape in enumerate(shapes) if prefer and prefer in shape]
        layer = str(layers[fitting[0] if fitting else 0, 0])
        if len(layers) > 1:
            notes.append(Note("source-layer-taken", {"file": name, "layer": layer, "count": len(layers)}))
        frame = _read_encoded(file, layer, name=name, notes=notes)
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InputError("source-no-shapes", file=name)
    return frame


def _refuse_lone_shapes(file: Path, *, name: str) -> None:
    """Refuse shapes without their index or table: they have no names."""
    beside = {item.suffix.lower() for item in file.parent.iterdir() if item.stem == file.stem}
    missing = sorted({".shx", ".dbf"} - beside)
    if missing:
        raise InputError("source-shapefile-parts", file=name, missing=", ".join(missing))


@contextmanager
def _one_sentence(name: str) -> Iterator[None]:
    """Turn whatever GDAL says of a broken file into ours; its warnings are about what is checked later."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except InputError:
        raise
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.GeometryError,
            shapely.errors.ShapelyError, CRSError, ValueError, RuntimeError, OSError) as fault:  # fmt: skip
        raise InputError("source-unreadable", file=name, reason=_file_type(name)) from fault


def _file_type(name: str) -> str:
    """Name a file's type by its ending, for errors."""
    return Path(name).suffix.lstrip(".").upper() or "?"


def _read_encoded(file: Path, layer: str, *, name: str, notes: list[Note]) -> Any:
    if file.suffix.lower() != ".shp":
        return pyogrio.read_dataframe(file, layer=layer, on_invalid="fix")
    codec = text_codec(file)
    if codec.name != "utf-8" and not codec.declared:
        notes.append(Note("source-encoding-guessed", {"file": name, "encoding": "GBK"}))
    return codec.mended(pyogrio.read_dataframe(file, layer=layer, on_invalid="fix", encoding=AS_BYTES))


def _shape_found(shapes: Any) -> str:
    found = {_kind_of_shape(shape) for shape in shapes.dropna() if shape not in _POLYGONS}
    return found.pop() if len(found) == 1 else "mixed" if found else "none"


def _kind_of_shape(shape: object) -> str:
    """Name a shape as the words do: point, line, polygon, collection."""
    return (
        str(shape)
        .removeprefix("Multi")
        .removesuffix("String")
        .removesuffix("Z")
        .lower()
        .removeprefix("geometry")
    )


def _name_field(frame: Any, asked: str | None, *, file: str) -> str:
    columns = [str(column) for column in frame.columns if column != frame.geometry.name]
    if asked is not None:
        if asked in columns:
            return asked
        raise InputError(
            "source-name-field-missing", file=file, field=asked, columns=", ".join(columns) or "-"
        )
    found = aliases.column_of(columns, "village")
    if found is None:
        raise InputError("source-no-name-field", file=file, columns=", ".join(columns) or "-")
    return found


def _codes(frame: Any) -> Any:
    found = aliases.column_of(frame.columns, "village_code")
    if found is None:
        return None
    codes = _texts(frame[found])
    return None if (codes == "").all() else codes


def _texts(values: Any) -> Any:
    """Texts of a column, "" where empty; whole numbers without .0."""
    return np.array([aliases.plain_text(value) for value in values], dtype=object)


def _refuse_duplicates(ids: Any, names: Any, *, file: str) -> None:
    seen: dict[str, int] = {}
    for row, village in enumerate(ids):
        if village == "":
            raise InputError("source-blank-name", file=file, row=row + 1, field="id")
        if village in seen:
            raise InputError(
                "source-duplicate-id",
                file=file,
                id=village,
                name=names[row],
                row=row + 1,
                first=seen[village] + 1,
            )
        seen[village] = row
