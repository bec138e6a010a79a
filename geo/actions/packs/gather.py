"""Gather one team's one day from the plan in force: no risk, no text of leads, no earlier finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.actions.prepared.hazards import hazards_of
from geo.actions.prepared.prepare import Prepared
from geo.errors import RecordError
from geo.exports.packs.task import Task
from geo.ground.crs import to_lonlat, to_working
from geo.model.notes import Note
from geo.records.days import read_calendar, read_day, read_ways
from geo.records.plans import PlanRecord
from geo.records.store import Store
from geo.route.daylight import day_length_s
from geo.route.pieces import piece_name
from geo.units import SECONDS_PER_MINUTE
from geo.words import Language, t

_LOOKS: Final = {"苗期踏查": "seedling", "花期踏查": "flower", "果期踏查": "capsule"}
"""What the three windows that the season suggests are for."""

_WINDOWS: Final = {"seedling": "pack-window-seedling", "flower": "pack-window-flower",
                   "capsule": "pack-window-capsule"}  # fmt: skip


@dataclass(frozen=True)
class DayOfTeams:
    """Routes of one day (ROUTES in the working CRS), and what their packs share.

    plan: of the plan in force what concerns these routes, in EPSG:4326; roads: drivable, one line each.
    """

    prepared: Prepared
    plan: PlanRecord
    hazards: Any
    routes: Any
    roads: Any


def day_of_teams(prepared: Prepared, day: date, teams: Sequence[str] = ()) -> DayOfTeams:
    """Read the routes of a day.

    Parameters
    ----------
    teams : only these; empty for all that go out

    Raises
    ------
    RecordError : no plan is in force, or a team has no route on that day
    """
    with Store.open(prepared.site_dir) as store:
        record = read_day(store, day)
        if record is None:
            raise RecordError("season-no-plan-in-force")
        known = record.routes["team_id"].tolist()
        for team in teams:
            if known and team not in known:
                raise RecordError("pack-no-route", team=team, date=str(day), teams=", ".join(known))
        if not known:
            raise _no_day(read_calendar(store), day)
        wanted = record.routes[record.routes["team_id"].isin(list(teams) or known)]
        # Of a county's season a day is a hundredth: the rest is not read.
        legs, pieces = read_ways(store, str(record.plan["plan_id"]), wanted["route_id"].tolist())
    plan = PlanRecord(
        record.plan, wanted, record.stops, legs, record.team_days, record.windows, pieces, record.changes
    )
    routes = to_working(wanted, prepared.crs)
    return DayOfTeams(prepared, plan, hazards_of(prepared), routes, _roads(prepared))


def _no_day(calendar: Any, day: date) -> RecordError:
    """Name the days before and after that have routes."""
    days = sorted({f"{value:%Y-%m-%d}" for value in calendar.loc[calendar["stops"] > 0, "date"]})
    near = [*[d for d in days if d < str(day)][-1:], *[d for d in days if d > str(day)][:1]]
    return RecordError("day-none-on-date", date=str(day), near=", ".join(near) or "none")


def task_of(of_day: DayOfTeams, team: str, language: Language) -> Task:
    """Gather what one team carries."""
    prepared, plan = of_day.prepared, of_day.plan
    route = of_day.routes[of_day.routes["team_id"] == team].iloc[0]
    own = {
        name: to_working(table[table["route_id"] == route["route_id"]], prepared.crs)
        for name, table in (("stops", plan.stops), ("legs", plan.legs), ("pieces", plan.pieces))
    }
    legs = own["legs"].sort_values("leg", ignore_index=True)
    cars, car_of = _parked(legs, prepared.crs)
    base = prepared.bases[prepared.bases["base_id"] == route["base_id"]].reset_index(drop=True)
    row = prepared.teams.set_index("team_id").loc[team] if team in set(prepared.teams["team_id"]) else None
    leave_h = prepared.settings.plan.leave_base_at_h
    back_min = int(route["duration_min"])
    day = route["date"].date()
    due_min = back_min
    if row is not None:
        north = float(to_lonlat(base).geometry.y.iloc[0])
        due_s = day_length_s(float(row["hours_per_day"]), latitude_deg=north, day=day, leave_h=leave_h)
        due_min = max(back_min, int(due_s // SECONDS_PER_MINUTE))
    window = str(plan.windows.set_index("window_id")["name"].get(route["window_id"], ""))
    look = _LOOKS.get(window, "any")
    every = max(1, round(prepared.settings.pack.check_in_min))
    pieces = _named(own["pieces"], prepared, language)
    stops = _stops(own["stops"].sort_values("order"), pieces, legs, car_of, prepared)
    lengths = legs.length.groupby(legs["mode"]).sum()
    return Task(
        site=prepared.site.site.name,
        team=team,
        day=day,
        window=t(_WINDOWS[look], language) if look in _WINDOWS else window,
        plan_hash=str(plan.plan["content_hash"]),
        members=0 if row is None else int(row["members"]),
        car=bool((legs["mode"] == "drive").any()),
        leave_min=round(leave_h * 60),
        back_min=back_min,
        due_min=due_min,
        check_ins=tuple(range(every, back_min, every)),
        look=look,
        drive_m=float(lengths.get("drive", 0.0)),
        walk_m=float(route["walk_m"]),
        climb_m=float(route["climb_m"]),
        base=base[["name", "geometry"]],
        stops=stops,
        cars=cars,
        legs=legs[["mode", "to_stop", "geometry"]],
        pieces=pieces[["number", "name", "area_m2", "geometry"]],
        hazards=_near(of_day.hazards, legs, prepared.settings.pack.hazard_near_m),
        villages=prepared.villages[["name", "geometry"]],
        roads=of_day.roads,
        terrain=prepared.terrain,
        places=_places(prepared),
        visited=_visited(own["stops"], prepared),
    )


def _roads(prepared: Prepared) -> Any:
    """Roads and paths with one line each: those of two ways are two rows of EDGES."""
    if prepared.roads is None:
        return None
    edges = prepared.roads.edges
    ends = np.sort(edges[["from_node", "to_node"]].to_numpy(), axis=1)
    once = ~pd.DataFrame(
        {"low": ends[:, 0], "high": ends[:, 1], "m": edges["length_m"].to_numpy()}
    ).duplicated()
    lines = edges.geometry.to_numpy()[once]
    return gpd.GeoDataFrame(
        {"drivable": edges["drive_s"].notna().to_numpy()[once]}, geometry=lines, crs=prepared.crs
    )


def _parked(legs: Any, crs: str) -> tuple[Any, dict[int, int]]:
    """Name the places where the car stands by the first stop that is walked to from there.

    Returns
    -------
    number and point of each place; stops to the number of theirs
    """
    numbers: dict[tuple[float, float], int] = {}
    car_of: dict[int, int] = {}
    for leg in legs[(legs["mode"] == "search") & legs["car_x"].notna()].itertuples():
        at = (round(leg.car_x, 1), round(leg.car_y, 1))
        car_of[int(leg.to_stop)] = numbers.setdefault(at, int(leg.to_stop))
    places = [shapely.Point(at) for at in numbers]
    return gpd.GeoDataFrame({"number": list(numbers.values())}, geometry=places, crs=crs), car_of


def _named(pieces: Any, prepared: Prepared, language: Language) -> Any:
    """Name PIECES; one with no name near is a number of its village."""
    village_of = dict(zip(prepared.cells["cell_id"], prepared.cells["village_id"], strict=True))
    names = dict(zip(prepared.villages["village_id"], prepared.villages["name"], strict=True))
    called = []
    for piece in pieces.itertuples():
        note = piece_name(piece)
        if not piece.near:
            village = names.get(village_of.get(str(piece.cells).split(";")[0], ""), "")
            note = Note("pack-piece", {"village": village, "number": int(piece.number)})
        called.append(t(note.key, language, **note.args))
    return pieces.assign(name=called)


def _stops(stops: Any, pieces: Any, legs: Any, car_of: dict[int, int], prepared: Prepared) -> Any:
    """Say of each stop what people call it and how it is walked; nothing of what is expected there."""
    named = {cell: piece.name for piece in pieces.itertuples() for cell in str(piece.cells).split(";")}
    yards = prepared.yards.set_index("yard_id")
    village_of = dict(zip(prepared.cells["cell_id"], prepared.cells["village_id"], strict=True))
    names = dict(zip(prepared.villages["village_id"], prepared.villages["name"], strict=True))
    lines = legs[legs["mode"] == "search"].groupby("to_stop").agg({"abreast": "max", "spacing_m": "max"})
    walked = lines.reindex(stops["order"])
    villages = [names.get(village_of.get(cell, ""), "") for cell in stops["cell_id"]]
    places = [str(yards["place"].get(yard, "")) if yard else "" for yard in stops["yard_id"]]
    called = [
        place or named.get(cell, village)
        for place, cell, village in zip(places, stops["cell_id"], villages, strict=True)
    ]
    kinds = np.select(
        [stops["yard_id"] != "", stops["required"], stops["reserve"]],
        ["yard", "required", "reserve"],
        "plain",
    )
    out = stops[["order", "passes", "service_min", "arrive_min", "turn_back_min", "geometry"]]
    return out.assign(
        name=called, village=villages, kind=kinds,
        abreast=np.nan_to_num(walked["abreast"].to_numpy(float)).astype(int),
        spacing_m=np.nan_to_num(walked["spacing_m"].to_numpy(float)),
        car=[car_of.get(int(order), 0) for order in stops["order"]],
        yards=[int(yards["yards"].get(yard, 0)) if yard else 0 for yard in stops["yard_id"]],
    ).reset_index(drop=True)  # fmt: skip


def _near(hazards: Any, legs: Any, near_m: float) -> Any:
    """Hazards near the way."""
    if not len(hazards):
        return hazards[["kind", "note", hazards.geometry.name]]
    way = shapely.union_all(legs.geometry.to_numpy())
    near = shapely.dwithin(hazards.geometry.to_numpy(), way, near_m)
    return hazards.loc[near, ["kind", "note", hazards.geometry.name]].reset_index(drop=True)


def _places(prepared: Prepared) -> Any:
    """Names that people know, with a point: villages, house clusters."""
    villages = prepared.villages
    inside = villages.geometry.representative_point()
    yards = prepared.yards[prepared.yards["place"] != ""]
    return gpd.GeoDataFrame(
        {
            "name": [*villages["name"], *yards["place"]],
            "village": [True] * len(villages) + [False] * len(yards),
        },
        geometry=[*inside, *yards.geometry],
        crs=prepared.crs,
    )


def _visited(stops: Any, prepared: Prepared) -> Any:
    """Villages that a route searches, in its order, with township and responsible posts."""
    cells = prepared.cells.set_index("cell_id").reindex(stops["cell_id"])
    posts = dict(zip(prepared.areas["area_id"], prepared.areas["post"], strict=True))
    rows = []
    towns = prepared.villages.set_index("village_id")
    for village, own in cells.groupby("village_id", sort=False):
        named = dict.fromkeys(posts.get(area, "") for area in own["area_id"])
        at = towns.loc[village]
        told = [post for post in named if post]
        rows.append({"village": str(at["name"]), "township": str(at["township"]), "posts": told})
    return pd.DataFrame(rows, columns=["village", "township", "posts"])
