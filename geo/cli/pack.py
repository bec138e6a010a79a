"""The command that packs what teams carry for a day."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from geo.actions.day.day_typed import day_of
from geo.actions.packs.leader import pack_leaders
from geo.actions.packs.pack import pack_teams
from geo.cli.options import Json, Site
from geo.cli.root import app
from geo.cli.telling import print_json, progress, tell
from geo.cli.terminal import language
from geo.errors import InputError
from geo.exports.files import write_bytes


@app.command("pack")
def pack_(
    folder: Site,
    day: Annotated[str, typer.Option(help="day, YYYY-MM-DD", show_default=False)],
    team: Annotated[list[str] | None, typer.Option(help="this team only; as often as needed")] = None,
    leader: Annotated[
        bool, typer.Option("--leader", help="the leader's copy apart: why each stop, leads, map with grid")
    ] = False,
    route: Annotated[bool, typer.Option("--route", help="also the order of the stops as GPX rte")] = False,
    out_path: Annotated[
        Path | None, typer.Option("--out", help="folder to write to; default exports/packs in the site")
    ] = None,
    json_: Json = False,
) -> None:
    """任务包：每组每天一个 zip。Field packs: map sheet, GPX, KML, card and text, a zip for each team-day."""
    when = day_of(day)
    if when is None:
        raise InputError("day-which")
    with progress() as on_progress:
        asked = partial(pack_leaders) if leader else partial(pack_teams, route=route)
        packs = asked(folder, when, team or [], language=language().value, on_progress=on_progress)
    target = out_path or folder / "exports" / "packs"
    for pack in packs:
        write_bytes(target / pack.name, pack.content)
    if json_:
        rows = [{"team_id": pack.team, "file": str(target / pack.name)} for pack in packs]
        print_json({"site": folder.name, "date": str(when), "packs": rows})
        return
    for pack in packs:
        tell("pack-written", path=str(target / pack.name), kb=round(len(pack.content) / 1000))
