"""Write files for others: tacha export."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from geo.actions.exchange.gathered import DissolvedBy, asked_of
from geo.actions.exchange.write import Format, export_files
from geo.actions.export import ExportKind, export
from geo.cli.options import Site
from geo.cli.root import app
from geo.cli.telling import tell
from geo.cli.terminal import language
from geo.errors import InputError
from geo.exports.files import write_bytes

_TEXTS = {ExportKind.MAP: "html", ExportKind.DAILY: "txt"}


class What(StrEnum):
    """What can be exported."""

    COVERAGE = "coverage"
    CELLS = "cells"
    VILLAGES = "villages"
    ROUTES = "routes"
    STOPS = "stops"
    PIECES = "pieces"
    TRACKS = "tracks"
    FINDINGS = "findings"
    LEADS = "leads"
    GIS = "gis"
    MAP = "map"
    DAILY = "daily"


@app.command("export")
def export_(
    folder: Site,
    what: Annotated[What, typer.Argument(help="what to export; gis: all layers together")],
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="geojson unless told otherwise; gis: gpkg with a QField project"),
    ] = None,
    window: Annotated[str | None, typer.Option(help="one season window")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="first day, YYYY-MM-DD")] = None,
    to: Annotated[str | None, typer.Option(help="last day, YYYY-MM-DD")] = None,
    by: Annotated[
        DissolvedBy | None, typer.Option(help="coverage: one shape for each village and state of its ground")
    ] = None,
    out_path: Annotated[
        Path | None, typer.Option("--out", help="file to write; default exports/ in the site")
    ] = None,
) -> None:
    """导出覆盖、方格、村界、路线、轨迹、发现点、线索，全部图层（gis），地图，日报。Write files for others."""
    if what.value in {kind.value for kind in _TEXTS}:
        kind = ExportKind(what.value)
        if format_ is not None:
            raise InputError(
                "exports-format-not-of", what=what.value, format=format_.value, known=_TEXTS[kind]
            )
        text = export(
            folder, kind, window_id=window, first_day=from_, last_day=to, by=by, language=language().value
        )
        files = {f"{what.value}.{_TEXTS[kind]}": text.encode("utf-8")}
    else:
        files = export_files(
            folder, what.value, format_, asked=asked_of(window, from_, to), by=by,
            stem=out_path.stem if out_path is not None and out_path.suffix else "", language=language(),
        )  # fmt: skip
    for path, content in _placed(folder, out_path, files).items():
        write_bytes(path, content)
        tell("cli-written", path=str(path))


def _placed(folder: Path, out_path: Path | None, files: dict[str, bytes]) -> dict[Path, bytes]:
    """Say where each file goes: the first to --out, the others beside it; to a folder where it is one."""
    if out_path is None:
        return {folder / "exports" / name: content for name, content in files.items()}
    if out_path.is_dir() or (len(files) > 1 and not out_path.suffix):
        return {out_path / name: content for name, content in files.items()}
    first = next(iter(files))
    return {out_path if name == first else out_path.parent / name: files[name] for name in files}
