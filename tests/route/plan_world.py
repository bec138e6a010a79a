"""A flat little world for planner tests: open ground, a road along its south, one base in its west."""

from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import box
from shapely.geometry import Point

from geo.model.land import COVER_COLUMNS, Access, PixelGrid, Terrain
from geo.model.schema import BASES, CELLS, TEAMS, WINDOWS, YARDS
from geo.model.tables import check, empty
from geo.route.draw import draw
from geo.route.problem import SeasonProblem
from geo.route.season import plan_season
from geo.route.team_days import spread_days
from geo.settings import DEFAULTS
from geo.units import UNREACHABLE_S, whole_seconds

CRS = "EPSG:32632"
SIDE = 250.0
WEST, SOUTH = 600_000.0, 5_220_000.0
ROAD_X = tuple(600_125.0 + 500.0 * k for k in range(4))
WALK_S_PER_M = 1.19
WIDTHS = {"rosette": 25.0, "flower": 80.0, "capsule": 62.0, "none": 0.0}


def cells_of(columns=8, rows=6, villages=2, **changes):
    """Squares of open ground; villages are vertical stripes A, B, ..."""
    ix, iy = (a.ravel() for a in np.meshgrid(np.arange(columns), np.arange(rows)))
    village = np.array([chr(ord("A") + int(v)) for v in ix * villages // columns])
    frame = pd.DataFrame({"village_id": village, "ix": ix, "iy": iy})
    frame["cell_id"] = [f"{v}_{i}_{j}" for v, i, j in zip(village, ix, iy, strict=True)]
    frame["x"], frame["y"] = WEST + SIDE * (ix + 0.5), SOUTH + SIDE * (iy + 0.5)
    frame["ix"], frame["iy"] = ix + int(WEST / SIDE), iy + int(SOUTH / SIDE)
    frame["area_id"] = ""
    frame["area_m2"] = frame["searchable_m2"] = SIDE * SIDE
    frame["joined_to"] = frame["cell_id"]
    height = ["elevation_m", "elevation_sd_m", "elevation_min_m", "elevation_max_m"]
    plain = ["slope_deg", "slope_max_deg", "steep_share", "southness", "void_share", "edge_share", "seam_m"]
    for name in [*height, *plain, *COVER_COLUMNS]:
        frame[name] = 0.0
    frame["cover_open"] = frame["mapped_share"] = 1.0
    frame["water_m"] = frame["remote_h"] = np.nan
    for name, values in changes.items():
        frame[name] = values
    if "on_foot_m2" not in changes:
        frame["on_foot_m2"] = frame["searchable_m2"] * (1 - frame["steep_share"])
    return check(frame, CELLS)


def row_of(cells):
    """Rows of squares counted from the south, 0 first."""
    return cells["iy"] - int(SOUTH / SIDE)


def access_of(cells, bases, road_x, *, reach_m=600.0, foot=True):
    """Trailheads along the southern edge; straight walks, drives at 20 km/h x 1.5."""
    x, y = cells["x"].to_numpy(), cells["y"].to_numpy()
    road = np.column_stack([road_x, np.full(len(road_x), 5_220_000.0)])
    to_road = np.hypot(x[:, None] - road[:, 0], y[:, None] - road[:, 1])
    head = to_road.argmin(axis=1)
    out = whole_seconds(to_road.min(axis=1) * WALK_S_PER_M)
    places = np.vstack([np.column_stack([bases.geometry.x, bases.geometry.y]), road])
    drive = whole_seconds(np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) * 1.5 * 3.6 / 20)
    far = np.hypot(x[:, None] - x, y[:, None] - y)
    near = (far <= reach_m) & (far > 0)
    on_foot = np.hypot(x - places[: len(bases), :1], y - places[: len(bases), 1:]) * WALK_S_PER_M
    on_foot = whole_seconds(on_foot) if foot else np.full(on_foot.shape, UNREACHABLE_S)
    return Access(
        trailhead=head.astype(np.int32),
        out_s=out.astype(np.int32),
        back_s=out.astype(np.int32),
        drive_s=drive.astype(np.int32),
        foot_out_s=on_foot.astype(np.int32),
        foot_back_s=on_foot.astype(np.int32),
        walk_start=np.concatenate([[0], np.cumsum(near.sum(axis=1))]).astype(np.int64),
        walk_to=np.nonzero(near)[1].astype(np.int32),
        walk_s=whole_seconds(far[near] * WALK_S_PER_M).astype(np.int32),
    )


def teams_of(*rows):
    """Rows (team_id, members, vehicle, driver, hours); one car team of five without rows."""
    rows = rows or (("T1", 5, "car", False, 8.0),)
    names = ["team_id", "members", "vehicle", "driver", "hours_per_day"]
    return check(pd.DataFrame(rows, columns=names).assign(base_id="b1"), TEAMS)


def windows_of(*stages):
    """Twenty days for each, from 1 May on; the stage shown in window w is stages[w]."""
    opens = [pd.Timestamp(2026, 5, 1) + pd.Timedelta(days=20 * w) for w in range(len(stages))]
    closes = [day + pd.Timedelta(days=19) for day in opens]
    ids = [f"w{w + 1}" for w in range(len(stages))]
    return check(pd.DataFrame({"window_id": ids, "name": ids, "opens": opens, "closes": closes}), WINDOWS)


def visibility_of(cells, stages):
    rows = [
        (cell, f"w{w + 1}", k, WIDTHS[stage], 1.0, stage)
        for (w, stage), cell, k in product(enumerate(stages), cells["cell_id"], range(5))
    ]
    return pd.DataFrame(
        rows, columns=["cell_id", "window_id", "sowing_class", "sweep_width_m", "share", "stage"]
    )


def options_of(cells, stages, sizes):
    """METHODS' example of a pass: one line of n searchers across 250 m at 2 km/h and what a stop takes."""
    overhead = DEFAULTS.detection.stop_overhead_min
    rows = [
        (cell, f"w{w + 1}", n, p, 0.0, overhead + 7.5 * p, SIDE * n * p)
        for w, cell, n, p in product(range(len(stages)), cells["cell_id"], sizes, (1, 2))
    ]
    return pd.DataFrame(
        rows,
        columns=["cell_id", "window_id", "walkers", "passes", "gain", "service_min", "searcher_m"],
    )


def yards_of(*rows):
    """Rows (yard_id, cell_id, yards, checked)."""
    if not rows:
        return empty(YARDS, CRS)
    frame = pd.DataFrame(rows, columns=["yard_id", "cell_id", "yards", "checked"])
    frame = frame.assign(village_id="A", place="x", from_lane=0)
    return gpd.GeoDataFrame(frame, geometry=[Point(0, 0)] * len(frame), crs=CRS)


def base_at(x=599_500.0, y=5_220_000.0):
    frame = gpd.GeoDataFrame({"base_id": ["b1"], "name": ["b1"]}, geometry=[Point(x, y)], crs=CRS)
    return check(frame, BASES)


def problem_of(
    *, cells=None, plots=None, stages=("rosette", "flower"), teams=None, days=3, yards=None, required=(),
    road_x=ROAD_X, bases=None, seed=1, foot=True, reach_m=600.0, **plan,
):  # fmt: skip
    """A season problem; `plan` changes plan settings; plots defaults to more towards the north-east."""
    cells = cells_of() if cells is None else cells
    teams = teams_of() if teams is None else teams
    bases = base_at() if bases is None else bases
    windows = windows_of(*stages)
    if plots is None:
        column, row = cells["ix"] - int(WEST / SIDE), row_of(cells)
        plots = 0.01 * (1 + (column * 7 + row * 13) % 11)
    settings = replace(DEFAULTS, plan=replace(DEFAULTS.plan, **({"reserve_share": 0.0} | plan)))
    given = pd.DataFrame(
        [(team, window, days) for team in teams["team_id"] for window in windows["window_id"]],
        columns=["team_id", "window_id", "days"],
    )
    sizes = sorted({max(2, t.members - int(t.driver and t.vehicle == "car")) for t in teams.itertuples()})
    return SeasonProblem(
        cells=cells,
        risk=pd.DataFrame({"cell_id": cells["cell_id"], "expected_plots": plots}),
        visibility=visibility_of(cells, stages),
        options=options_of(cells, stages, sizes),
        teams=teams,
        team_days=spread_days(teams, windows, given=given, settings=settings),
        windows=windows,
        bases=bases,
        yards=yards_of() if yards is None else yards,
        required=pd.DataFrame(list(required), columns=["lead_id", "cell_id"], dtype="str"),
        access=access_of(cells, bases, np.array(road_x), foot=foot, reach_m=reach_m),
        settings=settings,
        seed=seed,
    )


def villages_of(cells):
    """One village for each name, as wide as its cells."""
    corner = cells.assign(west=cells["ix"] * SIDE, south=cells["iy"] * SIDE).groupby("village_id")
    low, high = corner[["west", "south"]].min(), corner[["west", "south"]].max() + SIDE
    frame = pd.DataFrame({"village_id": low.index, "name": low.index, "township": ""})
    return gpd.GeoDataFrame(frame, geometry=box(*low.to_numpy().T, *high.to_numpy().T), crs=CRS)


class StraightWays:
    """Ways of the flat world: straight lines, seconds of Access."""

    def __init__(self, problem, trailheads):
        self.access = problem.access
        self.cells = problem.cells[["x", "y"]].to_numpy()
        bases = np.column_stack([problem.bases.geometry.x, problem.bases.geometry.y])
        self.bases, self.places = bases, np.vstack([bases, trailheads[["x", "y"]]])

    def _head(self, cell):
        return self.places[len(self.bases) + self.access.trailhead[cell]]

    def drive(self, a, b):
        return self.places[[a, b]], int(self.access.drive_s[a, b])

    def walk_out(self, cell):
        return np.array([self._head(cell), self.cells[cell]]), int(self.access.out_s[cell])

    def walk_back(self, cell):
        return np.array([self.cells[cell], self._head(cell)]), int(self.access.back_s[cell])

    def foot_out(self, base, cell):
        return np.array([self.bases[base], self.cells[cell]]), int(self.access.foot_out_s[base, cell])

    def foot_back(self, base, cell):
        return np.array([self.cells[cell], self.bases[base]]), int(self.access.foot_back_s[base, cell])

    def walk(self, i, j):
        row = slice(self.access.walk_start[i], self.access.walk_start[i + 1])
        seconds = self.access.walk_s[row][self.access.walk_to[row] == j]
        return self.cells[[i, j]], int(seconds[0])


def ground_of(problem, road_x=ROAD_X):
    """What drawing and checking read: flat open terrain without paths, no road file."""
    trailheads = pd.DataFrame({"trailhead_id": range(len(road_x)), "node_id": -1, "x": road_x})
    trailheads["y"] = 5_220_000.0
    grid = PixelGrid(CRS, 599_000.0, 5_222_500.0, 30.0, 110, 150)
    plain = np.zeros((110, 150), np.float32)
    terrain = Terrain(grid, plain, plain > 0, plain, plain, plain.astype(np.uint8), plain == 0, plain > 0)
    return SimpleNamespace(
        villages=villages_of(problem.cells), cells=problem.cells, teams=problem.teams, bases=problem.bases,
        trailheads=trailheads,
        access=problem.access, terrain=terrain, roads=None, settings=problem.settings,
    )  # fmt: skip


def drawn(problem):
    """Plan, draw: the plan, ROUTES, STOPS, LEGS and the ground."""
    plan, ground = plan_season(problem), ground_of(problem)
    return plan, *draw(plan, StraightWays(problem, ground.trailheads), ground, problem.team_days), ground
