"""Finds of earlier seasons on record."""

from __future__ import annotations

from typing import Any

from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import new_rows
from geo.records.frames import rows_of
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.versions import read_current, write_version


def add_history(store: Store, history: Any, *, actor: Actor, township: str = "") -> int:
    """Add finds of earlier seasons, or none of them, and return how many were new; known ones are skipped.

    Parameters
    ----------
    history : HISTORY in EPSG:4326

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : wrong CRS, one of the same name with other contents, or the actor may not
    """
    table = schema.HISTORY
    rows = rows_of(history, table)
    with acting(store, actor, Action.ADD_HISTORY, township=township) as connection:
        fresh = new_rows(connection, models.HISTORY, table, rows, fault="records-history-differs")
        write_version(connection, models.HISTORY, table, fresh)
        audit.log_added(connection, actor, table.name, table.key, fresh)
    return len(fresh)


def read_history(store: Store) -> Any:
    """Read finds of earlier seasons: HISTORY in EPSG:4326, by name."""
    with store.reading() as connection:
        return read_current(connection, models.HISTORY, schema.HISTORY)
