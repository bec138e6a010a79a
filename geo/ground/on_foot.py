"""Say how much of a cell people may search on foot: searchable ground that is not too steep."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def on_foot_share(cells: Any) -> NDArray[np.float64]:
    """Share of each cell's searchable ground that may be searched on foot, (cells,) 0 to 1.

    Within a cell plots are expected alike on all searchable ground, steep or not: of those on its steep part
    no search on foot finds any.

    Parameters
    ----------
    cells : CELLS

    >>> import pandas as pd
    >>> cells = pd.DataFrame({"searchable_m2": [50_000.0, 0.0], "on_foot_m2": [40_000.0, 0.0]})
    >>> on_foot_share(cells).tolist()
    [0.8, 0.0]
    """
    whole_m2, on_foot_m2 = (cells[name].to_numpy(float) for name in ("searchable_m2", "on_foot_m2"))
    return np.divide(on_foot_m2, whole_m2, out=np.zeros_like(whole_m2), where=whole_m2 > 0)
