"""Read boundaries that come as a sheet: a row for each corner (界址点), or a row for each shape as WKT."""

from __future__ import annotations

import math
from functools import reduce
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.errors import ShapelyError

from geo.errors import InputError
from geo.model.notes import Note
from geo.settings import Settings
from geo.sources import aliases
from geo.sources.cells import read_cells
from geo.sources.written import column_of_numbers

_COLUMNS: Final = (
    "wkt", "lon", "lat", "x", "y", "ring", "corner", "village", "village_code", "township", "area_title",
    "grid_name", "compartment", "subcompartment",
)  # fmt: skip
_NAMES: Final = ("village_code", "village", "area_title", "grid_name", "compartment", "subcompartment")
_PLACES: Final = (("lon", "lat"), ("x", "y"))
_FEWEST_CORNERS: Final = 3


def read_outlines(file: Path, kind: str, *, role: str, settings: Settings) -> tuple[Any, list[Note]]:
    """Return the shapes of a sheet with the columns of their first rows; they have no CRS yet.

    Corners stand in the order in which they are walked round. Corners of one name make one shape; a column
    for the ring (圈号) tells its parts and holes apart: a ring within another is a hole.

    Raises
    ------
    InputError : as `cells.read_cells`; neither WKT nor corners, a corner without place, fewer than three
        corners, text that is no WKT
    """
    try:
        table, numbers, notes = read_cells(file, kind, role=role, columns=_COLUMNS, settings=settings)
    except InputError as fault:
        if fault.key == "source-no-headers":
            raise InputError("source-outline-columns", file=file.name) from fault
        raise
    persons = [name for name in table.columns if aliases.is_about_persons(name)]
    if persons:
        notes.append(Note("source-persons-dropped", {"file": file.name, "columns": ", ".join(persons)}))
        table = table.drop(columns=persons)
    written = aliases.column_of(table.columns, "wkt")
    if written is not None:
        return _of_wkt(table, written, numbers, name=file.name), notes
    return _of_corners(table, numbers, name=file.name), notes


def _of_wkt(table: pd.DataFrame, column: str, numbers: list[int], *, name: str) -> Any:
    shapes = []
    for text, number in zip(table[column], numbers, strict=True):
        try:
            shapes.append(shapely.from_wkt(aliases.plain_text(text).split(";")[-1] or None))
        except (ShapelyError, ValueError) as fault:
            raise InputError("source-outline-wkt", file=name, row=number, column=column) from fault
    return gpd.GeoDataFrame(table.drop(columns=column), geometry=shapes)


def _of_corners(table: pd.DataFrame, numbers: list[int], *, name: str) -> Any:
    places = next(
        (
            (east, north)
            for pair in _PLACES
            if (east := aliases.column_of(table.columns, pair[0]))
            and (north := aliases.column_of(table.columns, pair[1]))
        ),
        None,
    )
    named = list(dict.fromkeys(found for ours in _NAMES if (found := aliases.column_of(table.columns, ours))))
    if places is None or not named:
        raise InputError("source-outline-columns", file=name)
    points = np.column_stack([_numbers(table[column], numbers, column, name=name) for column in places])
    whose = [tuple(aliases.plain_text(cell) for cell in row) for row in table[named].to_numpy()]
    ring = aliases.column_of(table.columns, "ring")
    rings = [aliases.plain_text(cell) for cell in table[ring]] if ring else [""] * len(table)
    kept = [column for column in table.columns if column not in {*places, ring}]
    rows, shapes = [], []
    for members in pd.DataFrame({"whose": whose}).groupby("whose", sort=False).indices.values():
        rows.append(table[kept].iloc[members[0]])
        shapes.append(
            _shape(points, members, rings, whose=" ".join(filter(None, whose[members[0]])), name=name)
        )
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=kept).reset_index(drop=True), geometry=shapes)


def _shape(points: Any, members: Any, rings: list[str], *, whose: str, name: str) -> Any:
    """Put the rings of one name together: what lies within another is cut out of it."""
    of_ring: dict[str, list[int]] = {}
    for row in members:
        of_ring.setdefault(rings[row], []).append(int(row))
    parts = []
    for corners in of_ring.values():
        if len(corners) < _FEWEST_CORNERS:
            raise InputError("source-outline-corners", file=name, name=whose, corners=len(corners))
        parts.append(shapely.Polygon(points[corners]))
    if len(parts) == 1:
        return parts[0]  # crossing itself or not: the repair says where
    return reduce(shapely.symmetric_difference, (shapely.make_valid(part) for part in parts))


def _numbers(cells: Any, numbers: list[int], column: str, *, name: str) -> Any:
    read = column_of_numbers(list(cells), file=name, row_numbers=numbers, column=column, low=-math.inf)
    found = np.array(read, dtype=float)
    blank = np.flatnonzero(np.isnan(found))
    if len(blank):
        raise InputError("source-blank-cell", file=name, row=numbers[int(blank[0])], column=column)
    return found
