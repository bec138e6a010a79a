"""Lay the lines of a drone over ground that nobody should walk: as far apart as its camera sees."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from geo.model.land import LandCover, Terrain
from geo.settings import DroneSettings

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Camera:
    """A camera that looks straight down; across is across the flight."""

    across_mm: float
    along_mm: float
    focal_mm: float
    across_px: int
    along_px: int


@dataclass(frozen=True)
class Footprint:
    """What one picture shows, and how far lines and pictures lie apart; all in metres on the ground."""

    pixel_m: float
    swath_m: float
    along_m: float
    line_spacing_m: float
    picture_spacing_m: float


@dataclass(frozen=True)
class Flight:
    """Lines to fly over one piece of ground.

    lines: GeoDataFrame line, step, altitude_m (above the sea), ground_low_m, ground_high_m, relief_m of the
    whole line, geometry in the order and direction of flight. footprint: at the planned height. metres,
    seconds: from the first line's begin to the last one's end; speed_m_s: as flown; batteries: full ones
    needed; pictures; steep_lines: how many are flown in steps; forest_share: ground on which nothing is seen.
    """

    lines: Any
    footprint: Footprint
    metres: float
    seconds: float
    speed_m_s: float
    batteries: int
    pictures: int
    steep_lines: int
    forest_share: float


def footprint(camera: Camera, height_m: float, drone: DroneSettings) -> Footprint:
    """Work out what a picture shows from a height above the ground.

    >>> from geo.settings import DEFAULTS
    >>> seen = footprint(Camera(13.2, 8.8, 8.8, 5472, 3648), 80.0, DEFAULTS.drone)
    >>> round(seen.swath_m), round(seen.along_m), round(seen.pixel_m * 100, 1), round(seen.line_spacing_m)
    (120, 80, 2.2, 84)
    """
    across_m, along_m = (height_m * side / camera.focal_mm for side in (camera.across_mm, camera.along_mm))
    return Footprint(
        pixel_m=across_m / camera.across_px,
        swath_m=across_m,
        along_m=along_m,
        line_spacing_m=across_m * (1 - drone.side_overlap),
        picture_spacing_m=along_m * (1 - drone.forward_overlap),
    )


def fly(ground: Any, terrain: Terrain, camera: Camera, drone: DroneSettings) -> Flight:
    """Lay parallel lines along the contour over a polygon, in steps where the ground rises under them.

    Parameters
    ----------
    ground : polygon in the terrain's CRS
    camera : what looks down
    drone : height, overlaps, speed, battery
    """
    seen = footprint(camera, drone.height_m, drone)
    inside = _pixels(ground, terrain)
    angle = _contour(terrain, inside)
    lines = _lines(ground, angle, seen.line_spacing_m)
    rows: list[dict[str, Any]] = []
    steep = 0
    for number, line in enumerate(lines, start=1):
        steps, relief_m = _steps(line, terrain, drone)
        steep += relief_m > drone.relief_share * drone.height_m
        rows += [{"line": number, "step": k, "relief_m": relief_m} | step for k, step in enumerate(steps, 1)]
    columns = ["line", "step", "altitude_m", "ground_low_m", "ground_high_m", "relief_m", "geometry"]
    table = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=terrain.grid.crs)
    speed = min(drone.speed_m_s, seen.picture_spacing_m / drone.picture_s)
    on_lines = float(sum(line.length for line in lines))
    between = sum(
        float(np.hypot(*np.subtract(one.coords[-1], other.coords[0]))) for one, other in pairwise(lines)
    )
    seconds = (on_lines + between) / speed + max(len(lines) - 1, 0) * drone.turn_s
    cover = terrain.cover[inside]
    return Flight(
        lines=table,
        footprint=seen,
        metres=on_lines + between,
        seconds=seconds,
        speed_m_s=speed,
        batteries=math.ceil(seconds / 60 / (drone.battery_min * drone.battery_used) - 1e-9),
        pictures=sum(math.ceil(line.length / seen.picture_spacing_m) + 1 for line in lines),
        steep_lines=steep,
        forest_share=float((cover == LandCover.FOREST).mean()) if len(cover) else 0.0,
    )


def with_height(drone: DroneSettings, height_m: float | None) -> DroneSettings:
    """Set another height above ground; None leaves it."""
    return drone if height_m is None else replace(drone, height_m=height_m)


def _pixels(ground: Any, terrain: Terrain) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the pixels whose centre lies in a polygon; at least the one at its point inside."""
    grid = terrain.grid
    west, south, east, north = ground.bounds
    (top, low), (left, right) = grid.row_column([west, east], [north, south])
    row, column = (axis.ravel() for axis in np.mgrid[top : low + 1, left : right + 1])
    within = shapely.contains_xy(ground, *grid.centre(row, column))
    if not within.any():
        point = shapely.point_on_surface(ground)
        row, column = (np.atleast_1d(axis) for axis in grid.row_column(point.x, point.y))
        return row, column
    return row[within], column[within]


