"""What a plan leaves out and why, signed by whoever gave the days; a signature is never changed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import func, select

from geo.errors import RecordError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import held
from geo.records.database import instant
from geo.records.frames import insert_rows, read_frame
from geo.records.plans import PlanRecord, content_hash, read_plan
from geo.records.roles import Action, acting
from geo.records.store import Store


def sign_plan(store: Store, plan_id: str, *, note: str = "", actor: Actor) -> dict[str, Any]:
    """Sign what a plan leaves out, as it stands on record; return the row of PLAN_SIGNATURES.

    Raises
    ------
    RecordError : no such plan, its routes are not those its hash stands for, the same account signed it
        already, or the actor may not
    """
    with acting(store, actor, Action.SIGN_OFF) as connection:
        plan = _whole(store, plan_id)
        left_out = _left_out(plan)
        of_plan = models.PLAN_SIGNATURES.c.plan_id == plan_id
        by = select(models.PLAN_SIGNATURES.c.signed_by).where(of_plan)
        if actor.user_id in set(connection.execute(by).scalars()):
            raise RecordError("plan-signed-already", plan=plan_id, user=actor.user_id)
        number = connection.execute(
            select(func.count()).select_from(models.PLAN_SIGNATURES).where(of_plan)
        ).scalar_one()
        row = {"signature_id": f"{plan_id}_{number + 1:04d}", "plan_id": plan_id, "note": note.strip()}
        row |= {"content_hash": plan.plan["content_hash"], "left_out": left_out}
        row |= {"signed_hash": signed_hash(plan.plan["content_hash"], left_out)}
        row = held(
            {**row, "signed_by": actor.user_id, "signed_at": instant(connection)}, schema.PLAN_SIGNATURES
        )
        insert_rows(connection, models.PLAN_SIGNATURES, [row])
        audit.log(connection, actor, "sign", f"plan_signatures {row['signature_id']}", None, row)
    return row


def read_signatures(store: Store, plan_id: str) -> Any:
    """Read the signatures under a plan, oldest first, with `holds`: the plan on record is what was signed."""
    where = [models.PLAN_SIGNATURES.c.plan_id == plan_id]
    with store.reading() as connection:
        table = read_frame(
            connection, models.PLAN_SIGNATURES, schema.PLAN_SIGNATURES, where=where, order=["signature_id"]
        )
    plan = read_plan(store, plan_id)
    assert plan is not None  # noqa: S101  a plan of this name is there or refused
    now = signed_hash(content_hash(plan.routes, plan.stops, plan.changes), _left_out(plan))
    return table.assign(holds=table["signed_hash"] == now)


def signed_hash(content: str, left_out: str) -> str:
    """Hash what a signature stands on: the plan's content hash, and what it leaves out as shown."""
    return hashlib.sha256(json.dumps([content, left_out], ensure_ascii=False).encode()).hexdigest()


def _whole(store: Store, plan_id: str) -> PlanRecord:
    plan = read_plan(store, plan_id)
    assert plan is not None  # noqa: S101  a plan of this name is there or refused
    if content_hash(plan.routes, plan.stops, plan.changes) != plan.plan["content_hash"]:
        raise RecordError("records-plan-hash", plan=plan_id)
    return plan


def _left_out(plan: PlanRecord) -> str:
    """Return what a plan leaves out and why, as its summary tells it, in one way to write it."""
    told = json.loads(plan.plan["summary"]).get("left_out", [])
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
