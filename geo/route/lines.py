"""Lay the lines that a team walks in a cell: parallel, along the contour, as dense as was planned."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from geo.model.land import Terrain
from geo.route.comb import choose_kernel, comb_kernel, line_seconds_kernel, partition_kernel
from geo.route.searchable import BARRED, SEARCHED, Searchable
from geo.settings import Settings
from geo.units import kmh_to_seconds_per_metre

Floats = NDArray[np.float64]

TURNS: Final = 12  # directions tried: every 15 degrees, the contour's first, then those next to it
DIRECTIONS: Final = TURNS + 2  # along the grid besides
_EIGHT: Final = np.ones((3, 3), bool)


@dataclass(frozen=True)
class Pass:
    """What the planner promised of a stop.

    searchers: people who search; metres: of all their lines in one pass; passes: 1 or 2; seconds_per_m: pace
    of the search.
    """

    searchers: int
    metres: float
    passes: int
    seconds_per_m: float


@dataclass(frozen=True)
class Sweep:
    """How a stop is searched.

    legs: for each pass and rank the way of the one who leads it, (n, 2) m, in order. lines: (k, 4) x, y, x, y
    of every stretch that is searched; walker (k,) 0 .. abreast - 1 from one side to the other; look (k,) 0 or
    1, the pass. abreast: people in a rank, fewer than the team where the others would walk outside;
    spacing_m: between neighbours; search_s: seconds of searching and turning, the ways in and out left out.
    """

    legs: list[Floats]
    lines: Floats
    walker: NDArray[np.int64]
    look: NDArray[np.int64]
    abreast: int
    spacing_m: float
    search_s: float

    @property
    def metres(self) -> float:
        """Metres of all lines together."""
        return float(np.hypot(*(self.lines[:, 2:] - self.lines[:, :2]).T).sum())


class Sweeps:
    """Lays the lines of stops on one site.

    Examples
    --------
    >>> sweeps = Sweeps(plain, terrain, settings)  # doctest: +SKIP
    >>> sweep = sweeps.lay(12, Pass(5, 1250.0, 1, 1.8), at=point)  # doctest: +SKIP
    """

    def __init__(self, ground: Searchable, terrain: Terrain, settings: Settings) -> None:
        self.ground, self._settings = ground, settings
        steep = np.tan(np.radians(terrain.slope_deg.astype(float)))
        aspect = np.radians(np.nan_to_num(terrain.aspect_deg.astype(float)))
        self._rise_east, self._rise_north = steep * np.sin(aspect), steep * np.cos(aspect)

    def box(self, row: int) -> Floats:
        """West, south, east, north of the stop of a row of CELLS."""
        edges = self.ground.outline(row)
        return np.concatenate([edges[:, :2].min(axis=0), edges[:, :2].max(axis=0)])

    def lay(
        self, row: int, asked: Pass, *, at: Floats, share: float = 1.0, only: int | None = None
    ) -> Sweep | None:
        """Lay the lines of a stop; None where there is nothing to search or to walk.

        Parameters
        ----------
        row : row of CELLS
        at : (2,) point from which the ground must be reached within the cell
        share : of the metres asked for
        only : the direction to take, 0 that of the contour, the next ones ever further off; None chooses
        """
        edges = self.ground.outline(row)
        if asked.metres <= 0 or not len(edges):
            return None
        kinds, frame, tensor = self._window(edges, at)
        plain = not kinds.any()
        abreast, ranks = ranks_of(asked, self._settings.grid.cell_size_m)
        costs = self._costs(abreast)
        angles, climbs = _directions(tensor)
        if only is not None:
            angles, climbs = angles[only : only + 1], climbs[only : only + 1]
        angle, spacing, phase, seconds = choose_kernel(
            edges, kinds, frame, plain, angles, climbs, share * asked.metres, self.ground.ground_m2[row],
            abreast * ranks, asked.passes, asked.seconds_per_m, costs,
        )  # fmt: skip
        if spacing <= 0:
            return None
        legs: list[Floats] = []
        parts = []
        for time in range(asked.passes):
            shifted = phase + (time - 0.5 * (asked.passes - 1)) / 2
            comb = angle, spacing, shifted
            blocks, pace = abreast * ranks, asked.seconds_per_m
            found = _one_pass(edges, kinds, frame, plain, comb, blocks, pace, costs)
            if found is None:
                return None
            shares, ways = found
            legs += ways if time % 2 == 0 else ways[::-1]
            parts.append((*shares, np.full(len(shares[0]), time, np.int64)))
        lines, walker, look = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Sweep(legs, lines, walker, look, abreast, spacing, seconds)

    def _window(self, edges: Floats, at: Floats) -> tuple[NDArray[np.uint8], Floats, Floats]:
        """Pixels around the outline, with what cannot be reached from a point barred; frame; slope tensor."""
        grid = self.ground.grid
        west, east = edges[:, 0].min(), edges[:, 0].max()
        south, north = edges[:, 1].min(), edges[:, 1].max()
        (top, low), (left, right) = grid.row_column([west, east], [north, south])
        box = slice(int(top), int(low) + 1), slice(int(left), int(right) + 1)
        kinds = self.ground.kinds[box]
        frame = np.array([grid.left_m + left * grid.pixel_m, grid.top_m - top * grid.pixel_m, grid.pixel_m])
        across, up = self._rise_east[box], self._rise_north[box]
        weight = kinds == SEARCHED
        tensor = np.array(
            [(across * across)[weight].sum(), (across * up)[weight].sum(), (up * up)[weight].sum()]
        )
        if (kinds == BARRED).any():
            parts, _ = ndimage.label(kinds != BARRED, _EIGHT)
            row = min(max(int((frame[1] - at[1]) / frame[2]), 0), kinds.shape[0] - 1)
            column = min(max(int((at[0] - frame[0]) / frame[2]), 0), kinds.shape[1] - 1)
            here = parts[row, column]
            if here:
                kinds = np.where(parts == here, kinds, np.uint8(BARRED))
        return np.ascontiguousarray(kinds), frame, tensor / max(int(weight.sum()), 1)

    def _costs(self, abreast: int) -> Floats:
        """Seconds a metre of turning, seconds a metre of rise or fall, m bridged, least m, people abreast."""
        travel, sweep = self._settings.travel, self._settings.sweep
        flat_kmh = travel.tobler_kmh * math.exp(-travel.tobler_steepness * travel.tobler_offset)
        walk_s = kmh_to_seconds_per_metre(flat_kmh * travel.off_path)
        return np.array([walk_s, sweep.climb_s_per_m, sweep.bridge_m, sweep.least_line_m, float(abreast)])


def ranks_of(asked: Pass, cell_size_m: float) -> tuple[int, int]:
    """People abreast, and how often they cross the cell, that one pass was planned with (METHODS 5).

    >>> ranks_of(Pass(searchers=5, metres=1250.0, passes=1, seconds_per_m=1.8), 250.0)
    (5, 1)
    >>> ranks_of(Pass(searchers=5, metres=500.0, passes=1, seconds_per_m=1.8), 250.0)
    (2, 1)
    """
    lines = asked.metres / cell_size_m
    abreast = min(asked.searchers, max(1, math.ceil(lines - 1e-6)))
    return abreast, max(1, round(lines / abreast))


def _directions(tensor: Floats) -> tuple[Floats, Floats]:
    """Directions in order of trial, the contour's first, and the rise and fall of a metre along each."""
    contour = 0.5 * math.atan2(2 * tensor[1], tensor[0] - tensor[2]) + math.pi / 2
    away = (np.arange(TURNS) + 1) // 2 * np.where(np.arange(TURNS) % 2, 1, -1)  # 0, 1, -1, 2, -2, ...
    steps = contour + away * math.pi / TURNS
    angles = np.concatenate([steps, [0.0, math.pi / 2]])
    east, north = np.cos(angles), np.sin(angles)
    rise2 = tensor[0] * east**2 + 2 * tensor[1] * east * north + tensor[2] * north**2
    return angles, np.sqrt(np.maximum(rise2, 0.0))


