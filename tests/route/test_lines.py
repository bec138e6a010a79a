"""Lines inside a cell: along the contour, as dense as planned, only where one can search."""

from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.ground.terrain import make_terrain
from geo.model.land import LandCover, PixelGrid
from geo.route.lines import Pass, Sweeps, ranks_of
from geo.route.searchable import searchable
from geo.settings import DEFAULTS

SIDE, CRS = 250.0, "EPSG:32632"
FIVE = Pass(searchers=5, metres=1250.0, passes=1, seconds_per_m=1.8)


def hill_of(slope_deg, facing_deg, *, cover=None, steep=None):
    """A plane that falls towards a direction, clockwise from north."""
    grid = PixelGrid(CRS, -500.0, 1250.0, 25.0, 70, 90)
    x, y = grid.centre(*np.indices((70, 90)))
    fall = np.tan(np.radians(slope_deg))
    facing = np.radians(facing_deg)
    height = (1500 - fall * (x * np.sin(facing) + y * np.cos(facing))).astype(np.float32)
    terrain = make_terrain(grid, height, cover, None, None, DEFAULTS)
    if steep is not None:
        terrain.slope_deg[steep(x, y)] = 35.0
    if cover is not None:
        terrain.cover[:] = cover
    return terrain


def sweeps_on(terrain, columns=2, rows=2, outline=None):
    """Squares of 250 m from (0, 0) on, in one village."""
    village = shapely.box(0, 0, columns * SIDE, rows * SIDE) if outline is None else outline
    named = {"village_id": ["v"], "name": ["v"], "township": [""]}
    villages = gpd.GeoDataFrame(named, geometry=[village], crs=CRS)
    ix, iy = (axis.ravel() for axis in np.meshgrid(np.arange(columns), np.arange(rows)))
    squares = shapely.box(ix * SIDE, iy * SIDE, (ix + 1) * SIDE, (iy + 1) * SIDE)
    area = shapely.area(shapely.intersection(squares, village))
    cells = pd.DataFrame({"ix": ix, "iy": iy, "village_id": "v", "area_m2": area})
    cells["searchable_m2"] = cells["on_foot_m2"] = area
    cells["cell_id"] = cells["joined_to"] = [f"v_{i}_{j}" for i, j in zip(ix, iy, strict=True)]
    plain = searchable(cells, villages, np.arange(len(cells)), terrain, DEFAULTS)
    return SimpleNamespace(villages=villages, cells=cells, sweeps=Sweeps(plain, terrain, DEFAULTS))


def metres(lines):
    return float(np.hypot(*(lines[:, 2:] - lines[:, :2]).T).sum())


def middle(row=0):
    return np.array([SIDE * (0.5 + row), SIDE / 2])


def test_the_example_of_the_methods_is_one_line_of_five_50_m_apart():
    sweep = sweeps_on(hill_of(0.0, 0.0)).sweeps.lay(0, FIVE, at=middle())
    assert metres(sweep.lines) == pytest.approx(1250.0)
    assert sweep.spacing_m == pytest.approx(50.0)
    assert sorted(sweep.walker) == [0, 1, 2, 3, 4]
    assert len(sweep.legs) == 1
    assert sweep.search_s == pytest.approx(250.0 * 1.8)


@pytest.mark.parametrize("facing_deg", [0, 30, 60, 90, 200, 315])
def test_lines_follow_the_contour_and_keep_their_metres(facing_deg):
    sweep = sweeps_on(hill_of(20.0, facing_deg)).sweeps.lay(0, FIVE, at=middle())
    along = sweep.lines[0, 2:] - sweep.lines[0, :2]
    bearing = np.degrees(np.arctan2(*along))
    off = abs((bearing - facing_deg) % 180 - 90)
    assert off < 16
    assert metres(sweep.lines) == pytest.approx(1250.0, rel=0.02)
    assert sweep.spacing_m <= 50.0 + 1e-6


