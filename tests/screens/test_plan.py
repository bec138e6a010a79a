"""The plan screen: what the days buy, work that can be watched and stopped, windows, teams, signatures."""

import json
import shutil
from datetime import date

import pytest

from geo.actions.season.sign_plan import signatures
from geo.records.jobs import Job, finish, start_job, tell_result
from geo.records.store import Store
from geo.route.reserve import ReservePoint
from geo.trial.kept import text_of_curve
from screens import plan_frame, shell, work
from screens.plan_curve import curve_svg
from tests.screens.reading import tables_of
from tests.screens.test_screens import opened, plan, words

POINTS = [ReservePoint(0.0, 4.0, 0.2), ReservePoint(0.5, 3.0, 0.5), ReservePoint(1.0, 1.0, 1.0)]


def running(verb, state="running", result=""):
    return Job("j1", verb, "local", state, 1, 4, "screens-plan-waiting", None, None, result, False, None)


def done(folder, verb, result):
    with Store.open(folder) as store:
        job = start_job(store, verb)
        tell_result(store, job, result)
        finish(store, job)


@pytest.fixture
def asked(monkeypatch):
    """What was asked for: no process is started."""
    said = []
    monkeypatch.setattr(
        work, "start", lambda folder, verb, options, actor: said.append([verb, *options]) or "j1"
    )
    monkeypatch.setattr(work, "watch", lambda folder, job_id: running("plan"))
    monkeypatch.setattr(work, "stop", lambda folder, job_id, actor: said.append(["stop", job_id]))
    return said


def test_what_the_days_buy_stands_before_any_plan(site):
    site(planned=False)
    text = words(opened(plan))
    assert "你有 40 组·天，约能认真踏查 34% 到 86% 的可踏查面积" in text
    assert "还没有计划" in text


def test_a_plan_that_failed_says_why_in_one_sentence_and_offers_to_plan_again(site, monkeypatch):
    fault = '{"key": "records-job-dead", "args": {}}'
    monkeypatch.setattr(work, "watch", lambda folder, job_id: running("plan", "failed", fault))
    site(planned=False)
    test = opened(plan, plan_job="j1")
    assert len(test.error) == 1
    assert test.button(key="make_plan")


def test_planning_starts_work_shows_it_and_can_be_cancelled(site, asked):
    test = opened(plan)
    test.slider(key="reserve").set_value(45).run()
    test.button(key="make_plan").click().run()
    assert test.query_params["job"] == "j1"
    test.button(key="cancel_plan").click().run()
    assert asked == [["plan", "--reserve", "0.45", "--adopt"], ["stop", "j1"]]


def test_a_draft_is_not_put_in_force(site, asked):
    opened(plan).button(key="make_draft").click().run()
    assert asked == [["plan", "--reserve", "0.30"]]


def test_a_reserve_between_two_points_is_read_between_them_and_said_so(site, tmp_path):
    done(tmp_path, "trade-off", text_of_curve(POINTS))
    test = opened(plan)
    test.slider(key="reserve").set_value(25).run()
    text = words(test)
    # Half-way from 0 to 50 %: 3.5 of 4 finds, 35 % of the ground.
    assert "留 25%：预计发现数约 3.5（最多时的 88%），能走到 35% 的可踏查面积" in text
    assert "其他留量在两点之间按直线读" in text
    assert tables_of(test)[0]["机动留量"].tolist() == ["0%", "50%", "100%"]


def test_the_curve_shows_every_point_of_both_lines_once():
    drawn = curve_svg(POINTS, POINTS[1], {"finds": "<a>", "visited": "b", "reserve": "c"})
    assert drawn.count("<circle") == 2 * len(POINTS)
    assert "<a>" not in drawn


def test_a_window_is_moved_by_two_dates(site, monkeypatch):
    kept = []
    monkeypatch.setattr(plan_frame, "set_windows", lambda folder, rows, actor: kept.append(rows))
    test = opened(plan, **{"kept plan_part": "frame"})
    test.date_input[0].set_value(date(2026, 4, 3))
    test.button(key="save_window").click().run()
    assert [row["opens"] for row in kept[0]] == [date(2026, 4, 3), date(2026, 5, 20)]
    assert kept[0][0]["name"] == "苗期踏查"
    assert "时段已改好" in test.success[0].value


def test_a_team_is_given_other_people_and_days(site, monkeypatch):
    kept = []
    monkeypatch.setattr(
        plan_frame, "set_team", lambda folder, team, changes, actor: kept.append((team, changes))
    )
    test = opened(plan, **{"kept plan_part": "frame"})
    for name, value in (("人数", 7), ("全季天数", 30)):
        next(item for item in test.number_input if item.label == name).set_value(value)
    test.button(key="save_team").click().run()
    assert kept == [("甲组", {"members": 7, "hours_per_day": 8.0, "vehicle": "car", "days": 30})]


def test_what_was_left_out_can_be_signed_once(planned_season, tmp_path, monkeypatch):
    folder = shutil.copytree(planned_season, tmp_path / "signed")
    monkeypatch.setenv(shell.SITE_VARIABLE, str(folder))
    test = opened(plan, **{"kept plan_part": "left"})
    test.text_input(key="sign_note").set_value("已阅")
    test.button(key="sign_plan_button").click().run()
    assert not test.exception
    assert [row["note"] for row in signatures(folder)] == ["已阅"]
    assert "sign_plan_button" not in [button.key for button in test.button]


def test_a_link_to_a_plan_that_is_not_on_record_shows_the_one_that_is(site, tmp_path):
    site().site_dir = tmp_path
    test = opened(plan, **{"kept plan": "feedfeedfeed"})
    assert not test.error
    assert "计划 a1b2c3d4" in words(test)
    assert "plan" not in test.query_params


def test_routes_of_one_team_are_shown_and_the_team_stands_in_the_address(site):
    test = opened(plan, **{"kept plan_part": "routes"})
    test.selectbox(key="plan_team").set_value("乙组").run()
    assert test.query_params["team"] == "乙组"
    assert tables_of(test)[0]["组"].tolist() == ["乙组"]
    assert tables_of(test)[1]["到达"].tolist() == ["0:50"]


def test_a_comparison_is_titled_a_simulation_and_names_the_plan_it_was_made_for(site, tmp_path):
    rows = [
        {"truth": truth, "rival": rival, "stops": 3, "visited": 0.4, "found": 0.5, "early": 0.3, "low": 0.4,
         "high": 0.6, "finds": 2.0, "times": None if rival == "smart" else 1.3}
        for truth in ("prior", "weights", "dates", "width") for rival in ("smart", "plan")
    ]  # fmt: skip
    kept = {"table": {"columns": list(rows[0]), "data": [list(row.values()) for row in rows]}}
    kept |= {"costs": [{"key": "trial-cost-nothing", "args": {}}], "notes": [], "plan_id": "other"}
    done(tmp_path, "compare", json.dumps({**kept, "plots": 4.0, "team_days": 9, "seasons": 100}))
    test = opened(plan, **{"kept plan_part": "judge"})
    assert "模拟，不是结果" in words(test)
    assert "计划 other 做的" in test.warning[1].value
    assert tables_of(test)[0]["比精选名单"].tolist() == ["–", "1.30"]
