"""Where the team-days of the plan in force stand: planned, handed out, out, back; locked or not."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from geo.errors import RecordError
from geo.model.team import TeamDayState
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.transitions import check_step


def advance(store: Store, team_day_id: str, state: TeamDayState | str, *, actor: Actor) -> None:
    """Let a team-day of the adopted plan take its next step.

    Raises
    ------
    RecordError : no such team-day in the adopted plan, the step is not allowed, or the actor may not
    """
    wanted = TeamDayState(state)
    with acting(store, actor, Action.HAND_OUT) as connection:
        before = _row(connection, team_day_id)
        check_step("team-day", team_day_id, before["state"], wanted.value)
        _write(connection, actor, wanted.value, before, {"state": wanted.value})


def lock(store: Store, team_day_id: str, *, actor: Actor, locked: bool = True) -> None:
    """Lock a team-day of the adopted plan, so that it stays as it is when the rest is planned anew.

    Raises
    ------
    RecordError : no such team-day in the adopted plan, or the actor may not
    """
    with acting(store, actor, Action.CHANGE_BY_HAND) as connection:
        before = _row(connection, team_day_id)
        if before["locked"] != locked:
            _write(connection, actor, "lock" if locked else "unlock", before, {"locked": locked})


def _row(connection: Connection, team_day_id: str) -> dict[str, Any]:
    days, plans = models.TEAM_DAYS, models.PLANS
    query = (
        select(days.c.plan_id, days.c.team_day_id, days.c.state, days.c.locked)
        .join(plans, plans.c.plan_id == days.c.plan_id)
        .where(plans.c.state == "adopted", days.c.team_day_id == team_day_id)
    )
    found = connection.execute(query).mappings().first()
    if found is None:
        raise RecordError("season-no-team-day", team_day=team_day_id)
    return dict(found)


def _write(
    connection: Connection, actor: Actor, action: str, before: dict[str, Any], changes: dict[str, Any]
) -> None:
    days = models.TEAM_DAYS
    same = (days.c.plan_id == before["plan_id"]) & (days.c.team_day_id == before["team_day_id"])
    connection.execute(update(days).where(same).values(**changes))
    subject = f"team_days {before['plan_id']} {before['team_day_id']}"
    audit.log(connection, actor, action, subject, before, {**before, **changes})
