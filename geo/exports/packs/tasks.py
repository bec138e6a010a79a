"""Write a team's day as GeoJSON, for programs that follow the day on a phone."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.exports.geojson import geojson
from geo.exports.packs.task import Task
from geo.ground.crs import to_lonlat

PROPERTIES: Final = (
    "what", "order", "name", "village", "kind", "passes", "abreast", "spacing_m", "service_min", "arrive",
    "turn_back", "mode", "note", "team_id", "date",
)  # fmt: skip
"""Of every feature; `what` is meeting, parking, stop, leg, piece or hazard. What does not apply is null."""


def tasks_geojson(task: Task) -> str:
    """Return meeting point, parking places, stops, legs, pieces and hazards of a day as one collection."""
    stops = task.stops.assign(
        what="stop",
        arrive=[task.clock(minutes) for minutes in task.stops["arrive_min"]],
        turn_back=[task.clock(minutes) for minutes in task.stops["turn_back_min"]],
    )
    legs = task.legs[task.legs.length > 0]
    parts = [
        task.base.assign(what="meeting", arrive=task.clock(0), turn_back=task.clock(task.due_min)),
        task.cars.assign(what="parking", order=task.cars["number"]),
        stops,
        legs.assign(what="leg", order=legs["to_stop"]),
        task.pieces.assign(what="piece", order=task.pieces["number"]),
        task.hazards.assign(what="hazard"),
    ]
    rows = [_plain(part) for part in parts if len(part)]
    table = gpd.GeoDataFrame(pd.concat(rows, ignore_index=True), crs=task.stops.crs)
    table = table.assign(team_id=task.team, date=f"{task.day:%Y-%m-%d}")
    return geojson(to_lonlat(table), PROPERTIES)


def _plain(part: Any) -> Any:
    """Keep the columns that are written, whole numbers as such, what is missing as None."""
    known = [name for name in PROPERTIES if name in part.columns]
    table = gpd.GeoDataFrame(part[known], geometry=part.geometry.to_numpy(), crs=part.crs)
    missing: dict[str, Any] = {name: None for name in PROPERTIES if name not in known}
    table = table.assign(**missing)
    for name in ("order", "passes", "abreast"):
        table[name] = table[name].astype("Int64")
    for name in ("spacing_m", "service_min"):
        table[name] = np.round(table[name].astype("Float64").to_numpy(float, na_value=np.nan), 1)
    for name in set(PROPERTIES) - {"order", "passes", "abreast", "spacing_m", "service_min"}:
        table[name] = table[name].fillna("").astype("str")
    return table
