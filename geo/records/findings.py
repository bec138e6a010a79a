"""Findings on record: added once, never overwritten."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from geo.errors import RecordError
from geo.model import schema
from geo.records import models
from geo.records.frames import insert_rows, read_frame, rows_of
from geo.records.geometry import raw
from geo.records.store import Store


def add_findings(store: Store, findings: Any) -> int:
    """Add findings, or none of them, and return how many were new.

    A finding that is on record with the same contents is skipped.

    Parameters
    ----------
    findings : FINDINGS in EPSG:4326

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : wrong CRS, or a finding of the same name with other contents
    """
    rows = rows_of(findings, schema.FINDINGS)
    columns = [models.FINDINGS.c[name] for name in schema.FINDINGS.names]
    query = select(*columns, raw(models.FINDINGS.c.geometry).label("geometry"))
    with store.writing() as connection:
        known = {row["finding_id"]: dict(row) for row in connection.execute(query).mappings()}
        for row in rows:
            if row["finding_id"] in known and known[row["finding_id"]] != row:
                raise RecordError("records-finding-differs", finding=row["finding_id"])
        fresh = [row for row in rows if row["finding_id"] not in known]
        insert_rows(connection, models.FINDINGS, fresh)
    return len(fresh)


def read_findings(store: Store, *, opens: date | None = None, closes: date | None = None) -> Any:
    """Read findings from one day to another, both included: FINDINGS in EPSG:4326, by day and id."""
    day = models.FINDINGS.c.found_on
    where = [] if opens is None else [day >= opens]
    where += [] if closes is None else [day <= closes]
    with store.reading() as connection:
        order = ["found_on", "finding_id"]
        return read_frame(connection, models.FINDINGS, schema.FINDINGS, where=where, order=order)
