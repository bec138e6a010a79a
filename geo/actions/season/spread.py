"""Choose how many of a team's days lie in each window, where the season as a whole was given."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from geo.actions.prepared.prepare import Prepared, season_days
from geo.model.notes import Note
from geo.route.allocation import window_shares
from geo.route.problem import SeasonProblem
from geo.route.season import Begun, begin_season

STEPS = (1.0, 0.5)
"""How far from even shares towards the proposed ones plans are tried."""

Split = dict[str, dict[str, int]]
"""Days of a team by window_id."""


@dataclass(frozen=True)
class Spread:
    """TEAM_DAYS of the season and, where several were tried, the plan begun for them.

    told: what it costs that every window keeps some of its days.
    """

    team_days: Any
    begun: Begun | None = None
    told: list[Note] = field(default_factory=list)


def planned_days(prepared: Prepared, windows: Any, ask: Callable[[Any], SeasonProblem]) -> Spread:
    """Spread the teams over the days of the windows, movable days where they find most.

    Movable are days that a team was given for the season, without window or date. Plans without search for
    better routes are compared: one keeps more floors, or as many and finds more. Every window keeps
    `plan.least_days_share` of the days that an even spread gives it; what that costs is told.

    Parameters
    ----------
    ask : the problem of these team-days
    """
    even = season_days(prepared, windows)
    totals = _movable(prepared)
    if not totals or len(windows) < 2:
        return Spread(even)
    tries = _Tries(prepared, windows, ask(even), totals)
    share = prepared.settings.plan.least_days_share
    held = tries.best(share)
    told = _price(held, tries.best(0.0), share) if share > 0 else []
    return Spread(held.draft.problem.team_days, held, told)


class _Tries:
    """Plans begun for the movable days spread in several ways; equal spreads are planned once."""

    def __init__(
        self, prepared: Prepared, windows: Any, problem: SeasonProblem, totals: dict[str, int]
    ) -> None:
        self._prepared, self._windows, self._problem, self._totals = prepared, windows, problem, totals
        self._even = begin_season(problem)
        self._own = split_of(problem.team_days)
        self._shares = window_shares(problem, like=self._even.draft)
        self._begun: dict[str, Begun] = {}

    def best(self, kept_share: float) -> Begun:
        """Return the best plan in which every window keeps this share of its own days; the even one does."""
        begun = [self._even]
        room = {row.window_id: (row.closes - row.opens).days + 1 for row in self._windows.itertuples()}
        for step in STEPS:
            aim = {
                name: step * share + (1 - step) / len(self._shares) for name, share in self._shares.items()
            }
            split = {}
            for team, days in self._totals.items():
                kept = {name: least(own, kept_share) for name, own in self._own.get(team, {}).items()}
                split[team] = split_days(days, aim, room, kept=kept)
            begun.append(self._planned(split))
        return max(begun, key=lambda plan: (-len(plan.left_out), plan.finds()))

    def _planned(self, split: Split) -> Begun:
        if repr(split) not in self._begun:
            days = season_days(self._prepared, self._windows, split=split)
            problem = replace(self._problem, team_days=days)
            self._begun[repr(split)] = begin_season(problem, like=self._even.draft)
        return self._begun[repr(split)]


def _price(held: Begun, free: Begun, share: float) -> list[Note]:
    """Say what the plan finds less because windows keep their days; nothing where they keep them anyway.

    Both before routes are improved, as `floors_price`.
    """
    if held is free:
        return []
    most = free.finds()
    forgone = max(most - held.finds(), 0.0)
    percent = 100 * forgone / most if most > 0 else 0.0
    args: dict[str, object] = {"share": round(100 * share), "finds": round(forgone, 2)}
    return [Note("route-days-price", {**args, "percent": round(percent, 1)})]


def least(days: int, share: float) -> int:
    """Count the days that a window keeps of so many of its own: at least this share.

    >>> least(13, 1 / 3), least(12, 1 / 3), least(13, 0.0)
    (5, 4, 0)
    """
    return math.ceil(days * share - 1e-9)


def split_days(
    days: int, aim: dict[str, float], room: dict[str, int], *, kept: dict[str, int] | None = None
) -> dict[str, int]:
    """Split a number of days by shares, no window holding more than it has; larger remainders first.

    Parameters
    ----------
    kept : days that a window keeps at least, together no more than there are; none without it

    >>> split_days(10, {"a": 0.06, "b": 0.94}, {"a": 20, "b": 8})
    {'a': 2, 'b': 8}
    >>> split_days(10, {"a": 0.06, "b": 0.94}, {"a": 20, "b": 20}, kept={"a": 3})
    {'a': 3, 'b': 7}
    """
    floor = {name: min((kept or {}).get(name, 0), room[name]) for name in aim}
    held: dict[str, int] = {}
    while True:
        free = {name: share for name, share in aim.items() if name not in held}
        out = _by_share(days - sum(held.values()), free, room)
        low = {name: floor[name] for name in free if out[name] < floor[name]}
        if not low:
            return {name: held[name] if name in held else out[name] for name in aim}
        held |= low


def _by_share(days: int, aim: dict[str, float], room: dict[str, int]) -> dict[str, int]:
    """Split by shares that need not add up to 1."""
    total = sum(aim.values())
    share = {name: part / total if total > 0 else 1 / len(aim) for name, part in aim.items()}
    out = {name: min(int(days * share[name]), room[name]) for name in aim}
    order = sorted(aim, key=lambda name: (-(days * share[name] - int(days * share[name])), -share[name]))
    while sum(out.values()) < days and any(out[name] < room[name] for name in order):
        for name in order:
            if out[name] < room[name] and sum(out.values()) < days:
                out[name] += 1
    return out


def split_of(team_days: Any) -> Split:
    """Count the days of each team by window, as a plan has them."""
    counts = team_days.groupby(["team_id", "window_id"]).size()
    out: Split = {}
    for (team, window), days in counts.items():
        out.setdefault(str(team), {})[str(window)] = int(days)
    return out


def _movable(prepared: Prepared) -> dict[str, int]:
    """Days of teams that were given a number for the whole season and nothing else."""
    given = prepared.given_days
    if given is None or not len(given):
        return {}
    whole = given["days"].notna() & (given["window_id"].fillna("") == "") & given["date"].isna()
    alone = given.groupby("team_id")["team_id"].transform("size") == 1
    rows = given[whole & alone]
    return {str(row.team_id): int(row.days) for row in rows.itertuples()}
