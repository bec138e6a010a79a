"""Files for others from the command line: which are written where, and what is refused in a sentence."""

import shutil
import sqlite3
import sys
import zipfile

import pytest

from geo import cli


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


@pytest.fixture
def tacha(monkeypatch, capsys):
    monkeypatch.setenv("TACHA_LANG", "en")

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["tacha", *map(str, words)])
        code = 0
        try:
            cli.run()
        except SystemExit as stopped:
            code = stopped.code or 0
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


def test_the_package_lies_beside_its_project_under_the_name_that_was_asked_for(site, tacha, tmp_path):
    code, told, _ = tacha("export", site, "gis", "--out", tmp_path / "out" / "甲乡.gpkg")
    assert code == 0
    assert [line.split("/")[-1] for line in told.splitlines()] == ["甲乡.gpkg", "甲乡.qgz"]
    with zipfile.ZipFile(tmp_path / "out" / "甲乡.qgz") as project:
        assert b"./\xe7\x94\xb2\xe4\xb9\xa1.gpkg|layername=routes" in project.read("甲乡.qgs")
    with sqlite3.connect(tmp_path / "out" / "甲乡.gpkg") as base:
        layers = [name for (name,) in base.execute("SELECT f_table_name FROM layer_styles")]
    base.close()
    assert layers == [
        "cells", "coverage", "ground", "villages", "pieces", "routes", "stops", "tracks", "leads", "findings",
    ]  # fmt: skip


def test_files_go_into_the_site_or_a_folder(site, tacha, tmp_path):
    assert tacha("export", site, "stops", "--format", "csv")[0] == 0
    head = (site / "exports" / "stops.csv").read_bytes()
    assert head.startswith(b"\xef\xbb\xbfstop_id,route_id,order")
    assert tacha("export", site, "gis", "--format", "geotiff", "--out", tmp_path / "grids")[0] == 0
    assert sorted(path.name for path in (tmp_path / "grids").iterdir()) == [
        "coverage.qml", "coverage.tif", "risk.qml", "risk.tif",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cells", "--format", "geotiff"), "geojson, gpkg, kml, kmz, csv, geoparquet"),
        (("daily", "--format", "csv"), "txt"),
        (("villages", "--by", "state"), "only coverage"),
        (("routes", "--window", "w9"), "w9"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(words, said, site, tacha):
    code, told, fault = tacha("export", site, *words)
    assert (code, told) == (1, "")
    assert said in fault
    assert not (site / "exports").exists()


def test_a_new_site_and_a_file_can_be_tried(site, tacha, tmp_path):
    tacha("export", site, "villages", "--out", tmp_path / "v.geojson")
    code, told, _ = tacha("new", tmp_path / "other", "--villages", tmp_path / "v.geojson", "--dry-run")
    assert code == 0
    assert "v.geojson: 2 rows; coordinates: WGS84 (by the standard of the format)." in told
    assert not (tmp_path / "other").exists()
    (tmp_path / "f.csv").write_text("date,lon,lat\n2026-06-10,104.605,33.505\n", encoding="utf-8")
    code, told, _ = tacha("add", "findings", site, tmp_path / "f.csv", "--datum", "WGS84", "--dry-run")
    assert code == 0
    assert "f.csv: 1 rows; coordinates: WGS84 (as you said)." in told
