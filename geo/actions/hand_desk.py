"""The plan in force on a desk, to be changed by hand: its routes as lists of stops, a new version of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.actions.assess import Season, assess
from geo.actions.hand_orders import Change, with_changes
from geo.actions.hand_out import in_force
from geo.actions.plan import Drawn, Kept, cells_at, draw_and_check, keep, problem_of
from geo.actions.prepare import Prepared, prepare
from geo.actions.so_far import so_far, underway
from geo.errors import InputError
from geo.model import schema
from geo.model.notes import Note, silent
from geo.model.tables import empty
from geo.model.team import TeamDayState
from geo.records.actor import Actor
from geo.records.plans import PlanRecord
from geo.records.roles import Action, require
from geo.records.store import Store
from geo.records.team_days import no_such_team_day
from geo.route.answer import plan_of
from geo.route.by_hand import HandRoutes, HandStop
from geo.route.draft import Draft, make_draft
from geo.route.problem import SeasonPlan, SeasonProblem, Underway, searchers
from geo.route.underway import begin, kept_looks, open_windows
from geo.units import SECONDS_PER_MINUTE

Routes = Mapping[str, Sequence[HandStop]]
_FIGURES: Final = ("stops", "duration_min", "walk_m", "expected_finds")


@dataclass(frozen=True)
class Changed:
    """The plan that a change made: its summary, the routes before and after, and what to say beside it.

    routes: by team-day, {"before": figures or None, "after": figures or None}.
    """

    summary: dict[str, Any]
    routes: dict[str, dict[str, Any]]
    notes: tuple[Note, ...]


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
            draft = make_draft(self._problem(key))
            rows = {str(name): row for row, name in enumerate(draft.crews.table["team_day_id"])}
            self._hands[key] = HandRoutes(draft), rows
        return self._hands[key]

    def _problem(self, team_days: Sequence[str]) -> SeasonProblem:
        table = self._days.loc[list(team_days)].reset_index(drop=True)
        return problem_of(self.prepared, self.season, table, int(self.base.plan["seed"]), silent)

    def apply(
        self,
        changes: Sequence[Change],
        routes: Routes,
        *,
        order_kept: bool = True,
        notes: Sequence[Note] = (),
    ) -> Changed:
        """Time these routes anew, draw and check them, and put the plan that results in force.

        Parameters
        ----------
        routes : stops of every team-day that changes, in order; an empty list takes its route away
        order_kept : False where a shorter order may be looked for
        notes : what the plan leaves out because of the change

        Raises
        ------
        InputError : a route would break a rule: which, and by how much; nothing is changed
        RecordError : another plan came into force meanwhile
        """
        hand, rows = self.routes_of(list(routes)) if routes else (None, {})
        drawn = _nothing()
        if hand is not None:
            ordered = {
                name: list(stops) if order_kept else hand.shortened(rows[name], stops)
                for name, stops in routes.items()
            }
            for name, stops in ordered.items():
                for note in hand.broken(rows[name], stops):
                    raise InputError("hand-breaks", fault=note)
            drawn = self._drawn(hand.draft, rows, ordered)
        return self._kept(changes, routes, drawn, notes)

    def _drawn(self, draft: Draft, rows: Mapping[str, int], routes: Routes) -> Drawn:
        found = np.zeros(draft.book.item.shape)
        unknown = any(stop.finds is None for stops in routes.values() for stop in stops)
        gains = self._gains(list(routes)) if unknown else {}
        for name, stops in routes.items():
            day, window = rows[name], int(draft.crews.window[rows[name]])
            draft.pinned.add(day)
            draft.crews.pool[day] = self._pool(name)
            for p, stop in enumerate(stops):
                item = int(draft.book.item[day, p])
                if stop.required:
                    draft.floors.add((window, item))
                if stop.lead_id:
                    draft.leads[window, item] = stop.lead_id.split(";")
                if stop.finds is not None:
                    found[day, p] = stop.finds
                elif not stop.yard_id:
                    found[day, p] = gains[window][int(draft.crews.crew.size[day]), item, stop.passes - 1]
        plan = plan_of(draft, found, np.zeros(draft.stops.cells, bool), [])
        reserve = [stop.reserve for name in plan.days["team_day_id"] for stop in routes[name]]
        plan = replace(plan, visits=plan.visits.assign(reserve=reserve))
        return draw_and_check(self.prepared, plan, draft.problem.team_days)

    def _pool(self, team_day_id: str) -> str:
        pool = self.base.routes.loc[self.base.routes["team_day_id"] == team_day_id, "pool"]
        return str(pool.iloc[0]) if len(pool) else "finds"

    def _gains(self, team_days: Sequence[str]) -> dict[int, Any]:
        """Return expected finds by window of one and two passes, after all other routes and past looks."""
        draft = make_draft(replace(self._problem(team_days), underway=self._others(team_days)))
        looks, _ = begin(draft)
        gains = {}
        for window in open_windows(draft):
            gains[window] = draft.gains(window, looks)
            looks = kept_looks(draft, window, looks)
        return gains

    def _others(self, team_days: Sequence[str]) -> Underway:
        """Tell what was searched so far, and all routes still to come but for these."""
        days = self.base.team_days
        opens = days["date"].min().date()
        with Store.open(self.site_dir) as store:
            far = so_far(store, self.base, self.season, opens)
        ahead = ~days["team_day_id"].isin(team_days) & (days["state"] != TeamDayState.BACK.value)
        state, _ = underway(self.prepared, self.season, replace(far, ahead=days[ahead]), opens)
        return state

    def _kept(
        self, changes: Sequence[Change], routes: Routes, drawn: Drawn, notes: Sequence[Note]
    ) -> Changed:
        base, touched = self.base, list(routes)
        before = base.routes[base.routes["team_day_id"].isin(touched)]
        stay = base.routes[~base.routes["team_day_id"].isin(touched)]
        figures = {
            name: {"before": figures_of(before, name), "after": figures_of(drawn.routes, name)}
            for name in touched
        }
        said = json.loads(base.plan["summary"])
        told = {
            name: value
            for name, value in said.items()
            if name not in {"plan_id", "content_hash", "windows", "expected_finds", "gap", "first"}
        }
        told["visited_share"] = told.get("visited_share", 0.0) + self._more_visited(touched, drawn.stops)
        told["left_out"] = [*told.get("left_out", []), *(asdict(note) for note in notes)]
        told |= {"replaces": base.plan["plan_id"], "changed": [asdict(change) for change in changes]}
        summary, _ = keep(
            self.prepared, self.season, drawn, base.team_days,
            seed=int(base.plan["seed"]), adopted=True,
            kept=Kept(
                routes=stay,
                stops=base.stops[base.stops["route_id"].isin(stay["route_id"])],
                legs=base.legs[base.legs["route_id"].isin(stay["route_id"])],
                windows=base.windows,
                changes=with_changes(base, changes, detail=figures, actor=self.actor),
                told=told,
                replaces=base.plan["plan_id"],
            ),
            actor=self.actor,
        )  # fmt: skip
        return Changed(summary, figures, tuple(notes))

    def _more_visited(self, touched: Sequence[str], new: Any) -> float:
        """Share of the searchable area that the plan enters now and did not, less what it enters no more."""
        route_ids = self.base.routes.loc[self.base.routes["team_day_id"].isin(touched), "route_id"]
        old = self.base.stops[self.base.stops["passes"] > 0]
        stay = set(old.loc[~old["route_id"].isin(route_ids), "cell_id"])
        after = stay | set(new.loc[new["passes"] > 0, "cell_id"])
        before = set(old["cell_id"])
        cells = self.prepared.cells
        ground_m2 = cells.groupby("joined_to")["searchable_m2"].sum()
        more, less = (
            float(ground_m2.reindex(list(names)).fillna(0.0).sum())
            for names in (after - before, before - after)
        )
        return (more - less) / max(float(cells["searchable_m2"].sum()), 1.0)


def figures_of(routes: Any, team_day_id: str) -> dict[str, Any] | None:
    """Return what a team-day's route is and brings; None without a route."""
    row = routes[routes["team_day_id"] == team_day_id]
    if not len(row):
        return None
    return {name: np.round(row[name].iloc[0], 4).item() for name in _FIGURES}


def _nothing() -> Drawn:
    """No route was drawn."""
    none = SeasonPlan(pd.DataFrame(), pd.DataFrame(), {}, 0.0)
    tables = (empty(table, "EPSG:4326") for table in (schema.ROUTES, schema.STOPS, schema.LEGS))
    return Drawn(none, *tables)
