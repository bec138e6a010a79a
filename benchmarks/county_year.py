"""Time a county's year on record: coverage and dead corners opened, told of one new track, and rebuilt.

Run ``python -m benchmarks.county_year [--json] [--tracks N] [--cell M] [--site FOLDER]``. The site folder is
made by a process of its own (see `benchmarks.county_site`) and opened by others through what
``tacha coverage`` calls: site file, records, kept tables, dead corners. CPU seconds of each process,
compilation left out and imports told apart; memory is the peak of that process, imports included.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.county_site import FINDS, walks
from benchmarks.spent import cpu_s, peak_mb
from geo.actions.coverage.corners import cover_with_corners
from geo.records.store import Store
from geo.records.tracks import add_tracks
from geo.sources.derived import kept

KEPT_GROUND = ("ground-", "expected-")
"""What stays when coverage is rebuilt: it hangs on no track, visit or finding."""


def main() -> None:
    """Print the rows as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--tracks", type=int, default=2_000, help="tracks of the year")
    parser.add_argument("--cell", type=int, default=250, help="side of the squares, m")
    parser.add_argument("--site", type=Path, help="a county that is there already")
    parser.add_argument("--open", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.open:
        print(json.dumps(_opened(asked.open)))
        return
    with tempfile.TemporaryDirectory() as folder:
        site = asked.site or Path(folder) / "county"
        if not asked.site:
            _run(f"from pathlib import Path; from benchmarks.county_site import make_county; "
                 f"make_county(Path({str(site)!r}), tracks={asked.tracks}, cell_m={asked.cell})")  # fmt: skip
        rows = measure(site, asked.tracks, asked.cell)
    if asked.json:
        print(json.dumps({"benchmark": "county_year", "rows": rows}, indent=1))
        return
    for row in rows:
        print(", ".join(f"{name}: {value}" for name, value in row.items()))


def measure(site: Path, tracks: int, cell_m: int) -> list[dict[str, Any]]:
    """Rebuild, open, and add one track, each in a process of its own."""
    open_it = [sys.executable, "-m", "benchmarks.county_year", "--open", str(site)]

    def opened() -> dict[str, Any]:
        said = subprocess.run(open_it, check=True, capture_output=True, text=True).stdout
        return dict(json.loads(said))

    opened()  # compiles, and keeps the ground
    for folder in (site / "derived").iterdir():
        if not folder.name.startswith(KEPT_GROUND):
            shutil.rmtree(folder)
    whole, again = opened(), opened()
    before = _searcher_m(site)
    size_m = [500.0 * cell_m, 400.0 * cell_m]
    with Store.open(site) as store:
        new = walks(10 * tracks + int(time.time()) % 10_000, 1, size_m)
        add_tracks(store, new.assign(mode="foot"))
    added = opened()
    both = before.to_frame("before").join(_searcher_m(site).rename("after"), how="outer")
    touched = int((both["before"] != both["after"]).sum())
    what = f"{tracks} tracks, {FINDS} findings, {whole['cells']} cells of {cell_m} m"
    return [
        {"what": f"rebuilt: {what}", **whole, "target": "at most 60 CPU-s"},
        {"what": "opened", **again, "target": "at most 3 s"},
        {"what": "one new track", **added, "rows_changed": touched, "target": "only the cells it touches"},
        {"what": "memory", "peak_mb": max(run["peak_mb"] for run in (whole, again, added)),
         "target": "under 1,000 MB"},
    ]  # fmt: skip


def _opened(site: Path) -> dict[str, Any]:
    """Open coverage as `tacha coverage` does, and say what it took."""
    imports_s, began = cpu_s(), time.perf_counter()
    covered, corners = cover_with_corners(site)
    return {
        "cpu_s": round(cpu_s() - imports_s, 2), "s": round(time.perf_counter() - began, 2),
        "imports_s": round(imports_s, 2), "peak_mb": peak_mb(), "cells": len(covered.ground),
        "rows": len(covered.coverage), "corners": len(corners),
    }  # fmt: skip


def _searcher_m(site: Path) -> Any:
    """Searcher-metres by cell and window, as kept."""
    folder = next((site / "derived").glob("covered-*"))
    found = kept(folder, only="coverage")
    tables = found[0] if found else {}
    return tables["coverage"].set_index(["cell_id", "window_id"])["searcher_m"]


def _run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


if __name__ == "__main__":
    main()
