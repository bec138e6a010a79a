"""Take the pictures of README from the running app: `python docs/screenshots.py [SITE]`.

Needs Chromium at /usr/bin/chromium. Without a site folder the sample township is made in a temporary one.
"""

from __future__ import annotations

import io
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from geo.actions.site.serve import server_of

ROOT: Final = Path(__file__).resolve().parents[1]
IMAGES: Final = ROOT / "docs" / "images"
CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FRAME: Final = 'iframe[title="streamlit_folium.st_folium"]'
PATIENCE_MS: Final = 120_000


def main() -> None:
    """Start the app and take every picture."""
    with tempfile.TemporaryDirectory() as spare:
        site = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(spare) / "site"
        if not site.exists():
            command = [sys.executable, "-m", "geo.cli", "demo", str(site), "--no-serve"]
            subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command, environment = server_of(site, port=port)
        server = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603
        try:
            take_all(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def take_all(address: str) -> None:
    """Take overview, map and plan on a desk, and the map on a phone."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = opened(browser, width=1440, height=900)
        await_answer(page, f"{address}/overview")
        page.get_by_text("需要处理").wait_for()
        page.get_by_text("因缺少资料").wait_for()
        shoot(page, "overview")
        page.goto(f"{address}/map")
        look_at_a_cell(page)
        shoot(page, "map")
        page.goto(f"{address}/plan")
        page.get_by_text("路线", exact=True).first.wait_for()
        shoot(page, "plan")
        phone = opened(browser, width=390, height=844)
        phone.goto(f"{address}/map")
        grid_is_there(phone)
        shoot(phone, "phone")
        browser.close()


def await_answer(page: Page, address: str) -> None:
    """Open the app as soon as it answers."""
    for _ in range(120):
        try:
            page.goto(address)
        except PlaywrightError:
            page.wait_for_timeout(500)
        else:
            return


def opened(browser: Any, *, width: int, height: int) -> Page:
    """Open a patient Chinese page of this size."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page: Page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def grid_is_there(page: Page) -> None:
    """Wait until the map shows its legend, which comes with the grid."""
    page.frame_locator(FRAME).locator(".tacha-legend summary").wait_for()
    page.wait_for_timeout(2_000)


def look_at_a_cell(page: Page) -> None:
    """Click on the first lead, so that the picture shows what the map answers."""
    grid_is_there(page)
    # A stop may cover the lead; the click belongs to the cell below both.
    page.frame_locator(FRAME).locator(".leaflet-marker-pane, .leaflet-signs-pane").locator(
        ".tacha-badge.diamond"
    ).nth(2).click(force=True)
    page.get_by_text("为什么", exact=True).wait_for()
    page.mouse.move(5, 5)


def shoot(page: Page, name: str) -> None:
    """Save the picture in 256 colours once everything has settled."""
    page.wait_for_timeout(2_500)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(256).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
