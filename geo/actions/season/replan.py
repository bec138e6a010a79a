"""Plan the rest of a season: what is done, handed out or locked stays as it is, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.hand.hand_orders import Change, orders_of, with_changes
from geo.actions.prepared.assess import Season, assess
from geo.actions.prepared.prepare import Prepared, prepare, season_days
from geo.actions.season.keep_plan import Kept, keep
from geo.actions.season.plan import (
    THOROUGH,
    PlanResult,
    Search,
    problem_of,
    required_stops,
    solve,
    with_reserve,
)
from geo.actions.season.so_far import SoFar, so_far, still_required, underway, yards_left
from geo.actions.season.spread import split_of
from geo.errors import InputError
from geo.model.notes import Note, OnProgress, silent
from geo.records.actor import ALONE, Actor
from geo.records.plans import PlanRecord, read_plan
from geo.records.store import Store
from geo.route.problem import SeasonProblem
from geo.route.team_days import rest_of_days


def replan(
    site_dir: Path,
    opens: date,
    *,
    until: date | None = None,
    seed: int = 1,
    reserve: float | None = None,
    adopted: bool = False,
    staying: Collection[str] = (),
    changes: Sequence[Change] = (),
    search: Search = THOROUGH,
    actor: Actor = ALONE,
    on_progress: OnProgress = silent,
) -> PlanResult:
    """Plan the days of a season from a day on, and store the plan that results.

    The rest is planned for what is still expected after all that was searched and found so far. Stops that
    were not reached go first, with their age. Past days of which nothing is on record are not kept: their
    ground is open again.

    Parameters
    ----------
    opens : first day to plan
    until : last day to plan, None for the rest of the season; days after it stay as they are planned
    staying, changes : team-days that stay as they are planned, and changes by hand that come with this plan
    reserve : share of routes kept for ground never visited, 0 to 1; default as the plan before it had
    seed, adopted, search : as for a whole season

    Raises
    ------
    InputError : there is no plan yet, no team-day left, an input is wrong, or a required stop cannot be
        reached within one day; nothing is stored
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    on_progress(3, 6, "progress-assess")
    season = assess(prepared)
    with Store.open(site_dir) as store:
        base = read_plan(store)
        if base is None:
            raise InputError("error-no-plan", place=str(site_dir))
        prepared = with_reserve(prepared, _reserve_of(base) if reserve is None else reserve)
        base = replace(base, changes=with_changes(base, changes, detail={}, actor=actor))
        stay = {*staying, *_after(base, until)}
        far = so_far(store, base, season, opens, staying=stay)
    rest = rest_of_days(
        season_days(prepared, season.windows, split=split_of(base.team_days)), far.kept, opens
    )
    rest = rest if until is None else rest[rest["date"] <= pd.Timestamp(until)].reset_index(drop=True)
    if not len(rest):
        raise InputError("season-no-days", place=str(site_dir), date=opens.isoformat())
    problem = _problem(prepared, season, far, rest, opens, seed, on_progress)
    problem = replace(problem, iterations=search.iterations, cpu_seconds=search.cpu_seconds)
    drawn = solve(prepared, problem)
    told = _told(far, opens, drawn.found.first) | ({} if until is None else {"to": until.isoformat()})
    drawn = replace(
        drawn,
        found=replace(drawn.found, left_out=[*drawn.found.left_out, *_lost(far), *_banned(prepared, far)]),
    )
    days = pd.concat([far.kept, _gone(far, season, opens), rest], ignore_index=True)
    days = days.sort_values(["date", "team_id"], kind="stable", ignore_index=True)
    summary, whole = keep(
        prepared, season, drawn, days,
        seed=seed, adopted=adopted, kept=_kept(season, far, told), actor=actor,
    )  # fmt: skip
    on_progress(6, 6, "progress-done")
    return PlanResult(summary, whole, prepared.crs)


def _reserve_of(base: PlanRecord) -> float | None:
    told = json.loads(base.plan["summary"]).get("reserve")
    return None if told is None else float(told)


def _problem(
    prepared: Prepared,
    season: Season,
    far: SoFar,
    rest: Any,
    opens: date,
    seed: int,
    on_progress: OnProgress,
) -> SeasonProblem:
    state, covered = underway(prepared, season, far, opens)
    problem = problem_of(prepared, season, rest, seed, on_progress)
    return replace(
        problem,
        underway=state,
        yards=yards_left(problem.yards, prepared, far),
        required=_allowed(still_required(required_stops(prepared), prepared, far, covered), far),
    )


def _kept(season: Season, far: SoFar, told: dict[str, Any]) -> Kept:
    """Tables of what stays, and the windows of both plans: a day that stays keeps its window."""
    base = far.base
    names = far.kept.loc[~far.kept["team_day_id"].isin(far.lost), "team_day_id"]
    routes = base.routes[base.routes["team_day_id"].isin(names)]
    old = base.windows[
        base.windows["window_id"].isin(far.kept["window_id"])
        & ~base.windows["window_id"].isin(season.windows["window_id"])
    ]
    windows = pd.concat([season.windows, old], ignore_index=True) if len(old) else season.windows
    return Kept(
        routes=routes,
        stops=base.stops[base.stops["route_id"].isin(routes["route_id"])],
        legs=base.legs[base.legs["route_id"].isin(routes["route_id"])],
        windows=windows,
        changes=base.changes,
        told=told,
        replaces=str(base.plan["plan_id"]) if base.plan["state"] == "adopted" else None,
    )


def _gone(far: SoFar, season: Season, opens: date) -> Any:
    """Past days that are not kept: they stand in the table without a route.

    Without them a team would seem to have fewer days, and a later plan would spread its days anew.
    """
    days = far.base.team_days
    past = (days["date"] < pd.Timestamp(opens)) & ~days["team_day_id"].isin(far.kept["team_day_id"])
    return days[past & days["window_id"].isin(season.windows["window_id"])]


def _told(far: SoFar, opens: date, first: list[Note]) -> dict[str, Any]:
    return {
        "from": opens.isoformat(),
        "replaces": far.base.plan["plan_id"],
        "kept": len(far.kept),
        "first": [asdict(note) for note in first],
    }


def _after(base: PlanRecord, until: date | None) -> list[str]:
    """Team-days after the last one to plan; none without one."""
    if until is None:
        return []
    later = base.team_days["date"] > pd.Timestamp(until)
    return [str(name) for name in base.team_days.loc[later, "team_day_id"]]


def _lost(far: SoFar) -> list[Note]:
    return [Note("season-days-unrecorded", {"days": far.unrecorded})] if far.unrecorded else []


def _allowed(required: Any, far: SoFar) -> Any:
    """Leave out places that must be entered, but to which a person sends nobody this season."""
    bans = _season_bans(far)
    return required[~required["cell_id"].isin(bans)].reset_index(drop=True)


def _banned(prepared: Prepared, far: SoFar) -> list[Note]:
    """Name the places that must be entered, but to which a person sends nobody this season."""
    bans, required = _season_bans(far), required_stops(prepared)
    return [
        Note("hand-left-forbidden", {"lead": row.lead_id, "place": row.cell_id})
        for row in required[required["cell_id"].isin(bans)].itertuples()
    ]


def _season_bans(far: SoFar) -> set[str]:
    bans = orders_of(far.base.changes).forbidden
    return set(bans.loc[(bans["window_id"] == "") & (bans["yard_id"] == ""), "cell_id"])
