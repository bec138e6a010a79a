"""The way of a day as GPX: valid by the schema, without times, with names that a handheld shows."""

import re

import gpxpy
import pytest

from geo.exports.packs.gpx import plan_gpx
from geo.words import Language
from tests.exports.gpx11 import faults
from tests.exports.packs.worlds import HOSTILE, hostile, task
from tests.programs import needs_program, said_by


@pytest.mark.parametrize("ascii_names", [False, True])
@pytest.mark.parametrize("route", [False, True])
def test_a_day_is_valid_by_the_schema(ascii_names, route):
    assert faults(plan_gpx(task(), Language.ZH, ascii_names=ascii_names, route=route)) == []


def test_the_check_finds_what_the_schema_forbids():
    good = plan_gpx(task(), Language.ZH).decode()
    assert faults(good.replace('version="1.1"', 'version="1.0"')) == ["version is not 1.1"]
    assert faults(re.sub("<sym>.*</sym>", "<ele>1</ele>", good, count=1)) == [
        "ele after desc in wpt",
        "ele twice in wpt",
    ]
    assert "lat of wpt: 91.0" in faults(re.sub('<wpt lat="[^"]*"', '<wpt lat="91.0"', good, count=1))
    assert "wpt after trk in gpx" in faults(good.replace("</gpx>", '<wpt lat="1.0" lon="1.0"/></gpx>'))
    assert "speed in trkpt" in faults(good.replace("</trkpt>", "<speed>1</speed></trkpt>", 1))


def test_a_plan_has_no_times_and_names_of_at_most_15_signs():
    read = gpxpy.parse(plan_gpx(task(name="上大岔河组" * 5), Language.ZH, route=True).decode())
    assert read.get_time_bounds().start_time is None
    assert read.time is None
    names = [place.name for place in read.waypoints] + [read.tracks[0].name, read.routes[0].name]
    assert max(map(len, names)) == 15
    assert names[:4] == ["乡政府", "P01", "01 上大岔河组上大岔河组上大", "02 上大岔河组上大岔河组上大"]


def test_names_in_ascii_are_ascii():
    read = gpxpy.parse(plan_gpx(task(), Language.ZH, ascii_names=True).decode())
    assert [place.name for place in read.waypoints] == ["BASE", "P01", "S01", "S02", "H01"]
    assert read.tracks[0].name == "TRACK 0512"


def test_the_track_is_the_whole_way_in_order_with_its_sweep_lines():
    segments = gpxpy.parse(plan_gpx(task(), Language.ZH).decode()).tracks[0].segments
    # The leg of no length is left out; the lines of stop 2 are one part of the track.
    assert [len(segment.points) for segment in segments] == [2, 2, 4, 2, 4, 2, 2]
    first, last = segments[0].points[0], segments[-1].points[-1]
    assert (first.latitude, first.longitude) == (last.latitude, last.longitude)
    assert (first.longitude, first.latitude) == pytest.approx((105.0, 33.4393), abs=1e-3)
    # The hillside rises 400 m over 3 km: its middle lies 1,700 m high.
    assert first.elevation == pytest.approx(1700, abs=5)


@pytest.mark.parametrize("sign", HOSTILE)
def test_hostile_names_come_out_as_text(sign):
    content = plan_gpx(hostile(sign), Language.ZH, route=True)
    assert faults(content) == []
    read = gpxpy.parse(content.decode())
    plain = sign.replace("\x00", "").replace("\x0b", "")
    assert read.waypoints[0].name == plain[:15].strip()
    assert plain in read.waypoints[2].description


@needs_program("gpsbabel")
def test_gpsbabel_reads_every_place_and_the_track(tmp_path):
    file = tmp_path / "day.gpx"
    file.write_bytes(plan_gpx(task(), Language.ZH))
    told = said_by("gpsbabel", "-i", "gpx", "-f", file, "-t", "-o", "unicsv", "-F", "-")
    assert len(told.strip().splitlines()) == 1 + 18
    told = said_by("gpsbabel", "-i", "gpx", "-f", file, "-o", "unicsv", "-F", "-")
    assert len(told.strip().splitlines()) == 1 + 5


@needs_program("ogrinfo")
def test_gdal_reads_it_without_a_warning(tmp_path):
    file = tmp_path / "day.gpx"
    file.write_bytes(plan_gpx(task(), Language.ZH, route=True))
    told = said_by("ogrinfo", "-so", "-al", file)
    counts = dict(re.findall(r"Layer name: (\w+)[\s\S]*?Feature Count: (\d+)", told))
    assert counts == {
        "waypoints": "5",
        "routes": "1",
        "tracks": "1",
        "route_points": "5",
        "track_points": "18",
    }
