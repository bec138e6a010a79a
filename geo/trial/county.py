"""Make a synthetic county: the land, what its office knows, and the truth, each from a stream of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.ground.grid import cut_cells
from geo.ground.terrain import distance_m, forest_edge, seam_distance, streams
from geo.ground.travel import walk
from geo.model import schema
from geo.model.land import Access
from geo.model.season import CropYear
from geo.model.tables import check, empty
from geo.route.problem import SeasonProblem
from geo.route.team_days import spread_days
from geo.route.trailheads import access, choose_trailheads
from geo.search.detection import options, visibility
from geo.search.phenology import crop_year, default_windows
from geo.search.risk import risk
from geo.settings import DEFAULTS, Settings
from geo.trial.growers import Habits, Truth, Ways, grow
from geo.trial.landscape import CRS, Landscape, Shape, make_landscape
from geo.trial.office import YEAR, Known, cell_rows, records


@dataclass(frozen=True)
class Traits:
    """What a county is like and how people behave in it; members: searchers of every team, all by car."""

    shape: Shape = field(default_factory=Shape)
    habits: Habits = field(default_factory=Habits)
    members: int = 5
    hours_per_day: float = 8.0


@dataclass(frozen=True)
class County:
    """The land as Tacha holds it, what is known, and the season as the planner reckons it."""

    land: Landscape
    cells: Any
    access: Access
    known: Known
    risk: Any
    crop_year: CropYear
    windows: Any
    visibility: Any
    options: Any
    settings: Settings


@dataclass(frozen=True)
class TruePlots:
    """The plots of the current season, arrays (plots,).

    cell: row in CELLS; sowing_class; crop_year: the true dates. usual (cells,): plots begun anew in a season,
    on average.
    """

    cell: NDArray[np.int64]
    sowing_class: NDArray[np.int64]
    crop_year: CropYear
    usual: NDArray[np.float64]


def make_county(
    seed: int, traits: Traits | None = None, settings: Settings = DEFAULTS
) -> tuple[County, TruePlots]:
    """Make one county; the same seed and traits give the same one.

    Land, truth and records come from three streams, so that another truth leaves the land as it is.
    """
    traits = Traits() if traits is None else traits
    land_rng, truth_rng, record_rng = (np.random.default_rng([seed, part]) for part in range(3))
    land = make_landscape(traits.shape, land_rng, settings)
    water = streams(land.terrain.elevation_m, land.terrain.grid.pixel_m, settings)
    water_m = distance_m(water, land.terrain.grid.pixel_m)
    seam_m = seam_distance(land.villages, land.terrain.grid)
    cells, reached = _cells(land, water_m, seam_m, settings)
    ways = _ways(land, water_m, seam_m, settings)
    truth = grow(land.terrain, ways, traits.habits, truth_rng)
    known = records(land, cells, truth, traits.habits, record_rng, settings)
    county = _assessed(land, cells, reached, known, traits.members, settings)
    now = truth.plots.of(0)
    x, y = land.terrain.grid.centre(truth.plots.row[now], truth.plots.column[now])
    row = cell_rows(land, cells, x, y, settings)
    dates = {name: getattr(county.crop_year, name) + truth.late_d
             for name in ("sown", "emerged", "flowering", "lancing", "ended")}  # fmt: skip
    inside = row >= 0
    true_year = replace(county.crop_year, **dates)
    return county, TruePlots(
        row[inside],
        truth.plots.sowing_class[now][inside],
        true_year,
        _usual(cells, truth, ways, land, settings),
    )


def season_problem(
    county: County, days: dict[str, int], *, teams: int, traits: Traits, seed: int = 1
) -> SeasonProblem:
    """Ask for a plan of the county: `days` team-days in each window, shared among the teams.

    Floors and reserve are as the county's settings have them.
    """
    names = [f"T{number + 1:02d}" for number in range(teams)]
    crew = {"base_id": "b1", "members": traits.members, "vehicle": "car", "driver": False}
    table = pd.DataFrame({"team_id": names, **crew, "hours_per_day": traits.hours_per_day})
    table = check(table, schema.TEAMS)
    given = [
        {"team_id": name, "window_id": window, "days": count // teams + (number < count % teams)}
        for window, count in days.items()
        for number, name in enumerate(names)
    ]
    spread = spread_days(table, county.windows, given=pd.DataFrame(given), settings=county.settings)
    return SeasonProblem(
        cells=county.cells,
        risk=county.risk,
        visibility=county.visibility,
        options=county.options,
        teams=table,
        team_days=spread,
        windows=county.windows,
        bases=county.land.bases,
        yards=empty(schema.YARDS, CRS),
        required=pd.DataFrame({"lead_id": [], "cell_id": []}, dtype="str"),
        access=county.access,
        settings=county.settings,
        seed=seed,
    )


def _cells(land: Landscape, water_m: Any, seam_m: Any, settings: Settings) -> tuple[Any, Access]:
    terrain = land.terrain
    edge = forest_edge(terrain.cover, terrain.grid.pixel_m, settings)
    cells = cut_cells(land.villages, terrain, edge=edge, water_m=water_m, seam_m=seam_m, settings=settings)
    heads = choose_trailheads(land.roads, land.villages, terrain, settings)
    reached = access(cells, land.bases, heads, land.roads, terrain, settings)
    return check(cells.assign(remote_h=reached.remote_h), schema.CELLS), reached.access


def _ways(land: Landscape, water_m: Any, seam_m: Any, settings: Settings) -> Ways:
    terrain = land.terrain
    field_ = walk(terrain, *np.nonzero(terrain.path), direction="round", settings=settings)
    x, y = terrain.grid.centre(*np.indices(terrain.cover.shape))
    tree = shapely.STRtree(shapely.points(x.ravel(), y.ravel()))
    village, point = tree.query(land.villages.geometry.to_numpy(), predicate="contains")
    owner = np.full(x.size, -1)
    owner[point] = village
    hours = field_.seconds.astype(float) / 7_200.0
    return Ways(hours, np.asarray(water_m, float), np.asarray(seam_m, float), owner.reshape(x.shape))


def _assessed(
    land: Landscape, cells: Any, reached: Access, known: Known, members: int, settings: Settings
) -> County:
    """Let the planner make of it what it can: risk, dates, windows, visibility, options."""
    table, _ = risk(cells, history=known.history, effort=known.effort, leads=known.leads,
                    images_covered=known.images_covered, season=YEAR, settings=settings)  # fmt: skip
    elevation_m = cells["elevation_m"].to_numpy()
    year, _ = crop_year(YEAR, climate=None, preset=None, sowing=None, observed=[],
                        median_elevation_m=float(np.median(elevation_m)), settings=settings)  # fmt: skip
    plots = table["expected_plots"].to_numpy()
    order = np.argsort(elevation_m, kind="stable")
    middle = np.searchsorted(np.cumsum(plots[order]), plots.sum() / 2)
    windows = default_windows(year, float(elevation_m[order][middle]), settings)
    visible = visibility(cells, year, windows, settings)
    choices = options(cells, table, visible, [members], settings)
    return County(land, cells, reached, known, table, year, windows, visible, choices, settings)


def _usual(cells: Any, truth: Truth, ways: Ways, land: Landscape, settings: Settings) -> NDArray[np.float64]:
    """Add up what the pixels of each cell usually have."""
    size_m, grid = settings.grid.cell_size_m, land.terrain.grid
    x, y = grid.centre(*np.nonzero(ways.village >= 0))
    names = land.villages["village_id"].to_numpy(object)[ways.village[ways.village >= 0]]
    found = pd.DataFrame({"village_id": names, "ix": np.floor(x / size_m), "iy": np.floor(y / size_m)})
    found["plots"] = truth.usual[ways.village >= 0]
    sums = found.groupby(["village_id", "ix", "iy"])["plots"].sum()
    keys = pd.MultiIndex.from_arrays([cells["village_id"], cells["ix"], cells["iy"]])
    return sums.reindex(keys).fillna(0.0).to_numpy(float)
