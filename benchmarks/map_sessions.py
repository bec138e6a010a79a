"""Clicks in the app for `benchmarks.map`: one session on an otherwise idle server, then many at once."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from geo.actions.site.serve import APP, server_of

FRAME: Final = 'iframe[title="streamlit_folium.st_folium"]'
CLICKS: Final = 5  # of one session; of many, two each
VIEW: Final = {"width": 1280, "height": 800}
MB: Final = 1_000_000

_WATCH: Final = """was => {
  const began = performance.now();
  const answered = () => location.href !== was && document.querySelector('.st-key-cell_panel .tacha-facts');
  window.tachaAnswered = new Promise(done => {
    const look = () => answered() ? done((performance.now() - began) / 1000) : setTimeout(look, 20);
    look();
  });
}"""


def click_times(engine: Browser, folder: Path, site: Path | None, *, sessions: int) -> list[dict[str, Any]]:
    """Seconds from a click on the map to the reasons of its cell, and the memory of the server."""
    if site is None:
        site = folder / "county"
        make = [sys.executable, "-m", "benchmarks.county_site", str(site), "--tracks", "100"]
        subprocess.run(make, check=True, capture_output=True)
    with served(site) as (address, process):
        began = time.perf_counter()
        first = _open(engine, address)
        opened_s = time.perf_counter() - began
        before_s = _cpu_s(process)
        alone = [_click(first, number) for number in range(CLICKS)]
        each_s, held_mb = _each(before_s, _cpu_s(process), CLICKS), _memory_mb(process)
        pages = [first, *(_open(engine, address) for _ in range(sessions - 1))]
        before_s = _cpu_s(process)
        together = _all_at_once(pages, CLICKS)
        each_of_all_s = _each(before_s, _cpu_s(process), len(pages))
        rows = [
            {
                "clicks": "one session",
                "first_open_s": round(opened_s, 1),
                **_told(alone),
                "server_cpu_s": each_s,
                "server_mb": held_mb,
            },
            {
                "clicks": f"{sessions} sessions at once",
                **_told(together),
                "server_cpu_s": each_of_all_s,
                "server_mb": _memory_mb(process),
            },
        ]
        for page in pages:
            page.context.close()
    return rows


@contextmanager
def served(site: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run the app on a site, alone on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command, environment = server_of(site, port=port)
    server = subprocess.Popen(
        command, cwd=APP.parent, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)  # noqa: S310  our own
                break
            except OSError:
                time.sleep(0.25)
        yield address, server
    finally:
        server.terminate()
        server.wait(timeout=20)


def _open(engine: Browser, address: str) -> Page:
    page = engine.new_context(viewport=VIEW, locale="zh-CN").new_page()
    page.set_default_timeout(300_000)
    page.goto(f"{address}/map")
    frame = page.frame_locator(FRAME)
    frame.locator(".leaflet-grid-pane canvas").first.wait_for()
    page.wait_for_timeout(1_000)
    return page


def _click(page: Page, number: int) -> float:
    """Click a place that differs from the last one, and wait for the panel to name another cell."""
    before = page.url
    began = time.perf_counter()
    _press(page, number)
    page.wait_for_function("was => location.href !== was", arg=before, polling=20)
    page.locator(".st-key-cell_panel .tacha-facts").wait_for()
    return time.perf_counter() - began


def _press(page: Page, number: int) -> None:
    box = page.locator(FRAME).bounding_box()
    if box is None:
        raise RuntimeError("the map is not on the page")
    at = box["x"] + 0.5 * box["width"] + 14 * number, box["y"] + 0.4 * box["height"] + 9 * number
    page.mouse.click(*at)


def _all_at_once(pages: list[Page], number: int) -> list[float]:
    """Click in every session without waiting, then note when each shows its cell by its own clock."""
    for page in pages:
        page.evaluate(_WATCH, page.url)
        _press(page, number)
    return [float(page.evaluate("() => window.tachaAnswered")) for page in pages]


def _told(seconds: list[float]) -> dict[str, Any]:
    return {"median_s": round(statistics.median(seconds), 2), "slowest_s": round(max(seconds), 2)}


def _each(before_s: float | None, after_s: float | None, clicks: int) -> float | None:
    """CPU seconds that the server took for a click: they hold on a busy machine, too."""
    return None if before_s is None or after_s is None else round((after_s - before_s) / clicks, 2)


def _cpu_s(server: subprocess.Popen[bytes]) -> float | None:
    """CPU seconds of the server so far; None where the system does not tell."""
    status = Path(f"/proc/{server.pid}/stat")
    if not status.exists():
        return None
    ticks = status.read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _memory_mb(server: subprocess.Popen[bytes]) -> int | None:
    """Memory that the server holds now; None where the system does not tell."""
    status = Path(f"/proc/{server.pid}/statm")
    if not status.exists():
        return None
    pages = int(status.read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / MB)
