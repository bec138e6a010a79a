"""Commands about signatures: visits confirmed or returned, ground decided on, villages signed off."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from geo.actions.coverage.decide import decide_cell
from geo.actions.coverage.sign_off import read_signed, sign_off_village
from geo.actions.site.people import local_actor
from geo.actions.visits.desk import confirm_by_name, return_by_name, visits_to_sign
from geo.cli.options import Json, Site
from geo.cli.root import app, visits_app
from geo.cli.telling import print_json, progress, said, tell, tell_notes


class Ruling(StrEnum):
    """What can be decided about ground."""

    SUSPENDED = "suspended"
    RESTRICTED = "restricted"
    RESUMED = "resumed"


class VisitState(StrEnum):
    """Where a visit stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


@app.command("decide")
def decide(
    folder: Site,
    cell: Annotated[str, typer.Argument(help="cell, as its explanation on the map names it")],
    ruling: Annotated[Ruling, typer.Argument(help="what is decided")],
    reason: Annotated[str, typer.Option(help="why, in words")] = "",
    json_: Json = False,
) -> None:
    """签字决定一个方格暂停、限制或恢复踏查。Suspend, restrict or resume a cell by signature."""
    with progress() as on_progress:
        decided = decide_cell(
            folder, cell, ruling.value, reason=reason, actor=local_actor(folder), on_progress=on_progress
        )
    if json_:
        print_json({"site": folder.name, "decision_id": decided.decision_id, "figures": decided.figures})
        return
    pod, left = decided.figures["pod"], decided.figures["expected_left"]
    told = {"pod": f"{100 * pod:.0f}", "left": f"{left:.2g}", "village": decided.village}
    tell("decision-done", cell=cell, state=ruling.value, **told)


@visits_app.command("list")
def visits_list(
    folder: Site,
    state: Annotated[VisitState, typer.Option(help="which visits")] = VisitState.SUBMITTED,
    json_: Json = False,
) -> None:
    """列出等待确认的踏查记录。List the visits that wait for a signature, or drafts, or those signed."""
    rows = visits_to_sign(folder, state=state.value)
    if json_:
        print_json({"site": folder.name, "visits": rows})
        return
    for row in rows:
        words = {name: str(value) for name, value in row.items()}
        ground = (
            "cells" if row["cells"] else "areas" if row["by_area"] else "tracks" if row["tracks"] else "none"
        )
        tell("visits-waiting", **{**words, "ground": ground, "walkers": row["walkers"]})
    if not rows:
        tell("visits-none-waiting" if state is VisitState.SUBMITTED else "visits-none-such")


@visits_app.command("confirm")
def visits_confirm(
    folder: Site,
    visit: Annotated[list[str], typer.Argument(help="visits, as `tacha visits list` names them")],
    json_: Json = False,
) -> None:
    """确认踏查记录。Sign submitted visits."""
    signed = [(name, confirm_by_name(folder, name, actor=local_actor(folder))) for name in visit]
    if json_:
        rows = [
            {"visit_id": name, "content_hash": one.content_hash, "told": said(one.notes)}
            for name, one in signed
        ]
        print_json({"site": folder.name, "visits": rows})
        return
    for name, one in signed:
        tell("visits-confirmed", visit=name, hash=one.content_hash[:16])
        tell_notes(one.notes)


@visits_app.command("return")
def visits_return(
    folder: Site,
    visit: Annotated[str, typer.Argument(help="visit, as `tacha visits list` names it")],
    reason: Annotated[str, typer.Option(help="why, in words")] = "",
) -> None:
    """退回踏查记录，写明原因。Return a submitted visit with the reason why."""
    return_by_name(folder, visit, reason=reason, actor=local_actor(folder))
    tell("visits-returned", visit=visit, reason=reason)


@app.command("sign-off")
def sign_off(
    folder: Site,
    village: Annotated[
        str | None, typer.Argument(help="village; without one the signatures are listed")
    ] = None,
    reason: Annotated[str, typer.Option(help="why, in words")] = "",
    revoke: Annotated[bool, typer.Option("--revoke", help="take the signature back; both stay")] = False,
    json_: Json = False,
) -> None:
    """签字确认一个村已踏查完毕，并存下当时的数字。Sign a village off under the figures that hold now."""
    if village is None:
        rows = read_signed(folder)
        if json_:
            print_json({"site": folder.name, "signed_off": rows})
            return
        for row in rows:
            told = {"village": row["village"], "season": str(row["season"]), "user": row["signed_by"]}
            told |= {"day": row["signed_on"], "reason": row["reason"]}
            tell("sign-off-listed", **told, **_percent(row["figures"]))
        if not rows:
            tell("sign-off-none")
        return
    with progress() as on_progress:
        signed = sign_off_village(
            folder, village, reason=reason, revoked=revoke, actor=local_actor(folder), on_progress=on_progress
        )
    row = {**signed.row, "figures": signed.figures}
    if json_:
        print_json({"site": folder.name, "village": signed.village, **row})
        return
    told = {"village": signed.village, "season": str(row["season"]), "user": row["signed_by"]}
    if revoke:
        tell("sign-off-revoked", **told)
        return
    tell("sign-off-done", **told, **_percent(signed.figures), hash=str(row["content_hash"])[:16])


def _percent(figures: dict[str, Any]) -> dict[str, str]:
    """Figures as they are read."""
    rate, declared, pod = (figures[name] or 0.0 for name in ("survey_rate", "declared_rate", "pod"))
    return {
        "rate": f"{100 * rate:.1f}",
        "declared": f"{100 * declared:.1f}",
        "pod": f"{100 * pod:.1f}",
        "left": f"{figures['expected_left']:.2f}",
        "corners": str(figures["dead_corners"]),
    }
