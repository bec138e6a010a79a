"""Time exact statistics and polygons of clipped cells against exactextract and geopandas.overlay.

Run ``python -m benchmarks.cell_statistics [--json] [--cells N]``. CPU seconds of this process, imports and
compilation left out, the median of three runs for ours and one for the peers; a ratio is made within one run.
"""

from __future__ import annotations

import argparse
import json
import math
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from benchmarks.spent import timed
from geo.ground.cellstats import cell_statistics
from geo.ground.grid import cell_polygons
from geo.model.land import PixelGrid

CRS = "EPSG:4544"
PIXEL_M, CELL_M = 30.0, 100.0
CELLS_A_VILLAGE = 1_700  # 17 km2
OVERLAY_CELLS = 30_000  # overlay of all of them would take half a minute


def main() -> None:
    """Print the rows as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--cells", type=int, default=100_000, help="about how many cells")
    asked = parser.parse_args()
    rows = [statistics_row(asked.cells), polygons_row(min(asked.cells, OVERLAY_CELLS))]
    if asked.json:
        print(json.dumps({"benchmark": "cell_statistics", "rows": rows}, indent=1))
        return
    for row in rows:
        print(", ".join(f"{name}: {value}" for name, value in row.items()))


def world(cells: int) -> tuple[Any, PixelGrid, np.ndarray, np.ndarray]:
    """Make villages with winding borders, mountains and land cover for about this many cells."""
    rng = np.random.default_rng(7)
    side_m = math.sqrt(cells) * CELL_M
    pixels = math.ceil(side_m / PIXEL_M) + 40
    grid = PixelGrid(CRS, 400_011.0, 2_700_007.0 + pixels * PIXEL_M, PIXEL_M, pixels, pixels)
    east, north = grid.left_m + 20 * PIXEL_M, grid.bounds[1] + 20 * PIXEL_M
    count = max(cells // CELLS_A_VILLAGE, 5)
    seeds = shapely.multipoints(rng.uniform(0, side_m, (count, 2)))
    frame = shapely.box(0, 0, side_m, side_m)
    parts = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=frame))
    parts = shapely.segmentize(shapely.intersection(parts, frame), 20.0)

    def wind(points: np.ndarray) -> np.ndarray:
        x, y = points.T
        bend_x = 120 * np.sin(y / 410) + 25 * np.sin(x / 83 + y / 57)
        bend_y = 120 * np.sin(x / 370) + 25 * np.sin(x / 71 - y / 61)
        return np.column_stack([x + bend_x + east, y + bend_y + north])

    ids = [f"v{number:02d}" for number in range(len(parts))]
    villages = gpd.GeoDataFrame({"village_id": ids}, geometry=shapely.transform(parts, wind), crs=CRS)
    row, column = np.mgrid[0:pixels, 0:pixels]
    hills = 1500 + 400 * np.sin(row / 40) * np.cos(column / 55) + rng.normal(0, 8, (pixels, pixels))
    cover = ((row // 9 + column // 7) % 8).astype(np.uint8)
    return villages, grid, hills.astype(np.float32), cover


def statistics_row(cells: int) -> dict[str, Any]:
    """Compare area, mean, sd, min, max and 8 class shares with exactextract's four statistics."""
    villages, grid, elevation, cover = world(cells)

    def ours() -> pd.DataFrame:
        return cell_statistics(
            villages, grid, cell_size_m=CELL_M, spread={"z": elevation}, means={}, classes=cover
        )

    found = ours()  # compiles
    seconds = timed(ours, times=3)[0]
    areas = villages.area.to_numpy()
    sums = [math.fsum(found.loc[found["village"] == row, "area_m2"]) for row in range(len(villages))]
    row: dict[str, Any] = {
        "what": "exact statistics of clipped cells",
        "cells": len(found),
        "ours_us_a_cell": round(seconds / len(found) * 1e6, 3),
        "village_area_error": max(abs(total / area - 1) for total, area in zip(sums, areas, strict=True)),
        "peer": "exactextract, raster-sequential",
        "target": "at least 100 x; mean within 1e-6; min and max equal; areas within 1e-12",
    }
    try:
        from exactextract import exact_extract  # noqa: PLC0415  a peer that may be absent
        from exactextract.raster import NumPyRasterSource  # noqa: PLC0415
    except ImportError:
        return row | {"peer_us_a_cell": "not run"}
    polygons = gpd.GeoDataFrame(geometry=_polygons(villages, found), crs=CRS)
    raster = NumPyRasterSource(elevation, *grid.bounds, srs_wkt=polygons.crs.to_wkt())
    answer: list[pd.DataFrame] = []

    def theirs() -> None:
        wanted = ["mean", "stdev", "min", "max"]
        answer.append(exact_extract(raster, polygons, wanted, strategy="raster-sequential", output="pandas"))

    peer_s = timed(theirs)[0]
    peer = answer[0]
    return row | {
        "peer_us_a_cell": round(peer_s / len(found) * 1e6, 1),
        "ratio": round(peer_s / seconds, 1),
        "mean_off": float(np.max(np.abs(peer["mean"].to_numpy() / found["z_mean"].to_numpy() - 1))),
        "min_unequal": int((peer["min"].to_numpy() != found["z_min"].to_numpy()).sum()),
        "max_unequal": int((peer["max"].to_numpy() != found["z_max"].to_numpy()).sum()),
    }


def polygons_row(cells: int) -> dict[str, Any]:
    """Compare cell polygons with geopandas.overlay of a full grid and the villages."""
    villages, grid, elevation, _ = world(cells)
    found = cell_statistics(
        villages, grid, cell_size_m=CELL_M, spread={"z": elevation}, means={}, classes=None
    )
    seconds = timed(lambda: _polygons(villages, found), times=3)[0]
    squares = found[["ix", "iy"]].drop_duplicates().to_numpy() * CELL_M
    boxes = shapely.box(*squares.T, *(squares.T + CELL_M))
    whole = gpd.GeoDataFrame({"square": range(len(boxes))}, geometry=boxes, crs=CRS)
    peer_s = timed(lambda: gpd.overlay(whole, villages, how="intersection"))[0]
    return {
        "what": "cell polygons",
        "cells": len(found),
        "ours_us_a_cell": round(seconds / len(found) * 1e6, 3),
        "peer": "geopandas.overlay",
        "peer_us_a_cell": round(peer_s / len(found) * 1e6, 1),
        "ratio": round(peer_s / seconds, 1),
        "target": "at least 15 x",
    }


def _polygons(villages: Any, found: pd.DataFrame) -> Any:
    cells = found.assign(village_id=villages["village_id"].to_numpy()[found["village"]])
    return cell_polygons(villages, cells, CELL_M)


if __name__ == "__main__":
    main()
