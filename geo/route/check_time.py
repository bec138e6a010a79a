"""Time walks and drives along drawn lines, for the checker alone: floating point, no planner code."""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model.land import LandCover, Roads, Terrain
from geo.settings import Settings

Line = NDArray[np.float64]

ON_ROAD_M = 2.0  # how far the middle of a driven piece may lie from the road it runs on


class Clock:
    """Seconds that a drawn line takes; inf where nobody may go."""

    def __init__(self, terrain: Terrain, roads: Roads | None, settings: Settings) -> None:
        self._terrain, self._settings = terrain, settings
        self._times = _times_slower(terrain, settings)
        self._walks: dict[bytes, float] = {}
        self._drives: dict[bytes, float] = {}
        self._lines, self._s_per_m = None, np.empty(0)
        if roads is not None:
            driven = roads.edges[roads.edges["drive_s"].notna() & (roads.edges["length_m"] > 0)]
            self._lines = shapely.STRtree(driven.geometry.to_numpy())
            self._s_per_m = (driven["drive_s"] / driven["length_m"]).to_numpy(float)

    def walk_s(self, line: Line) -> float:
        """Tobler's walking time along a line, slowed by land cover and off the path (METHODS 2)."""
        key = line.tobytes()
        if key not in self._walks:
            self._walks[key] = self._walk_s(line)
        return self._walks[key]

    def drive_s(self, line: Line) -> float:
        """Driving time along a line at the speed of the roads it lies on; straight-line rule without roads.

        The first and last piece may lead from a base to its road: at the speed of a track.
        """
        key = line.tobytes()
        if key not in self._drives:
            self._drives[key] = self._drive_s(line)
        return self._drives[key]

    def drive_between_s(self, one: Line, other: Line) -> float:
        """Least seconds in which a car can get from place to place: straight, at the fastest road's speed."""
        metres = float(np.hypot(*(one - other)))
        return metres * (self._s_per_m.min() if len(self._s_per_m) else self._straight_s_per_m())

    def _straight_s_per_m(self) -> float:
        return self._settings.travel.no_road_detour * 3.6 / self._settings.travel.no_road_kmh

    def _walk_s(self, line: Line) -> float:
        if (line == line[0]).all():
            return 0.0
        # Pieces no longer than a knight's move, so that every pixel crossed has its say.
        pixel_m = self._terrain.grid.pixel_m
        points = shapely.get_coordinates(shapely.segmentize(shapely.LineString(line), 2.3 * pixel_m))
        run = np.hypot(*np.diff(points, axis=0).T)
        row, column = self._terrain.grid.row_column(points[:, 0], points[:, 1])
        height = self._height_m(points)
        # A way ends anywhere within a pixel; below a pixel the terrain knows no rise.
        for end, inner in ((0, 1), (-1, -2)):
            if (row[end], column[end]) == (row[inner], column[inner]):
                height[end] = height[inner]
            elif np.hypot(*(points[end] - points[inner])) >= pixel_m / 2:
                height[end] = self._terrain.elevation_m[row[end], column[end]]
        rise = np.diff(height)
        moved = run > 0
        run, rise = run[moved], rise[moved]
        if not len(run):
            return 0.0
        travel = self._settings.travel
        slope = rise / run
        kmh = travel.tobler_kmh * np.exp(-travel.tobler_steepness * np.abs(slope + travel.tobler_offset))
        slower, path = self._times[row, column], self._terrain.path[row, column]
        # A base or car park may itself lie on barred ground; the way may not.
        for end, inner in ((0, 1), (-1, -2)):
            slower[end] = slower[inner] if math.isinf(slower[end]) else slower[end]
        mean = (slower[:-1] + slower[1:]) / 2
        mean[path[:-1] & path[1:]] = 1.0
        return float((run * 3.6 / kmh * mean[moved]).sum())

    def _height_m(self, points: Line) -> NDArray[np.float64]:
        """Elevation between pixel centres, bilinear."""
        grid, heights = self._terrain.grid, self._terrain.elevation_m
        column = np.clip((points[:, 0] - grid.left_m) / grid.pixel_m - 0.5, 0, grid.columns - 1)
        row = np.clip((grid.top_m - points[:, 1]) / grid.pixel_m - 0.5, 0, grid.rows - 1)
        left, top = np.floor(column).astype(int), np.floor(row).astype(int)
        right, below = np.minimum(left + 1, grid.columns - 1), np.minimum(top + 1, grid.rows - 1)
        east, south = column - left, row - top
        upper = heights[top, left] * (1 - east) + heights[top, right] * east
        lower = heights[below, left] * (1 - east) + heights[below, right] * east
        return np.asarray(upper * (1 - south) + lower * south, float)

    def _drive_s(self, line: Line) -> float:
        run = np.hypot(*np.diff(line, axis=0).T)
        if self._lines is None:
            ends = float(np.hypot(*(line[-1] - line[0])))
            return max(ends, float(run.sum())) * self._straight_s_per_m()
        pieces = np.flatnonzero(run > 0)
        if not len(pieces):
            return 0.0
        middles = shapely.points((line[pieces] + line[pieces + 1]) / 2)
        piece, edge = self._lines.query(middles, predicate="dwithin", distance=ON_ROAD_M)
        s_per_m = np.full(len(pieces), math.inf)
        # Where several roads lie together, the fastest: the checker proves a plan too fast, never too slow.
        np.minimum.at(s_per_m, piece, self._s_per_m[edge])
        for end in (0, len(pieces) - 1):
            if math.isinf(s_per_m[end]):
                s_per_m[end] = 3.6 / self._settings.travel.track_kmh
        return float((run[pieces] * s_per_m).sum())


def _times_slower(terrain: Terrain, settings: Settings) -> NDArray[np.float64]:
    """How many times slower than on a path each pixel is walked; inf where barred."""
    travel = settings.travel
    cover = {LandCover.SCRUB: travel.pace_scrub, LandCover.FOREST: travel.pace_forest}
    cover[LandCover.CROP] = travel.pace_crop
    slower = np.ones(terrain.cover.shape)
    for code, times in cover.items():
        slower[terrain.cover == code] = times
    slower /= travel.off_path
    barred = (terrain.cover == LandCover.WATER) | (terrain.slope_deg > travel.restricted_slope_deg)
    slower[barred & ~terrain.path] = math.inf
    return slower
