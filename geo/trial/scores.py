"""Score a ranking of the ground by what was found on it: shares at the top, AUC, calibration."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TIE_ORDERS = 25
"""Random orders of equal ranks over which a share is averaged."""


def ranked(score: Floats, rng: np.random.Generator) -> NDArray[np.int64]:
    """Rows from the highest score to the lowest; ties stand in random order."""
    return np.lexsort((rng.random(len(score)), -_rounded(score)))


def _rounded(score: Floats) -> Floats:
    """Keep 12 digits: scores that differ by float noise only are ties."""
    exponent = np.floor(np.log10(np.maximum(np.abs(score), 1e-300)))
    unit = 10.0 ** np.clip(exponent - 11, -290, 290)
    return np.rint(score / unit) * unit


def share_at_top(score: Floats, finds: Floats, cost: Floats, part: float, rng: np.random.Generator) -> float:
    """Share of the finds in the part of the cost (area, hours) that ranks first.

    Parameters
    ----------
    score, finds, cost : (cells,)
    part : share of the whole cost, 0 to 1; of the cell in which it ends a share is counted
    rng : orders ties; the mean of `TIE_ORDERS` orders is given

    >>> score, finds = np.array([3.0, 2.0, 1.0]), np.array([1.0, 0.0, 1.0])
    >>> share_at_top(score, finds, np.ones(3), 1 / 3, np.random.default_rng(1))
    0.5
    """
    if finds.sum() <= 0:
        return float("nan")
    shares = []
    for _ in range(TIE_ORDERS if len(np.unique(score)) < len(score) else 1):
        order = ranked(score, rng)
        running = np.concatenate([[0.0], np.cumsum(cost[order])])
        gained = np.concatenate([[0.0], np.cumsum(finds[order])])
        shares.append(np.interp(part * running[-1], running, gained) / gained[-1])
    return float(np.mean(shares))


def curve(score: Floats, finds: Floats, cost: Floats, rng: np.random.Generator, points: int = 21) -> Floats:
    """Share of the finds within each share of the cost, (points,) from 0 to 1: what a chart draws."""
    order = ranked(score, rng)
    running = np.concatenate([[0.0], np.cumsum(cost[order])])
    gained = np.concatenate([[0.0], np.cumsum(finds[order])])
    return np.interp(np.linspace(0, running[-1], points), running, gained) / max(gained[-1], 1e-12)


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
