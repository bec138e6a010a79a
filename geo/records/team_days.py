"""Where the team-days of the plan in force stand: planned, handed out, out, back; locked or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, select, update

from geo.errors import RecordError
from geo.model.team import TeamDayState
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.outcomes import Word, check_words, say
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.transitions import check_step


def advance(
    store: Store,
    team_days: str | Sequence[str],
    state: TeamDayState | str,
    *,
    came: Mapping[str, int] | None = None,
    actor: Actor,
) -> None:
    """Let team-days of the adopted plan take their next step, all of them or none.

    Parameters
    ----------
    came : people who came, by team-day; it stands in the log, where `days.people_came` reads it

    Raises
    ------
    RecordError : no such team-day in the adopted plan, nothing is planned for it, the step is not allowed,
        or the actor may not
    """
    with acting(store, actor, Action.HAND_OUT) as connection:
        step(connection, team_days, state, came=came, actor=actor)


def step(
    connection: Connection,
    team_days: str | Sequence[str],
    state: TeamDayState | str,
    *,
    came: Mapping[str, int] | None = None,
    actor: Actor,
) -> None:
    """Do what `advance` does, within a transaction of somebody who may."""
    wanted = TeamDayState(state)
    for name in _names(team_days):
        before = _row(connection, name)
        check_step("team-day", name, before["state"], wanted.value)
        if wanted is TeamDayState.HANDED_OUT and not _has_route(connection, before):
            raise RecordError("season-nothing-planned", team_day=name)
        told = {"persons": came[name]} if came and name in came else {}
        _write(connection, actor, wanted.value, before, {"state": wanted.value}, told)


def lock(store: Store, team_days: str | Sequence[str], *, actor: Actor, locked: bool = True) -> None:
    """Lock team-days of the adopted plan, so that they stay as they are when the rest is planned anew.

    Raises
    ------
    RecordError : no such team-day in the adopted plan, or the actor may not; then none is locked
    """
    with acting(store, actor, Action.CHANGE_BY_HAND) as connection:
        for name in _names(team_days):
            before = _row(connection, name)
            if before["locked"] != locked:
                _write(connection, actor, "lock" if locked else "unlock", before, {"locked": locked})


def _names(team_days: str | Sequence[str]) -> list[str]:
    return [team_days] if isinstance(team_days, str) else list(dict.fromkeys(team_days))


def _row(connection: Connection, team_day_id: str) -> dict[str, Any]:
    days, plans = models.TEAM_DAYS, models.PLANS
    of_plan = (
        select(days.c.plan_id, days.c.team_day_id, days.c.state, days.c.locked)
        .join(plans, plans.c.plan_id == days.c.plan_id)
        .where(plans.c.state == "adopted")
    )
    found = connection.execute(of_plan.where(days.c.team_day_id == team_day_id)).mappings().first()
    if found is not None:
        return dict(found)
    known = [str(row.team_day_id) for row in connection.execute(of_plan.order_by(days.c.team_day_id))]
    if not known:
        raise RecordError("season-no-plan-in-force")
    raise no_such_team_day(team_day_id, known)


def no_such_team_day(team_day_id: str, known: Sequence[str]) -> RecordError:
    """Say that the plan in force has no such team-day, and which names come near."""
    near = get_close_matches(team_day_id, known, n=3, cutoff=0.5)
    return RecordError("season-no-team-day", team_day=team_day_id, near=", ".join(near) or "none")


def _has_route(connection: Connection, day: dict[str, Any]) -> bool:
    routes = models.ROUTES.c
    of_day = (routes.plan_id == day["plan_id"]) & (routes.team_day_id == day["team_day_id"])
    return connection.execute(select(routes.route_id).where(of_day).limit(1)).first() is not None


def _write(
    connection: Connection,
    actor: Actor,
    action: str,
    before: dict[str, Any],
    changes: dict[str, Any],
    told: Mapping[str, Any] | None = None,
) -> None:
    """Write changes of a row and log them; told: what the log alone keeps."""
    days = models.TEAM_DAYS
    same = (days.c.plan_id == before["plan_id"]) & (days.c.team_day_id == before["team_day_id"])
    connection.execute(update(days).where(same).values(**changes))
    subject = f"team_days {before['plan_id']} {before['team_day_id']}"
    audit.log(connection, actor, action, subject, before, {**before, **changes, **(told or {})})


def come_back(
    store: Store,
    team_days: Sequence[str],
    told: Sequence[tuple[Sequence[Word], date]],
    *,
    actor: Actor,
) -> None:
    """Note that team-days are back, and what became of their stops: all of it, or nothing.

    Parameters
    ----------
    told : words on stops, and the day on which they were said

    Raises
    ------
    InputError : a word lacks its reason, or has one that it must not have
    RecordError : a team-day is not out, no plan has such a stop, or the actor may not
    """
    for words, _ in told:
        check_words(words)
    with acting(store, actor, Action.HAND_OUT) as connection:
        step(connection, team_days, TeamDayState.BACK, actor=actor)
        for words, said_on in told:
            say(connection, words, said_on=said_on, actor=actor)


def lose(
    store: Store,
    team_days: Sequence[str],
    told: Sequence[tuple[Sequence[Word], date]],
    *,
    actor: Actor,
) -> None:
    """Let team-days be lost: what was handed out is taken back, who is out is back, stops were not reached.

    Parameters
    ----------
    told : words on stops, and the day on which they were said

    Raises
    ------
    InputError : a word lacks its reason
    RecordError : no such team-day in the adopted plan, no plan has such a stop, or the actor may not
    """
    for words, _ in told:
        check_words(words)
    with acting(store, actor, Action.CHANGE_BY_HAND) as connection:
        for name in team_days:
            match _row(connection, name)["state"]:
                case TeamDayState.HANDED_OUT.value:
                    step(connection, name, TeamDayState.PLANNED, actor=actor)
                case TeamDayState.OUT.value:
                    step(connection, name, TeamDayState.BACK, actor=actor)
                case _:
                    pass
        for words, said_on in told:
            say(connection, words, said_on=said_on, actor=actor)
