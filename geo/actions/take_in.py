"""Take tracks and findings into the records: all files are read first, so one bad file changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.ground import refuse_elsewhere
from geo.actions.prepare import Prepared, prepare
from geo.ground.crs import to_lonlat
from geo.model.notes import Note
from geo.records.findings import add_findings
from geo.records.store import Store
from geo.records.tracks import add_tracks
from geo.sources.sheets import read_findings
from geo.sources.tracks import read_tracks


@dataclass(frozen=True)
class Intake:
    """What a file or a pile of files brought: rows read, rows new to the records, what to tell."""

    read: int
    added: int
    notes: tuple[Note, ...]


def take_in_tracks(
    site_dir: Path,
    files: Sequence[Path],
    *,
    datum: str | None = None,
    assignment_id: str = "",
    dry_run: bool = False,
) -> Intake:
    """Take in GPX tracks; the same track is kept once, whatever its file is called.

    Raises
    ------
    InputError : the first file that cannot be read; nothing is recorded
    """
    prepared = prepare(site_dir)
    tables, notes = [], []
    for file in files:
        tracks, said = read_tracks(
            file, crs=prepared.crs, time_zone=prepared.time_zone, datum=datum, settings=prepared.settings
        )
        _refuse_elsewhere(tracks, prepared, file)
        tables.append(tracks.assign(assignment_id=assignment_id))
        notes += said
    return _record(site_dir, tables, notes, add_tracks, dry_run=dry_run)


def take_in_findings(
    site_dir: Path, files: Sequence[Path], *, datum: str | None = None, dry_run: bool = False
) -> Intake:
    """Take in findings from sheets.

    Raises
    ------
    InputError : the first file that cannot be read; nothing is recorded
    """
    prepared = prepare(site_dir)
    tables, notes = [], []
    for file in files:
        findings, said = read_findings(file, villages=prepared.villages, crs=prepared.crs, datum=datum)
        _refuse_elsewhere(findings, prepared, file)
        tables.append(findings)
        notes += said
    return _record(site_dir, tables, notes, add_findings, dry_run=dry_run)


def _refuse_elsewhere(table: Any, prepared: Prepared, file: Path) -> None:
    places = [f"{at.x:.4f}, {at.y:.4f}" for at in to_lonlat(table.geometry.representative_point())]
    refuse_elsewhere(table, places, prepared.villages, file=file.name, settings=prepared.settings)


def _record(site_dir: Path, tables: list[Any], notes: list[Note], add: Any, *, dry_run: bool) -> Intake:
    frame = to_lonlat(pd.concat(tables, ignore_index=True))
    if dry_run:
        return Intake(len(frame), 0, (*notes, Note("intake-dry-run", {"rows": len(frame)})))
    with Store.open(site_dir) as store:
        added = add(store, frame)
    if added < len(frame):
        notes = [*notes, Note("intake-known-already", {"rows": len(frame) - added})]
    return Intake(len(frame), added, tuple(notes))
