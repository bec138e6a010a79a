"""What leads and images say: how much each raises or lowers the odds of a cell, and which must be entered."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.notes import Note
from geo.settings import Settings

_IMAGE_KINDS = ("satellite", "drone")
_OPEN_STATES = ("new", "assigned")


def required_leads(leads: Any, settings: Settings) -> Any:
    """Leads that are required stops: open, with a place, and a satellite mark, a place or strongly believed.

    Parameters
    ----------
    leads : LEADS
    settings : settings

    Returns
    -------
    rows of LEADS
    """
    named = leads["kind"].isin(["satellite", "place"]) | (
        leads["strength"] >= settings.risk.required_strength
    )
    return leads[named & leads["state"].isin(_OPEN_STATES) & _placed(leads)]


def lead_times(
    cells: Any, plots: NDArray[np.float64], leads: Any, images_covered: Any, settings: Settings
) -> tuple[NDArray[np.float64], list[Note]]:
    """Tell what leads and images multiply each cell's expected plots by.

    A lead with a place multiplies the odds of the cells around it by 1 + (LR - 1) exp(-d2 / 2 error2), d
    being its distance to the cell's square, 0 inside; several leads multiply. A lead known only by village
    multiplies the odds of the whole village, and its cells share that in proportion. Imaged ground without
    a satellite mark in the cell has its odds multiplied by 0.51 to the power of the imaged share.

    Parameters
    ----------
    cells : CELLS
    plots : (cells,) expected plots before leads
    leads : LEADS
    images_covered : (cells,) share of each cell that images covered, or None
    settings : settings

    Returns
    -------
    (cells,) factors above 0; notes on leads without a place
    """
    ratio = _likelihood_ratio(leads, settings)
    placed = _placed(leads)
    after, notes = _by_village(cells, plots, leads[~placed], ratio[~placed])
    odds = _by_place(cells, leads[placed], ratio[placed], settings)
    if images_covered is not None:
        marked = _marked(cells, leads[placed & (leads["kind"] == "satellite")], settings)
        share = np.clip(np.asarray(images_covered, float), 0, 1)
        odds = odds * settings.risk.imaged_lr ** np.where(marked, 0.0, share)
    after = _raise_odds(after, odds)
    # Where nothing can stand (no searchable ground) any factor is right; 1 says that leads change nothing.
    return np.divide(after, plots, out=np.ones_like(plots), where=plots > 0), notes


def _raise_odds(plots: NDArray[np.float64], times: Any) -> NDArray[np.float64]:
    """Multiply the odds p / (1 - p) = exp(lam) - 1 of each mean and give the mean back."""
    # What no lead speaks of keeps its figure to the last digit.
    return np.where(times == 1, plots, np.log1p(np.expm1(plots) * times))


def _likelihood_ratio(leads: Any, settings: Settings) -> NDArray[np.float64]:
    risk = settings.risk
    believed = 1 + risk.lead_lr * leads["strength"].to_numpy(float)
    by_kind = np.where(leads["kind"] == "satellite", risk.satellite_lr, believed)
    silent = (leads["kind"] == "place") | (leads["state"] == "ruled_out")
    return np.where(silent, 1.0, by_kind)


def _placed(leads: Any) -> NDArray[np.bool_]:
    return (leads.geometry.notna() & ~leads.geometry.is_empty).to_numpy()


def _by_village(
    cells: Any, plots: NDArray[np.float64], leads: Any, ratio: NDArray[np.float64]
) -> tuple[NDArray[np.float64], list[Note]]:
    told = ratio != 1
    if not told.any():
        return plots, []
    odds = pd.Series(ratio).groupby(leads["village_id"].to_numpy()).prod()
    before = pd.Series(plots).groupby(cells["village_id"].to_numpy()).sum()
    raised = _raise_odds(before.to_numpy(), odds.reindex(before.index).fillna(1.0).to_numpy())
    times = np.divide(raised, before.to_numpy(), out=np.ones(len(before)), where=before.to_numpy() > 0)
    factor = pd.Series(times, index=before.index).reindex(cells["village_id"]).to_numpy()
    return plots * factor, [Note("search-leads-village-only", {"leads": int(told.sum())})]


def _by_place(cells: Any, leads: Any, ratio: NDArray[np.float64], settings: Settings) -> NDArray[np.float64]:
    odds = np.ones(len(cells))
    default_m = np.where(
        leads["kind"].isin(_IMAGE_KINDS), settings.risk.error_image_m, settings.risk.error_other_m
    )
    error_m = leads["error_m"].to_numpy(float)
    error_m = np.where(np.isnan(error_m) | (error_m <= 0), default_m, error_m)
    for x, y, lr, error in zip(leads.geometry.x, leads.geometry.y, ratio, error_m, strict=True):
        if lr != 1:
            odds *= 1 + (lr - 1) * np.exp(-(_square_distance_m(cells, x, y, settings) ** 2) / (2 * error**2))
    return odds


def _marked(cells: Any, marks: Any, settings: Settings) -> NDArray[np.bool_]:
    size_m = settings.grid.cell_size_m
    squares = pd.MultiIndex.from_arrays([marks.geometry.x // size_m, marks.geometry.y // size_m])
    return pd.MultiIndex.from_arrays([cells["ix"].astype(float), cells["iy"].astype(float)]).isin(squares)


def _square_distance_m(cells: Any, x: float, y: float, settings: Settings) -> NDArray[np.float64]:
    size_m = settings.grid.cell_size_m
    beside = [np.abs((cells[column].to_numpy(float) + 0.5) * size_m - at) - size_m / 2
              for column, at in (("ix", x), ("iy", y))]  # fmt: skip
    return np.hypot(*(np.maximum(gap, 0.0) for gap in beside))
