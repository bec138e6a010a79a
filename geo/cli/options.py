"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.records.roles import Role

Site = Annotated[Path, typer.Argument(help="site folder", show_default=False)]
Files = Annotated[list[Path], typer.Argument(help="files to take in", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="print one JSON object on stdout")]
Datum = Annotated[str | None, typer.Option(help="WGS84, CGCS2000, GCJ02 or BD09")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="say what would be taken in; change nothing")]
UserName = Annotated[str, typer.Argument(help="sign-in name", show_default=False)]
UserRole = Annotated[Role, typer.Option("--role", help="what the person may do")]
UserScope = Annotated[str, typer.Option("--scope", help="site, or a township's name")]
UserTeam = Annotated[str, typer.Option("--team", help="a surveyor's own team")]
OptionalFile = Annotated[Path | None, typer.Option(show_default=False)]
