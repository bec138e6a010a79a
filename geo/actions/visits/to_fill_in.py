"""Gather what waits to be filled in: drafts, visits sent back, days with tracks that no visit speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.actions.prepared.prepare import prepare
from geo.ground.crs import to_lonlat
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.records.tracks import read_tracks
from geo.records.visits import read_visits
from geo.sources.site import read_site


@dataclass(frozen=True)
class Waiting:
    """A team's day that waits: a visit on record, or tracks of that day without one.

    visit: row of VISITS as plain values, None where there is none yet; village_id: where most of the tracks
    run, or the visit's; length_m: of the tracks.
    """

    team_id: str
    day: Any
    village_id: str
    visit: dict[str, Any] | None
    tracks: tuple[str, ...]
    length_m: float
    cells: int = 0

    @property
    def name(self) -> str:
        """Visit, or team and day: what an address can hold."""
        return str(self.visit["visit_id"]) if self.visit else f"{self.team_id}@{self.day:%Y-%m-%d}"


def waiting_days(site_dir: Path, *, team_id: str = "", also: str = "") -> list[Waiting]:
    """List what waits, the newest day first: visits that are drafts or were returned, and days with tracks.

    Parameters
    ----------
    team_id : only this team's; empty for all
    also : a visit that is to be amended though it is confirmed

    Raises
    ------
    InputError : no site in this folder
    """
    read_site(site_dir)
    with Store.open(site_dir) as store:
        tracks, visits = read_tracks(store), read_visits(store)
    found = [_of_visit(row, visits, tracks) for row in _open(visits.visits, also)]
    loose = tracks[~tracks["track_id"].isin(visits.tracks["track_id"]) & (tracks["mode"] != "car")]
    if len(loose):
        villages = to_lonlat(prepare(site_dir).villages)
        found += [
            Waiting(
                str(team), day, _village(group, villages), None, tuple(group["track_id"]),
                float(group["length_m"].sum()),
            )
            for (team, day), group in loose.groupby(["team_id", "walked_on"])
        ]  # fmt: skip
    own = [one for one in found if not team_id or one.team_id == team_id]
    return sorted(own, key=lambda one: (one.day, one.team_id), reverse=True)


@dataclass(frozen=True)
class DayChoices:
    """What a visit by hand can name: stops of the team's route of that day, areas and yards of villages.

    stops: order, cell_id, village_id; areas: village_id, area_id, name; yards: village_id, yard_id, place,
    yards; cells: village_id, cell_id, area_id.
    """

    stops: Any
    areas: Any
    yards: Any
    cells: Any


def day_choices(site_dir: Path) -> tuple[Any, DayChoices]:
    """Gather stops of the plan in force with team_id and date, and what villages hold.

    Returns
    -------
    VILLAGES (village_id, name, township), and the choices of all days
    """
    prepared = prepare(site_dir)
    with Store.open(site_dir) as store:
        plan = read_plan(store)
    cells = prepared.cells[["village_id", "cell_id", "area_id"]]
    stops = pd.DataFrame(columns=["team_id", "date", "order", "cell_id", "village_id"])
    if plan is not None and plan.plan["state"] == "adopted":
        routes = plan.routes[["route_id", "team_id", "date"]]
        joined = plan.stops[["route_id", "order", "cell_id"]].merge(routes, on="route_id")
        joined = joined.merge(cells[["cell_id", "village_id"]], on="cell_id", how="left")
        stops = pd.DataFrame(joined[list(stops.columns)])
    yards = pd.DataFrame(prepared.yards[["village_id", "yard_id", "place", "yards"]])
    areas = pd.DataFrame(prepared.areas[["village_id", "area_id", "name"]])
    villages = pd.DataFrame(prepared.villages[["village_id", "name", "township"]])
    return villages, DayChoices(stops, areas, yards, pd.DataFrame(cells))


def _open(visits: Any, also: str) -> list[dict[str, Any]]:
    amended = (visits["visit_id"] == also) & (visits["state"] == "confirmed")
    rows = visits[visits["state"].isin(["draft", "returned"]) | amended]
    plain = rows.astype(object).where(rows.notna(), None)
    return list(plain.to_dict("records"))


def _of_visit(row: dict[str, Any], visits: Any, tracks: Any) -> Waiting:
    own = visits.tracks.loc[visits.tracks["visit_id"] == row["visit_id"], "track_id"]
    length_m = float(tracks.loc[tracks["track_id"].isin(own), "length_m"].sum())
    cells = int((visits.cells["visit_id"] == row["visit_id"]).sum())
    return Waiting(row["team_id"], row["visited_on"], row["village_id"], row, tuple(own), length_m, cells)


def _village(tracks: Any, villages: Any) -> str:
    """Village in which most of the lines run; "" if they enter none."""
    line = shapely.union_all(tracks.geometry.to_numpy())
    inside = shapely.length(shapely.intersection(line, villages.geometry.to_numpy()))
    best = int(np.argmax(inside))
    return str(villages["village_id"].iloc[best]) if inside[best] > 0 else ""
