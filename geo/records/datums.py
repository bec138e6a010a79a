"""Datums told for programs: what a phone app writes is asked once."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model import schema
from geo.records import audit, models
from geo.records.actor import ALONE, Actor
from geo.records.store import Store
from geo.records.versions import read_current, write_version


def read_datums(store: Store) -> dict[str, str]:
    """Datum by program, as last told."""
    with store.reading() as connection:
        table = read_current(connection, models.DATUMS, schema.DATUMS)
    return dict(zip(table["app"], table["datum"], strict=True))


def remember_datums(store: Store, told: Mapping[str, str], *, actor: Actor = ALONE) -> int:
    """Remember the datum of each program, and return how many were new or other than before."""
    if not told:
        return 0
    with store.writing() as connection:
        table = read_current(connection, models.DATUMS, schema.DATUMS)
        known = dict(zip(table["app"], table["datum"], strict=True))
        rows = [{"app": app, "datum": datum} for app, datum in told.items() if known.get(app) != datum]
        write_version(connection, models.DATUMS, schema.DATUMS, rows)
        audit.log_added(connection, actor, schema.DATUMS.name, schema.DATUMS.key, rows)
    return len(rows)
