"""What waits on the officer's desk: submitted visits, to be confirmed or returned by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from geo.actions.cover import recorded_of
from geo.actions.debrief import visit_pod
from geo.actions.expect import expect
from geo.actions.prepare import prepare
from geo.actions.sign import Signed, confirm_visit, return_visit, visit_row
from geo.records.actor import Actor
from geo.records.store import Store
from geo.records.visits import read_visits
from geo.sources.site import read_site

_SHOWN: Final = (
    "visit_id", "visited_on", "team_id", "village_id", "area", "source", "persons", "hours", "nothing_found",
    "submitted_by",
)  # fmt: skip


def visits_to_sign(site_dir: Path) -> list[dict[str, Any]]:
    """List submitted visits, the oldest first, as plain values, with the number of cells each names.

    Raises
    ------
    InputError : no site in this folder
    """
    read_site(site_dir)
    with Store.open(site_dir) as store:
        found = read_visits(store, states=["submitted"])
    cells = found.cells["visit_id"].value_counts()
    rows = found.visits[list(_SHOWN)].copy()
    rows["cells"] = cells.reindex(rows["visit_id"]).fillna(0).to_numpy(int)
    rows["visited_on"] = rows["visited_on"].dt.strftime("%Y-%m-%d")
    return list(json.loads(rows.to_json(orient="records")))


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
