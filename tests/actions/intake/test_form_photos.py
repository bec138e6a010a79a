"""Phone forms come back through the ordinary intake: a dry run says what accepting does, photos find home."""

import csv
import shutil
import zipfile
from io import BytesIO

import openpyxl
import pytest
from PIL import Image

from geo.actions.intake.keep_photos import PHOTO_FOLDER
from geo.actions.intake.take_in import take_in_findings
from geo.actions.intake.take_in_visits import take_in_visits
from geo.actions.packs.forms import phone_forms
from geo.records.findings import read_findings
from geo.records.photos import read_photos
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.records.visits import read_visits
from tests.actions.seasons import SOUTH, STEP, WEST


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


def picture(grey):
    out = BytesIO()
    Image.new("L", (40, 30), grey).save(out, "JPEG")
    return out.getvalue()


def sent(folder, name, rows, photos):
    """The zip that a server gives for these submissions."""
    text = folder / f"{name}.csv"
    header = ["SubmissionDate", *rows[0], "meta-instanceID", "KEY", "SubmitterName"]
    with text.open("w", encoding="utf-8", newline="") as sink:
        lines = csv.writer(sink)
        lines.writerow(header)
        for number, row in enumerate(rows):
            key = f"uuid:{name}{number}"
            lines.writerow(["2026-05-12T09:00:00Z", *row.values(), key, key, "某某"])
    pack = folder / f"{name}.csv.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.write(text, text.name)
        for photo, content in photos.items():
            archive.writestr(f"media/{photo}", content)
    return pack


def test_a_visit_and_its_find_come_back_with_stops_and_photo(site, tmp_path):
    with Store.open(site) as store:
        plan = read_plan(store)
    stop, route = plan.stops.iloc[0], plan.routes.iloc[0]
    row = {
        "date": f"{route['date']:%Y-%m-%d}", "team": route["team_id"], "village": "甲村",
        "stops": stop["stop_id"], "persons": "5", "hours": "6", "result": "found",
        "at-Latitude": str(SOUTH + STEP / 2), "at-Longitude": str(WEST + STEP / 2), "species": "poppy",
        "plants": "12", "photo_near": "1.jpg", "photo_far": "2.jpg", "note": "沟边",
    }  # fmt: skip
    pack = sent(tmp_path, "tacha_visit", [row], {"1.jpg": picture(10), "2.jpg": picture(200)})
    tried = take_in_visits(site, [pack], dry_run=True)
    with Store.open(site) as store:
        assert len(read_visits(store).visits) == 0
    taken = take_in_visits(site, [pack])
    assert (tried.read, tried.added) == (taken.read, taken.added) == (1, 1)
    assert [note.args["photos"] for note in (*tried.notes, *taken.notes) if "photos" in note.args] == [2, 2]
    with Store.open(site) as store:
        visits, findings, photos = read_visits(store), read_findings(store), read_photos(store)
    assert visits.visits["visit_id"].tolist() == ["tacha_visit0"]
    assert visits.visits[["persons", "hours"]].to_numpy().tolist() == [[5, 6]]
    assert visits.cells["cell_id"].tolist() == [stop["cell_id"]]
    assert findings["plants"].tolist() == [12.0]
    assert dict(zip(photos["moment"], photos["finding_id"], strict=True)) == {
        "before": findings["finding_id"][0], "place": findings["finding_id"][0],
    }  # fmt: skip
    assert len(list((site / PHOTO_FOLDER).iterdir())) == 2
    assert "某某" not in str(visits.visits.to_dict("list"))
    assert take_in_visits(site, [pack]).added == 0


def test_findings_keep_the_key_of_their_submission_so_that_they_are_taken_once(site, tmp_path):
    row = {
        "date": "2026-05-12", "at-Latitude": str(SOUTH + STEP / 2), "at-Longitude": str(WEST + STEP / 2),
        "species": "to_identify", "stage": "bud", "plants": "", "photo_near": "",
    }  # fmt: skip
    pack = sent(tmp_path, "tacha_finding", [row, row], {})
    assert take_in_findings(site, [pack]).added == 2
    assert take_in_findings(site, [pack]).added == 0
    with Store.open(site) as store:
        assert sorted(read_findings(store)["finding_id"]) == ["tacha_finding0", "tacha_finding1"]


def test_forms_of_a_site_hold_its_teams_villages_and_stops_and_are_the_same_twice(site):
    forms = phone_forms(site)
    assert forms == phone_forms(site)
    with zipfile.ZipFile(BytesIO(forms)) as archive:
        assert archive.namelist() == ["tacha_visit.xlsx", "tacha_finding.xlsx"]
        book = openpyxl.load_workbook(BytesIO(archive.read("tacha_visit.xlsx")))
    names = [cell.value for row in book["choices"].iter_rows() for cell in row]
    with Store.open(site) as store:
        stops = read_plan(store).stops
    assert {"甲村", "乙村", *stops["stop_id"]} <= set(names)
