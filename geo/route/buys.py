"""Say what the team-days buy before they are planned: hours, share of a carpet, a range of expected finds."""

from __future__ import annotations

import numpy as np

from geo.model.notes import Note
from geo.route.bounds import season_bound
from geo.route.draft import Draft, make_draft
from geo.route.problem import SeasonProblem
from geo.route.underway import begin, open_windows
from geo.units import SECONDS_PER_HOUR, UNREACHABLE_S


def bound_of(problem: SeasonProblem, *, like: Draft | None = None) -> float:
    """Return expected finds that no plan of a problem can pass; like: as for `make_draft`."""
    draft = make_draft(problem, like=like)
    return season_bound(draft, open_windows(draft), begin(draft)[0])


def what_days_buy(problem: SeasonProblem, *, bound: float | None = None, like: Draft | None = None) -> Note:
    """Return one note on the team-days of a problem, without planning them.

    Its finds are a range: the bound of `plan.least_search_share` of these hours, less the reserve, and the
    bound of all of them. A carpet is one pass over all ground that may be searched on foot, its travel
    reckoned by the same share. bound: of the problem, where it is known; like: as for `make_draft`.
    """
    draft = make_draft(problem, like=like)
    order, (looks, _) = open_windows(draft), begin(draft)
    share = problem.settings.plan.least_search_share
    hours = float(draft.crews.crew.budget_s.sum()) / SECONDS_PER_HOUR
    carpet_h = _carpet_h(draft) / share
    for_finds = share * (1.0 - problem.settings.plan.reserve_share)
    few = season_bound(draft, order, looks, time_share=for_finds)
    most = season_bound(draft, order, looks) if bound is None else bound
    args: dict[str, object] = {
        "days": len(draft.crews.table),
        "hours": round(hours),
        "percent": round(100 * hours / carpet_h) if carpet_h else 0,
        "few": round(few, 1),
        "most": round(most, 1),
    }
    return Note("route-days-buy", args)


def _carpet_h(draft: Draft) -> float:
    """Hours of one pass over every cell by the quickest team, without travel."""
    if not draft.stops.items:
        return 0.0
    service_s = draft.stops.items[0].service_s[:, : draft.stops.cells, 0].min(axis=0)[draft.stops.suitable]
    return float(np.where(service_s < UNREACHABLE_S, service_s, 0).sum(dtype=float)) / SECONDS_PER_HOUR
