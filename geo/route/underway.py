"""Plan the rest of a season: count what was searched, leave what stays, put missed stops first."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.notes import Note
from geo.route.draft import Draft
from geo.route.gains import Looks, after, no_looks
from geo.route.stops import CLASSES


def open_windows(draft: Draft) -> list[int]:
    """Rows of the windows that can still be planned, in order of opening."""
    windows, underway = draft.problem.windows, draft.problem.underway
    order = [int(w) for w in np.argsort(windows["opens"].to_numpy(), kind="stable")]
    if underway is None:
        return order
    return [w for w in order if windows["closes"].iloc[w].date() >= underway.opens]


def begin(draft: Draft) -> tuple[Looks, NDArray[np.bool_]]:
    """Return the looks so far and what was visited, (cells,); kept cells are free no more in their window.

    Expected plots are those left after the looks, so that looks so far only count as repeats.
    """
    looks, visited = no_looks(draft.stops.cells, CLASSES), np.zeros(draft.stops.cells, bool)
    underway = draft.problem.underway
    if underway is None:
        return looks, visited
    for window in range(len(draft.problem.windows)):
        rows, item = _in_window(draft, underway.looked, window)
        visited[item] = True
        stage = draft.stops.views[window][0].stage[item]
        np.add.at(
            looks.count, (item[:, None], np.arange(CLASSES)[None], stage), rows["looks"].to_numpy()[:, None]
        )
        _, item = _in_window(draft, underway.kept, window)
        visited[item] = True
        draft.free[window, item] = False
        draft.free[window, _forbidden(draft, window)] = False
    return looks, visited


def kept_looks(draft: Draft, window: int, looks: Looks) -> Looks:
    """Return the looks after the kept team-days of a window that are still to come."""
    if draft.problem.underway is None:
        return looks
    rows, item = _in_window(draft, draft.problem.underway.kept, window)
    size = np.abs(rows["walkers"].to_numpy()[:, None] - np.array(draft.crews.sizes)).argmin(axis=1)
    for number, view in enumerate(draft.stops.views[window]):
        of_size = size == number
        passes = rows["passes"].to_numpy(np.int64)[of_size]
        looks = after(looks, view, item[of_size], passes, repeat=draft.problem.settings.detection.repeat)
    return looks


def villages_entered(draft: Draft, window: int) -> set[int]:
    """Villages that were searched in this window, or will be by team-days that stay as they are."""
    underway = draft.problem.underway
    if underway is None:
        return set()
    entered = [_in_window(draft, table, window)[1] for table in (underway.looked, underway.kept)]
    return {int(village) for village in draft.stops.village[np.concatenate(entered)]}


def _place_pins(draft: Draft) -> list[Note]:
    """Put every pinned stop on the day where a person wants it; returns those that do not fit there.

    Pins on days that are not planned now stand in routes that stay as they are.
    """
    underway, notes = draft.problem.underway, []
    if underway is None or underway.pins is None:
        return []
    rows = pd.Index(draft.crews.table["team_day_id"])
    for pin in underway.pins.to_dict("records"):
        if pin["team_day_id"] not in rows:
            continue
        day = int(rows.get_loc(pin["team_day_id"]))
        window, items = int(draft.crews.window[day]), _items_of(draft, pin)
        prize = np.zeros(len(draft.free[0]))
        prize[items] = 1.0
        seen = items[_shows(draft, window, items)]
        done = draft.insert(window, np.array([day]), seen, draft.same_prize(prize), most=1)
        if done:
            draft.floors.add((window, done[0][1]))
            draft.pinned.add(day)
        else:
            place = pin["yard_id"] or pin["cell_id"]
            notes.append(Note("season-left-pin", {"place": place, "team_day": pin["team_day_id"]}))
    return notes


def place_first(draft: Draft, windows: list[int]) -> tuple[list[Note], list[Note]]:
    """Put every pinned stop on its day, then every missed one into the first day with room for it.

    The longest waiting goes first. Its day is fixed: it takes no part when routes change places. Returns
    what was placed, and what nobody has time for or can still see.
    """
    if draft.problem.underway is None:
        return [], []
    placed_notes: list[Note] = []
    left = _place_pins(draft)
    dates = draft.crews.table["date"].dt.date
    for missed in draft.problem.underway.first.to_dict("records"):
        items = _items_of(draft, missed)
        if any((window, int(item)) in draft.floors for window in windows for item in items):
            continue  # pinned to its day already
        day = _place_one(draft, missed, windows)
        args = {name: missed[name] for name in ("cell", "village", "reason", "age_d")}
        if day is None:
            left.append(Note("season-left-first", args))
            continue
        draft.pinned.add(day)
        args |= {"team": str(draft.crews.table["team_id"].iloc[day]), "date": str(dates.iloc[day])}
        placed_notes.append(Note("season-first", args))
    return placed_notes, left


def _place_one(draft: Draft, missed: dict[str, Any], windows: list[int]) -> int | None:
    """Insert one missed stop; returns the row of its team-day."""
    items = _items_of(draft, missed)
    if not len(items):
        return None
    prize = np.zeros(len(draft.free[0]))
    prize[items] = 1.0
    table = draft.crews.table
    for rows in table.groupby("date", sort=True).indices.values():
        for window in windows:
            days = rows[draft.crews.window[rows] == window]
            seen = items[_shows(draft, window, items)]
            done = draft.insert(window, days.astype(np.int64), seen, draft.same_prize(prize), most=1)
            if done:
                draft.floors.add((window, done[0][1]))
                return done[0][0]
    return None


def _items_of(draft: Draft, missed: dict[str, Any]) -> NDArray[np.int64]:
    """Return the stops that make up for it: those of its house cluster, else that of its cell."""
    stops = draft.stops
    if missed["yard_id"]:
        yard = draft.problem.yards["yard_id"].astype("str").to_numpy()[stops.yard]
        return stops.cells + np.flatnonzero(yard == missed["yard_id"])
    row = pd.Index(draft.problem.cells["cell_id"]).get_indexer([missed["cell_id"]])
    item = stops.host[row[row >= 0]]
    item = item[item >= 0]
    return item[stops.suitable[item]]


def _shows(draft: Draft, window: int, items: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether something can be seen there in this window; yards can always be looked at."""
    yard = items >= draft.stops.cells
    width_m = draft.stops.views[window][0].width_m[np.where(yard, 0, items)]
    return yard | (width_m > 0).any(axis=1)


