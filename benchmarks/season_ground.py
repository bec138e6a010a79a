"""Make a county that never was, by the real functions: fractal ground, a tree of roads, villages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import csgraph, csr_array
from scipy.spatial import Delaunay, cKDTree

from geo.ground.grid import cell_of_points, cut_cells
from geo.ground.terrain import distance_m, forest_edge, make_terrain, seam_distance, streams
from geo.model import schema
from geo.model.land import LandCover, PixelGrid, Roads, Terrain
from geo.model.tables import check, empty
from geo.route.problem import SeasonProblem, searchers
from geo.route.team_days import spread_days
from geo.route.trailheads import access, choose_trailheads, reach_from_bases
from geo.search.detection import options, visibility
from geo.search.phenology import crop_year, default_windows
from geo.search.risk import risk
from geo.settings import DEFAULTS, Settings
from geo.sources.rasters import burn_lines

CRS = "EPSG:4544"
CORNER = (500_000.0, 3_700_000.0)
PIXEL_M = 30.0
YEAR = 2026
VILLAGE_KM2 = 5.3
TOWNSHIP_KM2 = 80.0
STEP_M = 140.0
"""Between the points of a road; trailheads are chosen among them."""


@dataclass(frozen=True)
class County:
    """What a benchmark plans: ground, roads, access, season; one team count, one number of days."""

    terrain: Terrain
    villages: Any
    cells: Any
    bases: Any
    trailheads: Any
    roads: Roads
    problem: SeasonProblem


def county(side_m: float, *, teams: int, days: int, seed: int = 7, settings: Settings = DEFAULTS) -> County:
    """Make a square county; `days` team-days a team, spread over the season's windows."""
    rng = np.random.default_rng(seed)
    villages, centres = _villages(rng, side_m)
    grid = _grid(side_m)
    height = _fractal(rng, (grid.rows, grid.columns))
    roads = _roads(rng, villages, centres)
    bases = _bases(villages, centres, teams)
    roads, _ = reach_from_bases(roads, bases, settings)
    path = burn_lines(list(roads.edges.geometry), grid)
    cover = _cover(rng, height, path)
    terrain = make_terrain(grid, height, cover, None, path, settings)
    cells = cut_cells(
        villages,
        terrain,
        edge=forest_edge(terrain.cover, PIXEL_M, settings),
        water_m=distance_m(streams(terrain.elevation_m, PIXEL_M, settings), PIXEL_M),
        seam_m=seam_distance(villages, grid),
        settings=settings,
    )
    reached = access(
        cells, bases, choose_trailheads(roads, villages, terrain, settings), roads, terrain, settings
    )
    cells = check(cells.assign(remote_h=reached.remote_h), schema.CELLS)
    problem = _season(rng, villages, cells, bases, reached.access, teams, days, settings)
    return County(terrain, villages, cells, bases, reached.trailheads, roads, problem)


def _grid(side_m: float) -> PixelGrid:
    margin_m = DEFAULTS.grid.margin_m
    pixels = int(np.ceil((side_m + 2 * margin_m) / PIXEL_M))
    return PixelGrid(CRS, CORNER[0] - margin_m, CORNER[1] + side_m + margin_m, PIXEL_M, pixels, pixels)


