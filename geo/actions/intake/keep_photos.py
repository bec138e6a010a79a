"""Keep photos: a table of them, their rows in the records, their pictures in the site folder."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.actions.intake.match import match_photos
from geo.actions.prepared.prepare import Prepared
from geo.exports.files import write_bytes
from geo.ground.crs import to_working
from geo.model import schema
from geo.model.tables import check
from geo.records.findings import read_findings
from geo.records.photos import add_photos
from geo.records.roles import Actor
from geo.records.store import Store
from geo.sources.photos import Photo

PHOTO_FOLDER = "photos"


def photo_table(photos: Sequence[Photo], zone: tzinfo, finding_id: str, moment: str) -> Any:
    """Make PHOTOS (EPSG:4326), with the day of each in the site's zone."""
    points = [shapely.Point(photo.lon, photo.lat) if math.isfinite(photo.lon) else None for photo in photos]
    taken = [
        pd.Timestamp(photo.taken_s, unit="s", tz="UTC") if math.isfinite(photo.taken_s) else pd.NaT
        for photo in photos
    ]
    days = [
        pd.Timestamp(datetime.fromtimestamp(photo.taken_s, UTC).astimezone(zone).date())
        if math.isfinite(photo.taken_s)
        else pd.NaT
        for photo in photos
    ]
    columns = {
        "photo_id": [photo.photo_id for photo in photos],
        "finding_id": finding_id,
        "taken_at": pd.to_datetime(pd.Series(taken, dtype=object), utc=True),
        "moment": moment,
        "file": [f"{photo.photo_id}.jpg" for photo in photos],
        "sha256": [photo.sha256 for photo in photos],
        "day": pd.to_datetime(pd.Series(days, dtype=object)),
    }
    frame = gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(points, crs="EPSG:4326"), crs="EPSG:4326")
    return check(frame.drop_duplicates("photo_id", ignore_index=True), schema.PHOTOS)


def record_photos(store: Store, photos: Any, prepared: Prepared, *, actor: Actor) -> tuple[Any, list[str]]:
    """Attach photos to the findings on record and add them: the table as it was kept, names of the new ones.

    Parameters
    ----------
    photos : as `photo_table` makes it

    Raises
    ------
    RecordError : no such finding, or the actor may not
    """
    table = _attached(store, photos, prepared)
    return table, add_photos(store, table, actor=actor, team_id=actor.team_id, township=actor.scope)


def _attached(store: Store, photos: Any, prepared: Prepared) -> Any:
    """Attach photos with a place to the findings on record."""
    findings = read_findings(store)
    if not len(findings) or not photos.geometry.notna().any():
        return photos
    placed = to_working(photos, prepared.crs)
    matched = match_photos(placed, to_working(findings, prepared.crs), settings=prepared.settings)
    return photos.assign(finding_id=matched["finding_id"])


def keep_pictures(site_dir: Path, photos: Sequence[Photo], fresh: Sequence[str]) -> None:
    """Write the pictures of new photos; a file without its row harms nobody, a row without its file would."""
    for photo in photos:
        if photo.photo_id in fresh:
            write_bytes(site_dir / PHOTO_FOLDER / f"{photo.photo_id}.jpg", photo.jpeg)
