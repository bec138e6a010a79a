"""The empty start: two buttons, five steps that keep what was said, and the way into the new site."""

from dataclasses import replace

import geopandas as gpd
import pytest
import shapely
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.actions.site.boundary import Boundary
from geo.actions.site.draft import Place, drafts_under, new_draft, put_file, read_draft, write_draft
from geo.actions.site.serve import ROOF_VARIABLE, SITE_VARIABLE
from geo.errors import InputError
from geo.model.notes import Note
from geo.records.jobs import Job
from screens import start, start_known, start_making, start_past
from tests.screens.test_screens import APP, HOSTILE, words

JOB = Job("j1", "found", "local", "running", 1, 4, "progress-cells", None, None, "", False, None)


@pytest.fixture
def roof(tmp_path, monkeypatch):
    """An empty roof; whatever boundary file is put into a draft has two villages."""
    st.cache_resource.clear()
    monkeypatch.setenv(ROOF_VARIABLE, str(tmp_path))
    monkeypatch.delenv(SITE_VARIABLE, raising=False)
    monkeypatch.setattr(start_known, "given_boundary", lambda roof, draft: two_villages())
    return tmp_path


def two_villages(names=("甲村", "乙村"), town="甲乡"):
    shapes = [shapely.box(104.5, 33.4, 104.52, 33.42), shapely.box(104.52, 33.4, 104.54, 33.42)]
    columns = {
        "village_id": ["v1", "v2"],
        "name": list(names),
        "township": [town] * 2,
        "area_km2": [4.0, 4.5],
    }
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")
    note = Note("source-name-field-guessed", {"file": "v.geojson", "field": "name"})
    return Boundary(frame, (note,), ("name", "kod"))


def begun(roof, **said):
    draft = new_draft(roof, year=2027)
    draft = put_file(roof, draft, "villages", "v.geojson", b"{}")
    return write_draft(roof, replace(draft, **said))


def opened(draft=None, step="boundary", language="zh"):
    test = AppTest.from_file(APP, default_timeout=30)
    test.query_params["lang"] = language
    if draft is not None:
        test.query_params["draft"], test.query_params["step"] = draft.draft_id, step
    test.run()
    assert not test.exception, test.exception
    return test


def keys(test):
    return {button.key for button in test.button}


def test_an_empty_folder_opens_with_the_sample_and_ones_own_site(roof):
    test = opened()
    assert {"make_own", "make_sample"} <= keys(test)
    test.button(key="make_own").click().run()
    assert not test.exception
    assert "村界" in words(test)
    (draft,) = drafts_under(roof)
    assert test.query_params["draft"] == draft.draft_id


def test_every_step_opens_in_english_too(roof):
    draft = begun(roof, name="甲乡", teams=("Team 1",), days={"w1": 5})
    for step in ("boundary", "teams", "plan"):
        assert "Make my own site" in words(opened(draft, step, "en"))


def test_a_boundary_file_shows_its_villages_and_offers_its_township_as_name(roof):
    draft = begun(roof)
    test = opened(draft)
    assert "读到 2 个村，共 8 平方公里" in words(test)
    assert test.text_input(key="site_name").value == "甲乡"
    assert read_draft(roof, draft.draft_id).name == "甲乡"
    assert not test.button(key="step_on").disabled
    test.selectbox(key="field_of_names").set_value("kod").run()
    assert read_draft(roof, draft.draft_id).name_field == "kod"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (InputError("source-no-polygons", file="v.kml", found="line"), "没有面"),
        (InputError("source-no-name-field", file="v.kml", columns="-"), "没有找到村名字段"),
    ],
)
def test_a_file_that_is_no_boundary_is_one_sentence_and_no_way_on(roof, monkeypatch, fault, told):
    def refused(roof, draft):
        raise fault

    monkeypatch.setattr(start_known, "given_boundary", refused)
    test = opened(begun(roof))
    assert [told in item.value.replace("\\", "") for item in test.error] == [True]
    assert test.button(key="step_on").disabled


def test_where_the_names_stand_is_asked_if_nobody_can_tell(roof, monkeypatch):
    def unclear(roof, draft):
        if not draft.name_field:
            raise InputError("source-no-name-field", file="v.kml", columns="kod, 叫什么")
        return two_villages()

    monkeypatch.setattr(start_known, "given_boundary", unclear)
    draft = begun(roof)
    test = opened(draft)
    test.selectbox(key="field").set_value("叫什么").run()
    assert read_draft(roof, draft.draft_id).name_field == "叫什么"
    assert "读到 2 个村" in words(test)


