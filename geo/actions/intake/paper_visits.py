"""Save what sheets of visits say: new ones as drafts, those on record only where a person asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.actions.intake.visit_tracks import tracks_of_visits
from geo.model import schema
from geo.model.notes import Note
from geo.records.content import CONTENT_COLUMNS, visit_hash
from geo.records.findings import read_findings
from geo.records.frames import rows_of
from geo.records.roles import Actor
from geo.records.store import Store
from geo.records.visits import Visits, amend, read_visits, save_visit
from geo.sources.visits import PaperVisits

_ON_SHEET: Final = (
    "visited_on", "team_id", "village_id", "area", "persons", "hours", "vehicles", "sorties", "nothing_found",
    "declared_coverage", "note",
)  # fmt: skip
"""Columns that a sheet tells; the rest of a visit on record is not touched by it."""

_DEBRIEFED: Final = ("formation", "walkers", "spacing_m", "sight_m", "not_entered")
"""Columns that a sheet may tell: left blank there, what a debrief brought stays."""


@dataclass(frozen=True)
class Saved:
    """Names of visits: drafts, those amended and so submitted anew, without a finding before, on tracks.

    notes : what to tell
    """

    drafts: list[str]
    amended: list[str]
    without_findings: list[str]
    on_tracks: list[str]
    notes: tuple[Note, ...]


def save_paper(
    store: Store, paper: PaperVisits, tracks: Any, *, villages: Any, amended: bool, actor: Actor,
    township: str,
) -> Saved:  # fmt: skip
    """Save visits with what they name and with their team's tracks of the day.

    Parameters
    ----------
    paper : what the sheets say
    tracks : TRACKS of their days in EPSG:4326; None where the sheets hold no visit
    villages : VILLAGES in EPSG:4326
    amended : take what is on record and reads differently now as an amendment

    Raises
    ------
    RecordError : a visit that is to be amended waits for a decision, or the actor may not
    """
    known = read_visits(store)
    state = dict(zip(known.visits["visit_id"], known.visits["state"], strict=True))
    said = paper.visits
    if actor.team_id:
        said = said.assign(team_id=said["team_id"].where(said["team_id"] != "", actor.team_id))
    walked = {} if tracks is None else tracks_of_visits(tracks, said, known.tracks, villages)
    drafts, changed, on_tracks, differing = [], [], [], 0
    for row in rows_of(said, schema.VISITS):
        name = row["visit_id"]
        before = _contents(known, name) if name in state else None
        now = _now(row, paper, walked.get(name, []), before)
        if before is not None and _hash(now) == _hash(before):
            continue
        if before is not None and not amended:
            differing += 1
            continue
        parts = (now["cells"], now["tracks"], now["yards"])
        if state.get(name, "draft") == "draft":
            save_visit(store, now["visit"], *parts, actor=actor, township=township)
            drafts.append(name)
        else:
            told = {column: now["visit"][column] for column in (*_ON_SHEET, *_DEBRIEFED)}
            amend(store, name, told, *parts, actor=actor, township=township)
            changed.append(name)
        on_tracks += [name] if now["tracks"] else []
    notes = [Note("intake-visit-tracks", {"visits": len(on_tracks)})] if on_tracks else []
    notes += [Note("intake-visit-differs", {"rows": differing})] if differing else []
    held = set(read_findings(store)["visit_id"]) if changed or drafts else set()
    fresh = [name for name in [*drafts, *changed] if name not in held]
    return Saved(drafts, changed, fresh, on_tracks, tuple(notes))


def _contents(known: Visits, name: str) -> dict[str, Any]:
    """Contents of a visit on record."""
    visit = rows_of(known.visits[known.visits["visit_id"] == name], schema.VISITS)[0]
    yards = known.yards[known.yards["visit_id"] == name]
    return {
        "visit": {column: visit[column] for column in CONTENT_COLUMNS},
        "cells": known.cells.loc[known.cells["visit_id"] == name, "cell_id"].tolist(),
        "tracks": known.tracks.loc[known.tracks["visit_id"] == name, "track_id"].tolist(),
        "yards": yards[["yard_id", "entered", "from_lane"]].to_dict("records"),
    }


def _now(
    row: Mapping[str, Any], paper: PaperVisits, tracks: list[str], before: dict[str, Any] | None
) -> dict[str, Any]:
    """Contents of a visit as the sheet has it, over those on record."""
    name = row["visit_id"]
    visit = {column: row[column] for column in CONTENT_COLUMNS}
    if before is not None:
        visit = before["visit"] | {column: row[column] for column in (*_ON_SHEET, *_told(row))}
    yards = paper.yards[paper.yards["visit_id"] == name]
    return {
        "visit": visit,
        "cells": paper.cells.loc[paper.cells["visit_id"] == name, "cell_id"].tolist(),
        "tracks": list(dict.fromkeys([*(before["tracks"] if before else []), *tracks])),
        "yards": yards[["yard_id", "entered", "from_lane"]].to_dict("records"),
    }


def _told(row: Mapping[str, Any]) -> list[str]:
    """Columns of a debrief that the sheet does tell; walkers and spacing belong to the formation."""
    blank = {
        "formation": not row["formation"], "walkers": not row["formation"], "spacing_m": not row["formation"],
        "sight_m": row["sight_m"] is None, "not_entered": not row["not_entered"],
    }  # fmt: skip
    return [column for column in _DEBRIEFED if not blank[column]]


def _hash(contents: dict[str, Any]) -> str:
    return visit_hash(**contents)
