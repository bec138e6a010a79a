"""Closed seasons: effort by cell and the finds that became history, written once, together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from geo.errors import RecordError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.frames import insert_rows, rows_of
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.versions import write_version


def close_season(store: Store, season: int, effort: Any, history: Any, *, actor: Actor) -> None:
    """Close a season: all of it is written, or nothing.

    Parameters
    ----------
    effort : SEASON_EFFORT of this season, every cell, in EPSG:4326
    history : HISTORY in EPSG:4326, the season's finds

    Raises
    ------
    TableError : a table breaks its contract
    RecordError : the season is closed already, a wrong CRS, or the actor may not
    """
    of_cells = rows_of(effort, schema.SEASON_EFFORT)
    finds = rows_of(history, schema.HISTORY)
    with acting(store, actor, Action.CLOSE_SEASON) as connection:
        record = models.SEASON_EFFORT
        known = select(record.c.season).where(record.c.season == season).limit(1)
        if connection.execute(known).first() is not None:
            raise RecordError("season-closed", season=str(season))
        insert_rows(connection, record, of_cells)
        write_version(connection, models.HISTORY, schema.HISTORY, finds)
        audit.log_added(connection, actor, "HISTORY", schema.HISTORY.key, finds)
        searched = sum(row["coverage"] > 0 for row in of_cells)
        told = {"cells": len(of_cells), "searched": searched, "finds": len(finds)}
        audit.log(connection, actor, "close", f"season_effort {season}", None, told)
