"""On a real planned site, network cut: marks and colours are painted, a click finds, registers and signs."""

import io
import re
import shutil

import numpy as np
import pytest
from PIL import Image

from geo.records.decisions import read_decisions
from geo.records.findings import read_findings
from geo.records.store import Store
from layers.style import CIVIDIS, VIRIDIS, rgba
from tests.browser.conftest import served
from tests.browser.test_app import FRAME, click_highest_cell, grid_colours, near, wait_for_grid

DAY = "2026-07-10"
STEEP_LINE = "#162d1f"  # as grid_image.js draws patterns


@pytest.fixture
def own(sample_site, tmp_path, monkeypatch):
    """A copy of the sample, and the address of its server on a day of its first window."""
    monkeypatch.setenv("TACHA_TODAY", DAY)
    site = shutil.copytree(sample_site, tmp_path / "site")
    with served(site) as address:
        yield site, address


def pixels(colours, colour) -> int:
    return sum(n for found, n in colours.items() if near(found, rgba(colour, 1.0)))


def test_a_lead_looks_finds_and_decides_on_the_map_and_takes_it_along(page, own, outside, tmp_path):
    site, address = own
    page.goto(f"{address}/map?layer=coverage&show=tracks,hazards,steep&day=-")
    painted = wait_for_grid(page)
    assert pixels(painted, CIVIDIS[0]) > 50
    assert pixels(painted, STEEP_LINE) > 50
    page.frame_locator(FRAME).locator(".tacha-hazard").first.wait_for()
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowLeft")
    page.wait_for_url(re.compile("until=2026-"))

    page.get_by_role("radio", name="重点程度").or_(page.get_by_role("button", name="重点程度")).first.click()
    page.frame_locator(FRAME).get_by_text("最高（前 5% 面积）").wait_for()
    for _ in range(60):
        painted = grid_colours(page)
        if pixels(painted, VIRIDIS[4]) > 50:
            break
        page.wait_for_timeout(250)
    assert pixels(painted, VIRIDIS[4]) > 50
    page.wait_for_timeout(1_000)
    click_highest_cell(page)
    page.get_by_text("为什么", exact=True).wait_for()
    page.wait_for_url(re.compile("cell="))

    panel = page.locator(".st-key-cell_panel")
    panel.get_by_text("在此登记发现点").click()
    panel.get_by_label("株数（没有清点就空着）").fill("7")
    panel.get_by_role("button", name="登记", exact=True).click()
    panel.get_by_text("的发现点已登记").wait_for()
    with Store.open(site) as store:
        found = read_findings(store)
    assert (found["plants"] == 7).sum() == 1
    assert found.loc[found["plants"] == 7, "found_on"].dt.strftime("%Y-%m-%d").tolist() == [DAY]

    panel.get_by_text("暂停、限制或恢复此方格").click()
    panel.get_by_label("原因（必填）").fill("滑坡，${x}`</script>")
    panel.get_by_role("button", name="签字").click()
    panel.get_by_text("已签字；").wait_for()
    with Store.open(site) as store:
        (decided,) = read_decisions(store).itertuples()
    assert (decided.state, decided.reason) == ("suspended", "滑坡，${x}`</script>")
    page.frame_locator(FRAME).get_by_text("暂停踏查（已签字）").wait_for()

    with page.expect_download() as taken:
        page.locator(".st-key-take_map button").first.click()
    taken.value.save_as(tmp_path / "map.html")
    assert outside == []
    _opens_alone_and_prints_as_one_page(page, tmp_path / "map.html")


def _opens_alone_and_prints_as_one_page(page, file) -> None:
    assert file.stat().st_size < 500_000
    alone = page.context.browser.new_page(offline=True)
    faults = []
    alone.on("pageerror", lambda fault: faults.append(str(fault)))
    alone.goto(f"{file.as_uri()}#print")
    alone.locator(".leaflet-grid-pane canvas").first.wait_for()
    alone.wait_for_timeout(1_500)
    assert "计划编号" in alone.locator(".tacha-sheet-head").inner_text()
    assert alone.locator(".tacha-north").is_visible()
    assert alone.locator(".leaflet-control-scale").is_visible()
    shown = np.asarray(Image.open(io.BytesIO(alone.screenshot())).convert("RGB")).astype(int)
    yellow = (shown[..., 0] > 190) & (shown[..., 1] > 170) & (shown[..., 2] < 110)
    assert yellow.sum() > 200
    printed = alone.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
    assert faults == []
    alone.close()
