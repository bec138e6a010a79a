"""Join the lines of a stop to the walks before and after it: enter where they begin, leave where they end."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from geo.ground.nearby import near_way
from geo.ground.travel import ground, pace
from geo.model.land import Terrain
from geo.route.lines import Sweep
from geo.route.searchable import BARRED
from geo.settings import Settings
from geo.units import kmh_to_seconds_per_metre

Floats = NDArray[np.float64]
Way = tuple[Floats, int]

STEP_PIXELS = 2.3  # ways are drawn from pixel to pixel, at most a knight's move apart
DETOUR_M = 50.0  # so far may a search leave its box to go round water or cliffs


@dataclass(frozen=True)
class Joined:
    """The walk to a stop cut where the search begins, the search, the walk on cut where it ends.

    in_s, out_s: seconds of the walks that are now part of the search; needed_s: what the search takes, the
    way to its first line and from its last included.
    """

    walk_in: Way | None
    search: Way
    walk_out: Way | None
    in_s: int
    out_s: int
    needed_s: float


class Joins:
    """Joins searches and walks on one terrain."""

    def __init__(self, terrain: Terrain, settings: Settings, kinds: NDArray[np.uint8]) -> None:
        self._terrain, self._settings = terrain, settings
        grid, travel = terrain.grid, settings.travel
        self._frame = np.array([grid.left_m, grid.top_m, grid.pixel_m])
        self._kinds = kinds
        self._times = np.where(terrain.path, -1, 1) * np.nan_to_num(pace(terrain, settings), posinf=10.0)
        self._land = ground(terrain, settings)
        # Within a cell nobody looks for ways farther round than a cell.
        self._near = replace(settings, travel=replace(travel, near_cells=1))
        self._form = np.array(
            [kmh_to_seconds_per_metre(travel.tobler_kmh), travel.tobler_steepness, travel.tobler_offset]
        )

    def join(
        self,
        sweep: Sweep,
        box: Floats,
        tails: tuple[Floats, Floats],
        asked: tuple[int, float],
        ways: tuple[Way | None, Way | None],
    ) -> Joined | None:
        """Join a sweep; None where no way leads from the walks to its lines.

        Parameters
        ----------
        box : west, south, east, north of the stop's ground
        tails : `tails` of the walks
        asked : seconds planned for the search alone, and seconds a metre of it
        ways : walks to and from the point, None where there is none
        """
        (service_s, pace), (walk_in, walk_out) = asked, ways
        come, leave = tails
        way, first, last = self._nearest(_orders(sweep.legs), come, leave)
        begin, end = self._walk(come[first], way[0]), self._walk(way[-1], leave[last])
        search = self._round(way)
        if begin is None or end is None or search is None:
            return None
        cut_in = self._cut(walk_in, come[first]) if walk_in else None
        cut_out = self._cut(walk_out, leave[last], start=True) if walk_out else None
        in_s = walk_in[1] - cut_in[1] if walk_in and cut_in else 0
        out_s = walk_out[1] - cut_out[1] if walk_out and cut_out else 0
        needed_s = sweep.search_s + self.seconds(begin) + self.seconds(end)
        line = _moving(np.concatenate([begin, search, end]))
        if (line < box[:2] - DETOUR_M).any() or (line > box[2:] + DETOUR_M).any():
            return None
        metres = float(np.hypot(*np.diff(line, axis=0).T).sum())
        if metres * pace > needed_s:
            needed_s = max(needed_s, min(metres * pace, self.seconds(line)))
        return Joined(cut_in, (line, service_s + in_s + out_s), cut_out, in_s, out_s, needed_s)

    def tails(self, box: Floats, at: Floats, ways: tuple[Way | None, Way | None]) -> tuple[Floats, Floats]:
        """Points, (n, 2) each, at which a search may leave the walk to a stop and meet the walk on.

        Parameters
        ----------
        box : west, south, east, north of the stop's ground
        at : (2,) point of the cell, where the walks were planned to end and begin
        ways : walks to and from the point, None where there is none
        """
        walk_in, walk_out = ways
        come = self._tail(walk_in[0], box) if walk_in else at[None]
        return come, self._tail(walk_out[0][::-1], box) if walk_out else at[None]

    def seconds(self, line: Floats, *, of_pixels: bool = False) -> float:
        """Seconds of walking along a line; `of_pixels`: its points stand for their pixels."""
        line = np.ascontiguousarray(line)
        terrain = self._terrain.elevation_m, self._times, self._frame, self._form
        return float(_clock_kernel(line, *terrain, of_pixels)[-1])

    def _tail(self, line: Floats, box: Floats) -> Floats:
        """Points of a line's last stretch inside a box, (n, 2); between far points, where it enters."""
        inside = np.asarray(((line >= box[:2]) & (line <= box[2:])).all(axis=1))
        if inside.all():
            return line
        last_out = len(line) - 1 - int(np.argmin(inside[::-1]))
        within = line[last_out + 1 :] if last_out < len(line) - 1 else line[-1:]
        one, other = line[min(last_out, len(line) - 2)], within[0]
        if np.hypot(*(other - one)) < STEP_PIXELS * self._frame[2]:
            return within
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = (box.reshape(2, 2) - one) / (other - one)
        enters = np.nanmax(np.where(np.isfinite(shares), shares, -np.inf).min(axis=0))
        return np.vstack([one + min(max(enters, 0.0), 1.0) * (other - one), within])

    def _nearest(self, orders: list[list[Floats]], come: Floats, leave: Floats) -> tuple[Floats, int, int]:
        """Order of the ranks that joins soonest, and the points of both walks at which it does."""
        terrain = self._terrain.elevation_m, self._times, self._frame, self._form
        starts = np.array([order[0][0] for order in orders])
        ends = np.array([order[-1][-1] for order in orders])
        cost_in, first = _soonest_kernel(np.ascontiguousarray(come), starts, *terrain)
        cost_out, last = _soonest_kernel(np.ascontiguousarray(leave), ends, *terrain)
        best = int((cost_in + cost_out).argmin())
        return np.concatenate(orders[best]), int(first[best]), int(last[best])

    def _walk(self, one: Floats, other: Floats) -> Floats | None:
        """Walk straight across a cell, round what cannot be walked; None where no way leads there."""
        if not self._crossed(one, other):
            return np.array([one, other])
        around, seconds = near_way(self._terrain, one, other, settings=self._near, land=self._land)
        return np.vstack([one, around[1:-1], other]) if np.isfinite(seconds) else None

    def _round(self, way: Floats) -> Floats | None:
        """Go round what cannot be walked."""
        if not _any_crossed_kernel(self._kinds, self._frame, way, BARRED):
            return way
        line = [way[0]]
        for point in way[1:]:
            if self._crossed(line[-1], point):
                around = self._walk(line[-1], point)
                if around is None:
                    return None
                line += list(around[1:-1])
            line.append(point)
        return np.array(line)

    def _crossed(self, one: Floats, other: Floats) -> bool:
        return bool(_crossed_kernel(self._kinds, self._frame, *one, *other, BARRED))

    def _cut(self, walk: Way, at: Floats, *, start: bool = False) -> Way:
        """End (or start) a walk at one of its points; it keeps its share of the time."""
        line, seconds = walk
        kept = _up_to(line[::-1], at)[::-1] if start else _up_to(line, at)
        whole_s, part_s = self.seconds(line, of_pixels=True), self.seconds(kept, of_pixels=True)
        share = min(part_s / whole_s, 1.0) if whole_s > 0 else 1.0
        return kept, int(np.ceil(seconds * share - 1e-9))


