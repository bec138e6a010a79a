"""A team's evening in Chromium with the network cut: files in, debrief, signature, finding, more history."""

from __future__ import annotations

import shutil

import pytest
import shapely

from geo.ground.crs import to_lonlat
from geo.records.findings import read_findings
from geo.records.history import read_history
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.records.tracks import read_walks
from geo.records.visits import read_visits
from tests.browser.conftest import served

POINTS = 200


@pytest.fixture(scope="module")
def evening(sample_site, tmp_path_factory):
    """A copy of the planned sample, and what came home: a walked route, a broken file, a sheet."""
    folder = tmp_path_factory.mktemp("returns")
    site = shutil.copytree(sample_site, folder / "site")
    with Store.open(site) as store:
        routes = read_plan(store).routes.sort_values("date")
    route = routes.iloc[0]
    line = to_lonlat(routes.iloc[:1]).geometry.iloc[0]
    line = max(shapely.get_parts(line), key=shapely.length)
    files = folder / "files"
    files.mkdir()
    _gpx(files / "轨迹.gpx", line, f"{route['date']:%Y-%m-%d}")
    (files / "<img src=x onerror=alert(1)>.gpx").write_text("<gpx><trk>", encoding="utf-8")
    place = line.interpolate(0.5, normalized=True)
    sheet = files / "发现点.csv"
    sheet.write_text(
        f"日期,经度,纬度,株数\n{route['date']:%Y-%m-%d},{place.x},{place.y},25\n", encoding="gbk"
    )
    history = folder / "历年.csv"
    history.write_text(f"年份,经度,纬度,株数\n2023,{place.x},{place.y},30\n", encoding="utf-8")
    with served(site) as address:
        yield address, site, sorted(files.iterdir()), history, str(route["team_id"])


def _gpx(file, line, day):
    fixes = ""
    for k in range(POINTS):
        at, time = line.interpolate(k / POINTS, normalized=True), f"{1 + k // 60:02d}:{k % 60:02d}:00Z"
        fixes += f'<trkpt lat="{at.y:.7f}" lon="{at.x:.7f}"><time>{day}T{time}</time></trkpt>'
    head = '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'
    file.write_text(f"{head}<trk><trkseg>{fixes}</trkseg></trk></gpx>", encoding="utf-8")


def still(page):
    """Wait until the screen has drawn itself."""
    page.wait_for_timeout(600)
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')"
    )


def test_a_teams_evening_on_a_phone(page, evening, outside):
    address, site, files, history, team = evening
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/returns?part=files")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
    page.get_by_text("3 个文件：1 个可收，0 个以前收过，2 个收不了").wait_for()
    assert page.get_by_text(f"{team}，", exact=False).first.is_visible()
    assert page.locator("img[src=x]").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.get_by_role("combobox", name="坐标基准").click()
    page.get_by_role("option", name="WGS84").click()
    page.get_by_text("2 个可收").wait_for()
    page.get_by_role("button", name="收下 2 个文件").click()
    page.get_by_text("已收下：轨迹 1 条，踏查记录 0 条，发现点 1 处").wait_for()

    with Store.open(site) as store:
        walks = read_walks(store)
    day = walks.loc[walks["team_id"] == team, "walked_on"].iloc[0]
    page.goto(f"{address}/returns?part=debrief&visit={team}@{day:%Y-%m-%d}")
    page.get_by_text("单人或纵队").click()
    still(page)
    for button in page.locator('[data-testid="stBaseButton-pills"]').all()[:3]:
        assert button.bounding_box()["height"] >= 44
    page.get_by_role("button", name="未发现，提交").click()
    page.get_by_text("已提交，等待他人确认").wait_for()
    page.goto(f"{address}/returns?part=sign")
    page.get_by_role("button", name="确认签字").click()
    page.get_by_text("已确认。").wait_for()
    with Store.open(site) as store:
        known = read_visits(store)
    assert known.visits[["state", "formation", "self_confirmed"]].to_numpy().tolist() == [
        ["confirmed", "file", True]
    ]

    page.goto(f"{address}/returns?part=findings")
    page.get_by_role("button", name="登记待取证").click()
    page.get_by_text("已登记待取证").wait_for()
    with Store.open(site) as store:
        assert "held" in set(read_findings(store)["state"])

    page.goto(f"{address}/inputs?part=add")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(history)
    page.get_by_role("combobox", name="坐标基准").click()
    page.get_by_role("option", name="WGS84").click()
    page.get_by_text("读到 1 条，其中 1 条是新的").wait_for()
    frame = page.frame_locator('iframe[title="streamlit_folium.st_folium"]')
    frame.locator("canvas, path").first.wait_for()
    page.get_by_role("button", name="确认收下").click()
    page.get_by_text("已收下历年发现 1 条").wait_for()
    with Store.open(site) as store:
        assert len(read_history(store)) == 1
    assert outside == []
