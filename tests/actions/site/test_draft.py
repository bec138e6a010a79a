"""What is said of a new site is kept between the steps, and becomes the site's own description."""

import json
import zipfile
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import geopandas as gpd
import pytest
import shapely

from geo.actions.site import found, previewing
from geo.actions.site.boundary import one_file
from geo.actions.site.draft import (
    Place,
    discard,
    draft_of,
    drafts_under,
    drop_file,
    file_of,
    folder_of,
    new_draft,
    put_file,
    read_draft,
    write_draft,
)
from geo.actions.site.roof import is_roof, is_site, place_of, sites_under
from geo.errors import Cancelled, InputError
from geo.sources.sheets import read_effort, read_history

TOWN = shapely.box(104.50, 33.40, 104.56, 33.44)


def office(name, lon, lat=33.42):
    return {"name": name, "lon": lon, "lat": lat}


def traced(tmp_path, offices, outline=tuple(TOWN.exterior.coords)[:-1]):
    file = tmp_path / "outline.json"
    file.write_text(json.dumps({"outline": outline, "offices": offices}), encoding="utf-8")
    return previewing.villages_of_outline(file)


def a_site(folder):
    folder.mkdir()
    (folder / "site.toml").write_text("", encoding="utf-8")


def test_a_folder_of_sites_and_an_empty_one_are_roofs_but_no_site_and_no_other_folder(tmp_path):
    assert is_roof(tmp_path)
    a_site(tmp_path / "甲乡")
    (tmp_path / ".hidden").mkdir()
    a_site(tmp_path / ".hidden" / "x")
    assert is_roof(tmp_path)
    assert [*sites_under(tmp_path)] == ["甲乡"]
    assert not is_roof(tmp_path / "甲乡")
    assert is_site(tmp_path / "甲乡")
    other = tmp_path / "pictures"
    other.mkdir()
    (other / "x.jpg").write_bytes(b"x")
    assert not is_roof(other)
    assert not is_roof(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["..", "../../etc", "a/b", "/root", "CON", " . ", "x\0y", "*?"])
def test_no_name_leads_out_of_the_roof(tmp_path, name):
    place = tmp_path / "x"
    with suppress(InputError):
        place = place_of(tmp_path, name)
    assert place.parent == tmp_path
    assert not place.name.startswith(".")


def test_a_name_that_is_taken_is_refused(tmp_path):
    a_site(tmp_path / "甲乡")
    with pytest.raises(InputError, match="start-taken"):
        place_of(tmp_path, " 甲乡 ")


def test_a_draft_comes_back_as_it_was_kept_and_goes_without_a_trace(tmp_path):
    draft = new_draft(tmp_path, year=2027)
    draft = write_draft(
        tmp_path,
        replace(draft, name="甲乡", outline=((104.5, 33.4),), bases=(Place("乡政府", 104.5, 33.4),),
                past={"v1": {"2026": 0}}),
    )  # fmt: skip
    assert read_draft(tmp_path, draft.draft_id) == draft
    assert draft_of(folder_of(tmp_path, draft.draft_id)) == draft.draft_id
    assert [*drafts_under(tmp_path)] == [draft]
    assert is_roof(tmp_path)
    discard(tmp_path, draft.draft_id)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("draft_id", ["", "../x", "0123456789ab", "z" * 12])
def test_an_id_that_names_no_draft_is_one_sentence(tmp_path, draft_id):
    with pytest.raises(InputError, match="start-no-draft"):
        read_draft(tmp_path, draft_id)


@pytest.mark.parametrize("name", ["../../x.geojson", "/etc/passwd", "a\\b.zip", ".hidden"])
def test_an_uploaded_name_stays_inside_the_draft(tmp_path, name):
    draft = put_file(tmp_path, new_draft(tmp_path), "villages", name, b"x")
    inputs = folder_of(tmp_path, draft.draft_id) / "inputs"
    assert file_of(tmp_path, draft, "villages").parent == inputs
    assert file_of(tmp_path, draft, "villages").read_bytes() == b"x"


def test_a_second_file_of_a_role_takes_the_place_of_the_first(tmp_path):
    draft = put_file(tmp_path, new_draft(tmp_path), "villages", "a.zip", b"1")
    draft = put_file(tmp_path, draft, "dem", "A.zip", b"2")
    draft = put_file(tmp_path, draft, "villages", "b.zip", b"3")
    inputs = folder_of(tmp_path, draft.draft_id) / "inputs"
    assert sorted(file.name for file in inputs.iterdir()) == ["b.zip", "dem-A.zip"]
    assert drop_file(tmp_path, draft, "dem").files == {"villages": "b.zip"}


def test_parts_of_a_shapefile_become_one_zip_and_a_file_alone_stays_itself():
    assert one_file([("a.gpkg", b"x")]) == ("a.gpkg", b"x")
    name, content = one_file([("村界.dbf", b"1"), ("村界.shp", b"2"), ("村界.shx", b"3")])
    assert name == "村界.zip"
    assert sorted(zipfile.ZipFile(BytesIO(content)).namelist()) == ["村界.dbf", "村界.shp", "村界.shx"]


