"""Say by pattern, not by colour, how ground stands: visited, too steep, restricted, suspended."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from layers.classes import visited


class Mark(IntEnum):
    """Pattern of a pixel of the grid; grid_image.js draws it by its number, map.css in the legend."""

    NONE = 0
    VISITED = 1  # rising lines
    STEEP = 2  # level lines
    RESTRICTED = 3  # crosses
    SUSPENDED = 4  # dots
    LATER = 5  # falling lines: searched in the second of two windows only
    BOTH = 6  # rising and falling lines


def ground_marks(
    cells: pd.DataFrame, ground: pd.DataFrame, coverage: pd.DataFrame, window_id: str, *, hatch: bool
) -> NDArray[np.uint8]:
    """Mark of every cell, uint8 (cells,); what somebody decided comes before what was searched.

    Parameters
    ----------
    ground : GROUND
    hatch : mark visited cells too; not where colour says already how well ground was seen
    """
    marks = visited(cells, coverage, window_id) * np.uint8(Mark.VISITED if hatch else Mark.NONE)
    stands = ground.set_index("cell_id")[["state", "reason"]].reindex(cells["cell_id"])
    state, reason = stands["state"].to_numpy(), stands["reason"].to_numpy()
    marks[reason == "steep"] = Mark.STEEP
    marks[(state == "restricted") & (reason != "steep")] = Mark.RESTRICTED
    marks[state == "suspended"] = Mark.SUSPENDED
    return marks.astype(np.uint8)


def compared_marks(classes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Patterns that go with the classes of two windows held beside each other: 1 first, 2 second, 3 both."""
    patterns = np.array([Mark.NONE, Mark.VISITED, Mark.LATER, Mark.BOTH], dtype=np.uint8)
    return patterns[classes]


def marks_in(marks: NDArray[np.uint8]) -> tuple[Mark, ...]:
    """Patterns that are on a map, for its legend."""
    return tuple(Mark(code) for code in np.unique(marks) if code)
