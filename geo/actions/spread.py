"""Choose how many of a team's days lie in each window, where the season as a whole was given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from geo.actions.prepare import Prepared, season_days
from geo.model.notes import silent
from geo.route.allocation import window_shares
from geo.route.problem import SeasonProblem
from geo.route.season import plan_season

STEPS = (1.0, 0.5)
"""How far from even shares towards the proposed ones plans are tried."""

Split = dict[str, dict[str, int]]
"""Days of a team by window_id."""


def planned_days(prepared: Prepared, windows: Any, ask: Callable[[Any], SeasonProblem]) -> Any:
    """Spread the teams over the days of the windows -> TEAM_DAYS, movable days where they find most.

    Movable are days that a team was given for the season, without window or date. Plans without search for
    better routes are compared: one keeps more floors, or as many and finds more.

    Parameters
    ----------
    ask : the problem of these team-days
    """
    even = season_days(prepared, windows)
    totals = _movable(prepared)
    if not totals or len(windows) < 2:
        return even
    problem = ask(even)
    shares = window_shares(problem)
    room = {row.window_id: (row.closes - row.opens).days + 1 for row in windows.itertuples()}
    tried = [even]
    for step in STEPS:
        aim = {name: step * share + (1 - step) / len(shares) for name, share in shares.items()}
        split = {team: split_days(days, aim, room) for team, days in totals.items()}
        tried.append(season_days(prepared, windows, split=split))
    values = [_value(replace(problem, team_days=days)) for days in tried]
    return tried[values.index(max(values))]


def split_days(days: int, aim: dict[str, float], room: dict[str, int]) -> dict[str, int]:
    """Split a number of days by shares, no window holding more than it has; larger remainders first.

    >>> split_days(10, {"a": 0.06, "b": 0.94}, {"a": 20, "b": 8})
    {'a': 2, 'b': 8}
    """
    out = {name: min(int(days * share), room[name]) for name, share in aim.items()}
    order = sorted(aim, key=lambda name: (-(days * aim[name] - int(days * aim[name])), -aim[name]))
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


def _value(problem: SeasonProblem) -> tuple[int, float]:
    plan = plan_season(replace(problem, iterations=0, cpu_seconds=None, on_progress=silent))
    return -len(plan.left_out), sum(plan.expected_finds.values())
