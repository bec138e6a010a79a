"""The command that writes the phone forms of a site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.actions.day.day_typed import day_of
from geo.actions.packs.forms import phone_forms
from geo.cli.options import Site
from geo.cli.root import app
from geo.cli.telling import tell
from geo.exports.files import write_bytes


@app.command("forms")
def forms_(
    folder: Site,
    from_: Annotated[str | None, typer.Option("--from", help="stops from this day, YYYY-MM-DD")] = None,
    to: Annotated[str | None, typer.Option("--to", help="stops up to this day, YYYY-MM-DD")] = None,
    out_path: Annotated[
        Path | None, typer.Option("--out", help="zip to write; default exports/forms.zip in the site")
    ] = None,
) -> None:
    """手机表单：踏查记录、发现点（XLSForm）。Phone forms for visits and findings, for ODK and Kobo."""
    path = out_path or folder / "exports" / "forms.zip"
    write_bytes(path, phone_forms(folder, first=day_of(from_), last=day_of(to)))
    tell("form-written", path=str(path))
