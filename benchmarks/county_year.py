"""Time a county's year: coverage built whole, opened from what is kept, and told of one new track.

Run ``python -m benchmarks.county_year [--json] [--tracks N]``. CPU seconds of this process, imports and
compilation left out; memory is the peak of the process. The county is 500 x 400 cells of 250 m in ten
villages; every track a day's walk of 25 km with a fix each five metres; lines come from a file of the
site's kind, so that only those that are asked for are in memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from benchmarks.swept_area import CELL_M, CRS, world
from geo.actions.seen_so_far import seen_so_far
from geo.model.land import COVER_COLUMNS
from geo.model.schema import FINDINGS, VISIT_CELLS, VISIT_TRACKS, VISIT_YARDS, VISITS
from geo.model.season import CropYear
from geo.model.tables import Kind, empty
from geo.search.coverage import by_village, rate, told
from geo.search.seen import Ground
from geo.search.surveys import Surveys
from geo.settings import DEFAULTS

COLUMNS, ROWS, VILLAGES = 500, 400, 10
FINDS = 5_000
YEAR = 2026
WINDOWS = (("2026-05-10", "2026-05-29"), ("2026-06-01", "2026-06-20"), ("2026-06-21", "2026-07-10"))


def main() -> None:
    """Print the rows as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--tracks", type=int, default=2_000, help="tracks of the year")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), asked.tracks)
    if asked.json:
        print(json.dumps({"benchmark": "county_year", "rows": rows}, indent=1))
        return
    for row in rows:
        print(", ".join(f"{name}: {value}" for name, value in row.items()))


def measure(folder: Path, tracks: int) -> list[dict[str, Any]]:
    """Build whole, open, and add one track."""
    ground, risk = county()
    lines, rows = walks(folder, tracks)
    findings = finds()
    surveys = confirmed(rows.iloc[:-1])

    def run(count: int) -> Any:
        walked, declared, _ = told(rows.iloc[:count], surveys, ground.windows)
        seen = seen_so_far(folder / "derived", walked, declared, ground, DEFAULTS, lines_of=lines)
        rated = rate(seen, ground, risk=risk, findings=findings, settings=DEFAULTS)
        left = rated.left.sum(axis=1)
        table = by_village(rated.coverage, ground.cells, ground.villages, risk, left=left, signed_off=True)
        return rated.coverage, table

    compile_(folder / "small", lines, rows, ground)
    county_mb = _peak_mb()
    whole_s, (built, _) = _cpu_s(lambda: run(tracks - 1))
    opened_s, (opened, _) = _cpu_s(lambda: run(tracks - 1))
    added_s, (added, _) = _cpu_s(lambda: run(tracks))
    both = opened.merge(added, on=["cell_id", "window_id"], how="outer", suffixes=("", "_new"))
    touched = int((both["searcher_m"] != both["searcher_m_new"]).sum())
    return [
        {"what": f"whole: {tracks - 1} tracks, {FINDS} findings, {len(ground.cells)} cells",
         "cpu_s": round(whole_s, 1), "rows": len(built), "target": "at most 60 CPU-s"},
        {"what": "opened from what is kept", "cpu_s": round(opened_s, 2), "target": "at most 3 s"},
        {"what": "one new track", "cpu_s": round(added_s, 2), "rows_changed": touched,
         "target": "only the cells it touches"},
        {"what": "memory", "peak_mb": _peak_mb(), "before_mb": county_mb, "target": "under 1,000 MB"},
    ]  # fmt: skip