@pytest.mark.parametrize(("only", "turn_deg"), [(0, 0.0), (1, 15.0), (2, -15.0), (11, 90.0)])
def test_a_direction_is_told_by_how_far_it_is_from_the_contour(only, turn_deg):
    # The hill falls to the east: its contour runs north.
    sweep = sweeps_on(hill_of(10.0, 90.0)).sweeps.lay(0, FIVE, at=middle(), only=only)
    along = sweep.lines[0, 2:] - sweep.lines[0, :2]
    off = np.degrees(np.arctan2(along[1], along[0])) - 90 - turn_deg
    assert abs((off + 90) % 180 - 90) < 0.5
    assert sweep.metres == pytest.approx(1250.0, rel=0.03)


def test_every_searcher_walks_about_as_far_as_the_leader_or_less():
    sweep = sweeps_on(hill_of(20.0, 45.0)).sweeps.lay(0, FIVE, at=middle())
    each = [metres(sweep.lines[sweep.walker == w]) for w in range(5)]
    assert max(each) <= SIDE * np.sqrt(2) + 1
    assert sum(each) == pytest.approx(1250.0, rel=0.02)


def test_a_second_pass_walks_between_the_lines_of_the_first():
    sweep = sweeps_on(hill_of(0.0, 0.0)).sweeps.lay(0, Pass(5, 1250.0, 2, 1.8), at=middle())
    first, second = (sweep.lines[sweep.look == look] for look in (0, 1))
    assert metres(first) == pytest.approx(1250.0)
    assert metres(second) == pytest.approx(1250.0)
    gap = shapely.distance(shapely.linestrings(first.reshape(-1, 2, 2))[:, None],
                           shapely.linestrings(second.reshape(-1, 2, 2))[None])  # fmt: skip
    assert gap.min() == pytest.approx(25.0)


@pytest.mark.parametrize("kind", ["water", "built", "steep"])
def test_nobody_is_sent_through_water_houses_or_steep_ground(kind):
    band = np.zeros((70, 90), np.uint8)
    grid = hill_of(0.0, 0.0).grid
    x, y = grid.centre(*np.indices((70, 90)))
    there = (x > 100) & (x < 175) & (y < 250)
    if kind != "steep":
        band[there] = LandCover.WATER if kind == "water" else LandCover.BUILT
    terrain = hill_of(0.0, 0.0, cover=band, steep=(lambda x, y: there) if kind == "steep" else None)
    world = sweeps_on(terrain)
    world.sweeps.ground.ground_m2[0] = SIDE * SIDE * 0.7
    sweep = world.sweeps.lay(0, FIVE, at=np.array([50.0, 125.0]))
    points = shapely.get_coordinates(
        shapely.segmentize(shapely.linestrings(sweep.lines.reshape(-1, 2, 2)), 5.0)
    )
    row, column = grid.row_column(*points.T)
    assert not there[row, column].any()


def test_lines_stay_in_the_village():
    outline = shapely.Polygon([(0, 0), (500, 0), (500, 120), (0, 260)])
    world = sweeps_on(hill_of(5.0, 0.0), rows=1, outline=outline)
    sweep = world.sweeps.lay(0, Pass(5, 800.0, 1, 1.8), at=np.array([60.0, 60.0]))
    lines = shapely.linestrings(sweep.lines.reshape(-1, 2, 2))
    assert shapely.covers(outline.buffer(0.01), lines).all()
    assert metres(sweep.lines) == pytest.approx(800.0, rel=0.03)


def test_ranks_are_those_of_the_pass():
    assert ranks_of(Pass(5, 3750.0, 1, 1.0), SIDE) == (5, 3)
    assert ranks_of(Pass(5, 500.0, 1, 1.0), SIDE) == (2, 1)
    assert ranks_of(Pass(4, 1000.0, 1, 1.0), SIDE) == (4, 1)
