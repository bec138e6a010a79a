"""Lose days: to rain, a closed road, a called-off sweep. Their stops are open again and go first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.day.hand_out import in_force
from geo.actions.hand.hand_desk import Desk
from geo.actions.hand.hand_orders import Change
from geo.actions.hand.hand_version import Changed, figures_of, new_version
from geo.actions.season.replan import replan
from geo.errors import RecordError
from geo.model.notes import OnProgress, silent
from geo.model.team import TeamDayState
from geo.records.actor import Actor
from geo.records.outcomes import Word, read_outcomes
from geo.records.plans import PlanRecord
from geo.records.roles import Action, require
from geo.records.store import Store
from geo.records.team_days import lose


def lose_day(
    site_dir: Path,
    day: date,
    teams: Sequence[str] = (),
    *,
    last: date | None = None,
    until: date | None = None,
    why: str = "weather",
    reason: str = "",
    seed: int = 1,
    actor: Actor,
    on_progress: OnProgress = silent,
) -> Changed:
    """Lose a day of some teams, or of all, and plan the days after it anew; the plan comes into force.

    With a last day, all days up to it are lost; other teams' routes on those after the first are planned
    anew. Stops of which nothing is said yet count as not reached; they go first on the days that are planned,
    with their age. A team-day that was handed out is taken back, one that is out comes back. Other teams'
    routes of the day stay as they are.

    Parameters
    ----------
    teams : team_id of those who do not go, all of the day without any
    last : last day that is lost; the same day without
    until : last day to plan anew; the whole rest of the season without
    why : reason of the stops not reached: weather, road, danger, blocked, time or hands

    Raises
    ------
    RecordError : no plan is in force, nobody goes out on that day, or the actor may not; nothing is changed
    InputError : an input of the site is wrong; then the loss stands on record, and the plan as it was
    """
    with Store.open(site_dir) as store:
        require(store, actor, Action.CHANGE_BY_HAND)
        plan = in_force(store)
        by_day = _lost(plan, day, last or day, teams)
        lost = [name for names in by_day.values() for name in names]
        said = read_outcomes(store)
        told = [(_words(plan, names, said, why), of_day) for of_day, names in by_day.items()]
        lose(store, lost, told, actor=actor)
        plan = in_force(store)
    changes = [Change("rain", name, reason=reason or why) for name in lost]
    others = _routes_of(plan, day, day) - set(lost)
    free = plan.team_days[plan.team_days["state"] == TeamDayState.PLANNED.value]
    ahead = (free["date"] > pd.Timestamp(day)) & ~free["locked"] & ~free["team_day_id"].isin(lost)
    if until is not None:
        ahead &= free["date"] <= pd.Timestamp(until)
    if not ahead.any():
        never_out = set(free["team_day_id"])
        return new_version(Desk(site_dir, actor), changes, {name: [] for name in lost if name in never_out})
    result = replan(
        site_dir, day, until=until, seed=seed, adopted=True, staying=others, changes=changes,
        actor=actor, on_progress=on_progress,
    )  # fmt: skip
    figures = {name: {"before": figures_of(plan.routes, name), "after": None} for name in lost}
    return Changed(result.summary, figures, ())


def _routes_of(plan: PlanRecord, first: date, last: date) -> set[str]:
    """Team-days from one day to another that have a route."""
    of_days = plan.routes["date"].between(pd.Timestamp(first), pd.Timestamp(last))
    return set(plan.routes.loc[of_days, "team_day_id"])


def _lost(plan: PlanRecord, first: date, last: date, teams: Sequence[str]) -> dict[date, list[str]]:
    """Name the team-days that are lost, by day.

    Raises
    ------
    RecordError : none, or a team does not go out on any of the days
    """
    days = plan.team_days[plan.team_days["team_day_id"].isin(_routes_of(plan, first, last))]
    days = days[days["state"] != TeamDayState.BACK.value]
    known = list(dict.fromkeys(days["team_id"]))
    wrong = [team for team in teams if team not in known]
    if wrong or not known:
        args = {"team": wrong[0] if wrong else "none", "known": ", ".join(known) or "-"}
        raise RecordError("hand-rain-none", date=first.isoformat(), **args)
    lost: dict[date, list[str]] = {}
    for row in days.itertuples():
        if not teams or row.team_id in teams:
            lost.setdefault(row.date.date(), []).append(str(row.team_day_id))
    return lost


def _words(plan: PlanRecord, lost: Sequence[str], said: Any, why: str) -> list[Word]:
    """Say of every stop of which nothing was said that it was not reached."""
    route_ids = plan.routes.loc[plan.routes["team_day_id"].isin(lost), "route_id"]
    stops = plan.stops[plan.stops["route_id"].isin(route_ids) & ~plan.stops["stop_id"].isin(said["stop_id"])]
    return [Word(str(name), "not_reached", why) for name in stops["stop_id"]]
