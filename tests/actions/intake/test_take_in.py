"""What comes in: a preview is exactly the real thing, all of a pile is kept or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from PIL import Image
from sqlalchemy import select

from geo.actions.intake.take_in import (
    take_in_findings,
    take_in_history,
    take_in_leads,
    take_in_observed,
    take_in_tracks,
)
from geo.actions.intake.take_in_visits import take_in_photos, take_in_visits
from geo.actions.site.create import NewSite, create_site
from geo.errors import InputError, RecordError
from geo.ground.datum import from_wgs84
from geo.records import models
from geo.records.findings import read_findings
from geo.records.history import read_history
from geo.records.leads import read_leads
from geo.records.photos import attach_photo, read_photos
from geo.records.roles import ALONE, Actor, Role
from geo.records.store import Store
from geo.records.tracks import read_tracks
from geo.records.visits import confirm, read_visits
from geo.words import Language, t

WEST, SOUTH = 104.0, 26.0
SURVEYOR = Actor("li", Role.SURVEYOR, team_id="一组")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    squares = [shapely.box(WEST + 0.01 * k, SOUTH, WEST + 0.01 * (k + 1), SOUTH + 0.01) for k in range(2)]
    villages = gpd.GeoDataFrame({"name": ["李家湾村", "王家坪村"]}, geometry=squares, crs="EPSG:4326")
    villages.to_file(folder / "villages.geojson")
    create_site(folder / "site", NewSite(villages=folder / "villages.geojson", season=2026))
    return folder / "site"


@pytest.fixture
def site(made: Path) -> Path:
    for item in (*made.glob("tacha.db*"), *made.glob("photos/*")):
        item.unlink()
    return made


def gpx(path: Path, *, creator: str = "t", datum: str = "WGS84", day: int = 1) -> Path:
    lon, lat = from_wgs84([WEST + 0.0001 * k for k in range(1, 7)], [SOUTH + 0.005] * 6, datum)
    fixes = "".join(
        f'<trkpt lat="{b:.9f}" lon="{a:.9f}"><time>2026-05-{day:02d}T04:00:{10 * k:02d}Z</time></trkpt>'
        for k, (a, b) in enumerate(zip(lon, lat, strict=True))
    )
    path.write_text(
        f'<gpx version="1.1" creator="{creator}" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
        f"{fixes}</trkseg></trk></gpx>",
        encoding="utf-8",
    )
    return path


def sheet(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def visits(path: Path) -> Path:
    return sheet(
        path,
        "踏查日期,组别,村,人次,小时,踏查结果,经度,纬度,株数",
        "2026-05-12,一组,李家湾村,5,6,未发现,,,",
        f"2026-05-12,一组,王家坪村,5,6,发现,{WEST + 0.015},{SOUTH + 0.005},30",
    )


def lines(intake) -> list[str]:
    """Sentences of an intake in both languages, without the last one of a dry run."""
    said = [f"{intake.read} {intake.added}"]
    notes = [note for note in intake.notes if note.key != "intake-dry-run"]
    return said + [t(note.key, language, **note.args) for language in Language for note in notes]


def every_kind(folder: Path):
    """One call of each kind, with its files."""
    place = f"{WEST + 0.005},{SOUTH + 0.005}"
    found = sheet(folder / "f.csv", "日期,经度,纬度,株数", f"2026-05-01,{place},3")
    tips = sheet(folder / "l.csv", "日期,经度,纬度,类型", f"2026-05-01,{place},举报")
    return [
        (take_in_tracks, [gpx(folder / "a.gpx")], {}),
        (take_in_findings, [found], {"datum": "WGS84"}),
        (take_in_leads, [tips], {"datum": "WGS84"}),
        (take_in_history, [sheet(folder / "h.csv", "年份,村,株数", "2024,李家湾村,12")], {}),
        (take_in_observed, [sheet(folder / "o.csv", "日期,生育期,海拔", "2026-05-01,花期,1500")], {}),
        (take_in_visits, [visits(folder / "v.csv")], {"datum": "WGS84"}),
    ]  # fmt: skip


def test_a_preview_says_what_accepting_says_and_changes_nothing(site: Path, tmp_path: Path) -> None:
    kinds = every_kind(tmp_path)
    previews = [take_in(site, files, dry_run=True, **more) for take_in, files, more in kinds]
    assert not (site / "tacha.db").exists()
    assert {preview.notes[-1].key for preview in previews} == {"intake-dry-run"}
    accepted = [take_in(site, files, **more) for take_in, files, more in kinds]
    assert list(map(lines, previews)) == list(map(lines, accepted))
    assert all(intake.added == intake.read > 0 for intake in accepted)
    # What is known already is previewed as known, too.
    again = [take_in(site, files, dry_run=True, **more) for take_in, files, more in kinds]
    assert {intake.added for intake in again} == {0}


def test_one_bad_file_of_a_pile_changes_nothing(site: Path, tmp_path: Path) -> None:
    (tmp_path / "b.gpx").write_text("<gpx>", encoding="utf-8")
    with pytest.raises(InputError):
        take_in_tracks(site, [gpx(tmp_path / "a.gpx"), tmp_path / "b.gpx"])
    assert not (site / "tacha.db").exists()


def test_a_datum_told_once_is_taken_for_the_programs_next_files(site: Path, tmp_path: Path) -> None:
    first = gpx(tmp_path / "a.gpx", creator="奥维互动地图 9.1", datum="GCJ02")
    take_in_tracks(site, [first], datum="GCJ02", dry_run=True)
    take_in_tracks(site, [first], datum="GCJ02")
    second = gpx(tmp_path / "b.gpx", creator="奥维互动地图 9.2", datum="GCJ02", day=2)
    intake = take_in_tracks(site, [second])
    assert "source-datum-remembered" in {note.key for note in intake.notes}
    with Store.open(site) as store:
        kept = read_tracks(store)
    one, two = kept.to_crs("EPSG:32648").geometry
    assert one.hausdorff_distance(two) < 0.1
    assert kept["datum"].tolist() == ["GCJ02", "GCJ02"]


def test_visits_become_drafts_with_their_findings_or_are_submitted(site: Path, tmp_path: Path) -> None:
    file = visits(tmp_path / "v.csv")
    assert take_in_visits(site, [file, file], datum="WGS84").added == 2
    with Store.open(site) as store:
        kept, findings = read_visits(store).visits, read_findings(store)
    assert kept["state"].tolist() == ["draft", "draft"]
    assert sorted(kept["nothing_found"]) == [False, True]
    assert findings["visit_id"].tolist() == kept.loc[~kept["nothing_found"], "visit_id"].tolist()
    more = sheet(tmp_path / "w.csv", "踏查日期,组别,村,人次", "2026-05-13,一组,李家湾村,4")
    take_in_visits(site, [more], submitted=True)
    with Store.open(site) as store:
        assert "submitted" in set(read_visits(store, opens=date(2026, 5, 13)).visits["state"])


def test_rows_that_sheets_only_count_do_not_meet(site: Path, tmp_path: Path) -> None:
    head = "序号,日期,村,类型"
    for k, day in enumerate(("2026-05-01", "2026-05-08")):
        file = sheet(tmp_path / f"{k}.csv", head, f"1,{day},李家湾村,举报")
        assert take_in_leads(site, [file]).added == 1
        found = sheet(
            tmp_path / f"f{k}.csv", "序号,日期,经度,纬度", f"1,{day},{WEST + 0.005},{SOUTH + 0.005}"
        )
        assert take_in_findings(site, [found], datum="WGS84").added == 1
    take_in_history(site, [sheet(tmp_path / "h.csv", "序号,年份,村", "1,2023,王家坪村", "2,2024,王家坪村")])
    with Store.open(site) as store:
        assert len(read_leads(store)) == len(read_history(store)) == 2


def test_a_team_takes_in_its_own_visits_only(site: Path, tmp_path: Path) -> None:
    own = sheet(tmp_path / "v.csv", "踏查日期,组别,村,人次", "2026-05-13,一组,李家湾村,4")
    other = sheet(tmp_path / "w.csv", "踏查日期,组别,村,人次", "2026-05-13,二组,李家湾村,4")
    assert take_in_visits(site, [own], actor=SURVEYOR).added == 1
    with pytest.raises(RecordError):
        take_in_visits(site, [own, other], actor=SURVEYOR)
    with Store.open(site) as store, store.reading() as connection:
        asked = [row.action for row in connection.execute(select(models.AUDIT))]
    assert asked.count("refused") == 1
    with pytest.raises(RecordError):
        take_in_history(site, [sheet(tmp_path / "h.csv", "年份,村", "2023,王家坪村")], actor=SURVEYOR)
    assert take_in_tracks(site, [gpx(tmp_path / "a.gpx")], actor=SURVEYOR).added == 1
    with Store.open(site) as store:
        assert read_tracks(store)["team_id"].tolist() == ["一组"]
        assert len(read_visits(store).visits) == 1


def photo(path: Path, *, east: float | None = None) -> Path:
    image, exif = Image.new("RGB", (40, 30), "green"), Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:05:01 10:30:00"
    if east is not None:
        place = {1: "N", 2: (SOUTH, 0.0, 18.0), 3: "E", 4: (WEST, 0.0, 3600 * east)}
        exif.get_ifd(0x8825).update(place)
    image.save(path, exif=exif)
    return path


def test_photos_go_to_the_finding_they_were_taken_at_or_by_hand(site: Path, tmp_path: Path) -> None:
    found = sheet(tmp_path / "f.csv", "编号,日期,经度,纬度", f"F1,2026-05-01,{WEST + 0.005},{SOUTH + 0.005}")
    take_in_findings(site, [found], datum="WGS84")
    files = [photo(tmp_path / "a.jpg", east=0.0051), photo(tmp_path / "b.jpg")]
    assert take_in_photos(site, files, dry_run=True).added == 2
    assert not (site / "photos").exists() or not list((site / "photos").iterdir())
    assert take_in_photos(site, files).added == 2
    with Store.open(site) as store:
        kept = read_photos(store)
        assert sorted(kept["finding_id"]) == ["", "F1"]
        loose = kept.loc[kept["finding_id"] == "", "photo_id"].iloc[0]
        attach_photo(store, loose, "F1", actor=ALONE, moment="before")
        assert read_photos(store)["finding_id"].tolist() == ["F1", "F1"]
    for name in kept["file"]:
        assert b"Exif" not in (site / "photos" / name).read_bytes()
    with pytest.raises(RecordError):
        take_in_photos(site, [photo(tmp_path / "c.jpg", east=0.002)], finding_id="F9")


def test_a_visit_stands_on_its_teams_tracks_of_the_day(site: Path, tmp_path: Path) -> None:
    take_in_tracks(site, [gpx(tmp_path / "a.gpx", day=1)], team_id="一组")
    take_in_tracks(site, [gpx(tmp_path / "b.gpx", day=2)], team_id="一组")
    head = "踏查日期,组别,村,人次"
    rows = ("2026-05-01,一组,李家湾村,4", "2026-05-01,一组,王家坪村,4", "2026-05-01,二组,李家湾村,4")
    intake = take_in_visits(site, [sheet(tmp_path / "v.csv", head, *rows)], submitted=True)
    told = {note.key: note.args for note in intake.notes}
    assert (told["intake-visit-tracks"]["visits"], told["intake-visit-no-ground"]["rows"]) == (1, 2)
    with Store.open(site) as store:
        kept, tracks = read_visits(store), read_tracks(store)
    # The track ran in one village only, and that of the next day belongs to no visit yet.
    one = kept.visits[(kept.visits["team_id"] == "一组") & (kept.visits["persons"] == 4)]
    holder = one.loc[one["village_id"] == kept.visits["village_id"].min(), "visit_id"]
    assert kept.tracks["visit_id"].isin(one["visit_id"]).tolist() == [True]
    assert (
        kept.tracks["track_id"].tolist() == tracks.loc[tracks["walked_on"].dt.day == 1, "track_id"].tolist()
    )
    assert len(holder) == 1


def test_a_corrected_sheet_is_told_of_and_amends_only_when_asked(site: Path, tmp_path: Path) -> None:
    head, row = "踏查日期,组别,村,人次,小时", "2026-05-01,一组,李家湾村,4,6"
    take_in_visits(site, [sheet(tmp_path / "v.csv", head, row)], submitted=True)
    corrected = sheet(tmp_path / "w.csv", head, row.replace("4,6", "5,6"))
    told = take_in_visits(site, [corrected], submitted=True)
    assert (told.added, "intake-visit-differs" in {note.key for note in told.notes}) == (0, True)
    with pytest.raises(RecordError, match="step-visit-submitted"):
        take_in_visits(site, [corrected], amended=True)
    with Store.open(site) as store:
        name = read_visits(store).visits["visit_id"].iloc[0]
        confirm(store, name, actor=ALONE)
    assert take_in_visits(site, [corrected], amended=True).added == 1
    with Store.open(site) as store:
        kept = read_visits(store).visits.iloc[0]
    assert (kept["state"], kept["persons"], kept["visit_id"]) == ("submitted", 5, name)
    assert take_in_visits(site, [corrected], amended=True).added == 0


def test_tracks_that_come_after_the_paper_are_added_by_an_amendment(site: Path, tmp_path: Path) -> None:
    paper = sheet(tmp_path / "v.csv", "踏查日期,组别,村,人次", "2026-05-01,一组,李家湾村,4")
    take_in_visits(site, [paper])
    take_in_tracks(site, [gpx(tmp_path / "a.gpx", day=1)], team_id="一组")
    assert take_in_visits(site, [paper]).added == 0
    assert take_in_visits(site, [paper], amended=True).added == 1
    with Store.open(site) as store:
        kept = read_visits(store)
    assert (len(kept.tracks), kept.visits["state"].tolist()) == (1, ["draft"])
