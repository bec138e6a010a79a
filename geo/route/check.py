"""Check a drawn plan by following team and car along its geometry; shares no code with the planner.

Every figure is computed anew in floating point from lines, terrain and roads: nothing is read from the
planner's matrices. A planned time may fall short of the recomputed one by `SHORT_SHARE` of it plus
`SHORT_S`: pixel lines begin and end at points inside a pixel, and roads are drawn in straight pieces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.model.notes import Note
from geo.model.team import Vehicle
from geo.route.check_time import Clock
from geo.route.problem import Ground
from geo.settings import Settings

SHORT_SHARE = 0.05
SHORT_S = 60.0
SAME_PLACE_M = 1.0
BEYOND_M = 200.0  # a search may go round an obstacle over the border of its cell or village by so much
SEARCH_SHARE = 0.45  # lines follow the ground: a search may take so much longer than was planned
SAME_MINUTE = 2.0  # minutes are rounded up on one side and down on the other

Position = NDArray[np.float64]
Broken = tuple[str, dict[str, object]]


def broken_rules(
    routes: Any, stops: Any, legs: Any, ground: Ground, team_days: Any, *, required: Any = None
) -> list[Note]:
    """Return every broken rule of a plan, in the order of its routes; an empty list is a sound plan.

    Rules: a team-day is used once, by its own team, from its base; legs hang together from base to base; cars
    are driven from where they stand and end at the base; nobody walks or drives faster than the ground lets
    them (tolerance above) or over barred ground; the day is not longer than the team's; a stop is left before
    its turn-back time; no stop on steep or restricted ground; a cell at most once a route; stops and searches
    belong together, a search keeps to its cell and village; required stops are present.

    Parameters
    ----------
    routes, stops, legs : ROUTES, STOPS, LEGS in the working CRS
    team_days : TEAM_DAYS
    required : DataFrame lead_id, cell_id that must stand in the plan (those left out are told beforehand)
    """
    clock = Clock(ground.terrain, ground.roads, ground.settings)
    teams = {team.team_id: team for team in ground.teams.itertuples()}
    places = Places(ground)
    stops_of, legs_of = _by_route(stops, "order"), _by_route(legs, "leg")
    every = [leg for its_legs in legs_of.values() for leg in its_legs]
    drives = [leg.line for leg in every if leg.mode == "drive"]
    clock.learn([leg.line for leg in every if leg.mode != "drive"], drives)
    notes = _team_days(routes, team_days)
    for route in routes.itertuples():
        team = teams.get(route.team_id)
        if team is not None:
            its_stops, its_legs = stops_of.get(route.route_id, []), legs_of.get(route.route_id, [])
            notes += _way(route, team, its_legs, ground, clock)
            notes += _day(route, team, its_stops, its_legs)
            notes += _order(route, its_stops, its_legs)
            notes += _places(route, its_stops, its_legs, places, clock)
    return notes + _required(stops, required)


def _by_route(table: Any, order: str) -> dict[str, list[Any]]:
    """Rows of each route in order, with their points as `line` (n, 2)."""
    points, owner = shapely.get_coordinates(table.geometry.to_numpy(), return_index=True)
    ends = np.searchsorted(owner, np.arange(1, len(table)))
    plain = pd.DataFrame(table.drop(columns=table.geometry.name))
    plain["line"] = np.split(points, ends) if len(table) else []
    found: dict[str, list[Any]] = {}
    for row in plain.sort_values(["route_id", order]).itertuples():
        found.setdefault(row.route_id, []).append(row)
    return found


def _team_days(routes: Any, team_days: Any) -> list[Note]:
    """See that a team-day is used once, by the team, day and window it stands for."""
    notes = [
        Note("route-rule-team-day-twice", {"team_day": str(name)})
        for name in routes["team_day_id"][routes["team_day_id"].duplicated()]
    ]
    days = {day.team_day_id: (day.team_id, day.window_id, day.date) for day in team_days.itertuples()}
    return notes + [
        Note("route-rule-team-day-unknown", {"route": route.route_id})
        for route in routes.itertuples()
        if days.get(route.team_day_id) != (route.team_id, route.window_id, route.date)
    ]


@dataclass
class _Where:
    """Team and car as two positions; car None on foot; driven_s: time a driver has had to move the car."""

    here: Position
    car: Position | None
    driven_s: float = 0.0


def _way(route: Any, team: Any, legs: Any, ground: Ground, clock: Clock) -> list[Note]:
    """Follow team and car from leg to leg, from the base and back to it."""
    at_base = ground.bases[ground.bases["base_id"] == team.base_id]
    if route.base_id != team.base_id or at_base.empty or not legs:
        return [Note("route-rule-base", {"route": route.route_id, "leg": 0})]
    base = np.array([at_base.geometry.iloc[0].x, at_base.geometry.iloc[0].y])
    where = _Where(base, base if team.vehicle == Vehicle.CAR else None)
    notes: list[Note] = []
    for leg in legs:
        broken = _joins(leg, where) + _car(leg, team, where, clock) + _pace(leg, clock)
        where.here = leg.line[-1]
        head = {"route": route.route_id, "leg": int(leg.leg)}
        notes += [Note(f"route-rule-{rule}", head | args) for rule, args in broken]
    if _apart(where.here, base) or (where.car is not None and _apart(where.car, base)):
        notes.append(Note("route-rule-base", {"route": route.route_id, "leg": len(legs)}))
    return notes


def _joins(leg: Any, where: _Where) -> list[Broken]:
    """Each leg begins where the one before ended; who drives begins at the car."""
    broken: list[Broken] = []
    if _apart(leg.line[0], where.here):
        broken.append(("gap", {"metres": round(float(np.hypot(*(leg.line[0] - where.here))))}))
    if leg.mode == "drive" and (where.car is None or _apart(leg.line[0], where.car)):
        broken.append(("no-car", {}))
    return broken


def _car(leg: Any, team: Any, where: _Where, clock: Clock) -> list[Broken]:
    """Move the car: with those who drive, or by a driver while the others walk, no faster than the road."""
    said = None if pd.isna(leg.car_x) else np.array([leg.car_x, leg.car_y])
    if where.car is None or said is None:
        return [] if where.car is None and said is None else [("no-car", {})]
    if leg.mode == "drive":
        where.car, where.driven_s = leg.line[-1], 0.0
    else:
        where.driven_s += float(leg.seconds)
    if not _apart(said, where.car):
        return []
    needed_s, had_s = clock.drive_between_s(where.car, said), where.driven_s
    where.car, where.driven_s = said, 0.0
    if _stays_with_car(team) and not _too_short(had_s, needed_s):
        return []
    return [("car-moved", {"needed_s": round(needed_s), "seconds": round(had_s)})]


def _pace(leg: Any, clock: Clock) -> list[Broken]:
    """Nobody walks or drives faster than the ground lets them."""
    needed_s = clock.drive_s(leg.line) if leg.mode == "drive" else clock.walk_s(leg.line)
    if not np.isfinite(needed_s):
        return [("off-road" if leg.mode == "drive" else "barred", {})]
    if leg.mode == "search":
        return []
    if _too_short(float(leg.seconds), needed_s):
        return [("too-fast", {"needed_s": round(needed_s), "seconds": int(leg.seconds)})]
    return []


def _apart(one: Position, other: Position) -> bool:
    return bool(np.hypot(*(one - other)) > SAME_PLACE_M)


def _too_short(planned_s: float, needed_s: float) -> bool:
    return planned_s < needed_s * (1 - SHORT_SHARE) - SHORT_S


def _stays_with_car(team: Any) -> bool:
    return bool(team.driver) and int(team.members) >= 3


def _day(route: Any, team: Any, stops: list[Any], legs: list[Any]) -> list[Note]:
    """See that times add up, fit the day, and each stop is left before its turn-back time."""
    notes = []
    clock_min = np.cumsum([leg.seconds for leg in legs]) / 60
    taken_min, day_min = float(clock_min[-1]) if legs else 0.0, float(team.hours_per_day) * 60
    if max(taken_min, route.duration_min - 1) > day_min + 1e-6 or taken_min > route.duration_min + 1e-6:
        args = {"route": route.route_id, "minutes": round(taken_min), "day_min": round(day_min)}
        notes.append(Note("route-rule-day-length", args))
    searched = [(leg, end) for leg, end in zip(legs, clock_min, strict=True) if leg.mode == "search"]
    left_min = {leg.to_stop: end for leg, end in searched}
    begun_min = {leg.to_stop: end - leg.seconds / 60 for leg, end in searched}
    for stop in stops:
        leaves = left_min.get(stop.order, 0.0)
        args = {"route": route.route_id, "stop": int(stop.order)}
        if leaves > stop.turn_back_min + SAME_MINUTE:
            notes.append(Note("route-rule-turn-back", args))
        if begun_min.get(stop.order, 0.0) > stop.arrive_min + SAME_MINUTE:
            notes.append(Note("route-rule-arrival", args))
    return notes


def _order(route: Any, stops: list[Any], legs: list[Any]) -> list[Note]:
    """See that stops are numbered, each is searched once, in order, and no cell twice."""
    notes = []
    orders = [stop.order for stop in stops]
    searched = [leg.to_stop for leg in legs if leg.mode == "search"]
    if not orders or orders != list(range(1, len(orders) + 1)) or searched != orders:
        notes.append(Note("route-rule-order", {"route": route.route_id}))
    cells = [stop.cell_id for stop in stops if stop.passes > 0]
    return notes + [
        Note("route-rule-cell-twice", {"route": route.route_id, "cell": cell})
        for n, cell in enumerate(cells)
        if cell in cells[:n]
    ]


class Places:
    """Where each cell lies and how steep it is."""

    def __init__(self, ground: Ground) -> None:
        cells, self.travel = ground.cells, ground.settings.travel
        self._row = {name: row for row, name in enumerate(cells["cell_id"])}
        self._slope_deg = cells["slope_deg"].to_numpy(float)
        self._size_m = ground.settings.grid.cell_size_m
        self._corner = cells[["ix", "iy"]].to_numpy(float) * self._size_m
        self._hosts = set(cells.loc[cells["joined_to"] != cells["cell_id"], "joined_to"])
        self._village = cells["village_id"].to_numpy()
        self._villages = dict(zip(ground.villages["village_id"], ground.villages.geometry, strict=True))
        self._wide: dict[str, Any] = {}
        self._s_per_m = _search_pace(cells, ground.settings)

    def slope_deg(self, cell_id: str) -> float:
        """Mean slope; inf for a cell that nobody knows."""
        return float(self._slope_deg[self._row[cell_id]]) if cell_id in self._row else np.inf

    def search_s(self, cell_id: str, line: Position) -> float:
        """Seconds along a line at the pace of a search in this cell (METHODS 5)."""
        metres = float(np.hypot(*np.diff(line, axis=0).T).sum())
        return metres * self._s_per_m[self._row[cell_id]] if cell_id in self._row else 0.0

    def holds(self, cell_id: str, line: Position) -> bool:
        """Whether a line stays in the square of a cell, with its pieces, and in the cell's village."""
        if cell_id not in self._row:
            return True  # told of as steep or unknown
        row = self._row[cell_id]
        beyond_m = BEYOND_M + (self._size_m if cell_id in self._hosts else 0.0)
        low, high = self._corner[row] - beyond_m, self._corner[row] + self._size_m + beyond_m
        if not ((line >= low) & (line <= high)).all():
            return False
        village = self._village[row]
        if village not in self._wide:
            self._wide[village] = shapely.buffer(self._villages[village], BEYOND_M, quad_segs=2)
            shapely.prepare(self._wide[village])
        return bool(shapely.covers(self._wide[village], shapely.linestrings(line)))


