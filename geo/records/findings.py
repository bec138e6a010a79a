"""Findings on record: what is amended gets a new version, nothing is overwritten."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import new_rows
from geo.records.due import due_days
from geo.records.finding_rows import team_of
from geo.records.frames import rows_of
from geo.records.revisits import schedule
from geo.records.roles import Action, acting, require
from geo.records.store import Store
from geo.records.versions import read_current, read_versions, write_version
from geo.settings import DEFAULTS, IntakeSettings


def add_findings(
    store: Store,
    findings: Any,
    *,
    actor: Actor,
    township: str = "",
    settings: IntakeSettings = DEFAULTS.intake,
) -> int:
    """Add findings, or none of them, and return how many were new.

    A finding that is on record, now or in an earlier version, with the same contents is skipped.

    Parameters
    ----------
    findings : FINDINGS in EPSG:4326; those destroyed already get their revisits
    actor : who adds them: a surveyor his own team's only
    township : township they lie in, for actors whose scope is one

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : wrong CRS, a finding of the same name with other contents, or the actor may not
    """
    rows = rows_of(findings, schema.FINDINGS)
    with acting(store, actor, Action.ADD_FINDING, team_id=actor.team_id, township=township) as connection:
        for team in {team_of(connection, row) for row in rows} - {"", actor.team_id}:
            require(connection, actor, Action.ADD_FINDING, team_id=team, township=township)
        table = schema.FINDINGS
        fresh = new_rows(connection, models.FINDINGS, table, rows, fault="records-finding-differs")
        write_version(connection, models.FINDINGS, table, fresh)
        audit.log_added(connection, actor, table.name, table.key, fresh)
        for row in fresh:
            if row["state"] == "eradicated" and row["eradicated_on"] is not None:
                days = due_days(row["eradicated_on"], stage=row["stage"], starts=None, settings=settings)
                schedule(connection, actor, row["finding_id"], days)
    return len(fresh)


def read_findings(store: Store, *, opens: date | None = None, closes: date | None = None) -> Any:
    """Read findings from one day to another, both included: FINDINGS in EPSG:4326, by day and id."""
    day = models.FINDINGS.c.found_on
    where = [] if opens is None else [day >= opens]
    where += [] if closes is None else [day <= closes]
    with store.reading() as connection:
        order = ["found_on", "finding_id"]
        return read_current(connection, models.FINDINGS, schema.FINDINGS, where=where, order=order)


def read_finding_versions(store: Store, finding_id: str) -> Any:
    """Read every version of a finding, oldest first: FINDINGS with version, recorded_at and withdrawn."""
    with store.reading() as connection:
        where = [models.FINDINGS.c.finding_id == finding_id]
        return read_versions(connection, models.FINDINGS, schema.FINDINGS, where=where)
