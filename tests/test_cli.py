"""The command line as a newcomer types it: wrong input is one sentence, exit 1, and leaves nothing behind."""

from __future__ import annotations

import json
import re
import sys
import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely

from geo import cli

WEST, SOUTH, STEP = 104.60, 33.50, 0.01


def _squares(count: int = 2) -> gpd.GeoDataFrame:
    shapes = [
        shapely.box(WEST + STEP * place, SOUTH, WEST + STEP * (place + 1), SOUTH + STEP)
        for place in range(count)
    ]
    return gpd.GeoDataFrame(
        {"name": [f"村{place}" for place in range(count)]}, geometry=shapes, crs="EPSG:4326"
    )


def _run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: object
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["tacha", *map(str, words)])
    monkeypatch.setenv("TACHA_LANG", "en")
    with pytest.raises(SystemExit) as stopped:
        cli.run()
    code = stopped.value.code or 0
    written = capsys.readouterr()
    return int(code), written.out, written.err


@pytest.fixture
def tacha(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    return lambda *words: _run(monkeypatch, capsys, *words)


def _missing(folder: Path) -> Path:
    return folder / "villages.geojson"


def _empty(folder: Path) -> Path:
    path = folder / "villages.geojson"
    path.write_text("")
    return path


def _no_crs(folder: Path) -> Path:
    path = folder / "villages.gpkg"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the warning is about the very fault that is wanted
        _squares().set_crs(None, allow_override=True).to_file(path)
    return path


def _web_mercator(folder: Path) -> Path:
    path = folder / "villages.gpkg"
    _squares().to_crs("EPSG:3857").to_file(path)
    return path


def _no_polygons(folder: Path) -> Path:
    path = folder / "villages.geojson"
    lines = _squares().assign(geometry=lambda frame: frame.boundary)
    lines.to_file(path)
    return path


def _points(folder: Path) -> Path:
    path = folder / "villages.geojson"
    frame = _squares().to_crs("EPSG:4544")
    frame.assign(geometry=frame.centroid).to_crs("EPSG:4326").to_file(path)
    return path


def _metres_as_degrees(folder: Path) -> Path:
    path = folder / "villages.gpkg"
    _squares().to_crs("EPSG:4544").set_crs("EPSG:4326", allow_override=True).to_file(path)
    return path


def _same_name_twice(folder: Path) -> Path:
    path = folder / "villages.geojson"
    _squares().assign(name="李家湾").to_file(path)
    return path


@pytest.mark.parametrize(
    "spoil",
    [_missing, _empty, _no_crs, _web_mercator, _no_polygons, _points, _metres_as_degrees, _same_name_twice],
)
def test_wrong_boundaries_are_one_sentence_and_leave_no_folder(spoil, tmp_path, tacha):
    path = spoil(tmp_path)
    code, out, err = tacha("new", tmp_path / "site", "--villages", path)
    assert code == 1
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert path.name in err
    assert sorted(item.name for item in tmp_path.iterdir()) == ([path.name] if path.exists() else [])


def _far_dem(folder: Path) -> tuple[str, Path]:
    path = folder / "dem.tif"
    place = rasterio.transform.from_origin(100.0, 30.0, 0.001, 0.001)
    shape = {"width": 20, "height": 20, "count": 1, "dtype": "int16"}
    with rasterio.open(path, "w", driver="GTiff", crs="EPSG:4326", transform=place, **shape) as file:
        file.write(np.full((1, 20, 20), 1500, np.int16))
    return "--dem", path


def _far_roads(folder: Path) -> tuple[str, Path]:
    path = folder / "roads.osm"
    nodes = "".join(f'<node id="{n}" lat="{10 + n / 1000}" lon="20.0"/>' for n in (1, 2))
    way = '<way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>'
    path.write_text(f'<osm version="0.6" generator="test">{nodes}{way}</osm>')
    return "--roads", path


def _no_teams(folder: Path) -> tuple[str, Path]:
    path = folder / "teams.csv"
    path.write_text("team,base,members\n")
    return "--teams", path


def _history_elsewhere(folder: Path) -> tuple[str, Path]:
    path = folder / "history.csv"
    path.write_text("年份,村\n2024,村9\n", encoding="utf-8")
    return "--history", path


@pytest.mark.parametrize("spoil", [_far_dem, _far_roads, _no_teams, _history_elsewhere])
def test_one_wrong_file_among_good_ones_is_one_sentence_and_leaves_no_folder(spoil, tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    option, path = spoil(tmp_path)
    code, out, err = tacha(
        "new", tmp_path / "site", "--villages", tmp_path / "villages.geojson", option, path
    )
    assert code == 1
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert path.name in err
    assert not (tmp_path / "site").exists()
    assert not list(tmp_path.glob(".site*"))


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ('[[window]]\nid = "w1"\nopens = 2026-07-01\ncloses = 2026-06-01\n', "w1"),
        ("team = []\n", "team"),
        ('[[window]]\nid = "w1"\nopens = 2026-01-01\ncloses = 2026-01-09\n', "w1"),
        ("[settings.risk]\nplots_per_km = 1.0\n", "plots_per_km2"),
        ("[settings.risk]\nplots_per_km2 = -1.0\n", "plots_per_km2"),
        ('[[input]]\nrole = "demm"\nfile = "dem.tif"\n', "demm"),
        ('[[input]]\nrole = "villages"\nfile = "villages.geojson"\n', "villages"),
        ('[[team]]\nid = "一组"\ndays = 500\n', "site.toml"),
        ('[[base]]\nname = "远处"\nlon = 10.0\nlat = 33.5\n', "远处"),
        ("[[[x\n", "line "),
    ],
)
def test_a_wrong_line_in_the_site_file_is_one_sentence_and_nothing_is_planned(lines, named, tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    site = tmp_path / "site"
    tacha("new", site, "--villages", tmp_path / "villages.geojson", "--season", "2026")
    file = site / "site.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(lines + text if lines.startswith("team") else text + "\n" + lines, encoding="utf-8")
    code, out, err = tacha("plan", site)
    assert code == 1
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert named in err
    assert not (site / "tacha.db").exists()


@pytest.mark.parametrize("crs", ["EPSG:999999", "EPSG:4326", "EPSG:3857", "somewhere"])
def test_a_crs_that_is_not_in_metres_is_one_sentence(crs, tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    site = tmp_path / "site"
    tacha("new", site, "--villages", tmp_path / "villages.geojson", "--season", "2026")
    file = site / "site.toml"
    text = re.sub(r"^crs = .*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(text.replace("[site]", f'[site]\ncrs = "{crs}"'), encoding="utf-8")
    code, out, err = tacha("plan", site)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
    assert crs in err


@pytest.mark.parametrize(
    ("option", "value", "named"),
    [("--season", 0, "1950"), ("--season", 99999, "2100"), ("--preset", "mars", "northeast")],
)
def test_a_wrong_option_of_new_is_one_sentence_and_leaves_no_folder(option, value, named, tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    code, out, err = tacha(
        "new", tmp_path / "site", "--villages", tmp_path / "villages.geojson", option, value
    )
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
    assert named in err
    assert [item.name for item in tmp_path.iterdir()] == ["villages.geojson"]


@pytest.mark.parametrize("place", ["file", "file/site", "很" * 200, "a/b/site"])
def test_a_place_where_no_site_can_be_leaves_nothing_behind(place, tmp_path, tacha):
    (tmp_path / "file").write_text("mine")
    wrong = _empty(tmp_path)
    code, out, err = tacha("new", tmp_path / place, "--villages", wrong)
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1
    assert sorted(item.name for item in tmp_path.iterdir()) == ["file", wrong.name]
    assert (tmp_path / "file").read_text() == "mine"


def test_work_stopped_by_a_person_leaves_no_folder(tmp_path, tacha, monkeypatch):
    def stopped(*_args, **_options):
        raise KeyboardInterrupt

    _squares().to_file(tmp_path / "villages.geojson")
    monkeypatch.setattr("geo.actions.site.create.prepare", stopped)
    code, _, _ = tacha("new", tmp_path / "a" / "site", "--villages", tmp_path / "villages.geojson")
    assert code != 0
    assert [item.name for item in tmp_path.iterdir()] == ["villages.geojson"]


def test_two_files_of_one_name_are_both_kept(tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    (tmp_path / "other").mkdir()
    gpd.GeoDataFrame(
        {"name": ["镇政府"]}, geometry=[shapely.Point(WEST + STEP, SOUTH + STEP / 2)], crs="EPSG:4326"
    ).to_file(tmp_path / "other" / "villages.geojson")
    site = tmp_path / "site"
    bases = tmp_path / "other" / "villages.geojson"
    assert tacha("new", site, "--villages", tmp_path / "villages.geojson", "--bases", bases)[0] == 0
    kept = sorted(item.name for item in (site / "inputs").iterdir())
    assert kept == ["bases-villages.geojson", "villages.geojson"]


def test_tracks_and_findings_of_elsewhere_are_refused_and_not_recorded(tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    site = tmp_path / "site"
    tacha("new", site, "--villages", tmp_path / "villages.geojson", "--season", "2026")
    points = "".join(
        f'<trkpt lat="47.1" lon="{9.5 + n / 10000}"><time>2026-07-01T08:{n:02}:00Z</time></trkpt>'
        for n in range(30)
    )
    track = tmp_path / "alps.gpx"
    track.write_text(
        '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><trkseg>{points}</trkseg></trk></gpx>"
    )
    finds = tmp_path / "finds.csv"
    finds.write_text("日期,经度,纬度\n2026-07-01,9.5,47.1\n", encoding="utf-8")
    for words in (("tracks", site, track), ("findings", site, finds, "--datum", "WGS84")):
        code, out, err = tacha("add", *words)
        assert (code, out) == (1, "")
        assert words[2].name in err
    assert not (site / "tacha.db").exists()


def test_the_map_is_not_announced_where_there_is_no_site(tmp_path, tacha):
    code, out, err = tacha("serve", tmp_path / "none")
    assert (code, out) == (1, "")
    assert "site.toml" in err


def test_crossing_boundaries_are_repaired_and_the_repair_is_said(tmp_path, tacha):
    bow = shapely.Polygon(
        [(WEST, SOUTH), (WEST + STEP, SOUTH + STEP), (WEST + STEP, SOUTH), (WEST, SOUTH + STEP)]
    )
    frame = gpd.GeoDataFrame({"name": ["蝴蝶村"]}, geometry=[bow], crs="EPSG:4326")
    frame.to_file(tmp_path / "villages.geojson")
    code, out, _ = tacha("new", tmp_path / "site", "--villages", tmp_path / "villages.geojson")
    assert code == 0
    assert "蝴蝶村" in out


def test_a_site_from_nothing_but_boundaries_is_planned_and_exported(tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    site = tmp_path / "site"
    code, out, _ = tacha(
        "new", site, "--villages", tmp_path / "villages.geojson", "--season", "2026", "--json"
    )
    assert code == 0
    made = json.loads(out)
    assert made["version"] == 1
    assert {note["key"] for note in made["assumed"]} == {
        "assumed-flat", "assumed-no-roads", "assumed-open", "assumed-base", "assumed-team"
    }  # fmt: skip
    assert {note["key"] for note in made["told"]} == {"source-name-field-guessed", "source-wgs84-by-standard"}
    code, out, _ = tacha("plan", site, "--json", "--adopt")
    assert code == 0
    plan = json.loads(out)
    assert plan["expected_finds"] > 0
    assert [window["id"] for window in plan["windows"]] == ["w1", "w2", "w3"]
    assert plan["bound"] >= plan["expected_finds"]
    assert plan["gap"] == pytest.approx(1 - plan["expected_finds"] / plan["bound"])
    villages = json.loads(tacha("coverage", site, "--json")[1])["villages"]
    assert [(row["survey_rate"], row["dead_corners"]) for row in villages] == [(0.0, 0), (0.0, 0)]
    for what in ("cells", "routes", "stops", "coverage", "findings"):
        assert tacha("export", site, what)[0] == 0
    routes = json.loads((site / "exports" / "routes.geojson").read_text(encoding="utf-8"))
    assert len(routes["features"]) == sum(window["routes"] for window in plan["windows"])


def test_records_are_backed_up_put_back_and_their_log_is_checked(tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    site, file = tmp_path / "site", tmp_path / "records.backup"
    tacha("new", site, "--villages", tmp_path / "villages.geojson", "--season", "2026")
    tacha("plan", site, "--adopt")
    code, out, _ = tacha("backup", site, file)
    assert code == 0
    head = re.search(r"[0-9]+:[0-9a-f]{64}", out).group()
    assert tacha("audit", "verify", site, "--head", head)[0] == 0
    assert tacha("restore", site, file)[0] == 0
    assert tacha("audit", "verify", site, "--head", head)[0] == 0
    assert (
        tacha("audit", "verify", site, "--head", f"{int(head.split(':')[0]) + 99}:{head.split(':')[1]}")[0]
        == 1
    )
    assert tacha("backup", site, file)[0] == 1


def test_the_same_seed_gives_the_same_plan_and_check_finds_no_fault(tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    site = tmp_path / "site"
    tacha("new", site, "--villages", tmp_path / "villages.geojson", "--season", "2026")
    first = json.loads(tacha("plan", site, "--json", "--seed", "3")[1])
    again = json.loads(tacha("plan", site, "--json", "--seed", "3")[1])
    assert first == again
    assert tacha("check", site)[0] == 0


def test_check_names_every_fault_of_every_input_at_once(tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    site = tmp_path / "site"
    tacha("new", site, "--villages", tmp_path / "villages.geojson", "--season", "2026")
    (site / "inputs" / "history.csv").write_text("年份,村\n2025,没有这个村\n", encoding="utf-8")
    (site / "inputs" / "dem.tif").write_bytes(b"no tiff")
    with (site / "site.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[input]]\nrole = "history"\nfile = "history.csv"\n')
        file.write('\n[[input]]\nrole = "dem"\nfile = "dem.tif"\n')
    code, _, err = tacha("check", site)
    assert code == 1
    assert re.search("history.csv", err)
    assert re.search("dem.tif", err)
    assert len(err.strip().splitlines()) == 2


def test_a_folder_in_use_is_left_as_it_is(tmp_path, tacha):
    _squares().to_file(tmp_path / "villages.geojson")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "notes.txt").write_text("mine")
    code, _, err = tacha("new", tmp_path / "site", "--villages", tmp_path / "villages.geojson")
    assert code == 1
    assert str(tmp_path / "site") in err
    assert (tmp_path / "site" / "notes.txt").read_text() == "mine"


def test_a_wrong_call_is_exit_code_two(tmp_path, tacha):
    assert tacha("new", tmp_path / "site")[0] == 2
