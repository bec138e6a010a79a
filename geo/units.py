"""Units and the few conversions between them, each written once."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

M2_PER_HA: Final = 10_000.0
M2_PER_KM2: Final = 1_000_000.0
M2_PER_MU: Final = 2_000.0 / 3.0  # 15 mu (亩) are one hectare
SECONDS_PER_HOUR: Final = 3_600.0
SECONDS_PER_MINUTE: Final = 60.0


def kmh_to_seconds_per_metre(kmh: float) -> float:
    """Turn a speed in km/h into a pace in s/m.

    >>> kmh_to_seconds_per_metre(3.6)
    1.0
    """
    return 3.6 / kmh


def whole_seconds(seconds: ArrayLike) -> NDArray[np.int64]:
    """Round times up to whole seconds, so that no plan promises a team less time than it needs.

    Infinite times stay unreachable: they become `UNREACHABLE_S`.
    """
    values = np.asarray(seconds, dtype=float)
    # 1e-6 s of float noise is not a second of walking.
    rounded = np.ceil(np.where(np.isfinite(values), values, 0.0) - 1e-6).astype(np.int64)
    return np.where(np.isfinite(values), np.minimum(rounded, UNREACHABLE_S), UNREACHABLE_S)


UNREACHABLE_S: Final = 10_000_000  # about 116 days: longer than any day, small enough to add up in int32


def round_up_minutes(seconds: float) -> int:
    """Whole minutes, rounded up."""
    return math.ceil(seconds / SECONDS_PER_MINUTE - 1e-9)
