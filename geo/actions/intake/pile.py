"""Take in a pile of mixed files at once: tracks, then visits, findings, photos; bad ones are left out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from geo.actions.intake.intake import refuse_far, taking_in, township_of
from geo.actions.intake.keep_photos import keep_pictures, photo_table, record_photos
from geo.actions.intake.match import Asked
from geo.actions.intake.take_in import datums_and_plan, laid_to_routes, villages_of_tracks
from geo.actions.intake.take_in_visits import record_paper
from geo.actions.prepared.prepare import Prepared, prepare
from geo.errors import InputError, TachaError
from geo.ground.crs import to_lonlat
from geo.model.notes import Note
from geo.records.datums import remember_datums
from geo.records.findings import add_findings
from geo.records.plans import PlanRecord
from geo.records.roles import ALONE, Action, Actor, Refused, log_refusal
from geo.records.store import Store
from geo.records.tracks import add_tracks
from geo.sources.apart import reading_apart
from geo.sources.kinds import KINDS

__all__ = ["KINDS", "Brought", "Handed", "take_in_pile"]

_ORDER: Final = ("tracks", "visits", "findings", "photos", "")
"""Visits stand on tracks, and photos are of findings."""


@dataclass(frozen=True)
class Handed:
    """A file that was handed in, and what a person said of it; what was not said stays empty or None.

    kind: one of `geo.sources.kinds.KINDS`; assignment_id, team_id, walked_on: of tracks; finding_id: that a
    photo shows.
    """

    file: Path
    kind: str = ""
    datum: str | None = None
    assignment_id: str = ""
    team_id: str = ""
    walked_on: date | None = None
    finding_id: str = ""


@dataclass(frozen=True)
class Brought:
    """What one file of a pile brings, or the fault for which it is left out.

    rows: TRACKS, VISITS, FINDINGS (working CRS) or PHOTOS (EPSG:4326) as they were laid to team, route and
    finding; None of a refused file. added: those new to the records; asked: tracks that fit no one route.
    """

    file: str
    kind: str
    rows: Any = None
    added: int = 0
    notes: tuple[Note, ...] = ()
    asked: tuple[Asked, ...] = ()
    fault: TachaError | None = None


@dataclass(frozen=True)
class _Desk:
    """What every file of a pile is held against."""

    site_dir: Path
    prepared: Prepared
    plan: PlanRecord | None
    remembered: dict[str, str]
    actor: Actor
    submitted: bool
    dry_run: bool


def take_in_pile(
    site_dir: Path,
    handed: Sequence[Handed],
    *,
    submitted: bool = False,
    dry_run: bool = False,
    actor: Actor = ALONE,
) -> list[Brought]:
    """Take in a pile in one transaction, and return what each file brought, in the order given.

    A file that cannot be read, or that the records refuse, is left out with its fault; the others are kept. A
    dry run does the same and keeps nothing.

    Parameters
    ----------
    submitted : submit new visits at once, so that an officer may confirm them

    Raises
    ------
    RecordError : the actor may bring nothing at all
    """
    prepared = prepare(site_dir)
    remembered, plan = datums_and_plan(site_dir)
    desk = _Desk(site_dir, prepared, plan, remembered, actor, submitted, dry_run)
    named = _kinds(handed, prepared)
    read = _read(named, desk)
    team, town = actor.team_id, actor.scope
    out: dict[int, Brought] = {}
    with taking_in(site_dir, actor, Action.ADD_TRACK, dry_run=dry_run, team_id=team, township=town) as store:
        for place in sorted(range(len(named)), key=lambda k: _ORDER.index(named[k][0].kind)):
            out[place] = _brought(store, named[place], read.get(place), desk)
    return [out[place] for place in range(len(named))]


_Named = tuple[Handed, InputError | None]


def _kinds(handed: Sequence[Handed], prepared: Prepared) -> list[_Named]:
    """Tell of each file what it brings, where nobody said it."""
    unsaid = [one.file for one in handed if one.kind not in KINDS]
    with reading_apart("kind") as apart:
        told = iter(apart.read_each(unsaid, prepared.settings.intake, settings=prepared.settings))
    out: list[_Named] = []
    for one in handed:
        kind = one.kind if one.kind in KINDS else next(told)
        fault = kind if isinstance(kind, InputError) else None
        out.append((replace(one, kind="" if fault else kind), fault))
    return out


def _read(named: Sequence[_Named], desk: _Desk) -> dict[int, Any]:
    """Read every file whose kind is known, those of one kind and the same options one after the other."""
    piles: dict[tuple[Any, ...], list[int]] = {}
    for place, (one, fault) in enumerate(named):
        if fault is None:
            piles.setdefault((one.kind, one.datum, one.walked_on), []).append(place)
    read: dict[int, Any] = {}
    for (kind, datum, walked_on), places in piles.items():
        options = _options(kind, desk) | {"datum": datum}
        options |= {"walked_on": walked_on} if kind == "tracks" else {}
        files = [named[place][0].file for place in places]
        with reading_apart(kind) as apart:
            found = apart.read_each(files, desk.prepared.settings.intake, **options)
        read |= dict(zip(places, found, strict=True))
    return read


def _options(kind: str, desk: _Desk) -> dict[str, Any]:
    prepared, settings = desk.prepared, desk.prepared.settings
    own: dict[str, Any] = {"settings": settings}
    if kind == "tracks":
        own |= {"crs": prepared.crs, "time_zone": prepared.time_zone, "swath_m": math.nan}
        return own | {"remembered": desk.remembered}
    if kind == "photos":
        return own | {"time_zone": prepared.time_zone}
    own |= {"villages": prepared.villages, "crs": prepared.crs}
    if kind == "visits":
        stops = {} if desk.plan is None else _cells_of_stops(desk.plan.stops)
        own |= {"cells": prepared.cells, "yards": prepared.yards, "stops": stops}
        own |= {"cell_size_m": settings.grid.cell_size_m}
    return own


def _cells_of_stops(stops: Any) -> dict[str, str]:
    return dict(zip(stops["stop_id"], stops["cell_id"], strict=True))


def _brought(store: Store, named: _Named, read: Any, desk: _Desk) -> Brought:
    """Record one file, all of it or nothing."""
    one, fault = named
    fault = read if isinstance(read, InputError) else fault
    if fault is not None:
        return Brought(one.file.name, one.kind, fault=fault)
    try:
        with store.writing():  # a part of the whole: what fails undoes this file only
            return _RECORD[one.kind](store, one, read, desk)
    except TachaError as refused:
        if isinstance(refused, Refused):
            log_refusal(store, refused)
        return Brought(one.file.name, one.kind, fault=refused)


def _tracks(store: Store, one: Handed, read: Any, desk: _Desk) -> Brought:
    tracks, notes = read
    refuse_far(tracks, desk.prepared, one.file)
    team = one.team_id or desk.actor.team_id
    tracks = tracks.assign(assignment_id=one.assignment_id, team_id=team)
    tracks, asked, told = laid_to_routes(tracks, desk.plan, desk.prepared)
    told = [note for note in told if note.key not in {"intake-track-asked", "intake-track-matched"}]
    town = township_of(desk.prepared, villages_of_tracks(tracks, desk.prepared), desk.actor)
    added = add_tracks(store, to_lonlat(tracks), actor=desk.actor, township=town)
    if one.datum is not None:
        remember_datums(store, {app: one.datum for app in tracks["app"] if app}, actor=desk.actor)
    # What a person has laid to a team needs no second asking.
    asked = [] if team and not desk.actor.team_id else asked
    return Brought(one.file.name, one.kind, tracks, added, (*notes, *told), tuple(asked))


def _visits(store: Store, one: Handed, read: Any, desk: _Desk) -> Brought:
    paper, notes = read
    refuse_far(paper.findings, desk.prepared, one.file)
    town = township_of(desk.prepared, paper.visits["village_id"], desk.actor)
    added, told = record_paper(
        store, paper, desk.prepared, submitted=desk.submitted, amended=False, actor=desk.actor, township=town
    )
    return Brought(one.file.name, one.kind, paper.visits, added, (*notes, *told))


def _findings(store: Store, one: Handed, read: Any, desk: _Desk) -> Brought:
    findings, notes = read
    refuse_far(findings, desk.prepared, one.file)
    town = township_of(desk.prepared, findings["village_id"], desk.actor)
    added = add_findings(store, to_lonlat(findings), actor=desk.actor, township=town)
    return Brought(one.file.name, one.kind, findings, added, tuple(notes))


def _photos(store: Store, one: Handed, read: Any, desk: _Desk) -> Brought:
    photo, notes = read
    table = photo_table([photo], desk.prepared.time_zone, one.finding_id, "")
    table, fresh = record_photos(store, table, desk.prepared, actor=desk.actor)
    if not desk.dry_run:
        keep_pictures(desk.site_dir, [photo], fresh)
    told = () if one.finding_id else tuple(notes)
    return Brought(one.file.name, one.kind, table, len(fresh), told)


_RECORD: Final[dict[str, Callable[[Store, Handed, Any, _Desk], Brought]]] = {
    "tracks": _tracks, "visits": _visits, "findings": _findings, "photos": _photos,
}  # fmt: skip
