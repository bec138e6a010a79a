"""What waits on the officer's desk: visits by name, debriefed, submitted, confirmed or returned."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from geo.actions.coverage.cover import recorded_of
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.visits.debrief import Debrief, debrief, visit_pod
from geo.actions.visits.sign import Signed, confirm_visit, return_visit, submit_visit, visit_row
from geo.errors import InputError
from geo.ground.datum import to_wgs84
from geo.records.actor import Actor
from geo.records.store import Store
from geo.records.visits import Visits, read_visits
from geo.search.areas import declare_areas, named_areas
from geo.search.surveys import Surveys
from geo.sources.site import read_site

_SHOWN: Final = (
    "visit_id", "visited_on", "team_id", "village_id", "area", "source", "persons", "hours", "nothing_found",
    "formation", "walkers", "submitted_by",
)  # fmt: skip


@dataclass(frozen=True)
class Debriefed:
    """What a debrief left: the visit's state, searchers counted for each track, names of its new leads."""

    state: str
    walkers: int
    leads: list[str]


def visits_to_sign(site_dir: Path, *, state: str = "submitted") -> list[dict[str, Any]]:
    """List visits in a state, the oldest first, as plain values.

    cells: number that each names; by_area: number that a paper visit declares through the areas it names
    instead; tracks: number that it stands on.

    Raises
    ------
    InputError : no site in this folder
    """
    read_site(site_dir)
    with Store.open(site_dir) as store:
        found = read_visits(store, states=[state])
    rows = found.visits[list(_SHOWN)].copy()
    names = rows["visit_id"]
    named = names.map(found.cells["visit_id"].value_counts()).fillna(0).to_numpy(int)
    rows["cells"] = named
    rows["by_area"] = 0
    if (rows["area"] != "").any():
        declared = _declared(found, prepare(site_dir))
        rows["by_area"] = names.map(declared).fillna(0).to_numpy(int) - named
    rows["tracks"] = names.map(found.tracks["visit_id"].value_counts()).fillna(0).to_numpy(int)
    rows["visited_on"] = rows["visited_on"].dt.strftime("%Y-%m-%d")
    return list(json.loads(rows.to_json(orient="records")))


def debrief_by_name(
    site_dir: Path, visit_id: str, said: dict[str, Any], *, datum: str = "WGS84", actor: Actor
) -> Debriefed:
    """Put what a team said into its visit; what was not said stays as it is on record.

    Parameters
    ----------
    said : fields of `Debrief` that were said; formation, walkers and spacing_m go together
    datum : of the places of the signs

    Raises
    ------
    InputError : abreast without number or spacing, a sign that there is not, a value out of range
    RecordError : no such visit, it waits for a decision, or the actor may not
    """
    if said.get("formation") == "abreast" and not (said["walkers"] > 1 and said.get("spacing_m")):
        raise InputError("visit-abreast", visit=visit_id)
    prepared = prepare(site_dir)
    with Store.open(site_dir) as store:
        before = visit_row(store, visit_id)
    taps = {name: _plain(before[name]) for name in Debrief.__dataclass_fields__ if name != "signs"}
    told = Debrief(**{**taps, **said})
    if told.signs:
        lon, lat = to_wgs84([sign.lon for sign in told.signs], [sign.lat for sign in told.signs], datum)
        signs = zip(told.signs, lon, lat, strict=True)
        told = replace(told, signs=tuple(replace(sign, lon=float(x), lat=float(y)) for sign, x, y in signs))
    leads = debrief(
        site_dir, visit_id, told, villages=prepared.villages, actor=actor, settings=prepared.settings
    )
    with Store.open(site_dir) as store:
        state = str(visit_row(store, visit_id)["state"])
    return Debriefed(state, told.walkers if told.formation == "abreast" else 1, leads)


def submit_by_name(site_dir: Path, visit_id: str, *, actor: Actor) -> Signed:
    """Submit a draft or a returned visit as it stands.

    Raises
    ------
    InputError : the visit contradicts itself
    RecordError : no such visit, it has been submitted already, or the actor may not
    """
    return submit_visit(site_dir, visit_id, villages=prepare(site_dir).villages, actor=actor)


def confirm_by_name(site_dir: Path, visit_id: str, *, actor: Actor) -> Signed:
    """Sign a submitted visit; its own judgement is held against its tracks, and a wide gap is told.

    Raises
    ------
    RecordError : no such visit, it is not submitted, its contents are not those submitted, the actor may not
    """
    prepared = prepare(site_dir)
    with Store.open(site_dir) as store:
        visit_row(store, visit_id)
        season = expect(prepared)
        recorded = recorded_of(store, season)
        pod = visit_pod(prepared, season, recorded, visit_id)
    return confirm_visit(
        site_dir, visit_id, villages=prepared.villages, actor=actor, computed_pod=pod,
        settings=prepared.settings.records,
    )  # fmt: skip


def return_by_name(site_dir: Path, visit_id: str, *, reason: str, actor: Actor) -> None:
    """Return a submitted visit with the reason why.

    Raises
    ------
    InputError : no reason
    RecordError : no such visit, it is not submitted, or the actor may not
    """
    return_visit(site_dir, visit_id, villages=prepare(site_dir).villages, actor=actor, reason=reason)


def _declared(found: Visits, prepared: Prepared) -> Any:
    """Cells of each visit, those of the areas it names among them: a count by visit_id."""
    surveys = Surveys(found.visits, found.cells, found.tracks, found.yards)
    named, _ = named_areas(surveys, prepared.areas, prepared.villages)
    return declare_areas(surveys, named, prepared.cells).cells["visit_id"].value_counts()


def _plain(value: Any) -> Any:
    """Turn a missing number into None, and numpy's numbers into Python's."""
    if isinstance(value, str):
        return value
    if value is None or np.isnan(value):
        return None
    return int(value) if isinstance(value, np.integer) else value
