"""Draw the season plan: routes from base to base, their stops, and every leg in the order it is gone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.model.schema import LEGS, ROUTES, STOPS
from geo.model.tables import check, empty
from geo.model.team import Vehicle
from geo.route.going import Going, WayLines, gone
from geo.route.problem import Ground, SeasonPlan, searchers
from geo.route.searches import Search, Searches, walked_m
from geo.units import SECONDS_PER_MINUTE, round_up_minutes

Line = NDArray[np.float64]
Rows = list[dict[str, Any]]


def draw(
    plan: SeasonPlan, ways: WayLines, ground: Ground, team_days: Any, *, plan_id: str = ""
) -> tuple[Any, Any, Any]:
    """Return the ROUTES, STOPS and LEGS tables of a plan, in the working CRS.

    A search leg is the line of the one who leads: from where the walk before enters the cell, along the
    lines, to where the walk after leaves it. The seconds of the walk within the cell go with it; a day takes
    what the plan says. turn_back_min is the end of the day less `turn_back` times the way back to the base.

    Parameters
    ----------
    plan_id : begins every route_id; without it the team-day alone names the route
    """
    crs = ground.bases.crs
    kept = {day.team_day_id: day for day in plan.days.itertuples()}
    routes: Rows = []
    stops: Rows = []
    legs: Rows = []
    lines: list[Line] = []
    for gone_day in days_gone(plan, ways, ground, team_days):
        day, team, visits, going = gone_day.day, gone_day.team, gone_day.visits, gone_day.going
        route_id = f"{plan_id}_{day.team_day_id}" if plan_id else str(day.team_day_id)
        stops += _stops(gone_day, ground, kept[day.team_day_id].budget_s, route_id)
        legs += _legs(going, route_id)
        lines += [leg.line for leg in going.legs]
        head = {"route_id": route_id, "team_day_id": day.team_day_id, "base_id": team.base_id}
        head |= {"team_id": day.team_id, "window_id": day.window_id, "date": day.date}
        routes.append(head | {"pool": kept[day.team_day_id].pool} | _route(visits, going))
    climb_m = _climbs_m(lines, ground)
    for route, climbed in zip(routes, _by_route(climb_m, legs, routes), strict=True):
        route["climb_m"] = climbed
    shapes = _linestrings(lines)
    return _table(routes, ROUTES, crs), _table(stops, STOPS, crs), _table(legs, LEGS, crs, shapes)


@dataclass(frozen=True)
class GoneDay:
    """A team-day as it is gone: its rows of TEAM_DAYS and TEAMS, visits in order, the row in CELLS of each.

    searches: how each visit is searched, None for yards and where no lines are laid.
    """

    day: Any
    team: Any
    visits: list[Any]
    nodes: NDArray[np.int64]
    going: Going
    searches: list[Search | None]


def days_gone(plan: SeasonPlan, ways: WayLines, ground: Ground, team_days: Any) -> Iterator[GoneDay]:
    """Follow every team-day of a plan along its legs, with the lines of its stops joined in."""
    days = {day.team_day_id: day for day in team_days.itertuples()}
    teams = {team.team_id: team for team in ground.teams.itertuples()}
    starts = {name: _start(ways, ground, team) for name, team in teams.items()}
    rows = pd.Index(ground.cells["cell_id"]).get_indexer(plan.visits["cell_id"])
    searches = Searches(ground, np.unique(rows))
    visited = list(plan.visits.itertuples())
    for team_day_id, places in plan.visits.groupby("team_day_id", sort=False).indices.items():
        day = days[team_day_id]
        visits, nodes, team = [visited[place] for place in places], rows[places], teams[day.team_id]
        going = gone(visits, nodes, replace(starts[day.team_id], legs=[]))
        found = searches.put(going, visits, nodes, searchers(team, ground.settings))
        yield GoneDay(day, team, visits, nodes, going, found)


def _table(rows: Rows, table: Any, crs: Any, shapes: Any = None) -> Any:
    if not rows:
        return empty(table, crs)
    frame = pd.DataFrame(rows)
    shapes = frame.pop("geometry").to_numpy() if shapes is None else shapes
    return check(gpd.GeoDataFrame(frame, geometry=shapes, crs=crs), table)


def _linestrings(lines: list[Line]) -> Any:
    if not lines:
        return []
    owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    return shapely.linestrings(np.concatenate(lines), indices=owner)


def _start(ways: WayLines, ground: Ground, team: Any) -> Going:
    bases, heads = ground.bases, ground.trailheads
    return Going(
        ways=ways,
        access=ground.access,
        places=np.vstack([np.column_stack([bases.geometry.x, bases.geometry.y]), heads[["x", "y"]]]),
        cells=ground.cells[["x", "y"]].to_numpy(float),
        base=int(np.flatnonzero(bases["base_id"] == team.base_id)[0]),
        has_car=team.vehicle == Vehicle.CAR,
    )


def _legs(going: Going, route_id: str) -> Rows:
    return [
        {
            "route_id": route_id,
            "leg": number,
            "mode": leg.mode,
            "to_stop": leg.to_stop,
            "seconds": leg.seconds,
            "abreast": leg.abreast,
            "spacing_m": leg.spacing_m,
            "car_x": float(leg.car[0]),
            "car_y": float(leg.car[1]),
        }
        for number, leg in enumerate(going.legs, start=1)
    ]


def _stops(gone_day: GoneDay, ground: Ground, budget_s: int, route_id: str) -> Rows:
    visits, nodes, going, found = gone_day.visits, gone_day.nodes, gone_day.going, gone_day.searches
    begins = np.cumsum([0, *(leg.seconds for leg in going.legs)])
    begin_s = [int(begins[number]) for number, leg in enumerate(going.legs) if leg.mode == "search"]
    heads = ground.trailheads["trailhead_id"].to_numpy()
    rows = []
    for visit, cell, clock, search in zip(visits, nodes.tolist(), begin_s, found, strict=True):
        turn_back_s = budget_s - ground.settings.travel.turn_back * going.way_back_s(cell)
        # So much of the way back lies behind a team that leaves at the end of its lines.
        turn_back_s += search.out_s if search else 0
        rows.append(
            {
                "stop_id": f"{route_id}_{visit.order}",
                "route_id": route_id,
                "order": visit.order,
                "cell_id": visit.cell_id,
                "lead_id": visit.lead_id,
                "yard_id": visit.yard_id,
                "trailhead_id": int(heads[ground.access.trailhead[cell]]) if going.has_car else -1,
                "passes": visit.passes,
                "required": visit.required,
                "reserve": visit.reserve,
                "service_min": visit.service_s / SECONDS_PER_MINUTE,
                "arrive_min": round_up_minutes(clock),
                "turn_back_min": math.floor(turn_back_s / SECONDS_PER_MINUTE),
                "expected_finds": visit.gain,
                "geometry": shapely.Point(going.cells[cell]),
            }
        )
    return rows


def _route(visits: list[Any], going: Going) -> dict[str, Any]:
    on_foot = [leg.line for leg in going.legs if leg.mode != "drive"]
    lines = np.vstack([leg.line for leg in going.legs])
    moved = np.ones(len(lines), bool)
    moved[1:] = (np.diff(lines, axis=0) != 0).any(axis=1)
    whole = lines[moved] if moved.sum() > 1 else lines[:2]
    return {
        "length_m": walked_m(whole),
        "walk_m": sum(walked_m(line) for line in on_foot),
        "duration_min": round_up_minutes(sum(leg.seconds for leg in going.legs)),
        "stops": len(visits),
        "expected_finds": float(sum(visit.gain for visit in visits)),
        "geometry": shapely.LineString(whole),
    }


def _by_route(climb_m: NDArray[np.float64], legs: Rows, routes: Rows) -> NDArray[np.float64]:
    """Sum up what is climbed on foot, route by route."""
    number = {route["route_id"]: row for row, route in enumerate(routes)}
    of_route = np.array([number[leg["route_id"]] for leg in legs], np.int64)
    on_foot = np.array([leg["mode"] != "drive" for leg in legs], float)
    return np.bincount(of_route, climb_m * on_foot, minlength=len(routes)).astype(float)


def _climbs_m(lines: list[Line], ground: Ground) -> NDArray[np.float64]:
    """Rise along each line, by the pixels that it crosses."""
    if not lines:
        return np.empty(0)
    grid, points = ground.terrain.grid, np.concatenate(lines)
    of_line = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    step = np.where((of_line[1:] == of_line[:-1])[:, None], np.diff(points, axis=0), 0.0)
    pieces = np.maximum(np.ceil(np.hypot(*step.T) / grid.pixel_m - 1e-9), 1).astype(np.int64)
    whole = np.repeat(np.arange(len(pieces)), pieces)
    share = (np.arange(len(whole)) - np.repeat(np.cumsum(pieces) - pieces, pieces) + 1) / pieces[whole]
    places = points[:-1][whole] + share[:, None] * step[whole]
    heights = ground.terrain.elevation_m[grid.row_column(places[:, 0], places[:, 1])].astype(float)
    first = ground.terrain.elevation_m[grid.row_column(*points[:-1].T)].astype(float)
    # Each piece starts where the one before it ended; the first of a step at the step's first point.
    before = np.where(share * pieces[whole] < 1.5, first[whole], np.concatenate([[0.0], heights[:-1]]))
    rise = np.maximum(heights - before, 0.0)
    return np.bincount(of_line[:-1][whole], rise, minlength=len(lines)).astype(float)
