"""Where it is expected: expected plots of every cell, as factors that multiply to it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.land import COVER_COLUMNS, LandCover
from geo.model.notes import Note
from geo.model.schema import FACTORS, RISK, TIMES
from geo.model.tables import check
from geo.search.effort import cell_effort, known_finds, past_effort
from geo.search.evidence import evidence, weight_shares
from geo.search.kernel import gaussian_sums
from geo.search.leads import lead_times, required_leads
from geo.search.reasons import reasons
from geo.settings import Settings
from geo.units import M2_PER_KM2

__all__ = ["past_effort", "reasons", "required_leads", "risk"]


def risk(
    cells: Any,
    *,
    history: Any,
    effort: Any,
    leads: Any,
    images_covered: Any,
    season: int,
    settings: Settings,
    closed: Any = None,
) -> tuple[Any, list[Note]]:
    """Estimate the expected plots of each cell this season (methods 3).

    Parameters
    ----------
    cells : CELLS
    history, effort, leads : HISTORY, EFFORT, LEADS in the working CRS; any may have no rows
    images_covered : (cells,) share of each cell that satellite or drone images covered, or None
    season : year that is planned
    settings : settings; the cell size is that of the grid
    closed : SEASON_EFFORT in the working CRS, effort by cell of seasons closed in Tacha, or None

    Returns
    -------
    RISK in the order of CELLS: the columns times_... multiply to expected_plots; and what was assumed
    """
    known = evidence(cells, settings)
    times = _land_times(cells, known, settings)
    villages = pd.unique(cells["village_id"])
    finds, weight, notes = known_finds(history, villages, season, settings)
    searched, unlogged = cell_effort(
        cells, effort=effort, history=finds, closed=closed, season=season, settings=settings
    )
    times["level"] = np.full(len(cells), _level(_product(times), weight, searched, times["ground"], settings))
    times["village"] = _village_times(cells, _product(times), searched, finds, weight, settings)
    times["local"] = _local_times(cells, _product(times), searched, finds, weight, settings)
    times["leads"], told = lead_times(cells, _product(times), leads, images_covered, settings)
    table = known.assign(cell_id=cells["cell_id"], **{f"times_{name}": times[name] for name in TIMES})
    table = table.assign(expected_plots=_product(times))
    table = table.assign(p=-np.expm1(-table["expected_plots"]), risk_class=_classes(cells, table, settings))
    return check(table, RISK), [*_said(times, known, len(finds), settings), *notes, *unlogged, *told]


def _land_times(cells: Any, known: Any, settings: Settings) -> dict[str, NDArray[np.float64]]:
    factors = known[[f"factor_{name}" for name in FACTORS]].to_numpy(float)
    raised = np.exp(settings.risk.steepness * np.nan_to_num(factors) * weight_shares(factors, settings))
    crop = cells[COVER_COLUMNS[LandCover.CROP]].to_numpy(float) > settings.risk.crop_share
    return {
        "ground": cells["searchable_m2"].to_numpy(float) / M2_PER_KM2,
        **{name: raised[:, column] for column, name in enumerate(FACTORS)},
        "crop": np.where(crop, settings.risk.crop_times, 1.0),
    }


def _product(times: dict[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    return np.prod([times[name] for name in TIMES if name in times], axis=0)


def _level(
    weighed_km2: NDArray[np.float64],
    finds: NDArray[np.float64],
    searched: NDArray[np.float64],
    ground_km2: NDArray[np.float64],
    settings: Settings,
) -> float:
    """Level a = (5 + sum y) / (5 sum g / N0 + sum g E): plots per km2 of ground without evidence."""
    shape = settings.risk.level_shape
    guessed = settings.risk.plots_per_km2 * ground_km2.sum()
    if guessed <= 0:
        return 0.0
    return (shape + finds.sum()) / (shape * weighed_km2.sum() / guessed + (weighed_km2 * searched).sum())


def _village_times(
    cells: Any,
    plots: NDArray[np.float64],
    searched: NDArray[np.float64],
    finds: Any,
    weight: NDArray[np.float64],
    settings: Settings,
) -> NDArray[np.float64]:
    """Village factor (2 + H) / (2 + X): what was found there against what the land made one expect."""
    shape = settings.risk.village_shape
    expected = pd.Series(plots * searched).groupby(cells["village_id"].to_numpy()).sum()
    found = pd.Series(weight).groupby(finds["village_id"].to_numpy()).sum()
    factor = (shape + found.reindex(expected.index).fillna(0.0)) / (shape + expected)
    return factor.reindex(cells["village_id"]).to_numpy()


def _local_times(
    cells: Any,
    plots: NDArray[np.float64],
    searched: NDArray[np.float64],
    finds: Any,
    weight: NDArray[np.float64],
    settings: Settings,
) -> NDArray[np.float64]:
    """Local factor (0.3 + K*y) / (0.3 + K*(lam E)) around finds that have a place."""
    shape = settings.risk.local_shape
    sigma_m = max(settings.risk.local_sigma_m, 2 * settings.grid.cell_size_m)
    x, y = cells["x"].to_numpy(float), cells["y"].to_numpy(float)
    placed = (finds.geometry.notna() & ~finds.geometry.is_empty).to_numpy()
    places = finds.geometry[placed]
    near = gaussian_sums(x, y, sources=(places.x, places.y), weights=weight[placed], sigma_m=sigma_m)
    due = gaussian_sums(x, y, sources=(x, y), weights=plots * searched, sigma_m=sigma_m)
    return (shape + near) / (shape + due)


def _classes(cells: Any, table: Any, settings: Settings) -> NDArray[np.object_]:
    """High: the first 10 % of searchable area by expected plots per area; medium: the next 20 %."""
    area_m2 = cells["searchable_m2"].to_numpy(float)
    plots = table["expected_plots"].to_numpy(float)
    # 12 digits: cells that differ by float noise only are ties, and ties go by name.
    density = np.divide(plots, area_m2, out=np.zeros_like(plots), where=area_m2 > 0)
    density = np.array([float(f"{value:.12g}") for value in density])
    order = np.lexsort((cells["cell_id"].to_numpy(object).astype(str), -density))
    before = np.cumsum(area_m2[order]) - area_m2[order]
    total = area_m2.sum()
    high = settings.risk.high_share * total
    medium = high + settings.risk.medium_share * total
    named = np.where(before < high, "high", np.where(before < medium, "medium", "low"))
    classes = np.empty(len(cells), dtype=object)
    classes[order] = np.where(area_m2[order] > 0, named, "low")
    return classes


def _said(times: dict[str, NDArray[np.float64]], known: Any, records: int, settings: Settings) -> list[Note]:
    density = settings.risk.plots_per_km2
    plots = round(density * float(times["ground"].sum()), 1)
    guess: dict[str, object] = {"plots_per_km2": density, "plots": plots}
    notes = [] if records else [Note("search-plots-assumed", guess)]
    missing = [name for name in FACTORS if known[f"factor_{name}"].isna().all()]
    return notes + [Note("search-factor-missing", {"factor": name}) for name in missing]
