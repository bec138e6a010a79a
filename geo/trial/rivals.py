"""What an officer does without Tacha: seven ways to spend the same team-days (METHODS 6.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo.model.season import CropYear
from geo.route.draft import Draft, make_draft
from geo.route.problem import SeasonProblem
from geo.search.phenology import season_day
from geo.trial.judge import Sweeps
from geo.trial.nearest import Begin, clear, walk_list

RIVALS: Final = (
    "carpet",
    "nearest",
    "historic",
    "historic-season",
    "historic-twice",
    "risk",
    "smart",
)
"""Carpet by village; nearest first; historic villages in calendar order; the same list in flowering and
capsule; its top half worked twice; risk order in flowering and capsule; risk order, top half, worked
twice: the smart list."""

HARDER: Final = "smart-best"
"""The smart list once more, by an officer who also tries to begin days at the first or the farthest stop."""

LATE: Final = ("historic-season", "historic-twice", "risk", "smart", HARDER)
"""Rivals that know when the crop shows."""


@dataclass(frozen=True)
class Field:
    """What rivals work on.

    even: the problem with team-days as the site has them; late: the same number of team-days, as far as they
    fit in the two windows in which most is seen; finds: past finds by village_id; crop_year: for day numbers.
    """

    even: SeasonProblem
    late: SeasonProblem
    finds: Any
    crop_year: CropYear


def rival_sweeps(field: Field, names: tuple[str, ...] = RIVALS) -> dict[str, Sweeps]:
    """Let each rival work the season; every one of them has the same number of team-days."""
    even, late = make_draft(field.even), make_draft(field.late)
    out = {}
    for name in names:
        draft = late if name in LATE else even
        _start_over(draft, _WORK[name](draft, field.finds))
        out[name] = _sweeps(draft, field.crop_year)
    return out


def carpet_days(problem: SeasonProblem) -> int:
    """Count the team-days that one pass over every cell takes, village by village."""
    draft = make_draft(problem)
    order = _by_village(draft, None)
    todo = np.ones(len(order.wanted), bool)
    days, used = draft.days(int(draft.crews.window[0])), 0
    while todo.any():
        walk_list(draft, days, wanted=order.wanted, group=order.group, todo=todo, begin=Begin.NEAREST)
        used += int((draft.book.stops[days] > 0).sum())
        clear(draft.book, days)
    return used


@dataclass(frozen=True)
class _List:
    """Items in the order in which an officer would name them; a group is finished before the next."""

    wanted: NDArray[np.int64]
    group: NDArray[np.int64]

    def top(self, count: int) -> _List:
        return _List(self.wanted[:count], self.group[:count])

    def rest(self, count: int) -> _List:
        return _List(self.wanted[count:], self.group[count:])


def _listed(draft: Draft, rank: NDArray[Any], *, grouped: bool) -> _List:
    """List cells that may be searched by rank; equal ranks are one group if `grouped`, else all are one."""
    cells = np.flatnonzero(draft.stops.suitable)
    order = cells[np.argsort(rank[cells], kind="stable")]
    group = np.unique(rank[order], return_inverse=True)[1] if grouped else np.zeros(len(order), np.int64)
    return _List(order.astype(np.int64), group.astype(np.int64))


def _by_village(draft: Draft, finds: Any) -> _List:
    """Villages by past finds, most first, those with as many in the order of the list."""
    villages = draft.stops.villages
    counted = (
        np.zeros(len(villages)) if finds is None else finds.reindex(villages).fillna(0.0).to_numpy(float)
    )
    place = np.empty(len(villages), np.int64)
    place[np.argsort(-counted, kind="stable")] = np.arange(len(villages))
    return _listed(draft, place[draft.stops.village], grouped=True)


def _by_nearness(draft: Draft) -> _List:
    return _listed(draft, np.arange(draft.stops.cells), grouped=False)


def _by_risk(draft: Draft) -> _List:
    return _listed(draft, -draft.stops.expected.sum(axis=1), grouped=False)


def _windows(draft: Draft) -> list[int]:
    """Windows with team-days, in order."""
    return [w for w in range(len(draft.problem.windows)) if len(draft.days(w))]


def _best_windows(draft: Draft) -> list[int]:
    """Find the two windows with team-days in which most is seen of what is expected."""
    weight = draft.stops.expected / max(draft.stops.expected.sum(), 1e-12)
    worth = {w: float((draft.stops.views[w][0].width_m * weight).sum()) for w in _windows(draft)}
    return sorted(sorted(worth, key=lambda w: (-worth[w], w))[:2])


def _in_turn(draft: Draft, order: _List, windows: list[int], begin: Begin = Begin.NEAREST) -> bool:
    """Work the list once, window after window; returns whether all of it was done."""
    todo = np.ones(len(order.wanted), bool)
    for window in windows:
        days = draft.days(window)
        clear(draft.book, days)
        walk_list(draft, days, wanted=order.wanted, group=order.group, todo=todo, begin=begin)
    return not todo.any()


def _in_each(draft: Draft, order: _List, windows: list[int], begin: Begin = Begin.NEAREST) -> bool:
    """Work the list anew in every window; returns whether it was done each time."""
    return all(_in_turn(draft, order, [window], begin) for window in windows)


def _as_many(
    draft: Draft,
    order: _List,
    windows: list[int],
    work: Callable[[Draft, _List, list[int], Begin], bool],
    begins: tuple[Begin, ...] = (Begin.NEAREST,),
) -> int:
    """Work the longest top of the list that fits the days, by the way to begin a day that fits most."""
    best, chosen = -1, begins[0]
    for begin in begins:
        low, high = 0, len(order.wanted)
        while low < high:
            middle = (low + high + 1) // 2
            fits = work(draft, order.top(middle), windows, begin)
            low, high = (middle, high) if fits else (low, middle - 1)
        if low > best:
            best, chosen = low, begin
    work(draft, order.top(best), windows, chosen)
    return best


def _plain(draft: Draft, order: _List) -> _List:
    """Work the list from its first group on, window after window."""
    _in_turn(draft, order, _windows(draft))
    return order


def _once(draft: Draft, order: _List) -> _List:
    """Work as much of the list once as fits."""
    return order.top(_as_many(draft, order, _windows(draft), _in_turn))


def _twice(draft: Draft, order: _List, begins: tuple[Begin, ...] = (Begin.NEAREST,)) -> _List:
    """Work the top of the list in both of the best windows; days in others go on with the rest."""
    best = _best_windows(draft)
    count = _as_many(draft, order, best, _in_each, begins)
    others = [window for window in _windows(draft) if window not in best]
    if others:
        _as_many(draft, order.rest(count), others, _in_turn, begins)
    return order.top(count)


def _start_over(draft: Draft, order: _List) -> None:
    """Let days that are left over, because the list is done, begin it again: nobody stays at home."""
    for window in _windows(draft):
        idle = draft.days(window)
        while True:
            idle = idle[draft.book.stops[idle] == 0]
            before = len(idle)
            todo = np.ones(len(order.wanted), bool)
            walk_list(draft, idle, wanted=order.wanted, group=order.group, todo=todo, begin=Begin.NEAREST)
            if not before or (draft.book.stops[idle] == 0).sum() == before:
                break


def _sweeps(draft: Draft, crop_year: CropYear) -> Sweeps:
    """Read the routes of a draft as sweeps, by day."""
    day = season_day(crop_year, draft.crews.table["date"])
    rows = []
    for d in np.argsort(day, kind="stable"):
        size, window = int(draft.crews.crew.size[d]), int(draft.crews.window[d])
        walked = draft.stops.views[window][size].searcher_m[:, 0]
        rows += [
            (int(item), int(day[d]), 1, walked[item]) for item in draft.book.item[d, : draft.book.stops[d]]
        ]
    table = np.array(rows, float).reshape(-1, 4)
    whole = table[:, :3].astype(np.int64)
    return Sweeps(whole[:, 0], whole[:, 1], whole[:, 2], table[:, 3])


_WORK: Final[dict[str, Callable[[Draft, Any], _List]]] = {
    "carpet": lambda draft, _: _plain(draft, _by_village(draft, None)),
    "nearest": lambda draft, _: _plain(draft, _by_nearness(draft)),
    "historic": lambda draft, finds: _plain(draft, _by_village(draft, finds)),
    "historic-season": lambda draft, finds: _plain(draft, _by_village(draft, finds)),
    "historic-twice": lambda draft, finds: _twice(draft, _by_village(draft, finds)),
    "risk": lambda draft, _: _once(draft, _by_risk(draft)),
    "smart": lambda draft, _: _twice(draft, _by_risk(draft)),
    HARDER: lambda draft, _: _twice(draft, _by_risk(draft), tuple(Begin)),
}
