"""Floors come first: every required stop is entered, every village visited in each window (METHODS 6.1)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.errors import InputError
from geo.model.notes import Note
from geo.route.book import round_trip_s
from geo.route.draft import FINDS, RESERVE, YARDS, Draft
from geo.route.gains import no_looks
from geo.route.stops import CLASSES, village_order
from geo.route.underway import villages_entered
from geo.units import M2_PER_HA, SECONDS_PER_HOUR, UNREACHABLE_S


def place_leads(draft: Draft, windows: list[int]) -> list[Note]:
    """Insert every required stop where it costs least; returns those that do not fit, by name.

    A lead is entered in the first window that shows at least `lead_soon_share` of what the best window
    would find there, else in the window that shows most of what is left.

    Raises
    ------
    InputError : no team could go there, search and be back within one whole day
    """
    wanted, notes = _required_items(draft)
    for item, leads in wanted.items():
        _insist_reachable(draft, item, leads)
    shown, share = _shown(draft, windows), draft.problem.settings.plan.lead_soon_share
    for item, leads in wanted.items():
        # A stop that was missed goes first, whoever asked for it.
        placed = [window for window in windows if (window, item) in draft.floors]
        if placed:
            draft.leads[placed[0], item] = leads
            continue
        for window in _window_order(shown[:, item], windows, share):
            if _enter(draft, window, item):
                draft.leads[window, item] = leads
                draft.floors.add((window, item))
                break
        else:
            notes += [_note(draft, "route-left-lead-days", lead, item) for lead in leads]
    return notes


def place_villages(draft: Draft, window: int, steer: NDArray[np.float64]) -> list[Note]:
    """Visit every village once in this window, villages with most expected plots first.

    One pass in the cell, route and place with the highest gain per extra hour; returns the villages left out.

    Parameters
    ----------
    steer : (sizes, items, 2) gain times regret
    """
    stops, notes = draft.stops, []
    # Where nothing is expected the nearest cell is as good as any: a prize that only breaks ties.
    prize = np.where(stops.suitable, 1e-12, 0.0)
    one_pass = draft.same_prize(np.concatenate([prize, np.zeros(len(stops.yards))]))
    one_pass[:, :, 0] += steer[:, :, 0]
    visited = _villages_visited(draft, window) | villages_entered(draft, window)
    for village in village_order(stops):
        if village in visited:
            continue
        cells = np.flatnonzero(stops.suitable & (stops.village == village))
        done = _insert_one(draft, window, cells, one_pass)
        if done is None:
            why = "route-left-village-days" if len(cells) else "route-left-village-ground"
            name = str(draft.problem.windows["name"].iloc[window])
            notes.append(
                Note(why, {"village": draft.problem.village(stops.villages[village]), "window": name})
            )
        else:
            draft.floors.add((window, done))
    return notes


def steep_ground(draft: Draft) -> list[Note]:
    """Say how much ground nobody walks because it is too steep: whole cells, steep parts of others."""
    limit_deg, stops = draft.problem.settings.travel.search_slope_deg, draft.stops
    steep = draft.problem.cells["slope_deg"].to_numpy(float) > limit_deg
    left_m2 = np.where(steep, stops.ground_m2, stops.ground_m2 - stops.on_foot_m2)
    if not left_m2.sum() > 0:
        return []
    plots, on_steep = float(stops.expected.sum()), float(stops.steep_plots.sum())
    args: dict[str, object] = {
        "cells": int((steep & (left_m2 > 0)).sum()),
        "slope": round(limit_deg),
        "area_ha": round(float(left_m2.sum()) / M2_PER_HA),
        "percent": round(100 * on_steep / max(plots + on_steep, 1e-300)),
    }
    return [Note("route-left-steep", args)]


def _insert_one(
    draft: Draft, window: int, wanted: NDArray[np.int64], prize: NDArray[np.float64]
) -> int | None:
    """Insert the best of these; routes of the other pools only give way where no other has room."""
    for pools in ((FINDS,), (RESERVE, YARDS)):
        done = draft.insert(window, draft.days(window, *pools), wanted, prize, most=1)
        if done:
            return done[0][1]
    return None


def _enter(draft: Draft, window: int, item: int) -> bool:
    prize = np.zeros(len(draft.stops.items[window].node))
    prize[item] = 1.0
    return _insert_one(draft, window, np.array([item]), draft.same_prize(prize)) is not None


def _villages_visited(draft: Draft, window: int) -> set[int]:
    days = draft.days(window)
    items = {int(item) for day in days for item in draft.book.item[day, : draft.book.stops[day]]}
    return {int(draft.stops.village[item]) for item in items if item < draft.stops.cells}


def _required_items(draft: Draft) -> tuple[dict[int, list[str]], list[Note]]:
    """Lead ids by the cell to enter, in the order given, and notes on those that nobody may enter."""
    required, stops, notes = draft.problem.required, draft.stops, []
    wanted: dict[int, list[str]] = {}
    rows = pd.Index(draft.problem.cells["cell_id"]).get_indexer(required["cell_id"])
    for lead, row in zip(required["lead_id"], rows, strict=True):
        item = int(stops.host[row]) if row >= 0 else -1
        if item < 0:
            notes.append(Note("route-left-lead-outside", {"lead": str(lead)}))
        elif not stops.suitable[item] and _is_steep(draft, item):
            notes.append(_note(draft, "route-left-lead-steep", str(lead), item))
        elif not stops.suitable[item] or _least_service_s(draft, item) >= UNREACHABLE_S:
            notes.append(_note(draft, "route-left-lead-ground", str(lead), item))
        else:
            wanted.setdefault(item, []).append(str(lead))
    return wanted, notes


def _is_steep(draft: Draft, item: int) -> bool:
    return bool(draft.problem.cells["slope_deg"].iloc[item] > draft.problem.settings.travel.search_slope_deg)


def _note(draft: Draft, key: str, lead: str, item: int) -> Note:
    cell = draft.problem.cells.iloc[item]
    village = draft.problem.village(str(cell.village_id))
    return Note(key, {"lead": lead, "cell": str(cell.cell_id), "village": village})


def _least_service_s(draft: Draft, item: int) -> int:
    return min(int(items.service_s[:, item, 0].min()) for items in draft.stops.items)


def _insist_reachable(draft: Draft, item: int, leads: list[str]) -> None:
    """Name a required stop from which no team could be back within one whole day, before the solve."""
    crew = draft.crews.crew
    days = np.unique(crew.kind, return_index=True)[1]
    if not len(days):
        return
    service_s = _least_service_s(draft, item)
    needed = [sum(round_trip_s(draft.net, crew, int(day), item)) + service_s for day in days]
    if any(seconds <= crew.budget_s[day] for seconds, day in zip(needed, days, strict=True)):
        return
    cell = draft.problem.cells.iloc[item]
    no_way = min(needed) >= UNREACHABLE_S
    raise InputError(
        "error-route-lead-no-way" if no_way else "error-route-lead-too-far",
        lead=leads[0],
        cell=str(cell.cell_id),
        village=draft.problem.village(str(cell.village_id)),
        needed_h=round(min(needed) / SECONDS_PER_HOUR, 1),
        day_h=round(float(crew.budget_s.max()) / SECONDS_PER_HOUR, 1),
    )


def _shown(draft: Draft, windows: list[int]) -> NDArray[np.float64]:
    """Return what one pass at the start of the season would find, (windows, items), at best."""
    start = no_looks(draft.stops.cells, CLASSES)
    return np.array([draft.gains(window, start)[:, :, 0].max(axis=0) for window in windows])


def _window_order(shown: NDArray[np.float64], windows: list[int], share: float) -> list[int]:
    """Order the windows in which to try a lead: soon and visible first, then by what they show."""
    enough = share * shown.max(initial=0.0)
    soon = [window for window, gain in zip(windows, shown, strict=True) if gain >= enough]
    later = np.array(windows)[np.argsort(-shown, kind="stable")]
    return soon + [int(window) for window in later if window not in soon]
