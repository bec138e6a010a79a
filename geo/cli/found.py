"""Make a site of what a person said on the screens: found, which the screens run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.actions.jobs import begin
from geo.actions.site.draft import draft_of
from geo.actions.site.found import VERB
from geo.actions.site.found import found as found_site
from geo.cli.root import app
from geo.cli.telling import progress, tell


@app.command(VERB, hidden=True)
def found(
    folder: Annotated[Path, typer.Argument(help="folder of a draft", show_default=False)],
    job: Annotated[str, typer.Option(help="job that asks for it", show_default=False)],
) -> None:
    """把建好的草稿做成辖区并编制计划。Make a site of a draft, and plan it."""
    actor = begin(folder, job, VERB)
    with progress(job=(folder, job, actor)) as on_progress:
        place = found_site(folder.parent, draft_of(folder), on_progress=on_progress)
    tell("cli-found-done", folder=str(place))
