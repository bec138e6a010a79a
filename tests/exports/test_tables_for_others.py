"""CSV, GeoParquet, GeoTIFF and the QGIS project say what the layers say, and nothing that runs."""

import csv
import io
import zipfile

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pytest
import rasterio
import shapely
from defusedxml.ElementTree import fromstring
from rasterio.io import MemoryFile

from geo.exports.geoparquet import layer_parquet
from geo.exports.looks import looks_of
from geo.exports.qgis_project import project_qgz
from geo.exports.qml import raster_qml
from geo.exports.sheet_csv import layer_csv
from geo.model.land import PixelGrid
from geo.sources.cog import cog
from geo.words import Language
from tests.exports.tiny_layers import (
    FORMULAS,
    HOSTILE,
    all_layers,
    findings_layer,
    leads_layer,
    villages_layer,
)


def rows_of(layer):
    written = layer_csv(layer)
    assert written.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))


def test_csv_has_every_row_with_its_place():
    rows = rows_of(findings_layer())
    assert [row["state"] for row in rows] == list(findings_layer().frame["state"])
    assert (rows[0]["lon"], rows[0]["lat"]) == ("104.600000", "33.502000")
    assert rows[1]["plants"] == ""
    assert rows[3]["eradicated_on"] == "2026-05-05"
    assert rows_of(leads_layer())[1]["lon"] == ""


def test_ground_gives_a_point_inside_it_in_csv():
    row = rows_of(villages_layer())[0]
    inside = shapely.Point(float(row["lon"]), float(row["lat"]))
    assert villages_layer().frame.geometry.iloc[0].contains(inside)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_stays_text_in_csv(text):
    for layer in (villages_layer((text, "乙村")), findings_layer(methods=(text,)), leads_layer((text,))):
        cells = [cell for row in rows_of(layer) for cell in row.values()]
        assert f"'{text}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_negative_numbers_are_no_formulas():
    layer = findings_layer()
    frame = layer.frame.assign(area_m2=-0.5)
    assert {row["area_m2"] for row in rows_of(type(layer)(layer.name, frame, layer.properties))} == {"-0.5"}


def test_parquet_is_geoparquet_and_comes_back_the_same():
    for layer in all_layers(HOSTILE[:2], HOSTILE):
        packed = layer_parquet(layer)
        assert packed == layer_parquet(layer)
        told = pq.read_schema(io.BytesIO(packed)).metadata[b"geo"]
        assert b'"version": "1.1.0"' in told
        read = gpd.read_parquet(io.BytesIO(packed))
        assert read.crs == "EPSG:4326"
        assert len(read) == len(layer.frame)
        assert list(read[layer.properties[0]]) == list(layer.frame[layer.properties[0]])


@pytest.mark.parametrize(("rows", "columns", "overviews"), [(3, 4, []), (700, 600, [2])])
def test_a_raster_is_cloud_optimized_and_holds_the_numbers(rows, columns, overviews):
    grid = PixelGrid("EPSG:4544", 500_000.0, 3_700_000.0, 250.0, rows, columns)
    values = np.arange(rows * columns, dtype=np.float32).reshape(rows, columns)
    values[0, 0] = np.nan
    packed = cog(values, grid, called="预计地块数", tags={"site": "x"})
    assert packed == cog(values, grid, called="预计地块数", tags={"site": "x"})
    with MemoryFile(packed) as held, held.open() as raster:
        assert raster.crs.to_epsg() == 4544
        assert raster.bounds.top == 3_700_000.0
        assert raster.overviews(1) == overviews
        assert raster.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert raster.block_shapes == [(512, 512)]
        assert raster.descriptions == ("预计地块数",)
        np.testing.assert_array_equal(raster.read(1), values)


def test_a_cog_keeps_headers_first_and_coarse_pixels_before_fine_ones():
    """GDAL's own rules for the layout: every directory before the pixels, overviews before the picture."""
    grid = PixelGrid("EPSG:4544", 500_000.0, 3_700_000.0, 250.0, 1300, 1100)
    noise = np.random.default_rng(1).random((1300, 1100), dtype=np.float32)
    starts, pixels = [], []
    with MemoryFile(cog(noise, grid, called="x", tags={})) as held:
        for level in ({}, {"overview_level": 0}, {"overview_level": 1}):
            with rasterio.open(held.name, **level) as raster:
                starts.append(int(raster.get_tag_item("IFD_OFFSET", "TIFF", bidx=1)))
                pixels.append(int(raster.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1)))
    assert starts == sorted(starts)
    assert pixels == sorted(pixels, reverse=True)
    assert max(starts) < min(pixels)


def test_the_project_points_at_the_package_beside_it_and_names_every_layer():
    layers = all_layers(HOSTILE[:2], HOSTILE)
    made = {"geopackage": "gis.gpkg", "title": "<b>${x}", "crs": "EPSG:4544", "language": Language.ZH}
    packed = project_qgz(layers, looks_of(layers, Language.ZH), **made)
    assert packed == project_qgz(layers, looks_of(layers, Language.ZH), **made)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["gis.qgs"]
        root = fromstring(archive.read("gis.qgs"))
    assert root.findtext("title") == "<b>${x}"
    assert root.findtext("projectCrs/spatialrefsys/authid") == "EPSG:4544"
    sources = [layer.findtext("datasource") for layer in root.iter("maplayer")]
    assert sources == [f"./gis.gpkg|layername={layer.name}" for layer in reversed(layers)]
    drawn = [layer.get("id") for layer in root.iter("layer-tree-layer")]
    assert drawn == [layer.findtext("id") for layer in root.iter("maplayer")]
    assert root.findtext("properties/Paths/Absolute") == "false"


def test_a_raster_style_has_a_class_up_to_everything():
    rules = [(0.5, "#440154", "低"), (np.inf, "#fde725", "<高>")]
    items = list(fromstring(raster_qml(rules, 0.7).split(">", 1)[1]).iter("item"))
    assert [(item.get("value"), item.get("label")) for item in items] == [("0.5", "低"), ("inf", "<高>")]
