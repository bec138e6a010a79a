"""Take files into the records: all are read first, in a process apart, so one bad file changes nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from geo.actions.intake.form_photos import take_in_form_photos
from geo.actions.intake.intake import Intake, named_by_content, refuse_far, summed_up, taking_in, township_of
from geo.actions.intake.match import Asked, match_tracks
from geo.actions.prepared.prepare import Prepared, prepare
from geo.errors import InputError
from geo.ground.crs import to_lonlat, to_working
from geo.model.notes import Note
from geo.model.team import TrackMode
from geo.records.datums import read_datums, remember_datums
from geo.records.findings import add_findings
from geo.records.history import add_history
from geo.records.known import has_records
from geo.records.leads import add_leads
from geo.records.observed import add_observed
from geo.records.plans import PlanRecord, read_plan
from geo.records.roles import ALONE, Action, Actor
from geo.records.store import Store
from geo.records.tracks import add_tracks
from geo.sources.apart import reading_apart

__all__ = [
    "Intake", "take_in_findings", "take_in_history", "take_in_leads", "take_in_observed", "take_in_tracks",
]  # fmt: skip


def take_in_tracks(
    site_dir: Path,
    files: Sequence[Path],
    *,
    datum: str | None = None,
    assignment_id: str = "",
    team_id: str = "",
    mode: str = "foot",
    swath_m: float | None = None,
    walked_on: date | None = None,
    dry_run: bool = False,
    actor: Actor = ALONE,
) -> Intake:
    """Take in tracks of every format; the same track is kept once, whatever its file is called.

    Tracks without an assignment are laid to the route of their day that they lie along; what is not plain is
    asked, and taken in without a route. A datum that is told is remembered for the program of the file.

    Parameters
    ----------
    mode : foot, car or drone, where the file does not say
    swath_m : width that the drone's pictures show; without it its tracks are no search

    Raises
    ------
    InputError : a file that cannot be read, a swath without a drone; nothing is recorded
    RecordError : the actor may not
    """
    if swath_m is not None and mode != TrackMode.DRONE:
        raise InputError("intake-swath-not-drone", mode=mode, option="--mode drone")
    with reading_apart("tracks") as apart:
        prepared = prepare(site_dir)
        remembered, plan = datums_and_plan(site_dir)
        read = apart.read_all(
            files, prepared.settings.intake, crs=prepared.crs, time_zone=prepared.time_zone, datum=datum,
            settings=prepared.settings, mode=mode, swath_m=math.nan if swath_m is None else swath_m,
            walked_on=walked_on, remembered=remembered,
        )  # fmt: skip
    tables, notes = [], []
    for file, (tracks, said) in zip(files, read, strict=True):
        refuse_far(tracks, prepared, file)
        tables.append(tracks.assign(assignment_id=assignment_id, team_id=team_id or actor.team_id))
        notes += said
    frame, asked, told = laid_to_routes(pd.concat(tables, ignore_index=True), plan, prepared)
    notes += told
    teams = set(frame["team_id"])
    team = teams.pop() if len(teams) == 1 else ""
    town = township_of(prepared, villages_of_tracks(frame, prepared), actor)
    with taking_in(site_dir, actor, Action.ADD_TRACK, dry_run=dry_run, team_id=team, township=town) as store:
        added = add_tracks(store, to_lonlat(frame), actor=actor)
        if datum is not None:
            remember_datums(store, {app: datum for app in frame["app"] if app}, actor=actor)
    return summed_up(len(frame), added, notes, dry_run=dry_run, asked=asked)


def take_in_findings(
    site_dir: Path,
    files: Sequence[Path],
    *,
    datum: str | None = None,
    dry_run: bool = False,
    actor: Actor = ALONE,
) -> Intake:
    """Take in findings from sheets, and from phone forms with their photos.

    Raises
    ------
    InputError : the first file that cannot be read; nothing is recorded
    RecordError : the actor may not, or a finding of that name says something else
    """
    taken = _take_in(
        site_dir, files, "findings", add_findings, Action.ADD_FINDING,
        datum=datum, dry_run=dry_run, actor=actor,
    )  # fmt: skip
    photos = take_in_form_photos(site_dir, files, dry_run=dry_run, actor=actor)
    return replace(taken, notes=(*taken.notes, *photos))


def take_in_leads(
    site_dir: Path,
    files: Sequence[Path],
    *,
    datum: str | None = None,
    dry_run: bool = False,
    actor: Actor = ALONE,
) -> Intake:
    """Take in leads: tips, satellite marks, places, signs. Raises as `take_in_findings`."""
    return _take_in(
        site_dir, files, "leads", add_leads, Action.ADD_LEAD,
        datum=datum, dry_run=dry_run, actor=actor, named=("lead_id", "l"),
    )  # fmt: skip


def take_in_history(
    site_dir: Path,
    files: Sequence[Path],
    *,
    datum: str | None = None,
    dry_run: bool = False,
    actor: Actor = ALONE,
) -> Intake:
    """Take in finds of earlier seasons. Raises as `take_in_findings`."""
    return _take_in(
        site_dir, files, "history", add_history, Action.ADD_HISTORY,
        datum=datum, dry_run=dry_run, actor=actor, named=("history_id", "h"),
    )  # fmt: skip


def take_in_observed(
    site_dir: Path,
    files: Sequence[Path],
    *,
    datum: str | None = None,
    dry_run: bool = False,
    actor: Actor = ALONE,
) -> Intake:
    """Take in stages seen on the ground: they pin the season. Raises as `take_in_findings`."""
    with reading_apart("observed") as apart:
        prepared = prepare(site_dir)
        read = apart.read_all(
            files, prepared.settings.intake, villages=prepared.villages, cells=prepared.cells,
            crs=prepared.crs, datum=datum, settings=prepared.settings,
        )  # fmt: skip
    tables, notes = [], []
    for table, said in read:
        tables.append(table)
        notes += said
    frame = pd.concat(tables, ignore_index=True).drop_duplicates("observed_id", ignore_index=True)
    with taking_in(site_dir, actor, Action.ADD_OBSERVED, dry_run=dry_run, township=actor.scope) as store:
        added = add_observed(store, frame, actor=actor, township=actor.scope)
    return summed_up(len(frame), added, notes, dry_run=dry_run, rows=frame)


def _take_in(
    site_dir: Path, files: Sequence[Path], kind: str, add: Callable[..., int], action: Action,
    *, datum: str | None, dry_run: bool, actor: Actor, named: tuple[str, str] | None = None,
) -> Intake:  # fmt: skip
    """Read rows with places and add them, all or none."""
    with reading_apart(kind) as apart:
        prepared = prepare(site_dir)
        read = apart.read_all(
            files, prepared.settings.intake, villages=prepared.villages, crs=prepared.crs, datum=datum,
            settings=prepared.settings,
        )  # fmt: skip
    tables, notes = [], []
    for file, (table, said) in zip(files, read, strict=True):
        refuse_far(table, prepared, file)
        tables.append(named_by_content(table, *named) if named else table)
        notes += said
    frame = pd.concat(tables, ignore_index=True)
    town = township_of(prepared, frame["village_id"], actor)
    with taking_in(site_dir, actor, action, dry_run=dry_run, team_id=actor.team_id, township=town) as store:
        added = add(store, to_lonlat(frame), actor=actor, township=town)
    return summed_up(len(frame), added, notes, dry_run=dry_run, rows=frame)


def datums_and_plan(site_dir: Path) -> tuple[dict[str, str], PlanRecord | None]:
    """Read the datums told before, and the plan in force; nothing where there are no records yet."""
    if not has_records(site_dir):
        return {}, None
    with Store.open(site_dir) as store:
        plan = read_plan(store)
        return read_datums(store), plan if plan is not None and plan.plan["state"] == "adopted" else None


def laid_to_routes(
    frame: Any, plan: PlanRecord | None, prepared: Prepared
) -> tuple[Any, list[Asked], list[Note]]:
    """Lay tracks (TRACKS in the working CRS) to the routes of their day; what is asked, and what to tell."""
    frame, asked = _matched(frame, plan, prepared)
    return frame, asked, [*_of_asked(asked), *_of_matched(frame)]


def _matched(frame: Any, plan: PlanRecord | None, prepared: Prepared) -> tuple[Any, list[Asked]]:
    if plan is None:
        return frame, []
    routes = to_working(plan.routes, prepared.crs)
    team_of = dict(zip(routes["route_id"], routes["team_id"], strict=True))
    frame = frame.copy()
    known = frame["assignment_id"].isin(list(team_of)) & (frame["team_id"] == "")
    frame.loc[known, "team_id"] = frame.loc[known, "assignment_id"].map(team_of)
    days = pd.to_datetime(routes["date"])
    # On a day without routes there is nothing to ask about.
    of_day = frame["walked_on"].isin(days)
    matched, asked = match_tracks(frame[of_day], routes, settings=prepared.settings)
    frame.loc[of_day, ["assignment_id", "team_id"]] = matched[["assignment_id", "team_id"]]
    return frame, asked


def villages_of_tracks(tracks: Any, prepared: Prepared) -> Any:
    """Villages that the tracks enter."""
    tree = shapely.STRtree(prepared.villages.geometry.to_numpy())
    _, entered = tree.query(tracks.geometry.to_numpy(), predicate="intersects")
    return prepared.villages["village_id"].iloc[sorted(set(entered.tolist()))]


def _of_matched(tracks: Any) -> list[Note]:
    """Say of each file to which team and route it goes, so that a wrong one is seen before it is taken in."""
    notes = []
    for row in tracks.itertuples():
        args: dict[str, object] = {"file": row.file, "day": f"{row.walked_on:%Y-%m-%d}"}
        args |= {"team": row.team_id or "-", "route": row.assignment_id or "-"}
        notes.append(Note("intake-track-matched", args))
    return notes


def _of_asked(asked: list[Asked]) -> list[Note]:
    notes = []
    for one in asked:
        near = [f"{route} ({100 * share:.0f} %)" for route, share in one.candidates[:3] if share > 0]
        args: dict[str, object] = {"file": one.file, "day": one.walked_on}
        args["routes"] = ", ".join(near) or "-"
        notes.append(Note("intake-track-asked", args))
    return notes
