"""Submit, confirm and return survey records, within the township that a person answers for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.model.notes import Note
from geo.records import visits
from geo.records.roles import Actor
from geo.records.store import Store
from geo.settings import DEFAULTS, RecordSettings


@dataclass(frozen=True)
class Signed:
    """What a signature stands on: the content hash of the visit, and what to say beside it."""

    content_hash: str
    notes: tuple[Note, ...]


def submit_visit(site_dir: Path, visit_id: str, *, villages: Any, actor: Actor) -> Signed:
    """Submit a draft or a returned visit as it stands.

    Parameters
    ----------
    villages : VILLAGES, which tell the visit's township

    Raises
    ------
    InputError : the visit contradicts itself
    RecordError : it has been submitted already, or the actor may not
    """
    with Store.open(site_dir) as store:
        township = _township(store, visit_id, villages)
        return Signed(visits.submit(store, visit_id, actor=actor, township=township), ())


def confirm_visit(
    site_dir: Path,
    visit_id: str,
    *,
    villages: Any,
    actor: Actor,
    computed_pod: float | None = None,
    settings: RecordSettings = DEFAULTS.records,
) -> Signed:
    """Sign a submitted visit; say where one person did both, or judged otherwise than the tracks.

    Parameters
    ----------
    computed_pod : chance by the tracks that a plot there was seen, see `debrief.visit_pod`; None if unknown

    Raises
    ------
    RecordError : it is not submitted, its contents are not those submitted, or the actor may not
    """
    with Store.open(site_dir) as store:
        visits.confirm(store, visit_id, actor=actor, township=_township(store, visit_id, villages))
        row = visit_row(store, visit_id)
    notes = pod_gap(row, computed_pod, settings)
    if row["self_confirmed"]:
        notes.append(Note("visit-self-confirmed", {"visit": visit_id}))
    return Signed(row["content_hash"], tuple(notes))


def return_visit(site_dir: Path, visit_id: str, *, villages: Any, actor: Actor, reason: str) -> None:
    """Return a submitted visit with the reason why.

    Raises
    ------
    InputError : no reason
    RecordError : it is not submitted, or the actor may not
    """
    with Store.open(site_dir) as store:
        township = _township(store, visit_id, villages)
        visits.send_back(store, visit_id, actor=actor, reason=reason, township=township)


def pod_gap(visit: Any, computed_pod: float | None, settings: RecordSettings) -> list[Note]:
    """Flag a visit whose own judgement and tracks are too far apart; the two are never averaged.

    Parameters
    ----------
    visit : row of VISITS
    computed_pod : by the tracks, 0 to 1; None or NaN if unknown
    """
    judged = visit["own_pod"]
    if judged is None or computed_pod is None or math.isnan(judged) or math.isnan(computed_pod):
        return []
    own, computed, limit = (round(share * 100) for share in (judged, computed_pod, settings.pod_gap))
    if abs(own - computed) <= limit:
        return []
    args = {"visit": visit["visit_id"], "own": own, "computed": computed, "limit": limit}
    return [Note("visit-pod-gap", args)]


def visit_row(store: Store, visit_id: str) -> Any:
    """Newest version of a visit: a row of VISITS.

    Raises
    ------
    RecordError : no such visit
    """
    versions = visits.read_visit_versions(store, visit_id)
    if not len(versions):
        raise visits.unknown(visit_id)
    return versions.iloc[-1]


def township_of(villages: Any, village_id: str) -> str:
    """Township of a village; empty where the village file names none, or no village is named."""
    found = villages.loc[villages["village_id"] == village_id, "township"]
    return str(found.iloc[0]) if len(found) else ""


def _township(store: Store, visit_id: str, villages: Any) -> str:
    return township_of(villages, visit_row(store, visit_id)["village_id"])