def _one_pass(
    edges: Floats,
    kinds: NDArray[np.uint8],
    frame: Floats,
    plain: bool,  # noqa: FBT001
    comb: tuple[float, float, float],
    blocks: int,
    pace: float,
    costs: Floats,
) -> tuple[tuple[Floats, NDArray[np.int64]], list[Floats]] | None:
    """Stretches and who walks them; ways of the leaders, rank by rank; None without any."""
    abreast, spacing = int(costs[4]), comb[1]
    middle = (edges[:, 0].min() + edges[:, 0].max()) / 2, (edges[:, 1].min() + edges[:, 1].max()) / 2
    reach = math.hypot(np.ptp(edges[:, 0]), np.ptp(edges[:, 1])) / 2
    found, number = comb_kernel(edges, kinds, frame, plain, *comb, *middle, reach, costs)
    found = found[:number]
    if not number:
        return None
    begins = np.ones(number, bool)  # lines come in order
    begins[1:] = found[1:, 0] != found[:-1, 0]
    line = found[begins, 0]
    line_s, _ = line_seconds_kernel(found, number, pace, costs)
    block = partition_kernel(line_s, spacing * costs[0], blocks)
    along = np.array([math.cos(comb[0]), math.sin(comb[0])])
    across = np.array([-along[1], along[0]])
    foot = np.asarray(middle) + (line - (int(reach / spacing) + 2) + comb[2])[:, None] * spacing * across
    of = np.cumsum(begins) - 1
    stretches = np.append(np.flatnonzero(begins), number)
    lines = np.hstack([foot[of] + found[:, 1:2] * along, foot[of] + found[:, 2:3] * along])
    ways = []
    shares = np.append(np.flatnonzero(np.diff(block, prepend=-1)), len(block))  # they come in order
    share_s = np.add.reduceat(line_s, shares[:-1])
    for first in range(0, len(share_s), abreast):
        leads = first + _leader(share_s[first : first + abreast])
        led = range(shares[leads], shares[leads + 1])
        ways.append(_way([lines[stretches[k] : stretches[k + 1]] for k in led]))
    return (lines, (block % abreast)[of]), ways


def _leader(share_s: Floats) -> int:
    """Share of a rank with the longest way; among such as are about as long the one in the middle."""
    about = np.flatnonzero(share_s >= 0.98 * share_s.max())
    return int(about[np.abs(about - (len(share_s) - 1) / 2).argmin()])


def _way(stretches: list[Floats]) -> Floats:
    """Walk lines one after the other, each from the end nearer to the last."""
    way: list[Floats] = []
    for number, parts in enumerate(stretches):
        points = parts.reshape(-1, 2)
        way.append(points if number % 2 == 0 else points[::-1])
    return np.concatenate(way)
