"""Spread the teams' days over the season windows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from geo.errors import InputError
from geo.model.schema import TEAM_DAYS
from geo.model.tables import check, empty
from geo.model.team import TeamDayState
from geo.settings import Settings


def spread_days(
    teams: Any,
    windows: Any,
    *,
    given: pd.DataFrame | None,
    settings: Settings,
    split: Mapping[str, Mapping[str, int]] | None = None,
) -> Any:
    """Return the TEAM_DAYS table: which team is out on which day, in which window.

    Parameters
    ----------
    teams, windows : TEAMS and WINDOWS tables
    given : rows team_id with `date`, or with `days` and a window_id, or with `days` alone: those are split
        evenly over the windows. Empty cells of other columns are NaN, NaT or "". A team without a row gets
        `days_per_window` in every window, or one for each day where the window is shorter.
    settings : `plan.days_per_window`
    split : by team_id, how days given for the season as a whole lie in the windows; one that does not add up
        to them is not followed

    Days without dates are spread evenly over their window; a team is out at most once a day.

    Raises
    ------
    InputError : unknown team or window, a date twice or outside every window, more days than a window has
    """
    opens = {w.window_id: (w.opens.date(), w.closes.date()) for w in windows.itertuples()}
    rows: list[tuple[str, date, str]] = []
    by_team = _wishes(given, set(teams["team_id"]), opens, split or {})
    for team_id in teams["team_id"]:
        taken: set[date] = set()
        dates, counts = by_team.get(team_id, ([], None))
        for day in dates:
            rows.append((team_id, day, _window_of(day, team_id, opens, taken)))
            taken.add(day)
        if counts is None:
            counts = dict.fromkeys(opens, 0 if dates else settings.plan.days_per_window)
            counts = {window: min(n, _length(opens[window])) for window, n in counts.items()}
        for window_id, n in counts.items():
            for day in _evenly(*opens[window_id], n, taken, team_id, window_id):
                rows.append((team_id, day, window_id))
                taken.add(day)
    return _table(rows)


def _wishes(
    given: pd.DataFrame | None,
    teams: set[str],
    opens: dict[str, tuple[date, date]],
    split: Mapping[str, Mapping[str, int]],
) -> dict[str, tuple[list[date], dict[str, int] | None]]:
    """Dates and day counts by window of each team that has a row."""
    wishes: dict[str, tuple[list[date], dict[str, int] | None]] = {}
    if given is None:
        return wishes
    for row in given.to_dict("records"):
        team_id, window_id, day = row["team_id"], row.get("window_id"), row.get("date")
        if team_id not in teams:
            raise InputError("error-route-unknown-team", team=str(team_id))
        dates, counts = wishes.get(team_id, ([], None))
        if _is_given(day):
            dates.append(pd.Timestamp(day).date())
        if _is_given(row.get("days")):
            counts = dict.fromkeys(opens, 0) if counts is None else counts
            ours = split.get(team_id, {})
            followed = not _is_given(window_id) and sum(ours.values()) == row["days"] and {*ours} <= {*opens}
            for name, n in (ours if followed else _split(int(row["days"]), window_id, opens)).items():
                counts[name] += n
        wishes[team_id] = (dates, counts)
    return wishes


def _is_given(value: object) -> bool:
    return value is not None and value != "" and not pd.isna(value)


def _split(days: int, window_id: Any, opens: dict[str, tuple[date, date]]) -> dict[str, int]:
    """Give days to their window, or evenly to all; the first windows take what does not divide."""
    if _is_given(window_id):
        if window_id not in opens:
            raise InputError("error-route-unknown-window", window=str(window_id), windows=", ".join(opens))
        return {window_id: days}
    each, more = divmod(days, len(opens))
    return {name: each + (place < more) for place, name in enumerate(opens)}


def _window_of(day: date, team_id: str, opens: dict[str, tuple[date, date]], taken: set[date]) -> str:
    if day in taken:
        raise InputError("error-route-date-twice", team=team_id, date=day.isoformat())
    for window_id, (first, last) in opens.items():
        if first <= day <= last:
            return window_id
    shown = ", ".join(f"{name} {first}/{last}" for name, (first, last) in opens.items())
    raise InputError("error-route-date-outside", team=team_id, date=day.isoformat(), windows=shown)


def _length(window: tuple[date, date]) -> int:
    return (window[1] - window[0]).days + 1


def _evenly(first: date, last: date, n: int, taken: set[date], team_id: str, window_id: str) -> list[date]:
    """Return n free days of a window, as evenly as the days already taken allow."""
    free = [first + timedelta(days=d) for d in range(_length((first, last)))]
    free = [day for day in free if day not in taken]
    if n > len(free):
        raise InputError("error-route-too-many-days", team=team_id, window=window_id, days=n, free=len(free))
    return [free[(2 * place + 1) * len(free) // (2 * n)] for place in range(n)]


def _table(rows: list[tuple[str, date, str]]) -> Any:
    if not rows:
        return empty(TEAM_DAYS)
    rows = sorted(rows, key=lambda row: (row[1], row[0]))
    frame = pd.DataFrame(
        {
            "team_day_id": [f"{team}_{day.isoformat()}" for team, day, _ in rows],
            "team_id": [team for team, _, _ in rows],
            "date": pd.to_datetime([day for _, day, _ in rows]),
            "window_id": [window for _, _, window in rows],
            "state": TeamDayState.PLANNED.value,
            "locked": False,
        }
    )
    return check(frame, TEAM_DAYS)


def rest_of_days(spread: Any, kept: Any, opens: date) -> Any:
    """Return the team-days that can still be planned, from a day on.

    Parameters
    ----------
    spread : TEAM_DAYS of the whole season, as `spread_days` gives them
    kept : TEAM_DAYS that stay as they are: they use up what their team has in the window
    opens : first day to plan

    Returns
    -------
    TEAM_DAYS; where the days do not suffice for all that lie ahead, the first ones
    """
    taken = set(zip(kept["team_id"], kept["date"], strict=True))
    ahead = spread[spread["date"] >= pd.Timestamp(opens)]
    free = [key not in taken for key in zip(ahead["team_id"], ahead["date"], strict=True)]
    ahead = ahead[np.array(free, dtype=bool)]
    given, used = (table.groupby(["team_id", "window_id"]).size() for table in (spread, kept))
    left = given.sub(used.reindex(given.index).fillna(0)).astype(int)
    number = ahead.groupby(["team_id", "window_id"]).cumcount().to_numpy()
    most = left.reindex(pd.MultiIndex.from_frame(ahead[["team_id", "window_id"]])).to_numpy()
    return ahead[number < most].reset_index(drop=True)
