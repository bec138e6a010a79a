"""Write layers as one GeoPackage (OGC 12-128r18) with their styles inside; same layers, same bytes.

The file is built in memory by Python's own SQLite: GDAL carries a second one, which must never come near a
live database of this process.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.exports.layers import Layer
from geo.exports.looks import Look
from geo.exports.qml import style_qml
from geo.exports.shapes import on_earth
from geo.exports.sld import style_sld
from geo.exports.values import kind_of, plain_values
from geo.words import Language, t

STYLES: Final = "layer_styles"
_APPLICATION: Final = 0x47504B47  # "GPKG"
_VERSION: Final = 10300
_WGS84: Final = 4326
_WHEN: Final = "2000-01-01T00:00:00.000Z"
"""Stands where a moment of making is asked for: it says nothing, so that equal records give equal bytes."""
_KINDS: Final = {"instant": "DATETIME", "day": "DATE", "flag": "BOOLEAN", "figure": "REAL",
                 "count": "INTEGER", "text": "TEXT"}  # fmt: skip
_SHAPES: Final = {"polygon": "MULTIPOLYGON", "line": "MULTILINESTRING", "point": "POINT"}
_MULTI: Final = {"polygon": (3, shapely.multipolygons), "line": (1, shapely.multilinestrings)}
_HEAD: Final = struct.Struct("<2sBBi")
_BOX: Final = struct.Struct("<4d")
_PLAIN, _WITH_BOX = 0b0000_0001, 0b0000_0011  # little-endian; the second with bounds of x and y
_WKT: Final = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",'
    '0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_TABLES: Final = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
    organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
    description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
    identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE,
    max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
    f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30),
    styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME);
"""
_SYSTEMS: Final = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "cartesian, not stated"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "geographic, not stated"),
    ("WGS 84", _WGS84, "EPSG", _WGS84, _WKT, "longitude and latitude in degrees"),
)  # fmt: skip


def geopackage(layers: Sequence[Layer], looks: Mapping[str, Look], language: Language) -> bytes:
    """Return a GeoPackage of these layers, in this order.

    Parameters
    ----------
    layers : in EPSG:4326; shapes keep all their digits
    looks : how each looks, by its name; kept in `layer_styles` as QML and SLD
    language : of the names that people read; tables and columns have the same names in every language

    Raises
    ------
    InputError : a place that is not on the Earth
    """
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.execute(f"PRAGMA application_id = {_APPLICATION}")
        base.execute(f"PRAGMA user_version = {_VERSION}")
        base.execute("PRAGMA encoding = 'UTF-8'")
        base.executescript(_TABLES)
        base.execute("BEGIN")
        base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", _SYSTEMS)
        for layer in layers:
            _write_layer(base, layer, looks[layer.name], language)
        _describe(base, STYLES, "attributes", "Layer styles", (None, None, None, None), 0)
        base.execute("COMMIT")
        return base.serialize()
    finally:
        base.close()


def field_names(layer: Layer, language: Language) -> dict[str, str]:
    """Tell what each column of a layer is called by people."""
    called = {}
    for name in layer.properties:
        window = name.removeprefix("priority_")
        if window != name:
            called[name] = t("exports-field-priority-of", language, window=window)
        else:
            called[name] = t(f"exports-field-{name.replace('_', '-')}", language)
    return called


def _write_layer(base: sqlite3.Connection, layer: Layer, look: Look, language: Language) -> None:
    shapes = _many(on_earth(layer.frame, layer.properties, whole=True), look.shape)
    columns = [(name, _KINDS[kind_of(layer.frame[name])]) for name in layer.properties]
    stated = ", ".join(f'"{name}" {kind}' for name, kind in columns)
    base.execute(
        f'CREATE TABLE "{layer.name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, '
        f'geom {_SHAPES[look.shape]}, {stated})'
    )  # fmt: skip
    values = [_stored(plain_values(layer.frame[name]), kind) for name, kind in columns]
    places = ",".join("?" * (len(columns) + 2))
    rows = zip(range(1, len(shapes) + 1), _blobs(shapes), *values, strict=True)
    base.executemany(f'INSERT INTO "{layer.name}" VALUES ({places})', rows)
    known = shapes[~shapely.is_missing(shapes)]
    bounds = tuple(shapely.total_bounds(known).tolist()) if len(known) else (None, None, None, None)
    called = t(f"exports-layer-{layer.name}", language)
    _describe(base, layer.name, "features", called, bounds, _WGS84)
    base.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?,'geom',?,?,0,0)",
        (layer.name, _SHAPES[look.shape], _WGS84),
    )
    base.execute(
        f"INSERT INTO {STYLES} VALUES (NULL,'','',?,'geom',?,?,?,1,?,'','',?)",
        (layer.name, layer.name, style_qml(look, field_names(layer, language)), style_sld(look, layer.name),
         called, _WHEN),
    )  # fmt: skip


def _describe(
    base: sqlite3.Connection, table: str, kind: str, called: str, bounds: tuple[Any, ...], system: int
) -> None:
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?,?,?,'',?,?,?,?,?,?)",
        (table, kind, called, _WHEN, *bounds, system),
    )


def _stored(values: list[Any], kind: str) -> list[Any]:
    """Values as SQLite keeps them: instants with their thousandths, as the standard asks."""
    if kind == "DATETIME":
        return [None if value is None else value.replace("Z", ".000Z") for value in values]
    return values


def _many(shapes: NDArray[np.object_], kind: str) -> NDArray[np.object_]:
    """Make single lines and polygons multiple: a table holds one type."""
    if kind not in _MULTI:
        return shapes
    single, together = _MULTI[kind]
    out = shapes.copy()
    for row in np.flatnonzero(shapely.get_type_id(shapes) == single):
        out[row] = together([shapes[row]])
    return out


def _blobs(shapes: NDArray[np.object_]) -> list[bytes | None]:
    """Return shapes as GeoPackage binary: a head with the bounds, then WKB; None where there is no shape."""
    bodies = shapely.to_wkb(shapes, byte_order=1)
    boxes = shapely.bounds(shapes)[:, [0, 2, 1, 3]]
    points = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    return [
        None if body is None
        else _HEAD.pack(b"GP", 0, _PLAIN, _WGS84) + body if point
        else _HEAD.pack(b"GP", 0, _WITH_BOX, _WGS84) + _BOX.pack(*box) + body
        for body, box, point in zip(bodies, boxes.tolist(), points.tolist(), strict=True)
    ]  # fmt: skip
