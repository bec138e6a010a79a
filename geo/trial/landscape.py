"""Raise an invented mountain county: relief, villages, roads, land cover. Land only; nothing grows here."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import coo_array, csgraph

from geo.ground.terrain import make_terrain, slope_aspect
from geo.ground.travel import walk
from geo.model import schema
from geo.model.land import LandCover, PixelGrid, Roads, Terrain
from geo.model.tables import check
from geo.settings import Settings
from geo.units import kmh_to_seconds_per_metre

CRS = "EPSG:4544"
LEFT_M, BOTTOM_M = 450_000.0, 3_700_000.0  # about 104.5 E, 33.4 N: nowhere in particular
_RIDGES_M = 6_000.0  # wavelength beyond which relief stops growing
_MIDDLE_M = 1_500.0


@dataclass(frozen=True)
class Shape:
    """What the land of a county is like; lengths in m. All assumed.

    width_m x height_m (467 km2), villages, hamlets of each village, townships; slope_deg: mean slope;
    forest, scrub: shares of the ground that is not tilled; loops: roads beyond those that join all villages.
    """

    width_m: float = 21_500.0
    height_m: float = 21_750.0
    pixel_m: float = 50.0
    margin_m: float = 1_000.0
    villages: int = 24
    hamlets: int = 3
    townships: int = 4
    slope_deg: float = 17.0
    forest: float = 0.42
    scrub: float = 0.25
    loops: int = 6


@dataclass(frozen=True)
class Landscape:
    """VILLAGES, terrain, roads and the county town as BASES; homes (n, 2): pixels of villages and hamlets."""

    villages: Any
    terrain: Terrain
    roads: Roads
    bases: Any
    homes: NDArray[np.int64]


def make_landscape(shape: Shape, rng: np.random.Generator, settings: Settings) -> Landscape:
    """Raise the land of one county; the same generator state gives the same land."""
    grid = _grid(shape)
    elevation = _relief(shape, grid, rng)
    bare = make_terrain(grid, elevation, None, None, None, settings)
    centres = _centres(shape, bare, rng)
    villages = _villages(shape, grid, centres)
    hamlets = _hamlets(shape, bare, centres, rng)
    streets, tracks = _streets(shape, bare, centres, hamlets, settings)
    homes = np.concatenate([centres, hamlets])
    cover = _cover(shape, bare, centres, hamlets, rng)
    path = np.zeros(cover.shape, bool)
    for line in (*streets, *tracks):
        path[line[:, 0], line[:, 1]] = True
    whole = np.ones(cover.shape, bool)
    terrain = make_terrain(grid, elevation, cover, whole, path, settings)
    return Landscape(
        villages, terrain, _roads(streets, tracks, terrain, settings), _town(grid, centres), homes
    )


def clouds(rng: np.random.Generator, shape: tuple[int, int], *, size_px: float, rough: float = 1.2) -> Any:
    """Noise of mean 0 and standard deviation 1 without features larger than about `size_px` pixels."""
    down, across = np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1])[None]
    power = (down**2 + across**2 + 1.0 / size_px**2) ** (-(1.0 + rough) / 2)
    noise = rng.standard_normal(power.shape) + 1j * rng.standard_normal(power.shape)
    field = np.fft.irfft2(noise * power, s=shape)
    return (field - field.mean()) / field.std()


def _grid(shape: Shape) -> PixelGrid:
    rows, columns = (round((side + 2 * shape.margin_m) / shape.pixel_m)
                     for side in (shape.height_m, shape.width_m))  # fmt: skip
    top_m = BOTTOM_M + shape.height_m + shape.margin_m
    return PixelGrid(CRS, LEFT_M - shape.margin_m, top_m, shape.pixel_m, rows, columns)


def _relief(shape: Shape, grid: PixelGrid, rng: np.random.Generator) -> NDArray[np.float32]:
    """Hills of all sizes up to a ridge's length, as steep on average as asked for."""
    hills = clouds(rng, (grid.rows, grid.columns), size_px=_RIDGES_M / grid.pixel_m)
    low, high = 50.0, 2_000.0
    for _ in range(30):
        middle = (low + high) / 2
        steep = float(slope_aspect(middle * hills, grid.pixel_m)[0].mean()) > shape.slope_deg
        low, high = (low, middle) if steep else (middle, high)
    return (_MIDDLE_M + low * hills).astype(np.float32)


def _centres(shape: Shape, terrain: Terrain, rng: np.random.Generator) -> NDArray[np.int64]:
    """Pixels of the villages: gentle ground low in its surroundings, well apart from each other."""
    grid = terrain.grid
    around = ndimage.uniform_filter(terrain.elevation_m, round(3_000 / grid.pixel_m))
    fit = -terrain.slope_deg / 10 - (terrain.elevation_m - around) / 100 + rng.gumbel(size=around.shape) * 0.3
    apart_px = 0.62 * np.sqrt(shape.width_m * shape.height_m / shape.villages) / grid.pixel_m
    return _spaced(np.where(_inside(shape, terrain, 400.0), fit, -np.inf), shape.villages, apart_px)


