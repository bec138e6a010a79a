"""Hand out the days of the plan in force, and follow them until the teams are back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.errors import RecordError
from geo.model.team import TeamDayState
from geo.records import team_days
from geo.records.actor import Actor
from geo.records.days import read_calendar
from geo.records.outcomes import read_outcomes
from geo.records.plans import PlanRecord, read_plan
from geo.records.store import Store

OUTCOMES: Final = ("done", "partly", "not_reached")


def team_days_of(site_dir: Path, names: Sequence[str] = (), *, day: date | None = None) -> Any:
    """List the team-days of the plan in force, those named, or those of one day.

    Returns
    -------
    DataFrame team_day_id, team_id, date, window_id, state, locked, route_id (empty where nothing is planned),
        pool, stops, duration_min, and how many stops were said to be done, partly, not_reached

    Raises
    ------
    RecordError : no plan is in force, or it has no team-day of that name or day
    """
    with Store.open(site_dir) as store:
        plan = in_force(store)
        said = read_outcomes(store)
        chosen = choose(store, names, None) if names else None
    columns = ["team_day_id", "route_id", "pool", "stops", "duration_min"]
    table = plan.team_days.merge(pd.DataFrame(plan.routes)[columns], on="team_day_id", how="left")
    table = table.fillna({"route_id": "", "pool": "", "stops": 0, "duration_min": 0})
    table = table.astype({"stops": "int64", "duration_min": "int64"})
    words = said.merge(pd.DataFrame(plan.stops)[["stop_id", "route_id"]], on="stop_id")
    for outcome in OUTCOMES:
        count = words[words["outcome"] == outcome].groupby("route_id").size()
        table[outcome] = table["route_id"].map(count).fillna(0).astype("int64")
    if chosen is not None:
        table = table[table["team_day_id"].isin(chosen)].reset_index(drop=True)
    return table if day is None else _of_day(table, day)


def hand_out(
    site_dir: Path, names: Sequence[str] = (), *, day: date | None = None, actor: Actor
) -> list[str]:
    """Hand out team-days, by name or all of a day that have a route; return their names.

    Raises
    ------
    RecordError : a team-day is unknown, has no route or was handed out already, or the actor may not; then
        none is handed out
    """
    return _advance(site_dir, names, day, TeamDayState.PLANNED, TeamDayState.HANDED_OUT, actor)


def take_back(
    site_dir: Path, names: Sequence[str] = (), *, day: date | None = None, actor: Actor
) -> list[str]:
    """Take back what was handed out and nobody has set out on; as `hand_out`."""
    return _advance(site_dir, names, day, TeamDayState.HANDED_OUT, TeamDayState.PLANNED, actor)


def set_out(
    site_dir: Path,
    names: Sequence[str] = (),
    *,
    day: date | None = None,
    came: Mapping[str, int] | None = None,
    actor: Actor,
) -> list[str]:
    """Note that teams have set out, and how many people came; else as `hand_out`."""
    return _advance(site_dir, names, day, TeamDayState.HANDED_OUT, TeamDayState.OUT, actor, came)


def lock(
    site_dir: Path,
    names: Sequence[str] = (),
    *,
    day: date | None = None,
    locked: bool = True,
    actor: Actor,
) -> list[str]:
    """Lock team-days, so that they stay as they are when the rest is planned anew; or unlock them.

    Raises
    ------
    RecordError : a team-day is unknown, or the actor may not; then none is locked
    """
    with Store.open(site_dir) as store:
        chosen = choose(store, names, day)
        team_days.lock(store, chosen, actor=actor, locked=locked)
    return chosen


def choose(
    store: Store, names: Sequence[str], day: date | None, *, state: TeamDayState | None = None
) -> list[str]:
    """Name team-days of the plan in force: those named, else all of a day that have a route.

    Parameters
    ----------
    state : of a whole day, only those that stand there; the others have been seen to

    Raises
    ------
    RecordError : no plan is in force, it has no team-day of such a name or day, or neither was given
    """
    table = read_calendar(store)
    known = table["team_day_id"].tolist()
    if not known:
        raise RecordError("season-no-plan-in-force")
    for name in names:
        if name not in known:
            raise team_days.no_such_team_day(name, known)
    if names:
        return list(dict.fromkeys(names))
    if day is None:
        raise RecordError("day-which")
    table = _of_day(table, day)
    table = table[table["stops"] > 0]
    if state is not None:
        table = table[table["state"] == state.value]
    return [str(name) for name in table["team_day_id"]]


def in_force(store: Store) -> PlanRecord:
    """Read the plan in force.

    Raises
    ------
    RecordError : none is
    """
    plan = read_plan(store)
    if plan is None or plan.plan["state"] != "adopted":
        raise RecordError("season-no-plan-in-force")
    return plan


def _advance(
    site_dir: Path,
    names: Sequence[str],
    day: date | None,
    stands: TeamDayState,
    wanted: TeamDayState,
    actor: Actor,
    came: Mapping[str, int] | None = None,
) -> list[str]:
    with Store.open(site_dir) as store:
        chosen = choose(store, names, day, state=stands)
        team_days.advance(store, chosen, wanted, came=came, actor=actor)
    return chosen


def _of_day(table: Any, day: date) -> Any:
    """Rows of one day.

    Raises
    ------
    RecordError : none; the days before and after that have some are named
    """
    found = table[table["date"] == pd.Timestamp(day)]
    if len(found):
        return found.reset_index(drop=True)
    days = sorted({f"{value:%Y-%m-%d}" for value in table["date"]})
    near = [*[d for d in days if d < day.isoformat()][-1:], *[d for d in days if d > day.isoformat()][:1]]
    raise RecordError("day-none-on-date", date=day.isoformat(), near=", ".join(near) or "none")
