"""Sum what lies around each place, weighted by a Gaussian that is cut at three sigma."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import ArrayLike, NDArray

_CUT_SIGMAS = 3.0


def gaussian_sums(
    x: ArrayLike, y: ArrayLike, *, sources: tuple[ArrayLike, ArrayLike], weights: ArrayLike, sigma_m: float
) -> NDArray[np.float64]:
    """Sum the weights around each place times exp(-d2 / 2 sigma2), peak 1, nothing beyond three sigma.

    Parameters
    ----------
    x, y : (n,) places in m
    sources : x and y (m,) in m
    weights : (m,)
    sigma_m : above 0

    Returns
    -------
    (n,) sums
    """
    at_x, at_y = (np.ascontiguousarray(values, float) for values in (x, y))
    source_x, source_y = (np.asarray(values, float) for values in sources)
    if not len(source_x) or not len(at_x):
        return np.zeros(len(at_x))
    bin_m = _CUT_SIGMAS * sigma_m
    left, bottom = source_x.min(), source_y.min()
    column = ((source_x - left) // bin_m).astype(np.int64)
    row = ((source_y - bottom) // bin_m).astype(np.int64)
    columns, rows = int(column.max()) + 1, int(row.max()) + 1
    order = np.argsort(row * columns + column, kind="stable")
    held = np.bincount(row * columns + column, minlength=rows * columns)
    starts = np.concatenate([[0], np.cumsum(held)])
    return _gaussian_sums_kernel(
        at_x, at_y, source_x[order], source_y[order], np.asarray(weights, float)[order], starts,
        left, bottom, columns, rows, sigma_m, bin_m,
    )  # fmt: skip


@numba.njit(cache=True)
def _gaussian_sums_kernel(  # noqa: PLR0917
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    source_x: NDArray[np.float64],
    source_y: NDArray[np.float64],
    weights: NDArray[np.float64],
    starts: NDArray[np.int64],
    left: float,
    bottom: float,
    columns: int,
    rows: int,
    sigma_m: float,
    bin_m: float,
) -> NDArray[np.float64]:
    sums = np.zeros(len(x))
    for i in range(len(x)):
        column = int(np.floor((x[i] - left) / bin_m))
        row = int(np.floor((y[i] - bottom) / bin_m))
        for r in range(max(row - 1, 0), min(row + 2, rows)):
            for c in range(max(column - 1, 0), min(column + 2, columns)):
                for j in range(starts[r * columns + c], starts[r * columns + c + 1]):
                    d2 = (source_x[j] - x[i]) ** 2 + (source_y[j] - y[i]) ** 2
                    if d2 <= bin_m * bin_m:
                        sums[i] += weights[j] * np.exp(-d2 / (2 * sigma_m * sigma_m))
    return sums
