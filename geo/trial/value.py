"""What a season plan is worth in a synthetic county: rivals and this plan at equal team-days, one judge."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import stdtrit

from geo.route.problem import SeasonPlan, SeasonProblem
from geo.route.season import plan_season
from geo.settings import DEFAULTS, Settings
from geo.trial.county import County, Traits, TruePlots, make_county, season_problem
from geo.trial.judge import Seen, Sweeps, judge, sweeps_of
from geo.trial.rivals import HARDER, RIVALS, Field, carpet_days, rival_sweeps

PLAN, PLAN_RESERVE = "plan", "plan-reserve"


@dataclass(frozen=True)
class Value:
    """What was found in one county.

    plots: that grow; found, early: share of them found before harvest and before lancing, by rival, "plan"
    and, if asked for, "plan-reserve"; promised: expected finds by the plan's own belief, of which greedy
    before its routes were improved; bound: what no plan can pass; lost: see `losses`.
    """

    seed: int
    carpet_days: int
    team_days: int
    plots: int
    found: dict[str, float]
    early: dict[str, float]
    promised: float
    greedy: float
    bound: float
    lost: dict[str, float]


def value_of(
    seed: int,
    *,
    traits: Traits | None = None,
    share: float = 0.3,
    reserve: float | None = None,
    rivals: tuple[str, ...] = (*RIVALS, HARDER),
    settings: Settings = DEFAULTS,
) -> Value:
    """Make a county, let everybody work it, and judge them by its truth.

    Parameters
    ----------
    seed : of the county
    traits : what the county is like
    share : team-days as a share of those that a carpet of one pass takes
    reserve : also plan with this share of routes kept for ground never visited
    rivals : which of `RIVALS` and `HARDER`
    settings : the planner's; floors and reserve are switched off
    """
    traits = Traits() if traits is None else traits
    plain = replace(settings, plan=replace(settings.plan, floors=False, reserve_share=0.0))
    county, truth = make_county(seed, traits, plain)
    carpet = _carpet(county, traits)
    days = round(share * carpet)
    teams = max(1, math.ceil(days / sum(late_room(county).values())))
    problems = [
        season_problem(county, split, teams=teams, traits=traits) for split in team_day_splits(county, days)
    ]
    finds = county.known.history.groupby("village_id").size().astype(float)
    sweeps = rival_sweeps(Field(problems[0], problems[-1], finds, county.crop_year), rivals)
    chosen = _best_split(problems)
    plan = plan_season(chosen)
    sweeps[PLAN] = sweeps_of(plan, chosen, county.crop_year)
    if reserve is not None:
        held = replace(plain, plan=replace(plain.plan, reserve_share=reserve))
        keeping = replace(chosen, settings=held)
        sweeps[PLAN_RESERVE] = sweeps_of(plan_season(keeping), keeping, county.crop_year)
    seen = {name: judge(swept, county.cells, truth.crop_year, plain) for name, swept in sweeps.items()}
    return Value(
        seed=seed,
        carpet_days=carpet,
        team_days=days,
        plots=len(truth.cell),
        found={name: found_share(one, truth) for name, one in seen.items()},
        early={name: found_share(one, truth, early=True) for name, one in seen.items()},
        promised=sum(plan.expected_finds.values()),
        greedy=plan.greedy_finds,
        bound=float("nan") if plan.bound is None else plan.bound,
        lost=losses(sweeps[PLAN], seen[PLAN], truth, county, plan),
    )


def found_share(seen: Seen, truth: TruePlots, *, early: bool = False) -> float:
    """Return the expected share of the true plots that is found before harvest, or before lancing."""
    chance = seen.before_lancing if early else seen.before_harvest
    return float(chance[truth.cell, truth.sowing_class].mean()) if len(truth.cell) else float("nan")


def late_room(county: County) -> dict[str, int]:
    """Days that the windows of flowers and capsules are open, by window_id."""
    windows = county.windows.iloc[1:]
    return {row.window_id: (row.closes - row.opens).days + 1 for row in windows.itertuples()}


def team_day_splits(county: County, days: int) -> list[dict[str, int]]:
    """Split team-days over the windows: evenly; a tenth and a fifth in the first; none in the first.

    The others stand in the windows of flowers and capsules by their length: those are what the rivals use.
    """
    names, room = list(county.windows["window_id"]), late_room(county)
    even = {name: days // len(names) + (place < days % len(names)) for place, name in enumerate(names)}
    splits = [even]
    for share in (0.2, 0.1, 0.0):
        first = round(share * days)
        late = {
            name: math.floor((days - first) * length / sum(room.values())) for name, length in room.items()
        }
        late[names[1]] += days - first - sum(late.values())
        splits.append({names[0]: first, **late})
    return splits


def losses(
    sweeps: Sweeps, seen: Seen, truth: TruePlots, county: County, plan: SeasonPlan
) -> dict[str, float]:
    """Say where plots are lost, and what the days are spent on.

    Returns
    -------
    never : share of the plots in cells that are never searched; unseen: share of the plots not seen in cells
    that are; of these dates: what would be seen there if the season kept the planner's dates; travel, idle:
    share of the team time
    """
    searched = np.isin(truth.cell, _with_pieces(sweeps.cell, county.cells))
    chance = seen.before_harvest[truth.cell, truth.sowing_class]
    own = judge(sweeps, county.cells, county.crop_year, county.settings).before_harvest
    time_s = float(plan.days["budget_s"].sum())
    travel_s = float(plan.visits["travel_s"].sum() + plan.days["back_s"].sum())
    return {
        "never": float((~searched).mean()),
        "unseen": float(np.where(searched, 1 - chance, 0.0).mean()),
        "dates": float((own[truth.cell, truth.sowing_class] - chance).mean()),
        "travel": travel_s / time_s,
        "idle": 1 - float(plan.days["duration_s"].sum()) / time_s,
    }


def _with_pieces(cell: Any, cells: Any) -> Any:
    """Rows of these cells and of the pieces that are searched with them."""
    host = cells["joined_to"].isin(cells["cell_id"].to_numpy()[np.unique(cell)])
    return np.flatnonzero(host.to_numpy())


def _carpet(county: County, traits: Traits) -> int:
    """Team-days of one pass over every cell: counted with one team in the first window."""
    name = county.windows["window_id"].iloc[0]
    return carpet_days(season_problem(county, {name: 15}, teams=1, traits=traits))


def _best_split(problems: list[SeasonProblem]) -> SeasonProblem:
    """Take the split of the team-days that promises most by greedy routes: it cannot know the truth."""
    quick = [plan_season(replace(problem, iterations=0)) for problem in problems]
    return problems[int(np.argmax([sum(plan.expected_finds.values()) for plan in quick]))]


def ratio_of(values: list[Value], name: str, rival: str = "smart", *, early: bool = False) -> dict[str, Any]:
    """Mean ratio of two over paired counties, with its 95 % limits and the spread (Student's t)."""
    pick = [value.early if early else value.found for value in values]
    ratios = np.array([one[name] / one[rival] for one in pick])
    return spread(ratios)


def spread(values: Any) -> dict[str, Any]:
    """Mean, standard deviation and 95 % limits of the mean."""
    x = np.asarray(values, float)
    n, sd = len(x), float(np.std(x, ddof=1)) if len(x) > 1 else float("nan")
    half = float(stdtrit(n - 1, 0.975)) * sd / math.sqrt(n) if n > 1 else float("nan")
    return {"mean": float(x.mean()), "sd": sd, "low": float(x.mean()) - half, "high": float(x.mean()) + half}
