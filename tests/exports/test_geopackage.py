"""A GeoPackage is by the standard, styled, and the same whenever it is made."""

import sqlite3

import numpy as np
import pyogrio
import pytest
import shapely
from defusedxml.ElementTree import fromstring

from geo.exports.geopackage import geopackage
from geo.exports.looks import looks_of
from geo.words import Language
from tests.exports.tiny_layers import HOSTILE, all_layers, leads_layer
from tests.programs import needs_program, said_by

ZH = Language.ZH


def package(layers, language=ZH):
    return geopackage(layers, looks_of(layers, language), language)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "gis.gpkg"
    path.write_bytes(package(all_layers(HOSTILE[:2], HOSTILE)))
    return path


@pytest.fixture
def base(file):
    with sqlite3.connect(file) as opened:
        yield opened
    opened.close()


def test_rows_and_shapes_come_back_as_they_were_given(file):
    for layer in all_layers(HOSTILE[:2], HOSTILE):
        read = pyogrio.read_dataframe(file, layer=layer.name)
        assert list(read.columns) == [*layer.properties, "geometry"]
        assert len(read) == len(layer.frame)
        given = np.asarray(layer.frame.geometry, dtype=object)
        for one, other in zip(given, read.geometry, strict=True):
            if one is None:
                assert other is None
            else:
                assert shapely.hausdorff_distance(one, other) < 1e-6


def test_the_head_says_geopackage_and_no_trigger_or_view_is_in_it(file, base):
    head = file.read_bytes()[:72]
    assert head[68:72] == b"GPKG"
    assert int.from_bytes(head[60:64], "big") == 10300
    assert base.execute(
        "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchone() == (0,)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_layer_has_one_style_that_is_taken_by_default(base):
    styled = base.execute(
        "SELECT f_table_name, useAsDefault, styleQML, styleSLD FROM layer_styles"
    ).fetchall()
    layers = all_layers()
    assert [row[0] for row in styled] == [layer.name for layer in layers]
    assert {row[1] for row in styled} == {1}
    for name, _, qml, sld in styled:
        assert fromstring(qml).find("renderer-v2") is not None, name
        assert fromstring(sld.split("?>", 1)[1]).tag.endswith("StyledLayerDescriptor"), name


def test_risk_has_five_classes_and_a_state_its_hatching(base):
    styles = dict(base.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    cells = fromstring(styles["cells"])
    assert [rule.get("value") for rule in cells.iter("category")] == ["1", "2", "3", "4", "5"]
    findings = fromstring(styles["findings"])
    assert {rule.get("value") for rule in findings.iter("category")} == {
        "reported", "held", "counted", "eradicated", "verified_gone", "reopened",
    }  # fmt: skip


def test_names_from_files_never_reach_a_style(base):
    for qml, sld in base.execute("SELECT styleQML, styleSLD FROM layer_styles"):
        assert not [name for name in HOSTILE if name in qml or name in sld]
    assert base.execute("SELECT village FROM villages").fetchall() == [(HOSTILE[0],), (HOSTILE[1],)]


def test_equal_layers_give_equal_bytes():
    assert package(all_layers()) == package(all_layers())
    assert package(all_layers()) != package(all_layers(("丙村", "乙村")))


def test_a_layer_without_rows_is_still_a_layer(tmp_path):
    layer = leads_layer()
    empty = type(layer)(layer.name, layer.frame[:0], layer.properties)
    (tmp_path / "a.gpkg").write_bytes(package([empty]))
    assert pyogrio.read_info(tmp_path / "a.gpkg", layer="leads")["features"] == 0


def test_columns_are_called_in_the_language():
    called = {language: package(all_layers(), language).decode("latin-1") for language in Language}
    assert "发现日期".encode().decode("latin-1") in called[Language.ZH]
    assert "found on" in called[Language.EN]


@needs_program("ogrinfo")
def test_ogrinfo_lists_every_layer_and_the_styles_without_a_warning(file):
    told = said_by("ogrinfo", "-ro", "-al", "-so", file)
    for layer in all_layers():
        assert f"Layer name: {layer.name}\n" in told
    assert "Layer name: layer_styles" in told
    assert f"Feature Count: {len(all_layers())}" in told
