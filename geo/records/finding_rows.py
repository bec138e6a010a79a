"""One finding as it stands, and the door through which each of its steps goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from geo.errors import RecordError
from geo.model import schema
from geo.records import models
from geo.records.actor import Actor
from geo.records.amending import current_row, write_next
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.transitions import check_step


@contextmanager
def stepping(
    store: Store, finding_id: str, *, actor: Actor, township: str, wanted: str = ""
) -> Iterator[tuple[Connection, dict[str, Any]]]:
    """Open a writing transaction for a step of a finding, and give its newest version.

    Parameters
    ----------
    wanted : state it is to go to; empty for a change that keeps the state

    Raises
    ------
    RecordError : no such finding, the step does not follow, or the actor may not
    """
    with store.reading() as connection:
        team_id = team_of(connection, current_finding(connection, finding_id))
    with acting(store, actor, Action.ADD_FINDING, team_id=team_id, township=township) as connection:
        before = current_finding(connection, finding_id)
        if wanted:
            check_step("finding", finding_id, before["state"], wanted)
        yield connection, before


def current_finding(connection: Connection, finding_id: str) -> dict[str, Any]:
    """Newest version of a finding as a plain row.

    Raises
    ------
    RecordError : no such finding
    """
    row = current_row(connection, models.FINDINGS, schema.FINDINGS, finding_id)
    if row is None:
        raise RecordError("finding-unknown", finding=finding_id)
    return row


def write_finding(
    connection: Connection, actor: Actor, action: str, before: Mapping[str, Any], **changes: Any
) -> None:
    """Write the next version of a finding, and log it."""
    write_next(connection, actor, action, models.FINDINGS, schema.FINDINGS, before, **changes)


def team_of(connection: Connection, finding: Mapping[str, Any]) -> str:
    """Team of the visit on which it was found; empty if it names none."""
    if not finding["visit_id"]:
        return ""
    visit = current_row(connection, models.VISITS, schema.VISITS, finding["visit_id"])
    return "" if visit is None else str(visit["team_id"])
