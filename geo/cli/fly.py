"""Commands for what is looked at from the air: drone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.actions.season.fly import LINE_PROPERTIES, fly_over
from geo.cli.options import Json, Site
from geo.cli.root import app
from geo.cli.telling import print_json, said, tell, tell_notes
from geo.exports.files import write_text
from geo.exports.geojson import geojson


@app.command()
def drone(
    folder: Site,
    names: Annotated[list[str], typer.Argument(help="cells or pieces, by id", show_default=False)],
    sensor: Annotated[str | None, typer.Option(help="camera: 1-inch, 4/3, 1/2-inch")] = None,
    height: Annotated[float | None, typer.Option(help="metres above the ground")] = None,
    out_path: Annotated[
        Path | None, typer.Option("--out", help="file to write; default exports/drone.geojson in the site")
    ] = None,
    json_: Json = False,
) -> None:
    """无人机航线：不宜徒步的陡坡由空中查看。Drone lines over ground too steep to walk, as GeoJSON."""
    flown = fly_over(folder, names, sensor=sensor, height_m=height)
    path = out_path or folder / "exports" / "drone.geojson"
    write_text(path, geojson(flown.lines, LINE_PROPERTIES))
    if json_:
        print_json({**flown.figures, "file": str(path), "assumed": said(flown.notes)})
        return
    figures = flown.figures
    tell(
        "drone-done",
        lines=int(figures["lines"]),
        spacing=round(figures["line_spacing_m"]),
        swath=round(figures["swath_m"]),
        pixel=round(figures["pixel_cm"], 1),
        km=round(figures["length_m"] / 1000, 1),
        minutes=round(figures["minutes"]),
        batteries=int(figures["batteries"]),
        pictures=int(figures["pictures"]),
    )
    tell_notes(flown.notes)
    tell("cli-written", path=str(path))
