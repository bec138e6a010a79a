"""Compare a site's plan with what an officer would do by hand, under truths right and wrong: a simulation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.actions.prepared.assess import Season, assess
from geo.actions.prepared.prepare import Prepared, prepare, season_days
from geo.actions.season.plan import problem_of
from geo.errors import InputError
from geo.model.notes import Note, OnProgress, assumptions, silent
from geo.records.plans import PlanRecord, read_plan
from geo.records.store import Store
from geo.route.draft import make_draft
from geo.route.problem import SeasonProblem, searchers
from geo.route.season import plan_season
from geo.route.team_days import spread_days
from geo.search.effort import decay
from geo.search.phenology import season_day
from geo.trial.judge import Sweeps, sweeps_of
from geo.trial.rivals import RIVALS, Field, rival_sweeps
from geo.trial.sensitivity import sensitivity
from geo.trial.truths import Chances, Truth, World, chances, draw_season, seen_under

PLAN, PLAN_FREE = "plan", "plan-free"
ROWS: Final = (*RIVALS, PLAN_FREE, PLAN)
"""Rivals, the plan without visits ordered from above and without reserve, the plan."""

SMART: Final = "smart"


@dataclass(frozen=True)
class Comparison:
    """A simulation, not a result.

    table: truth, rival, stops, visited (share of searchable ground), found and early (mean share of plots
    found before harvest and before lancing), low and high (tenth and ninetieth percentile of `found` over the
    seasons drawn), finds (mean plots found a season), times (found, smart list = 1); ordered
    by truth and rival.
    costs: what being wrong would cost this plan, in words. plan_id: the plan on record that was judged, empty
    for one made now. plots: expected plots of the season; team_days; seasons: drawn for each truth. notes:
    what was assumed.
    """

    table: pd.DataFrame
    costs: list[Note]
    plan_id: str
    plots: float
    team_days: int
    seasons: int
    notes: list[Note]


def compare(
    site_dir: Path, *, seeds: int = 100, seed: int = 1, on_progress: OnProgress = silent
) -> Comparison:
    """Let every rival and the plan on record, or one made now, work the season of a site.

    Every rival has as many team-days as the plan. Those that know when the crop shows have moved theirs to
    the two windows in which most is seen, unless the teams' days are given by date or window.

    Parameters
    ----------
    seeds : seasons drawn for each truth
    seed : of the plan, if none is on record, and of the seasons

    Raises
    ------
    InputError : an input is wrong, or no team has a day
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    season = assess(prepared)
    record = _plan_on_record(site_dir, prepared, season)
    team_days = season_days(prepared, season.windows) if record is None else record.team_days
    if not len(team_days):
        raise InputError("trial-error-days", place=str(site_dir))
    problem = problem_of(prepared, season, team_days, seed, silent)
    on_progress(1, 4, "trial-progress-rivals")
    sweeps = rival_sweeps(_field(prepared, season, problem))
    on_progress(2, 4, "trial-progress-plan")
    sweeps[PLAN_FREE] = sweeps_of(plan_season(_free(problem)), problem, season.crop_year)
    sweeps[PLAN] = (
        sweeps_of(plan_season(problem), problem, season.crop_year)
        if record is None
        else stored_sweeps(record, problem, season)
    )
    on_progress(3, 4, "trial-progress-judge")
    world = world_of(prepared, season)
    seen = {name: chances(sweeps[name], world) for name in ROWS}
    return Comparison(
        table=_table(sweeps, seen, world, seeds, seed),
        costs=sensitivity(seen[PLAN], world, seed=seed),
        plan_id="" if record is None else str(record.plan["plan_id"]),
        plots=float(world.plots.sum()),
        team_days=len(team_days),
        seasons=seeds,
        notes=assumptions((*prepared.notes, *season.notes)),
    )


def cost_of_errors(site_dir: Path, *, seed: int = 1) -> list[Note]:
    """Say what being wrong would cost the plan on record: nothing is said where there is none."""
    prepared = prepare(site_dir)
    season = assess(prepared)
    record = _plan_on_record(site_dir, prepared, season)
    if record is None:
        return []
    problem = problem_of(prepared, season, record.team_days, seed, silent)
    world = world_of(prepared, season)
    return sensitivity(chances(stored_sweeps(record, problem, season), world), world, seed=seed)


def _plan_on_record(site_dir: Path, prepared: Prepared, season: Season) -> PlanRecord | None:
    """Read the adopted or newest plan; None where it was made for teams or windows that are gone."""
    with Store.open(site_dir) as store:
        record = read_plan(store)
    if record is None:
        return None
    days = record.team_days
    known = days["team_id"].isin(prepared.teams["team_id"])
    known &= days["window_id"].isin(season.windows["window_id"])
    return record if known.all() else None


def world_of(prepared: Prepared, season: Season) -> World:
    """Take what the planner believes before the season."""
    plots = season.risk["expected_plots"].to_numpy(float)
    by_class = np.repeat(plots[:, None], len(prepared.settings.season.class_days), axis=1)
    by_class = by_class * prepared.settings.season.class_share
    return World(prepared.cells, season.risk, by_class, season.crop_year, prepared.settings)


