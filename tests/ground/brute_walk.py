"""Walking graph written out edge by edge, independently of the product: the judge of its times."""

import itertools
import math

import numpy as np
from scipy.sparse import csgraph, csr_array

from geo.ground.terrain import make_terrain
from geo.model.land import LandCover, PixelGrid
from geo.settings import DEFAULTS

MOVES = [
    (dy, dx)
    for dy, dx in itertools.product(range(-2, 3), repeat=2)
    if max(abs(dy), abs(dx)) > 0 and (abs(dy), abs(dx)) not in {(0, 2), (2, 0), (2, 2)}
]
COVER_TIMES = {LandCover.SCRUB: 1.5, LandCover.FOREST: 1.3, LandCover.CROP: 1.1}


def random_land(seed, *, rows=9, columns=11, relief_m=60.0, pixel_m=30.0):
    """Rough ground with every land cover, a river, some paths and a few bridges."""
    rng = np.random.default_rng(seed)
    steps = rng.normal(0, relief_m / 8, (rows, columns))
    elevation = 800 + np.cumsum(steps, axis=0) + np.cumsum(steps[::-1], axis=1)
    cover = rng.choice([0, 1, 2, 3, 4, 5, 7], (rows, columns)).astype(np.uint8)
    cover[rng.random((rows, columns)) < 0.15] = LandCover.WATER
    path = rng.random((rows, columns)) < 0.3
    grid = PixelGrid("EPSG:32632", 500_000.0, 5_200_000.0, pixel_m, rows, columns)
    return make_terrain(grid, elevation.astype(np.float32), cover, None, path, DEFAULTS)


def minutes_of_tobler(length_m, climb_m):
    return 60 * (length_m / 1000) / (6 * math.exp(-3.5 * abs(climb_m / length_m + 0.05)))


def open_at(land, pixel):
    if land.path[pixel]:
        return True
    return land.cover[pixel] != LandCover.WATER and land.slope_deg[pixel] <= 40


def edge_seconds(land, one, other):
    """Seconds from pixel to neighbouring pixel, None where no step leads."""
    (r, c), (dy, dx) = one, (other[0] - one[0], other[1] - one[1])
    if not (open_at(land, one) and open_at(land, other)):
        return None
    on_path = land.path[one] and land.path[other]
    if abs(dy) == 2:
        between = [(r + dy // 2, c), (r + dy // 2, c + dx)]
    elif abs(dx) == 2:
        between = [(r, c + dx // 2), (r + dy, c + dx // 2)]
    else:
        between = []
    if not all(open_at(land, pixel) for pixel in between):
        return None
    if (
        abs(dy) == abs(dx) == 1
        and not on_path
        and not (open_at(land, (r + dy, c)) or open_at(land, (r, c + dx)))
    ):
        return None
    length = land.grid.pixel_m * math.hypot(dy, dx)
    climb = float(land.elevation_m[other]) - float(land.elevation_m[one])
    minutes = minutes_of_tobler(length, climb)
    if on_path:
        return 60 * minutes
    slow = [COVER_TIMES.get(LandCover(int(land.cover[pixel])), 1.0) for pixel in (one, other)]
    return 60 * minutes * sum(slow) / 2 / 0.6


def brute_seconds(land, source, direction):
    """Times from, to, or from and to one pixel for every pixel, by Dijkstra on the graph."""
    rows, columns = land.elevation_m.shape
    starts, ends, seconds = [], [], []
    for r, c in itertools.product(range(rows), range(columns)):
        for dy, dx in MOVES:
            there = (r + dy, c + dx)
            if not (0 <= there[0] < rows and 0 <= there[1] < columns):
                continue
            out, back = edge_seconds(land, (r, c), there), edge_seconds(land, there, (r, c))
            if out is not None:
                starts.append(r * columns + c)
                ends.append(there[0] * columns + there[1])
                seconds.append({"out": out, "back": back, "round": out + back}[direction])
    graph = csr_array((seconds, (starts, ends)), shape=(rows * columns, rows * columns))
    return csgraph.dijkstra(graph, indices=source[0] * columns + source[1]).reshape(rows, columns)
