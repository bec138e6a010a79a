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
from numpy.typing import NDArray

from geo.model.notes import Note
from geo.model.team import Vehicle
from geo.route.check_time import Clock
from geo.route.problem import Ground

SHORT_SHARE = 0.05
SHORT_S = 60.0
SAME_PLACE_M = 1.0
SAME_MINUTE = 2.0  # minutes are rounded up on one side and down on the other

Position = NDArray[np.float64]
Line = NDArray[np.float64]
Broken = tuple[str, dict[str, object]]


def broken_rules(
    routes: Any, stops: Any, legs: Any, ground: Ground, team_days: Any, *, required: Any = None
) -> list[Note]:
    """Return every broken rule of a plan, in the order of its routes; an empty list is a sound plan.

    Rules: a team-day is used once, by its own team, from its base; legs hang together from base to base; cars
    are driven from where they stand and end at the base; nobody walks or drives faster than the ground lets
    them (tolerance above) or over barred ground; the day is not longer than the team's; a stop is left before
    its turn-back time; no stop on steep or restricted ground; a cell at most once a route; stops and searches
    belong together; required stops are present.

    Parameters
    ----------
    routes, stops, legs : ROUTES, STOPS, LEGS in the working CRS
    team_days : TEAM_DAYS
    required : DataFrame lead_id, cell_id that must stand in the plan (those left out are told beforehand)
    """
    clock = Clock(ground.terrain, ground.roads, ground.settings)
    teams = ground.teams.set_index("team_id", drop=False)
    cells = ground.cells.set_index("cell_id")
    notes = _team_days(routes, team_days)
    stops_of, legs_of = dict(list(stops.groupby("route_id"))), dict(list(legs.groupby("route_id")))
    for route in routes.itertuples():
        if route.team_id not in teams.index:
            continue
        team = teams.loc[route.team_id]
        its_stops = stops_of.get(route.route_id, stops.iloc[:0]).sort_values("order")
        its_legs = legs_of.get(route.route_id, legs.iloc[:0]).sort_values("leg")
        notes += _way(route, team, its_legs, ground, clock)
        notes += _day(route, team, its_stops, its_legs)
        notes += _places(route, its_stops, its_legs, cells, ground)
    return notes + _required(stops, required)


def _team_days(routes: Any, team_days: Any) -> list[Note]:
    """See that a team-day is used once, by the team, day and window it stands for."""
    notes = [
        Note("route-rule-team-day-twice", {"team_day": str(name)})
        for name in routes["team_day_id"][routes["team_day_id"].duplicated()]
    ]
    days = team_days.set_index("team_day_id")
    for route in routes.itertuples():
        known = route.team_day_id in days.index
        day = days.loc[route.team_day_id] if known else None
        if day is None or (day["team_id"], day["window_id"], pd.Timestamp(day["date"])) != (
            route.team_id,
            route.window_id,
            pd.Timestamp(route.date),
        ):
            notes.append(Note("route-rule-team-day-unknown", {"route": route.route_id}))
    return notes


@dataclass
class _Where:
    """Team and car as two positions; car None on foot; driven_s: time a driver has had to move the car."""

    here: Position
    car: Position | None
    driven_s: float = 0.0


def _way(route: Any, team: Any, legs: Any, ground: Ground, clock: Clock) -> list[Note]:
    """Follow team and car from leg to leg, from the base and back to it."""
    at_base = ground.bases[ground.bases["base_id"] == team["base_id"]]
    if route.base_id != team["base_id"] or at_base.empty or legs.empty:
        return [Note("route-rule-base", {"route": route.route_id, "leg": 0})]
    base = np.array([at_base.geometry.iloc[0].x, at_base.geometry.iloc[0].y])
    where = _Where(base, base if team["vehicle"] == Vehicle.CAR else None)
    notes: list[Note] = []
    for leg in legs.itertuples():
        line = np.asarray(leg.geometry.coords, float)[:, :2]
        broken = _joins(leg, line, where) + _car(leg, team, line, where, clock) + _pace(leg, line, clock)
        where.here = line[-1]
        head = {"route": route.route_id, "leg": int(leg.leg)}
        notes += [Note(f"route-rule-{rule}", head | args) for rule, args in broken]
    if _apart(where.here, base) or (where.car is not None and _apart(where.car, base)):
        notes.append(Note("route-rule-base", {"route": route.route_id, "leg": len(legs)}))
    return notes


def _joins(leg: Any, line: Line, where: _Where) -> list[Broken]:
    """Each leg begins where the one before ended; who drives begins at the car."""
    broken: list[Broken] = []
    if _apart(line[0], where.here):
        broken.append(("gap", {"metres": round(float(np.hypot(*(line[0] - where.here))))}))
    if leg.mode == "drive" and (where.car is None or _apart(line[0], where.car)):
        broken.append(("no-car", {}))
    return broken


