"""Plan a season, or what is left of it: tacha plan."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from geo.actions.day.day_typed import day_of
from geo.actions.jobs import begin
from geo.actions.season.plan import Search
from geo.actions.season.plan import plan as plan_site
from geo.actions.season.replan import replan
from geo.actions.site.people import local_actor
from geo.cli.options import Json, Site
from geo.cli.root import app
from geo.cli.telling import print_json, print_plan, progress, whisper, with_sentences
from geo.errors import InputError


@app.command()
def plan(
    folder: Site,
    seed: Annotated[int, typer.Option(min=0, help="same seed, same plan")] = 1,
    reserve: Annotated[
        float | None, typer.Option(min=0, max=1, help="share of routes for ground never visited")
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", help="plan from this day on, YYYY-MM-DD; keep what is handed out")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", help="with --from: last day to plan; later days stay as planned")
    ] = None,
    iterations: Annotated[
        int | None, typer.Option(min=0, help="steps of the search for better routes; 0 for none")
    ] = None,
    seconds: Annotated[
        float | None, typer.Option(min=0, help="search so long instead; the plan depends on the machine")
    ] = None,
    adopt: Annotated[bool, typer.Option("--adopt", help="make it the plan in force")] = False,
    job: Annotated[str | None, typer.Option(hidden=True)] = None,
    json_: Json = False,
) -> None:
    """编制全季计划：时段、路线、踏查点。Plan the season: windows, routes, stops."""
    opens, until = day_of(from_), day_of(to)
    if until and (opens is None or until < opens):
        raise InputError("error-days-reversed", first=from_ or "-", last=str(until))
    actor = begin(folder, job, "plan") if job else local_actor(folder)
    with progress(job=(folder, job, actor) if job else None) as on_progress:
        asked: dict[str, Any] = {
            "seed": seed,
            "reserve": reserve,
            "adopted": adopt,
            "search": Search(iterations, seconds),
            "actor": actor,
            "on_progress": on_progress,
        }
        if opens is None:
            result = plan_site(folder, on_note=whisper, **asked)
        else:
            result = replan(folder, opens, until=until, **asked)
    if json_:
        print_json(with_sentences(result.summary))
    else:
        print_plan(result.summary)
