"""Make a new version of the plan in force, in which only the routes that people changed are others."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.actions.hand.hand_desk import Desk
from geo.actions.hand.hand_orders import Change, with_changes
from geo.actions.season.keep_plan import Drawn, Kept, keep
from geo.actions.season.plan import draw_and_check
from geo.actions.season.so_far import so_far, underway
from geo.errors import InputError
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import empty
from geo.model.team import TeamDayState
from geo.records.store import Store
from geo.route.answer import plan_of
from geo.route.by_hand import HandStop
from geo.route.draft import FINDS, RESERVE, Draft, make_draft
from geo.route.problem import SeasonPlan, Underway
from geo.route.underway import begin, kept_looks, open_windows

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


def new_version(
    desk: Desk,
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
    hand, rows = desk.routes_of(list(routes)) if routes else (None, {})
    drawn = _nothing()
    if hand is not None:
        ordered = {
            name: list(stops) if order_kept else hand.shortened(rows[name], stops)
            for name, stops in routes.items()
        }
        for name, stops in ordered.items():
            for note in hand.broken(rows[name], stops):
                raise InputError("hand-breaks", fault=note)
        drawn = _drawn(desk, hand.draft, rows, ordered)
    return _kept(desk, changes, routes, drawn, notes)


def _drawn(desk: Desk, draft: Draft, rows: Mapping[str, int], routes: Routes) -> Drawn:
    found = np.zeros(draft.book.item.shape)
    unknown = any(stop.finds is None for stops in routes.values() for stop in stops)
    gains = _gains(desk, list(routes)) if unknown else {}
    for name, stops in routes.items():
        day, window = rows[name], int(draft.crews.window[rows[name]])
        draft.pinned.add(day)
        draft.crews.pool[day] = _pool(desk, name, stops)
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
    return draw_and_check(desk.prepared, plan, draft.problem.team_days)


def _pool(desk: Desk, team_day_id: str, stops: Sequence[HandStop]) -> str:
    """Tell what a route is for by its stops; by what it was for where they do not tell."""
    plain = [stop for stop in stops if not stop.required and not stop.yard_id]
    if plain:
        return RESERVE if all(stop.reserve for stop in plain) else FINDS
    pool = desk.base.routes.loc[desk.base.routes["team_day_id"] == team_day_id, "pool"]
    return str(pool.iloc[0]) if len(pool) else FINDS


def _gains(desk: Desk, team_days: Sequence[str]) -> dict[int, Any]:
    """Return expected finds by window of one and two passes, after all other routes and past looks."""
    draft = make_draft(replace(desk.problem(team_days), underway=_others(desk, team_days)))
    looks, _ = begin(draft)
    gains = {}
    for window in open_windows(draft):
        gains[window] = draft.gains(window, looks)
        looks = kept_looks(draft, window, looks)
    return gains


def _others(desk: Desk, team_days: Sequence[str]) -> Underway:
    """Tell what was searched so far, and all routes still to come but for these."""
    days = desk.base.team_days
    opens = days["date"].min().date()
    with Store.open(desk.site_dir) as store:
        far = so_far(store, desk.base, desk.season, opens)
    ahead = ~days["team_day_id"].isin(team_days) & (days["state"] != TeamDayState.BACK.value)
    state, _ = underway(desk.prepared, desk.season, replace(far, ahead=days[ahead]), opens)
    return state


def _kept(
    desk: Desk, changes: Sequence[Change], routes: Routes, drawn: Drawn, notes: Sequence[Note]
) -> Changed:
    base, touched = desk.base, list(routes)
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
    told["visited_share"] = told.get("visited_share", 0.0) + _more_visited(desk, touched, drawn.stops)
    told["left_out"] = [*told.get("left_out", []), *(asdict(note) for note in notes)]
    told |= {"replaces": base.plan["plan_id"], "changed": [asdict(change) for change in changes]}
    summary, _ = keep(
        desk.prepared, desk.season, drawn, base.team_days,
        seed=int(base.plan["seed"]), adopted=True,
        kept=Kept(
            routes=stay,
            stops=base.stops[base.stops["route_id"].isin(stay["route_id"])],
            legs=base.legs[base.legs["route_id"].isin(stay["route_id"])],
            windows=base.windows,
            changes=with_changes(base, changes, detail=figures, actor=desk.actor),
            told=told,
            replaces=base.plan["plan_id"],
        ),
        actor=desk.actor,
    )  # fmt: skip
    return Changed(summary, figures, tuple(notes))


def _more_visited(desk: Desk, touched: Sequence[str], new: Any) -> float:
    """Share of the searchable area that the plan enters now and did not, less what it enters no more."""
    route_ids = desk.base.routes.loc[desk.base.routes["team_day_id"].isin(touched), "route_id"]
    old = desk.base.stops[desk.base.stops["passes"] > 0]
    stay = set(old.loc[~old["route_id"].isin(route_ids), "cell_id"])
    after = stay | set(new.loc[new["passes"] > 0, "cell_id"])
    before = set(old["cell_id"])
    cells = desk.prepared.cells
    ground_m2 = cells.groupby("joined_to")["searchable_m2"].sum()
    more, less = (
        float(ground_m2.reindex(list(names)).fillna(0.0).sum()) for names in (after - before, before - after)
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
