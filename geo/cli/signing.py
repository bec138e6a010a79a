"""Commands about signatures: villages signed off."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from geo.actions.people import local_actor
from geo.actions.sign_off import read_signed, sign_off_village
from geo.cli.options import Json, Site
from geo.cli.root import app
from geo.cli.telling import print_json, progress, tell


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
