"""Tracks on record: the same track is kept once, however often it is brought in."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from geo.model import schema
from geo.records import models
from geo.records.frames import insert_rows, read_frame, rows_of
from geo.records.store import Store


class Added(NamedTuple):
    """How many rows were added, and the ids of those that were on record already."""

    added: int
    skipped: list[str]


def add_tracks(store: Store, tracks: Any) -> Added:
    """Add tracks, or none of them; a track whose cleaned points are on record is skipped.

    Parameters
    ----------
    tracks : TRACKS in EPSG:4326; the same track may stand in it twice

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : wrong CRS
    """
    twice = tracks.duplicated("sha256", keep="first")
    rows = rows_of(tracks[~twice], schema.TRACKS)
    with store.writing() as connection:
        known = set(connection.execute(select(models.TRACKS.c.sha256)).scalars())
        fresh = [row for row in rows if row["sha256"] not in known]
        insert_rows(connection, models.TRACKS, fresh)
    old = [row["track_id"] for row in rows if row["sha256"] in known]
    return Added(len(fresh), [*old, *tracks.loc[twice, "track_id"].astype(str)])


def read_tracks(store: Store, *, opens: date | None = None, closes: date | None = None) -> Any:
    """Read tracks walked from one day to another, both included: TRACKS in EPSG:4326, by day and id."""
    day = models.TRACKS.c.walked_on
    where = [] if opens is None else [day >= opens]
    where += [] if closes is None else [day <= closes]
    with store.reading() as connection:
        order = ["walked_on", "track_id"]
        return read_frame(connection, models.TRACKS, schema.TRACKS, where=where, order=order)
