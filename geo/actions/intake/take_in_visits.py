"""Take visits kept on paper and photos into the records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from geo.actions.intake.form_photos import take_in_form_photos
from geo.actions.intake.intake import Intake, refuse_far, summed_up, taking_in, township_of
from geo.actions.intake.keep_photos import keep_pictures, photo_table, record_photos
from geo.actions.intake.paper_visits import save_paper
from geo.actions.prepared.prepare import Prepared, prepare
from geo.ground.crs import to_lonlat
from geo.model.notes import Note
from geo.records.findings import add_findings
from geo.records.known import has_records
from geo.records.plans import read_plan
from geo.records.roles import ALONE, Action, Actor
from geo.records.store import Store
from geo.records.tracks import read_tracks
from geo.records.visits import submit
from geo.sources.apart import reading_apart
from geo.sources.visits import PaperVisits


def take_in_visits(
    site_dir: Path,
    files: Sequence[Path],
    *,
    datum: str | None = None,
    submitted: bool = False,
    amended: bool = False,
    dry_run: bool = False,
    actor: Actor = ALONE,
) -> Intake:
    """Take in visits from sheets as drafts, with their findings and their team's tracks of the day.

    Those on record already stay as they are, and it is told how many read differently now.

    Parameters
    ----------
    submitted : submit them at once, so that an officer may confirm them
    amended : amend those on record that read differently now, or whose tracks came later: drafts are saved
        anew, returned and confirmed visits submitted anew; findings on record stay as they are

    Raises
    ------
    InputError : the first file that cannot be read, or a visit that contradicts itself; nothing is recorded
    RecordError : the actor may not
    """
    with reading_apart("visits") as apart:
        prepared = prepare(site_dir)
        found = apart.read_all(
            files, prepared.settings.intake, villages=prepared.villages, cells=prepared.cells,
            yards=prepared.yards, crs=prepared.crs, cell_size_m=prepared.settings.grid.cell_size_m,
            datum=datum, stops=_stops(site_dir), settings=prepared.settings,
        )  # fmt: skip
    read, notes = [], []
    for file, (paper, said) in zip(files, found, strict=True):
        refuse_far(paper.findings, prepared, file)
        read.append(paper)
        notes += said
    paper = _joined(read)
    town = township_of(prepared, paper.visits["village_id"], actor)
    team = actor.team_id
    with taking_in(site_dir, actor, Action.ADD_VISIT, dry_run=dry_run, team_id=team, township=town) as store:
        added, told = record_paper(
            store, paper, prepared, submitted=submitted, amended=amended, actor=actor, township=town
        )
    notes += told
    notes += take_in_form_photos(site_dir, files, dry_run=dry_run, actor=actor)
    return summed_up(len(paper.visits), added, notes, dry_run=dry_run)


def record_paper(
    store: Store, paper: PaperVisits, prepared: Prepared, *, submitted: bool, amended: bool, actor: Actor,
    township: str,
) -> tuple[int, list[Note]]:  # fmt: skip
    """Record visits with their findings and their team's tracks; how many are new or amended, what to tell.

    Raises
    ------
    InputError : a visit that contradicts itself
    RecordError : the actor may not
    """
    days = paper.visits["visited_on"]
    tracks = read_tracks(store, opens=days.min().date(), closes=days.max().date()) if len(days) else None
    saved = save_paper(
        store, paper, tracks, villages=to_lonlat(prepared.villages), amended=amended, actor=actor,
        township=township,
    )  # fmt: skip
    findings = paper.findings[paper.findings["visit_id"].isin(saved.without_findings)]
    if len(findings):
        add_findings(store, to_lonlat(findings), actor=actor, township=township)
    for visit in saved.drafts if submitted else []:
        submit(store, visit, actor=actor, township=township)
    notes = [Note("intake-visit-findings", {"rows": len(findings)})] if len(findings) else []
    notes += [*saved.notes, *_no_ground(paper, saved.on_tracks)]
    return len(saved.drafts) + len(saved.amended), notes


def take_in_photos(
    site_dir: Path,
    files: Sequence[Path],
    *,
    finding_id: str = "",
    moment: str = "",
    datum: str | None = None,
    dry_run: bool = False,
    actor: Actor = ALONE,
) -> Intake:
    """Take in photos: made anew without EXIF under photos/, attached to the finding they were taken at.

    Parameters
    ----------
    finding_id : attach all of them to this finding; else time and place of each decide
    moment : what they show: before, after, place, or ""

    Raises
    ------
    InputError : the first file that is no photo; nothing is recorded
    RecordError : no such finding, or the actor may not
    """
    with reading_apart("photos") as apart:
        prepared = prepare(site_dir)
        read = apart.read_all(
            files, prepared.settings.intake, time_zone=prepared.time_zone, datum=datum,
            settings=prepared.settings,
        )  # fmt: skip
    photos = [photo for photo, _ in read]
    notes: list[Note] = []
    for _, said in read:
        notes += said if not finding_id else []
    team = actor.team_id
    table = photo_table(photos, prepared.time_zone, finding_id, moment)
    with taking_in(
        site_dir, actor, Action.ADD_FINDING, dry_run=dry_run, team_id=team, township=actor.scope
    ) as store:
        table, fresh = record_photos(store, table, prepared, actor=actor)
        if not dry_run:
            keep_pictures(site_dir, photos, fresh)
    loose = int((table["finding_id"] == "").sum())
    if loose:
        notes.append(Note("intake-photos-loose", {"rows": loose}))
    return summed_up(len(table), len(fresh), notes, dry_run=dry_run)


def _stops(site_dir: Path) -> dict[str, str]:
    """Cell of each stop of the plan in force."""
    if not has_records(site_dir):
        return {}
    with Store.open(site_dir) as store:
        plan = read_plan(store)
    return {} if plan is None else dict(zip(plan.stops["stop_id"], plan.stops["cell_id"], strict=True))


def _joined(read: list[PaperVisits]) -> PaperVisits:
    """Put files together; the same visit in two of them is one."""
    keys = {
        "visits": ["visit_id"], "cells": ["visit_id", "cell_id"], "yards": ["visit_id", "yard_id"],
        "findings": ["finding_id"],
    }  # fmt: skip
    return PaperVisits(
        **{
            name: pd.concat([getattr(paper, name) for paper in read]).drop_duplicates(key, ignore_index=True)
            for name, key in keys.items()
        }
    )


def _no_ground(paper: PaperVisits, on_tracks: list[str]) -> list[Note]:
    """Say how many visits name a village only: they are on record, but declare no ground surveyed."""
    visit = paper.visits["visit_id"]
    named = visit.isin([*paper.cells["visit_id"], *on_tracks]) | (paper.visits["area"] != "")
    return [Note("intake-visit-no-ground", {"rows": int((~named).sum())})] if not named.all() else []
