"""Take in the photos that came with phone forms: each belongs to the finding of its submission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import pandas as pd

from geo.actions.intake.intake import taking_in
from geo.actions.intake.keep_photos import keep_pictures, photo_table, record_photos
from geo.actions.prepared.prepare import prepare
from geo.model.notes import Note
from geo.model.phone import PHOTOS
from geo.records.findings import read_findings
from geo.records.known import has_records
from geo.records.roles import Action, Actor
from geo.records.store import Store
from geo.sources.apart import reading_apart
from geo.sources.opening import unpacked_zip
from geo.sources.site import read_site

_MOMENTS: Final = dict(zip(PHOTOS, ("before", "place"), strict=True))
"""What the photos that a form asks for show."""

MEDIA: Final = "media"
"""Folder beside the table in which a server puts them."""


def take_in_form_photos(site_dir: Path, files: Sequence[Path], *, dry_run: bool, actor: Actor) -> list[Note]:
    """Attach the photos that submissions name to their findings on record; say how many of which file.

    Photos that are not there (the table alone was brought) can be brought later, in any order.

    Raises
    ------
    InputError : a photo that is none; what was recorded before stays
    RecordError : the actor may not
    """
    settings = read_site(site_dir).all_settings()
    with reading_apart("form_photos") as apart:
        named = apart.read_all(files, settings.intake, settings=settings)
    notes = []
    for file, wanted in zip(files, named, strict=True):
        if not wanted:
            continue
        with _folder_of(Path(file)) as folder:
            found = [(key, asked, place) for key, asked, name in wanted if (place := _place(folder, name))]
            if not found:
                continue
            told = {"file": Path(file).name, "photos": len(found)}
            if dry_run:
                notes.append(Note("form-photos-dry", {**told}))
                continue
            told["photos"] = _attach(site_dir, found, actor)
            notes.append(Note("form-photos", {**told}))
    return notes


def _attach(site_dir: Path, found: list[tuple[str, str, Path]], actor: Actor) -> int:
    """Record photos with the finding of their submission; how many have one."""
    finding_of = _findings(site_dir)
    known = [(finding_of[key], asked, place) for key, asked, place in found if key in finding_of]
    if not known:
        return 0
    prepared = prepare(site_dir)
    with reading_apart("photos") as apart:
        read = apart.read_all(
            [place for *_, place in known], prepared.settings.intake, time_zone=prepared.time_zone,
            datum="WGS84", settings=prepared.settings,
        )  # fmt: skip
    photos = [photo for photo, _ in read]
    tables = [
        photo_table([photo], prepared.time_zone, finding, _MOMENTS[asked])
        for photo, (finding, asked, _) in zip(photos, known, strict=True)
    ]
    table = pd.concat(tables, ignore_index=True).drop_duplicates("photo_id", ignore_index=True)
    team, town = actor.team_id, actor.scope
    with taking_in(site_dir, actor, Action.ADD_FINDING, dry_run=False, team_id=team, township=town) as store:
        _, fresh = record_photos(store, table, prepared, actor=actor)
        keep_pictures(site_dir, photos, fresh)
    return len(known)


def _findings(site_dir: Path) -> dict[str, str]:
    """Return the findings on record by the submission they came with: their own, or that of their visit."""
    if not has_records(site_dir):
        return {}
    with Store.open(site_dir) as store:
        findings = read_findings(store)
    own = {str(name): str(name) for name in findings["finding_id"]}
    visits = zip(findings["visit_id"], findings["finding_id"], strict=True)
    return {**{str(visit): str(finding) for visit, finding in visits if visit}, **own}


@contextmanager
def _folder_of(file: Path) -> Iterator[Path]:
    """Give the folder that holds the photos of a file: beside it, or unpacked from it."""
    with ExitStack() as stack:
        zipped = file.suffix.lower() == ".zip"
        yield stack.enter_context(unpacked_zip(file)) if zipped else file.parent


def _place(folder: Path, name: str) -> Path | None:
    """Return the file of a photo; a name alone, so that no submission leads out of the folder."""
    places = (folder / MEDIA / name, folder / name)
    return next((place for place in places if place.is_file()), None) if name not in {"", "..", "."} else None
