"""Chromium walks from the overview to results, files and plan: what is signed and downloaded counts."""

import json
import shutil

import pytest

from geo.actions.season.plans import list_plans
from geo.actions.season.sign_plan import signatures
from tests.browser.conftest import served
from tests.exports.rfc7946 import faults


@pytest.fixture(scope="module")
def office(sample_site, tmp_path_factory):
    """A copy of the sample, so that what is signed stays out of the other tests, and its server."""
    folder = shutil.copytree(sample_site, tmp_path_factory.mktemp("office") / "site")
    with served(folder) as address:
        yield folder, address


def downloaded(page, button):
    with page.expect_download() as waits:
        page.get_by_role("button", name=button, exact=True).click()
    file = waits.value
    return file.suggested_filename, file.path().read_text(encoding="utf-8")


def test_an_officer_goes_from_the_overview_to_what_waits_and_takes_the_coverage_home(page, office, outside):
    address = office[1]
    page.goto(f"{address}/overview?lang=zh")
    unseen = page.locator(".tacha-unseen a.tacha-link").first
    unseen.wait_for()
    assert "map?" in unseen.get_attribute("href")
    assert "cell=" in unseen.get_attribute("href")
    waiting = page.locator('a.tacha-link[href*="returns?"]').first
    waiting.wait_for()
    assert page.get_by_text("高重点地块已踏查").is_visible()
    waiting.click()
    page.get_by_role("heading", name="回收登记").wait_for()

    page.goto(f"{address}/results?lang=zh&table=yards")
    page.get_by_text("主要因为").wait_for()
    assert page.get_by_text("踏查率（官方口径，有轨迹）").is_visible()
    page.get_by_text("已进院").first.wait_for()

    page.goto(f"{address}/reports?lang=zh&report=files")
    page.get_by_text("coverage.geojson").wait_for()
    name, text = downloaded(page, "下载")
    assert name == "coverage.geojson"
    assert faults(text) == []
    cells = json.loads(text)["features"]
    assert all(cell["properties"]["visits"] >= 1 for cell in cells)
    page.get_by_role("radio", name="按村、按状态合并").or_(
        page.get_by_role("button", name="按村、按状态合并")
    ).first.click()
    page.get_by_text("coverage_by_state.geojson").wait_for()
    name, text = downloaded(page, "下载")
    assert name == "coverage_by_state.geojson"
    assert faults(text) == []
    states = [row["properties"] for row in json.loads(text)["features"]]
    seen = sum(row["cells"] for row in states if row["state"] in {"searched", "cleared"})
    assert 0 < seen <= len(cells)
    assert outside == []


def test_a_lead_reads_what_was_left_out_and_signs_it(page, office, outside):
    folder, address = office
    page.goto(f"{address}/plan?lang=zh&plan_part=left")
    page.get_by_text("还没有人签字").wait_for()
    page.get_by_label("备注（可不填）").fill("天数只有这些")
    page.get_by_role("button", name="签字认可以上内容").click()
    page.get_by_text("已签字，凭据").wait_for()
    plan = list_plans(folder).iloc[0]
    signed = signatures(folder, plan["plan_id"])
    assert [(row["note"], row["holds"]) for row in signed] == [("天数只有这些", True)]
    page.set_viewport_size({"width": 390, "height": 844})
    for screen in ("plan?plan_part=routes", "results?table=villages", "reports?report=daily", "overview"):
        page.goto(f"{address}/{screen}")
        page.locator("h2").first.wait_for()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390, screen
    assert outside == []
