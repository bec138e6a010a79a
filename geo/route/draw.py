"""Draw the season plan: routes from base to base, their stops, and every leg in the order it is gone."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry import LineString, Point

from geo.model.land import Access
from geo.model.schema import LEGS, ROUTES, STOPS
from geo.model.tables import check, empty
from geo.model.team import Vehicle
from geo.route.problem import Ground, SeasonPlan
from geo.units import SECONDS_PER_MINUTE, round_up_minutes

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
class _Going:
    """One team on its way: where its car is, and the legs gone so far."""

    ways: WayLines
    access: Access
    places: Line
    cells: Line
    base: int
    has_car: bool
    legs: list[tuple[str, int, int, Line, float, float]] = field(default_factory=list)
    car: Line = field(init=False)

    def __post_init__(self) -> None:
        self.car = self.places[self.base] if self.has_car else np.array([math.nan, math.nan])

    def go(self, mode: str, to_stop: int, way: tuple[Line, int]) -> None:
        """Add a leg; the car goes with those who drive."""
        line, seconds = way
        if mode == "drive":
            self.car = line[-1]
        self.legs.append((mode, to_stop, seconds, line, float(self.car[0]), float(self.car[1])))

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


def draw(
    plan: SeasonPlan, ways: WayLines, ground: Ground, team_days: Any, *, plan_id: str = ""
) -> tuple[Any, Any, Any]:
    """Return the ROUTES, STOPS and LEGS tables of a plan, in the working CRS.

    A search leg stands still at the cell's point: its sweep lines are counted in walk_m but not drawn.
    turn_back_min is the end of the day less `turn_back` times the way back to the base.

    Parameters
    ----------
    plan_id : begins every route_id; without it the team-day alone names the route
    """
    crs = ground.bases.crs
    days = team_days.set_index("team_day_id").join(plan.days.set_index("team_day_id"), how="right")
    routes: list[dict[str, Any]] = []
    stops: list[dict[str, Any]] = []
    legs: list[dict[str, Any]] = []
    teams = ground.teams.set_index("team_id", drop=False)
    starts = {team_id: _start(ways, ground, teams.loc[team_id]) for team_id in teams.index}
    rows = pd.Series(np.arange(len(ground.cells)), index=pd.Index(ground.cells["cell_id"]))
    for team_day_id, visits in plan.visits.groupby("team_day_id", sort=False):
        route_id = f"{plan_id}_{team_day_id}" if plan_id else str(team_day_id)
        day, nodes = days.loc[team_day_id], rows.loc[visits["cell_id"]].to_numpy()
        team = teams.loc[day["team_id"]]
        going = _gone(visits, nodes, replace(starts[day["team_id"]], legs=[]))
        stops += _stops(visits, nodes, going, ground, day, route_id)
        legs += [
            {"route_id": route_id, "leg": n + 1, "mode": mode, "to_stop": to, "seconds": seconds,
             "car_x": car_x, "car_y": car_y, "geometry": LineString(line)}
            for n, (mode, to, seconds, line, car_x, car_y) in enumerate(going.legs)
        ]  # fmt: skip
        head = {"route_id": route_id, "team_day_id": team_day_id, "base_id": team["base_id"]}
        routes.append(head | _route(visits, going, ground, day))
    return _table(routes, ROUTES, crs), _table(stops, STOPS, crs), _table(legs, LEGS, crs)


def _table(rows: list[dict[str, Any]], table: Any, crs: Any) -> Any:
    if not rows:
        return empty(table, crs)
    return check(gpd.GeoDataFrame(rows, geometry="geometry", crs=crs), table)


def _start(ways: WayLines, ground: Ground, team: Any) -> _Going:
    bases, heads = ground.bases, ground.trailheads
    return _Going(
        ways=ways,
        access=ground.access,
        places=np.vstack([np.column_stack([bases.geometry.x, bases.geometry.y]), heads[["x", "y"]]]),
        cells=ground.cells[["x", "y"]].to_numpy(float),
        base=int(np.flatnonzero(bases["base_id"] == team["base_id"])[0]),
        has_car=team["vehicle"] == Vehicle.CAR,
    )


def _gone(visits: Any, nodes: NDArray[np.int64], going: _Going) -> _Going:
    """Go a whole route, leg by leg."""
    before = -1
    for visit, node in zip(visits.itertuples(), nodes, strict=True):
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


def _stops(
    visits: Any, nodes: NDArray[np.int64], going: _Going, ground: Ground, day: Any, route_id: str
) -> list[dict[str, Any]]:
    clock, rows = 0, []
    heads = ground.trailheads["trailhead_id"].to_numpy()
    for visit, cell in zip(visits.itertuples(), nodes, strict=True):
        clock += visit.travel_s
        turn_back_s = day["budget_s"] - ground.settings.travel.turn_back * going.way_back_s(cell)
        head = int(heads[ground.access.trailhead[cell]]) if going.has_car else -1
        rows.append(
            {
                "stop_id": f"{route_id}_{visit.order}",
                "route_id": route_id,
                "order": visit.order,
                "cell_id": visit.cell_id,
                "lead_id": visit.lead_id,
                "yard_id": visit.yard_id,
                "trailhead_id": head,
                "passes": visit.passes,
                "required": visit.required,
                "reserve": visit.reserve,
                "service_min": visit.service_s / SECONDS_PER_MINUTE,
                "arrive_min": round_up_minutes(clock),
                "turn_back_min": math.floor(turn_back_s / SECONDS_PER_MINUTE),
                "expected_finds": visit.gain,
                "geometry": Point(going.cells[cell]),
            }
        )
        clock += visit.service_s
    return rows


def _route(visits: Any, going: _Going, ground: Ground, day: Any) -> dict[str, Any]:
    walks = [line for mode, _, _, line, _, _ in going.legs if mode == "walk"]
    search_m = float(visits["search_m"].sum())
    lines = np.vstack([line for _, _, _, line, _, _ in going.legs])
    moved = np.ones(len(lines), bool)
    moved[1:] = (np.diff(lines, axis=0) != 0).any(axis=1)
    whole = LineString(lines[moved] if moved.sum() > 1 else lines[:2])
    return {
        "team_id": day["team_id"],
        "window_id": day["window_id"],
        "date": day["date"],
        "pool": day["pool"],
        "length_m": whole.length + search_m,
        "walk_m": sum(_length_m(line) for line in walks) + search_m,
        "climb_m": sum(_climb_m(line, ground) for line in walks),
        "duration_min": round_up_minutes(sum(leg[2] for leg in going.legs)),
        "stops": len(visits),
        "expected_finds": float(visits["gain"].sum()),
        "geometry": whole,
    }


def _length_m(line: Line) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _climb_m(line: Line, ground: Ground) -> float:
    heights = ground.terrain.elevation_m[ground.terrain.grid.row_column(line[:, 0], line[:, 1])]
    return float(np.maximum(np.diff(heights.astype(float)), 0.0).sum())
