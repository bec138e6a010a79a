"""GPX tracks: what was walked is kept, what was not is left out, and the same track is one track."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from geo.ground.crs import xy_to_lonlat
from geo.ground.datum import from_wgs84
from geo.sources.tracks import read_tracks

CRS = "EPSG:32648"
BEIJING = timezone(timedelta(hours=8))
NOON = "2026-05-01T04:{:02d}:{:02d}Z"


def write(
    path: Path,
    *segments: list[tuple[float, float, str]],
    extra: str = "",
    head: str = "",
    datum: str = "WGS84",
) -> Path:
    """Write segments of (east m, north m, time) round 105 E, 27 N."""
    text = ""
    for segment in segments:
        lon, lat = xy_to_lonlat(
            [500_000 + x for x, _, _ in segment], [3_000_000 + y for _, y, _ in segment], CRS
        )
        lon, lat = from_wgs84(lon, lat, datum)
        text += "<trkseg>" + "".join(
            f'<trkpt lat="{b:.9f}" lon="{a:.9f}">{f"<time>{time}</time>" if time else ""}{extra}</trkpt>'
            for a, b, (_, _, time) in zip(lon, lat, segment, strict=True)
        ) + "</trkseg>"  # fmt: skip
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="t" '
        f'xmlns="http://www.topografix.com/GPX/1/1">{head}<trk>{text}</trk></gpx>',
        encoding="utf-8",
    )
    return path


def walk(
    n: int = 6, *, start: int = 0, step_m: float = 10.0, step_s: int = 10
) -> list[tuple[float, float, str]]:
    seconds = [start + k * step_s for k in range(n)]
    return [(k * step_m, 0.0, NOON.format(s // 60, s % 60)) for k, s in enumerate(seconds)]


def read(path: Path, **more: object):
    return read_tracks(path, crs=CRS, time_zone=BEIJING, **more)


def test_a_steady_walk_is_one_line_of_its_length(tmp_path: Path) -> None:
    tracks, notes = read(write(tmp_path / "a.gpx", walk()))
    assert len(tracks) == 1
    assert tracks["length_m"].iloc[0] == pytest.approx(50.0, abs=1e-3)
    assert tracks["walked_on"].iloc[0].date() == date(2026, 5, 1)
    assert str(tracks["started_at"].iloc[0]) == "2026-05-01 04:00:00+00:00"
    assert tracks.geometry.iloc[0].geom_type == "LineString"
    assert [note.key for note in notes] == ["source-wgs84-by-standard", "source-track-points"]
    assert (notes[1].args["points"], notes[1].args["kept"]) == (6, 6)


@pytest.mark.parametrize(("pause_s", "lines"), [(60, 1), (61, 2)])
def test_a_line_breaks_at_gaps_over_a_minute(pause_s: int, lines: int, tmp_path: Path) -> None:
    later = [(x + 60.0, y, time) for x, y, time in walk(start=50 + pause_s)]
    shape = read(write(tmp_path / "a.gpx", walk() + later))[0].geometry.iloc[0]
    assert len(getattr(shape, "geoms", [shape])) == lines
    assert shape.length == pytest.approx(110.0 if lines == 1 else 100.0, abs=1e-2)


def test_a_line_breaks_where_points_lie_over_100_m_apart(tmp_path: Path) -> None:
    far = [(x + 160.0, 0.0, time) for x, _, time in walk(start=100)]
    tracks, notes = read(write(tmp_path / "a.gpx", walk() + far))
    assert len(tracks.geometry.iloc[0].geoms) == 2
    assert tracks["length_m"].iloc[0] == pytest.approx(100.0, abs=1e-2)
    assert [note.args["length"] for note in notes if note.key == "source-track-not-walked"] == [110]


def test_what_is_faster_than_walking_is_left_out_on_foot_only(tmp_path: Path) -> None:
    driven = [(50.0 + 40.0 * k, 0.0, NOON.format(1, 5 * k)) for k in range(6)]  # 29 km/h
    file = write(tmp_path / "a.gpx", walk() + driven)
    on_foot, _ = read(file)
    by_car, _ = read(file, mode="car")
    assert on_foot["length_m"].iloc[0] == pytest.approx(50.0, abs=1e-2)
    assert by_car["length_m"].iloc[0] == pytest.approx(250.0, abs=1e-2)
    assert by_car["mode"].iloc[0] == "car"


def test_midnight_of_the_site_parts_the_days(tmp_path: Path) -> None:
    times = [
        f"2026-05-01T{15 + (s >= 3600)}:{s % 3600 // 60:02d}:{s % 60:02d}Z" for s in range(3540, 3660, 10)
    ]
    file = write(tmp_path / "a.gpx", [(10.0 * k, 0.0, time) for k, time in enumerate(times)])
    tracks, _ = read(file)
    assert [day.date() for day in tracks["walked_on"]] == [date(2026, 5, 1), date(2026, 5, 2)]
    assert tracks["track_id"].is_unique


def test_a_track_written_backwards_is_the_same_track(tmp_path: Path) -> None:
    forth, _ = read(write(tmp_path / "a.gpx", walk()))
    back, _ = read(write(tmp_path / "b.gpx", walk()[::-1]))
    assert forth["sha256"].tolist() == back["sha256"].tolist()


def test_the_same_track_twice_in_a_file_is_kept_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpx", walk())
    text = file.read_text(encoding="utf-8")
    inner = text[text.index("<trk>") : text.index("</gpx>")]
    file.write_text(text.replace(inner, inner * 2), encoding="utf-8")
    assert len(read(file)[0]) == 1


def test_another_way_of_writing_the_same_points_is_the_same_track(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpx", walk())
    first, _ = read(file)
    (tmp_path / "b.gpx").write_text(
        file.read_text(encoding="utf-8").replace("><", ">\n  <"), encoding="utf-8"
    )
    second, _ = read(tmp_path / "b.gpx")
    assert first["track_id"].tolist() == second["track_id"].tolist()


def test_shifted_phone_coordinates_come_back(tmp_path: Path) -> None:
    plain, _ = read(write(tmp_path / "a.gpx", walk()))
    shifted, _ = read(write(tmp_path / "b.gpx", walk(), datum="GCJ02"), datum="GCJ02")
    assert plain.geometry.iloc[0].hausdorff_distance(shifted.geometry.iloc[0]) < 0.01
    assert shifted["datum"].iloc[0] == "GCJ02"


@pytest.mark.parametrize(
    ("name", "head", "given", "day"),
    [
        ("a.gpx", "<metadata><time>2026-05-02T20:00:00Z</time></metadata>", None, date(2026, 5, 3)),
        ("2026-05-04_team1.gpx", "", None, date(2026, 5, 4)),
        ("轨迹20260505.gpx", "", None, date(2026, 5, 5)),
        ("a.gpx", "", date(2026, 5, 6), date(2026, 5, 6)),
    ],
)
def test_the_day_of_a_track_without_times(
    name: str, head: str, given: date | None, day: date, tmp_path: Path
) -> None:
    untimed = [(x, y, "") for x, y, _ in walk()]
    tracks, notes = read(write(tmp_path / name, untimed, head=head), walked_on=given)
    assert tracks["walked_on"].iloc[0].date() == day
    assert tracks["started_at"].isna().all()
    assert ("source-track-day-assumed" in {note.key for note in notes}) == (given is None)


def test_accuracy_is_the_median_of_what_the_file_gives(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpx", walk(), extra="<extensions><accuracy>7.5</accuracy></extensions>")
    assert read(file)[0]["accuracy_m"].iloc[0] == 7.5
    assert np.isnan(read(write(tmp_path / "b.gpx", walk()))[0]["accuracy_m"].iloc[0])


def test_points_at_no_place_are_dropped(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpx", walk())
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("<trkseg>", '<trkseg><trkpt lat="0" lon="0"/><trkpt lat="95" lon="0"/>'),
        encoding="utf-8",
    )
    tracks, notes = read(file)
    assert tracks["length_m"].iloc[0] == pytest.approx(50.0, abs=1e-3)
    assert [note.args for note in notes if note.key == "source-track-points"] == [
        {"file": "a.gpx", "points": 8, "kept": 6}
    ]
