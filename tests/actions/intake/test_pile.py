"""A pile of mixed files: its preview says what accepting says, and one bad file costs only itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from geo.actions.intake.pile import Handed, take_in_pile
from geo.errors import RecordError
from geo.records.findings import read_findings
from geo.records.photos import read_photos
from geo.records.roles import Actor, Role
from geo.records.store import Store
from geo.records.tracks import read_tracks
from geo.records.visits import read_visits
from tests.actions.intake.test_take_in import SOUTH, WEST, gpx, made, sheet, site, visits

__all__ = ["made", "site"]  # fixtures
SURVEYOR = Actor("li", Role.SURVEYOR, team_id="一组")
PLACE = f"{WEST + 0.005},{SOUTH + 0.005}"


def pile(folder: Path) -> list[Handed]:
    """Every kind once, a damaged file, and a sheet whose datum nobody has told."""
    Image.new("RGB", (20, 20), "green").save(folder / "p.jpg")
    (folder / "bad.gpx").write_text("<gpx", encoding="utf-8")
    found = sheet(folder / "f.csv", "日期,经度,纬度,株数", f"2026-05-12,{PLACE},3")
    untold = sheet(folder / "u.csv", "日期,经度,纬度,株数", f"2026-05-13,{PLACE},3")
    return [
        Handed(folder / "p.jpg"),
        Handed(visits(folder / "v.csv"), datum="WGS84"),
        Handed(folder / "bad.gpx"),
        Handed(found, datum="WGS84"),
        Handed(untold),
        Handed(gpx(folder / "a.gpx", day=12), team_id="一组"),
    ]


def told(brought) -> list[tuple]:
    return [(one.file, one.kind, one.added, len(one.notes), one.fault and one.fault.key) for one in brought]


def test_a_preview_of_a_pile_says_what_accepting_says_and_keeps_nothing(site: Path, tmp_path: Path) -> None:
    handed = pile(tmp_path)
    preview = take_in_pile(site, handed, dry_run=True)
    assert not (site / "tacha.db").exists()
    assert told(take_in_pile(site, handed)) == told(preview)


def test_a_bad_file_is_left_out_with_its_fault_and_the_others_are_kept(site: Path, tmp_path: Path) -> None:
    brought = take_in_pile(site, pile(tmp_path))
    assert [one.kind for one in brought] == ["photos", "visits", "tracks", "findings", "findings", "tracks"]
    faults = [one.fault and one.fault.key for one in brought]
    assert faults == [None, None, "source-format", None, "source-no-datum", None]
    with Store.open(site) as store:
        assert len(read_tracks(store)) == 1
        assert len(read_findings(store)) == 2  # one of the sheet of visits
        assert len(read_photos(store)) == 1
        # Tracks come first, whatever their place in the pile: the visit of that team and day stands on it.
        assert len(read_visits(store).tracks) == 1


def test_the_same_pile_again_brings_nothing_new(site: Path, tmp_path: Path) -> None:
    handed = pile(tmp_path)
    take_in_pile(site, handed)
    assert [one.added for one in take_in_pile(site, handed)] == [0] * 6


def test_what_the_records_refuse_is_left_out_alone(site: Path, tmp_path: Path) -> None:
    mine = Handed(gpx(tmp_path / "mine.gpx", day=1))
    other = Handed(gpx(tmp_path / "other.gpx", day=2), team_id="二组")
    kept, refused = take_in_pile(site, [mine, other], actor=SURVEYOR)
    assert (kept.added, kept.rows["team_id"].tolist()) == (1, ["一组"])
    assert refused.fault.key == "roles-refused-team"
    with pytest.raises(RecordError, match="roles-refused"):
        take_in_pile(site, [mine], actor=Actor("zhao", Role.VIEWER))


def test_a_day_can_be_told_for_a_track_without_times(site: Path, tmp_path: Path) -> None:
    line = "".join(f'<trkpt lat="{SOUTH + 0.005}" lon="{WEST + 0.0004 * k}"/>' for k in range(1, 9))
    file = tmp_path / "walk.gpx"
    file.write_text(
        '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
        f"{line}</trkseg></trk></gpx>",
        encoding="utf-8",
    )
    (asked,) = take_in_pile(site, [Handed(file)], dry_run=True)
    assert asked.fault.key == "source-track-no-times"
    (kept,) = take_in_pile(site, [Handed(file, walked_on=date(2026, 5, 3))])
    assert kept.rows["walked_on"].dt.date.tolist() == [date(2026, 5, 3)]