def test_an_elevation_file_stays_over_the_steps_until_it_is_taken_out(roof):
    draft = put_file(roof, begun(roof, name="甲乡"), "dem", "dem.tif", b"x")
    test = opened(draft)
    test.button(key="step_on").click().run()
    test.button(key="step_back").click().run()
    assert "dem" in read_draft(roof, draft.draft_id).files
    test.button(key="away dem").click().run()
    assert "dem" not in read_draft(roof, draft.draft_id).files


def test_a_click_on_the_map_becomes_a_base_that_can_be_named_and_taken_away(roof, monkeypatch):
    draft = begun(roof, name="甲乡")
    clicks = [{"lat": 33.41, "lng": 104.51}]
    monkeypatch.setattr(start_known, "st_folium", lambda figure, key, **more: clicked(key, clicks))
    test = opened(draft, "bases")
    assert read_draft(roof, draft.draft_id).bases == (Place("出发点1", 104.51, 33.41),)
    test.text_input(key="base 104.51 33.41").set_value("乡政府").run()
    assert read_draft(roof, draft.draft_id).bases[0].name == "乡政府"
    test.button(key="base away 0").click().run()
    assert read_draft(roof, draft.draft_id).bases == ()
    test.text_input(key="typed_place").set_value("104.52, 33.41")  # without a mouse
    next(one for one in test.button if one.label == "加上这一点").click()
    test.run()
    assert read_draft(roof, draft.draft_id).bases == (Place("出发点1", 104.52, 33.41),)


def clicked(key, clicks):
    if clicks:
        st.session_state[key] = {"last_clicked": clicks.pop()}


def test_an_outline_is_traced_point_by_point_undone_closed_and_divided(roof, monkeypatch):
    monkeypatch.setattr(start_known, "st_folium", lambda *given, **more: None)
    draft = new_draft(roof, year=2027, around=(104.5, 33.4, 10.0))
    test = opened(draft)
    for place in ("104.50, 33.40", "104.54，33.40", "104.54 33.42", "104.50, 33.42", "1, 1"):
        test.text_input(key="typed_place").set_value(place)
        next(one for one in test.button if one.label == "加上这一点").click()
        test.run()
    test.button(key="trace_undo").click().run()
    assert len(read_draft(roof, draft.draft_id).outline) == 4
    test.button(key="trace_close").click().run()
    test.text_input(key="typed_place").set_value("104.51, 33.41")
    next(one for one in test.button if one.label == "加上这一点").click()
    test.run()
    test.text_input(key="typed_place").set_value("104.90, 33.41")
    next(one for one in test.button if one.label == "加上这一点").click()
    test.run()
    assert "在画的边界之外" in test.error[0].value
    test.text_input(key="office 0").set_value("甲村").run()
    kept = read_draft(roof, draft.draft_id)
    assert (kept.closed, [office.name for office in kept.offices]) == (True, ["甲村"])
    assert not test.button(key="trace_divide").disabled


def test_what_is_no_place_is_told_and_adds_nothing(roof, monkeypatch):
    monkeypatch.setattr(start_known, "st_folium", lambda *given, **more: None)
    draft = new_draft(roof, year=2027, around=(104.5, 33.4, 10.0))
    test = opened(draft)
    test.text_input(key="typed_place").set_value("乡政府")
    next(one for one in test.button if one.label == "加上这一点").click()
    test.run()
    assert "不是经纬度" in test.error[0].value
    assert read_draft(roof, draft.draft_id).outline == ()


def test_teams_hours_and_days_are_kept_as_they_stand_in_the_fields(roof):
    draft = begun(roof, name="甲乡")
    test = opened(draft, "teams")
    test.number_input(key="team_number").set_value(3)
    test.number_input(key="days w2").set_value(6)
    test.number_input(key="days w3").set_value(0)
    test.selectbox(key="region").set_value("northeast").run()
    kept = read_draft(roof, draft.draft_id)
    assert kept.teams == ("第1组", "第2组", "第3组")
    assert (kept.days["w2"], kept.days["w3"], kept.preset) == (6, 0, "northeast")
    assert f"全季最多 {3 * sum(kept.days.values())} 组·天" in words(test)


