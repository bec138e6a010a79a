"""Chromium with the network cut takes a day from the morning to the evening, and calls the next one off."""

import shutil

import pytest
from playwright.sync_api import expect

from geo.actions.day.day_sheet import calendar
from geo.records.outcomes import read_outcomes
from geo.records.plans import read_plan
from geo.records.store import Store
from screens.shell import TODAY_VARIABLE
from tests.browser.conftest import served

NARROW = {"width": 390, "height": 844}
TOUCH_PX = 44


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


def in_force(site):
    with Store.open(site) as store:
        return read_plan(store), read_outcomes(store)


def told(page, words, *, gone=""):
    """Wait for what the screen says, and until it has drawn itself anew without a button."""
    page.locator(".st-key-today_told").get_by_text(words).first.wait_for()
    if gone:
        page.get_by_role("button", name=gone).wait_for(state="detached")


def state_of(site, team_day):
    return in_force(site)[0].team_days.set_index("team_day_id")["state"][team_day]


def test_a_day_is_handed_out_walked_told_and_the_next_one_changed_undone_and_lost(
    page, site, outside, monkeypatch
):
    days = calendar(site)
    days = days[days["stops"] > 0].reset_index(drop=True)
    first, second = days.iloc[0], days.iloc[1]
    name, before = first["team_day_id"], in_force(site)[0].plan["plan_id"]
    monkeypatch.setenv(TODAY_VARIABLE, f"{first['date']:%Y-%m-%d}")
    with served(site) as address:
        page.goto(address)  # a window is open, so the day comes first
        page.get_by_role("heading", name="今日").wait_for()
        page.get_by_role("button", name="下发全部任务").click()
        told(page, "已下发")
        assert state_of(site, name) == "handed_out"
        page.get_by_role("button", name="出发…").click()
        page.get_by_role("button", name="确认出发").click()
        told(page, "已出发")
        page.get_by_role("button", name="第 1 点：走到，未发现").click()
        told(page, "第 1 点已登记：走到，未发现", gone="第 1 点：走到，未发现")
        page.get_by_role("button", name="没走到…").first.click()
        page.get_by_text("道路", exact=True).click()
        told(page, "第 2 点已登记：没走到（道路）")
        page.get_by_role("button", name="返回…").click()
        page.get_by_role("button", name="都走到、未发现").click()
        told(page, "已返回")
        plan, said = in_force(site)
        assert plan.team_days.set_index("team_day_id")["state"][name] == "back"
        assert len(said) == first["stops"]
        assert sorted(said["outcome"]) == ["done"] * (len(said) - 1) + ["not_reached"]
        assert said.loc[said["outcome"] == "not_reached", "reason"].tolist() == ["road"]

        page.get_by_role("button", name="后一天").click()
        page.wait_for_url("**day=*")
        page.get_by_text("交换", exact=True).click()
        page.get_by_role("button", name="交换路线").click()
        told(page, "代价：全季预计发现数")
        assert in_force(site)[0].changes["verb"].tolist() == ["swap"]
        page.get_by_role("button", name="撤销这次更改").click()
        told(page, "已撤销")
        assert in_force(site)[0].plan["plan_id"] == before

        page.set_viewport_size(NARROW)
        page.get_by_role("button", name="雨天停工").click()
        page.get_by_role("button", name="确认停工").click()
        told(page, "已停工")
        plan, said = in_force(site)
        assert second["team_day_id"] not in set(plan.routes["team_day_id"])
        assert (said["reason"] == "weather").sum() == second["stops"]

        page.get_by_role("button", name="前一天").click()
        page.get_by_role("button", name="看踏查点").click()
        expect(page.get_by_role("button", name="改结果")).to_have_count(int(first["stops"]))
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        low = page.locator("[class*='st-key-today_'] button:visible").evaluate_all(
            f"all => all.filter(b => b.getBoundingClientRect().height < {TOUCH_PX}).map(b => b.innerText)"
        )
        assert low == []
    assert outside == []
