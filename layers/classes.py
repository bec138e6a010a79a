"""Put what is known of each cell into five classes: risk and priority by rank of area, coverage by POD."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.search.ranks import POD_EDGES, rank_edges
from layers.style import CIVIDIS, CLASS_OPACITY, COMPARED, NO_CLASS, VIRIDIS, rgba


class Quantity(StrEnum):
    """What the grid can show."""

    RISK = "risk"
    PRIORITY = "priority"
    COVERAGE = "coverage"
    LEFT = "left"
    COMPARE = "compare"


NAMED_SHARES: Final = (0.40, 0.30, 0.20, 0.05, 0.05)
"""Share of area that the name of each class promises; cells that are alike may fill one far beyond it."""


@dataclass(frozen=True)
class CellClasses:
    """The class of every cell, uint8 (cells,), and the colours that go with it."""

    quantity: Quantity
    classes: NDArray[np.uint8]

    @property
    def palette(self) -> list[list[int]]:
        """Colour and opacity of each class as bytes, low to high."""
        match self.quantity:
            case Quantity.COVERAGE:
                return [rgba(colour, 0.8) for colour in CIVIDIS]
            case Quantity.COMPARE:
                return [rgba(*tone) for tone in COMPARED]
            case _:
                return [rgba(colour, share) for colour, share in zip(VIRIDIS, CLASS_OPACITY, strict=True)]

    def shares(self, area_m2: Any) -> tuple[float, ...]:
        """Share of the area with a class that each class really holds, low to high; (cells,) in m2."""
        known = self.classes != NO_CLASS
        held = np.bincount(
            self.classes[known], np.asarray(area_m2, float)[known], minlength=len(self.palette)
        )
        return tuple((held / held.sum()).tolist()) if held.sum() > 0 else ()


def classify(values: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Count the edges that each value reaches; nothing positive is no class."""
    classes = np.searchsorted(edges, np.nan_to_num(values), side="right").astype(np.uint8)
    classes[~(values > 0)] = NO_CLASS
    return classes


def cell_classes(
    quantity: Quantity,
    window_id: str,
    *,
    cells: pd.DataFrame,
    risk: pd.DataFrame,
    priority: pd.DataFrame,
    coverage: pd.DataFrame,
    other_id: str = "",
) -> CellClasses:
    """Class of every row of CELLS for a quantity in a window, or in that and another one.

    What is left is put into the classes of risk before any search, so that searched ground is seen to sink.
    """
    area = cells.set_index("cell_id")["area_m2"]
    lam = risk.set_index("cell_id")["expected_plots"].reindex(area.index)
    seen = coverage[(coverage["window_id"] == window_id) & coverage["visited"]].set_index("cell_id")
    match quantity:
        case Quantity.COMPARE:
            return compared_classes(cells, coverage, window_id, other_id)
        case Quantity.RISK:
            classes = classify(_density(lam, area), rank_edges(_dense(lam, area), area))
        case Quantity.PRIORITY:
            values = priority[window_id].reindex(area.index)
            classes = classify(values.to_numpy(float), rank_edges(values, area))
        case Quantity.COVERAGE:
            return pod_classes(cells, seen["pod"])
        case Quantity.LEFT:
            left = expected_left(lam, coverage)
            classes = classify(_density(left, area), rank_edges(_dense(lam, area), area))
    return CellClasses(quantity, classes)


def pod_classes(cells: pd.DataFrame, pod: pd.Series) -> CellClasses:
    """Class of every row of CELLS by POD, indexed by cell_id; what is not in it has not been searched."""
    known = pod.reindex(cells["cell_id"]).to_numpy(float)
    classes = np.searchsorted(POD_EDGES, np.nan_to_num(known), side="right").astype(np.uint8)
    classes[np.isnan(known)] = NO_CLASS
    return CellClasses(Quantity.COVERAGE, classes)


def compared_classes(cells: pd.DataFrame, coverage: pd.DataFrame, first: str, second: str) -> CellClasses:
    """Say which cells were searched in neither of two windows (0), in the first (1), second (2), both (3)."""
    classes = visited(cells, coverage, first) + 2 * visited(cells, coverage, second)
    return CellClasses(Quantity.COMPARE, classes.astype(np.uint8))


def expected_left(lam: pd.Series, coverage: pd.DataFrame) -> pd.Series:
    """Give expected plots left in each cell: after the last looks where there were any, else as before."""
    last = coverage.groupby("cell_id")["expected_left"].min()
    return last.reindex(lam.index).fillna(lam)


def visited(cells: pd.DataFrame, coverage: pd.DataFrame, window_id: str) -> NDArray[np.uint8]:
    """1 where a cell was visited in the window, else 0: what the grid hatches, uint8 (cells,)."""
    seen = coverage.loc[(coverage["window_id"] == window_id) & coverage["visited"], "cell_id"]
    return cells["cell_id"].isin(seen).to_numpy().astype(np.uint8)


def _dense(plots: pd.Series, area_m2: pd.Series) -> pd.Series:
    # A piece cut by a border is as worth walking as the whole square beside it: rank by plots per area.
    return plots / area_m2


def _density(plots: pd.Series, area_m2: pd.Series) -> Any:
    return _dense(plots, area_m2).to_numpy(float)
