"""Describe an input file as it lies there: what it is, how many rows, which CRS, how its text is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyogrio
import rasterio
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS
from pyproj.exceptions import CRSError
from rasterio.errors import RasterioError

from geo.errors import InputError
from geo.settings import DEFAULTS, Settings
from geo.sources.opening import look_at, unpacked_zip
from geo.sources.parquet import read_parquet
from geo.sources.rows import read_rows
from geo.sources.vectors import VECTOR_KINDS

_LAYERS: Final = {".shp", ".geojson", ".gpkg", ".kml", ".gdb"}
_KINDS: Final = ("gpx", "xlsx", "text", "tiff", "osm", "bz2", "graphml", *VECTOR_KINDS)


@dataclass(frozen=True)
class Described:
    """What a file is: kind as `look_at` tells it, rows or pixels, CRS by name, encoding; "" unknown."""

    kind: str
    rows: int | None = None
    crs: str = ""
    encoding: str = ""


def describe(path: str | Path, *, settings: Settings = DEFAULTS) -> Described:
    """Describe a file without keeping what is in it.

    Raises
    ------
    InputError : missing, empty, too big, of another kind, or unreadable
    """
    file, kind = look_at(path, _KINDS, settings=settings)
    if kind == "tiff":
        return _raster(file)
    if kind == "zip":
        with unpacked_zip(file, settings=settings) as folder:
            layers = sorted(one for one in folder.iterdir() if one.suffix.lower() in _LAYERS)
            return _vector(layers[0], kind, file.name) if layers else Described(kind)
    if kind == "parquet":
        frame = read_parquet(file, name=file.name, settings=settings)
        return Described(kind, len(frame), _crs(frame.crs))
    if kind in VECTOR_KINDS:
        return _vector(file, kind, file.name)
    if kind in {"text", "xlsx"}:
        return _sheet(file, kind, settings)
    return Described(kind)


def _raster(file: Path) -> Described:
    try:
        with rasterio.open(file, driver="GTiff") as source:
            return Described("tiff", source.width * source.height, _crs(source.crs))
    except RasterioError as fault:
        raise InputError("source-unreadable", file=file.name, reason="GeoTIFF") from fault


def _vector(file: Path, kind: str, name: str) -> Described:
    try:
        layers = pyogrio.list_layers(file)
        # A table without shapes, such as the styles in a GeoPackage, is no layer of ours.
        drawn = layers[[bool(shape) for shape in layers[:, 1]], 0]
        found = [pyogrio.read_info(file, layer=layer) for layer in drawn]
    except (DataLayerError, DataSourceError) as fault:
        raise InputError("source-unreadable", file=name, reason=kind) from fault
    rows = sum(max(0, int(info["features"])) for info in found)
    encoding = str(found[0]["encoding"] or "") if kind in {"shp", "zip"} and found else ""
    return Described(kind, rows, _crs(found[0]["crs"]) if found else "", encoding)


def _sheet(file: Path, kind: str, settings: Settings) -> Described:
    columns = ("village", "team", "base", "season", "date", "month", "lon", "lat", "area_title")
    try:
        rows, notes = read_rows(file, role="", columns=columns, settings=settings)
    except InputError:
        return Described(kind)
    told = [str(note.args["encoding"]) for note in notes if note.key == "source-encoding-guessed"]
    return Described(kind, len(rows.cells), "", (told or ["UTF-8"])[0] if kind == "text" else "")


def _crs(given: Any) -> str:
    if not given:
        return ""
    try:
        crs = CRS.from_user_input(given)
    except CRSError:
        return ""
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else str(crs.name)
