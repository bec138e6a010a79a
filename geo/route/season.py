"""Plan the season: floors, then the stops that find most per hour, window by window, then better routes."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.model.notes import Note
from geo.route.answer import answer, close_window
from geo.route.better import better
from geo.route.bounds import season_bound
from geo.route.draft import FINDS, RESERVE, YARDS, Draft, make_draft
from geo.route.floors import place_leads, place_villages, steep_ground
from geo.route.gains import Looks
from geo.route.problem import SeasonPlan, SeasonProblem
from geo.route.stops import CLASSES
from geo.route.underway import begin, open_windows, place_first
from geo.route.worth import kept_passes, passes_of, season_finds

log = logging.getLogger(__name__)

Floats = NDArray[np.float64]


@dataclass
class Begun:
    """A season whose team-days are filled, routes not yet improved; to be finished once.

    order: windows in order of opening; looks, visited: before the first of them; first: missed stops and
    the day on which they go first; left_out: what floors could not be kept.
    """

    draft: Draft
    order: list[int]
    looks: Looks
    visited: NDArray[np.bool_]
    first: list[Note]
    left_out: list[Note]

    def finds(self) -> float:
        """Sum the expected finds of the routes as they stand, plots."""
        passes = passes_of(self.draft, kept_passes(self.draft))
        return season_finds(self.draft, self.order, self.looks, passes)


def plan_season(
    problem: SeasonProblem, *, bound: float | None = None, begun: Begun | None = None
) -> SeasonPlan:
    """Fill every team-day of the season (METHODS 6.1 to 6.4); same problem, seed and steps, same plan.

    The finds routes of each window that `begin_season` filled are improved in turns (`better`): the season
    as a whole never finds less.

    Parameters
    ----------
    bound : `season_bound` of the problem, where it is known; it is reckoned where the plan tells it
    begun : `begin_season` of the problem, where it was begun; used up

    Raises
    ------
    InputError : a required stop from which no team could be back within one whole day
    """
    begun = begin_season(problem) if begun is None else begun
    draft, order, looks = begun.draft, begun.order, begun.looks
    draft.problem = problem
    greedy = better(draft, order, looks)
    plan = answer(draft, order, looks, begun.visited, begun.left_out + steep_ground(draft))
    asked = problem.underway is None and problem.iterations != 0
    if asked and bound is None:
        bound = season_bound(draft, order, looks)
    return replace(plan, first=begun.first, greedy_finds=greedy, bound=bound if asked else None)


def begin_season(problem: SeasonProblem, *, like: Draft | None = None) -> Begun:
    """Fill the windows in turn, without search for better routes.

    In each: floors; the finds pool by marginal gain per extra hour, weighed down by the regret factor where
    a later window sees a cell better; the reserve pool by ground not yet visited this season (routes for
    which there is none left join the finds); the yard pool; at last yards in the time that routes have left.

    Parameters
    ----------
    like : as for `make_draft`

    Raises
    ------
    InputError : a required stop from which no team could be back within one whole day
    """
    draft = make_draft(problem, like=like)
    order = open_windows(draft)
    looks, visited = begin(draft)
    first, left_out = place_first(draft, order)
    left_out += place_leads(draft, order) if problem.settings.plan.floors else []
    left_out += _greedy(draft, order, looks, visited.copy())
    return Begun(draft, order, looks, visited, first, left_out)


def _greedy(draft: Draft, order: list[int], looks: Looks, visited: NDArray[np.bool_]) -> list[Note]:
    """Fill the windows in turn; returns what floors could not be kept."""
    problem, left_out = draft.problem, []
    for done, window in enumerate(order):
        problem.on_progress(done, len(order), "route-progress-window")
        steer = draft.gains(window, looks) * _regret(draft, looks, window, order[done:])[:, None]
        if problem.settings.plan.floors:
            left_out += place_villages(draft, window, steer)
        _fill_pools(draft, window, steer, visited)
        looks = close_window(draft, window, looks)
        visited[draft.cells_of(draft.days(window))] = True
        log.info("window %s: %d stops", window, int(draft.book.stops[draft.days(window)].sum()))
    return left_out


def _regret(draft: Draft, looks: Looks, window: int, open_windows: list[int]) -> Floats:
    """(W of this window / best W of the windows with team-days left) squared, per item; 1 for yards."""
    left = draft.stops.expected * np.exp(-looks.coverage)
    weight = np.divide(left, left.sum(axis=1, keepdims=True), out=np.full_like(left, 1 / CLASSES),
                       where=left.sum(axis=1, keepdims=True) > 0)  # fmt: skip
    widths = [
        (draft.stops.views[w][0].width_m * weight).sum(axis=1)
        for w in open_windows
        if w == window or len(draft.days(w))
    ]
    best = np.max(widths, axis=0)
    share = np.divide(widths[0], best, out=np.ones_like(best), where=best > 0)
    factor = share**draft.problem.settings.plan.regret_power
    return np.concatenate([factor, np.ones(len(draft.stops.yards))])


def _fill_pools(draft: Draft, window: int, steer: Floats, visited: NDArray[np.bool_]) -> None:
    """Fill the routes of each pool with its own prize."""
    stops = draft.stops
    cells = np.arange(stops.cells)
    no_yards = np.zeros(len(stops.yards))
    draft.insert(window, draft.days(window, FINDS), cells, steer)
    touched = visited.copy()
    touched[draft.cells_of(draft.days(window))] = True
    unseen_m2 = np.where(touched, 0.0, stops.on_foot_m2)
    prize = draft.same_prize(np.concatenate([unseen_m2, no_yards]))
    draft.insert(window, draft.days(window, RESERVE), cells, prize)
    draft.insert_yards(window, draft.days(window, YARDS))
    idle = draft.days(window, RESERVE, YARDS)
    idle = idle[draft.book.stops[idle] == 0]
    if len(idle):
        draft.crews.pool[idle] = FINDS
        draft.insert(window, draft.days(window, FINDS), cells, steer)
    draft.insert_yards(window, draft.days(window))
