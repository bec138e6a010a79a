"""Small random worlds to plan in: hills, water, forest, roads or none, villages, teams, windows, orders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.ground.grid import cut_cells
from geo.ground.terrain import distance_m, forest_edge, make_terrain, seam_distance
from geo.model.land import Access, LandCover, PixelGrid, Roads, Terrain
from geo.model.schema import BASES, EDGES, NODES, TEAMS, VILLAGES, WINDOWS, YARDS
from geo.model.season import STAGES
from geo.model.tables import check, empty
from geo.route.problem import SeasonProblem, searchers
from geo.route.team_days import spread_days
from geo.route.trailheads import access, choose_trailheads, reach_from_bases
from geo.search.detection import cover_shares, options, stage_widths
from geo.settings import DEFAULTS, Settings

CRS = "EPSG:32648"
WEST, SOUTH = 500_000.0, 2_900_000.0
ORIGIN = np.array([WEST, SOUTH])
PIXEL_M, MARGIN_M = 30.0, 300.0


@dataclass(frozen=True)
class World:
    """What a plan is made, drawn and checked with."""

    villages: Any
    cells: Any
    teams: Any
    bases: Any
    trailheads: Any
    access: Access
    terrain: Terrain
    roads: Roads | None
    settings: Settings
    problem: SeasonProblem


def make_world(seed: int) -> World:
    """Make the world of a seed.

    Raises
    ------
    InputError : its bases lie too far from its roads, which planning refuses as well
    """
    dice = np.random.default_rng(seed)
    side = PIXEL_M * int(dice.integers(40, 90))
    settings = _settings(dice)
    villages = _villages(dice, side)
    roads, crossing = _roads(dice, side)
    bases = _bases(dice, crossing, side)
    terrain, water_m = _terrain(dice, side, roads, bases, settings)
    if roads is not None:
        roads, _ = reach_from_bases(roads, bases, settings)
    cells = cut_cells(
        villages,
        terrain,
        edge=forest_edge(terrain.cover, PIXEL_M, settings),
        water_m=water_m,
        seam_m=seam_distance(villages, terrain.grid),
        settings=settings,
    )
    reached = access(
        cells, bases, choose_trailheads(roads, villages, terrain, settings), roads, terrain, settings
    )
    cells = cells.assign(remote_h=reached.remote_h)
    teams = _teams(dice, bases)
    problem = _problem(dice, seed, cells, villages, bases, teams, reached.access, settings)
    return World(
        villages, cells, teams, bases, reached.trailheads, reached.access, terrain, roads, settings, problem
    )


def _settings(dice: np.random.Generator) -> Settings:
    size_m = float(dice.choice([150.0, 250.0, 250.0, 400.0]))
    plan = replace(
        DEFAULTS.plan,
        reserve_share=float(dice.choice([0.0, 0.3, 1.0])),
        floors=bool(dice.random() < 0.8),
    )
    return replace(DEFAULTS, grid=replace(DEFAULTS.grid, cell_size_m=size_m), plan=plan)


def _villages(dice: np.random.Generator, side: float) -> Any:
    """Two to four villages side by side, their borders bent."""
    parts = int(dice.integers(2, 5))
    cuts = np.linspace(0, side, parts + 1)[1:-1]
    up = np.linspace(0, side, 6)
    borders = [
        np.column_stack([np.full(6, 0.0), up]),
        *(np.column_stack([cut + dice.uniform(-0.08, 0.08, 6) * side, up]) for cut in cuts),
        np.column_stack([np.full(6, side), up]),
    ]
    shapes = [shapely.Polygon(np.vstack([left, right[::-1]]) + ORIGIN) for left, right in pairwise(borders)]
    names = [f"v{number}" for number in range(parts)]
    frame = gpd.GeoDataFrame({"village_id": names, "name": names, "township": ""}, geometry=shapes, crs=CRS)
    return check(frame, VILLAGES)


def _terrain(
    dice: np.random.Generator, side: float, roads: Roads | None, bases: Any, settings: Settings
) -> tuple[Terrain, Any]:
    """Hills of random height with a river, a lake, woods and houses."""
    pixels = int((side + 2 * MARGIN_M) / PIXEL_M)
    grid = PixelGrid(CRS, WEST - MARGIN_M, SOUTH - MARGIN_M + pixels * PIXEL_M, PIXEL_M, pixels, pixels)
    x, y = grid.centre(*np.indices((pixels, pixels)))
    height = np.full(x.shape, 800.0)
    for _ in range(4):
        wave, turn, shift = dice.uniform(300, 1500), dice.uniform(0, np.pi), dice.uniform(0, 6)
        rise = wave * dice.uniform(0.0, 0.12)
        height += rise * np.sin((x * np.cos(turn) + y * np.sin(turn)) * 2 * np.pi / wave + shift)
    cover = np.zeros(x.shape, np.uint8)
    for kind in (LandCover.FOREST, LandCover.SCRUB, LandCover.CROP, LandCover.BUILT, LandCover.WATER):
        middle = dice.uniform(0, side, 2) + ORIGIN
        far = dice.uniform(50, 900 if kind in {LandCover.FOREST, LandCover.SCRUB} else 250)
        cover[np.hypot(x - middle[0], y - middle[1]) < far] = kind
    if dice.random() < 0.5:
        bent = WEST + side * dice.uniform(0.2, 0.8) + 120 * np.sin(y / 400)
        cover[np.abs(x - bent) < 40] = LandCover.WATER
    path = np.zeros(x.shape, bool) if roads is None else _burnt(roads, grid)
    for base in bases.geometry:  # no base stands in a lake or on a cliff
        beside = np.hypot(x - base.x, y - base.y) < 2 * PIXEL_M
        cover[beside], path[beside] = LandCover.OPEN, True
    terrain = make_terrain(grid, height.astype(np.float32), cover, None, path, settings)
    water = cover == LandCover.WATER
    return terrain, distance_m(water, PIXEL_M) if water.any() else None


def _burnt(roads: Roads, grid: PixelGrid) -> Any:
    path = np.zeros((grid.rows, grid.columns), bool)
    points = shapely.get_coordinates(shapely.segmentize(roads.edges.geometry.to_numpy(), PIXEL_M / 8))
    path[grid.row_column(points[:, 0], points[:, 1])] = True
    return path


def _roads(dice: np.random.Generator, side: float) -> tuple[Roads | None, Any]:
    """Lay a road across, a side road and a path from it; nothing at all in one world of five."""
    across = np.column_stack(
        [np.linspace(0, side, 9), side * dice.uniform(0.2, 0.8) + dice.uniform(-150, 150, 9)]
    )
    start = int(dice.integers(2, 7))
    climb = across[start] + np.cumsum(
        np.vstack([[0, 0], np.column_stack([dice.uniform(-100, 100, 5), dice.uniform(60, 160, 5)])]), axis=0
    )
    path = climb[-1] + np.cumsum(np.vstack([[0, 0], dice.uniform(-120, 160, (4, 2))]), axis=0)
    crossing = across[start] + ORIGIN
    if dice.random() < 0.2:
        return None, crossing
    kinds = [(across, dice.uniform(15, 50)), (climb, dice.uniform(8, 25)), (path, np.nan)]
    nodes: dict[tuple[float, float], int] = {}
    rows = []
    for line, kmh in kinds:
        for one, other in pairwise(line + ORIGIN):
            ends = [nodes.setdefault((float(x), float(y)), len(nodes)) for x, y in (one, other)]
            length = float(np.hypot(*(other - one)))
            for (a, b), pair in ((ends, (one, other)), (ends[::-1], (other, one))):
                seconds = length * 3.6 / kmh
                rows.append((a, b, len(rows), length, seconds, "track", shapely.LineString(pair)))
    names = ["from_node", "to_node", "piece", "length_m", "drive_s", "highway", "geometry"]
    edges = gpd.GeoDataFrame(pd.DataFrame(rows, columns=names), geometry="geometry", crs=CRS)
    driven = set(edges.loc[edges["drive_s"].notna(), "from_node"])
    table = pd.DataFrame(
        [(number, x, y, number in driven) for (x, y), number in nodes.items()],
        columns=["node_id", "x", "y", "drivable"],
    )
    return Roads(check(table, NODES), check(edges, EDGES)), crossing


def _bases(dice: np.random.Generator, crossing: Any, side: float) -> Any:
    places = [crossing + dice.uniform(-60, 60, 2)]
    if dice.random() < 0.4:
        places.append(crossing + dice.uniform(-0.3, 0.3, 2) * side)
    names = [f"b{number}" for number in range(len(places))]
    frame = gpd.GeoDataFrame({"base_id": names, "name": names}, geometry=shapely.points(places), crs=CRS)
    return check(frame, BASES)


def _teams(dice: np.random.Generator, bases: Any) -> Any:
    rows = [
        {
            "team_id": f"t{number}",
            "base_id": str(dice.choice(bases["base_id"])),
            "members": int(dice.integers(2, 8)),
            "vehicle": str(dice.choice(["car", "car", "foot"])),
            "driver": bool(dice.random() < 0.4),
            "hours_per_day": float(dice.uniform(2.5, 9.0)),
        }
        for number in range(int(dice.integers(1, 4)))
    ]
    return check(pd.DataFrame(rows), TEAMS)


def _problem(
    dice: np.random.Generator,
    seed: int,
    cells: Any,
    villages: Any,
    bases: Any,
    teams: Any,
    reached: Access,
    settings: Settings,
) -> SeasonProblem:
    windows = _windows(dice)
    risk = pd.DataFrame({"cell_id": cells["cell_id"], "expected_plots": dice.gamma(0.3, 0.2, len(cells))})
    visibility = _visibility(dice, cells, windows, settings)
    sizes = sorted({searchers(team, settings) for team in teams.itertuples()})
    given = pd.DataFrame(
        [
            (team, window, int(dice.integers(0, 4)))
            for team in teams["team_id"]
            for window in windows["window_id"]
        ],
        columns=["team_id", "window_id", "days"],
    )
    orders = cells.sample(min(len(cells), int(dice.integers(0, 4))), random_state=seed)
    return SeasonProblem(
        cells=cells,
        risk=risk,
        visibility=visibility,
        options=options(cells, risk, visibility, sizes, settings),
        teams=teams,
        team_days=spread_days(teams, windows, given=given, settings=settings),
        windows=windows,
        bases=bases,
        yards=_yards(dice, cells, villages),
        required=pd.DataFrame(
            {"lead_id": [f"l{n}" for n in range(len(orders))], "cell_id": orders["cell_id"].to_numpy()}
        ).astype("str"),
        access=reached,
        settings=settings,
        seed=seed,
        iterations=int(dice.choice([0, 200])),
    )


def _windows(dice: np.random.Generator) -> Any:
    count = int(dice.integers(1, 4))
    opens = [pd.Timestamp(2026, 4, 1) + pd.Timedelta(days=25 * number) for number in range(count)]
    ids = [f"w{number + 1}" for number in range(count)]
    closes = [day + pd.Timedelta(days=19) for day in opens]
    return check(pd.DataFrame({"window_id": ids, "name": ids, "opens": opens, "closes": closes}), WINDOWS)


def _visibility(dice: np.random.Generator, cells: Any, windows: Any, settings: Settings) -> Any:
    widths = stage_widths(cover_shares(cells), settings)
    parts = []
    for window in windows["window_id"]:
        for sowing_class in range(len(settings.season.class_days)):
            stage = int(dice.integers(1, len(STAGES)))
            parts.append(
                pd.DataFrame(
                    {
                        "cell_id": cells["cell_id"],
                        "window_id": window,
                        "sowing_class": sowing_class,
                        "sweep_width_m": widths[:, stage],
                        "share": 1.0,
                        "stage": str(STAGES[stage]),
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def _yards(dice: np.random.Generator, cells: Any, villages: Any) -> Any:
    if dice.random() < 0.5:
        return empty(YARDS, CRS).assign(cell_id=pd.Series([], dtype="str"))
    at = cells.sample(min(3, len(cells)), random_state=int(dice.integers(1000)))
    frame = pd.DataFrame(
        {
            "yard_id": [f"y{number}" for number in range(len(at))],
            "village_id": at["village_id"].to_numpy(),
            "place": "x",
            "yards": dice.integers(1, 40, len(at)),
            "checked": 0,
            "from_lane": 0,
            "cell_id": at["cell_id"].to_numpy(),
        }
    )
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(at["x"], at["y"]), crs=villages.crs)
