"""Tracks on record: the same track is kept once, however often it is brought in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import geopandas as gpd
from sqlalchemy import select

from geo.model import schema
from geo.model.tables import Shape
from geo.records import audit, models
from geo.records.actor import ALONE, Actor
from geo.records.frames import insert_rows, read_frame, rows_of
from geo.records.geometry import RECORD_CRS, from_wkb, raw
from geo.records.roles import Action, acting, require
from geo.records.store import Store

_WALKS: Final = replace(schema.TRACKS, shape=Shape.NONE)
_BATCH: Final = 100


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


def read_walks(store: Store, *, opens: date | None = None, closes: date | None = None) -> Any:
    """Read what is said of the tracks of these days, both included, without their lines: by day and id."""
    with store.reading() as connection:
        where, order = _between(opens, closes), ["walked_on", "track_id"]
        return read_frame(connection, models.TRACKS, _WALKS, where=where, order=order)


def read_lines(store: Store, track_ids: Sequence[str]) -> Any:
    """Read the lines of these tracks: track_id and geometry in EPSG:4326, by id; a line never changes."""
    name, line = models.TRACKS.c.track_id, raw(models.TRACKS.c.geometry).label("geometry")
    rows: list[Any] = []
    with store.reading() as connection:
        for start in range(0, len(track_ids), _BATCH):
            wanted = select(name, line).where(name.in_(track_ids[start : start + _BATCH]))
            rows += connection.execute(wanted).all()
    rows.sort(key=lambda row: row[0])
    shapes = from_wkb([row[1] for row in rows])
    return gpd.GeoDataFrame({"track_id": [row[0] for row in rows]}, geometry=shapes, crs=RECORD_CRS)


def read_tracks(store: Store, *, opens: date | None = None, closes: date | None = None) -> Any:
    """Read tracks walked from one day to another, both included: TRACKS in EPSG:4326, by day and id."""
    with store.reading() as connection:
        where, order = _between(opens, closes), ["walked_on", "track_id"]
        return read_frame(connection, models.TRACKS, schema.TRACKS, where=where, order=order)


def _between(opens: date | None, closes: date | None) -> list[Any]:
    day = models.TRACKS.c.walked_on
    where = [] if opens is None else [day >= opens]
    return where + ([] if closes is None else [day <= closes])
