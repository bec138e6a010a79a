"""The plan in force on a desk, to be changed by hand: its routes as lists of stops, a new version of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.day.hand_out import in_force
from geo.actions.prepared.assess import Season, assess
from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.season.plan import cells_at, problem_of
from geo.errors import InputError
from geo.model.notes import silent
from geo.model.team import TeamDayState
from geo.records.actor import Actor
from geo.records.plans import PlanRecord
from geo.records.roles import Action, require
from geo.records.store import Store
from geo.records.team_days import no_such_team_day
from geo.route.by_hand import HandRoutes, HandStop
from geo.route.draft import make_draft
from geo.route.problem import SeasonProblem, searchers
from geo.units import SECONDS_PER_MINUTE


class Desk:
    """A site's plan in force, with all that is needed to time its routes anew.

    Raises
    ------
    InputError : an input of the site is wrong
    RecordError : no plan is in force, or the actor may not change it
    """

    def __init__(self, site_dir: Path, actor: Actor) -> None:
        with Store.open(site_dir) as store:
            require(store, actor, Action.CHANGE_BY_HAND)
            self.base: PlanRecord = in_force(store)
        self.site_dir, self.actor = site_dir, actor
        self.prepared: Prepared = prepare(site_dir)
        self.season: Season = assess(self.prepared)
        self._days = self.base.team_days.set_index("team_day_id", drop=False)
        self._hands: dict[tuple[str, ...], tuple[HandRoutes, dict[str, int]]] = {}

    def day(self, team_day_id: str) -> Any:
        """Row of a team-day that may be changed.

        Raises
        ------
        RecordError : the plan has none of this name
        InputError : it was handed out or is locked, or its window is no more
        """
        if team_day_id not in self._days.index:
            raise no_such_team_day(team_day_id, self._days["team_day_id"].tolist())
        row = self._days.loc[team_day_id]
        if row["state"] != TeamDayState.PLANNED.value:
            raise InputError("hand-day-begun", team_day=team_day_id, state=str(row["state"]))
        if row["locked"]:
            raise InputError("hand-day-locked", team_day=team_day_id)
        if row["window_id"] not in set(self.season.windows["window_id"]):
            raise InputError("hand-window-gone", team_day=team_day_id, window=str(row["window_id"]))
        return row

    def is_free(self, team_day_id: str) -> bool:
        """Whether a team-day may still be changed."""
        row = self._days.loc[team_day_id]
        return row["state"] == TeamDayState.PLANNED.value and not row["locked"]

    def stops(self, team_day_id: str) -> list[HandStop]:
        """Return the stops of a team-day's route, in order."""
        return self._stops.get(team_day_id, [])

    def stop(self, name: str) -> tuple[str, int]:
        """Team-day and place in its route of a stop, written TEAM_DAY:NUMBER or by its stop_id.

        Raises
        ------
        InputError : no such stop
        RecordError : no such team-day
        """
        named = self.base.stops[self.base.stops["stop_id"] == name]
        if len(named):
            team_day = dict(zip(self.base.routes["route_id"], self.base.routes["team_day_id"], strict=True))
            return str(team_day[named["route_id"].iloc[0]]), int(named["order"].iloc[0]) - 1
        team_day_id, _, number = name.replace("：", ":").rpartition(":")
        if not team_day_id or not number.isdecimal():
            raise InputError("hand-stop-name", stop=name)
        if team_day_id not in self._days.index:
            raise no_such_team_day(team_day_id, self._days["team_day_id"].tolist())
        count = len(self.stops(team_day_id))
        if not 1 <= int(number) <= count:
            raise InputError("day-stop-none", team_day=team_day_id, stop=int(number), stops=count)
        return team_day_id, int(number) - 1

    def giver(self, stop: str, to: str) -> tuple[str, int]:
        """Team-day and place of a stop that goes to another team-day; both may be changed.

        Raises
        ------
        InputError : no such stop, both are one, or a day that was handed out or is locked
        RecordError : no such team-day
        """
        from_, place = self.stop(stop)
        self.day(from_)
        self.day(to)
        if from_ == to:
            raise InputError("hand-same-day", team_day=to)
        return from_, place

    def window(self, team_day_id: str) -> str:
        """Window of a team-day."""
        return str(self._days["window_id"][team_day_id])

    def walkers(self, team_day_id: str) -> int:
        """People who search abreast on a team-day."""
        teams = self.prepared.teams.set_index("team_id", drop=False)
        return searchers(teams.loc[self._days["team_id"][team_day_id]], self.prepared.settings)

    def cell_of_yard(self, yard_id: str) -> str:
        """Cell that holds a house cluster; empty outside every village."""
        yards = self.prepared.yards
        return str(cells_at(self.prepared, yards[yards["yard_id"].astype("str") == yard_id])[0])

    def times(self, yard_id: str) -> int:
        """Return how many stops of the plan are parts of a house cluster."""
        return sum(stop.yard_id == yard_id for stops in self._stops.values() for stop in stops)

    def moved(self, stop: HandStop, from_: str, to: str) -> HandStop:
        """Take a stop along to another team-day; what it finds there is computed if team or window differ."""
        same = (self.window(from_), self.walkers(from_)) == (self.window(to), self.walkers(to))
        return stop if same else replace(stop, finds=None)

    def elsewhere(self, place: tuple[str, str], window_id: str, *, but: Sequence[str]) -> str:
        """Team-day whose route goes to a place in a window, but for these; empty if none does."""
        for team_day_id, stops in self._stops.items():
            there = place in {stop.place for stop in stops}
            if there and team_day_id not in but and self.window(team_day_id) == window_id:
                return team_day_id
        return ""

    @cached_property
    def _stops(self) -> dict[str, list[HandStop]]:
        rows = pd.DataFrame(self.base.stops).sort_values(["route_id", "order"])
        team_day = dict(zip(self.base.routes["route_id"], self.base.routes["team_day_id"], strict=True))
        found: dict[str, list[HandStop]] = {}
        for row in rows.itertuples():
            stop = HandStop(
                cell_id=row.cell_id,
                yard_id=row.yard_id,
                lead_id=row.lead_id,
                passes=int(row.passes),
                required=bool(row.required),
                reserve=bool(row.reserve),
                service_s=round(row.service_min * SECONDS_PER_MINUTE) if row.yard_id else 0,
                finds=float(row.expected_finds),
            )
            found.setdefault(str(team_day[row.route_id]), []).append(stop)
        return found

    def routes_of(self, team_days: Sequence[str]) -> tuple[HandRoutes, dict[str, int]]:
        """Routes to be filled for these team-days, and the row of each."""
        key = tuple(sorted(set(team_days)))
        if key not in self._hands:
            draft = make_draft(self.problem(key))
            rows = {str(name): row for row, name in enumerate(draft.crews.table["team_day_id"])}
            self._hands[key] = HandRoutes(draft), rows
        return self._hands[key]

    def problem(self, team_days: Sequence[str]) -> SeasonProblem:
        """Pose what the planner is asked for some team-days."""
        table = self._days.loc[list(team_days)].reset_index(drop=True)
        return problem_of(self.prepared, self.season, table, int(self.base.plan["seed"]), silent)
