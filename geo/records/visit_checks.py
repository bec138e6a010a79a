"""Hold a visit to itself before it is submitted: ground, tracks, formation, findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from geo.errors import InputError
from geo.model import schema
from geo.records import models
from geo.records.versions import read_current


def check_submission(
    connection: Connection,
    visit: Mapping[str, Any],
    *,
    cells: Sequence[Mapping[str, Any]],
    tracks: Sequence[Mapping[str, Any]],
) -> None:
    """Raise if a visit contradicts itself or names what is not on record.

    Parameters
    ----------
    visit : row of VISITS
    cells, tracks : its rows of VISIT_CELLS and VISIT_TRACKS

    Raises
    ------
    InputError : names the visit and the cure
    """
    name = visit["visit_id"]
    if visit["source"] == "track" and not tracks:
        raise InputError("visit-no-track", visit=name)
    if visit["source"] == "paper" and not cells and not visit["village_id"]:
        raise InputError("visit-no-ground", visit=name)
    _check_formation(visit)
    _check_tracks(connection, name, [row["track_id"] for row in tracks])
    if visit["nothing_found"]:
        where = [models.FINDINGS.c.visit_id == name, models.FINDINGS.c.species != "other"]
        found = read_current(connection, models.FINDINGS, schema.FINDINGS, where=where)
        if len(found):
            raise InputError("visit-not-nothing", visit=name, finding=found["finding_id"].iloc[0])


def _check_formation(visit: Mapping[str, Any]) -> None:
    """Abreast claims a wide swath, so it must say how wide; in file claims one lane."""
    spaced = visit["spacing_m"] is not None and visit["spacing_m"] > 0
    if visit["formation"] == "abreast" and (visit["walkers"] < 2 or not spaced):
        raise InputError("visit-abreast", visit=visit["visit_id"])
    if visit["formation"] != "abreast" and (visit["walkers"] != 1 or spaced):
        raise InputError("visit-file", visit=visit["visit_id"])


def _check_tracks(connection: Connection, name: str, tracks: list[str]) -> None:
    """Every track is on record and stands under one visit only, or its ground would count twice."""
    known = set(
        connection.execute(select(models.TRACKS.c.track_id).where(models.TRACKS.c.track_id.in_(tracks)))
        .scalars()
        .all()
    )
    for track in tracks:
        if track not in known:
            raise InputError("visit-lost-track", visit=name, track=track)
    where = [models.VISIT_TRACKS.c.track_id.in_(tracks), models.VISIT_TRACKS.c.visit_id != name]
    shared = read_current(connection, models.VISIT_TRACKS, schema.VISIT_TRACKS, where=where)
    if len(shared):
        first = shared.iloc[0]
        raise InputError("visit-track-owner", visit=name, track=first["track_id"], other=first["visit_id"])
