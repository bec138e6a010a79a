"""Commands about a season: season close, coverage."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from geo.actions.coverage.corners import cover_with_corners
from geo.actions.coverage.sign_off import counted_areas, read_signed
from geo.actions.season.close_season import close_season
from geo.actions.site.people import local_actor
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
