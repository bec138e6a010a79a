"""In Chromium, network cut: what each role finds on every screen, on an office PC and on a phone."""

import shutil

import pytest

from geo.actions.day.day_sheet import calendar
from geo.actions.site import people
from geo.records.findings import read_findings
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.records.visits import read_visits
from screens.shell import TODAY_VARIABLE
from tests.browser.conftest import served

PASSWORD = "poppies-in-may"  # noqa: S105  of an invented account
PHONE = {"width": 390, "height": 844}
ROOMS = {
    "today": "今日", "overview": "总览", "map": "地图", "plan": "计划", "returns": "回收登记",
    "results": "踏查成效", "reports": "上报与导出", "inputs": "资料导入", "settings": "设置",
}  # fmt: skip
READS = {"today", "overview", "map", "plan", "results", "inputs"}
SEES = {
    "viewer": READS,
    "surveyor": READS | {"returns"},
    "officer": set(ROOMS),
    "lead": set(ROOMS),
    "admin": set(ROOMS),
}
# Anything that a thumb would have to push sideways, by its class and how wide it is.
SIDEWAYS = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const turns = part => ['auto', 'scroll'].includes(getComputedStyle(part).overflowX);
  return [document.documentElement, main, ...main.querySelectorAll('*')]
    .filter(part => part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1)
    .filter(part => part === document.documentElement || turns(part))
    .map(part => `${part.className || part.tagName} ${part.scrollWidth} > ${part.clientWidth}`);
}"""


@pytest.fixture(scope="module")
def office(planned_season, tmp_path_factory):
    """A planned site with an account of every role, on the first day with work: its folder and address."""
    folder = shutil.copytree(planned_season, tmp_path_factory.mktemp("roles") / "site")
    days = calendar(folder)
    first = days[days["stops"] > 0].iloc[0]
    for role in SEES:
        team = str(first["team_id"]) if role == "surveyor" else ""
        people.add_person(folder, role, PASSWORD, role=role, team_id=team)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(TODAY_VARIABLE, f"{first['date']:%Y-%m-%d}")
        with served(folder) as address:
            yield folder, address, first
    people._store.cache_clear()


def enter(page, address, role, room="overview"):
    page.context.clear_cookies()
    page.goto(f"{address}/{room}")
    page.get_by_label("账号").fill(role)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name=f"{role} · 退出").wait_for()
    settled(page)


def settled(page):
    """Wait until the screen has drawn itself and nothing of it is old."""
    page.wait_for_function(
        """() => document.querySelector('[data-testid="stMain"] [data-testid="stVerticalBlock"]')
          && !document.querySelector('[data-testid="stSpinner"]')
          && !document.querySelector('[data-testid="stStatusWidget"]')
          && document.querySelector('[data-testid="stMain"]').innerText.trim().length > 40"""
    )


@pytest.mark.parametrize("role", list(SEES))
def test_each_role_finds_its_screens_and_no_others(page, office, outside, role):
    _, address, _ = office
    enter(page, address, role)
    links = page.get_by_test_id("stTopNavLink").or_(page.get_by_test_id("stSidebarNavLink"))
    links.first.wait_for()
    assert {words.strip() for words in links.all_inner_texts()} == {ROOMS[name] for name in SEES[role]}
    barred = [room for room in ROOMS if room not in SEES[role]][-1:]
    for room in barred:
        page.goto(f"{address}/{room}")
        settled(page)
        assert page.url.partition("?")[0].rpartition("/")[2] != room
    assert outside == []


def test_a_phone_scrolls_no_screen_sideways(page, office, outside):
    _, address, _ = office
    page.set_viewport_size(PHONE)
    enter(page, address, "admin")
    for room in ROOMS:
        page.goto(f"{address}/{room}")
        page.get_by_role("button", name="admin").wait_for()
        settled(page)
        assert page.evaluate(SIDEWAYS) == [], room
    assert outside == []


def test_a_viewer_is_offered_nothing_that_would_write(page, office, outside):
    _, address, _ = office
    enter(page, address, "viewer", "today")
    body = page.inner_text("body")
    for words in ("下发", "任务包", "重排当天", "雨天停工"):
        assert page.get_by_role("button", name=words).count() == 0, words
    assert "登记发现点" not in body
    page.goto(f"{address}/overview")
    settled(page)
    assert page.locator('[data-testid="stMain"] a[href*="returns"]').count() == 0
    assert outside == []


def test_a_surveyor_reports_a_day_on_paper_and_only_another_may_sign_it(page, office, outside):
    folder, address, first = office
    page.set_viewport_size(PHONE)
    enter(page, address, "surveyor", "returns")
    page.goto(f"{address}/returns?part=paper")
    page.get_by_role("button", name="未发现，提交").click()
    page.get_by_text("已提交，等待他人确认").wait_for()
    with Store.open(folder) as store:
        visit = read_visits(store, states=["submitted"]).visits.iloc[0]
    assert (visit["submitted_by"], visit["team_id"]) == ("surveyor", first["team_id"])
    page.goto(f"{address}/returns?part=sign")
    settled(page)
    assert page.get_by_role("button", name="确认签字").count() == 0
    page.set_viewport_size({"width": 1280, "height": 800})
    enter(page, address, "officer", "returns")
    page.goto(f"{address}/returns?part=sign")
    page.get_by_role("button", name="确认签字").click()
    page.get_by_text("已确认。").wait_for()
    with Store.open(folder) as store:
        signed = read_visits(store, states=["confirmed"]).visits
    assert signed["visit_id"].tolist() == [visit["visit_id"]]
    assert outside == []


def test_an_officer_takes_a_finding_from_its_report_to_its_end(page, office, outside):
    folder, address, _ = office
    with Store.open(folder) as store:
        before = set(read_findings(store)["finding_id"])
    enter(page, address, "officer", f"map?cell={cell_of_a_stop(folder)}&register=1")
    page.get_by_label("株数（没有清点就空着）").fill("12")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_text("的发现点已登记").wait_for()
    page.get_by_role("link", name="接着登记取证").click()
    page.get_by_text("12 株（上报数，还没有清点）").wait_for()
    for button, told in (
        ("登记待取证", "已登记待取证"),
        ("写入清点", "已清点；可以铲除"),
        ("写入铲除", "已铲除；回头看已排定"),
    ):
        page.get_by_role("button", name=button).click()
        page.get_by_text(told).wait_for()
    with Store.open(folder) as store:
        found = read_findings(store)
    (row,) = found[~found["finding_id"].isin(before)].itertuples()
    assert (row.state, row.plants, row.count_kind) == ("eradicated", 12, "exact")
    assert outside == []


def cell_of_a_stop(folder):
    with Store.open(folder) as store:
        return str(read_plan(store).stops["cell_id"].iloc[0])
