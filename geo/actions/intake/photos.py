"""Photos on record: those of a finding with their pictures, and those that wait to be attached by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.intake.keep_photos import PHOTO_FOLDER
from geo.actions.visits.sign import township_of
from geo.records.actor import Actor
from geo.records.findings import read_findings
from geo.records.photos import attach_photo, read_photos
from geo.records.store import Store


@dataclass(frozen=True)
class Pictured:
    """A photo: its name, when it was taken (None unknown), what it shows ("" not said), its JPEG or b""."""

    photo_id: str
    taken_at: datetime | None
    moment: str
    jpeg: bytes


def photos_of(site_dir: Path, finding_id: str) -> list[Pictured]:
    """Photos of a finding, oldest first; with an empty name those that are attached to none."""
    with Store.open(site_dir) as store:
        photos = read_photos(store)
    own = photos[photos["finding_id"] == finding_id].sort_values("taken_at")
    return [
        Pictured(
            str(row.photo_id), None if pd.isna(row.taken_at) else row.taken_at.to_pydatetime(),
            str(row.moment), _jpeg(site_dir, str(row.file)),
        )
        for row in own.itertuples()
    ]  # fmt: skip


def attach(
    site_dir: Path, photo_id: str, finding_id: str, *, moment: str, villages: Any, actor: Actor
) -> None:
    """Attach a photo to a finding by hand.

    Parameters
    ----------
    moment : what it shows: before, after, place or ""
    villages : VILLAGES

    Raises
    ------
    RecordError : no such photo or finding, or the actor may not
    """
    with Store.open(site_dir) as store:
        village = read_findings(store).set_index("finding_id")["village_id"]
        town = township_of(villages, str(village.get(finding_id, "")))
        attach_photo(
            store, photo_id, finding_id, actor=actor, moment=moment, team_id=actor.team_id, township=town
        )


def _jpeg(site_dir: Path, name: str) -> bytes:
    """Read the picture; nothing where the file is gone: its row and hash stand all the same."""
    file = site_dir / PHOTO_FOLDER / Path(name).name
    return file.read_bytes() if file.is_file() else b""
