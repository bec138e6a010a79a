"""Plan the season: floors, then the stops that find most per hour, window by window."""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.route.book import trace
from geo.route.draft import FINDS, RESERVE, YARDS, Draft, make_draft
from geo.route.floors import place_leads, place_villages, steep_ground
from geo.route.gains import Looks, after
from geo.route.problem import SeasonPlan, SeasonProblem
from geo.route.stops import CLASSES
from geo.route.underway import begin, kept_looks, open_windows, place_first

log = logging.getLogger(__name__)

Floats = NDArray[np.float64]

_VISIT_COLUMNS = {
    "team_day_id": "str", "order": "int64", "cell_id": "str", "lead_id": "str", "yard_id": "str",
    "passes": "int64", "required": "bool", "reserve": "bool", "service_s": "int64", "gain": "float64",
    "how": "str", "travel_s": "int64", "search_m": "float64",
}  # fmt: skip
_SERVICE, _TRAVEL = list(_VISIT_COLUMNS).index("service_s"), list(_VISIT_COLUMNS).index("travel_s")
_DAY_COLUMNS = {
    "team_day_id": "str", "pool": "str", "back_s": "int64", "duration_s": "int64", "budget_s": "int64",
}  # fmt: skip


def plan_season(problem: SeasonProblem) -> SeasonPlan:
    """Fill every team-day of the season (METHODS 6.1, 6.2, 6.4); same problem and seed, same plan.

    Windows are planned in turn, in each: floors; the finds pool by marginal gain per extra hour, weighed
    down by the regret factor where a later window sees a cell better; the reserve pool by ground not yet
    visited this season (routes for which there is none left join the finds); the yard pool; at last yards
    in the time that any route has left.

    Raises
    ------
    InputError : a required stop from which no team could be back within one whole day
    """
    draft = make_draft(problem)
    order = open_windows(draft)
    floors = problem.settings.plan.floors
    looks, visited = begin(draft)
    found = np.zeros(draft.book.item.shape)
    first, left_out = place_first(draft, order)
    left_out += place_leads(draft, order) if floors else []
    for done, window in enumerate(order):
        problem.on_progress(done, len(order), "route-progress-window")
        gains = draft.gains(window, looks)
        steer = gains * _regret(draft, looks, window, order[done:])[:, None]
        if floors:
            left_out += place_villages(draft, window, steer)
        _fill_pools(draft, window, steer, visited)
        looks = _close_window(draft, window, gains, looks, found, visited)
        log.info("window %s: %d stops", window, int(draft.book.stops[draft.days(window)].sum()))
    problem.on_progress(len(order), len(order), "route-progress-window")
    plan = plan_of(draft, found, visited, left_out + steep_ground(draft))
    return replace(plan, first=first)


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
    cells, yards = np.arange(stops.cells), np.arange(stops.cells, stops.cells + len(stops.yards))
    no_yards = np.zeros(len(stops.yards))
    draft.insert(window, draft.days(window, FINDS), cells, steer)
    touched = visited.copy()
    touched[_cells_of(draft, draft.days(window))] = True
    unseen_m2 = np.where(touched, 0.0, stops.ground_m2)
    prize = draft.same_prize(np.concatenate([unseen_m2, no_yards]))
    draft.insert(window, draft.days(window, RESERVE), cells, prize)
    yard_prize = draft.same_prize(np.concatenate([np.zeros(stops.cells), stops.yards.astype(float)]))
    draft.insert(window, draft.days(window, YARDS), yards, yard_prize)
    idle = draft.days(window, RESERVE, YARDS)
    idle = idle[draft.book.stops[idle] == 0]
    if len(idle):
        draft.crews.pool[idle] = FINDS
        draft.insert(window, draft.days(window, FINDS), cells, steer)
    draft.insert(window, draft.days(window), yards, yard_prize)