def _spaced(fit: NDArray[np.floating], count: int, apart_px: float) -> NDArray[np.int64]:
    """Take the fittest pixels one after another, none near one that was taken."""
    left = np.array(fit, float)
    rows, columns = np.indices(left.shape)
    taken = []
    for _ in range(count):
        best = int(left.argmax())
        if not np.isfinite(left.ravel()[best]):
            break
        row, column = divmod(best, left.shape[1])
        taken.append((row, column))
        left[np.hypot(rows - row, columns - column) < apart_px] = -np.inf
    return np.array(taken, np.int64).reshape(-1, 2)


def _inside(shape: Shape, terrain: Terrain, within_m: float) -> NDArray[np.bool_]:
    """Mark pixels of the county that lie at least so far from its outline."""
    edge = round((shape.margin_m + within_m) / shape.pixel_m)
    inside = np.zeros(terrain.slope_deg.shape, bool)
    inside[edge:-edge, edge:-edge] = True
    return inside


def _villages(shape: Shape, grid: PixelGrid, centres: NDArray[np.int64]) -> Any:
    """Each place belongs to the nearest village; townships are slices of the county from west to east."""
    x, y = grid.centre(centres[:, 0], centres[:, 1])
    points = shapely.points(x, y)
    county = shapely.box(LEFT_M, BOTTOM_M, LEFT_M + shape.width_m, BOTTOM_M + shape.height_m)
    parts = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=county))
    pieces = shapely.intersection(parts, county)
    found = [int(np.flatnonzero(shapely.contains(pieces, point))[0]) for point in points]
    township = np.empty(len(points), int)
    half = np.argsort(x, kind="stable")
    columns = max(1, round(np.sqrt(shape.townships)))
    for number, part in enumerate(np.array_split(half, columns)):
        rows = max(1, shape.townships // columns)
        for step, some in enumerate(np.array_split(part[np.argsort(y[part], kind="stable")], rows)):
            township[some] = number * rows + step
    ids = [f"v{number + 1:02d}" for number in range(len(points))]
    table = {"village_id": ids, "name": ids, "township": [f"t{number + 1}" for number in township]}
    return check(gpd.GeoDataFrame(table, geometry=pieces[found], crs=CRS), schema.VILLAGES)


def _hamlets(
    shape: Shape, terrain: Terrain, centres: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Pixels of the hamlets: gentle ground some way from the villages."""
    far = np.ones(terrain.slope_deg.shape, bool)
    far[centres[:, 0], centres[:, 1]] = False
    away_m = ndimage.distance_transform_edt(far) * terrain.grid.pixel_m
    fit = rng.gumbel(size=away_m.shape) - terrain.slope_deg / 6
    fit[(away_m < 700) | ~_inside(shape, terrain, 200.0)] = -np.inf
    return _spaced(fit, shape.villages * shape.hamlets, 700.0 / terrain.grid.pixel_m)


def _streets(
    shape: Shape, terrain: Terrain, centres: NDArray[np.int64], hamlets: NDArray[np.int64], settings: Settings
) -> tuple[list[NDArray[np.int64]], list[NDArray[np.int64]]]:
    """Join the villages by roads over the easiest ground, and the hamlets to the nearest road by tracks."""
    field = walk(terrain, centres[:, 0], centres[:, 1], direction="round", settings=settings)
    streets = []
    for one, other in _joins(field, len(centres), shape.loops):
        streets.append(np.concatenate([_back(field, one)[::-1], _back(field, other)]))
    road = np.unique(np.concatenate(streets), axis=0)
    field = walk(terrain, road[:, 0], road[:, 1], direction="round", settings=settings)
    columns = terrain.grid.columns
    tracks = [_back(field, int(row * columns + column)) for row, column in hamlets.tolist()]
    return streets, [line for line in tracks if len(line) > 1]


def _joins(field: Any, places: int, loops: int) -> list[tuple[int, int]]:
    """Pixel pairs where the ways of two villages meet: those that join all, then the shortest others."""
    seconds, source = field.seconds.astype(float), field.source
    flat = np.arange(source.size).reshape(source.shape)
    one = np.concatenate([flat[:, :-1].ravel(), flat[:-1].ravel()])
    other = np.concatenate([flat[:, 1:].ravel(), flat[1:].ravel()])
    a, b = source.ravel()[one], source.ravel()[other]
    apart = (a != b) & (a >= 0) & (b >= 0)  # -1: a cliff that nobody reaches
    one, other = one[apart], other[apart]
    a, b = source.ravel()[one], source.ravel()[other]
    cost = seconds.ravel()[one] + seconds.ravel()[other]
    pair = np.minimum(a, b).astype(np.int64) * places + np.maximum(a, b)
    order = np.lexsort((one, cost, pair))
    first = order[np.unique(pair[order], return_index=True)[1]]
    keys = (np.minimum(a, b)[first], np.maximum(a, b)[first])
    tree = csgraph.minimum_spanning_tree(coo_array((cost[first], keys), shape=(places, places)).tocsr())
    joined = set(zip(*(side.tolist() for side in tree.nonzero()), strict=True))
    spare = [k for k in np.argsort(cost[first], kind="stable") if (keys[0][k], keys[1][k]) not in joined]
    kept = [k for k in range(len(first)) if (keys[0][k], keys[1][k]) in joined] + spare[:loops]
    return [(int(one[first[k]]), int(other[first[k]])) for k in kept]


def _back(field: Any, flat: int) -> NDArray[np.int64]:
    """Pixels (n, 2) from a pixel back to the source of its way."""
    parent, columns = field.parent.ravel(), field.parent.shape[1]
    way = []
    while flat >= 0:
        way.append(divmod(flat, columns))
        flat = int(parent[flat])
    return np.array(way, np.int64).reshape(-1, 2)


def _roads(
    streets: list[NDArray[np.int64]], tracks: list[NDArray[np.int64]], terrain: Terrain, settings: Settings
) -> Roads:
    """NODES and EDGES: a node on every pixel of a road; roads are unclassified, ways to hamlets tracks."""
    columns, travel = terrain.grid.columns, settings.travel
    speeds = {"unclassified": travel.rural_kmh["unclassified"], "track": travel.track_kmh}
    rows = []
    for kind, lines in (("unclassified", streets), ("track", tracks)):
        for line in lines:
            flat = line[:, 0] * columns + line[:, 1]
            rows += [(min(u, v), max(u, v), kind) for u, v in pairwise(flat.tolist()) if u != v]
    table = pd.DataFrame(rows, columns=["from_node", "to_node", "highway"])
    table = table.drop_duplicates(["from_node", "to_node"])
    table = pd.concat([table, table.rename(columns={"from_node": "to_node", "to_node": "from_node"})])
    ends = [
        terrain.grid.centre(*np.divmod(table[name].to_numpy(), columns)) for name in ("from_node", "to_node")
    ]
    length_m = np.hypot(ends[1][0] - ends[0][0], ends[1][1] - ends[0][1])
    slow = table["highway"].map(speeds).to_numpy(float)
    table = table.assign(piece=0, length_m=length_m, drive_s=length_m * kmh_to_seconds_per_metre(1.0) / slow)
    lines = shapely.linestrings(np.stack([np.column_stack(end) for end in ends], axis=1))
    edges = gpd.GeoDataFrame(table.reset_index(drop=True), geometry=lines, crs=CRS)
    nodes = np.unique(table["from_node"])
    x, y = terrain.grid.centre(*np.divmod(nodes, columns))
    return Roads(
        check(pd.DataFrame({"node_id": nodes, "x": x, "y": y, "drivable": True}), schema.NODES),
        check(edges, schema.EDGES),
    )


def _town(grid: PixelGrid, centres: NDArray[np.int64]) -> Any:
    """Take the village nearest to the middle as the county town, from which all teams set out."""
    x, y = grid.centre(centres[:, 0], centres[:, 1])
    left, bottom, right, top = grid.bounds
    town = int(np.hypot(x - (left + right) / 2, y - (bottom + top) / 2).argmin())
    point = shapely.points(x[town], y[town])
    return check(
        gpd.GeoDataFrame({"base_id": ["b1"], "name": ["b1"]}, geometry=[point], crs=CRS), schema.BASES
    )


def _cover(
    shape: Shape,
    terrain: Terrain,
    centres: NDArray[np.int64],
    hamlets: NDArray[np.int64],
    rng: np.random.Generator,
) -> NDArray[np.uint8]:
    """Houses, fields and orchards round them, forest higher up, scrub, and open ground between."""
    grid = terrain.grid
    size, pixel_m = terrain.slope_deg.shape, grid.pixel_m
    far = np.ones(size, bool)
    far[tuple(np.concatenate([centres, hamlets]).T)] = False
    home_m = ndimage.distance_transform_edt(far) * pixel_m
    far[:] = True
    far[tuple(centres.T)] = False
    village_m = ndimage.distance_transform_edt(far) * pixel_m
    wild = clouds(rng, size, size_px=1_500 / pixel_m, rough=0.8)
    wild += (terrain.elevation_m - terrain.elevation_m.mean()) / terrain.elevation_m.std() * 0.5
    cover = np.full(size, LandCover.OPEN, np.uint8)
    low, high = np.quantile(wild, [1 - shape.forest - shape.scrub, 1 - shape.forest])
    cover[wild > low] = LandCover.SCRUB
    cover[wild > high] = LandCover.FOREST
    reach_m = 700 + 250 * clouds(rng, size, size_px=600 / pixel_m, rough=0.8)
    cover[(home_m < reach_m) & (terrain.slope_deg < 16)] = LandCover.CROP
    cover[(home_m < reach_m / 3) & (terrain.slope_deg < 22) & (wild < low)] = LandCover.ORCHARD
    cover[(village_m <= 150) | (home_m <= 50)] = LandCover.BUILT
    return cover
