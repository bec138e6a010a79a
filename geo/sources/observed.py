"""Read stages of the crop seen on the ground: they pin the season's calendar."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely

from geo.errors import InputError
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check
from geo.settings import DEFAULTS, Settings
from geo.sources.columns import picked
from geo.sources.places import PLACE_COLUMNS, places_of
from geo.sources.rows import Rows, read_rows

_COLUMNS: Final = ("date", "stage", "elevation_m", *PLACE_COLUMNS)
_STAGES: Final = schema.OBSERVED.column("stage").allowed


def read_observed(
    path: str | Path,
    *,
    villages: Any,
    cells: Any,
    crs: str,
    datum: str | None = None,
    settings: Settings = DEFAULTS,
) -> tuple[Any, list[Note]]:
    """Read observed stages -> OBSERVED; without an elevation, that of the place is taken, and it is said.

    Parameters
    ----------
    villages, cells : VILLAGES and CELLS in the working CRS

    Raises
    ------
    InputError : as `rows.read_rows`; a row without day, stage, or any of elevation and place
    """
    rows, notes = read_rows(path, role="observed", columns=_COLUMNS, datum=datum, settings=settings)
    rows.require("date", "stage")
    days = rows.days("date")
    rows.refuse_blank("date", np.array([day is None for day in days]))
    stages = rows.words("stage", "stage", _STAGES)
    rows.refuse_blank("stage", np.array([not stage for stage in stages]))
    elevation_m = rows.numbers("elevation_m", low=-500.0, high=9000.0)
    blank = np.isnan(elevation_m)
    if blank.any():
        elevation_m[blank], said = _of_places(picked(rows, blank), villages, cells, crs, datum)
        args = {"file": rows.file, "rows": int(blank.sum())}
        notes = [*notes, *said, Note("source-observed-elevation", args)]
    marks = [f"{day} {stage} {at:.0f}" for day, stage, at in zip(days, stages, elevation_m, strict=True)]
    table = pd.DataFrame(
        {
            "observed_id": [f"o{hashlib.sha256(mark.encode()).hexdigest()[:12]}" for mark in marks],
            "seen_on": pd.to_datetime(pd.Series(days, dtype=object)),
            "stage": stages,
            "elevation_m": elevation_m,
        }
    ).drop_duplicates("observed_id", ignore_index=True)
    return check(table, schema.OBSERVED, where=rows.file), notes


def _of_places(rows: Rows, villages: Any, cells: Any, crs: str, datum: str | None) -> tuple[Any, list[Note]]:
    """Elevation of each row's place: of the nearest cell, or the mean of its village's cells by area."""
    places = places_of(rows, villages=villages, crs=crs, datum=datum)
    tree = shapely.STRtree(shapely.points(cells["x"].to_numpy(), cells["y"].to_numpy()))
    heights = cells["elevation_m"].to_numpy()
    out = []
    for point, village, number in zip(places.points, places.village_id, rows.row_numbers, strict=True):
        if point is not None:
            out.append(heights[tree.nearest(point)])
            continue
        own = cells[cells["village_id"] == village]
        if own["area_m2"].sum() <= 0:
            raise InputError("source-row-without-place", file=rows.file, row=number)
        out.append(np.average(own["elevation_m"], weights=own["area_m2"]))
    return np.array(out), [note for note in places.notes if note.key != "source-by-village"]