def stored_sweeps(record: PlanRecord, problem: SeasonProblem, season: Season) -> Sweeps:
    """Read a plan on record as sweeps; stops in cells that the site no longer has are left out."""
    draft = make_draft(problem)
    stops = record.stops[record.stops["passes"] > 0].merge(
        record.routes[["route_id", "team_id", "window_id", "date"]], on="route_id"
    )
    cell = pd.Index(problem.cells["cell_id"]).get_indexer(stops["cell_id"])
    window = pd.Index(problem.windows["window_id"]).get_indexer(stops["window_id"])
    sizes = {row.team_id: draft.crews.sizes.index(searchers(row, problem.settings))
             for row in problem.teams.itertuples()}  # fmt: skip
    known = (cell >= 0) & stops["team_id"].isin(list(sizes)).to_numpy()
    stops, cell, window = stops[known], cell[known], np.maximum(window[known], 0)
    size = stops["team_id"].map(sizes).to_numpy(int)
    walked_m = np.array(
        [draft.stops.views[w][s].searcher_m[c, 0] for w, s, c in zip(window, size, cell, strict=True)]
    )
    day = season_day(season.crop_year, stops["date"])
    order = np.argsort(day, kind="stable")
    passes = stops["passes"].to_numpy(np.int64)
    return Sweeps(cell[order].astype(np.int64), day[order], passes[order], walked_m[order].astype(float))


def _field(prepared: Prepared, season: Season, problem: SeasonProblem) -> Field:
    history = prepared.history
    weight = decay(history["season"].to_numpy(), prepared.site.season.year, prepared.settings)
    finds = pd.Series(weight, dtype=float).groupby(history["village_id"].to_numpy()).sum()
    late = problem if _fixed(prepared) else replace(problem, team_days=_late_days(problem))
    return Field(problem, late, finds, season.crop_year)


def _fixed(prepared: Prepared) -> bool:
    """Whether somebody has said when the teams are out."""
    given = prepared.given_days
    return given is not None and any(
        name in given and given[name].notna().any() and (given[name] != "").any()
        for name in ("date", "window_id")
    )


def _late_days(problem: SeasonProblem) -> Any:
    """Move team-days to the two windows in which most is seen; what does not fit stays in the others."""
    draft = make_draft(problem)
    weight = draft.stops.expected / max(draft.stops.expected.sum(), 1e-12)
    worth = [float((views[0].width_m * weight).sum()) for views in draft.stops.views]
    best = sorted(np.argsort(worth, kind="stable")[-2:].tolist())
    others = [w for w in range(len(worth)) if w not in best]
    room = ((problem.windows["closes"] - problem.windows["opens"]).dt.days + 1).tolist()
    names = problem.windows["window_id"].tolist()
    given = []
    for team_id, days in problem.team_days.groupby("team_id").size().items():
        left = int(days)
        half = -(-left // 2) if len(best) > 1 else left
        takes = dict.fromkeys(range(len(names)), 0)
        for w, most in ((best[0], half), *((w, left) for w in (*best[1:], best[0], *reversed(others)))):
            more = min(left, most, room[w] - takes[w])
            takes[w] += more
            left -= more
        given += [{"team_id": team_id, "window_id": names[w], "days": n} for w, n in takes.items()]
    return spread_days(problem.teams, problem.windows, given=pd.DataFrame(given), settings=problem.settings)


def _free(problem: SeasonProblem) -> SeasonProblem:
    plan = replace(problem.settings.plan, floors=False, reserve_share=0.0)
    return replace(problem, settings=replace(problem.settings, plan=plan))


def _table(
    sweeps: dict[str, Sweeps], seen: dict[str, Chances], world: World, seeds: int, seed: int
) -> pd.DataFrame:
    rows = []
    for number, truth in enumerate(Truth):
        draws = [draw_season(world, truth, np.random.default_rng([seed, number, k])) for k in range(seeds)]
        plots = np.array([len(draw.cell) for draw in draws])
        whole = max(int(plots.sum()), 1)
        found, early = ({name: np.zeros(seeds) for name in ROWS} for _ in range(2))
        for name in ROWS:
            for k, draw in enumerate(draws):
                chance = seen_under(seen[name], truth, draw.late_d)
                found[name][k] = chance.before_harvest[draw.cell, draw.sowing_class].sum()
                early[name][k] = chance.before_lancing[draw.cell, draw.sowing_class].sum()
        for name in ROWS:
            shares = found[name][plots > 0] / plots[plots > 0]
            low, high = np.quantile(shares, [0.1, 0.9]) if len(shares) else (0.0, 0.0)
            smart = found[SMART].sum()
            rows.append(
                {
                    "truth": str(truth),
                    "rival": name,
                    "stops": len(sweeps[name].cell),
                    "visited": _visited(sweeps[name], world.cells),
                    "found": found[name].sum() / whole,
                    "early": early[name].sum() / whole,
                    "low": float(low),
                    "high": float(high),
                    "finds": float(found[name].mean()) if seeds else 0.0,
                    "times": float(found[name].sum() / smart) if smart > 0 else float("nan"),
                }
            )
    return pd.DataFrame(rows)


def _visited(sweeps: Sweeps, cells: Any) -> float:
    """Share of the searchable ground that is searched at least once, joined pieces included."""
    ids = cells["cell_id"].to_numpy()[np.unique(sweeps.cell)]
    ground_m2 = cells["searchable_m2"].to_numpy(float)
    return float(ground_m2[cells["joined_to"].isin(ids).to_numpy()].sum() / max(ground_m2.sum(), 1e-9))
