"""The command that signs what a plan leaves out."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from geo.actions.season.sign_plan import sign_plan, signatures
from geo.actions.site.people import local_actor
from geo.cli.options import Json, Site
from geo.cli.root import app
from geo.cli.telling import print_json, tell, tell_notes
from geo.model.notes import Note


@app.command("sign-plan")
def sign_plan_(
    folder: Site,
    plan: Annotated[str, typer.Option(help="plan; the one in force without")] = "",
    note: Annotated[str, typer.Option(help="as written under the signature")] = "",
    json_: Json = False,
) -> None:
    """签字认可计划放弃了什么、为什么。Sign what the plan leaves out and why."""
    row = sign_plan(folder, plan, note=note, actor=local_actor(folder))
    if json_:
        print_json({"site": folder.name, "signature": row, "signatures": signatures(folder, row["plan_id"])})
        return
    tell_notes([Note(item["key"], item["args"]) for item in json.loads(row["left_out"])])
    tell("plan-signed", plan=row["plan_id"], user=row["signed_by"], hash=row["signed_hash"][:16])