def _moving(line: Floats) -> Floats:
    """Leave out points that repeat the one before; at least two stay."""
    moved = np.ones(len(line), bool)
    moved[1:] = (np.diff(line, axis=0) != 0).any(axis=1)
    return line[moved] if moved.sum() > 1 else line[:2]


def _up_to(line: Floats, at: Floats) -> Floats:
    """Keep a line up to a point on it that lies on its last stretch."""
    same = np.flatnonzero((line == at).all(axis=1))
    if len(same):
        kept = line[: same[-1] + 1]
    else:
        # Between two points: on the piece that it lengthens least.
        to, on = np.hypot(*(line - at).T), np.hypot(*np.diff(line, axis=0).T)
        piece = int((to[:-1] + to[1:] - on).argmin())
        kept = np.vstack([line[: piece + 1], at])
    return kept if len(kept) > 1 else np.repeat(kept, 2, axis=0)


def _orders(legs: list[Floats]) -> list[list[Floats]]:
    """Four ways to walk ranks one after the other: from either side, from either end."""
    found = []
    for ranks in (legs, legs[::-1]) if len(legs) > 1 else (legs,):
        for first in (ranks[0], ranks[0][::-1]):
            way = [first]
            for rank in ranks[1:]:
                here = way[-1][-1]
                near = np.hypot(*(rank[0] - here)) <= np.hypot(*(rank[-1] - here))
                way.append(rank if near else rank[::-1])
            found.append(way)
    return found


