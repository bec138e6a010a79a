"""Write routes down as a season plan: who searches what, when, and what it is expected to find."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.notes import Note
from geo.route.book import trace
from geo.route.draft import RESERVE, Draft
from geo.route.gains import Looks, after
from geo.route.problem import SeasonPlan
from geo.route.underway import kept_looks

Floats = NDArray[np.float64]
Names = NDArray[np.object_]

_VISIT_COLUMNS = {
    "team_day_id": "str", "order": "int64", "cell_id": "str", "lead_id": "str", "yard_id": "str",
    "passes": "int64", "required": "bool", "reserve": "bool", "service_s": "int64", "gain": "float64",
    "how": "str", "travel_s": "int64", "search_m": "float64",
}  # fmt: skip
_SERVICE, _TRAVEL = list(_VISIT_COLUMNS).index("service_s"), list(_VISIT_COLUMNS).index("travel_s")
_DAY_COLUMNS = {
    "team_day_id": "str", "pool": "str", "back_s": "int64", "duration_s": "int64", "budget_s": "int64",
}  # fmt: skip


def answer(
    draft: Draft, order: list[int], looks: Looks, visited: NDArray[np.bool_], left_out: list[Note]
) -> SeasonPlan:
    """Say what the routes are, with what each stop finds after those of earlier windows.

    Parameters
    ----------
    order : windows in order of opening; looks, visited : before the first of them
    """
    found, visited = np.zeros(draft.book.item.shape), visited.copy()
    for window in order:
        looks = close_window(draft, window, looks, found)
        visited[draft.cells_of(draft.days(window))] = True
    return plan_of(draft, found, visited, left_out)


def close_window(draft: Draft, window: int, looks: Looks, found: Floats | None = None) -> Looks:
    """Return the looks after a window; writes what each of its stops finds into found (days, places)."""
    book, crew, repeat = draft.book, draft.crews.crew, draft.problem.settings.detection.repeat
    days = draft.days(window)
    gains = draft.gains(window, looks)
    for size, view in enumerate(draft.stops.views[window]):
        rows = days[crew.size[days] == size]
        standing = np.arange(book.item.shape[1]) < book.stops[rows][:, None]
        row, place = np.nonzero(standing & (book.item[rows] < draft.stops.cells))
        cells, passes = book.item[rows[row], place].astype(np.int64), book.passes[rows[row], place]
        if found is not None:
            found[rows[row], place] = gains[size, cells, passes - 1]
        looks = after(looks, view, cells, passes.astype(np.int64), repeat=repeat)
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


def plan_of(draft: Draft, found: Floats, visited: NDArray[np.bool_], left_out: list[Note]) -> SeasonPlan:
    """Write down the routes of a draft; found (days, most stops): expected finds of each stop."""
    ids = draft.crews.table["team_day_id"].to_numpy()
    cell_ids, yard_ids = (
        table[name].to_numpy()
        for table, name in ((draft.problem.cells, "cell_id"), (draft.problem.yards, "yard_id"))
    )
    day_of = _shuffled(draft)
    visits: list[tuple] = []
    days: list[tuple] = []
    for route in np.argsort(day_of, kind="stable"):
        if draft.book.stops[route]:
            team_day_id = str(ids[day_of[route]])
            stops, back_s = _visits(draft, int(route), team_day_id, found, cell_ids, yard_ids)
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


def _visits(
    draft: Draft, route: int, team_day_id: str, found: Floats, cell_ids: Names, yard_ids: Names
) -> tuple[list[tuple], int]:
    """Rows of `_VISIT_COLUMNS` of one route, and the seconds back to the base."""
    book, stops = draft.book, draft.stops
    window, reserve = int(draft.crews.window[route]), draft.crews.pool[route] == RESERVE
    travel_s, how, back_s = trace(draft.net, draft.crews.crew, book, route)
    count = int(book.stops[route])
    items = book.item[route, :count].tolist()
    searched = cell_ids[book.node[route, :count]].tolist()
    rows = []
    for p, item in enumerate(items):
        is_yard = item >= stops.cells
        required = (window, item) in draft.floors
        yard = str(yard_ids[stops.yard[item - stops.cells]]) if is_yard else ""
        rows.append(
            (
                team_day_id,
                p + 1,
                searched[p],
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
