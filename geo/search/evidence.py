"""What the land itself says: six factors of a cell, each 0 to 1, and their weighted sum."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.schema import FACTORS
from geo.settings import RiskSettings, Settings


def evidence(cells: Any, settings: Settings) -> Any:
    """Weigh the six factors of the land (methods 3).

    A factor that is not known (no water, no road, no land cover) is null, and its weight is shared among
    the rest in proportion.

    Parameters
    ----------
    cells : CELLS
    settings : settings

    Returns
    -------
    DataFrame on the index of `cells`: factor_<name> for each of FACTORS, 0 to 1 or NaN; evidence, 0 to 1
    """
    factors = _factors(cells, settings.risk)
    shares = weight_shares(factors, settings)
    table = pd.DataFrame({f"factor_{name}": factors[:, i] for i, name in enumerate(FACTORS)}, cells.index)
    return table.assign(evidence=np.nansum(factors * shares, axis=1))


def weight_shares(factors: NDArray[np.float64], settings: Settings) -> NDArray[np.float64]:
    """Weights of (cells, factors) that add up to 1 over the factors known in each cell; 0 where unknown."""
    weights = np.array([getattr(settings.risk, f"weight_{name}") for name in FACTORS])
    known = np.where(np.isnan(factors), 0.0, weights)
    total = known.sum(axis=1, keepdims=True)
    return np.divide(known, total, out=np.zeros_like(known), where=total > 0)


def _factors(cells: Any, risk: RiskSettings) -> NDArray[np.float64]:
    low, full, full_to, high = risk.slope_deg
    # Without an elevation model slope and aspect are not flat but unknown; without land cover, edges too.
    no_relief = cells["void_share"].to_numpy(float) > 1 - 1e-9
    unmapped = cells["mapped_share"].to_numpy(float) < 1e-9
    slope = np.interp(cells["slope_deg"].to_numpy(float), (low, full, full_to, high), (0, 1, 1, 0))
    south = (1 + cells["southness"].to_numpy(float)) / 2
    edge = cells["edge_share"].to_numpy(float) / risk.edge_full_share
    columns = {
        "remote": (cells["remote_h"].to_numpy(float) - risk.remote_from_h) / risk.remote_over_h,
        "water": 1 - (cells["water_m"].to_numpy(float) - risk.water_near_m) / risk.water_over_m,
        "slope": np.where(no_relief, np.nan, slope),
        "south": np.where(no_relief, np.nan, south),
        "seam": 1 - cells["seam_m"].to_numpy(float) / risk.seam_over_m,
        "edge": np.where(unmapped, np.nan, edge),
    }
    return np.clip(np.column_stack([columns[name] for name in FACTORS]), 0.0, 1.0)
