"""Leads on record: assigned, confirmed with a finding, or ruled out with what was there instead."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from geo.errors import InputError, RecordError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import current_row, new_rows, write_next
from geo.records.finding_rows import current_finding, write_finding
from geo.records.frames import rows_of
from geo.records.places import RULED_OUT, file_answer
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.transitions import check_step
from geo.records.versions import read_current, read_versions, write_version


def add_leads(store: Store, leads: Any, *, actor: Actor, township: str = "") -> int:
    """Add leads, signs among them, or none of them, and return how many were new.

    A lead that is on record, now or in an earlier version, with the same contents is skipped.

    Parameters
    ----------
    leads : LEADS in EPSG:4326

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : wrong CRS, a lead of the same name with other contents, or the actor may not
    """
    table = schema.LEADS
    rows = rows_of(leads, table)
    with acting(store, actor, Action.ADD_LEAD, township=township) as connection:
        fresh = new_rows(connection, models.LEADS, table, rows, fault="lead-differs")
        write_version(connection, models.LEADS, table, fresh)
        audit.log_added(connection, actor, table.name, table.key, fresh)
    return len(fresh)


def read_leads(store: Store) -> Any:
    """Read leads as they stand: LEADS in EPSG:4326, by name."""
    with store.reading() as connection:
        return read_current(connection, models.LEADS, schema.LEADS)


def read_lead_versions(store: Store, lead_id: str) -> Any:
    """Read every version of a lead, oldest first: LEADS with version, recorded_at and withdrawn."""
    with store.reading() as connection:
        where = [models.LEADS.c.lead_id == lead_id]
        return read_versions(connection, models.LEADS, schema.LEADS, where=where)


def assign(store: Store, lead_id: str, *, actor: Actor, township: str = "") -> None:
    """Send a lead out to be checked; a settled one is checked again.

    Raises
    ------
    RecordError : no such lead, it is assigned already, or the actor may not
    """
    with acting(store, actor, Action.HAND_OUT, township=township) as connection:
        _step(connection, actor, lead_id, "assigned", "assign")


def take_back(store: Store, lead_id: str, *, actor: Actor, township: str = "") -> None:
    """Take an assigned lead back to be assigned anew.

    Raises
    ------
    RecordError : no such lead, it is not assigned, or the actor may not
    """
    with acting(store, actor, Action.HAND_OUT, township=township) as connection:
        _step(connection, actor, lead_id, "new", "take_back")


def confirm_lead(
    store: Store, lead_id: str, finding_id: str, *, on: date, actor: Actor, township: str = ""
) -> None:
    """Confirm a lead with the finding that answers it, and file the finding's place.

    Parameters
    ----------
    on : day on which it was checked

    Raises
    ------
    RecordError : no such lead or finding, the finding answers another lead, the lead is settled, or the
        actor may not
    """
    with acting(store, actor, Action.ADD_LEAD, township=township) as connection:
        finding = current_finding(connection, finding_id)
        if finding["lead_id"] not in {"", lead_id}:
            raise RecordError(
                "lead-other-finding", lead=lead_id, finding=finding_id, other=finding["lead_id"]
            )
        if finding["species"] == "other":
            raise RecordError("finding-not-crop", finding=finding_id)
        _step(connection, actor, lead_id, "confirmed", "confirm")
        if finding["lead_id"] != lead_id:
            write_finding(connection, actor, "answer", finding, lead_id=lead_id)
        # What is still to be identified is filed as other until somebody files it anew.
        species = finding["species"] if finding["species"] in {"poppy", "cannabis"} else "other"
        file_answer(
            connection, actor, on=on, point=finding["geometry"], outcome=species, lead_id=lead_id,
            finding_id=finding_id,
        )  # fmt: skip


def rule_out(
    store: Store,
    lead_id: str,
    reason: str,
    *,
    on: date,
    point: Any,
    actor: Actor,
    note: str = "",
    township: str = "",
) -> None:
    """Rule a lead out with what was there instead, and file the place where one stood.

    Parameters
    ----------
    reason : ornamental (corn poppy too), other_crop, lawn, landslide, nothing or other
    on : day on which it was checked
    point : shapely point in EPSG:4326 where one stood: never the lead's own, or every mark would seem matched

    Raises
    ------
    InputError : no such reason
    RecordError : no such lead, it is settled already, or the actor may not
    """
    if reason not in RULED_OUT:
        raise InputError("lead-reason", lead=lead_id, allowed=", ".join(RULED_OUT))
    with acting(store, actor, Action.ADD_LEAD, township=township) as connection:
        _step(connection, actor, lead_id, "ruled_out", "rule_out")
        file_answer(connection, actor, on=on, point=point, outcome=reason, lead_id=lead_id, note=note)


def unknown(lead_id: str) -> RecordError:
    """Say that there is no such lead."""
    return RecordError("lead-unknown", lead=lead_id)


def _step(connection: Connection, actor: Actor, lead_id: str, wanted: str, action: str) -> None:
    before = current_row(connection, models.LEADS, schema.LEADS, lead_id)
    if before is None:
        raise unknown(lead_id)
    check_step("lead", lead_id, before["state"], wanted)
    write_next(connection, actor, action, models.LEADS, schema.LEADS, before, state=wanted)
