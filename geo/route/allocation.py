"""Share team-days among the windows where they may lie in any: as if travel cost the same everywhere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.route.bounds import Ways, cell_ways, least_leg_s, worth_at
from geo.route.draft import Draft, make_draft
from geo.route.problem import SeasonProblem
from geo.route.underway import begin, open_windows

Floats = NDArray[np.float64]
CELLS = 1_500
"""Cells on which the shares are reckoned; the rest are like them."""
HALVINGS = 14
SWEEPS = 2


def window_shares(problem: SeasonProblem, *, like: Draft | None = None) -> dict[str, float]:
    """Return the share of the team-days that each window would get, were all of them movable.

    One price for a second of team time is sought at which the best ways to search every cell take all the
    time there is; a window that would take more days than it has is made dearer until it does not. Travel
    counts as in the bound. The result is a proposal: plan with it, and keep it if more is found.

    Parameters
    ----------
    like : as for `make_draft`

    Returns
    -------
    share by window_id, adding up to 1; even shares where nothing can be found
    """
    draft = make_draft(problem, like=like)
    order = open_windows(draft)
    names = [str(problem.windows["window_id"].iloc[w]) for w in order]
    cells = np.flatnonzero(draft.stops.suitable & (draft.stops.expected.sum(axis=1) > 0))
    even = dict.fromkeys(names, 1.0 / max(len(names), 1))
    if not len(cells) or not len(draft.crews.table):
        return even
    few = np.sort(np.random.default_rng(0).permutation(cells)[:CELLS])
    size = int(np.bincount(draft.crews.crew.size).argmax())
    budgets = [(w, size) for w in order]
    ways = cell_ways(draft, order, begin(draft)[0], budgets, few, least_leg_s(draft))
    time_s = float(draft.crews.crew.budget_s.sum()) * len(few) / len(cells)
    most_s = np.array([_room(problem, w) for w in order]) * time_s
    used = _spent(ways, time_s, most_s)
    return dict(zip(names, (used / used.sum()).tolist(), strict=True)) if used.sum() > 0 else even


def _room(problem: SeasonProblem, window: int) -> float:
    """Days that all teams could spend in a window, as a share of the team-days there are."""
    row = problem.windows.iloc[window]
    days = (row["closes"] - row["opens"]).days + 1
    return float(days * problem.team_days["team_id"].nunique() / len(problem.team_days))


def _spent(ways: Ways, time_s: float, most_s: Floats) -> Floats:
    """Team time that each window takes at the price at which all take what there is."""
    gains = ways.finds[:, 1:] / np.maximum(ways.seconds[:, 1:].sum(axis=2), 1.0)
    low, high = 0.0, float(gains.max(initial=0.0))
    used = np.zeros(len(most_s))
    for _ in range(HALVINGS):
        price = (low + high) / 2
        used = _held(ways, price, most_s, float(gains.max(initial=0.0)))
        low, high = (price, high) if used.sum() > time_s else (low, price)
    return used


def _held(ways: Ways, price: float, most_s: Floats, dearest: float) -> Floats:
    """Team time taken at a price, windows that would take too much made dearer."""
    prices = np.full(len(most_s), price)
    for _ in range(SWEEPS):
        for k, most in enumerate(most_s):
            prices[k] = price
            if worth_at(ways, prices)[1][k] <= most:
                continue
            low, high = price, dearest
            for _ in range(HALVINGS):
                prices[k] = (low + high) / 2
                low, high = (prices[k], high) if worth_at(ways, prices)[1][k] > most else (low, prices[k])
            prices[k] = high
    return worth_at(ways, prices)[1]
