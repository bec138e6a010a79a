"""Decisions on ground: suspended, restricted or resumed by a person who signs the figures that were shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from geo.errors import InputError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import held
from geo.records.frames import insert_rows, read_frame
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.transitions import check_step


def decide(
    store: Store,
    cell_id: str,
    state: str,
    *,
    figures: Mapping[str, Any],
    reason: str,
    on: date,
    actor: Actor,
    township: str = "",
) -> str:
    """Sign a decision on a cell with the figures that were shown, and return its name.

    Parameters
    ----------
    state : suspended, restricted or resumed
    figures : what was shown, such as pod, pod_low, expected_left, survey_rate; plain values
    reason : as written: a figure alone decides nothing

    Raises
    ------
    InputError : no figures, or no reason
    RecordError : the cell is in that state already, or the actor may not
    """
    if not figures:
        raise InputError("decision-figures", cell=cell_id)
    if not reason.strip():
        raise InputError("decision-reason", cell=cell_id)
    shown = json.dumps(dict(figures), ensure_ascii=False, allow_nan=False, sort_keys=True)
    with acting(store, actor, Action.DECIDE_GROUND, township=township) as connection:
        state_now, number = _state(connection, cell_id)
        check_step("ground", cell_id, state_now, state)
        row = {"decision_id": f"{cell_id}_{number + 1:04d}", "cell_id": cell_id, "decided_on": on}
        row |= {"decided_by": actor.user_id, "state": state, "figures": shown, "reason": reason.strip()}
        row = held(row, schema.DECISIONS)
        insert_rows(connection, models.DECISIONS, [row])
        audit.log(connection, actor, "decide", f"decisions {row['decision_id']}", None, row)
    return str(row["decision_id"])


def read_decisions(store: Store, *, every_one: bool = False) -> Any:
    """Read the decision that holds for each cell, or every one ever signed: DECISIONS by name."""
    with store.reading() as connection:
        order = ["cell_id", "decision_id"]
        frame = read_frame(connection, models.DECISIONS, schema.DECISIONS, where=[], order=order)
    if every_one:
        return frame
    return frame.drop_duplicates("cell_id", keep="last").reset_index(drop=True)


def _state(connection: Connection, cell_id: str) -> tuple[str, int]:
    """State of a cell by its last decision, and how many there are."""
    of_cell = models.DECISIONS.c.cell_id == cell_id
    number = connection.execute(
        select(func.count()).select_from(models.DECISIONS).where(of_cell)
    ).scalar_one()
    newest = models.DECISIONS.c.decision_id.desc()
    query = select(models.DECISIONS.c.state).where(of_cell).order_by(newest).limit(1)
    return str(connection.execute(query).scalar() or "open"), int(number)
