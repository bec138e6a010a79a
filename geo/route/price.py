"""Say what the visits that are ordered from above cost: the same season planned without them."""

from __future__ import annotations

from dataclasses import replace

from geo.model.notes import Note, silent
from geo.route.draft import Draft
from geo.route.problem import SeasonPlan, SeasonProblem
from geo.route.season import begin_season


def floors_price(problem: SeasonProblem, plan: SeasonPlan, *, like: Draft | None = None) -> list[Note]:
    """Return what the floors take from the expected finds (METHODS 6.1); nothing where they are off.

    Parameters
    ----------
    problem : the problem that `plan` answers
    like : as for `make_draft`

    Returns
    -------
    one note: expected finds forgone, and their percentage of the finds without floors, both before routes
    are improved. Greedy insertion may do better with floors than without: then the price is 0.
    """
    if not problem.settings.plan.floors:
        return []
    settings = replace(problem.settings, plan=replace(problem.settings.plan, floors=False))
    free = begin_season(replace(problem, settings=settings, on_progress=silent), like=like)
    without, with_floors = free.finds(), plan.greedy_finds
    forgone = max(without - with_floors, 0.0)
    percent = 100 * forgone / without if without > 0 else 0.0
    return [Note("route-floors-price", {"finds": round(forgone, 2), "percent": round(percent, 1)})]