def test_what_was_filled_in_of_past_years_outlives_the_way_to_another_step_and_back(roof, monkeypatch):
    typed = [2]

    def editor(table, **more):
        filled = table.copy()
        if typed:
            filled.loc["甲村", "2026"] = typed.pop()
        return filled

    monkeypatch.setattr(start_past.st, "data_editor", editor)
    draft = begun(roof, name="甲乡", teams=("第1组",), days={"w1": 5})
    test = opened(draft, "past")
    test.button(key="step_on").click().run()
    test.button(key="step_back").click().run()
    assert not test.exception
    assert "近五年每个村" in words(test)
    assert read_draft(roof, draft.draft_id).past == {"v1": {"2026": 2}}


def test_the_last_step_sums_up_and_begins_the_work(roof, monkeypatch):
    draft = begun(roof, name="甲乡", teams=("第1组",), days={"w1": 5}, past={"v1": {"2026": 2}})
    asked = []
    monkeypatch.setattr(start_making, "start_founding", lambda roof, draft: asked.append(draft.draft_id))
    test = opened(draft, "plan")
    assert "10 格中填了 1 格" in words(test)
    assert "没有高程或道路也能做计划" in words(test)
    test.button(key="make_site").click().run()
    assert asked == [draft.draft_id]


def test_work_shows_its_progress_and_can_be_cancelled(roof, monkeypatch):
    stopped = []
    monkeypatch.setattr(start_making, "watch", lambda folder, job_id: JOB)
    monkeypatch.setattr(start_making, "stop", lambda folder, job_id: stopped.append(job_id))
    test = opened(begun(roof, name="甲乡", job_id="j1", site="甲乡"))
    test.button(key="cancel_making").click().run()
    assert stopped == ["j1"]


def test_work_that_failed_says_why_and_leads_back_to_what_was_said(roof, monkeypatch):
    fault = '{"key": "records-job-dead", "args": {}}'
    monkeypatch.setattr(
        start_making, "watch", lambda folder, job_id: replace(JOB, state="failed", result=fault)
    )
    draft = begun(roof, name="甲乡", job_id="j1", site="甲乡")
    test = opened(draft, "plan")
    assert len(test.error) == 1
    test.button(key="making_back").click().run()
    assert read_draft(roof, draft.draft_id).job_id == ""


def test_work_that_is_done_opens_the_new_site_and_leaves_no_draft(roof, monkeypatch):
    entered = []
    monkeypatch.setattr(start, "_enter_new", entered.append)
    monkeypatch.setattr(start_making, "watch", lambda folder, job_id: replace(JOB, state="done"))
    draft = begun(roof, name="甲乡", job_id="j1", site="甲乡")
    AppTest.from_file(APP, default_timeout=30).run()
    test = AppTest.from_file(APP, default_timeout=30)
    test.query_params["draft"] = draft.draft_id
    test.run()
    assert entered == ["甲乡"]


def test_what_was_begun_can_be_gone_on_with_or_thrown_away(roof):
    draft = begun(roof, name=HOSTILE)
    test = opened()
    assert "<img" not in words(test)
    test.button(key=f"go on {draft.draft_id}").click().run()
    assert test.query_params["draft"] == draft.draft_id
    test = opened()
    test.button(key=f"discard {draft.draft_id}").click().run()
    assert [*drafts_under(roof)] == []


def test_hostile_names_of_villages_and_bases_stay_text_at_every_step(roof, monkeypatch):
    monkeypatch.setattr(
        start_known, "given_boundary", lambda roof, draft: two_villages((HOSTILE, "乙村"), HOSTILE)
    )
    base = Place(HOSTILE, 104.5, 33.4)
    draft = begun(roof, name=HOSTILE, teams=("1",), days={"w1": 5}, bases=(base,))
    for step in ("bases", "plan"):
        assert "<img src=x" not in words(opened(draft, step))


@pytest.mark.parametrize("draft_id", ["../../etc", "0123456789ab"])
def test_a_link_to_a_draft_that_is_gone_is_one_sentence(roof, draft_id):
    test = AppTest.from_file(APP, default_timeout=30)
    test.query_params["draft"] = draft_id
    test.run()
    assert len(test.error) == 1
    test.button(key="leave_draft").click().run()
    assert "make_own" in keys(test)
