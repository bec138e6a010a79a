"""Commands about a site: demo, new, template, check, serve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from geo.actions.exchange.preview import Preview, preview, preview_site
from geo.actions.site.check import check_site
from geo.actions.site.create import NewSite, create_site
from geo.actions.site.demonstrate import demonstrate
from geo.actions.site.serve import refuse_unservable
from geo.actions.site.serve import serve as serve_site
from geo.cli.options import DryRun, Json, OptionalFile, Site
from geo.cli.root import app
from geo.cli.telling import assumed_and_told, print_json, print_plan, progress, tell, tell_notes
from geo.cli.terminal import err, language
from geo.errors import InputError
from geo.model.notes import Note
from geo.words import say


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="where to make the sample site")] = Path("demo_site"),
    no_serve: Annotated[bool, typer.Option("--no-serve", help="do not open the map")] = False,
    port: Annotated[int, typer.Option(help="port of the map")] = 8501,
) -> None:
    """建立示例辖区，编制计划，打开地图。Make the sample site, plan it, open the map."""
    with progress() as on_progress:
        summary = demonstrate(folder, on_progress=on_progress)
    print_plan(summary)
    tell("cli-demo-ready", folder=str(folder))
    if not no_serve:
        _serve(folder, port)


@app.command()
def new(
    folder: Site,
    villages: Annotated[Path, typer.Option(help="village boundaries", show_default=False)],
    name_field: Annotated[str | None, typer.Option(help="column that names the villages")] = None,
    dem: OptionalFile = None,
    roads: OptionalFile = None,
    landcover: OptionalFile = None,
    water: OptionalFile = None,
    bases: OptionalFile = None,
    teams: OptionalFile = None,
    history: OptionalFile = None,
    effort: OptionalFile = None,
    leads: OptionalFile = None,
    images: OptionalFile = None,
    yards: OptionalFile = None,
    areas: OptionalFile = None,
    climate: OptionalFile = None,
    effort_season: Annotated[
        list[int] | None, typer.Option(help="year of each band of --effort, in order, if it does not say")
    ] = None,
    effort_width: Annotated[
        float | None, typer.Option(min=1, max=1000, help="sweep width in metres of the tracks in --effort")
    ] = None,
    season: Annotated[int | None, typer.Option(help="year of the season")] = None,
    preset: Annotated[str | None, typer.Option(help="crop calendar of a region")] = None,
    datum: Annotated[list[str] | None, typer.Option(help="[ROLE=]DATUM, as often as needed")] = None,
    dry_run: DryRun = False,
    json_: Json = False,
) -> None:
    """用村界和已有的资料新建辖区。Make a site folder from village boundaries and whatever else there is."""
    files = {
        "dem": dem, "roads": roads, "landcover": landcover, "water": water, "bases": bases, "teams": teams,
        "history": history, "effort": effort, "leads": leads, "images": images, "yards": yards,
        "areas": areas, "climate": climate,
    }  # fmt: skip
    wanted = NewSite(
        villages=villages,
        files={role: file for role, file in files.items() if file is not None},
        name_field=name_field,
        season=season,
        preset=preset,
        datums=_datums(datum or []),
        effort_seasons=tuple(effort_season or ()),
        effort_width_m=effort_width,
    )
    with progress() as on_progress:
        make = preview_site if dry_run else create_site
        made = make(folder, wanted, on_progress=on_progress)
    brings = _brings(wanted, made.notes) if dry_run else []
    if json_:
        print_json(
            {
                "site": made.name,
                "villages": made.villages,
                "cells": made.cells,
                **assumed_and_told(made.notes),
                **({"files": [asdict(one) for one in brings]} if dry_run else {}),
            }
        )
        return
    counts = {"villages": made.villages, "cells": made.cells}
    if dry_run:
        tell("exchange-site-would", **counts)
        tell_notes([one.note for one in brings])
    else:
        tell("cli-new-done", folder=str(folder), **counts)
    tell_notes(made.notes)
    if dry_run:
        tell("exchange-dry-run")


def _brings(wanted: NewSite, notes: Sequence[Note]) -> list[Preview]:
    """Say what each file of a new site brings."""
    files = {"villages": wanted.villages, **wanted.files}
    told = {files[role].name: datum for role, datum in wanted.datums.items()}
    return preview(list(files.values()), notes, datums=told)


@app.command()
def template(
    path: Annotated[Path, typer.Argument(help="workbook to write")] = Path("tacha-template.xlsx"),
) -> None:
    """写出一个资料样表。Write a workbook with a sheet per input, Chinese headers, drop-downs, an example."""
    if path.exists():
        raise InputError("error-file-exists", file=str(path))
    from geo.exports.template import write_template  # noqa: PLC0415  other commands need no workbook

    write_template(path)
    tell("cli-written", path=str(path))


@app.command()
def check(folder: Site) -> None:
    """一次列出全部资料问题。Name every fault of every input, at once."""
    found = check_site(folder)
    for error in found:
        err.print(say(error, language()), soft_wrap=True, markup=False)
    if found:
        raise typer.Exit(1)
    tell("cli-check-clean", folder=str(folder))


@app.command()
def serve(
    folder: Site,
    port: Annotated[int, typer.Option(help="port of the map")] = 8501,
    address: Annotated[str, typer.Option(help="address to answer at; others' need accounts")] = "127.0.0.1",
) -> None:
    """在浏览器中打开辖区地图。Open the map of a site in the browser."""
    _serve(folder, port, address)


def _serve(folder: Path, port: int, address: str = "127.0.0.1") -> None:
    refuse_unservable(folder, port=port, address=address)
    host = f"[{address}]" if ":" in address else address
    tell("cli-serving", url=f"http://{host}:{port}", folder=str(folder))
    serve_site(folder, port=port, address=address)


def _datums(pairs: Sequence[str]) -> dict[str, str]:
    """Split `ROLE=DATUM`; without a role the datum is that of the villages."""
    named = [pair.split("=", 1) if "=" in pair else ["villages", pair] for pair in pairs]
    return {role.strip(): value.strip().upper() for role, value in named}