def _contour(terrain: Terrain, inside: tuple[NDArray[np.int64], NDArray[np.int64]]) -> float:
    """Direction along which the ground rises least, rad."""
    steep = np.tan(np.radians(terrain.slope_deg[inside].astype(float)))
    aspect = np.radians(np.nan_to_num(terrain.aspect_deg[inside].astype(float)))
    east, north = steep * np.sin(aspect), steep * np.cos(aspect)
    return 0.5 * math.atan2(2 * (east * north).sum(), (east**2 - north**2).sum()) + math.pi / 2


def _lines(ground: Any, angle: float, spacing_m: float) -> list[Any]:
    """Cut parallel lines out of a polygon and put them into the order of flight, there and back."""
    middle = shapely.centroid(ground)
    turned = shapely.affinity.rotate(ground, -angle, origin=middle, use_radians=True)
    west, south, east, north = turned.bounds
    count = max(1, math.ceil((north - south) / spacing_m - 1e-9))
    spare = (north - south - (count - 1) * spacing_m) / 2
    flown: list[Any] = []
    for number in range(count):
        y = south + spare + number * spacing_m
        cut = shapely.intersection(shapely.LineString([(west - 1, y), (east + 1, y)]), turned)
        parts = [part for part in shapely.get_parts(cut) if part.length > 0]
        if not parts:
            continue
        bounds = np.array([part.bounds for part in parts])
        # A gap in the ground is flown over: turning round it takes longer.
        ends = [(bounds[:, 0].min(), y), (bounds[:, 2].max(), y)]
        line = shapely.LineString(ends if len(flown) % 2 == 0 else ends[::-1])
        flown.append(shapely.affinity.rotate(line, angle, origin=middle, use_radians=True))
    return flown


def _steps(line: Any, terrain: Terrain, drone: DroneSettings) -> tuple[list[dict[str, Any]], float]:
    """Cut a line where the ground has risen or fallen too far: pieces of one altitude; and its relief."""
    points = shapely.get_coordinates(shapely.segmentize(line, terrain.grid.pixel_m / 2))
    grid = terrain.grid
    row, column = (grid.top_m - points[:, 1]) / grid.pixel_m, (points[:, 0] - grid.left_m) / grid.pixel_m
    height = ndimage.map_coordinates(
        terrain.elevation_m, (row - 0.5, column - 0.5), float, order=1, mode="nearest"
    )
    most_m = drone.relief_share * drone.height_m
    steps, first = [], 0
    low = high = height[0]
    for k in range(1, len(points) + 1):
        if k < len(points):
            new_low, new_high = min(low, height[k]), max(high, height[k])
            if new_high - new_low <= most_m or k == first + 1:
                low, high = new_low, new_high
                continue
        last = max(k - 1, first + 1)
        steps.append(
            {
                "altitude_m": (low + high) / 2 + drone.height_m,
                "ground_low_m": low,
                "ground_high_m": high,
                "geometry": shapely.LineString(points[first : last + 1]),
            }
        )
        first = last
        if k < len(points):
            low, high = min(height[k - 1], height[k]), max(height[k - 1], height[k])
    return steps, float(np.ptp(height))
