"""Lay drone lines over cells or pieces that nobody should walk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.actions.prepared.prepare import Prepared, prepare
from geo.errors import InputError
from geo.ground.crs import to_lonlat
from geo.ground.grid import cell_polygons
from geo.model.notes import Note
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.route.drone import Camera, Flight, fly, with_height

LINE_PROPERTIES = (
    "line", "step", "altitude_m", "ground_low_m", "ground_high_m", "relief_m", "height_m",
)  # fmt: skip
MUCH_FOREST = 0.25  # of the ground: then it is said


@dataclass(frozen=True)
class Flown:
    """Lines in EPSG:4326 with `LINE_PROPERTIES`, figures, and what to bear in mind."""

    lines: Any
    figures: dict[str, float]
    notes: list[Note]


def fly_over(
    site_dir: Path, names: list[str], *, sensor: str | None = None, height_m: float | None = None
) -> Flown:
    """Plan a flight over cells or pieces of the plan, lines laid along the contour.

    Parameters
    ----------
    names : cell_id, or piece_id of the plan in force; their ground is flown as one
    sensor : a camera of the settings; the first one without
    height_m : above the ground

    Raises
    ------
    InputError : no such cell or piece, no such camera, or a height that is not allowed
    """
    prepared = prepare(site_dir)
    drone = with_height(prepared.settings.drone, height_m)
    if not 0 < drone.height_m <= drone.highest_m:
        raise InputError("drone-height", height=drone.height_m, highest=drone.highest_m)
    known = drone.cameras
    name = sensor or next(iter(known))
    if name not in known:
        raise InputError("drone-sensor", name=name, known=", ".join(known))
    ground = shapely.union_all(list(_ground(prepared, names)))
    flight = fly(ground, prepared.terrain, Camera(*known[name]), drone)
    figures = _figures(flight) | {"area_m2": float(ground.area), "height_m": drone.height_m}
    notes = [Note("drone-legal")]
    if flight.steep_lines:
        notes.append(Note("drone-steps", {"lines": flight.steep_lines, "all": int(figures["lines"])}))
    if flight.forest_share > MUCH_FOREST:
        notes.append(Note("drone-forest", {"percent": round(100 * flight.forest_share)}))
    return Flown(to_lonlat(flight.lines.assign(height_m=drone.height_m)), figures, notes)


def _ground(prepared: Prepared, names: list[str]) -> Any:
    """Polygons of cells and pieces by name."""
    ids = pd.Index(prepared.cells["cell_id"])
    wanted: list[str] = []
    pieces = None
    for name in names:
        if name in ids:
            wanted.append(name)
            continue
        pieces = _pieces(prepared) if pieces is None else pieces
        if name not in pieces:
            raise InputError("drone-no-cell", name=name)
        wanted += pieces[name].split(";")
    rows = np.unique(ids.get_indexer(pd.Index(wanted)))
    cells = prepared.cells.iloc[rows[rows >= 0]]
    return cell_polygons(prepared.villages, cells, prepared.settings.grid.cell_size_m)


def _pieces(prepared: Prepared) -> dict[str, str]:
    with Store.open(prepared.site_dir) as store:
        plan = read_plan(store)
    return {} if plan is None else dict(zip(plan.pieces["piece_id"], plan.pieces["cells"], strict=True))


def _figures(flight: Flight) -> dict[str, float]:
    seen = flight.footprint
    return {
        "lines": int(flight.lines["line"].nunique()),
        "pixel_cm": 100 * seen.pixel_m,
        "swath_m": seen.swath_m,
        "line_spacing_m": seen.line_spacing_m,
        "picture_spacing_m": seen.picture_spacing_m,
        "length_m": flight.metres,
        "speed_m_s": flight.speed_m_s,
        "minutes": flight.seconds / 60,
        "batteries": flight.batteries,
        "pictures": flight.pictures,
        "forest_share": flight.forest_share,
    }
