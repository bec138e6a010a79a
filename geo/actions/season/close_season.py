"""Close a season: what was walked and found in it counts when the next one is planned."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.actions.coverage.cover import cover_recorded, recorded_of
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import Prepared, prepare
from geo.ground.crs import to_lonlat
from geo.model import schema
from geo.model.notes import Note, OnProgress, assumptions, silent
from geo.model.tables import check
from geo.records.actor import ALONE, Actor
from geo.records.seasons import close_season as close_on_record
from geo.records.store import Store

CROP = "poppy"


@dataclass(frozen=True)
class Closed:
    """A closed season: the figures that are printed, and what was left out or assumed."""

    summary: dict[str, Any]
    notes: tuple[Note, ...]


def close_season(site_dir: Path, *, actor: Actor = ALONE, on_progress: OnProgress = silent) -> Closed:
    """Close the season of site.toml: effort by cell, and its finds into the history.

    Ground that nobody searched is written down with a coverage factor of 0: next season it is known that
    nobody was there. Only opium poppy enters the history.

    Raises
    ------
    InputError : site.toml or an input is wrong
    RecordError : the season is closed already, or the actor may not
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    on_progress(3, 6, "progress-assess")
    season, year = expect(prepared), prepared.site.season.year
    with Store.open(site_dir) as store:
        recorded = recorded_of(store, season)
        covered = cover_recorded(prepared, season, recorded, kept=True)
        effort = _effort(prepared, covered.coverage, year)
        history = _history(recorded.findings, year)
        close_on_record(store, year, effort, history, actor=actor)
    on_progress(6, 6, "progress-done")
    others = len(recorded.findings) - len(history)
    notes = [Note("season-close-others", {"findings": others})] if others else []
    return Closed(
        {
            "season": str(year),
            "next": str(year + 1),
            "cells": len(effort),
            "searched": int((effort["coverage"] > 0).sum()),
            "finds": len(history),
        },
        (*notes, *assumptions(covered.notes)),
    )


def _effort(prepared: Prepared, coverage: Any, year: int) -> Any:
    """Sum the coverage factors of a season by cell: SEASON_EFFORT in EPSG:4326."""
    cells = prepared.cells
    factor = coverage.groupby("cell_id")["coverage_factor"].sum().reindex(cells["cell_id"]).fillna(0.0)
    frame = pd.DataFrame({"season": year, "cell_id": cells["cell_id"], "coverage": factor.to_numpy()})
    places = gpd.points_from_xy(cells["x"], cells["y"])
    return to_lonlat(check(gpd.GeoDataFrame(frame, geometry=places, crs=prepared.crs), schema.SEASON_EFFORT))


def _history(findings: Any, year: int) -> Any:
    """Turn a season's finds into HISTORY, EPSG:4326."""
    finds = findings[findings["species"] == CROP]
    frame = gpd.GeoDataFrame(
        {
            "history_id": np.array([f"{year}-{name}" for name in finds["finding_id"]], dtype=str),
            "season": np.full(len(finds), year),
            "village_id": finds["village_id"].to_numpy(),
            "plants": finds["plants"].to_numpy(),
            "area_m2": finds["area_m2"].to_numpy(),
        },
        geometry=finds.geometry.to_numpy(),
        crs=findings.crs,
    )
    return check(frame, schema.HISTORY)
