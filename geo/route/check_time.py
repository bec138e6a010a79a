"""Time walks and drives along drawn lines, for the checker alone: floating point, no planner code."""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model.land import LandCover, Roads, Terrain
from geo.settings import Settings

Line = NDArray[np.float64]

_TOGETHER = 1_000  # lines timed in one go
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

    def learn(self, walks: list[Line], drives: list[Line]) -> None:
        """Time many lines together, which takes a fraction of the time of one after another."""
        for known, lines, timed in (
            (self._walks, walks, self._walks_s),
            (self._drives, drives, self._drives_s),
        ):
            new = list({line.tobytes(): line for line in lines if line.tobytes() not in known}.values())
            for start in range(0, len(new), _TOGETHER):
                part = new[start : start + _TOGETHER]
                known.update(zip((line.tobytes() for line in part), timed(part).tolist(), strict=True))

    def walk_s(self, line: Line) -> float:
        """Tobler's walking time along a line, slowed by land cover and off the path (METHODS 2)."""
        self.learn([line], [])
        return self._walks[line.tobytes()]

    def drive_s(self, line: Line) -> float:
        """Driving time along a line at the speed of the roads it lies on; straight-line rule without roads.

        The first and last piece may lead from a base to its road: at the speed of a track.
        """
        self.learn([], [line])
        return self._drives[line.tobytes()]

    def drive_between_s(self, one: Line, other: Line) -> float:
        """Least seconds in which a car can get from place to place: straight, at the fastest road's speed."""
        metres = float(np.hypot(*(one - other)))
        return metres * (self._s_per_m.min() if len(self._s_per_m) else self._straight_s_per_m())

    def _straight_s_per_m(self) -> float:
        return self._settings.travel.no_road_detour * 3.6 / self._settings.travel.no_road_kmh

    def _walks_s(self, lines: list[Line]) -> Line:
        seconds = np.zeros(len(lines))
        moving = np.flatnonzero([bool((line != line[0]).any()) for line in lines])
        if not len(moving):
            return seconds
        # Pieces no longer than a knight's move, so that every pixel crossed has its say.
        pixel_m = self._terrain.grid.pixel_m
        drawn = _linestrings([lines[number] for number in moving])
        points, owner = shapely.get_coordinates(shapely.segmentize(drawn, 2.3 * pixel_m), return_index=True)
        row, column = self._terrain.grid.row_column(points[:, 0], points[:, 1])
        height = self._height_m(points)
        slower, path = self._times[row, column], self._terrain.path[row, column]
        first, last = (np.searchsorted(owner, np.arange(len(moving)), side) for side in ("left", "right"))
        for end, inner in ((first, first + 1), (last - 1, last - 2)):
            # A way ends anywhere within a pixel; below a pixel the terrain knows no rise.
            same = (row[end] == row[inner]) & (column[end] == column[inner])
            height[end[same]] = height[inner[same]]
            far = end[~same & (np.hypot(*(points[end] - points[inner]).T) >= pixel_m / 2)]
            height[far] = self._terrain.elevation_m[row[far], column[far]]
            # A base or car park may itself lie on barred ground; the way may not.
            barred = np.isinf(slower[end])
            slower[end[barred]] = slower[inner[barred]]
        mean = (slower[:-1] + slower[1:]) / 2
        mean[path[:-1] & path[1:]] = 1.0
        run, rise = np.hypot(*np.diff(points, axis=0).T), np.diff(height)
        moved = (owner[1:] == owner[:-1]) & (run > 0)
        run, rise, mean = run[moved], rise[moved], mean[moved]
        travel = self._settings.travel
        kmh = travel.tobler_kmh * np.exp(-travel.tobler_steepness * np.abs(rise / run + travel.tobler_offset))
        seconds[moving] = np.bincount(owner[:-1][moved], run * 3.6 / kmh * mean, minlength=len(moving))
        return seconds

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

    def _drives_s(self, lines: list[Line]) -> Line:
        points, owner = np.concatenate(lines), np.repeat(np.arange(len(lines)), [len(x) for x in lines])
        run = np.where(owner[1:] == owner[:-1], np.hypot(*np.diff(points, axis=0).T), 0.0)
        if self._lines is None:
            along = np.bincount(owner[:-1], run, minlength=len(lines))
            ends = np.array([float(np.hypot(*(line[-1] - line[0]))) for line in lines])
            return np.maximum(ends, along) * self._straight_s_per_m()
        pieces = np.flatnonzero(run > 0)
        of = owner[pieces]
        # Many drives share a road.
        middles, place = np.unique((points[pieces] + points[pieces + 1]) / 2, axis=0, return_inverse=True)
        middle, edge = self._lines.query(shapely.points(middles), predicate="dwithin", distance=ON_ROAD_M)
        fastest = np.full(len(middles), math.inf)
        # Where several roads lie together, the fastest: the checker proves a plan too fast, never too slow.
        np.minimum.at(fastest, middle, self._s_per_m[edge])
        s_per_m = fastest[place.ravel()]
        at_end = np.ones(len(pieces), bool)
        at_end[1:-1] = (of[1:-1] != of[:-2]) | (of[1:-1] != of[2:])
        s_per_m[at_end & np.isinf(s_per_m)] = 3.6 / self._settings.travel.track_kmh
        return np.asarray(np.bincount(of, run[pieces] * s_per_m, minlength=len(lines)), float)


def _linestrings(lines: list[Line]) -> NDArray[np.object_]:
    owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    return np.asarray(shapely.linestrings(np.concatenate(lines), indices=owner))


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
