"""What phone forms send back is read as a sheet, with our headers and without device and account."""

import csv
import json
import zipfile

import pytest

from geo.settings import DEFAULTS
from geo.sources.kinds import read_kind
from geo.sources.odk import as_sheet, photos_named

HEADER = (
    "SubmissionDate", "date", "team", "village", "stops", "persons", "hours", "result", "find-at-Latitude",
    "find-at-Longitude", "find-at-Altitude", "find-at-Accuracy", "find-photo_near", "note",
    "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "DeviceID", "Status", "FormVersion",
)  # fmt: skip
ROW = (
    "2026-05-12T08:00:00Z", "2026-05-12", "a~20;b", "v1", "p-1 p-2", "5", "6", "found", "33.5", "104.6",
    "1500", "6", "123.jpg", "沟边", "uuid:k1", "uuid:k1", "7", "某人", "phone1", "", "1",
)  # fmt: skip


def submissions(folder, *, zipped=False, rows=(ROW,)):
    file = folder / "tacha_visit.csv"
    with file.open("w", encoding="utf-8", newline="") as sink:
        csv.writer(sink).writerows([HEADER, *rows])
    if not zipped:
        return file
    pack = folder / "tacha_visit.csv.zip"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.write(file, "tacha_visit.csv")
        archive.writestr("tacha_visit-repeat.csv", "a,b\n1,2\n")
        archive.writestr("media/123.jpg", b"picture")
    return pack


@pytest.mark.parametrize("zipped", [False, True])
def test_submissions_become_a_sheet_with_our_headers(tmp_path, zipped):
    with as_sheet(submissions(tmp_path, zipped=zipped), None, DEFAULTS) as sheet:
        with sheet.path.open(encoding="utf-8", newline="") as lines:
            (row,) = csv.DictReader(lines)
        assert sheet.datum == "WGS84"
        assert [note.key for note in sheet.notes] == ["form-submission"]
    assert (row["team"], row["stops"], row["lat"], row["lon"]) == ("a b", "p-1 p-2", "33.5", "104.6")
    assert row["visit_id"] == row["id"] == "k1"
    assert not {"SubmitterName", "DeviceID", "SubmitterID", "KEY"} & set(row)


def test_a_sheet_of_an_office_stays_as_it_is(tmp_path):
    file = tmp_path / "一周.csv"
    file.write_text("踏查日期,组别\n2026-05-12,一组\n", encoding="utf-8")
    with as_sheet(file, "GCJ02", DEFAULTS) as sheet:
        assert (sheet.path, sheet.datum, sheet.notes) == (file, "GCJ02", ())


def test_a_photo_is_named_by_its_last_part_so_that_no_form_leads_elsewhere(tmp_path):
    rows = [tuple("../../etc/x.jpg" if cell == "123.jpg" else cell for cell in ROW)]
    assert photos_named(submissions(tmp_path, rows=rows), settings=DEFAULTS) == [
        ("k1", "photo_near", "x.jpg")
    ]


@pytest.mark.parametrize("zipped", [False, True])
def test_submissions_dropped_on_a_pile_are_known_as_visits(tmp_path, zipped):
    assert read_kind(submissions(tmp_path, zipped=zipped)) == "visits"


def test_geojson_of_a_server_is_read_with_its_points(tmp_path):
    properties = {
        "find/date": "2026-05-12", "find/species": "poppy", "find/village": "a~20;b", "_uuid": "k2",
        "_submission_time": "2026-05-12T09:00:00", "_submitted_by": "某人",
    }  # fmt: skip
    shape = {"type": "Point", "coordinates": [104.6, 33.5, 1500]}
    feature = {"type": "Feature", "properties": properties, "geometry": shape}
    file = tmp_path / "finds.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    with as_sheet(file, None, DEFAULTS) as sheet, sheet.path.open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert row == {"visit_id": "k2", "id": "k2", "date": "2026-05-12", "species": "poppy", "village": "a b",
                   "lon": "104.6", "lat": "33.5"}  # fmt: skip


def test_a_sheet_of_kobo_is_read_with_its_own_names_of_columns(tmp_path):
    file = tmp_path / "kobo.csv"
    head = "date;persons;result;_at_latitude;_at_longitude;_uuid;_submission_time;_submitted_by"
    file.write_text(
        f"{head}\n2026-05-12;5;nothing;33.5;104.6;k3;2026-05-12T09:00:00;某人\n", encoding="utf-8"
    )
    with as_sheet(file, None, DEFAULTS) as sheet, sheet.path.open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert row == {"visit_id": "k3", "id": "k3", "date": "2026-05-12", "persons": "5", "result": "nothing",
                   "lat": "33.5", "lon": "104.6"}  # fmt: skip


def test_a_geojson_of_our_own_is_no_submission(tmp_path):
    file = tmp_path / "own.geojson"
    shape = {"type": "Point", "coordinates": [104.6, 33.5]}
    feature = {"type": "Feature", "properties": {"_id": 1, "date": "2026-05-12"}, "geometry": shape}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    with as_sheet(file, None, DEFAULTS) as sheet:
        assert sheet.path == file


@pytest.mark.parametrize(
    "features", ["{}", "7", "[7]", '[{"properties":7}]', '[{"properties":{},"geometry":[1]}]']
)
def test_what_is_no_geojson_is_left_to_its_reader(tmp_path, features):
    file = tmp_path / "odd.geojson"
    file.write_text(f'{{"_id":1,"features":{features}}}', encoding="utf-8")
    with as_sheet(file, None, DEFAULTS) as sheet:
        assert sheet.path == file
