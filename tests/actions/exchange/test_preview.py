"""Before anything changes, every file says how much it brings and how its coordinates are known."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.actions.exchange.preview import How, preview, preview_site
from geo.actions.site.create import NewSite
from geo.errors import InputError
from geo.sources.vectors import read_villages
from geo.words import Language, t
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR

SQUARES = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
FRAME = gpd.GeoDataFrame({"XZQMC": ["甲村", "乙村"]}, geometry=SQUARES, crs="EPSG:4326")


def files(folder: Path) -> dict[str, Path]:
    """The same villages as offices send them: with and without a system, in degrees and metres."""
    zoned = FRAME.to_crs("EPSG:4523")
    made = {name: folder / name for name in ("a.geojson", "b.gpkg", "c.shp", "d.shp", "e.csv")}
    FRAME.to_file(made["a.geojson"])
    FRAME.to_crs("EPSG:4544").to_file(made["b.gpkg"])
    for name, frame in (("c.shp", FRAME), ("d.shp", zoned)):
        frame.to_file(made[name], encoding="UTF-8")
        made[name].with_suffix(".prj").unlink()
    made["e.csv"].write_text("村名,经度,纬度,发现日期\n甲村,104.6,33.5,2026-05-01\n", encoding="utf-8")
    return made


def test_each_file_says_how_its_coordinates_are_known(tmp_path):
    made = files(tmp_path)
    told = {"c.shp": "GCJ02", "e.csv": "WGS84"}
    notes = [note for name in ("a.geojson", "b.gpkg", "d.shp") for note in read_villages(made[name])[1]]
    seen = {one.file: one for one in preview(list(made.values()), notes, datums=told)}
    assert [(one.file, one.rows, one.datum, one.how) for one in seen.values()] == [
        ("a.geojson", 2, "WGS84", How.STANDARD),
        ("b.gpkg", 2, "EPSG:4544", How.DECLARED),
        ("c.shp", 2, "GCJ02", How.TOLD),
        ("d.shp", 2, "CGCS2000 EPSG:4523", How.DETECTED),
        ("e.csv", 1, "WGS84", How.TOLD),
    ]
    said = {name: t(one.note.key, Language.ZH, **one.note.args) for name, one in seen.items()}
    assert said["a.geojson"] == "a.geojson：2 条；坐标：WGS84（按格式标准）。"
    assert "由带号推定" in said["d.shp"]


def test_rows_that_are_left_out_are_counted(tmp_path):
    mixed = gpd.GeoDataFrame(
        {"name": ["甲村", "x"]}, geometry=[SQUARES[0], shapely.Point(WEST, SOUTH)], crs=4326
    )
    mixed.to_file(tmp_path / "a.geojson")
    _, notes = read_villages(tmp_path / "a.geojson")
    assert [(one.rows, one.left_out) for one in preview([tmp_path / "a.geojson"], notes)] == [(2, 1)]


def test_a_site_that_is_only_tried_leaves_nothing(tmp_path):
    made = files(tmp_path)
    before = sorted(tmp_path.iterdir())
    would = preview_site(tmp_path / "site", NewSite(villages=made["a.geojson"], season=YEAR))
    assert (would.villages, would.name) == (2, "site")
    assert sorted(tmp_path.iterdir()) == before
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "x").touch()
    with pytest.raises(InputError, match="error-folder-exists"):
        preview_site(tmp_path / "taken", NewSite(villages=made["a.geojson"], season=YEAR))
