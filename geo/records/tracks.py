"""Tracks on record: the same track is kept once, however often it is brought in."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from geo.model import schema
from geo.records import audit, models
from geo.records.actor import ALONE, Actor
from geo.records.frames import insert_rows, read_frame, rows_of
from geo.records.roles import Action, acting, require
from geo.records.store import Store


def add_tracks(store: Store, tracks: Any, *, actor: Actor = ALONE, township: str = "") -> int:
    """Add tracks, or none of them, and return how many were new.

    A track whose cleaned points are on record is skipped; every row that was not new was such a track.

    Parameters
    ----------
    tracks : TRACKS in EPSG:4326; the same track may stand in it twice
    actor : who adds them: a surveyor his own team's only
    township : township they lie in, for actors whose scope is one

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : wrong CRS, or the actor may not
    """
    rows = rows_of(tracks.drop_duplicates("sha256"), schema.TRACKS)
    with acting(store, actor, Action.ADD_TRACK, team_id=actor.team_id, township=township) as connection:
        for team in {row["team_id"] for row in rows} - {"", actor.team_id}:
            require(connection, actor, Action.ADD_TRACK, team_id=team, township=township)
        known = set(connection.execute(select(models.TRACKS.c.sha256)).scalars())
        fresh = [row for row in rows if row["sha256"] not in known]
        insert_rows(connection, models.TRACKS, fresh)
        audit.log_added(connection, actor, schema.TRACKS.name, schema.TRACKS.key, fresh)
    return len(fresh)


def read_tracks(store: Store, *, opens: date | None = None, closes: date | None = None) -> Any:
    """Read tracks walked from one day to another, both included: TRACKS in EPSG:4326, by day and id."""
    day = models.TRACKS.c.walked_on
    where = [] if opens is None else [day >= opens]
    where += [] if closes is None else [day <= closes]
    with store.reading() as connection:
        order = ["walked_on", "track_id"]
        return read_frame(connection, models.TRACKS, schema.TRACKS, where=where, order=order)
