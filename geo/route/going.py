"""Follow a team through its day: the legs it goes, and where its car stands meanwhile."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from geo.model.land import Access

Line = NDArray[np.float64]


class WayLines(Protocol):
    """The lines that `geo.route.way.Ways` finds; places count bases first, then trailheads."""

    def drive(self, a: int, b: int) -> tuple[Line, int]:
        """Line and seconds by car."""

    def walk_out(self, cell: int) -> tuple[Line, int]:
        """Line and seconds from the cell's trailhead."""

    def walk_back(self, cell: int) -> tuple[Line, int]:
        """Line and seconds to the cell's trailhead."""

    def walk(self, i: int, j: int) -> tuple[Line, int]:
        """Line and seconds from cell to cell."""

    def foot_out(self, base: int, cell: int) -> tuple[Line, int]:
        """Line and seconds on foot from a base."""

    def foot_back(self, base: int, cell: int) -> tuple[Line, int]:
        """Line and seconds on foot to a base."""


@dataclass
class Leg:
    """One piece of a route; car: where it stands at the end, NaN for a team on foot.

    abreast, spacing_m: of a search, how many walk side by side and how far apart; 0 and NaN otherwise.
    """

    mode: str
    to_stop: int
    seconds: int
    line: Line
    car: Line
    abreast: int = 0
    spacing_m: float = math.nan


@dataclass
class Going:
    """One team on its way: where its car is, and the legs gone so far."""

    ways: WayLines
    access: Access
    places: Line
    cells: Line
    base: int
    has_car: bool
    legs: list[Leg] = field(default_factory=list)
    car: Line = field(init=False)

    def __post_init__(self) -> None:
        self.car = self.places[self.base] if self.has_car else np.array([math.nan, math.nan])

    def go(self, mode: str, to_stop: int, way: tuple[Line, int]) -> None:
        """Add a leg; the car goes with those who drive."""
        line, seconds = way
        if mode == "drive":
            self.car = line[-1]
        self.legs.append(Leg(mode, to_stop, seconds, line, self.car))

    def out(self, to_stop: int, cell: int, from_place: int) -> None:
        """Go to a cell from the place where the car stands; on foot from the base."""
        if not self.has_car:
            self.go("walk", to_stop, self.ways.foot_out(self.base, cell))
            return
        if self.place_of(cell) != from_place:
            self.go("drive", to_stop, self.ways.drive(from_place, self.place_of(cell)))
        self.go("walk", to_stop, self.ways.walk_out(cell))

    def back(self, to_stop: int, cell: int) -> None:
        """Go back from a cell to where the car stands; on foot to the base."""
        way = self.ways.walk_back(cell) if self.has_car else self.ways.foot_back(self.base, cell)
        self.go("walk", to_stop, way)

    def home(self, cell: int) -> None:
        """Go from the last cell back to the base."""
        self.back(0, cell)
        if self.has_car:
            self.go("drive", 0, self.ways.drive(self.place_of(cell), self.base))

    def search(self, to_stop: int, cell: int, seconds: int) -> None:
        """Search a cell; a driver who moved the car has arrived by the end of it."""
        if self.has_car:
            self.car = self.places[self.place_of(cell)]
        self.go("search", to_stop, (np.repeat(self.cells[[cell]], 2, axis=0), seconds))

    def place_of(self, cell: int) -> int:
        """Row among bases and trailheads where the car stands for a cell."""
        return self.access.foot_out_s.shape[0] + int(self.access.trailhead[cell])

    def way_back_s(self, cell: int) -> int:
        """Seconds from a cell to the base."""
        if not self.has_car:
            return int(self.access.foot_back_s[self.base, cell])
        return int(self.access.back_s[cell]) + int(self.access.drive_s[self.place_of(cell), self.base])


def gone(visits: list[Any], nodes: NDArray[np.int64], going: Going) -> Going:
    """Go a whole route, leg by leg."""
    before = -1
    for visit, node in zip(visits, nodes, strict=True):
        cell = int(node)
        match visit.how:
            case "base":
                going.out(visit.order, cell, going.base)
            case "trailhead":
                going.back(visit.order, before)
                going.out(visit.order, cell, going.place_of(before) if going.has_car else going.base)
            case "walk":
                going.go("walk", visit.order, going.ways.walk(before, cell))
        going.search(visit.order, cell, visit.service_s)
        before = cell
    going.home(before)
    return going
