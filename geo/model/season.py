"""The season: stages of the crop, sowing classes, windows in which a sweep is run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray


class Stage(StrEnum):
    """What the crop looks like; NONE before it shows and after it is gone."""

    NONE = "none"
    ROSETTE = "rosette"
    BUD = "bud"
    FLOWER = "flower"
    CAPSULE = "capsule"


STAGES: Final = (Stage.NONE, Stage.ROSETTE, Stage.BUD, Stage.FLOWER, Stage.CAPSULE)
"""Stages in order; kernels hold a stage as its index here."""


@dataclass(frozen=True)
class Window:
    """A season window: dates in which a sweep is run, both days included."""

    window_id: str
    name: str
    opens: date
    closes: date


@dataclass(frozen=True)
class ObservedStage:
    """A stage seen on the ground on a date at an elevation: it pins the season."""

    stage: Stage
    seen_on: date
    elevation_m: float


@dataclass(frozen=True)
class CropYear:
    """Crop dates as fractions of days since 1 January of the season's year, by elevation band.

    Arrays are (bands,): `elevation_m` ascending; dates of the middle sowing class. Between bands dates are
    interpolated, beyond them extended with the last slope.
    """

    year: int
    elevation_m: NDArray[np.float64]
    sown: NDArray[np.float64]
    emerged: NDArray[np.float64]
    flowering: NDArray[np.float64]
    lancing: NDArray[np.float64]
    ended: NDArray[np.float64]
