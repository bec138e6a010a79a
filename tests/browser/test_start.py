"""In Chromium with the network cut: an empty folder and a boundary file become a planned site, by mouse."""

import json
import time

import pytest
import shapely

from geo.actions.site.roof import sites_under
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.sources.site import read_site
from tests.browser.conftest import served
from tests.browser.test_app import FRAME, wait_for_grid

MOST_CLICKS = 25
NAMES = ("石门村", "高坎村", "青杠坪村")


@pytest.fixture
def roof(tmp_path):
    """A served folder that holds nothing."""
    folder = tmp_path / "sites"
    folder.mkdir()
    with served(folder) as address:
        yield folder, address


@pytest.fixture
def boundary(tmp_path):
    """Three villages of 4 km2 in a row; nobody can tell from the columns which one names them."""
    features = [
        {
            "type": "Feature",
            "properties": {"叫什么": name, "kod": str(number)},
            "geometry": json.loads(
                shapely.to_geojson(shapely.box(104.5 + 0.02 * number, 33.4, 104.52 + 0.02 * number, 33.42))
            ),
        }
        for number, name in enumerate(NAMES)
    ]
    file = tmp_path / "村界.geojson"
    told = {"type": "FeatureCollection", "features": features}
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return file


class Hand:
    """Counts what a person does."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def press(self, name):
        self.clicks += 1
        self.page.get_by_role("button", name=name).first.click()

    def choose(self, label, option):
        self.clicks += 2
        self.page.get_by_label(label).click()
        self.page.get_by_role("option", name=option).click()

    def touch_map(self, across, down):
        self.clicks += 1
        frame = self.page.locator(FRAME)
        self.page.frame_locator(FRAME).locator(".leaflet-overlay-pane, canvas").first.wait_for(
            state="attached"
        )
        self.page.wait_for_timeout(800)  # the map fits itself to the site
        box = frame.bounding_box()
        self.page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])


def test_a_boundary_file_alone_becomes_a_planned_site_in_a_few_clicks(page, roof, boundary, outside):
    folder, address = roof
    hand, began = Hand(page), time.monotonic()
    page.goto(address)
    hand.press("开始建立")
    hand.clicks += 2  # the file and its window
    page.locator('input[type="file"]').first.set_input_files(boundary)
    page.get_by_text("看不出哪一栏是村名").wait_for()
    hand.choose("看不出哪一栏是村名", "叫什么")
    page.get_by_text("读到 3 个村").wait_for()
    for name in NAMES:
        page.frame_locator(FRAME).get_by_text(name).wait_for()
    page.get_by_label("辖区名称").fill("石门乡")
    page.get_by_label("辖区名称").press("Tab")
    hand.press("下一步")
    page.get_by_text("还没有出发点").wait_for()
    hand.touch_map(0.5, 0.5)
    page.get_by_label("名称（").wait_for()
    hand.press("下一步")
    page.get_by_text("全季最多 120 组·天").wait_for()
    for window in ("苗期踏查", "花期踏查", "果期踏查"):
        page.get_by_label(window).fill("2")
        page.get_by_label(window).press("Tab")
    page.get_by_text("全季最多 12 组·天").wait_for()
    hand.press("下一步")
    page.get_by_text("近五年每个村").wait_for()
    page.reload()  # what was said is kept
    page.get_by_text("近五年每个村").wait_for()
    hand.press("下一步")
    page.get_by_text("石门乡：3 个村").wait_for()
    assert page.get_by_text("没有高程或道路也能做计划").is_visible()
    hand.press("编制计划")
    page.get_by_text("方格说明").wait_for(timeout=300_000)  # the machine may be busy
    took_s = time.monotonic() - began
    assert sum(wait_for_grid(page).values()) > 1_000
    assert hand.clicks <= MOST_CLICKS
    print(f"own site: {hand.clicks} clicks, {took_s:.0f} s")  # noqa: T201  written down with -s
    assert "/map" in page.url
    assert outside == []
    ((name, site),) = sites_under(folder).items()
    assert name == "石门乡"
    assert len(read_site(site).base) == 1
    with Store.open(site) as store:
        plan = read_plan(store)
    assert plan.plan["state"] == "adopted"
    assert len(plan.routes) > 0
    assert not list(folder.glob(".tacha-*"))