def county() -> tuple[Ground, Any]:
    """Make flat open ground of ten villages, three windows, and some expectation everywhere."""
    _, cells, _ = world(COLUMNS, ROWS, 1)
    strip = cells["ix"] * VILLAGES // COLUMNS
    ix, iy = cells["ix"], cells["iy"]
    cells = cells.assign(
        village_id="v" + strip.astype(str), searchable_m2=CELL_M**2, elevation_m=1_500.0,
        x=(ix + 0.5) * CELL_M, y=(iy + 0.5) * CELL_M, **dict.fromkeys(COVER_COLUMNS, 0.0),
    )  # fmt: skip
    cells["cover_open"] = 1.0
    cells["cell_id"] = cells["village_id"] + "_" + ix.astype(str) + "_" + iy.astype(str)
    width_m = COLUMNS * CELL_M / VILLAGES
    shapes = [shapely.box(k * width_m, 0, (k + 1) * width_m, ROWS * CELL_M) for k in range(VILLAGES)]
    names = [f"v{k}" for k in range(VILLAGES)]
    villages = gpd.GeoDataFrame({"village_id": names, "township": ""}, geometry=shapes, crs=CRS)
    windows = pd.DataFrame({"window_id": ["w1", "w2", "w3"], "opens": [span[0] for span in WINDOWS],
                            "closes": [span[1] for span in WINDOWS]})  # fmt: skip
    windows = windows.assign(**{name: pd.to_datetime(windows[name]) for name in ("opens", "closes")})
    dates = [np.array([float(day)]) for day in (69, 91, 152, 165, 201)]
    risk = pd.DataFrame({"cell_id": cells["cell_id"], "expected_plots": 0.02})
    return Ground(
        villages, cells, CELL_M, windows, CropYear(YEAR, np.array([1_500.0]), *dates), grain=2.0
    ), risk


def walks(folder: Path, tracks: int) -> tuple[Callable[[list[str]], Any], Any]:
    """Write the lines to one file a hundred tracks, and return who reads them and the rows without lines."""
    _, _, lines = world(COLUMNS, ROWS, tracks)
    names = [f"t{number:05d}" for number in range(tracks)]
    for start in range(0, tracks, 100):
        part = slice(start, start + 100)
        frame = gpd.GeoDataFrame({"track_id": names[part]}, geometry=lines[part], crs=CRS)
        frame.to_parquet(folder / f"lines-{start:05d}.parquet")

    def lines_of(wanted: list[str]) -> Any:
        files = sorted({int(name[1:]) // 100 * 100 for name in wanted})
        parts = [gpd.read_parquet(folder / f"lines-{start:05d}.parquet") for start in files]
        held = [part[part["track_id"].isin(wanted)] for part in parts]
        return pd.concat(held) if held else gpd.GeoDataFrame({"track_id": []}, geometry=[], crs=CRS)

    days = pd.to_datetime(WINDOWS[0][0]) + pd.to_timedelta(np.arange(tracks) % 60, unit="D")
    rows = pd.DataFrame({"track_id": names, "sha256": names, "walked_on": days, "mode": "foot", "walkers": 1,
                         "spacing_m": np.nan, "started_at": pd.NaT, "ended_at": pd.NaT})  # fmt: skip
    return lines_of, rows


def confirmed(rows: Any) -> Surveys:
    """Make one visit a track, nine of ten confirmed, in file."""
    blank = {column.name: "" if column.kind is Kind.TEXT else np.nan for column in VISITS.columns}
    names = "s" + rows["track_id"]
    state = np.where(np.arange(len(rows)) % 10 > 0, "confirmed", "submitted")
    visits = pd.DataFrame(blank, index=rows.index).assign(
        visit_id=names, visited_on=rows["walked_on"], state=state, walkers=1, source="track", formation="file"
    )
    tracks = pd.DataFrame({"visit_id": names, "track_id": rows["track_id"]})[VISIT_TRACKS.names]
    return Surveys(visits, empty(VISIT_CELLS), tracks, empty(VISIT_YARDS))


def finds() -> Any:
    """Scatter destroyed finds over the county."""
    dice = np.random.default_rng(3)
    place = dice.uniform([0, 0], [COLUMNS * CELL_M, ROWS * CELL_M], (FINDS, 2))
    days = pd.to_datetime(WINDOWS[0][0]) + pd.to_timedelta(dice.integers(0, 60, FINDS), unit="D")
    frame = empty(FINDINGS, CRS).reindex(range(FINDS))
    frame = frame.assign(state="eradicated", eradicated_on=days, species="poppy", village_id="")
    return gpd.GeoDataFrame(frame, geometry=shapely.points(place), crs=CRS)


def compile_(folder: Path, lines: Callable[[list[str]], Any], rows: Any, ground: Ground) -> None:
    """Run everything once on a corner of the county."""
    cells = ground.cells[(ground.cells["ix"] < 20) & (ground.cells["iy"] < 20)]
    corner = Ground(ground.villages, cells, ground.cell_size_m, ground.windows, ground.crop_year)
    walked, declared, _ = told(rows.iloc[:2], Surveys.none(), ground.windows)
    seen_so_far(folder, walked, declared, corner, DEFAULTS, lines_of=lines)


def _cpu_s(run: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    result = run()
    return time.process_time() - began, result


def _peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