def test_an_outline_is_divided_among_its_offices_and_says_that_the_borders_are_assumed(tmp_path):
    villages, notes, _ = traced(tmp_path, [office("甲村", 104.51), office("乙村", 104.55)])
    assert [*villages["name"]] == ["甲村", "乙村"]
    assert [note.key for note in notes] == ["assumed-villages-walked"]
    whole = gpd.GeoSeries([TOWN], crs="EPSG:4326").to_crs(villages.estimate_utm_crs()).area.iloc[0]
    assert villages["area_km2"].sum() == pytest.approx(whole / 1e6, rel=2e-3)
    assert villages["area_km2"].iloc[0] == pytest.approx(villages["area_km2"].iloc[1], rel=0.05)


@pytest.mark.parametrize(
    ("offices", "outline", "key"),
    [
        ([office("甲村", 104.9)], None, "start-office-outside"),
        ([office("甲村", 104.51), office("乙村", 104.51)], None, "start-office-twice"),
        ([office("甲村", 104.51)], [(0, 0), (1, 1), (1, 0), (0, 1)], "start-outline-crosses"),
    ],
)
def test_what_cannot_be_divided_is_one_sentence(tmp_path, offices, outline, key):
    with pytest.raises(InputError, match=key):
        traced(tmp_path, offices, *([outline] if outline else []))


def test_a_boundary_file_shows_its_villages_and_the_columns_that_may_name_them(tmp_path):
    file = tmp_path / "villages.geojson"
    frame = gpd.GeoDataFrame(
        {"kod": ["a", "b"], "name": ["甲村", "乙村"], "n": [1, 2]},
        geometry=[shapely.box(104.5, 33.4, 104.52, 33.42), shapely.box(104.52, 33.4, 104.54, 33.42)],
        crs="EPSG:4326",
    )
    frame.to_file(file)
    villages, notes, columns = previewing.villages_of_file(file)
    assert sorted(villages["name"]) == ["乙村", "甲村"]
    assert columns == ["kod", "name"]
    assert "source-name-field-guessed" in [note.key for note in notes]
    assert sorted(previewing.villages_of_file(file, name_field="kod")[0]["name"]) == ["a", "b"]


def test_known_years_become_finds_and_effort_and_blank_ones_neither(tmp_path):
    draft = replace(new_draft(tmp_path), past={"甲村": {"2025": 2, "2026": 0}})
    draft = found.with_past(tmp_path, draft)
    villages = gpd.GeoDataFrame(
        {"village_id": ["甲村", "乙村"], "name": ["甲村", "乙村"], "township": ["", ""]},
        geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)],
        crs="EPSG:32648",
    )
    history, _ = read_history(file_of(tmp_path, draft, "history"), villages=villages, crs="EPSG:32648")
    assert [*zip(history["village_id"], history["season"], strict=True)] == [("甲村", 2025)] * 2
    effort, _ = read_effort(file_of(tmp_path, draft, "effort"), villages=villages)
    assert [*zip(effort["village_id"], effort["season"], strict=True)] == [("甲村", 2025), ("甲村", 2026)]
    assert found.with_past(tmp_path, replace(draft, past={}, files={})).files == {}


def test_a_site_has_the_bases_and_teams_that_were_said(tmp_path):
    draft = new_draft(tmp_path, name="甲乡", year=2027)
    draft = put_file(tmp_path, draft, "villages", "v.geojson", b"{}")
    draft = replace(
        draft, bases=(Place("乡政府", 104.5, 33.4), Place("林站", 104.6, 33.5)),
        teams=("第1组", "第2组", "第3组"), members=6, hours=7.0, days={"w1": 5, "w2": 6, "w3": 0},
    )  # fmt: skip
    site = found.site_of(draft, {"villages": file_of(tmp_path, draft, "villages")})
    assert [team.base for team in site.team] == ["乡政府", "林站", "乡政府"]
    assert {team.hours_per_day for team in site.team} == {7.0}
    assert site.team[0].days == {"w1": 5, "w2": 6, "w3": 0}
    assert site.site.name == "甲乡"


def test_whatever_fails_leaves_no_site(tmp_path, monkeypatch):
    draft = new_draft(tmp_path, name="甲乡", year=2027, teams=("第1组",))
    draft = put_file(tmp_path, draft, "villages", "v.geojson", b"{}")
    monkeypatch.setattr(found, "assemble", lambda place, *rest, **more: a_site(place))

    def stopped(place):
        raise Cancelled

    monkeypatch.setattr(found, "fit_days", stopped)
    with pytest.raises(Cancelled):
        found.found(tmp_path, draft.draft_id)
    assert not (tmp_path / "甲乡").exists()


def test_a_site_that_stands_there_meanwhile_is_left_alone(tmp_path, monkeypatch):
    draft = new_draft(tmp_path, name="甲乡", sample=True)

    def came_first(place, **more):
        a_site(place)
        raise InputError("error-folder-exists", place=str(place))

    monkeypatch.setattr(found, "demonstrate", came_first)
    with pytest.raises(InputError):
        found.found(tmp_path, draft.draft_id)
    assert is_site(tmp_path / "甲乡")