def _forbidden(draft: Draft, window: int) -> NDArray[np.int64]:
    """Find the stops to which a person sends nobody in this window."""
    table = None if draft.problem.underway is None else draft.problem.underway.forbidden
    if table is None or not len(table):
        return np.empty(0, np.int64)
    name = draft.problem.windows["window_id"].iloc[window]
    rows = table[table["window_id"].isin(["", name])].to_dict("records")
    cells = draft.problem.cells["cell_id"].to_numpy()
    items = [_items_of(draft, row) for row in rows]
    held = {row["cell_id"] for row in rows if not row["yard_id"]}
    # A cell that is forbidden holds its yards.
    yards = draft.stops.cells + np.flatnonzero(
        np.isin(cells[draft.stops.items[window].node[draft.stops.cells :]], list(held))
    )
    return np.concatenate([*items, yards]).astype(np.int64)


def _in_window(draft: Draft, table: Any, window: int) -> tuple[Any, NDArray[np.int64]]:
    """Rows of a table by cell and window, and the stops with which those cells are searched."""
    rows = table[table["window_id"] == draft.problem.windows["window_id"].iloc[window]]
    place = pd.Index(draft.problem.cells["cell_id"]).get_indexer(rows["cell_id"])
    item = np.where(place >= 0, draft.stops.host[place], -1)
    return rows[item >= 0], item[item >= 0]
