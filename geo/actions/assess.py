"""Say how likely every cell is, when the crop shows, and what a visit would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geo.actions.prepare import Prepared
from geo.model.notes import Note
from geo.model.season import CropYear
from geo.route.problem import searchers
from geo.search.detection import options, priority, visibility
from geo.search.phenology import check_windows, crop_year, default_windows
from geo.search.risk import risk


@dataclass(frozen=True)
class Season:
    """The season as the planner sees it.

    crop_year; tables RISK, WINDOWS, VISIBILITY, OPTIONS (schema); walkers: team sizes in OPTIONS, ascending;
    priority: index cell_id, a column per window_id, expected finds per hour of the next pass by the
    commonest team size; notes: what was assumed.
    """

    crop_year: CropYear
    risk: Any
    windows: Any
    visibility: Any
    options: Any
    walkers: list[int]
    priority: pd.DataFrame
    notes: tuple[Note, ...]


def assess(prepared: Prepared) -> Season:
    """Turn prepared ground and evidence into expected plots, windows, visibility and options.

    Raises
    ------
    InputError : windows reversed, or one in which nothing is visible
    """
    cells, settings, season = prepared.cells, prepared.settings, prepared.site.season
    risk_table, risk_notes = risk(
        cells,
        history=prepared.history,
        effort=prepared.effort,
        leads=prepared.leads,
        images_covered=prepared.images_covered,
        season=season.year,
        settings=settings,
        closed=prepared.closed,
    )
    median_m = _weighted_median(cells["elevation_m"].to_numpy(), risk_table["expected_plots"].to_numpy())
    year, season_notes = crop_year(
        season.year,
        climate=prepared.climate,
        preset=season.preset,
        sowing=season.sowing,
        observed=prepared.observed,
        median_elevation_m=float(np.median(cells["elevation_m"])),
        settings=settings,
    )
    windows = prepared.windows
    if windows is None:
        windows = default_windows(year, median_m, settings)
    visible = visibility(cells, year, windows, settings)
    check_windows(windows, visible)
    walkers = sorted({searchers(team, settings) for team in prepared.teams.itertuples()})
    choices = options(cells, risk_table, visible, walkers, settings)
    common = int(
        pd.Series([searchers(team, settings) for team in prepared.teams.itertuples()]).mode().iloc[0]
    )
    return Season(
        crop_year=year,
        risk=risk_table,
        windows=windows,
        visibility=visible,
        options=choices,
        walkers=walkers,
        priority=priority(cells, choices, common, settings),
        notes=(*risk_notes, *season_notes),
    )


def _weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    order = np.argsort(values, kind="stable")
    running = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(running, running[-1] / 2)])
