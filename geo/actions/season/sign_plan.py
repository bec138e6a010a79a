"""Sign what a plan leaves out and why: honest gaps are agreed with whoever gave the days."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from geo.actions.day.hand_out import in_force
from geo.records import plan_signatures
from geo.records.actor import Actor
from geo.records.store import Store


def sign_plan(site_dir: Path, plan_id: str = "", *, note: str = "", actor: Actor) -> dict[str, Any]:
    """Sign what a plan leaves out, that in force without a name; return the row of PLAN_SIGNATURES.

    Raises
    ------
    RecordError : no such plan, it was changed on record, the account signed it already, or it may not
    """
    with Store.open(site_dir) as store:
        name = plan_id or str(in_force(store).plan["plan_id"])
        return plan_signatures.sign_plan(store, name, note=note, actor=actor)


def signatures(site_dir: Path, plan_id: str = "") -> list[dict[str, Any]]:
    """List the signatures under a plan, that in force without a name; `holds` says whether each still does.

    Raises
    ------
    RecordError : no such plan
    """
    with Store.open(site_dir) as store:
        name = plan_id or str(in_force(store).plan["plan_id"])
        table = plan_signatures.read_signatures(store, name)
    rows: list[dict[str, Any]] = json.loads(
        table.to_json(orient="records", date_format="iso", force_ascii=False)
    )
    return rows
