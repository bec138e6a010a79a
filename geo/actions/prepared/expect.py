"""Say what is expected where and when: what coverage, exports and the plan alike are held against."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from geo.actions.prepared.prepare import Prepared
from geo.model.notes import Note
from geo.model.season import CropYear
from geo.search.detection import visibility
from geo.search.phenology import check_windows, crop_year, default_windows
from geo.search.risk import risk
from geo.settings import Settings
from geo.sources.derived import derived_key, digest_of, keep, kept

_CELLS_AT_A_TIME = 20_000


@dataclass(frozen=True)
class Expected:
    """What is expected this season: crop_year; tables RISK, WINDOWS; notes: what was assumed.

    key: hash of all that it was made from, cells and settings among it.
    """

    crop_year: CropYear
    risk: Any
    windows: Any
    notes: tuple[Note, ...]
    key: str


def expect(prepared: Prepared) -> Expected:
    """Return the expected plots, the crop dates and the windows: kept since the last time, or made and kept.

    Raises
    ------
    InputError : windows reversed, or one in which nothing is visible; nothing is kept
    """
    key = _key(prepared)
    folder = prepared.site_dir / "derived" / f"expected-{key}"
    found = kept(folder)
    if found is not None:
        tables, dates, facts = found
        notes = tuple(Note(key, args) for key, args in facts["notes"])
        return Expected(CropYear(facts["year"], **dates), tables["risk"], tables["windows"], notes, key)
    made = _made(prepared, key)
    dates = asdict(made.crop_year)
    facts = {"year": dates.pop("year"), "notes": [[note.key, note.args] for note in made.notes]}
    keep(folder, tables={"risk": made.risk, "windows": made.windows}, arrays=dates, facts=facts)
    return made


def _made(prepared: Prepared, key: str) -> Expected:
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
    check_windows(windows, _best_visibility(cells, year, windows, settings))
    return Expected(year, risk_table, windows, (*risk_notes, *season_notes), key)


def _best_visibility(cells: Any, year: CropYear, windows: Any, settings: Settings) -> Any:
    """Say what can be seen best in each window; a part of the cells at a time, for the sake of memory."""
    starts = range(0, len(cells), _CELLS_AT_A_TIME)
    parts = [cells.iloc[start : start + _CELLS_AT_A_TIME] for start in starts]
    shown = (visibility(part, year, windows, settings) for part in parts)
    best = [table.groupby("window_id", as_index=False)["sweep_width_m"].max() for table in shown]
    return pd.concat(best, ignore_index=True)


def _key(prepared: Prepared) -> str:
    """Hash all that it is made from."""
    tables = {"cells": prepared.cells, "history": prepared.history, "effort": prepared.effort,
              "leads": prepared.leads, "closed": prepared.closed, "climate": prepared.climate,
              "windows": prepared.windows}  # fmt: skip
    digests = {name: None if table is None else digest_of(table) for name, table in tables.items()}
    return derived_key(
        {
            "what": "expected",
            **digests,
            "images": digest_of({"covered": prepared.images_covered}),
            "observed": [asdict(seen) for seen in prepared.observed],
            "season": prepared.site.season.model_dump(),
            "settings": asdict(prepared.settings),
        }
    )


def _weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    order = np.argsort(values, kind="stable")
    running = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(running, running[-1] / 2)])
