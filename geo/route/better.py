"""Improve the windows of a season in turns, as long as the season as a whole finds more."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.route.book import Book, in_time
from geo.route.draft import FINDS, RESERVE, Draft
from geo.route.gains import Looks
from geo.route.improve import improve_window
from geo.route.problem import SeasonProblem
from geo.route.worth import Passes, kept_passes, marginal_gains, passes_of, season_finds
from geo.settings import PlanSettings

log = logging.getLogger(__name__)


@dataclass
class Season:
    """A draft with what it is worth: expected finds of all passes of the season, planned and kept."""

    draft: Draft
    order: list[int]
    looks: Looks
    kept: Passes
    finds: float

    def measure(self) -> float:
        """Sum the expected finds of the routes as they stand."""
        return season_finds(self.draft, self.order, self.looks, passes_of(self.draft, self.kept))

    def gains(self, window: int) -> NDArray[np.float64]:
        """Say what one and two passes in a window add to the other windows, (sizes, items, 2)."""
        return marginal_gains(self.draft, self.order, self.looks, passes_of(self.draft, self.kept), window)


def better(draft: Draft, order: list[int], looks: Looks) -> float:
    """Improve the finds routes window by window, in rounds; returns the finds before.

    Each window is first inserted anew and then improved as a team orienteering problem, with what a stop adds
    to the passes of all other windows as its prize. A change that lowers the season's finds is taken back.
    Progress is told while a window is searched, too: who is told may raise `Cancelled`, and nothing is kept.
    The steps of the search (`SeasonProblem.iterations`, else `plan.steps_per_stop` for each stop) are shared
    among rounds and windows by their stops; a round that hardly helps is the last.

    Parameters
    ----------
    order : windows in order of opening; looks : before the first of them
    """
    problem, plan = draft.problem, draft.problem.settings.plan
    season = Season(draft, order, looks, kept_passes(draft), 0.0)
    before = season.finds = season.measure()
    windows = [w for w in order if len(draft.days(w, FINDS)) and draft.book.stops[draft.days(w, FINDS)].any()]
    stops = np.array([draft.book.stops[draft.days(w, FINDS)].sum() for w in windows], float)
    steps = default_steps(int(stops.sum()), plan) if problem.iterations is None else problem.iterations
    if not windows or steps == 0:
        return before
    _hold_reserve(draft, order)
    ends = None if problem.cpu_seconds is None else time.process_time() + problem.cpu_seconds
    for window in windows[:-1]:
        _anew(season, window)
    for turn in range(plan.rounds):
        start = season.finds
        for number, window in enumerate(windows):
            step = turn * len(windows) + number, plan.rounds * len(windows), "route-progress-better"
            problem.on_progress(*step)
            share = stops[number] / stops.sum() / plan.rounds
            left_s = None if ends is None else max(0.0, ends - time.process_time())
            _improved(
                season, window, turn, max(1, int(share * steps)), left_s and left_s / plan.rounds,
                stop=partial(_heard, problem, step),
            )  # fmt: skip
        log.info("round %d: %.4f expected finds, %.4f before", turn, season.finds, before)
        if season.finds - start < plan.least_rise * before:
            break
    return before


def default_steps(stops: int, plan: PlanSettings) -> int:
    """Give the steps of the search for so many stops: a county, waited for anyway, gets more for each.

    A township gets `steps_per_stop`, twice a township and more `most_patient` times that, what lies between a
    straight line of it; so four times a county takes about four times as long.
    """
    beyond = min(max(stops / plan.patient_stops - 1.0, 0.0), 1.0)
    times = 1.0 + beyond * (plan.most_patient - 1.0)
    return int(plan.steps_per_stop * times * stops)


def _hold_reserve(draft: Draft, order: list[int]) -> None:
    """Keep the finds routes off what reserve routes of this or a later window go to as never visited."""
    for place, window in enumerate(order):
        held = draft.cells_of(draft.days(window, RESERVE))
        for earlier in order[: place + 1]:
            draft.free[earlier, held] = False


def _anew(season: Season, window: int) -> None:
    """Insert the stops of a window's finds routes anew, floors apart: now the other windows are known."""
    draft = season.draft
    saved, gains = _snapshot(draft), season.gains(window)
    days = _open_days(draft, window)
    for day in days:
        items = draft.book.item[day, : draft.book.stops[day]].tolist()
        _keep(draft, window, int(day), [(window, item) in draft.floors for item in items])
    _top_up(draft, window, gains)
    _judge(season, saved, draft.days(window))


def _heard(problem: SeasonProblem, step: tuple[int, int, str]) -> bool:
    """Tell progress again, so that whoever is told can stop the work; by itself the search goes on."""
    problem.on_progress(*step)
    return False


def _improved(
    season: Season,
    window: int,
    turn: int,
    steps: int,
    cpu_seconds: float | None,
    *,
    stop: Callable[[], bool],
) -> None:
    """Search for better routes of a window.

    The dice of the search are always the same: another seed of the problem changes days, never what is found.
    """
    draft = season.draft
    saved, gains = _snapshot(draft), season.gains(window)
    for day in _open_days(draft, window):
        items = draft.book.item[day, : draft.book.stops[day]]
        _keep(draft, window, int(day), (items < draft.stops.cells).tolist())
    improve_window(
        draft, window, gains, days=_open_days(draft, window), seed=turn,
        iterations=steps if cpu_seconds is None else None, cpu_seconds=cpu_seconds, stop=stop,
    )  # fmt: skip
    _top_up(draft, window, gains)
    _judge(season, saved, draft.days(window))


def _open_days(draft: Draft, window: int) -> NDArray[np.int64]:
    """Pick the finds routes of a window that may change: all but those whose day is fixed."""
    days = draft.days(window, FINDS)
    return days[~np.isin(days, list(draft.pinned))]


def _keep(draft: Draft, window: int, day: int, stays: list[bool]) -> None:
    """Take the other stops out of a route; they are free again, yards in every window."""
    book, count = draft.book, int(draft.book.stops[day])
    gone = book.item[day, :count][~np.array(stays, bool)]
    draft.free[window, gone] = True
    draft.free[:, gone[gone >= draft.stops.cells]] = True
    columns: list[NDArray[Any]] = [book.item, book.node, book.service_s, book.passes]
    for row in columns:
        row[day, : sum(stays)] = row[day, :count][np.array(stays, bool)]
    book.stops[day] = sum(stays)


def _top_up(draft: Draft, window: int, gains: NDArray[np.float64]) -> None:
    """Fill what time is left: cells in the finds routes, then yards in all."""
    draft.insert(window, draft.days(window, FINDS), np.arange(draft.stops.cells), gains)
    draft.insert_yards(window, draft.days(window))


def _snapshot(draft: Draft) -> tuple[Book, NDArray[np.bool_]]:
    return draft.book._replace(
        **{name: getattr(draft.book, name).copy() for name in Book._fields}
    ), draft.free.copy()


def _judge(season: Season, saved: tuple[Book, NDArray[np.bool_]], days: NDArray[np.int64]) -> None:
    """Keep the change if the season finds no less by it, and no route of these days takes too long."""
    draft = season.draft
    finds = season.measure()
    if finds >= season.finds and all(
        in_time(draft.net, draft.crews.crew, draft.book, int(day), draft.problem.settings.travel.turn_back)
        for day in days
    ):
        season.finds = finds
        return
    for name in Book._fields:
        getattr(draft.book, name)[:] = getattr(saved[0], name)
    season.draft.free[:] = saved[1]
