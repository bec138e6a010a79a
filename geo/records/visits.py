"""Survey records: drafted, submitted, confirmed by another person or returned; amended, never edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, func, select

from geo.errors import InputError, RecordError
from geo.model import schema
from geo.records import models
from geo.records.actor import Actor
from geo.records.amending import current_row, held, write_next
from geo.records.content import CONTENT_COLUMNS
from geo.records.database import instant
from geo.records.roles import Action, acting, require
from geo.records.store import Store
from geo.records.transitions import check_step
from geo.records.versions import read_current, read_versions
from geo.records.visit_checks import check_submission
from geo.records.visit_parts import PARTS, hash_of, parts_of, write_parts

_EMPTY: Final = {
    "assignment_id": "", "village_id": "", "area": "", "source": "paper", "persons": 0, "hours": 0.0,
    "vehicles": 0, "sorties": 0, "nothing_found": True, "formation": "", "walkers": 1, "spacing_m": None,
    "sight_m": None, "light": "", "growth": "", "own_pod": None, "not_entered": "", "declared_coverage": None,
    "note": "",
}  # fmt: skip
_UNDECIDED: Final = {
    "submitted_by": "", "submitted_at": None, "decided_by": "", "decided_at": None, "self_confirmed": False,
    "reason": "", "content_hash": "",
}  # fmt: skip
Yards = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Visits:
    """Visits on record with what they name: VISITS, VISIT_CELLS, VISIT_TRACKS, VISIT_YARDS."""

    visits: Any
    cells: Any
    tracks: Any
    yards: Any


def save_visit(
    store: Store,
    visit: Mapping[str, Any],
    cells: Iterable[str] = (),
    tracks: Iterable[str] = (),
    yards: Yards = (),
    *,
    actor: Actor,
    township: str = "",
) -> str:
    """Save a draft, new or over an earlier draft or a returned visit, and return its name.

    Parameters
    ----------
    visit : entries of VISITS; at least visited_on, and team_id unless the actor has a team; the rest is empty
        until it is said, and nothing found is the ordinary case
    cells, tracks : names of cells and of tracks on record
    yards : rows yard_id, entered, from_lane
    township : township of the visit's village, for actors whose scope is one

    Raises
    ------
    InputError : an unknown entry, a value out of range, a track that is not on record
    RecordError : the visit has been submitted, or the actor may not
    """
    given = _given(visit, actor)
    team_id = str(given.get("team_id", ""))
    with acting(store, actor, Action.ADD_VISIT, team_id=team_id, township=township) as connection:
        name = str(given.get("visit_id") or _next_name(connection, given))
        before = current_row(connection, models.VISITS, schema.VISITS, name)
        if before is not None:
            _require_own(connection, actor, before, township)
            check_step("visit", name, before["state"], "draft")
        row = {**_EMPTY, **given, **_UNDECIDED, "visit_id": name, "state": "draft"}
        write_next(connection, actor, "save", models.VISITS, schema.VISITS, before, **row)
        write_parts(connection, actor, name, cells=cells, tracks=tracks, yards=yards)
    return name


def submit(store: Store, visit_id: str, *, actor: Actor, township: str = "") -> str:
    """Submit a draft or a returned visit as it stands, and return the content hash that a sign-off will sign.

    Raises
    ------
    InputError : the visit contradicts itself
    RecordError : it has been submitted already, or the actor may not
    """
    with acting(store, actor, Action.ADD_VISIT, team_id=_team_of(store, visit_id), township=township) as c:
        before = _current(c, visit_id)
        if before["state"] == "confirmed":
            # Only a change of contents leads back from a signature.
            raise RecordError("step-visit-confirmed", subject=visit_id)
        return _submitted(c, actor, before, {}, "submit")


def amend(
    store: Store,
    visit_id: str,
    changes: Mapping[str, Any],
    cells: Iterable[str] | None = None,
    tracks: Iterable[str] | None = None,
    yards: Yards | None = None,
    *,
    actor: Actor,
    township: str = "",
) -> str:
    """Amend a confirmed or returned visit by a new version that is submitted anew; return its content hash.

    Parameters
    ----------
    changes : entries of VISITS that change
    cells, tracks, yards : in place of those before; None keeps them

    Raises
    ------
    InputError : an unknown entry, or the visit contradicts itself
    RecordError : it waits for a decision, or the actor may not
    """
    given = _given({**changes, "visit_id": visit_id}, actor)
    team_id = _team_of(store, visit_id)
    with acting(store, actor, Action.ADD_VISIT, team_id=team_id, township=township) as connection:
        before = _current(connection, visit_id)
        check_step("visit", visit_id, before["state"], "submitted")
        # A team that is changed must be one that the actor may write for, too.
        require(
            connection, actor, Action.ADD_VISIT, team_id=str(given.get("team_id", team_id)), township=township
        )
        write_parts(connection, actor, visit_id, cells=cells, tracks=tracks, yards=yards)
        return _submitted(connection, actor, before, given, "amend")


def confirm(store: Store, visit_id: str, *, actor: Actor, township: str = "") -> None:
    """Sign a submitted visit: by another person than the submitter, or marked self-confirmed by one alone.

    Raises
    ------
    RecordError : it is not submitted, its contents are not those submitted, or the actor may not
    """
    with acting(store, actor, Action.CONFIRM_VISIT, township=township) as connection:
        before = _current(connection, visit_id)
        require(
            connection, actor, Action.CONFIRM_VISIT, township=township, submitted_by=before["submitted_by"]
        )
        check_step("visit", visit_id, before["state"], "confirmed")
        if hash_of(connection, before) != before["content_hash"]:
            raise RecordError("visit-changed", visit=visit_id)
        write_next(
            connection, actor, "confirm", models.VISITS, schema.VISITS, before,
            state="confirmed", decided_by=actor.user_id, decided_at=instant(connection),
            self_confirmed=before["submitted_by"] == actor.user_id,
        )  # fmt: skip


def send_back(store: Store, visit_id: str, *, actor: Actor, reason: str, township: str = "") -> None:
    """Return a submitted visit with the reason why.

    Raises
    ------
    InputError : no reason
    RecordError : it is not submitted, or the actor may not
    """
    if not reason.strip():
        raise InputError("visit-return-reason", visit=visit_id)
    with acting(store, actor, Action.RETURN_VISIT, township=township) as connection:
        before = _current(connection, visit_id)
        check_step("visit", visit_id, before["state"], "returned")
        write_next(
            connection, actor, "return", models.VISITS, schema.VISITS, before,
            state="returned", decided_by=actor.user_id, decided_at=instant(connection), reason=reason.strip(),
        )  # fmt: skip


def read_visits(
    store: Store,
    *,
    opens: date | None = None,
    closes: date | None = None,
    states: Iterable[str] | None = None,
) -> Visits:
    """Read the newest version of every visit from one day to another, both included, by day and name.

    Parameters
    ----------
    states : only visits in these states; all if None
    """
    columns = models.VISITS.c
    where = [] if opens is None else [columns.visited_on >= opens]
    where += [] if closes is None else [columns.visited_on <= closes]
    where += [] if states is None else [columns.state.in_(list(states))]
    with store.reading() as connection:
        order = ["visited_on", "visit_id"]
        visits = read_current(connection, models.VISITS, schema.VISITS, where=where, order=order)
        parts = [read_current(connection, record, table) for _, record, table in PARTS]
    kept = [part[part["visit_id"].isin(visits["visit_id"])].reset_index(drop=True) for part in parts]
    return Visits(visits, *kept)


def any_submitted(store: Store, opens: date, closes: date) -> bool:
    """Tell whether any visit from one day to another was submitted: sign-off is in use."""
    day, state = models.VISITS.c.visited_on, models.VISITS.c.state
    with store.reading() as connection:
        where = [day >= opens, day <= closes, state != "draft"]
        return len(read_current(connection, models.VISITS, schema.VISITS, where=where)) > 0


def read_visit_versions(store: Store, visit_id: str) -> Any:
    """Read every version of a visit, oldest first: VISITS with version, recorded_at and withdrawn."""
    with store.reading() as connection:
        where = [models.VISITS.c.visit_id == visit_id]
        return read_versions(connection, models.VISITS, schema.VISITS, where=where)


def unknown(visit_id: str) -> RecordError:
    """Say that there is no such visit."""
    return RecordError("visit-unknown", visit=visit_id)


def _given(visit: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
    """Entries that a person may give; what became of the visit is not among them."""
    known = [name for name in CONTENT_COLUMNS if name != "visit_id"]
    for name in visit:
        if name not in CONTENT_COLUMNS:
            raise InputError(
                "visit-column", visit=str(visit.get("visit_id", "")), name=name, known=", ".join(known)
            )
    given = dict(visit)
    if actor.team_id:
        given.setdefault("team_id", actor.team_id)
    return given


def _next_name(connection: Connection, given: Mapping[str, Any]) -> str:
    """Day, team and a number: a name that a person can say on the telephone."""
    stem = f"v{pd.Timestamp(given['visited_on']):%Y%m%d}-{given.get('team_id') or '0'}-"
    names = models.VISITS.c.visit_id
    count = connection.execute(
        select(func.count(func.distinct(names))).where(names.startswith(stem, autoescape=True))
    ).scalar_one()
    return f"{stem}{count + 1}"


def _current(connection: Connection, visit_id: str) -> dict[str, Any]:
    row = current_row(connection, models.VISITS, schema.VISITS, visit_id)
    if row is None:
        raise unknown(visit_id)
    return row


def _team_of(store: Store, visit_id: str) -> str:
    with store.reading() as connection:
        return str(_current(connection, visit_id)["team_id"])


def _require_own(connection: Connection, actor: Actor, row: Mapping[str, Any], township: str) -> None:
    require(connection, actor, Action.ADD_VISIT, team_id=row["team_id"], township=township)


def _submitted(
    connection: Connection, actor: Actor, before: Mapping[str, Any], changes: Mapping[str, Any], action: str
) -> str:
    """Write the version that is submitted; return its content hash."""
    visit_id = before["visit_id"]
    check_step("visit", visit_id, before["state"], "submitted")
    visit = held({**before, **changes}, schema.VISITS)
    parts = parts_of(connection, visit_id)
    check_submission(connection, visit, cells=parts["cells"], tracks=parts["tracks"])
    life: dict[str, Any] = {**_UNDECIDED, "state": "submitted", "submitted_by": actor.user_id}
    life |= {"submitted_at": instant(connection), "content_hash": hash_of(connection, visit)}
    after = write_next(connection, actor, action, models.VISITS, schema.VISITS, before, **{**visit, **life})
    return str(after["content_hash"])
