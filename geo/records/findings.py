"""Findings on record: what is amended gets a new version, nothing is overwritten."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.errors import RecordError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import ALONE, Actor
from geo.records.frames import rows_of
from geo.records.store import Store
from geo.records.versions import read_current, write_version


def add_findings(store: Store, findings: Any, *, actor: Actor = ALONE) -> int:
    """Add findings, or none of them, and return how many were new.

    A finding that is on record with the same contents is skipped.

    Parameters
    ----------
    findings : FINDINGS in EPSG:4326
    actor : who adds them, for the log

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : wrong CRS, or a finding of the same name with other contents
    """
    rows = rows_of(findings, schema.FINDINGS)
    with store.writing() as connection:
        current = read_current(connection, models.FINDINGS, schema.FINDINGS)
        known = {row["finding_id"]: row for row in rows_of(current, schema.FINDINGS)}
        for row in rows:
            if row["finding_id"] in known and known[row["finding_id"]] != row:
                raise RecordError("records-finding-differs", finding=row["finding_id"])
        fresh = [row for row in rows if row["finding_id"] not in known]
        write_version(connection, models.FINDINGS, schema.FINDINGS, fresh)
        audit.log_added(connection, actor, schema.FINDINGS.name, schema.FINDINGS.key, fresh)
    return len(fresh)


def read_findings(store: Store, *, opens: date | None = None, closes: date | None = None) -> Any:
    """Read findings from one day to another, both included: FINDINGS in EPSG:4326, by day and id."""
    day = models.FINDINGS.c.found_on
    where = [] if opens is None else [day >= opens]
    where += [] if closes is None else [day <= closes]
    with store.reading() as connection:
        order = ["found_on", "finding_id"]
        return read_current(connection, models.FINDINGS, schema.FINDINGS, where=where, order=order)