def _cells_of(draft: Draft, days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cells that these routes search."""
    standing = np.arange(draft.book.item.shape[1]) < draft.book.stops[days][:, None]
    items = draft.book.item[days][standing]
    return items[items < draft.stops.cells].astype(np.int64)


def _close_window(
    draft: Draft, window: int, gains: Floats, looks: Looks, found: Floats, visited: NDArray[np.bool_]
) -> Looks:
    """Write down what each stop finds and who was where; returns the looks after the window."""
    book, crew = draft.book, draft.crews.crew
    days = draft.days(window)
    for size, view in enumerate(draft.stops.views[window]):
        cells, passes = [], []
        for day in days[crew.size[days] == size]:
            for p in range(book.stops[day]):
                item = int(book.item[day, p])
                if item < draft.stops.cells:
                    found[day, p] = gains[size, item, book.passes[day, p] - 1]
                    cells.append(item)
                    passes.append(int(book.passes[day, p]))
        looks = after(
            looks,
            view,
            np.array(cells, np.int64),
            np.array(passes, np.int64),
            repeat=draft.problem.settings.detection.repeat,
        )
    visited[_cells_of(draft, days)] = True
    return kept_looks(draft, window, looks)


def _shuffled(draft: Draft) -> NDArray[np.int64]:
    """Give each route a day: a team's routes of one window change places by the seed, at equal value.

    Nobody can predict from the plan's order where a team will be (days of a team in one window are alike).
    """
    rng = np.random.default_rng([draft.problem.seed, 2])
    table = draft.crews.table
    day_of = np.arange(len(table))
    for rows in table.groupby(["team_id", "window_id"], sort=True).indices.values():
        free = rows[~np.isin(rows, list(draft.pinned))]
        day_of[free] = rng.permutation(free)
    return day_of


def plan_of(draft: Draft, found: Floats, visited: NDArray[np.bool_], left_out: list) -> SeasonPlan:
    """Write down the routes of a draft; found (days, most stops): expected finds of each stop."""
    ids = draft.crews.table["team_day_id"].to_numpy()
    day_of = _shuffled(draft)
    visits: list[tuple] = []
    days: list[tuple] = []
    for route in np.argsort(day_of, kind="stable"):
        if draft.book.stops[route]:
            team_day_id = str(ids[day_of[route]])
            stops, back_s = _visits(draft, int(route), team_day_id, found)
            visits += stops
            duration_s = back_s + sum(stop[_TRAVEL] + stop[_SERVICE] for stop in stops)
            budget_s = int(draft.crews.crew.budget_s[route])
            days.append((team_day_id, str(draft.crews.pool[route]), back_s, duration_s, budget_s))
    by_window = {
        str(window_id): float(found[draft.days(w)].sum())
        for w, window_id in enumerate(draft.problem.windows["window_id"])
    }
    ground_m2 = float(draft.problem.cells["searchable_m2"].sum())
    return SeasonPlan(
        visits=pd.DataFrame(visits, columns=list(_VISIT_COLUMNS)).astype(_VISIT_COLUMNS),
        days=pd.DataFrame(days, columns=list(_DAY_COLUMNS)).astype(_DAY_COLUMNS),
        expected_finds=by_window,
        visited_share=float(draft.stops.ground_m2[visited].sum()) / ground_m2 if ground_m2 else 0.0,
        left_out=left_out,
    )


def _visits(draft: Draft, route: int, team_day_id: str, found: Floats) -> tuple[list[tuple], int]:
    """Rows of `_VISIT_COLUMNS` of one route, and the seconds back to the base."""
    book, stops, problem = draft.book, draft.stops, draft.problem
    window, reserve = int(draft.crews.window[route]), draft.crews.pool[route] == RESERVE
    travel_s, how, back_s = trace(draft.net, draft.crews.crew, book, route)
    count = int(book.stops[route])
    items = book.item[route, :count].tolist()
    cell_ids = problem.cells["cell_id"].iloc[book.node[route, :count]].tolist()
    rows = []
    for p, item in enumerate(items):
        is_yard = item >= stops.cells
        required = (window, item) in draft.floors
        yard = str(problem.yards["yard_id"].iloc[stops.yard[item - stops.cells]]) if is_yard else ""
        rows.append(
            (
                team_day_id,
                p + 1,
                cell_ids[p],
                ";".join(draft.leads.get((window, item), [])),
                yard,
                int(book.passes[route, p]),
                required,
                bool(reserve and not required and not is_yard),
                int(book.service_s[route, p]),
                float(found[route, p]),
                how[p],
                travel_s[p],
                _search_m(draft, route, p),
            )
        )
    return rows, back_s


def _search_m(draft: Draft, route: int, p: int) -> float:
    """Metres that the team as a whole walks in a stop: what all searchers walk, by their number."""
    item, passes = int(draft.book.item[route, p]), int(draft.book.passes[route, p])
    if item >= draft.stops.cells:
        return 0.0
    size = int(draft.crews.crew.size[route])
    view = draft.stops.views[int(draft.crews.window[route])][size]
    return float(view.searcher_m[item, passes - 1]) / draft.crews.sizes[size]
