"""Plan the rest of a season: what is done, handed out or locked stays as it is, byte for byte."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.assess import Season, assess
from geo.actions.plan import Kept, PlanResult, keep, problem_of, required_stops, solve, with_reserve
from geo.actions.prepare import Prepared, prepare, season_days
from geo.actions.so_far import SoFar, so_far, still_required, underway, yards_left
from geo.errors import InputError
from geo.ground.crs import to_working
from geo.model.notes import Note, OnProgress, silent
from geo.records.actor import ALONE, Actor
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.route.problem import SeasonProblem
from geo.route.team_days import rest_of_days


def replan(
    site_dir: Path,
    opens: date,
    *,
    seed: int = 1,
    reserve: float | None = None,
    adopted: bool = False,
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
    seed, reserve, adopted : as for a whole season

    Raises
    ------
    InputError : there is no plan yet, no team-day left, an input is wrong, or a required stop cannot be
        reached within one day; nothing is stored
    """
    prepared = with_reserve(prepare(site_dir, on_progress=on_progress), reserve)
    on_progress(3, 6, "progress-assess")
    season = assess(prepared)
    with Store.open(site_dir) as store:
        base = read_plan(store)
        if base is None:
            raise InputError("error-no-plan", place=str(site_dir))
        far = so_far(store, base, season, opens)
    rest = rest_of_days(season_days(prepared, season.windows), far.kept, opens)
    if not len(rest):
        raise InputError("season-no-days", place=str(site_dir), date=opens.isoformat())
    problem = _problem(prepared, season, far, rest, opens, seed, on_progress)
    drawn = solve(prepared, problem)
    told = _told(far, opens, drawn.found.first)
    drawn = replace(drawn, found=replace(drawn.found, left_out=[*drawn.found.left_out, *_lost(far)]))
    days = pd.concat([far.kept, rest], ignore_index=True) if len(far.kept) else rest
    days = days.sort_values(["date", "team_id"], kind="stable", ignore_index=True)
    summary, whole = keep(
        prepared, season, drawn, days,
        seed=seed, adopted=adopted, kept=_kept(season, far, told), actor=actor,
    )  # fmt: skip
    on_progress(6, 6, "progress-done")
    return PlanResult(summary, *(to_working(table, prepared.crs) for table in whole))


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
        required=still_required(required_stops(prepared), prepared, far, covered),
    )


def _kept(season: Season, far: SoFar, told: dict[str, Any]) -> Kept:
    """Tables of what stays, and the windows of both plans: a day that stays keeps its window."""
    base, names = far.base, far.kept["team_day_id"]
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
    )


def _told(far: SoFar, opens: date, first: list[Note]) -> dict[str, Any]:
    return {
        "from": opens.isoformat(),
        "replaces": far.base.plan["plan_id"],
        "kept": len(far.kept),
        "first": [asdict(note) for note in first],
    }


def _lost(far: SoFar) -> list[Note]:
    return [Note("season-days-unrecorded", {"days": far.unrecorded})] if far.unrecorded else []
