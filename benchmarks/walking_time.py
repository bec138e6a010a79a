"""Time walks over a million pixels from fifty places, against scipy's Dijkstra on the same graph.

Run ``python -m benchmarks.walking_time [--json] [--side N]``. CPU seconds of this process, imports and
compilation left out, the median of three runs for ours and one for the peer. Ours lays out nothing; the peer
first writes out sixteen million edges: one ratio counts that, as r.walk's time would, the other its search
alone. GRASS r.walk is reported as not run where it is not installed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
from typing import Any

import numpy as np
from scipy import ndimage
from scipy.sparse import csgraph, csr_array

from benchmarks.spent import timed
from geo.ground.terrain import make_terrain
from geo.ground.travel import STEPS, WalkField, pace, walk
from geo.model.land import LandCover, PixelGrid, Terrain
from geo.settings import DEFAULTS

PIXEL_M, SOURCES, RUNS = 30.0, 50, 3


def main() -> None:
    """Print the rows as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--side", type=int, default=1000, help="pixels along one side of the ground")
    asked = parser.parse_args()
    rows = [scipy_row(asked.side), grass_row()]
    if asked.json:
        print(json.dumps({"benchmark": "walking_time", "rows": rows}, indent=1))
        return
    for row in rows:
        print(", ".join(f"{name}: {value}" for name, value in row.items()))


def ground(side: int) -> Terrain:
    """Make smooth hills, half of them forest, nowhere barred: scipy's graph then needs no rules."""
    rng = np.random.default_rng(0)
    hills = ndimage.gaussian_filter(rng.normal(size=(side, side)), 25)
    elevation = (600 + 180 * hills / hills.std()).astype(np.float32)
    forest = ndimage.gaussian_filter(rng.normal(size=(side, side)), 8) > 0
    cover = np.where(forest, LandCover.FOREST, LandCover.OPEN).astype(np.uint8)
    grid = PixelGrid("EPSG:32632", 0.0, side * PIXEL_M, PIXEL_M, side, side)
    return make_terrain(grid, elevation, cover, None, None, DEFAULTS)


def scipy_row(side: int) -> dict[str, Any]:
    """Search the same ground with both and compare every pixel."""
    terrain = ground(side)
    rows, columns = np.random.default_rng(1).integers(0, side, (2, SOURCES))

    def ours() -> WalkField:
        return walk(terrain, rows, columns, direction="out", settings=DEFAULTS)

    ours()
    timed = [timed(ours) for _ in range(RUNS)]
    ours_s, found = statistics.median(seconds for seconds, _ in timed), timed[0][1]
    layout_s, graph = timed(lambda: written_out(terrain))
    peer_s, expected = timed(lambda: csgraph.dijkstra(graph, indices=rows * side + columns, min_only=True))
    difference = np.abs(found.seconds.ravel() - expected) / np.maximum(expected, 1.0)
    return {
        "peer": "scipy.sparse.csgraph.dijkstra",
        "pixels": side * side,
        "ours_cpu_s": round(ours_s, 3),
        "peer_search_cpu_s": round(peer_s, 3),
        "peer_layout_cpu_s": round(layout_s, 3),
        "ratio": round((layout_s + peer_s) / ours_s, 1),
        "ratio_of_search_alone": round(peer_s / ours_s, 1),
        "largest_relative_difference": float(f"{difference.max():.1e}"),
    }


def grass_row() -> dict[str, Any]:
    """Report r.walk as not run."""
    there = shutil.which("grass") is not None
    return {"peer": "GRASS r.walk", "result": "not run: " + ("no recipe yet" if there else "not installed")}


def written_out(terrain: Terrain) -> csr_array:
    """Write out the graph of Tobler's times, every pixel with its sixteen neighbours."""
    side, travel = terrain.grid.rows, DEFAULTS.travel
    height, times = terrain.elevation_m.astype(float), pace(terrain, DEFAULTS).astype(float)
    number = np.arange(side * side).reshape(side, side)
    starts, ends, seconds = [], [], []
    for down, across in STEPS.tolist():
        here, there = overlap(side, down, across), overlap(side, -down, -across)
        length_m = PIXEL_M * np.hypot(down, across)
        slope = (height[there] - height[here]) / length_m
        kmh = travel.tobler_kmh * np.exp(-travel.tobler_steepness * np.abs(slope + travel.tobler_offset))
        starts.append(number[here].ravel())
        ends.append(number[there].ravel())
        seconds.append((length_m * 3.6 / kmh * (times[here] + times[there]) / 2).ravel())
    joined = (np.concatenate(seconds), (np.concatenate(starts), np.concatenate(ends)))
    return csr_array(joined, shape=(side * side, side * side))


def overlap(side: int, down: int, across: int) -> tuple[slice, slice]:
    """Pixels from which a step of this kind stays on the ground."""
    rows = slice(max(0, -down), side - max(0, down))
    return rows, slice(max(0, -across), side - max(0, across))


if __name__ == "__main__":
    main()