@njit(cache=True, nogil=True)
def _height_kernel(heights, frame, x, y):  # type: ignore[no-untyped-def]
    """Elevation between pixel centres, bilinear."""
    column = min(max((x - frame[0]) / frame[2] - 0.5, 0.0), heights.shape[1] - 1.0)
    row = min(max((frame[1] - y) / frame[2] - 0.5, 0.0), heights.shape[0] - 1.0)
    left, top = int(column), int(row)
    right, below = min(left + 1, heights.shape[1] - 1), min(top + 1, heights.shape[0] - 1)
    east, south = column - left, row - top
    upper = heights[top, left] * (1 - east) + heights[top, right] * east
    lower = heights[below, left] * (1 - east) + heights[below, right] * east
    return upper * (1 - south) + lower * south


@njit(cache=True, nogil=True)
def _clock_kernel(line, heights, times, frame, form, of_pixels):  # type: ignore[no-untyped-def]
    """Seconds from the first point to each, by Tobler; `times` as of `pace`, negative on a path."""
    out = np.zeros(len(line))
    for k in range(1, len(line)):
        dx, dy = line[k, 0] - line[k - 1, 0], line[k, 1] - line[k - 1, 1]
        length = np.hypot(dx, dy)
        out[k] = out[k - 1]
        if length == 0:
            continue
        steps = int(length / (2.3 * frame[2])) + 1
        for s in range(steps):
            x, y = line[k - 1, 0] + dx * s / steps, line[k - 1, 1] + dy * s / steps
            to_x, to_y = x + dx / steps, y + dy / steps
            if of_pixels:
                rise = _pixel_kernel(heights, frame, to_x, to_y) - _pixel_kernel(heights, frame, x, y)
            else:
                rise = _height_kernel(heights, frame, to_x, to_y) - _height_kernel(heights, frame, x, y)
            one, other = _pixel_kernel(times, frame, x, y), _pixel_kernel(times, frame, to_x, to_y)
            slower = 1.0 if one < 0 and other < 0 else (abs(one) + abs(other)) / 2
            piece = length / steps
            out[k] += piece * form[0] * np.exp(form[1] * abs(rise / piece + form[2])) * slower
    return out


@njit(cache=True, nogil=True)
def _soonest_kernel(line, goals, heights, times, frame, form):  # type: ignore[no-untyped-def]
    """Seconds along a line and then straight to each goal, and the point at which to leave the line."""
    clock = _clock_kernel(line, heights, times, frame, form, True)  # noqa: FBT003
    best_s, best = np.full(len(goals), np.inf), np.zeros(len(goals), np.int64)
    straight = np.empty((2, 2))
    for g in range(len(goals)):
        straight[1] = goals[g]
        for k in range(len(line)):
            straight[0] = line[k]
            seconds = clock[k] + _clock_kernel(straight, heights, times, frame, form, False)[1]  # noqa: FBT003
            if seconds < best_s[g]:
                best_s[g], best[g] = seconds, k
    return best_s, best


@njit(cache=True, nogil=True)
def _pixel_kernel(values, frame, x, y):  # type: ignore[no-untyped-def]
    row = min(max(int((frame[1] - y) / frame[2]), 0), values.shape[0] - 1)
    column = min(max(int((x - frame[0]) / frame[2]), 0), values.shape[1] - 1)
    return values[row, column]


@njit(cache=True, nogil=True)
def _crossed_kernel(kinds, frame, x0, y0, x1, y1, kind):  # type: ignore[no-untyped-def]
    """Whether a straight walk crosses a pixel of a kind."""
    steps = int(np.hypot(x1 - x0, y1 - y0) / frame[2] * 4) + 1
    for s in range(steps + 1):
        x, y = x0 + (x1 - x0) * s / steps, y0 + (y1 - y0) * s / steps
        row = min(max(int((frame[1] - y) / frame[2]), 0), kinds.shape[0] - 1)
        column = min(max(int((x - frame[0]) / frame[2]), 0), kinds.shape[1] - 1)
        if kinds[row, column] == kind:
            return True
    return False


@njit(cache=True, nogil=True)
def _any_crossed_kernel(kinds, frame, way, kind):  # type: ignore[no-untyped-def]
    """Whether any piece of a walk (n, 2) crosses a pixel of a kind."""
    for k in range(len(way) - 1):
        if _crossed_kernel(kinds, frame, way[k, 0], way[k, 1], way[k + 1, 0], way[k + 1, 1], kind):
            return True
    return False
