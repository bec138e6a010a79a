"""In Chromium: every screen can be read by weak eyes, and be worked by keyboard alone."""

from pathlib import Path

import pytest

from tests.browser.test_app import FRAME

SCREENS = (
    "today", "overview", "map", "plan", "plan?plan_part=routes", "returns", "results", "reports", "inputs",
    "settings",
)  # fmt: skip
READING = (Path(__file__).parent / "access.js").read_text(encoding="utf-8")
MOST_TABS = 400
IN_THE_FRAME = 10
"""Controls that stand on every screen: the way to the others, and the language."""
STANDS = 4
"""Times that a screen is seen unchanged before it is read."""


@pytest.fixture
def read(page, app):
    """Open a screen, wait until it stands still, and give the page with what reads it."""

    def opened(screen):
        page.goto(f"{app}/{screen}")
        page.locator("h2, .st-key-map_controls").first.wait_for()
        page.evaluate(READING)
        before, stands = 0, 0
        while stands < STANDS:
            page.wait_for_timeout(250)
            now = page.evaluate("tachaAccess.count()")
            stands = stands + 1 if now == before and now > IN_THE_FRAME else 0
            before = now
        return page

    return opened


def walk_by_tab(page):
    """Press Tab through the page: what it stopped at; a table keeps the focus while Tab walks its columns."""
    stops = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        told = page.evaluate("tachaAccess.stopped()")
        if told is None:
            return stops
        stops.append(told)
    raise AssertionError("Tab never came back to the start")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_text_stands_out_as_aa_wants_and_every_control_is_met_by_tab(read, screen):
    page = read(screen)
    assert page.evaluate("tachaAccess.pale()") == []
    assert page.evaluate("tachaAccess.nameless()") == []
    stops = walk_by_tab(page)
    assert [stop for stop in stops if not stop["ringed"]] == []
    assert page.evaluate("tachaAccess.missed()") == []


def test_the_map_itself_can_be_read_and_worked_by_keyboard(read):
    page = read("map")
    page.frame_locator(FRAME).locator(".leaflet-grid-pane canvas").first.wait_for()
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    frame.locator(".leaflet-grid-pane canvas").first.wait_for()
    frame.evaluate(READING)
    assert frame.evaluate("tachaAccess.pale()") == []
    assert frame.evaluate("tachaAccess.nameless()") == []
    stops = []
    frame.locator(".leaflet-container").focus()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        told = frame.evaluate("tachaAccess.stopped()")
        if told is None:
            break
        stops.append(told)
    assert [told for told in stops if not told["ringed"]] == []
    assert frame.evaluate("tachaAccess.missed()") == []


def test_a_cell_is_asked_for_its_reasons_by_arrows_and_enter(read):
    page = read("map")
    page.frame_locator(FRAME).locator(".leaflet-grid-pane canvas").first.wait_for()
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    frame.locator(".leaflet-grid-pane canvas").first.wait_for()
    assert "cell=" not in page.url
    frame.locator(".leaflet-container").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(800)
    page.keyboard.press("Enter")
    page.locator(".st-key-cell_panel .tacha-facts").wait_for()
    assert "cell=" in page.url


def test_the_reading_sees_pale_words_hidden_controls_and_names_that_lack(page):
    page.set_content(
        '<p style="color:#777">pale</p><p style="color:#767676">dark enough</p>'
        '<p style="color:#949494;font-size:24px">large</p><p style="color:#0005">half</p>'
        '<div style="background:#0b5c66"><b style="color:#fff">white</b></div>'
        '<button tabindex="-1">beyond</button><button><i></i>&nbsp;</button>'
        '<div role="radiogroup"><button>one</button><button tabindex="-1">two</button></div>'
    )
    page.evaluate(READING)
    assert [found["words"] for found in page.evaluate("tachaAccess.pale()")] == ["pale", "half"]
    assert len(page.evaluate("tachaAccess.nameless()")) == 1
    assert page.evaluate("tachaAccess.missed()") == ["button beyond", "button", "button one", "button two"]
    page.keyboard.press("Tab")
    page.evaluate("tachaAccess.stopped()")
    page.keyboard.press("Tab")
    page.evaluate("tachaAccess.stopped()")
    assert page.evaluate("tachaAccess.missed()") == ["button beyond"]


def test_a_choice_of_windows_is_made_by_arrow_and_space(read):
    page = read("overview")
    group = page.get_by_role("radiogroup").first
    first, second = group.get_by_role("radio").nth(0), group.get_by_role("radio").nth(1)
    chosen, other = (first, second) if first.get_attribute("aria-checked") == "true" else (second, first)
    chosen.focus()
    page.keyboard.press("ArrowRight" if chosen is first else "ArrowLeft")
    page.keyboard.press("Space")
    group.locator('[aria-checked="true"]').get_by_text(other.inner_text().split()[0]).wait_for()
    assert "window=" in page.url
