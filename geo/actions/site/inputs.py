"""List what came in: every layer of a site with its file, day, rows, datum, faults, and what is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.prepared.ground import input_path
from geo.actions.prepared.prepare import prepare
from geo.actions.site.check import check_site
from geo.errors import InputError, TachaError
from geo.model.notes import Note
from geo.records.findings import read_findings
from geo.records.history import read_history
from geo.records.known import has_records
from geo.records.leads import read_leads
from geo.records.observed import read_observed
from geo.records.photos import read_photos
from geo.records.store import Store
from geo.records.tracks import read_walks
from geo.records.visits import read_visits
from geo.sources.apart import reading_apart
from geo.sources.described import Described
from geo.sources.site import read_site


@dataclass(frozen=True)
class CameIn:
    """One input file of a site: what site.toml says of it, what lies there, and what was told on reading it.

    faults: filled by `faults_of` only, which reads everything anew.
    """

    role: str
    file: str
    taken_at: datetime | None
    datum: str
    size_b: int
    found: Described | None
    notes: tuple[Note, ...]


def came_in(site_dir: Path) -> list[CameIn]:
    """List the input files in the order of site.toml.

    Raises
    ------
    InputError : site.toml or an input is wrong
    """
    site = read_site(site_dir)
    told: dict[str, list[Note]] = {}
    for note in prepare(site_dir).notes:
        told.setdefault(str(note.args.get("file", "")), []).append(note)
    files = [input_path(site_dir, row) for row in site.input]
    with reading_apart("described") as apart:
        found = apart.read_each(files, site.all_settings().intake)
    return [
        CameIn(
            row.role, row.file, row.taken_at, row.datum, file.stat().st_size,
            None if isinstance(seen, InputError) else seen, tuple(told.get(row.file, ())),
        )
        for row, file, seen in zip(site.input, files, found, strict=True)
    ]  # fmt: skip


def faults_of(site_dir: Path) -> list[TachaError]:
    """Read every input anew and name every fault of each; this takes as long as making the site."""
    try:
        return list(check_site(site_dir))
    except TachaError as fault:
        return [fault]


def on_record(site_dir: Path) -> list[dict[str, Any]]:
    """Count what came in later, by kind: kind, rows, last (day of the newest, None where there is none)."""
    if not has_records(site_dir):
        return []
    with Store.open(site_dir) as store:
        found = [
            ("history", read_history(store), "found_on"),
            ("leads", read_leads(store), "reported_on"),
            ("observed", read_observed(store), "seen_on"),
            ("tracks", read_walks(store), "walked_on"),
            ("visits", read_visits(store).visits, "visited_on"),
            ("findings", read_findings(store), "found_on"),
            ("photos", read_photos(store), "taken_at"),
        ]
    return [
        {"kind": kind, "rows": len(table), "last": _last(table[column]) if column in table else None}
        for kind, table, column in found
    ]


def _last(days: Any) -> Any:
    newest = days.max() if len(days) else None
    return None if newest is None or pd.isna(newest) else newest.date()
