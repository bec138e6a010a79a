"""Time the map: bytes, first painted grid in Chromium beside plain folium, clicks, twenty sessions at once.

Run ``python -m benchmarks.map [--json] [--plain N] [--site FOLDER] [--sessions N]``. Pages of 200,000 and a
million invented cells are built by the layers alone and opened from files with the network cut; plain folium
draws one polygon for each of fewer cells, because it does not get through more in a run. Clicks are made in
the app on a county of 200,000 cells (see `benchmarks.county_site`), by one session, then by many at once.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks.map_pages import our_page, plain_page
from benchmarks.map_sessions import click_times

CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIDES: Final = {"200k": (400, 500), "1M": (1_000, 1_000)}
OPENED: Final = 3  # times; the median is told

_OUR_PAINTED = """() => [...document.querySelectorAll('.leaflet-grid-pane canvas')].some(tile => {
  const four = tile.getContext('2d').getImageData(0, 0, tile.width, tile.height).data;
  return four.some((value, i) => i % 4 === 3 && value > 0);
})"""
_PLAIN_PAINTED = "() => document.querySelectorAll('path.leaflet-interactive').length >= {count}"


def main() -> None:
    """Print the rows as lines or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--plain", type=int, default=20_000, help="cells that plain folium draws")
    parser.add_argument("--site", type=Path, help="a county of 200,000 cells that is there already")
    parser.add_argument("--sessions", type=int, default=20, help="sessions at once")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, browser() as engine:
        rows = painted(engine, Path(folder), asked.plain)
        rows += click_times(engine, Path(folder), asked.site, sessions=asked.sessions)
    if asked.json:
        print(json.dumps({"benchmark": "map", "rows": rows}, indent=1, ensure_ascii=False))
        return
    for row in rows:
        print(", ".join(f"{name}: {value}" for name, value in row.items()))


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium as the tests run it."""
    with sync_playwright() as playwright:
        engine = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield engine
        engine.close()


def painted(engine: Browser, folder: Path, plain_cells: int) -> list[dict[str, Any]]:
    """Build each page, and time how long a browser takes from opening it to its first painted grid."""
    rows = []
    for name, (down, across) in SIDES.items():
        page = our_page(folder / name, down, across)
        row = {"map": f"ours, {name}", "cells": down * across, **page.told()}
        rows.append(row | _opened(engine, page.file, _OUR_PAINTED))
    page = plain_page(folder / "plain", plain_cells)
    row = {"map": "plain folium", "cells": plain_cells, **page.told()}
    rows.append(row | _opened(engine, page.file, _PLAIN_PAINTED.format(count=plain_cells)))
    return rows


def _opened(engine: Browser, file: Path, is_painted: str) -> dict[str, Any]:
    """Seconds from opening a page to the first painted grid: the median of several, and the fastest."""
    seconds = []
    for _ in range(OPENED):
        page = engine.new_page(viewport={"width": 1280, "height": 800}, offline=True)
        page.set_default_timeout(300_000)
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_function(is_painted, polling=50)
        # Two frames later what was painted is on the screen.
        done_ms = page.evaluate(
            "() => new Promise(done => requestAnimationFrame("
            "() => requestAnimationFrame(() => done(performance.now()))))"
        )
        seconds.append(done_ms / 1_000)
        page.close()
    return {"painted_s": round(sorted(seconds)[len(seconds) // 2], 2), "fastest_s": round(min(seconds), 2)}


if __name__ == "__main__":
    main()
