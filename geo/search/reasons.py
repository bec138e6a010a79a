"""Say why a cell is expected to hold what it does, so that a person can multiply along."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

from geo.model.land import COVER_COLUMNS, LandCover
from geo.model.notes import Note
from geo.model.schema import TIMES

_FIGURES: Final[dict[str, Callable[[Any], dict[str, object]]]] = {
    "remote": lambda cell: {"hours": round(float(cell["remote_h"]), 1)},
    "water": lambda cell: {"metres": round(float(cell["water_m"]), -1)},
    "slope": lambda cell: {"degrees": round(float(cell["slope_deg"]))},
    "south": lambda cell: {"facing": _facing(float(cell["southness"]))},
    "seam": lambda cell: {"metres": round(float(cell["seam_m"]), -1)},
    "edge": lambda cell: {"percent": round(100 * float(cell["edge_share"]))},
    "crop": lambda cell: {"percent": round(100 * float(cell[COVER_COLUMNS[LandCover.CROP]]))},
}


def reasons(cell_row: Any, risk_row: Any) -> list[Note]:
    """Why this cell: the base, then each factor with its figure, the weightiest first, then the product.

    Parameters
    ----------
    cell_row : row of CELLS (Series)
    risk_row : row of RISK of the same cell

    Returns
    -------
    notes; a factor that is unknown or multiplies by 1 is left out, so that what stands multiplies through
    """
    times = {name: float(risk_row[f"times_{name}"]) for name in TIMES}
    base = Note(
        "search-reason-base",
        {
            "hectares": _short(times["ground"] * 100),
            "level": _short(times["level"]),
            "plots": _short(times["ground"] * times["level"]),
        },
    )
    told = [name for name in TIMES[2:] if abs(_weight(times[name])) > 5e-4]
    told.sort(key=lambda name: -abs(_weight(times[name])))
    factors = [
        Note(f"search-reason-{name}", {"times": _short(times[name]), **_figure(name, cell_row)})
        for name in told
    ]
    total = Note("search-reason-total", {"plots": _short(float(risk_row["expected_plots"]))})
    return [base, *factors, total]


def _figure(name: str, cell_row: Any) -> dict[str, object]:
    return _FIGURES[name](cell_row) if name in _FIGURES else {}


def _weight(times: float) -> float:
    return math.log(times) if times > 0 else -math.inf


def _facing(southness: float) -> str:
    if abs(southness) < 0.3:
        return "mixed"
    return "south" if southness > 0 else "north"


def _short(value: float) -> str:
    """Three digits that a person can multiply with: 0.0312, 3.14, 314."""
    if value == 0 or not math.isfinite(value):
        return "0"
    digits = max(2 - math.floor(math.log10(abs(value))), 0)
    return f"{value:.{min(digits, 9)}f}"