def _car(leg: Any, team: Any, line: Line, where: _Where, clock: Clock) -> list[Broken]:
    """Move the car: with those who drive, or by a driver while the others walk, no faster than the road."""
    said = None if pd.isna(leg.car_x) else np.array([leg.car_x, leg.car_y])
    if where.car is None or said is None:
        return [] if where.car is None and said is None else [("no-car", {})]
    if leg.mode == "drive":
        where.car, where.driven_s = line[-1], 0.0
    else:
        where.driven_s += float(leg.seconds)
    if not _apart(said, where.car):
        return []
    needed_s, had_s = clock.drive_between_s(where.car, said), where.driven_s
    where.car, where.driven_s = said, 0.0
    if _stays_with_car(team) and not _too_short(had_s, needed_s):
        return []
    return [("car-moved", {"needed_s": round(needed_s), "seconds": round(had_s)})]


def _pace(leg: Any, line: Line, clock: Clock) -> list[Broken]:
    """Nobody walks or drives faster than the ground lets them."""
    if leg.mode == "search":
        return []
    needed_s = clock.walk_s(line) if leg.mode == "walk" else clock.drive_s(line)
    if not np.isfinite(needed_s):
        return [("barred" if leg.mode == "walk" else "off-road", {})]
    if _too_short(float(leg.seconds), needed_s):
        return [("too-fast", {"needed_s": round(needed_s), "seconds": int(leg.seconds)})]
    return []


def _apart(one: Position, other: Position) -> bool:
    return bool(np.hypot(*(one - other)) > SAME_PLACE_M)


def _too_short(planned_s: float, needed_s: float) -> bool:
    return planned_s < needed_s * (1 - SHORT_SHARE) - SHORT_S


def _stays_with_car(team: Any) -> bool:
    return bool(team["driver"]) and int(team["members"]) >= 3


def _day(route: Any, team: Any, stops: Any, legs: Any) -> list[Note]:
    """See that times add up, fit the day, and each stop is left before its turn-back time."""
    notes = []
    taken_min = float(legs["seconds"].sum()) / 60
    day_min = float(team["hours_per_day"]) * 60
    if max(taken_min, route.duration_min - 1) > day_min + 1e-6 or taken_min > route.duration_min + 1e-6:
        args = {"route": route.route_id, "minutes": round(taken_min), "day_min": round(day_min)}
        notes.append(Note("route-rule-day-length", args))
    ends = legs["seconds"].cumsum()[legs["mode"] == "search"] / 60
    to_stop = legs["to_stop"][legs["mode"] == "search"]
    left = dict(zip(to_stop, ends, strict=True))
    for stop in stops.itertuples():
        leaves = left.get(stop.order, 0.0)
        args = {"route": route.route_id, "stop": int(stop.order)}
        if leaves > stop.turn_back_min + SAME_MINUTE:
            notes.append(Note("route-rule-turn-back", args))
        if leaves - stop.service_min > stop.arrive_min + SAME_MINUTE:
            notes.append(Note("route-rule-arrival", args))
    return notes


def _places(route: Any, stops: Any, legs: Any, cells: Any, ground: Ground) -> list[Note]:
    """See that stops are numbered, searched where they lie, on ground that may be walked, each cell once."""
    notes = []
    searches = legs[legs["mode"] == "search"]
    searched = {int(leg.to_stop): leg for leg in searches.itertuples()}
    orders = stops["order"].tolist()
    if orders != list(range(1, len(orders) + 1)) or sorted(searches["to_stop"]) != orders or not orders:
        notes.append(Note("route-rule-order", {"route": route.route_id}))
    cell_stops = stops[stops["passes"] > 0]
    notes += [
        Note("route-rule-cell-twice", {"route": route.route_id, "cell": str(cell)})
        for cell in cell_stops["cell_id"][cell_stops["cell_id"].duplicated()]
    ]
    steepest = ground.settings.travel.search_slope_deg
    for stop in stops.itertuples():
        args = {"route": route.route_id, "stop": int(stop.order), "cell": stop.cell_id}
        leg = searched.get(int(stop.order))
        here = np.array([stop.geometry.x, stop.geometry.y])
        if leg is not None and (
            _apart(np.asarray(leg.geometry.coords[0])[:2], here)
            or leg.seconds + SHORT_S < stop.service_min * 60
        ):
            notes.append(Note("route-rule-search", args))
        if stop.passes and (
            stop.cell_id not in cells.index or cells["slope_deg"].loc[stop.cell_id] > steepest + 1e-9
        ):
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
