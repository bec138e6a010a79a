"""Put cells into five classes by rank of area: the edges that the map and the files for others share."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

TOP_AREA: Final = (0.60, 0.30, 0.10, 0.05)
"""Share of area above the lower edge of classes 1 to 4; the upper two together are METHODS' class `high`."""

POD_EDGES: Final = (0.2, 0.4, 0.6, 0.8)
"""Chance of detection from which ground belongs to classes 1 to 4."""


def rank_edges(values: pd.Series, area_m2: pd.Series) -> NDArray[np.float64]:
    """Values from which a cell belongs to classes 1 to 4, so that each holds its share of area.

    Parameters
    ----------
    values : what ranks the cells, larger first; cells without a positive value take no part
    area_m2 : on the same index
    """
    known = values[values > 0].sort_values(ascending=False, kind="stable")
    if known.empty:
        return np.full(len(TOP_AREA), np.inf)
    area = area_m2.loc[known.index].to_numpy(float).cumsum()
    last = np.searchsorted(area, np.array(TOP_AREA) * area[-1], side="left")
    return known.to_numpy(float)[np.minimum(last, len(known) - 1)]
