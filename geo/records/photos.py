"""Photos on record: the same one is kept once; attaching it to a finding is a new version."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from geo.errors import RecordError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.frames import rows_of
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.versions import current_versions, read_current, write_version


def add_photos(
    store: Store, photos: Any, *, actor: Actor, team_id: str = "", township: str = ""
) -> list[str]:
    """Add photos, or none of them, and return the names of those that were new.

    Parameters
    ----------
    photos : PHOTOS in EPSG:4326
    team_id, township : whose work and ground it is, for actors who may write for one only

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : wrong CRS, an unknown finding, or the actor may not
    """
    rows = rows_of(photos.drop_duplicates("photo_id"), schema.PHOTOS)
    with acting(store, actor, Action.ADD_FINDING, team_id=team_id, township=township) as connection:
        known = current_versions(connection, models.PHOTOS, schema.PHOTOS, rows)
        fresh = [row for row in rows if (row["photo_id"],) not in known]
        _refuse_unknown(connection, {row["finding_id"] for row in fresh})
        write_version(connection, models.PHOTOS, schema.PHOTOS, fresh)
        audit.log_added(connection, actor, schema.PHOTOS.name, schema.PHOTOS.key, fresh)
    return [row["photo_id"] for row in fresh]


def attach_photo(
    store: Store, photo_id: str, finding_id: str, *, actor: Actor, moment: str = "", team_id: str = "",
    township: str = "",
) -> None:  # fmt: skip
    """Attach a photo to a finding by hand.

    Parameters
    ----------
    moment : what it shows: before, after, place, or ""

    Raises
    ------
    RecordError : no such photo or finding, or the actor may not
    """
    with acting(store, actor, Action.ADD_FINDING, team_id=team_id, township=township) as connection:
        where = [models.PHOTOS.c.photo_id == photo_id]
        found = rows_of(read_current(connection, models.PHOTOS, schema.PHOTOS, where=where), schema.PHOTOS)
        if not found:
            raise RecordError("records-photo-unknown", photo=photo_id)
        _refuse_unknown(connection, {finding_id})
        before = found[0]
        after = {**before, "finding_id": finding_id, "moment": moment}
        write_version(connection, models.PHOTOS, schema.PHOTOS, [after])
        subject = audit.subject(schema.PHOTOS.name, after, schema.PHOTOS.key)
        audit.log(connection, actor, "attach", subject, before, after)


def read_photos(store: Store) -> Any:
    """Read all photos: PHOTOS in EPSG:4326, by name."""
    with store.reading() as connection:
        return read_current(connection, models.PHOTOS, schema.PHOTOS)


def _refuse_unknown(connection: Any, findings: set[str]) -> None:
    wanted = findings - {""}
    query = select(models.FINDINGS.c.finding_id).where(models.FINDINGS.c.finding_id.in_(wanted))
    missing = wanted - set(connection.execute(query).scalars())
    if missing:
        raise RecordError("records-photo-finding", finding=min(missing))
