"""In Chromium: a look that is due is taken down, a village signed off, and what nobody saw comes to light."""

import re
import shutil

import pytest

from geo.records.revisits import read_revisits
from geo.records.sign_offs import read_sign_offs
from geo.records.store import Store
from screens.shell import TODAY_VARIABLE
from tests.browser.conftest import served
from tests.browser.test_app import FRAME

DAY = "2026-07-24"  # the looks after the first destroyed finds are due


@pytest.fixture
def office(sample_site, tmp_path, monkeypatch):
    """A copy of the sample, and the address of its server three weeks after its first finds."""
    monkeypatch.setenv(TODAY_VARIABLE, DAY)
    folder = shutil.copytree(sample_site, tmp_path / "site")
    with served(folder) as address:
        yield folder, address


def test_an_officer_closes_a_look_and_a_village_and_reads_what_nobody_saw(page, office, outside):
    folder, address = office
    with Store.open(folder) as store:
        open_before = int(read_revisits(store)["done_on"].isna().sum())
    page.goto(f"{address}/returns?lang=zh&part=findings")
    page.get_by_role("button", name="已清除", exact=True).first.click()
    page.get_by_text(re.compile(r"发现点 \w+ 已核实清除")).wait_for()
    with Store.open(folder) as store:
        looks = read_revisits(store)
    done = looks[looks["done_on"].notna()]
    assert done["done_on"].dt.strftime("%Y-%m-%d").tolist() == [DAY]
    assert int(looks["done_on"].isna().sum()) == open_before - 1

    page.goto(f"{address}/returns?lang=zh&part=villages")
    page.get_by_role("button", name="签字确认").wait_for()
    page.get_by_role("textbox").last.fill("能走的都走了")
    page.get_by_role("button", name="签字确认").click()
    page.get_by_text("已签字确认").wait_for()
    with Store.open(folder) as store:
        (signed,) = read_sign_offs(store).itertuples()
    assert signed.reason == "能走的都走了"

    page.goto(f"{address}/results?lang=zh&table=corners")
    page.locator(".tacha-list li").first.wait_for()
    said = page.locator(".tacha-list").first.inner_text()
    assert re.search(r"[1-9]\d* ?(处|块)", said), said
    page.goto(f"{address}/map?lang=zh&layer=coverage&show=corners")
    page.frame_locator(FRAME).locator(".tacha-badge.square").first.wait_for()
    assert outside == []
