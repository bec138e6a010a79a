"""Later looks at destroyed places: put on the list, made, overdue; regrowth reopens the finding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import geopandas as gpd
import pandas as pd
from sqlalchemy import Connection, func, select

from geo.errors import InputError, RecordError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import current_row, current_rows, write_next
from geo.records.due import opens_on
from geo.records.finding_rows import stepping, write_finding
from geo.records.geometry import RECORD_CRS
from geo.records.store import Store
from geo.records.versions import read_current, write_version
from geo.settings import DEFAULTS, IntakeSettings

DESTROYED: Final = ("eradicated", "verified_gone")
"""States of a finding in which its place is to be looked at again."""

_LOOKS: Final = {"gone": "verified_gone", "regrowth": "reopened"}


def schedule(connection: Connection, actor: Actor, finding_id: str, days: Mapping[str, date]) -> None:
    """Put the looks at a destroyed finding on the list: one open look for each occasion.

    Looks that were made stay as they are; those still open after regrowth move to the new days.

    Parameters
    ----------
    connection : of a writing transaction
    days : occasion to the day by which to look, see `due.due_days`
    """
    known = {row["occasion"]: row for row in _open(connection, finding_id)}
    for occasion, day in days.items():
        before = known.pop(occasion, None)
        name = before["revisit_id"] if before else _next_name(connection, finding_id, occasion)
        row = {"revisit_id": name, "finding_id": finding_id, "occasion": occasion, "due_on": day}
        row |= {"done_on": None, "outcome": ""}
        write_next(connection, actor, "schedule", models.REVISITS, schema.REVISITS, before, **row)
    idle = list(known.values())
    write_version(connection, models.REVISITS, schema.REVISITS, idle, withdrawn=True)
    table = schema.REVISITS
    audit.log_rows(
        connection,
        actor,
        "schedule",
        [(audit.subject(table.name, row, table.key), row, None) for row in idle],
    )


def record_look(
    store: Store, revisit_id: str, *, on: date, outcome: str, actor: Actor, township: str = ""
) -> None:
    """Enter what a look found: gone verifies the finding gone, regrowth reopens it.

    Raises
    ------
    InputError : no such outcome, a day before the destruction
    RecordError : no such revisit, made already, the place is not destroyed, or the actor may not
    """
    if outcome not in _LOOKS:
        raise InputError("revisit-outcome", revisit=revisit_id)
    with store.reading() as connection:
        finding_id = _current(connection, revisit_id)["finding_id"]
    with stepping(store, finding_id, actor=actor, township=township) as (connection, finding):
        before = _current(connection, revisit_id)
        if before["done_on"] is not None:
            raise RecordError("revisit-done", revisit=revisit_id, day=before["done_on"].isoformat())
        if finding["state"] not in DESTROYED:
            raise RecordError(f"step-finding-{finding['state']}", subject=finding_id)
        gone = finding["eradicated_on"]
        if gone is not None and on < gone:
            args = {"day": on.isoformat(), "gone": gone.isoformat()}
            raise InputError("revisit-early", revisit=revisit_id, **args)
        changes = {"done_on": on, "outcome": outcome}
        write_next(connection, actor, "look", models.REVISITS, schema.REVISITS, before, **changes)
        due = earliest_due(connection, finding_id) if outcome == "gone" else None
        write_finding(connection, actor, "look", finding, state=_LOOKS[outcome], revisit_due=due)


def earliest_due(connection: Connection, finding_id: str) -> date | None:
    """First day by which a finding is to be looked at; None if no look is open."""
    return min((row["due_on"] for row in _open(connection, finding_id)), default=None)


def read_revisits(store: Store) -> Any:
    """Read every look, made or not: REVISITS by day due."""
    with store.reading() as connection:
        order = ["due_on", "revisit_id"]
        return read_current(connection, models.REVISITS, schema.REVISITS, order=order)


def read_due(store: Store, *, today: date, settings: IntakeSettings = DEFAULTS.intake) -> Any:
    """Read the looks still to be made at destroyed places, the longest overdue first.

    Returns
    -------
    GeoDataFrame : REVISITS with village_id, opens_on (first day to look), ready and overdue (flags),
        days_over (days past due, negative before), and the finding's point in EPSG:4326
    """
    with store.reading() as connection:
        order = ["due_on", "revisit_id"]
        open_ones = [models.REVISITS.c.done_on.is_(None)]
        looks = read_current(connection, models.REVISITS, schema.REVISITS, where=open_ones, order=order)
        destroyed = [models.FINDINGS.c.state.in_(DESTROYED)]
        findings = read_current(connection, models.FINDINGS, schema.FINDINGS, where=destroyed)
    places = findings[["finding_id", "village_id", "geometry"]]
    frame = looks.merge(places, on="finding_id", how="inner")
    early = [opens_on(day, settings) for day in frame["due_on"].dt.date]
    frame["opens_on"] = pd.to_datetime(pd.Series(early, index=frame.index, dtype="object"))
    moment = pd.Timestamp(today)
    frame["ready"] = frame["opens_on"] <= moment
    frame["overdue"] = frame["due_on"] < moment
    frame["days_over"] = (moment - frame["due_on"]).dt.days
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=RECORD_CRS)


def _open(connection: Connection, finding_id: str) -> list[dict[str, Any]]:
    of_finding = models.REVISITS.c.finding_id == finding_id
    rows = current_rows(connection, models.REVISITS, schema.REVISITS, of_finding)
    return [row for row in rows if row["done_on"] is None]


def _next_name(connection: Connection, finding_id: str, occasion: str) -> str:
    """Name a look by finding and occasion, with a number from the second time on."""
    revisits = models.REVISITS.c
    made = connection.execute(
        select(func.count(func.distinct(revisits.revisit_id))).where(
            revisits.finding_id == finding_id, revisits.occasion == occasion
        )
    ).scalar_one()
    return f"{finding_id}_{occasion}" + (f"_{made + 1}" if made else "")


def _current(connection: Connection, revisit_id: str) -> dict[str, Any]:
    row = current_row(connection, models.REVISITS, schema.REVISITS, revisit_id)
    if row is None:
        raise RecordError("revisit-unknown", revisit=revisit_id)
    return row
