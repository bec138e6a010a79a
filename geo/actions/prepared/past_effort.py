"""Past search effort by cell, where it is given as a raster of coverage factors or as tracks."""

from __future__ import annotations

from dataclasses import asdict
from datetime import tzinfo
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.actions.prepared.ground import GroundOfSite, input_path, input_row
from geo.ground.cellstats import cell_statistics
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check
from geo.search.swept import swept_area
from geo.settings import Settings
from geo.sources.derived import derived_key, keep, kept, sha256_of
from geo.sources.past_effort import effort_form, read_effort_raster
from geo.sources.site import InputRow, SiteFile
from geo.sources.tracks import read_tracks


def effort_by_cell(
    site_dir: Path, site: SiteFile, ground: GroundOfSite, time_zone: tzinfo, settings: Settings
) -> tuple[Any, list[Note]]:
    """Make SEASON_EFFORT in the working CRS of past effort; None where a sheet or nothing is given.

    A raster's factor of a cell is its exact mean by area over the pixels that have one; a cell without any
    is not logged. Tracks of a season give W L / A with the width W told for them, or an assumed one; a cell
    that none of them enters was not searched in that season. What was read is kept in derived/.

    Raises
    ------
    InputError : as `read_effort_raster` and `read_tracks`
    """
    row = input_row(site, "effort")
    if row is None:
        return None, []
    file = input_path(site_dir, row)
    form = effort_form(file, settings=settings)
    if form == "sheet":
        return None, []
    parts: dict[str, Any] = {
        "file": sha256_of(file),
        "row": row.model_dump(mode="json"),
        "grid": asdict(settings.grid),
    }
    parts |= {"crs": ground.crs, "cells": [len(ground.cells), str(ground.cells["area_m2"].sum())]}
    parts |= {"width_m": settings.risk.past_width_m}
    folder = site_dir / "derived" / f"effort-{derived_key(parts)}"
    found = kept(folder)
    if found is not None:
        tables, _, facts = found
        return tables["effort"], [Note(key, args) for key, args in facts["notes"]]
    make = _of_raster if form == "raster" else _of_tracks
    table, notes = make(file, row, ground, time_zone, settings)
    keep(folder, tables={"effort": table}, arrays={},
         facts={"notes": [[note.key, note.args] for note in notes]})  # fmt: skip
    return table, notes


def with_records(given: Any, closed: Any) -> Any:
    """Put what was given under what is on record: a season that was closed here counts by its record."""
    if given is None or closed is None:
        return closed if given is None else given
    rest = given[~given["season"].isin(closed["season"])]
    return pd.concat([rest, closed], ignore_index=True) if len(rest) else closed


def _of_raster(
    file: Path, row: InputRow, ground: GroundOfSite, time_zone: tzinfo, settings: Settings  # noqa: ARG001
) -> tuple[Any, list[Note]]:  # fmt: skip
    whole = shapely.union_all(ground.villages.geometry.to_numpy())
    grid, bands, notes = read_effort_raster(
        file, crs=ground.crs, site=whole, seasons=row.seasons, settings=settings
    )
    table = cell_statistics(
        ground.villages, grid, cell_size_m=settings.grid.cell_size_m, spread={},
        means={str(year): band for year, band in bands.items()}, classes=None,
    )  # fmt: skip
    ids = ground.villages["village_id"].to_numpy()[table["village"]]
    places = pd.MultiIndex.from_arrays([ids, table["ix"], table["iy"]])
    wanted = places.get_indexer(pd.MultiIndex.from_frame(ground.cells[["village_id", "ix", "iy"]]))
    by_season = {year: table[f"{year}_mean"].to_numpy(float)[wanted] for year in bands}
    return _table(by_season, ground), notes


def _of_tracks(
    file: Path, row: InputRow, ground: GroundOfSite, time_zone: tzinfo, settings: Settings
) -> tuple[Any, list[Note]]:
    tracks, notes = read_tracks(
        file, crs=ground.crs, time_zone=time_zone, datum=row.datum or None, settings=settings
    )
    width_m = row.sweep_width_m or settings.risk.past_width_m
    walked = tracks[tracks["mode"] == "foot"]
    ground_m2 = ground.cells["searchable_m2"].to_numpy(float)
    by_season = {}
    for year, lines in walked.groupby(walked["walked_on"].dt.year):
        swept = swept_area(
            lines.geometry.to_numpy(), half_width_m=width_m / 2, villages=ground.villages,
            cells=ground.cells, cell_size_m=settings.grid.cell_size_m,
        )  # fmt: skip
        length_m = swept["length_m"].reindex(ground.cells["cell_id"]).fillna(0.0).to_numpy()
        per_m2 = np.divide(length_m, ground_m2, out=np.zeros_like(length_m), where=ground_m2 > 0)
        by_season[int(year)] = width_m * per_m2
    said = "effort-tracks-width" if row.sweep_width_m else "assumed-effort-width"
    args: dict[str, object] = {
        "file": file.name,
        "width": f"{width_m:g}",
        "seasons": ", ".join(map(str, by_season)),
    }
    return _table(by_season, ground), [*notes, Note(said, args)]


def _table(by_season: dict[int, Any], ground: GroundOfSite) -> Any:
    """Make SEASON_EFFORT of coverage factors (cells,) by season; NaN is not logged."""
    cells = ground.cells[["cell_id", "x", "y"]]
    frames = [cells.assign(season=year, coverage=values) for year, values in by_season.items()]
    rows = pd.concat(frames, ignore_index=True).dropna(subset="coverage").reset_index(drop=True)
    shapes = shapely.points(rows["x"].to_numpy(float), rows["y"].to_numpy(float))
    table = gpd.GeoDataFrame(rows.drop(columns=["x", "y"]), geometry=shapes, crs=ground.crs)
    return check(table, schema.SEASON_EFFORT)
