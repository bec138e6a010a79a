"""Draw the ways that a plan has chosen: by car, from the car to cells, between them, from the base."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.ground.nearby import near_radius_m, near_way
from geo.ground.roads import drive_graph, drive_line
from geo.ground.travel import Direction, WalkField, ground, open_pixels, walk, walk_line
from geo.model.land import Access, Roads, Terrain
from geo.route.trailheads import base_nodes
from geo.settings import Settings
from geo.units import UNREACHABLE_S, whole_seconds

Leg = tuple[NDArray[np.float64], int]
"""Coordinates (n, 2) in the working CRS, at least two points, and whole seconds; no points: no way."""

NO_WAY: Leg = (np.empty((0, 2)), UNREACHABLE_S)


class Ways:
    """Lines and seconds of single legs; the seconds are those of `Access`, the lines take just as long.

    Nothing is computed before it is asked for. Walks run along pixel centres and begin and end at the very
    points. Cells, bases and trailheads are given as rows of their tables; places to drive between as rows of
    `Access.drive_s`, bases first.

    Examples
    --------
    >>> ways = Ways(terrain, roads, cells, bases, trailheads, access, settings)  # doctest: +SKIP
    >>> line, seconds = ways.walk_out(12)  # doctest: +SKIP
    """

    def __init__(
        self,
        terrain: Terrain,
        roads: Roads | None,
        cells: Any,
        bases: Any,
        trailheads: Any,
        access: Access,
        settings: Settings,
    ) -> None:
        self.terrain, self.roads, self.access, self.settings = terrain, roads, access, settings
        self._cells = cells[["x", "y"]].to_numpy(float)
        self._bases = np.column_stack([bases.geometry.x, bases.geometry.y])
        self._trailheads = trailheads[["x", "y"]].to_numpy(float)
        self._base_table, self._nodes = bases, trailheads["node_id"].to_numpy(np.int64)
        self._fields: dict[tuple[Direction, int], WalkField] = {}
        self._beside: dict[int, NDArray[np.int64]] = {}
        self._drives: dict[tuple[int, int], Leg] = {}
        self._direct: dict[tuple[int, int], tuple[NDArray[np.float64], int, int]] = {}

    def drive(self, a: int, b: int) -> Leg:
        """Give the drive from place to place."""
        seconds = int(self.access.drive_s[a, b])
        if seconds >= UNREACHABLE_S:
            return NO_WAY
        if (a, b) not in self._drives:
            places = np.concatenate([self._bases, self._trailheads])
            between = [np.empty((0, 2))]
            if self.roads is not None and a != b:
                stands = int(self._stands[a]), int(self._stands[b])
                between = [drive_line(self.roads, *stands, self._graph, limit_s=seconds)]
            self._drives[a, b] = _line([places[a], *between[0], places[b]]), seconds
        return self._drives[a, b]

    def walk_out(self, cell: int) -> Leg:
        """Give the walk from the cell's trailhead to the cell."""
        return self._from_trailhead(cell, int(self.access.out_s[cell]))

    def walk_back(self, cell: int) -> Leg:
        """Give the walk from the cell back to its trailhead: the way out, walked the other way."""
        line, seconds = self._from_trailhead(cell, int(self.access.back_s[cell]))
        return line[::-1], seconds

    def foot_out(self, base: int, cell: int) -> Leg:
        """Give the walk all the way from a base to a cell."""
        return self._from_base("out", base, cell, int(self.access.foot_out_s[base, cell]))

    def foot_back(self, base: int, cell: int) -> Leg:
        """Give the walk all the way from a cell to a base."""
        line, seconds = self._from_base("back", base, cell, int(self.access.foot_back_s[base, cell]))
        return line[::-1], seconds

    def walk(self, start: int, end: int) -> Leg:
        """Give the walk from one cell to another near it, past other cells where that is how it was timed."""
        seconds = self._walk_s(start, end)
        if start == end:
            return _line([self._cells[start], self._cells[start]]), 0
        if seconds >= UNREACHABLE_S:
            return NO_WAY
        lines, at, passed = [], end, {end}
        while at != start:
            before = self._before(start, at, passed)
            lines.append(self._direct[before, at][0])
            passed.add(before)
            at = before
        return _line([self._cells[start], *np.concatenate(lines[::-1]), self._cells[end]]), seconds

    def _before(self, start: int, at: int, passed: set[int]) -> int:
        """Find the cell from which the walk from `start` comes to `at`."""
        left = self._walk_s(start, at)
        near = self._near(at)
        seconds_to = self._walks_s(start, near)
        for seconds, cell in sorted(zip(seconds_to.tolist(), near.tolist(), strict=True)):
            if cell in passed or seconds > left:
                continue
            if seconds + self._hop(cell, at, left - seconds) == left:
                return cell
        raise LookupError((start, at))  # Access was made with other settings or cells

    def _near(self, at: int) -> NDArray[np.int64]:
        """Near cells from which one comes to a cell, whether or not one gets back to them in time."""
        if at not in self._beside:
            away = np.hypot(*(self._cells - self._cells[at]).T)
            self._beside[at] = np.flatnonzero(away <= near_radius_m(self.settings))
        return self._beside[at]

    def _hop(self, start: int, end: int, most_s: int) -> int:
        """Seconds of a walk that passes no other cell, `UNREACHABLE_S` if it takes longer than `most_s`."""
        known = self._direct.get((start, end))
        if known is None or known[1] >= UNREACHABLE_S > most_s > known[2]:
            one, other = self._cells[[start, end]]
            line, seconds = near_way(
                self.terrain, one, other, settings=self.settings, land=self._land, limit_s=most_s + 1.0
            )
            known = line, int(whole_seconds(seconds)), most_s
            self._direct[start, end] = known
        return known[1]

    def _walk_s(self, start: int, end: int) -> int:
        return int(self._walks_s(start, np.array([end]))[0])

    def _walks_s(self, start: int, ends: NDArray[np.int64]) -> NDArray[np.int64]:
        """Seconds of the walks from one cell to others, `UNREACHABLE_S` where none was timed."""
        row = slice(self.access.walk_start[start], self.access.walk_start[start + 1])
        to, seconds = np.asarray(self.access.walk_to[row]), np.asarray(self.access.walk_s[row])
        out = np.full(len(ends), UNREACHABLE_S, np.int64)
        if len(to):
            place = np.minimum(np.searchsorted(to, ends), len(to) - 1)
            out = np.where(to[place] == ends, seconds[place], out)
        return np.where(ends == start, 0, out)

    def _from_trailhead(self, cell: int, seconds: int) -> Leg:
        if seconds >= UNREACHABLE_S:
            return NO_WAY
        if ("round", 0) not in self._fields:
            pixels = self.terrain.grid.row_column(*self._trailheads.T)
            self._fields["round", 0] = self._field(pixels, "round")
        stand = self._trailheads[self.access.trailhead[cell]]
        return self._walked(self._fields["round", 0], stand, cell), seconds

    def _from_base(self, direction: Direction, base: int, cell: int, seconds: int) -> Leg:
        if seconds >= UNREACHABLE_S:
            return NO_WAY
        if (direction, base) not in self._fields:
            x, y = self._bases[base]
            pixels = open_pixels(self.terrain, [x], [y], self.settings)
            self._fields[direction, base] = self._field(pixels, direction)
        return self._walked(self._fields[direction, base], self._bases[base], cell), seconds

    def _field(self, pixels: Any, direction: Direction) -> WalkField:
        return walk(self.terrain, *pixels, direction=direction, settings=self.settings)

    def _walked(self, field: WalkField, start: NDArray[np.float64], cell: int) -> NDArray[np.float64]:
        row, column = self.terrain.grid.row_column(*self._cells[cell])
        line = walk_line(field, self.terrain.grid, int(row), int(column))
        return _line([start, *line, self._cells[cell]])

    @cached_property
    def _land(self) -> Any:
        return ground(self.terrain, self.settings)

    @cached_property
    def _graph(self) -> Any:
        return drive_graph(self.roads) if self.roads is not None else None

    @cached_property
    def _stands(self) -> list[int]:
        """Road node of every place to drive between, bases first."""
        nodes = self._nodes
        if self.roads is not None:
            nodes = np.concatenate([base_nodes(self.roads, self._base_table, self.settings)[0], nodes])
        return [int(node) for node in nodes]


def _line(points: Any) -> NDArray[np.float64]:
    """Put points into a line of at least two, without repeating one at once."""
    line = np.asarray(points, float)
    moved = np.ones(len(line), bool)
    moved[1:] = (np.diff(line, axis=0) != 0).any(axis=1)
    line = line[moved]
    return line if len(line) > 1 else np.repeat(line, 2, axis=0)
