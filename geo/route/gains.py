"""What one more pass would find, given every look before it: plots by sowing class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.model.season import STAGES

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Looks:
    """What the season's earlier passes did to each cell.

    coverage (cells, classes): sum of C, repeats discounted; count (cells, classes, stages): passes made while
    the class was in that stage.
    """

    coverage: Floats
    count: NDArray[np.int16]


@dataclass(frozen=True)
class View:
    """One window as the searchers see it.

    width_m (cells, classes): sweep width of one searcher; stage (cells, classes): index into STAGES;
    searcher_m (cells, 2): metres walked by all searchers in one and in two passes; area_m2 (cells,).
    """

    width_m: Floats
    stage: NDArray[np.int8]
    searcher_m: Floats
    area_m2: Floats


def no_looks(cells: int, classes: int) -> Looks:
    """Start of the season."""
    return Looks(np.zeros((cells, classes)), np.zeros((cells, classes, len(STAGES)), np.int16))


def pass_gains(expected: Floats, looks: Looks, view: View, *, repeat: float) -> Floats:
    """Return expected finds of one and of two passes now, beyond what earlier looks found (METHODS 5, 6).

    Parameters
    ----------
    expected : (cells, classes) plots of each sowing class before the season
    repeat : what a further look in the same stage is worth, 0.7

    Returns
    -------
    (cells, 2) plots; the second column is the gain of both passes together
    """
    left = expected * np.exp(-looks.coverage)
    added = _added(looks, view, repeat)
    return np.einsum("ck,ckp->cp", left, -np.expm1(-added))


def after(
    looks: Looks, view: View, cells: NDArray[np.int64], passes: NDArray[np.int64], *, repeat: float
) -> Looks:
    """Return the looks with these cells passed once or twice; the given ones stay as they are."""
    added = _added(looks, view, repeat)
    coverage, count = looks.coverage.copy(), looks.count.copy()
    coverage[cells] += np.take_along_axis(added[cells], (passes - 1)[:, None, None], axis=2)[:, :, 0]
    classes = np.arange(coverage.shape[1])
    np.add.at(count, (cells[:, None], classes[None, :], view.stage[cells]), passes[:, None])
    return Looks(coverage, count)


def _added(looks: Looks, view: View, repeat: float) -> Floats:
    """Coverage factor that one and two passes add, (cells, classes, 2)."""
    before = np.take_along_axis(looks.count, view.stage[:, :, None].astype(np.int64), axis=2)[:, :, 0]
    discount = repeat ** before.astype(float)
    per_metre = view.width_m * discount / np.maximum(view.area_m2, 1e-9)[:, None]
    one = per_metre * view.searcher_m[:, :1]
    more = per_metre * np.maximum(view.searcher_m[:, 1:] - view.searcher_m[:, :1], 0.0) * repeat
    return np.stack([one, one + more], axis=2)
