"""Score a ranking of the ground by what was found on it: shares at the top, AUC, calibration."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def _rounded(score: Floats) -> Floats:
    """Keep 12 digits: scores that differ by float noise only are ties."""
    exponent = np.floor(np.log10(np.maximum(np.abs(score), 1e-300)))
    unit = 10.0 ** np.clip(exponent - 11, -290, 290)
    return np.rint(score / unit) * unit


def share_at_top(score: Floats, finds: Floats, cost: Floats, part: float) -> float:
    """Share of the finds in the part of the cost (area, hours) that ranks first.

    Parameters
    ----------
    score, finds, cost : (cells,)
    part : share of the whole cost, 0 to 1; of the cells of equal score in which it ends a share is counted:
        what it is in the mean when ties stand in random order

    >>> score, finds = np.array([3.0, 2.0, 1.0]), np.array([1.0, 0.0, 1.0])
    >>> share_at_top(score, finds, np.ones(3), 1 / 3)
    0.5
    """
    spent, gained = _by_rank(score, finds, cost)
    return float(np.interp(part * spent[-1], spent, gained) / gained[-1]) if gained[-1] > 0 else float("nan")


def curve(score: Floats, finds: Floats, cost: Floats, points: int = 21) -> Floats:
    """Share of the finds within each share of the cost, (points,) from 0 to 1: what a chart draws."""
    spent, gained = _by_rank(score, finds, cost)
    return np.interp(np.linspace(0, spent[-1], points), spent, gained) / max(gained[-1], 1e-12)


def _by_rank(score: Floats, finds: Floats, cost: Floats) -> tuple[Floats, Floats]:
    """Cost spent and finds gained so far, from the highest score down; cells of equal score are one step."""
    table = pd.DataFrame({"score": _rounded(score), "finds": finds, "cost": cost}).groupby("score").sum()
    steps = table.iloc[::-1].cumsum()
    spent, gained = (np.concatenate([[0.0], steps[name].to_numpy(float)]) for name in ("cost", "finds"))
    return spent, gained


def auc(score: Floats, finds: Floats, area: Floats) -> float:
    """Chance that a find lies on ground that ranks above ground taken at random; ties count half.

    >>> auc(np.array([2.0, 1.0]), np.array([1.0, 0.0]), np.ones(2))
    0.75
    """
    table = pd.DataFrame({"score": _rounded(score), "finds": finds, "area": area}).groupby("score").sum()
    below = table["area"].cumsum() - table["area"]
    total = table["finds"].sum() * table["area"].sum()
    return float((table["finds"] * (below + table["area"] / 2)).sum() / total) if total > 0 else float("nan")


def calibration(expected: Floats, finds: Floats, area: Floats, groups: int = 5) -> Any:
    """Sum expected and actual finds in groups of equal area, from the least expected to the most.

    Returns
    -------
    DataFrame group (1 to `groups`), expected, found
    """
    density = np.divide(expected, area, out=np.zeros_like(expected), where=area > 0)
    order = np.argsort(density, kind="stable")
    middle = (np.cumsum(area[order]) - area[order] / 2) / max(float(area.sum()), 1e-12)
    group = np.empty(len(order), np.int64)
    group[order] = np.minimum((middle * groups).astype(np.int64), groups - 1)
    return pd.DataFrame(
        {
            "group": np.arange(1, groups + 1),
            "expected": np.bincount(group, expected, minlength=groups),
            "found": np.bincount(group, finds, minlength=groups),
        }
    )
