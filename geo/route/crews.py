"""Turn team-days into what the planner fills: day lengths, walkers, and what each route is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.team import Vehicle
from geo.route.daylight import day_length_s
from geo.route.net import Crew
from geo.route.problem import SeasonProblem, has_driver, searchers

FINDS, RESERVE, YARDS = "finds", "reserve", "yards"


@dataclass(frozen=True)
class Crews:
    """Team-days in the order of date and team; arrays are (days,).

    crew: what the kernels read; window: row in WINDOWS; pool: what the route is for; sizes: team sizes
    (searchers abreast), ascending, that `crew.size` counts through.
    """

    table: Any
    crew: Crew
    window: NDArray[np.int64]
    pool: NDArray[np.object_]
    sizes: list[int]


def crews(problem: SeasonProblem) -> Crews:
    """Read team-days, teams and bases.

    All days of a team within one window are as long as the shortest of them, so that their routes can
    change places.
    """
    settings = problem.settings
    days = problem.team_days.sort_values(["date", "team_id"], kind="stable").reset_index(drop=True)
    teams = {row.team_id: row for row in problem.teams.itertuples()}
    team = [teams[name] for name in days["team_id"]]
    sizes = sorted({searchers(row, settings) for row in problem.teams.itertuples()})
    base_rows = {name: row for row, name in enumerate(problem.bases["base_id"])}
    latitude = problem.bases.to_crs(4326).geometry.y.to_numpy()
    base = np.array([base_rows[row.base_id] for row in team], np.int32)
    budget = pd.Series(
        [
            day_length_s(
                float(row.hours_per_day),
                latitude_deg=float(latitude[b]),
                day=day.date(),
                leave_h=settings.plan.leave_base_at_h,
            )
            for row, b, day in zip(team, base, days["date"], strict=True)
        ],
        dtype="int64",
    )
    shortest = budget.groupby([days["team_id"], days["window_id"]]).transform("min")
    alike = pd.DataFrame(
        {
            "base": base,
            "car": [row.vehicle == Vehicle.CAR for row in team],
            "driver": [has_driver(row, settings) for row in team],
            "size": [sizes.index(searchers(row, settings)) for row in team],
            "budget_s": shortest,
        }
    )
    windows = {name: row for row, name in enumerate(problem.windows["window_id"])}
    return Crews(
        table=days,
        crew=Crew(
            base=base,
            car=alike["car"].to_numpy(bool),
            driver=alike["driver"].to_numpy(bool),
            size=alike["size"].to_numpy(np.int32),
            budget_s=alike["budget_s"].to_numpy(np.int64),
            kind=alike.groupby(list(alike.columns), sort=True).ngroup().to_numpy(np.int32),
        ),
        window=np.array([windows[name] for name in days["window_id"]], np.int64),
        pool=_pools(days, problem),
        sizes=sizes,
    )


def _pools(days: Any, problem: SeasonProblem) -> NDArray[np.object_]:
    """Spread reserve and yard routes evenly over the season; the seed orders the teams of a day."""
    rng = np.random.default_rng([problem.seed, 1])
    yards = problem.yards
    unchecked = len(yards) and (yards["yards"] > yards["checked"]).any()
    reserve_share = problem.settings.plan.reserve_share
    yard_share = min(problem.settings.plan.yard_share if unchecked else 0.0, 1.0 - reserve_share)
    pool = np.full(len(days), FINDS, dtype=object)
    # Half a route to start with: the shares are rounded to the nearest whole number of routes.
    reserve, yard = 0.5, 0.5
    for rows in days.groupby("date", sort=True).indices.values():
        for row in rng.permutation(rows):
            reserve, yard = reserve + reserve_share, yard + yard_share
            if reserve >= 1.0:
                reserve -= 1.0
                pool[row] = RESERVE
            elif yard >= 1.0:
                yard -= 1.0
                pool[row] = YARDS
    return pool
