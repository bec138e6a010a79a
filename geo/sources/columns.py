"""Columns that several inputs share: names of rows, areas, shapes, and rows picked from a sheet."""

from __future__ import annotations

import hashlib
from typing import Any

import geopandas as gpd
import numpy as np

from geo.model.notes import Note
from geo.model.tables import check
from geo.sources import aliases
from geo.sources.places import as_points
from geo.sources.rows import Rows
from geo.units import M2_PER_MU


def spatial_table(table: dict[str, Any], points: Any, crs: str, contract: Any, rows: Rows) -> Any:
    """Put columns and points (None where there is none) together, held to the contract."""
    return check(gpd.GeoDataFrame(table, geometry=as_points(points, crs), crs=crs), contract, where=rows.file)


def ids_of(rows: Rows, letter: str, marks: list[str] | None = None) -> list[str]:
    """Ids of the file where it has some; else the row's number, or the hash of what the row says."""
    own = rows.texts("id")
    # 序号 counts the rows of one sheet: next week's sheet begins with 1 again.
    counted = marks is not None and aliases.plain_header(rows.header("id")) in {"序号", "no", "no."}
    if not counted and all(own) and len(set(own)) == len(own):
        return own
    if marks is None:
        return [f"{letter}{number}" for number in rows.row_numbers]
    seen: dict[str, int] = {}
    ids = []
    for mark in marks:
        seen[mark] = seen.get(mark, 0) + 1
        ids.append(letter + hashlib.sha256(f"{mark} {seen[mark]}".encode()).hexdigest()[:12])
    return ids


def area_m2_of(rows: Rows) -> tuple[Any, list[Note]]:
    """Area in square metres, from mu (亩) where the header says so; a header without unit is said."""
    if rows.has("area_mu"):
        mu = rows.numbers("area_mu")
        return np.where(np.isnan(mu), rows.numbers("area_m2"), mu * M2_PER_MU), []
    header = rows.header("area_m2")
    plain = rows.has("area_m2") and aliases.plain_header(header) in {"面积", "area"}
    notes = [Note("source-area-unit", {"file": rows.file, "column": header})] if plain else []
    return rows.numbers("area_m2"), notes


def picked(rows: Rows, keep: Any) -> Rows:
    """Keep some of the rows, (n,) bool, with their numbers in the file."""
    keep = np.asarray(keep, dtype=bool)
    return Rows(
        rows.cells[keep],
        None if rows.shapes is None else rows.shapes[keep],
        rows.file,
        [number for number, kept in zip(rows.row_numbers, keep, strict=True) if kept],
        rows.headers,
        rows.other[keep],
    )
