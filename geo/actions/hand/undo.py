"""Undo the last change by hand: the plan that was in force before it comes into force again."""

from __future__ import annotations

import json
from pathlib import Path

from geo.actions.day.hand_out import in_force
from geo.errors import RecordError
from geo.records.actor import Actor
from geo.records.plans import adopt
from geo.records.store import Store


def undo(site_dir: Path, plan_id: str, *, actor: Actor) -> str:
    """Put the plan in force again that `plan_id` took the place of, and return its name.

    What was handed out or locked since stays so; words on stops stay on record.

    Parameters
    ----------
    plan_id : the plan that the change made, which must still be in force

    Raises
    ------
    RecordError : another plan came into force meanwhile, this one replaced none, the earlier one lacks a
        route that was handed out since, or the actor may not
    """
    with Store.open(site_dir) as store:
        now = in_force(store).plan
        before = json.loads(now["summary"]).get("replaces", "")
        if now["plan_id"] != plan_id or not before:
            raise RecordError("hand-undo-late", plan=plan_id)
        adopt(store, str(before), actor=actor)
    return str(before)
