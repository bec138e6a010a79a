"""Take a finding from report to destruction: held for the police, counted, destroyed; no step skipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from geo.errors import InputError, RecordError
from geo.records.actor import Actor
from geo.records.due import due_days
from geo.records.finding_rows import stepping, write_finding
from geo.records.revisits import earliest_due, schedule
from geo.records.store import Store
from geo.settings import DEFAULTS, IntakeSettings

COUNT_KINDS: Final = ("provisional", "exact", "police")
"""What a count stands on, weakest first."""

_UNCOUNTED: Final = ("reported", "held", "reopened")


def identify(store: Store, finding_id: str, species: str, *, actor: Actor, township: str = "") -> None:
    """Say what grows there, before it is counted: poppy, cannabis, other or to_identify.

    Raises
    ------
    TableError : no such species
    RecordError : it has been counted already, no such finding, or the actor may not
    """
    with stepping(store, finding_id, actor=actor, township=township) as (connection, before):
        if before["state"] not in _UNCOUNTED:
            raise RecordError("finding-identified-late", finding=finding_id)
        write_finding(connection, actor, "identify", before, species=species)


def hold(store: Store, finding_id: str, *, actor: Actor, township: str = "") -> None:
    """Hold a finding for the police: not pulled, but marked, photographed, stepped back from, called in.

    Raises
    ------
    RecordError : it is another plant, it is neither reported nor reopened, or the actor may not
    """
    with stepping(store, finding_id, actor=actor, township=township, wanted="held") as (connection, before):
        if before["species"] == "other":
            raise RecordError("finding-not-crop", finding=finding_id)
        write_finding(connection, actor, "hold", before, state="held")


def count(
    store: Store,
    finding_id: str,
    plants: float,
    *,
    kind: str,
    actor: Actor,
    police_number: str = "",
    area_m2: float | None = None,
    township: str = "",
) -> None:
    """Enter the count; a later count takes its place unless it stands on less.

    Parameters
    ----------
    plants : plants counted
    kind : exact, provisional (an estimate), or police
    police_number : number of the police document, for the police's count
    area_m2 : area of the plot; None keeps what was noted

    Raises
    ------
    InputError : no such kind of count, no number of the document, a count below 0
    RecordError : it is not held or counted, it is not identified, or the actor may not
    """
    if kind not in COUNT_KINDS:
        raise InputError("finding-count-kind", finding=finding_id)
    if kind == "police" and not police_number.strip():
        raise InputError("finding-police-number", finding=finding_id)
    if not plants >= 0:
        raise InputError("finding-count", finding=finding_id)
    with stepping(store, finding_id, actor=actor, township=township, wanted="counted") as (c, before):
        _check_countable(before, kind)
        changes = {"state": "counted", "plants": plants, "count_kind": kind}
        changes |= {"police_number": police_number.strip() if kind == "police" else ""}
        changes |= {} if area_m2 is None else {"area_m2": area_m2}
        write_finding(c, actor, "count", before, **changes)


def eradicate(
    store: Store,
    finding_id: str,
    *,
    on: date,
    method: str,
    actor: Actor,
    plants: float | None = None,
    area_m2: float | None = None,
    starts: Sequence[date] | None = None,
    settings: IntakeSettings = DEFAULTS.intake,
    township: str = "",
) -> None:
    """Enter the destruction of a counted finding, and put its revisits on the list.

    Parameters
    ----------
    on : day of destruction
    method : how it was destroyed
    plants, area_m2 : destroyed; None: what was counted. A number in place of an estimate makes it exact
    starts : days on which the stages begin there, see `due.due_days`

    Raises
    ------
    InputError : no method, a day before it was found, another number than was counted
    RecordError : it is not counted, or the actor may not
    """
    if not method.strip():
        raise InputError("finding-method", finding=finding_id)
    with stepping(store, finding_id, actor=actor, township=township, wanted="eradicated") as (c, before):
        if on < before["found_on"]:
            args = {"day": on.isoformat(), "found": before["found_on"].isoformat()}
            raise InputError("finding-destroyed-early", finding=finding_id, **args)
        changes = _destroyed(before, plants)
        changes |= {} if area_m2 is None else {"area_m2": area_m2}
        days = due_days(on, stage=before["stage"], starts=starts, settings=settings)
        schedule(c, actor, finding_id, days)
        changes |= {"state": "eradicated", "eradicated_on": on, "method": method.strip()}
        write_finding(c, actor, "eradicate", before, **changes, revisit_due=earliest_due(c, finding_id))


def reopen(store: Store, finding_id: str, *, actor: Actor, township: str = "") -> None:
    """Reopen a destroyed finding where plants have grown again, seen on a revisit or in passing.

    Raises
    ------
    RecordError : it is not destroyed, or the actor may not
    """
    with stepping(store, finding_id, actor=actor, township=township, wanted="reopened") as (c, before):
        write_finding(c, actor, "reopen", before, state="reopened", revisit_due=None)


def _check_countable(before: Mapping[str, Any], kind: str) -> None:
    finding_id = before["finding_id"]
    if before["species"] == "other":
        raise RecordError("finding-not-crop", finding=finding_id)
    if before["species"] == "to_identify":
        raise RecordError("finding-unidentified", finding=finding_id)
    # A count before regrowth says nothing about what stands there now.
    known = before["count_kind"] if before["state"] == "counted" else ""
    if known and COUNT_KINDS.index(kind) < COUNT_KINDS.index(known):
        raise RecordError("finding-count-weaker", finding=finding_id)


def _destroyed(before: Mapping[str, Any], plants: float | None) -> dict[str, Any]:
    """Take the number destroyed in place of an estimate, or hold it to an exact count."""
    if plants is None or plants == before["plants"]:
        return {}
    if before["count_kind"] == "provisional" and plants >= 0:
        return {"plants": plants, "count_kind": "exact"}
    args = {"counted": f"{before['plants']:g}", "destroyed": f"{plants:g}"}
    raise InputError("finding-fewer-destroyed", finding=before["finding_id"], **args)
