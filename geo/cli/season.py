"""Commands about a season: season close, coverage, export."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from geo.actions.close_season import close_season
from geo.actions.corners import cover_with_corners
from geo.actions.export import DissolvedBy, ExportKind, export
from geo.actions.people import local_actor
from geo.actions.sign_off import counted_areas, read_signed
from geo.cli.options import Json, Site
from geo.cli.root import app, season_app
from geo.cli.telling import (
    assumed_and_told,
    print_coverage,
    print_json,
    progress,
    said,
    tell,
    tell_notes,
)
from geo.cli.terminal import language
from geo.exports.files import write_text
from geo.search.states import counted_states


class By(StrEnum):
    """What coverage is summed up by."""

    VILLAGE = "village"
    AREA = "area"
    TOWNSHIP = "township"


@season_app.command("close")
def season_close(folder: Site, json_: Json = False) -> None:
    """结束本季：投入和发现计入下一季。Close the season: its effort and finds count in the next one."""
    with progress() as on_progress:
        closed = close_season(folder, actor=local_actor(folder), on_progress=on_progress)
    if json_:
        print_json({"site": folder.name, **closed.summary, "assumed": said(closed.notes)})
        return
    tell("season-close-done", **closed.summary)
    tell_notes(closed.notes)


@app.command()
def coverage(
    folder: Site,
    window: Annotated[str | None, typer.Option(help="one season window")] = None,
    by: Annotated[By, typer.Option(help="what the figures are summed up by")] = By.VILLAGE,
    json_: Json = False,
) -> None:
    """各村（责任网格、乡镇）踏查率、发现概率、剩余。Survey rate, chance of detection, expected plots left."""
    with progress() as on_progress:
        covered, _ = cover_with_corners(folder, window_id=window, on_progress=on_progress)
    villages, areas, townships, kinds = (
        json.loads(table.to_json(orient="records", force_ascii=False))
        for table in (covered.by_village, covered.by_area, covered.by_township, counted_areas(covered))
    )
    states = counted_states(covered.ground)
    if json_:
        tables = {"villages": villages, "areas": areas, "townships": townships}
        more = {
            "areas_surveyed": kinds,
            "ground": states,
            "signed_off": read_signed(folder, covered.by_village),
        }
        print_json({"site": folder.name, **tables, **more, **assumed_and_told(covered.notes)})
        return
    print_coverage({By.VILLAGE: villages, By.AREA: areas, By.TOWNSHIP: townships}[by], by=by.value)
    for row in kinds:
        track, declared = row["areas_with_track"], row["areas_declared"]
        counts = {"with_track": track, "declared": declared, "surveyed": track + declared}
        tell("areas-surveyed", kind=row["kind"], areas=row["areas"], **counts)
    tell("ground-states", **states)
    tell_notes(covered.notes)


@app.command("export")
def export_(
    folder: Site,
    what: Annotated[ExportKind, typer.Argument(help="what to export")],
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
    """导出覆盖、方格、路线、踏查点、发现点，单个文件的地图，日报。Write GeoJSON, map page, daily line."""
    spoken = language().value
    text = export(folder, what, window_id=window, first_day=from_, last_day=to, by=by, language=spoken)
    name = what.value if by is None else f"{what.value}_by_{by.value}"
    ending = {ExportKind.MAP: "html", ExportKind.DAILY: "txt"}.get(what, "geojson")
    path = out_path or folder / "exports" / f"{name}.{ending}"
    write_text(path, text)
    tell("cli-written", path=str(path))
