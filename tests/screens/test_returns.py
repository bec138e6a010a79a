"""Returns on a real small site: what a person does there stands in the records afterwards."""

import shutil
import sys

import pandas as pd
import pytest
import shapely
from PIL import Image
from streamlit.testing.v1 import AppTest

from geo.actions.intake.take_in_visits import take_in_photos
from geo.actions.prepared.prepare import prepare
from geo.model.schema import LEADS
from geo.model.tables import check
from geo.records.actor import ALONE, Actor, Role
from geo.records.findings import read_findings
from geo.records.leads import add_leads, read_leads
from geo.records.plans import read_plan
from geo.records.revisits import read_revisits
from geo.records.store import Store
from geo.records.tracks import read_tracks
from geo.records.visits import read_visits, save_visit, submit
from screens import returns, shell
from tests.actions.intake.test_take_in import gpx
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR, day, found, walked
from tests.records.worlds import lonlat
from tests.screens.test_screens import HOSTILE, words

DAY = f"{YEAR}-06-01"
PLACE = (WEST + STEP / 2, SOUTH + STEP / 2)
LI = Actor("li", Role.SURVEYOR, team_id="1")
WANG = Actor("wang", Role.OFFICER)
ZHAO = Actor("zhao", Role.VIEWER)


@pytest.fixture
def site(planned_season, tmp_path, monkeypatch):
    folder = shutil.copytree(planned_season, tmp_path / "site")
    monkeypatch.setenv(shell.SITE_VARIABLE, str(folder))
    monkeypatch.setenv(shell.TODAY_VARIABLE, f"{YEAR}-07-05")
    return folder


@pytest.fixture
def as_person(monkeypatch):
    """Let the screens think that somebody else sits before them."""

    def be(person):
        for name, module in list(sys.modules.items()):
            if name.startswith("screens.") and hasattr(module, "actor"):
                monkeypatch.setattr(module, "actor", lambda: person)

    return be


def screen():
    from screens import returns  # noqa: PLC0415  AppTest runs this function on its own

    returns.show()


def opened(part, language="zh", **more):
    test = AppTest.from_function(screen, default_timeout=60)
    for name, value in {"lang": language, "part": part, **more}.items():
        test.query_params[name] = value
    return ran(test)


def ran(changed):
    test = changed.run()
    assert not test.exception, test.exception
    return test


def pressed(test, label):
    """Press the button of that label, also in a form."""
    (button,) = [one for one in test.button if one.label == label]
    return ran(button.click())


def said(test):
    return [one.value.replace("\\", "") for one in (*test.success, *test.warning, *test.error)]


def cell_of(site):
    return str(prepare(site).cells["cell_id"].iloc[0])


def test_every_part_opens_in_both_languages_and_a_viewer_has_nothing_to_do(site, as_person):
    for language in ("zh", "en"):
        for part in returns._PARTS:
            opened(part, language)
    as_person(ZHAO)
    assert "只能查看" in opened("files").info[0].value


def test_nothing_found_is_one_press_and_the_visit_stands_on_the_days_tracks(site):
    with Store.open(site) as store:
        walked(site, store, [cell_of(site)], DAY, team_id="1")
    test = opened("debrief")
    taps = {one.label: one for one in test.button_group}
    ran(taps["1 怎么走的"].set_value(["5"]))
    test = pressed(test, "未发现，提交")
    assert "已提交" in said(test)[0]
    with Store.open(site) as store:
        known = read_visits(store)
    row = known.visits.iloc[0]
    assert (row["state"], row["nothing_found"], row["formation"], row["walkers"]) == (
        "submitted", True, "abreast", 5,
    )  # fmt: skip
    assert len(known.tracks) == 1


def test_something_found_asks_for_its_place_and_nothing_is_kept_without_one(site):
    with Store.open(site) as store:
        walked(site, store, [cell_of(site)], DAY, team_id="1")
    test = pressed(pressed(opened("debrief"), "有发现……"), "有发现，提交")
    assert said(test) == ["请填写发现点的经度和纬度。"]
    key = f"debrief 1@{DAY}"
    test.number_input(key=f"{key} lon").set_value(PLACE[0])
    test.number_input(key=f"{key} lat").set_value(PLACE[1])
    test = pressed(test, "有发现，提交")
    with Store.open(site) as store:
        (row,) = read_findings(store).to_dict("records")
        assert (row["state"], row["species"]) == ("reported", "poppy")
        assert not read_visits(store).visits["nothing_found"].any()


def test_a_surveyor_fills_in_his_own_team_only_and_nobody_signs_his_own(site, as_person):
    told = {"visited_on": day(DAY), "village_id": "甲村", "persons": 3}
    with Store.open(site) as store:
        for team in ("1", "2"):
            name = save_visit(store, {**told, "team_id": team}, actor=ALONE)
            submit(store, name, actor=WANG)
    as_person(LI)
    shown = words(opened("sign"))
    assert "6月1日 1 " in shown
    assert "6月1日 2 " not in shown
    with Store.open(site) as store:
        found(site, store, cell_of(site), DAY)
    assert "没有待处理的发现点" in words(opened("findings"))  # nobody's of his team
    as_person(WANG)
    test = opened("sign")
    assert "须由另一人确认" in words(test)
    assert not [one for one in test.button if one.label == "确认签字"]
    as_person(Actor("qian", Role.OFFICER))
    pressed(opened("sign"), "2 条未发现的记录一起确认")
    with Store.open(site) as store:
        assert set(read_visits(store).visits["state"]) == {"confirmed"}
    test = opened("debrief", visit=name)  # where 修改 leads to
    assert "须重新确认" in said(test)[0]
    test.number_input(key=f"debrief {name} 2 persons").set_value(4)
    pressed(test, "未发现，提交")
    with Store.open(site) as store:
        known = read_visits(store).visits.set_index("visit_id").loc[name]
    assert (known["state"], known["persons"]) == ("submitted", 4)


