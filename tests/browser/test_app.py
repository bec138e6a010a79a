"""Chromium with the network cut opens the app, sees the grid, clicks a cell and reads its reasons."""

import io

import numpy as np
import pytest
from PIL import Image

from layers.style import VIRIDIS, rgba

FRAME = 'iframe[title="streamlit_folium.st_folium"]'


def grid_colours(page) -> dict[tuple[int, int, int], int]:
    """Opaque-ish colours of the grid's canvas tiles and how many pixels have them."""
    frame = page.frame_locator(FRAME)
    frame.locator(".leaflet-grid-pane canvas, .leaflet-pane canvas.leaflet-tile").first.wait_for()
    counts = frame.locator("body").evaluate(
        """() => {
          const found = {};
          for (const tile of document.querySelectorAll('canvas.leaflet-tile')) {
            const four = tile.getContext('2d').getImageData(0, 0, tile.width, tile.height).data;
            for (let i = 0; i < four.length; i += 4) {
              if (four[i + 3] === 0) { continue; }
              const key = [four[i], four[i + 1], four[i + 2], four[i + 3]].join(',');
              found[key] = (found[key] || 0) + 1;
            }
          }
          return found;
        }"""
    )
    return {tuple(int(part) for part in key.split(",")): n for key, n in counts.items()}


def wait_for_grid(page) -> dict:
    for _ in range(120):
        colours = grid_colours(page)
        if sum(colours.values()) > 1_000:
            return colours
        page.wait_for_timeout(500)
    raise AssertionError("the grid was never painted")


def near(colour, wanted, tolerance=6) -> bool:
    # A canvas keeps colours multiplied by their opacity, so the last bits may differ.
    return all(abs(a - b) <= tolerance for a, b in zip(colour[:3], wanted[:3], strict=True))


def click_highest_cell(page) -> None:
    """Click on a pixel of the highest class, well inside the map, as the screenshot shows it."""
    box = page.locator(FRAME).bounding_box()
    picture = Image.open(io.BytesIO(page.locator(FRAME).screenshot())).convert("RGB")
    seen = np.asarray(picture).astype(int)
    yellow = (seen[..., 0] > 190) & (seen[..., 1] > 170) & (seen[..., 2] < 110)
    yellow[:, :300] = False  # the legend
    # The middle of a five-pixel block of it, so that no border and no sign is hit.
    block = np.lib.stride_tricks.sliding_window_view(yellow, (7, 7)).all(axis=(2, 3))
    rows, columns = np.nonzero(block)
    assert len(rows), "no ground of the highest class is to be seen"
    middle = len(rows) // 2
    page.mouse.click(box["x"] + int(columns[middle]) + 3, box["y"] + int(rows[middle]) + 3)


def test_offline_a_fresh_server_asked_for_the_map_shows_the_grid_and_tells_why(page, fresh_app, outside):
    # The screen's own address is the first thing that this server is asked for.
    page.goto(f"{fresh_app}/map")
    page.get_by_text("方格说明").wait_for()
    assert page.get_by_role("link", name="总览").is_visible()
    colours = wait_for_grid(page)
    for colour in VIRIDIS:
        wanted = rgba(colour, 1.0)
        assert sum(n for found, n in colours.items() if near(found, wanted)) > 50, colour
    page.wait_for_timeout(1_500)
    click_highest_cell(page)
    page.get_by_text("为什么", exact=True).wait_for()
    panel = page.locator(".st-key-cell_panel")
    for heading in ("计划", "上次踏查", "海拔", "以上相乘"):
        panel.get_by_text(heading).first.wait_for()  # the panel fills from the top
    assert "高" in panel.locator(".tacha-chip").inner_text()
    assert outside == []


def test_a_link_to_a_screen_keeps_its_language(page, app, outside):
    page.goto(f"{app}/plan?lang=en")
    page.get_by_role("button", name="Plan again").wait_for()
    assert page.get_by_text("Overview").first.is_visible()
    assert page.get_by_role("button", name="中文").is_visible()
    assert outside == []


def test_the_overview_tells_an_officer_how_things_stand(page, app, outside):
    page.goto(app)
    page.get_by_text("高重点地块已踏查").wait_for()
    assert page.get_by_text("最新轨迹：").is_visible()
    page.get_by_role("button", name="English").click()
    page.get_by_text("High-risk ground searched").wait_for()
    assert "lang=en" in page.url
    assert outside == []


def test_switching_what_the_grid_shows_keeps_the_map_and_changes_its_pixels(page, app):
    page.goto(f"{app}/map")
    before = wait_for_grid(page)
    page.frame_locator(FRAME).locator("body").evaluate("() => { window.same_map = true; }")
    page.get_by_role("radio", name="发现概率").or_(page.get_by_role("button", name="发现概率")).first.click()
    page.frame_locator(FRAME).get_by_text("80% 及以上").wait_for()
    for _ in range(40):
        after = grid_colours(page)
        if set(after) != set(before):
            break
        page.wait_for_timeout(250)
    assert set(after) != set(before)
    assert page.frame_locator(FRAME).locator("body").evaluate("() => window.same_map === true")


@pytest.mark.parametrize("width", [390])
def test_on_a_phone_nothing_is_wider_than_the_screen(page, app, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{app}/map")
    wait_for_grid(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    box = page.locator(FRAME).bounding_box()
    assert 0.6 * 844 < box["height"] < 0.72 * 844
