"""Tracks of every format: the same walk is the same track, whatever program saved it."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.errors import InputError
from geo.ground.crs import xy_to_lonlat
from geo.ground.datum import from_wgs84
from geo.sources.moments import moment
from geo.sources.tracks import read_tracks
from geo.words import Language, say

CRS = "EPSG:32648"
BEIJING = timezone(timedelta(hours=8))
STARTED = datetime(2026, 5, 1, 4, 0, tzinfo=UTC)
STEPS = 6


def points(datum: str = "WGS84") -> list[tuple[float, float, datetime]]:
    """Six fixes 10 m and 10 s apart, round 105 E, 27 N."""
    lon, lat = xy_to_lonlat(500_000 + 10.0 * np.arange(STEPS), np.full(STEPS, 3_000_000.0), CRS)
    lon, lat = from_wgs84(lon, lat, datum)
    times = [STARTED + timedelta(seconds=10 * k) for k in range(STEPS)]
    return [
        (round(float(a), 9), round(float(b), 9), time) for a, b, time in zip(lon, lat, times, strict=True)
    ]


def gpx(path: Path, *, creator: str = "t", datum: str = "WGS84") -> Path:
    body = "".join(
        f'<trkpt lat="{b}" lon="{a}"><time>{time:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>'
        for a, b, time in points(datum)
    )
    path.write_text(
        f'<gpx version="1.1" creator="{creator}" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><trkseg>{body}</trkseg></trk></gpx>",
        encoding="utf-8",
    )
    return path


def kml(path: Path) -> Path:
    whens = "".join(f"<when>{time:%Y-%m-%dT%H:%M:%SZ}</when>" for _, _, time in points())
    coords = "".join(f"<gx:coord>{a} {b} 900</gx:coord>" for a, b, _ in points())
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" '
        'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Placemark><gx:Track>'
        f"{whens}{coords}</gx:Track></Placemark></Document></kml>",
        encoding="utf-8",
    )
    return path


def kmz(path: Path) -> Path:
    inside = kml(path.with_suffix(".kml"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inside, "doc.kml")
    return path


def geojson(path: Path) -> Path:
    line = {"type": "LineString", "coordinates": [[a, b] for a, b, _ in points()]}
    times = [f"{time:%Y-%m-%dT%H:%M:%SZ}" for _, _, time in points()]
    feature = {"type": "Feature", "properties": {"coordTimes": times}, "geometry": line}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def csv(path: Path, *, encoding: str = "utf-8-sig", datum: str = "WGS84") -> Path:
    rows = [f"{time.astimezone(BEIJING):%Y/%m/%d %H:%M:%S},{a},{b},张三\n" for a, b, time in points(datum)]
    path.write_text("时间,经度,纬度,队员姓名\n" + "".join(rows), encoding=encoding)
    return path


def shapefile(path: Path) -> Path:
    line = shapely.LineString([(a, b) for a, b, _ in points()])
    frame = gpd.GeoDataFrame({"日期": ["2026-05-01"]}, geometry=[line], crs="EPSG:4326")
    folder = path.with_suffix("")
    folder.mkdir()
    frame.to_file(folder / "line.shp", encoding="UTF-8")
    with zipfile.ZipFile(path, "w") as archive:
        for item in folder.iterdir():
            archive.write(item, item.name)
    return path


def read(path: Path, **more: object):
    return read_tracks(path, crs=CRS, time_zone=BEIJING, **more)


TIMED = {"a.kml": kml, "a.kmz": kmz, "a.geojson": geojson, "a.csv": csv}


@pytest.mark.parametrize("name", TIMED)
def test_the_same_walk_from_another_program_is_the_same_track(name: str, tmp_path: Path) -> None:
    first, _ = read(gpx(tmp_path / "a.gpx"))
    second, _ = read(TIMED[name](tmp_path / name), datum="WGS84")
    assert second["sha256"].tolist() == first["sha256"].tolist()
    assert second["length_m"].iloc[0] == pytest.approx(50.0, abs=1e-3)


def test_a_zipped_shapefile_is_read_with_the_day_of_its_row(tmp_path: Path) -> None:
    tracks, notes = read(shapefile(tmp_path / "a.zip"))
    assert tracks["walked_on"].iloc[0].date() == date(2026, 5, 1)
    assert tracks["length_m"].iloc[0] == pytest.approx(50.0, abs=1e-3)
    assert "source-track-day-assumed" not in {note.key for note in notes}


def test_a_zip_of_several_tracks_is_read_whole(tmp_path: Path) -> None:
    gpx(tmp_path / "a.gpx")
    (tmp_path / "b.csv").write_text(
        "time,lon,lat\n2026-05-02T04:00:00Z,105.0,27.0\n2026-05-02T04:00:10Z,105.0001,27.0\n",
        encoding="utf-8",
    )
    with zipfile.ZipFile(tmp_path / "day.zip", "w") as archive:
        archive.write(tmp_path / "a.gpx", "a.gpx")
        archive.write(tmp_path / "b.csv", "b.csv")
    tracks, _ = read(tmp_path / "day.zip", datum="WGS84")
    assert tracks["file"].tolist() == ["day.zip/a.gpx", "day.zip/b.csv"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_columns_about_persons_are_dropped_and_named(encoding: str, tmp_path: Path) -> None:
    tracks, notes = read(csv(tmp_path / "a.csv", encoding=encoding), datum="WGS84")
    assert {note.args["columns"] for note in notes if note.key == "source-persons-dropped"} == {"队员姓名"}
    assert not any("张三" in str(value) for value in tracks.iloc[0])


def test_a_sheet_of_points_without_datum_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(csv(tmp_path / "a.csv"))
    assert caught.value.key == "source-no-datum"


def test_the_datum_told_for_a_program_is_taken_for_its_next_version(tmp_path: Path) -> None:
    plain, _ = read(gpx(tmp_path / "a.gpx"))
    file = gpx(tmp_path / "b.gpx", creator="奥维互动地图 10.2.0", datum="GCJ02")
    tracks, notes = read(file, remembered={"奥维互动地图": "GCJ02"})
    assert plain.geometry.iloc[0].hausdorff_distance(tracks.geometry.iloc[0]) < 0.01
    assert tracks["app"].tolist() == ["奥维互动地图"]
    assert "source-datum-remembered" in {note.key for note in notes}


def test_a_fix_that_jumps_away_and_back_costs_nothing_of_the_walk(tmp_path: Path) -> None:
    text = gpx(tmp_path / "a.gpx").read_text(encoding="utf-8")
    spike = '<trkpt lat="27.2" lon="105.0"><time>2026-05-01T04:00:25Z</time></trkpt>'
    at = text.index("<trkpt", text.index("04:00:20"))
    (tmp_path / "b.gpx").write_text(text[:at] + spike + text[at:], encoding="utf-8")
    clean, _ = read(tmp_path / "a.gpx")
    spiked, notes = read(tmp_path / "b.gpx")
    assert spiked["sha256"].tolist() == clean["sha256"].tolist()
    assert [note.args["points"] for note in notes if note.key == "source-track-spikes"] == [1]


def test_a_track_larger_than_a_day_can_bring_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"time,lon,lat\n" + b"0" * 50_100_000)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.key == "source-too-big"


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-01T04:00:00Z", "2026-05-01T12:00:00+08:00", "2026-05-01 12:00:00", "2026/5/1 12:00",
        "2026年5月1日 12时00分00秒",
        "20260501T040000Z", "1777608000", 1777608000000, "2026-05-01T04:00:00.000Z",
    ],
)  # fmt: skip
def test_moments_are_read_as_people_and_programs_write_them(written: object) -> None:
    assert moment(written, BEIJING) == STARTED.timestamp()


@pytest.mark.parametrize("written", ["", None, "later", "2026-13-01 12:00", "0001-01-01T00:00:00Z"])
def test_what_is_no_moment_is_none(written: object) -> None:
    assert np.isnan(moment(written, BEIJING))


@pytest.mark.parametrize(
    "times", ["[" * 100_000, "{}", "[1, 2]", '{"times": ["x"]}', None, 7, [["2026-05-01T04:00:00Z"]]]
)
def test_odd_times_of_a_line_are_no_times(times: object, tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[a, b] for a, b, _ in points()]}
    feature = {"type": "Feature", "properties": {"coordTimes": times}, "geometry": line}
    path = tmp_path / "2026-05-01.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    tracks, _ = read(path)
    assert tracks["started_at"].isna().all()


@pytest.mark.parametrize("coord", ["x y z", "1e999 27 0", "nan nan", "400 95 0", ""])
def test_odd_places_of_a_kml_track_are_left_out(coord: str, tmp_path: Path) -> None:
    text = kml(tmp_path / "a.kml").read_text(encoding="utf-8")
    odd = "<when>2026-05-01T04:01:00Z</when></gx:Track>".replace(
        "</gx:Track>", f"<gx:coord>{coord}</gx:coord></gx:Track>"
    )
    (tmp_path / "b.kml").write_text(text.replace("</gx:Track>", odd), encoding="utf-8")
    assert read(tmp_path / "b.kml")[0]["sha256"].tolist() == read(tmp_path / "a.kml")[0]["sha256"].tolist()


def test_a_sheet_and_a_layer_say_what_was_flown_and_how_wide(tmp_path):
    rows = [f"{time:%Y-%m-%dT%H:%M:%SZ},{a},{b},{{}}\n" for a, b, time in points()]
    sheet = tmp_path / "a.csv"
    flown = "".join(row.format("航次一,无人机,60") for row in rows)
    sheet.write_text(
        f"时间,经度,纬度,轨迹,方式,幅宽（米）\n{flown}{''.join(row.format('走路,步行,') for row in rows)}"
    )
    tracks, _ = read(sheet, datum="WGS84")
    assert tracks["mode"].tolist() == ["drone"]  # the same points are the same track
    assert tracks["swath_m"].tolist() == [60]
    layer = json.loads(geojson(tmp_path / "b.geojson").read_text())
    layer["features"][0]["properties"] |= {"mode": "UAV", "swath": 45}
    (tmp_path / "b.geojson").write_text(json.dumps(layer))
    tracks, _ = read(tmp_path / "b.geojson")
    assert (tracks["mode"][0], tracks["swath_m"][0]) == ("drone", 45)
    tracks, _ = read(gpx(tmp_path / "c.gpx"), mode="drone", swath_m=30.0)
    assert (tracks["mode"][0], tracks["swath_m"][0]) == ("drone", 30)
    tracks, _ = read(gpx(tmp_path / "c.gpx"), swath_m=30.0)
    assert np.isnan(tracks["swath_m"][0])


def test_a_watch_file_is_told_how_to_become_one_that_is_read(tmp_path):
    (tmp_path / "morning.fit").write_bytes(bytes([14, 32, 0, 0, 0, 0, 0, 0]) + b".FIT" + bytes(40))
    with pytest.raises(InputError, match="source-track-fit") as caught:
        read_tracks(tmp_path / "morning.fit", crs=CRS, time_zone="Asia/Shanghai")
    assert "GPX" in say(caught.value, Language.ZH)
