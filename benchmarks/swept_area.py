"""Time the ground that tracks have swept, by cell, against buffering, uniting and intersecting.

Run ``python -m benchmarks.swept_area [--json] [--tracks N]``. CPU seconds of this process, imports and
compilation left out, the median of three runs for ours and one for the peer; the ratio is made within one
run on ten tracks, and the big row is ours alone.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from benchmarks.spent import peak_mb, timed
from geo.search.swept import swept_area

CRS = "EPSG:4544"
CELL_M, HALF_WIDTH_M, POINTS, STEP_M = 250.0, 30.0, 5_000, 5.0
NOISE_M = 3.0  # of a phone under open sky
PEER_TRACKS = 10


def main() -> None:
    """Print the rows as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--tracks", type=int, default=200, help="tracks of the big row")
    asked = parser.parse_args()
    rows = [ratio_row(), big_row(asked.tracks)]
    if asked.json:
        print(json.dumps({"benchmark": "swept_area", "rows": rows}, indent=1))
        return
    for row in rows:
        print(", ".join(f"{name}: {value}" for name, value in row.items()))


def world(columns: int, rows: int, tracks: int) -> tuple[Any, Any, np.ndarray]:
    """Make one village of whole squares and wandering walks of 25 km each in it, as a phone records them."""
    rng = np.random.default_rng(11)
    iy, ix = (index.ravel() for index in np.mgrid[0:rows, 0:columns])
    names = pd.Series(ix).astype(str) + "_" + pd.Series(iy).astype(str)
    cells = pd.DataFrame({"cell_id": names, "village_id": "v", "ix": ix, "iy": iy, "area_m2": CELL_M**2})
    width_m, height_m = columns * CELL_M, rows * CELL_M
    village = gpd.GeoDataFrame(
        {"village_id": ["v"]}, geometry=[shapely.box(0, 0, width_m, height_m)], crs=CRS
    )
    heading = np.cumsum(rng.normal(0, 0.25, (tracks, POINTS)), axis=1)
    start = rng.uniform(0.2, 0.8, (tracks, 1, 2)) * [width_m, height_m]
    steps = STEP_M * np.stack([np.cos(heading), np.sin(heading)], axis=2)
    walks = start + np.cumsum(steps, axis=1) + rng.normal(0, NOISE_M, steps.shape)
    lines = shapely.linestrings(walks.reshape(-1, 2), indices=np.repeat(np.arange(tracks), POINTS))
    return village, cells, lines


def ratio_row() -> dict[str, Any]:
    """Compare speed and ground on ten tracks with shapely's buffer, union and intersection."""
    village, cells, lines = world(100, 100, PEER_TRACKS)

    def ours() -> Any:
        return swept_area(lines, half_width_m=HALF_WIDTH_M, villages=village, cells=cells, cell_size_m=CELL_M)

    def peer(quad_segs: int = 16) -> pd.Series:
        united = shapely.union_all(shapely.buffer(lines, HALF_WIDTH_M, quad_segs=quad_segs))
        tree = shapely.STRtree(shapely.get_parts(united))
        x, y = (cells[name].to_numpy() * CELL_M for name in ("ix", "iy"))
        squares = shapely.box(x, y, x + CELL_M, y + CELL_M)
        near = np.unique(tree.query(squares, predicate="intersects")[0])
        area = shapely.area(shapely.intersection(squares[near], united))
        return pd.Series(area, index=cells["cell_id"].iloc[near])

    ours()  # compiles
    ours_s, found = timed(ours, times=3)
    peer_s, _ = timed(peer)
    exact = peer(quad_segs=64)  # 16 corners a quarter make every disc 0.04 % too small
    painted = found["swept_m2"].reindex(exact.index).fillna(0.0)
    return {
        "what": f"{PEER_TRACKS} tracks x {POINTS} points, {len(cells)} cells",
        "ours_s": round(ours_s, 4),
        "buffer_union_s": round(peer_s, 2),
        "ratio": round(peer_s / ours_s, 1),
        "total_off": float(f"{abs(painted.sum() / exact.sum() - 1):.2g}"),
        "worst_cell_off": float(f"{((painted - exact).abs() / CELL_M**2).max():.2g}"),
        "target": "at least 80 x; total within 0.01 %, cell within 0.002",
    }


def big_row(tracks: int) -> dict[str, Any]:
    """Time many tracks over 200,000 cells, and what memory the run adds."""
    village, cells, lines = world(500, 400, tracks)
    before_mb = peak_mb()

    def ours() -> Any:
        return swept_area(lines, half_width_m=HALF_WIDTH_M, villages=village, cells=cells, cell_size_m=CELL_M)

    ours_s, found = timed(ours)
    return {
        "what": f"{tracks} tracks x {POINTS} points, {len(cells)} cells",
        "ours_s": round(ours_s, 3),
        "cells_touched": len(found),
        "added_mb": peak_mb() - before_mb,
        "target": "under 150 MB; the prototype took 1.8 s",
    }


if __name__ == "__main__":
    main()
