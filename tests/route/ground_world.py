"""A real little ground for ways: hills with a river and one bridge, two roads that meet, two bases."""

import itertools
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import LineString, Point, box

from geo.ground.terrain import make_terrain
from geo.model.land import LandCover, PixelGrid, Roads, Terrain
from geo.model.schema import EDGES, NODES
from geo.model.tables import check
from geo.settings import DEFAULTS, GridSettings, Settings, TravelSettings

CRS = "EPSG:32632"
SIDE_M = 1800.0
SETTINGS = replace(DEFAULTS, grid=GridSettings(cell_size_m=150.0), travel=TravelSettings(walk_cells=4))


@dataclass(frozen=True)
class World:
    """What access is asked with."""

    cells: Any
    bases: Any
    villages: Any
    roads: Roads
    terrain: Terrain
    settings: Settings


def roads_of(lines, paths=(), *, step_m=150.0, car_kmh=20.0):
    """Two-way roads along lines of points, with a node every step; paths are walked only."""
    nodes, pieces = {}, []

    def node(point):
        return nodes.setdefault((round(point.x, 3), round(point.y, 3)), len(nodes))

    for line, drivable in [*((line, True) for line in lines), *((line, False) for line in paths)]:
        whole = LineString(line)
        steps = max(1, round(whole.length / step_m))
        stations = [whole.interpolate(k / steps, normalized=True) for k in range(steps + 1)]
        for one, other in itertools.pairwise(stations):
            drive_s = one.distance(other) * 3.6 / car_kmh if drivable else np.nan
            for a, b in ((one, other), (other, one)):
                piece = len(pieces)
                pieces.append((node(a), node(b), piece, a.distance(b), drive_s, "track", LineString([a, b])))
    names = ["from_node", "to_node", "piece", "length_m", "drive_s", "highway", "geometry"]
    edges = gpd.GeoDataFrame(pd.DataFrame(pieces, columns=names), geometry="geometry", crs=CRS)
    driven = set(edges.loc[edges["drive_s"].notna(), "from_node"])
    table = pd.DataFrame([(k, x, y, k in driven) for (x, y), k in nodes.items()])
    table.columns = ["node_id", "x", "y", "drivable"]
    return Roads(check(table, NODES), check(edges, EDGES))


def burn(lines, grid):
    """Mark the pixels under lines."""
    path = np.zeros((grid.rows, grid.columns), bool)
    points = shapely.get_coordinates(shapely.segmentize(list(lines), grid.pixel_m / 8))
    path[grid.row_column(points[:, 0], points[:, 1])] = True
    return path


def points(*places):
    """Bases at these places."""
    names = [f"base {k}" for k in range(len(places))]
    return gpd.GeoDataFrame(
        {"base_id": names, "name": names}, geometry=[Point(place) for place in places], crs=CRS
    )


def cells_of(terrain, settings):
    """A cell in every square; only what ways read."""
    size = settings.grid.cell_size_m
    x, y = (a.ravel() for a in np.meshgrid(np.arange(0, SIDE_M, size), np.arange(0, SIDE_M, size)))
    jitter = np.random.default_rng(0).uniform(0.2, 0.8, (2, len(x)))
    cells = pd.DataFrame({"x": x + size * jitter[0], "y": y + size * jitter[1]})
    cells.loc[44, "x"] = 1200.0  # in the river
    return cells.assign(cell_id=[f"c{k}" for k in range(len(cells))])


def make_world(*, flat=False, settings=SETTINGS):
    """Hills 1.8 km wide; a river runs south at x = 1200 under a footbridge at y = 900."""
    grid = PixelGrid(CRS, 0.0, SIDE_M, 15.0, 120, 120)
    x, y = grid.centre(*np.indices((120, 120)))
    hills = 600 + 60 * np.sin(x / 300) * np.cos(y / 260) + 0.05 * y
    cover = np.where((np.abs(x - 1200) < 20), LandCover.WATER, LandCover.OPEN).astype(np.uint8)
    cover[(x < 500) & (y > 1000)] = LandCover.FOREST
    roads = roads_of(
        [[(100, 100), (700, 100), (700, 700)], [(700, 100), (1100, 100)]], [[(1100, 905), (1300, 905)]]
    )
    path = burn(roads.edges.geometry, grid)
    terrain = make_terrain(grid, None if flat else hills.astype(np.float32), cover, None, path, settings)
    villages = gpd.GeoDataFrame(
        {"village_id": ["w", "e"], "name": ["w", "e"], "township": ["", ""]},
        geometry=[box(0, 0, 1200, SIDE_M), box(1200, 0, SIDE_M, SIDE_M)],
        crs=CRS,
    )
    bases = points((90, 160), (1090, 130))
    return World(cells_of(terrain, settings), bases, villages, roads, terrain, settings)
