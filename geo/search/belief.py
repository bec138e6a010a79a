"""Say what is still expected after looks and finds, and how sure it is that a village is free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geo.ground.grid import cell_of_points
from geo.ground.on_foot import on_foot_share
from geo.search.seen import Ground, window_of
from geo.settings import Settings

DESTROYED = ("eradicated", "verified_gone")


@dataclass(frozen=True)
class Belief:
    """Expected plots by class: before and after each row's looks (rows, classes); left (cells, classes)."""

    before: NDArray[np.float64]
    after: NDArray[np.float64]
    left: NDArray[np.float64]


@dataclass(frozen=True)
class Finds:
    """Destroyed finds: row in CELLS, row in WINDOWS of the day, and place in m; arrays are (finds,)."""

    cell: NDArray[np.int64]
    window: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]


NO_FINDS = Finds(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))


def finds_of(findings: Any, ground: Ground) -> Finds:
    """Keep the findings of opium poppy that were destroyed inside the site, in order of days.

    Parameters
    ----------
    findings : FINDINGS in the working CRS, or None
    ground : villages, cells and windows
    """
    if findings is None:
        return NO_FINDS
    destroyed = findings["state"].isin(DESTROYED) & findings["eradicated_on"].notna()
    gone = findings[destroyed & ~species_of(findings).isin(["other", "cannabis"])]
    gone = gone.sort_values("eradicated_on", kind="stable")
    if not len(gone):
        return NO_FINDS
    x, y = gone.geometry.x.to_numpy(float), gone.geometry.y.to_numpy(float)
    held = cell_of_points(ground.villages, ground.cells, x, y, ground.cell_size_m)
    cell = pd.Index(ground.cells["cell_id"]).get_indexer(held)
    window, _ = window_of(gone["eradicated_on"], ground.windows)
    inside = cell >= 0
    return Finds(cell[inside].astype(np.int64), window[inside], x[inside], y[inside])


def update_belief(
    plots: NDArray[np.float64],
    *,
    cell: NDArray[np.int64],
    window: NDArray[np.int64],
    pod: NDArray[np.float64],
    season_pod: NDArray[np.float64],
    cells: Any,
    finds: Finds,
    settings: Settings,
) -> Belief:
    """Take what was seen from what was expected, window by window (methods 5).

    After a clean search lam_k becomes lam_k (1 - POD_k) in that cell and nowhere else. A find that was
    destroyed counts at the end of its window: the looks of that window led to it, and clear nothing of the
    replanting that may follow.

    Parameters
    ----------
    plots : (cells, classes) expected plots at the beginning
    cell, window : (rows,) rows in CELLS and WINDOWS, ordered; a cell and window once
    pod, season_pod : (rows, classes) what the looks of the window have seen, and all looks up to its end
    cells : CELLS
    finds : what was destroyed
    settings : settings
    """
    left, seen = plots.copy(), np.zeros_like(plots)
    before, after = np.zeros_like(pod), np.zeros_like(pod)
    restarted = np.zeros(len(plots), dtype=bool)
    for number in np.unique(np.concatenate([window, finds.window])):
        rows = np.flatnonzero(window == number)
        here = cell[rows]
        before[rows] = left[here]
        missed = 1 - seen[here]
        still = np.divide(1 - season_pod[rows], missed, out=np.zeros_like(missed), where=missed > 0)
        # What is planted after a find hides nowhere the earlier looks have been.
        still = np.where(restarted[here, None], 1 - pod[rows], still)
        left[here] *= still
        seen[here] = season_pod[rows]
        of_window = np.flatnonzero(finds.window == number)
        left = after_finds(left, cells, finds, of_window, settings)
        restarted[finds.cell[of_window]] = True
        after[rows] = left[here]
    return Belief(before, after, left)


def after_finds(
    left: NDArray[np.float64], cells: Any, finds: Finds, which: NDArray[np.int64], settings: Settings
) -> NDArray[np.float64]:
    """Restart the cells of destroyed finds, and share what may be planted elsewhere over the cells around.

    Parameters
    ----------
    left : (cells, classes) expected plots
    cells : CELLS
    finds, which : the finds, and which of them in turn
    settings : settings

    Returns
    -------
    (cells, classes)
    """
    out = left.copy()
    if not len(which):
        return out
    detection = settings.detection
    tree = cKDTree(cells[["x", "y"]].to_numpy(float))
    places = np.column_stack([finds.x[which], finds.y[which]])
    around = tree.query_ball_point(places, detection.displaced_within_m, return_sorted=True)
    for cell, within in zip(finds.cell[which], around, strict=True):
        near = np.array(within, np.int64)
        near = near[near != cell]
        plots = out[near].sum()
        if plots > 0:
            out[near] *= 1 + detection.displaced_plots / plots
        out[cell] = detection.restart_plots / left.shape[1]
    return out


def left_on_foot(
    left: NDArray[np.float64], plots: NDArray[np.float64], cells: Any, finds: Finds
) -> NDArray[np.float64]:
    """Return expected plots left on ground on foot: what stood on steep ground is left there.

    Where looks saw more than the ground on foot, they saw some of the steep ground beside it, and nothing is
    left on foot. Of what may be planted after a find, steep ground has its share.

    Parameters
    ----------
    left, plots : (cells, classes) expected plots left, and at the beginning
    cells : CELLS
    finds : what was destroyed

    Returns
    -------
    (cells, classes)
    """
    steep = (1 - on_foot_share(cells))[:, None] * plots
    restarted = np.unique(finds.cell)
    steep[restarted] = (1 - on_foot_share(cells))[restarted, None] * left[restarted]
    return np.maximum(left - steep, 0.0)


def village_free(left: Any, cells: Any, villages: Any, findings: Any, *, introduced: float = 0.0) -> Any:
    """Chance that a village holds no plot: for the planner's own judgement, not for reports (methods 5).

    Parameters
    ----------
    left : (cells,) expected plots left
    cells, villages, findings : CELLS, VILLAGES, FINDINGS
    introduced : plots expected to be sown since, a village: the site's introduction rate at a new sowing

    Returns
    -------
    Series by village_id, 0 while a find is not destroyed
    """
    sums = pd.Series(np.asarray(left, float)).groupby(cells["village_id"].to_numpy()).sum()
    free = np.exp(-(sums.reindex(villages["village_id"]).fillna(0.0) + introduced))
    standing = findings[~findings["state"].isin(DESTROYED) & (species_of(findings) != "other")]
    free[free.index.isin(standing["village_id"])] = 0.0
    return free


def species_of(findings: Any) -> Any:
    """Species of each finding; those of records without one may be any."""
    return findings["species"] if "species" in findings else pd.Series("", index=findings.index)
