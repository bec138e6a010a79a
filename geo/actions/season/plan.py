"""Plan the season: who searches which ground on which day, along which way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.actions.hand.hand_orders import orders_dropped
from geo.actions.prepared.assess import Season, assess
from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.season.keep_plan import Drawn, keep
from geo.actions.season.spread import planned_days
from geo.errors import InputError, TachaError
from geo.ground.crs import to_lonlat, to_working
from geo.ground.grid import cell_of_points
from geo.model.notes import Note, OnProgress, silent
from geo.records.actor import ALONE, Actor
from geo.route.buys import bound_of, what_days_buy
from geo.route.check import broken_rules
from geo.route.draw import draw
from geo.route.price import floors_price
from geo.route.problem import SeasonPlan, SeasonProblem
from geo.route.season import Begun, begin_season, plan_season
from geo.route.way import Ways
from geo.search.risk import required_leads


@dataclass(frozen=True)
class Search:
    """How long better routes are searched for.

    iterations: steps, for plans that come out the same again; None follows the number of stops. cpu_seconds:
    a clock instead; the plan then depends on the machine.
    """

    iterations: int | None = None
    cpu_seconds: float | None = None


THOROUGH: Final = Search()


def unheard(note: Note) -> None:
    """Let nobody hear a note."""


@dataclass(frozen=True)
class PlanResult:
    """A stored plan: the summary the command line prints, and its tables, in `crs` once they are asked for.

    whole: ROUTES, STOPS, LEGS in EPSG:4326.
    """

    summary: dict[str, Any]
    whole: tuple[Any, Any, Any]
    crs: str

    @cached_property
    def routes(self) -> Any:
        """ROUTES in the working CRS."""
        return to_working(self.whole[0], self.crs)

    @cached_property
    def stops(self) -> Any:
        """STOPS in the working CRS."""
        return to_working(self.whole[1], self.crs)

    @cached_property
    def legs(self) -> Any:
        """LEGS in the working CRS."""
        return to_working(self.whole[2], self.crs)


def plan(
    site_dir: Path,
    *,
    seed: int = 1,
    reserve: float | None = None,
    adopted: bool = False,
    search: Search = THOROUGH,
    actor: Actor = ALONE,
    on_progress: OnProgress = silent,
    on_note: Callable[[Note], None] = unheard,
) -> PlanResult:
    """Plan the whole season of a site and store the plan.

    Parameters
    ----------
    seed : same inputs, settings and seed give the same plan, byte for byte
    reserve : share of routes kept for ground never visited, 0 to 1; default from the settings
    adopted : make it the site's plan in force
    search : how long better routes are searched for
    on_note : told what the days buy before they are planned

    Raises
    ------
    InputError : an input is wrong, or a required stop cannot be reached within one day; nothing is stored
    """
    prepared = with_reserve(prepare(site_dir, on_progress=on_progress), reserve)
    on_progress(3, 6, "progress-assess")
    season = assess(prepared)

    def ask(team_days: Any) -> SeasonProblem:
        return problem_of(prepared, season, team_days, seed, on_progress)

    spread = planned_days(prepared, season.windows, ask)
    problem = ask(spread.team_days)
    if not len(problem.team_days):
        raise InputError("error-plan-no-days", place=str(site_dir))
    problem = replace(problem, iterations=search.iterations, cpu_seconds=search.cpu_seconds)
    begun = begin_season(problem) if spread.begun is None else spread.begun
    bound = bound_of(problem, like=begun.draft)
    on_note(what_days_buy(problem, bound=bound, like=begun.draft))
    drawn = solve(prepared, problem, begun, bound=bound)
    left_out = [*drawn.found.left_out, *spread.told, *orders_dropped(site_dir)]
    drawn = replace(drawn, found=replace(drawn.found, left_out=left_out))
    summary, whole = keep(prepared, season, drawn, problem.team_days, seed=seed, adopted=adopted, actor=actor)
    on_progress(6, 6, "progress-done")
    return PlanResult(summary, whole, prepared.crs)


def with_reserve(prepared: Prepared, reserve: float | None) -> Prepared:
    """Set the share of routes kept for ground never visited; None leaves it as the site has it."""
    if reserve is None:
        return prepared
    settings = prepared.settings
    return replace(prepared, settings=replace(settings, plan=replace(settings.plan, reserve_share=reserve)))


def solve(
    prepared: Prepared, problem: SeasonProblem, begun: Begun | None = None, *, bound: float | None = None
) -> Drawn:
    """Plan the team-days of a problem, draw the routes and check them; bound: of the problem, where known.

    Raises
    ------
    InputError : a required stop cannot be reached within one day
    """
    problem.on_progress(4, 6, "progress-routes")
    begun = begin_season(problem) if begun is None else begun
    found = plan_season(problem, bound=bound, begun=begun)
    price = floors_price(problem, found, like=begun.draft)
    found = replace(found, left_out=[*found.left_out, *price])
    problem.on_progress(5, 6, "progress-draw")
    named = {note.args.get("lead") for note in found.left_out}
    required = (
        problem.required[~problem.required["lead_id"].isin(named)] if prepared.settings.plan.floors else None
    )
    return draw_and_check(prepared, found, problem.team_days, required=required)


def draw_and_check(prepared: Prepared, found: SeasonPlan, team_days: Any, *, required: Any = None) -> Drawn:
    """Draw the routes of a plan and follow them by the independent checker.

    Parameters
    ----------
    required : DataFrame lead_id, cell_id of the stops that must be there

    Raises
    ------
    TachaError : a route breaks a rule, which is a fault of ours
    """
    ways = Ways(
        prepared.terrain,
        prepared.roads,
        prepared.cells,
        prepared.bases,
        prepared.trailheads,
        prepared.access,
        prepared.settings,
    )
    routes, stops, legs = draw(found, ways, prepared, team_days)
    _insist(broken_rules(routes, stops, legs, prepared, team_days, required=required))
    return Drawn(found, to_lonlat(routes), to_lonlat(stops), to_lonlat(legs))


def problem_of(
    prepared: Prepared, season: Season, team_days: Any, seed: int, on_progress: OnProgress
) -> SeasonProblem:
    """Ask for the best plan of these team-days."""
    return SeasonProblem(
        cells=prepared.cells,
        risk=season.risk,
        visibility=season.visibility,
        options=season.options,
        teams=prepared.teams,
        team_days=team_days,
        windows=season.windows,
        bases=prepared.bases,
        yards=prepared.yards.assign(cell_id=cells_at(prepared, prepared.yards)),
        required=required_stops(prepared),
        access=prepared.access,
        settings=prepared.settings,
        seed=seed,
        on_progress=on_progress,
        village_names=dict(zip(prepared.villages["village_id"], prepared.villages["name"], strict=True)),
    )


def required_stops(prepared: Prepared) -> pd.DataFrame:
    """Places that must be entered: open required leads, then historic places with coordinates."""
    leads = required_leads(prepared.leads, prepared.settings)
    places = prepared.history[~(prepared.history.geometry.isna() | prepared.history.geometry.is_empty)]
    table = pd.DataFrame(
        {
            "lead_id": [*leads["lead_id"], *places["history_id"]],
            "cell_id": [*cells_at(prepared, leads), *cells_at(prepared, places)],
        }
    ).astype("str")
    table["slope_deg"] = np.concatenate([_slopes_at(prepared, leads), _slopes_at(prepared, places)])
    return table[table["cell_id"] != ""].reset_index(drop=True)


def _slopes_at(prepared: Prepared, places: Any) -> Any:
    """Slope at each place itself, deg: a gentle place may lie in a steep cell."""
    terrain = prepared.terrain
    return terrain.slope_deg[terrain.grid.row_column(places.geometry.x, places.geometry.y)].astype(float)


def cells_at(prepared: Prepared, places: Any) -> Any:
    """Cell of each place; an empty text outside every village."""
    size_m = prepared.settings.grid.cell_size_m
    return cell_of_points(prepared.villages, prepared.cells, places.geometry.x, places.geometry.y, size_m)


def _insist(broken: list[Note]) -> None:
    """Never hand out a plan that the independent checker finds wanting: that is a fault of ours."""
    if broken:
        raise TachaError(
            "error-plan-broken", rule=broken[0].key, args=str(broken[0].args), others=len(broken) - 1
        )