def test_a_visit_is_returned_with_a_reason_and_comes_back_to_its_team(site):
    with Store.open(site) as store:
        name = save_visit(store, {"visited_on": day(DAY), "team_id": "1", "village_id": "甲村"}, actor=ALONE)
        submit(store, name, actor=WANG)
    test = opened("sign")
    test.text_area(key=f"reason {name}").set_value(HOSTILE)
    pressed(test, "退回")
    test = opened("debrief")
    assert HOSTILE in test.warning[0].value.replace("\\", "")
    assert "<img src=x" not in words(test)


def test_a_finding_gets_its_photo_goes_through_its_steps_and_regrowth_reopens_it(site, tmp_path):
    with Store.open(site) as store:
        found(site, store, cell_of(site), DAY)
    Image.new("RGB", (30, 20), "green").save(tmp_path / "p.jpg")
    take_in_photos(site, [tmp_path / "p.jpg"])
    test = pressed(opened("findings"), "关联到这个发现点")
    assert "data:image/jpeg;base64," in words(test)
    test = pressed(test, "登记待取证")
    assert "先不拔除" not in words(test)
    [plants] = [one for one in test.number_input if one.label == "株数" and one.form_id]
    plants.set_value(45)
    test = pressed(test, "写入清点")
    test = pressed(test, "写入铲除")
    with Store.open(site) as store:
        row = read_findings(store).iloc[0]
        looks = read_revisits(store)
    assert (row["state"], row["plants"], row["count_kind"]) == ("eradicated", 45, "exact")
    assert len(looks)
    test = pressed(test, "复种复长，重新立案")
    with Store.open(site) as store:
        assert read_findings(store)["state"].tolist() == ["reopened"]


def test_a_lead_is_sent_out_and_ruled_out_only_from_where_one_stood(site):
    with Store.open(site) as store:
        row = {
            "lead_id": "x1", "reported_on": pd.Timestamp(DAY), "kind": "tip", "strength": 0.5,
            "error_m": 50.0, "village_id": "甲村", "state": "new", "note": HOSTILE,
        }  # fmt: skip
        add_leads(store, check(lonlat([row], [shapely.Point(PLACE)]), LEADS), actor=ALONE)
    test = pressed(opened("leads"), "派出核查")
    assert "<img src=x" not in words(test)
    assert said(pressed(test, "排除并建档"))[-1].startswith("请选择那里是什么")
    test = opened("leads")
    test.session_state["reason x1"] = "nothing"
    test.number_input(key="stood x1 lon").set_value(PLACE[0])
    test.number_input(key="stood x1 lat").set_value(PLACE[1])
    pressed(test, "排除并建档")
    with Store.open(site) as store:
        assert read_leads(store)["state"].tolist() == ["ruled_out"]


def test_a_village_is_signed_off_under_the_figures_that_were_shown(site):
    test = opened("villages")
    assert "死角" in words(test)
    label = next(one.label for one in test.button if one.label.startswith("签字确认"))
    test = pressed(test, label)
    assert "理由" in said(test)[-1]
    test.text_input[0].set_value("三组均已到")
    test = pressed(test, label)
    assert "已签字确认" in said(test)[0]
    assert [one.label for one in test.button if one.label == "撤销签字"]


def test_a_pile_shows_what_each_file_brings_before_anything_is_kept(site, tmp_path):
    walk = gpx(tmp_path / "甲.gpx", day=1)
    text = walk.read_text(encoding="utf-8").replace("104.0", "104.60").replace('lat="26.0', 'lat="33.50')
    files = [(f"{HOSTILE[:20]}.gpx", text.encode(), ""), ("bad.gpx", b"<gpx", "")]
    test = opened("files")
    ran(test.file_uploader[0].set_value(files))
    shown = words(test)
    assert "2 个文件：1 个可收，0 个以前收过，1 个收不了" in shown
    assert "<img" not in shown
    with Store.open(site) as store:
        assert not len(read_tracks(store))
    test = pressed(test, "收下 1 个文件")
    assert "轨迹 1 条" in said(test)[0]
    with Store.open(site) as store:
        assert len(read_tracks(store)) == 1


def test_a_day_on_paper_names_the_stops_of_its_route_or_the_whole_village(site):
    with Store.open(site) as store:
        plan = read_plan(store)
    route = plan.routes.sort_values("date").iloc[0]
    stops = plan.stops[plan.stops["route_id"] == route["route_id"]]
    test = opened("paper")
    test = ran(test.date_input(key="paper day").set_value(min(route["date"].date(), day(f"{YEAR}-07-05"))))
    test = pressed(test, "未发现，提交")
    with Store.open(site) as store:
        known = read_visits(store)
    assert known.visits[["source", "state", "team_id"]].to_numpy().tolist() == [["paper", "submitted", "1"]]
    village = prepare(site).cells.set_index("cell_id").loc[stops["cell_id"], "village_id"].iloc[0]
    assert set(known.cells["cell_id"]) <= set(prepare(site).cells["cell_id"])
    assert known.visits["village_id"].iloc[0] == village
    assert len(known.cells)
