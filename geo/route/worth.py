"""What all passes of a season find together, and what one window's passes add to those of the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.season import STAGES
from geo.route.draft import Draft
from geo.route.gains import Looks

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Passes:
    """How often each cell is passed in each window, and by how many: arrays (windows, cells).

    made: 0, 1 or 2; size: row among team sizes.
    """

    made: NDArray[np.int8]
    size: NDArray[np.int8]


def kept_passes(draft: Draft) -> Passes:
    """Return the passes of team-days that stay as they are (`Underway.kept`); none for a whole season."""
    shape = (len(draft.problem.windows), draft.stops.cells)
    made, size = np.zeros(shape, np.int8), np.zeros(shape, np.int8)
    if draft.problem.underway is None:
        return Passes(made, size)
    rows = draft.problem.underway.kept
    window = pd.Index(draft.problem.windows["window_id"]).get_indexer(rows["window_id"])
    cell = pd.Index(draft.problem.cells["cell_id"]).get_indexer(rows["cell_id"])
    item = np.where(cell >= 0, draft.stops.host[cell], -1)
    known = (item >= 0) & (window >= 0)
    nearest = np.abs(rows["walkers"].to_numpy()[:, None] - np.array(draft.crews.sizes)).argmin(axis=1)
    made[window[known], item[known]] = rows["passes"].to_numpy(np.int8)[known]
    size[window[known], item[known]] = nearest.astype(np.int8)[known]
    return Passes(made, size)


def passes_of(draft: Draft, kept: Passes) -> Passes:
    """Return the passes of the routes as they stand, beside those kept."""
    made, size = kept.made.copy(), kept.size.copy()
    book, crew = draft.book, draft.crews.crew
    standing = np.arange(book.item.shape[1]) < book.stops[:, None]
    day, place = np.nonzero(standing & (book.item < draft.stops.cells))
    window, item = draft.crews.window[day], book.item[day, place]
    made[window, item] = book.passes[day, place]
    size[window, item] = crew.size[day]
    return Passes(made, size)


def season_finds(draft: Draft, order: list[int], looks: Looks, passes: Passes) -> float:
    """Sum lam_k (1 - exp(-sum of C)) over cells and classes: the expected finds of all passes (METHODS 6).

    Parameters
    ----------
    order : windows in order of opening; looks : before the first of them
    """
    coverage = looks.coverage + sum(_coverages(draft, order, looks, passes).values())
    left = draft.stops.expected * np.exp(-looks.coverage)
    return float((left - draft.stops.expected * np.exp(-coverage)).sum())


def marginal_gains(draft: Draft, order: list[int], looks: Looks, passes: Passes, window: int) -> Floats:
    """Return what one and two passes in a window add to the season's finds, (sizes, items, 2).

    Looks before and after it are taken as they stand, those of the window itself are left out: later looks in
    the same stage count less for every pass made now (METHODS 5). Yards find no plots.
    """
    repeat, views = draft.problem.settings.detection.repeat, draft.stops.views[window]
    made = passes.made.copy()
    made[window] = 0
    others = _coverages(draft, order, looks, Passes(made, passes.size))
    stage = views[0].stage
    later = order[order.index(window) + 1 :]
    fixed = looks.coverage + sum(others[w] for w in order if w != window and w not in later)
    same = np.zeros_like(fixed)
    for w in later:
        alike = draft.stops.views[w][0].stage == stage
        same += np.where(alike, others[w], 0.0)
        fixed += np.where(alike, 0.0, others[w])
    before = _counts(draft, order[: order.index(window)], looks, made)
    discount = repeat ** np.take_along_axis(before, stage[:, :, None].astype(np.int64), axis=2)[:, :, 0]
    out = np.zeros((len(views), draft.free.shape[1], 2))
    without = np.exp(-fixed - same)
    for size, view in enumerate(views):
        per_metre = view.width_m * discount / np.maximum(view.area_m2, 1e-9)[:, None]
        one = per_metre * view.searcher_m[:, :1]
        two = one + per_metre * np.maximum(view.searcher_m[:, 1:] - view.searcher_m[:, :1], 0.0) * repeat
        for number, added in enumerate((one, two)):
            seen = without - np.exp(-fixed - same * repeat ** (number + 1) - added)
            out[size, : draft.stops.cells, number] = (draft.stops.expected * seen).sum(axis=1)
    return np.maximum(out, 0.0)


def _counts(draft: Draft, windows: list[int], looks: Looks, made: NDArray[np.int8]) -> Floats:
    """Count the looks at each class by stage, (cells, classes, stages), after these windows."""
    count = looks.count.astype(float)
    for w in windows:
        for stage in range(len(STAGES)):
            alike = draft.stops.views[w][0].stage == stage
            count[:, :, stage] += np.where(alike, made[w][:, None], 0)
    return count


def _coverages(draft: Draft, order: list[int], looks: Looks, passes: Passes) -> dict[int, Floats]:
    """Coverage factor that each window adds, (cells, classes), repeats in one stage discounted."""
    repeat = draft.problem.settings.detection.repeat
    count = looks.count.astype(float)
    out = {}
    for w in order:
        stage = draft.stops.views[w][0].stage
        made = passes.made[w].astype(float)
        metres = np.zeros((draft.stops.cells, 2))
        for size, view in enumerate(draft.stops.views[w]):
            metres = np.where((passes.size[w] == size)[:, None], view.searcher_m, metres)
        view = draft.stops.views[w][0]
        index = stage[:, :, None].astype(np.int64)
        before = np.take_along_axis(count, index, axis=2)[:, :, 0]
        walked = np.where(made > 0, metres[:, 0], 0.0)
        walked += np.where(made > 1, np.maximum(metres[:, 1] - metres[:, 0], 0.0) * repeat, 0.0)
        out[w] = view.width_m * repeat**before * (walked / np.maximum(view.area_m2, 1e-9))[:, None]
        np.put_along_axis(count, index, (before + made[:, None])[:, :, None], axis=2)
    return out
