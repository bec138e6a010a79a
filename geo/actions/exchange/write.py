"""Write a site for other programs: any layer in any format, or all of them as one package for a GIS."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from geo.actions.exchange.gather import LAYERS
from geo.actions.exchange.gathered import Asked, DissolvedBy, Gathered
from geo.actions.exchange.grids import grids
from geo.errors import InputError
from geo.exports.geojson import layer_geojson
from geo.exports.geopackage import geopackage
from geo.exports.geoparquet import layer_parquet
from geo.exports.kml import kml, kmz
from geo.exports.layers import Layer
from geo.exports.looks import looks_of
from geo.exports.qgis_project import project_qgz
from geo.exports.sheet_csv import layer_csv
from geo.exports.zips import bundle
from geo.words import Language, t

GIS: Final = "gis"
"""All layers together."""

OF_PLAN: Final = ("pieces", "routes", "stops")
"""Layers that only a plan has."""


class Format(StrEnum):
    """What a layer can be written as."""

    GEOJSON = "geojson"
    GPKG = "gpkg"
    KML = "kml"
    KMZ = "kmz"
    CSV = "csv"
    GEOPARQUET = "geoparquet"
    GEOTIFF = "geotiff"


_ENDINGS: Final = {Format.GEOPARQUET: "parquet"}
_OF_LAYER: Final = (Format.GEOJSON, Format.GPKG, Format.KML, Format.KMZ, Format.CSV, Format.GEOPARQUET)
_OF_GIS: Final = (Format.GPKG, Format.KMZ, Format.KML, Format.GEOTIFF, Format.GEOPARQUET)


def formats_of(what: str) -> tuple[Format, ...]:
    """Return the formats of a layer's name or of "gis", the usual one first."""
    return _OF_GIS if what == GIS else _OF_LAYER


def export_files(
    site_dir: Path,
    what: str,
    format_: Format | None = None,
    *,
    asked: Asked,
    by: DissolvedBy | None = None,
    stem: str = "",
    language: Language = Language.ZH,
) -> dict[str, bytes]:
    """Return files by name: one, or several that belong together; same records, same bytes.

    Parameters
    ----------
    what : a key of `LAYERS`, or "gis" for all of them
    format_ : one of `formats_of`; None: the usual one. GeoPackage of all layers has a QGIS and QField
        project beside it, GeoTIFF is risk and coverage with their styles, GeoParquet one file a layer
    by : of coverage: each village's ground by its state
    stem : name of the file without ending; "": after what it holds

    Raises
    ------
    InputError : no such format of it, no such window, no plan to export from
    """
    format_ = format_ or formats_of(what)[0]
    if format_ not in formats_of(what):
        known = ", ".join(formats_of(what))
        raise InputError("exports-format-not-of", what=what, format=format_.value, known=known)
    if by is not None and what != "coverage":
        raise InputError("exports-not-dissolved", what=what)
    site = Gathered(site_dir, asked)
    if format_ is Format.GEOTIFF:
        return grids(site, language)
    layers = _layers(site, what, by)
    if what == GIS and format_ is Format.GEOPARQUET:
        return {f"{layer.name}.parquet": layer_parquet(layer) for layer in layers}
    stem = stem or (f"{what}_by_{by.value}" if by else what)
    files = {f"{stem}.{_ENDINGS.get(format_, format_.value)}": _written(site, layers, format_, language)}
    if what == GIS and format_ is Format.GPKG:
        files[f"{stem}.qgz"] = project_qgz(
            layers, looks_of(layers, language), geopackage=f"{stem}.gpkg", title=_title(site, language),
            crs=site.prepared.crs, language=language,
        )  # fmt: skip
    return files


def one_file(files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return a single file as it is, and several as one zip under the first one's name."""
    first = next(iter(files))
    return (first, files[first]) if len(files) == 1 else (f"{Path(first).stem}.zip", bundle(files))


def _layers(site: Gathered, what: str, by: DissolvedBy | None) -> list[Layer]:
    if what != GIS:
        return [LAYERS["ground" if by else what](site)]
    return [make(site) for name, make in LAYERS.items() if site.has_plan or name not in OF_PLAN]


def _written(site: Gathered, layers: list[Layer], format_: Format, language: Language) -> bytes:
    match format_:
        case Format.GEOJSON:
            return layer_geojson(layers[0]).encode("utf-8")
        case Format.CSV:
            return layer_csv(layers[0]).encode("utf-8")
        case Format.GEOPARQUET:
            return layer_parquet(layers[0])
        case Format.GPKG:
            return geopackage(layers, looks_of(layers, language), language)
        case Format.KMZ:
            return kmz(layers, looks_of(layers, language), _title(site, language), language)
        case _:
            return kml(layers, looks_of(layers, language), _title(site, language), language).encode("utf-8")


def _title(site: Gathered, language: Language) -> str:
    return t("exports-project-title", language, site=site.prepared.site.site.name)
