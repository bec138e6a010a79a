"""A team's day as its GPS recorder sees it: ways, sweep lines, rests, noise, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from scipy import ndimage

from sample_data.cover import Cover
from sample_data.ground import CRS, PIXEL_M, Ground, pixel, xy
from sample_data.lines import smooth
from sample_data.ways import cheapest, way_to

_NOISE_M, _NOISE_S = 3.2, 45.0
_WINDOW_PX = 130
_SLOW = {Cover.FOREST: 1.5, Cover.SCRUB: 1.6}


@dataclass(frozen=True)
class Recorder:
    """What is recorded: a point every `every_s`, rests of `rest_min`, one gap of `gap_min` without signal.

    most_min: minutes after which the battery is empty; 0 if it lasts.
    """

    every_s: int
    rest_min: int
    gap_min: int
    most_min: int = 0


def walk_to(ground: Ground, ways: NDArray[np.bool_], start: tuple[int, int], goal: tuple[int, int]) -> Any:
    """Return the way that a local would take, as a line."""
    top = max(min(start[0], goal[0]) - _WINDOW_PX, 0)
    left = max(min(start[1], goal[1]) - _WINDOW_PX, 0)
    part = np.s_[top : max(start[0], goal[0]) + _WINDOW_PX, left : max(start[1], goal[1]) + _WINDOW_PX]
    z, known = ground.elevation_m[part], ways[part]
    starts = np.zeros(z.shape, bool)
    starts[start[0] - top, start[1] - left] = True
    weight = np.where(ground.lake[part], np.inf, 1.4)
    weight = np.where(ground.river[part], 8.0, weight)
    item = (goal[0] - top) * z.shape[1] + goal[1] - left
    _, before = cheapest(z, weight, starts, grade=0.3, known=known, known_times=0.7, stop_at=item)
    way = [(r + top, c + left) for r, c in way_to(before, item, z.shape[1])]
    return smooth(way, tolerance_m=10.0) if len(way) > 1 else shapely.linestrings([xy(*start), xy(*start)])


def sweep(ground: Ground, row: int, column: int, *, width_m: float, spacing_m: float) -> Any:
    """Zigzag over a square along the contour, without the ground that is too steep."""
    slope, aspect = ground.slope_aspect()
    x, y = (float(v) for v in xy(row, column))
    around = np.s_[max(row - 3, 0) : row + 4, max(column - 3, 0) : column + 4]
    fall = float(np.arctan2(np.sin(aspect[around]).mean(), np.cos(aspect[around]).mean()))
    across, down = np.array([np.cos(fall), -np.sin(fall)]), np.array([np.sin(fall), np.cos(fall)])
    points: list[NDArray[np.float64]] = []
    for turn, offset in enumerate(np.arange(-width_m / 2, width_m / 2 + 1, spacing_m)):
        along = np.arange(-width_m / 2, width_m / 2 + 1, 12.0)
        line = np.array([x, y]) + offset * down + along[:, None] * across
        line += np.sin(along / 37.0 + offset)[:, None] * 5.0 * down
        rows, columns = pixel(line[:, 0], line[:, 1])
        line = line[
            (slope[rows, columns] < 34.0) & ~ground.lake[rows, columns] & ~ground.river[rows, columns]
        ]
        points.extend(line if turn % 2 == 0 else line[::-1])
    return shapely.linestrings(points) if len(points) > 1 else shapely.linestrings([(x, y), (x, y)])


def record(
    lines: list[tuple[Any, float]],
    ground: Ground,
    cover: NDArray[np.uint8],
    *,
    begins: datetime,
    recorder: Recorder,
    rng: np.random.Generator,
) -> list[list[tuple[float, float, float, datetime]]]:
    """Segments of (lon, lat, elevation in m, time) for lines walked at their speeds on the flat (km/h)."""
    points, seconds = _timetable(lines, ground, cover)
    for share in rng.uniform(0.35, 0.75, 2 if recorder.rest_min > 25 else 1):
        at = int(share * len(seconds))
        seconds[at:] += recorder.rest_min * 60.0
    ends = min(seconds[-1], recorder.most_min * 60.0 or np.inf)
    clock = np.arange(0.0, ends, recorder.every_s)
    x, y = np.interp(clock, seconds, points[:, 0]), np.interp(clock, seconds, points[:, 1])
    noise = _noise(len(clock), recorder.every_s, rng)
    z = ndimage.map_coordinates(ground.elevation_m, _place(x, y), order=1, mode="nearest")
    lon, lat = Transformer.from_crs(CRS, 4326, always_xy=True).transform(x + noise[0], y + noise[1])
    found = [
        (float(a), float(b), float(c), begins + timedelta(seconds=float(t)))
        for a, b, c, t in zip(lon, lat, z + 3.0 * noise[0] / _NOISE_M, clock, strict=True)
    ]
    if not recorder.gap_min:
        return [found]
    at = int(rng.uniform(0.3, 0.7) * len(found))
    resumes = at + recorder.gap_min * 60 // recorder.every_s
    return [found[:at], found[resumes:]]


def _timetable(
    lines: list[tuple[Any, float]], ground: Ground, cover: NDArray[np.uint8]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points every 6 m along the lines and the seconds at which each is reached."""
    slope, _ = ground.slope_aspect()
    points, pace = [], []
    for line, kmh in lines:
        piece = shapely.get_coordinates(shapely.segmentize(line, 6.0))
        rows, columns = pixel(piece[:, 0], piece[:, 1])
        slow = np.array([_SLOW.get(int(code), 1.0) for code in cover[rows, columns]])  # type: ignore[call-overload]
        slow = np.where(kmh > 3.0, 1.0, slow)
        points.append(piece)
        pace.append(3.6 / kmh * slow * np.exp(np.radians(slope[rows, columns]) * 0.9))
    way, seconds_per_m = np.vstack(points), np.concatenate(pace)
    steps = np.hypot(*np.diff(way, axis=0).T) * seconds_per_m[1:]
    return way, np.concatenate([[0.0], np.cumsum(np.maximum(steps, 1e-3))])


def _noise(count: int, every_s: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Wandering error of a handheld, east and north in metres."""
    keep = float(np.exp(-every_s / _NOISE_S))
    noise = np.zeros((2, count))
    kicks = rng.standard_normal((2, count)) * _NOISE_M * (1 - keep**2) ** 0.5
    for i in range(1, count):
        noise[:, i] = keep * noise[:, i - 1] + kicks[:, i]
    return noise


def _place(x: Any, y: Any) -> NDArray[np.float64]:
    left, top = xy(0, 0)
    return np.array([(top - y) / PIXEL_M, (x - left) / PIXEL_M])


def write_gpx(path: Path, name: str, segments: list[list[tuple[float, float, float, datetime]]]) -> None:
    """GPX 1.1, valid against the schema."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gpx version="1.1" creator="sample_data" xmlns="http://www.topografix.com/GPX/1/1">',
        f"<trk><name>{name}</name>",
    ]
    for segment in segments:
        lines.append("<trkseg>")
        lines += [
            f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>{z:.0f}</ele>'
            f"<time>{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
            for lon, lat, z, at in segment
        ]
        lines.append("</trkseg>")
    path.write_bytes(("\n".join([*lines, "</trk>", "</gpx>"]) + "\n").encode())