def _fractal(rng: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Noise whose detail falls with its size as in hills; valleys are wider than ridges."""
    rows, columns = (
        np.fft.fftfreq(n)[:, None] if axis == 0 else np.fft.fftfreq(n) for axis, n in enumerate(shape)
    )
    size = np.hypot(np.maximum(np.hypot(rows, columns), 1e-9), 1 / 400)
    waves = np.fft.fft2(rng.standard_normal(shape)) * size**-1.9
    height = np.real(np.fft.ifft2(waves))
    height = (height - height.mean()) / height.std()
    height = ndimage.gaussian_filter(1.6 * np.logaddexp(0.0, height), 1.5)
    return (900.0 + 260.0 * height).astype(np.float32)


def _villages(rng: np.random.Generator, side_m: float) -> tuple[Any, NDArray[np.float64]]:
    """Cut the square round scattered centres; townships are the villages round fewer centres."""
    count = max(4, round(side_m**2 / 1e6 / VILLAGE_KM2))
    centres = rng.uniform(0.0, side_m, (count * 12, 2))
    for _ in range(3):  # spread them out: each takes the middle of what is nearest to it
        near = cKDTree(centres[:count]).query(centres)[1]
        sums = np.stack([np.bincount(near, centres[:, axis], count) for axis in (0, 1)], axis=1)
        centres[:count] = sums / np.bincount(near, minlength=count)[:, None]
    centres = centres[:count] + CORNER
    square = shapely.box(*CORNER, CORNER[0] + side_m, CORNER[1] + side_m)
    parts = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(centres), extend_to=square))
    whose = shapely.STRtree(parts).query(shapely.points(centres), predicate="within")[1]
    shapes = shapely.intersection(parts[whose], square)
    towns = centres[: max(1, round(side_m**2 / 1e6 / TOWNSHIP_KM2))]
    township = cKDTree(towns).query(centres)[1]
    names = [f"v{number:04d}" for number in range(count)]
    frame = gpd.GeoDataFrame(
        {"village_id": names, "name": names, "township": [f"t{number:02d}" for number in township]},
        geometry=shapes,
        crs=CRS,
    )
    return check(frame, schema.VILLAGES), centres


def _bases(villages: Any, centres: NDArray[np.float64], teams: int) -> Any:
    """One base in the first village of each township, as many as there are teams at most."""
    first = villages.drop_duplicates("township").index[:teams]
    names = [f"b{number:02d}" for number in range(len(first))]
    frame = gpd.GeoDataFrame(
        {"base_id": names, "name": names}, geometry=shapely.points(centres[first]), crs=CRS
    )
    return check(frame, schema.BASES)


def _roads(rng: np.random.Generator, villages: Any, centres: NDArray[np.float64]) -> Roads:
    """Join the villages by a tree, and two hamlets to each village by lanes."""
    triangles = Delaunay(centres).simplices
    ends = np.unique(
        np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]]])), axis=0
    )
    away_m = np.hypot(*(centres[ends[:, 0]] - centres[ends[:, 1]]).T)
    tree = csgraph.minimum_spanning_tree(csr_array((away_m, ends.T), shape=(len(centres),) * 2)).tocoo()
    pieces = [(centres[a], centres[b], "tertiary", 40.0) for a, b in zip(tree.row, tree.col, strict=True)]
    left, bottom, right, top = villages.total_bounds
    for centre in np.repeat(centres, 2, axis=0):
        away = rng.normal(0.0, 700.0, 2)
        end = np.clip(centre + away, [left + 60, bottom + 60], [right - 60, top - 60])
        pieces.append((centre, end, "unclassified", 25.0))
    return _tables([(_bent(rng, a, b), kind, kmh) for a, b, kind, kmh in pieces])


def _bent(rng: np.random.Generator, a: Any, b: Any) -> NDArray[np.float64]:
    """Points of a winding road from place to place."""
    length_m = float(np.hypot(*(b - a)))
    count = max(2, int(np.ceil(length_m * 1.25 / STEP_M)) + 1)
    along = np.linspace(0.0, 1.0, count)
    walk = np.cumsum(rng.normal(0.0, 0.35 * STEP_M, count))
    walk = ndimage.gaussian_filter1d(walk - walk[0] - along * (walk[-1] - walk[0]), 1.0)
    walk *= np.minimum(1.0, 4 * np.minimum(along, 1 - along))
    side = np.array([-(b - a)[1], (b - a)[0]]) / max(length_m, 1.0)
    return a + along[:, None] * (b - a) + walk[:, None] * side


def _tables(pieces: list[tuple[NDArray[np.float64], str, float]]) -> Roads:
    points = np.round(np.vstack([line for line, _, _ in pieces]), 2)
    places, number = np.unique(points, axis=0, return_inverse=True)
    cuts = np.cumsum([0, *(len(line) for line, _, _ in pieces)])
    rows: dict[tuple[int, int], tuple[float, str]] = {}
    for (_, kind, kmh), start, end in zip(pieces, cuts[:-1], cuts[1:], strict=True):
        for a, b in zip(number[start : end - 1].tolist(), number[start + 1 : end].tolist(), strict=True):
            if a != b:
                rows[a, b] = rows[b, a] = (kmh, kind)
    ends = np.array(list(rows))
    lines = shapely.linestrings(places[ends])
    length_m = shapely.length(lines)
    kmh = np.array([speed for speed, _ in rows.values()])
    edges = gpd.GeoDataFrame(
        {
            "from_node": ends[:, 0], "to_node": ends[:, 1], "piece": 0, "length_m": length_m,
            "drive_s": length_m * 3.6 / kmh, "highway": [kind for _, kind in rows.values()],
        },
        geometry=lines, crs=CRS,
    )  # fmt: skip
    nodes = pd.DataFrame(
        {"node_id": np.arange(len(places)), "x": places[:, 0], "y": places[:, 1], "drivable": True}
    )
    return Roads(check(nodes, schema.NODES), check(edges, schema.EDGES))


def _cover(
    rng: np.random.Generator, height: NDArray[np.float32], path: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """Woods and scrub in patches, fields by the roads, open ground between."""
    patch = ndimage.gaussian_filter(rng.standard_normal(height.shape), 9)
    patch /= patch.std()
    cover = np.full(height.shape, int(LandCover.OPEN), np.uint8)
    cover[patch > 0.25] = int(LandCover.SCRUB)
    cover[patch > 0.7] = int(LandCover.FOREST)
    near = distance_m(path, PIXEL_M) < 250.0
    cover[near & (patch < 0.5)] = int(LandCover.CROP)
    return cover


def _season(
    rng: np.random.Generator, villages: Any, cells: Any, bases: Any, ways: Any, teams: int, days: int,
    settings: Settings,
) -> SeasonProblem:  # fmt: skip
    history = _finds(rng, cells)
    table, _ = risk(
        cells, history=history, effort=empty(schema.EFFORT), leads=empty(schema.LEADS, CRS),
        images_covered=None, season=YEAR, settings=settings,
    )  # fmt: skip
    middle_m = float(np.median(cells["elevation_m"]))
    year, _ = crop_year(
        YEAR, climate=None, preset="south-gansu-mountains", sowing=None, observed=[],
        median_elevation_m=middle_m, settings=settings,
    )  # fmt: skip
    windows = default_windows(year, middle_m, settings)
    seen = visibility(cells, year, windows, settings)
    crew = _teams(bases, teams)
    walkers = sorted({searchers(team, settings) for team in crew.itertuples()})
    given = pd.DataFrame({"team_id": crew["team_id"], "days": days})
    placed = history[history.geometry.notna()]
    at = cell_of_points(villages, cells, placed.geometry.x, placed.geometry.y, settings.grid.cell_size_m)
    required = pd.DataFrame({"lead_id": placed["history_id"].to_numpy(), "cell_id": at}).astype("str")
    return SeasonProblem(
        cells=cells, risk=table, visibility=seen, options=options(cells, table, seen, walkers, settings),
        teams=crew, team_days=spread_days(crew, windows, given=given, settings=settings), windows=windows,
        bases=bases, yards=empty(schema.YARDS, CRS), required=required, access=ways, settings=settings,
    )  # fmt: skip


def _teams(bases: Any, teams: int) -> Any:
    number = np.arange(teams)
    frame = pd.DataFrame(
        {
            "team_id": [f"T{n:02d}" for n in number],
            "base_id": bases["base_id"].to_numpy()[number % len(bases)],
            "members": np.where(number % 4 == 0, 6, 5),
            "vehicle": "car",
            "driver": number % 4 == 0,
            "hours_per_day": 8.0,
        }
    )
    return check(frame, schema.TEAMS)


def _finds(rng: np.random.Generator, cells: Any) -> Any:
    """Scatter finds of four seasons, one in 20 km2: half with coordinates, the others by village only."""
    count = max(4, round(cells["area_m2"].sum() / 20e6))
    pick = rng.integers(0, len(cells), count)
    known = np.arange(count) % 2 == 0
    points = shapely.points(cells[["x", "y"]].to_numpy(float)[pick])
    frame = gpd.GeoDataFrame(
        {
            "history_id": [f"h{n:04d}" for n in range(count)],
            "season": rng.integers(YEAR - 4, YEAR, count),
            "village_id": cells["village_id"].to_numpy()[pick],
            "plants": np.nan,
            "area_m2": np.nan,
        },
        geometry=[point if there else None for point, there in zip(points, known, strict=True)],
        crs=CRS,
    )
    return check(frame, schema.HISTORY)