def _search_pace(cells: Any, settings: Settings) -> Position:
    """Seconds a metre of a search, by cover and slope, (cells,)."""
    detection = settings.detection
    slow = cells["cover_scrub"].to_numpy(float) + cells["cover_forest"].to_numpy(float)
    dry = np.maximum(1 - cells["cover_water"].to_numpy(float) - cells["cover_built"].to_numpy(float), 1e-9)
    share = np.clip(slow / dry, 0.0, 1.0)
    s_per_m = share * 3.6 / detection.pace_scrub_kmh + (1 - share) * 3.6 / detection.pace_open_kmh
    return np.asarray(s_per_m * np.exp(cells["slope_deg"].to_numpy(float) / detection.pace_slope_deg))


def _places(route: Any, stops: list[Any], legs: list[Any], places: Places, clock: Clock) -> list[Note]:
    """See that each stop is searched where it lies, long enough, on ground that may be searched on foot."""
    notes = []
    searched = {leg.to_stop: leg for leg in legs if leg.mode == "search"}
    travel = places.travel
    for stop in stops:
        # A place that must be entered may lie on gentle ground inside a cell that is steep on the whole.
        steepest = travel.restricted_slope_deg if stop.lead_id else travel.search_slope_deg
        args = {"route": route.route_id, "stop": int(stop.order), "cell": stop.cell_id}
        leg = searched.get(stop.order)
        if leg is not None:
            needed_s = min(places.search_s(stop.cell_id, leg.line), clock.walk_s(leg.line))
            short = leg.seconds + SHORT_S < max(stop.service_min * 60, needed_s / (1 + SEARCH_SHARE))
            if short or not places.holds(stop.cell_id, leg.line):
                notes.append(Note("route-rule-search", args))
        if stop.passes and not places.slope_deg(stop.cell_id) <= steepest:
            notes.append(Note("route-rule-steep", args))
    return notes


def _required(stops: Any, required: Any) -> list[Note]:
    if required is None:
        return []
    there = {lead for leads in stops["lead_id"] for lead in str(leads).split(";")}
    return [
        Note("route-rule-required", {"lead": str(lead)})
        for lead in required["lead_id"]
        if str(lead) not in there
    ]
