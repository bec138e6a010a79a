"""Hold stops of a site's plan against the road file and the elevation model themselves, read afresh.

``python -m benchmarks.stops_against_ground SITE [--stops 20] [--seed 1]``: the car must stand on a road of
the file, the drive must run along roads, walks must be as fast as Tobler says people are, stops must be where
feet can search.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import osmnx
import rasterio
import shapely

from geo.actions.prepared.ground import input_path, input_row
from geo.actions.prepared.prepare import prepare
from geo.ground.crs import to_working
from geo.records.plans import read_plan
from geo.records.store import Store


def main() -> None:
    """Print one line a stop, and what was found at worst."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("site", type=Path)
    asked.add_argument("--stops", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--json", action="store_true")
    words = asked.parse_args()
    rows = compare(words.site, words.stops, words.seed)
    if words.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    print("stop | slope deg | car to road m | drive off road m | drive km/h | walk m | climb m | walk km/h")
    for row in rows:
        print(" | ".join(str(value) for value in row.values()))
    worst = max(row["drive_off_road_m"] for row in rows)
    print(
        f"worst: car {max(row['car_to_road_m'] for row in rows)} m from a road, drive {worst} m off the roads"
    )
    sys.exit(int(worst > 30))


def compare(site: Path, count: int, seed: int) -> list[dict[str, object]]:
    """Compare some stops of the plan in force, chosen by the seed."""
    prepared = prepare(site)
    with Store.open(site) as store:
        plan = read_plan(store)
    if plan is None:
        sys.exit("no plan")
    roads = _road_lines(input_path(site, input_row(prepared.site, "roads")), prepared.crs)
    legs, stops = to_working(plan.legs, prepared.crs), to_working(plan.stops, prepared.crs)
    chosen = np.random.default_rng(seed).choice(len(stops), min(count, len(stops)), replace=False)
    with rasterio.open(input_path(site, input_row(prepared.site, "dem"))) as dem:
        return [_one(stops.iloc[place], legs, roads, dem, prepared.crs) for place in sorted(chosen)]


def _road_lines(path: Path, crs: str) -> shapely.STRtree:
    graph = osmnx.graph_from_xml(path, retain_all=True, simplify=False)
    edges = osmnx.graph_to_gdfs(graph, nodes=False).to_crs(crs)
    return shapely.STRtree(edges.geometry.to_numpy())


def _one(stop, legs, roads, dem, crs) -> dict[str, object]:
    ours = legs[(legs["route_id"] == stop.route_id) & (legs["to_stop"] == stop.order)]
    drive, walk = ours[ours["mode"] == "drive"], ours[ours["mode"] == "walk"]
    car = shapely.Point(ours["car_x"].iloc[-1], ours["car_y"].iloc[-1])
    walk_m, walk_s = float(walk.length.sum()), int(walk["seconds"].sum())
    drive_m, drive_s = float(drive.length.sum()), int(drive["seconds"].sum())
    climb_m = sum(_climb(dem, line, crs) for line in walk.geometry)
    return {
        "stop": stop.stop_id,
        "slope_deg": round(_slope(dem, stop.geometry, crs), 1),
        "car_to_road_m": round(_away(roads, car), 1),
        "drive_off_road_m": round(max((_off(roads, line) for line in drive.geometry), default=0.0), 1),
        "drive_kmh": round(3.6 * drive_m / drive_s, 1) if drive_s else None,
        "walk_m": round(walk_m),
        "climb_m": round(climb_m),
        "walk_kmh": round(3.6 * walk_m / walk_s, 1) if walk_s else None,
    }


def _away(roads, point) -> float:
    return float(roads.geometries[roads.nearest(point)].distance(point))


def _off(roads, line) -> float:
    """Farthest that a drive strays from the roads, its first and last 100 m to a base or place left out."""
    if line.length <= 200:
        return 0.0
    points = [line.interpolate(at) for at in np.arange(100, line.length - 100, 50)]
    return max(_away(roads, point) for point in points)


def _heights(dem, x, y, crs) -> np.ndarray:
    from rasterio.warp import transform  # noqa: PLC0415  only this script warps points

    place = transform(crs, dem.crs, list(x), list(y))
    return np.array([value[0] for value in dem.sample(zip(*place, strict=True))], float)


def _climb(dem, line, crs) -> float:
    heights = _heights(
        dem, *np.array([line.interpolate(at).coords[0] for at in np.arange(0, line.length, 30)]).T, crs
    )
    return float(np.clip(np.diff(heights), 0, None).sum())


def _slope(dem, point, crs) -> float:
    x, y = np.array([-30, 30, 0, 0]) + point.x, np.array([0, 0, -30, 30]) + point.y
    west, east, south, north = _heights(dem, x, y, crs)
    return float(np.degrees(np.arctan(np.hypot(east - west, north - south) / 60)))


if __name__ == "__main__":
    main()
