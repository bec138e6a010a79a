"""A tiny invented site for maps and screens: six villages in a valley, one plan, two tracks, two findings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.model.land import COVER_COLUMNS, LandCover, PixelGrid, Terrain
from geo.model.notes import Note
from geo.model.schema import (
    AREAS,
    BASES,
    CELLS,
    COVERAGE,
    DEAD_CORNERS,
    FINDINGS,
    GROUND,
    HISTORY,
    LEADS,
    LEGS,
    PIECES,
    RISK,
    ROUTES,
    STOPS,
    TEAM_DAYS,
    TEAMS,
    TIMES,
    TRACKS,
    TRAILHEADS,
    VILLAGES,
    WINDOWS,
    YARDS,
)  # fmt: skip
from geo.model.tables import check, empty
from geo.settings import DEFAULTS

CRS = "EPSG:32648"
LEFT, BOTTOM, SIZE = 400_000.0, 2_900_000.0, 250.0
ACROSS, UP = 24, 16  # cells
NAMES = ("石门村", "大水井村", "李家湾村", "高坎村", "青杠坪村", "老鹰岩村")


@dataclass
class Plan:
    """What PlanRecord holds."""

    plan: dict[str, Any]
    routes: Any
    stops: Any
    legs: Any
    pieces: Any
    team_days: Any
    windows: Any


@dataclass
class View:
    """What geo.actions.views.look gives to screens."""

    site: Any
    ground_key: str
    crs: str
    cell_size_m: float
    villages: Any
    cells: Any
    risk: Any
    windows: Any
    priority: Any
    trailheads: Any
    bases: Any
    yards: Any
    leads: Any
    history: Any
    terrain: Terrain
    roads: Any
    tracks: Any
    findings: Any
    coverage: Any
    by_village: Any
    plan: Any
    areas: Any
    hazards: Any
    ground: Any
    teams: Any = None
    settings: Any = DEFAULTS
    assumed: list[Note] = field(default_factory=list)


def _valley() -> Terrain:
    grid = PixelGrid(CRS, LEFT - 500, BOTTOM + UP * SIZE + 500, 50.0, int(UP * 5) + 20, int(ACROSS * 5) + 20)
    x, y = grid.centre(*np.meshgrid(np.arange(grid.rows), np.arange(grid.columns), indexing="ij"))
    across, up = (x - LEFT) / 6000, (y - BOTTOM) / 4000
    height = (
        1200 + 700 * np.abs(up - 0.5 - 0.1 * np.sin(6 * across)) + 60 * np.sin(25 * across) * np.cos(19 * up)
    )
    down_y, down_x = np.gradient(-height, 50.0)
    slope = np.degrees(np.arctan(np.hypot(down_x, down_y)))
    aspect = np.degrees(np.arctan2(down_x, -down_y)) % 360
    cover = np.full(height.shape, LandCover.SCRUB, dtype=np.uint8)
    cover[np.abs(up - 0.5 - 0.1 * np.sin(6 * across)) < 0.012] = LandCover.WATER
    no = np.zeros(height.shape, dtype=bool)
    return Terrain(grid, height.astype("f4"), no, slope.astype("f4"), aspect.astype("f4"), cover, ~no, no)


def _villages(names: tuple[str, ...]) -> Any:
    boxes = [
        shapely.box(LEFT + i * 2000, BOTTOM + j * 2000, LEFT + (i + 1) * 2000, BOTTOM + (j + 1) * 2000)
        for j in range(2)
        for i in range(3)
    ]
    frame = {"village_id": [f"v{i}" for i in range(6)], "name": list(names), "township": "黄泥镇"}
    return check(gpd.GeoDataFrame(frame, geometry=boxes, crs=CRS), VILLAGES)


def _cells() -> Any:
    iy, ix = (side.ravel() for side in np.meshgrid(np.arange(UP), np.arange(ACROSS), indexing="ij"))
    village = ix // 8 + 3 * (iy // 8)
    east, north = ix + int(LEFT / SIZE), iy + int(BOTTOM / SIZE)
    frame = pd.DataFrame({name: np.zeros(len(ix)) for name in CELLS.names})
    frame["village_id"] = [f"v{i}" for i in village]
    frame["cell_id"] = [f"v{v}_{a}_{b}" for v, a, b in zip(village, east, north, strict=True)]
    frame["area_id"], frame["joined_to"] = "", frame["cell_id"]
    frame["ix"], frame["iy"] = east, north
    frame["x"], frame["y"] = (east + 0.5) * SIZE, (north + 0.5) * SIZE
    frame["area_m2"] = frame["searchable_m2"] = frame["on_foot_m2"] = SIZE**2
    frame["elevation_m"], frame["slope_deg"], frame["slope_max_deg"] = 1400.0, 14.0, 31.0
    frame[COVER_COLUMNS[LandCover.SCRUB]] = 1.0
    frame["mapped_share"], frame["remote_h"], frame["water_m"] = 1.0, 0.4, 300.0
    return check(frame, CELLS)


def _risk(cells: Any) -> Any:
    rank = np.hypot(cells["ix"] - cells["ix"].mean() - 6, cells["iy"] - cells["iy"].mean() - 3).rank(pct=True)
    lam = 0.15 * np.exp(-6 * rank)
    frame = pd.DataFrame({name: np.full(len(cells), 0.5) for name in RISK.names})
    for name in TIMES:
        frame[f"times_{name}"] = 1.0
    frame["cell_id"], frame["expected_plots"], frame["p"] = cells["cell_id"], lam, 1 - np.exp(-lam)
    frame["times_ground"] = lam
    frame["risk_class"] = np.where(rank <= 0.1, "high", np.where(rank <= 0.3, "medium", "low"))
    return check(frame, RISK)


def _windows() -> Any:
    return check(
        pd.DataFrame(
            {
                "window_id": ["w1", "w2"],
                "name": ["苗期踏查", "花期踏查"],
                "opens": pd.to_datetime(["2026-04-01", "2026-05-20"]),
                "closes": pd.to_datetime(["2026-04-20", "2026-06-08"]),
            }
        ),
        WINDOWS,
    )


def _coverage(cells: Any, risk: Any) -> Any:
    seen = cells[(cells["village_id"] == "v5") | (cells["village_id"] == "v2")].iloc[::2]
    pod = np.linspace(0.05, 0.95, len(seen))
    lam = risk.set_index("cell_id").loc[seen["cell_id"], "expected_plots"].to_numpy()
    return check(
        pd.DataFrame(
            {
                "cell_id": seen["cell_id"], "window_id": "w1", "visited": True, "confirmed": True,
                "declared": False, "visits": 1, "swept_m2": 2e4, "searcher_m": 900.0,
                "coverage_factor": -np.log(1 - pod), "declared_factor": 0.0, "seen_share": 1.0, "pod": pod,
                "pod_low": pod * 0.6, "pod_high": np.minimum(1, pod * 1.2), "expected_left": lam * (1 - pod),
                "last_visit": pd.Timestamp("2026-04-08"), "state": "searched",
            }
        ),
        COVERAGE,
    )  # fmt: skip


def _ground(cells: Any, coverage: Any) -> Any:
    """Two cells too steep, one suspended, one restricted by a decision, the rest as coverage has it."""
    state = np.where(cells["cell_id"].isin(coverage["cell_id"]), "searched", "open").astype(object)
    reason = np.full(len(cells), "", dtype=object)
    state[[40, 41, 43]], reason[[40, 41]], reason[[42, 43]] = "restricted", "steep", "decision"
    state[42] = "suspended"
    frame = {
        "cell_id": cells["cell_id"],
        "state": state.astype(str),
        "reason": reason.astype(str),
        "pod": 0.0,
    }
    return check(pd.DataFrame(frame), GROUND)


def _areas() -> Any:
    """One area with a shape, one known only by name."""
    shape = shapely.box(LEFT, BOTTOM, LEFT + 1000, BOTTOM + 2000)
    frame = {"area_id": ["a1", "a2"], "village_id": "v0", "name": ["阴坡组", "桦林组"], "kind": "group",
             "post": ["包组干部", ""]}  # fmt: skip
    return check(gpd.GeoDataFrame(frame, geometry=[shape, None], crs=CRS), AREAS)


def _hazards() -> Any:
    shapes = [
        shapely.box(LEFT + 3000, BOTTOM + 1000, LEFT + 3300, BOTTOM + 1200),
        shapely.LineString([(LEFT + 100, BOTTOM + 3000), (LEFT + 900, BOTTOM + 3100)]),
        shapely.Point(LEFT + 5500, BOTTOM + 500),
    ]
    frame = {"kind": ["reservoir", "cliff", "陷阱"], "note": ["水深", "", "野猪夹"]}
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)


def corners_of(view: View) -> Any:
    """Two dead corners in the first village."""
    boxes = [shapely.box(LEFT + x, BOTTOM + 200, LEFT + x + 150, BOTTOM + 400) for x in (200, 900)]
    frame = {"corner_id": ["v0_1", "v0_2"], "village_id": "v0", "area_m2": 3e4, "width_m": 150.0,
             "expected_left": [0.02, 0.01], "reason": ["not_reached", "gps_gap"], "outcome": ["weather", ""],
             "on_seam": [True, False]}  # fmt: skip
    return check(gpd.GeoDataFrame(frame, geometry=boxes, crs=view.crs), DEAD_CORNERS)


def looks_by_day(view: View) -> pd.DataFrame:
    """Half of the searched cells on the first day, half as well seen as on the second, when it is all."""
    seen = view.coverage[["cell_id", "pod"]]
    first = seen.iloc[::2].assign(day=pd.Timestamp("2026-04-07"), pod=seen["pod"].iloc[::2] / 2)
    both = pd.concat([first, seen.assign(day=pd.Timestamp("2026-04-08"))])
    return both.sort_values(["cell_id", "day"], ignore_index=True)[["cell_id", "day", "pod"]]


def _pieces(home: list[str]) -> Any:
    shapes = [shapely.box(LEFT + 4500, BOTTOM + 2500, LEFT + 4750, BOTTOM + 2750)]
    frame = {"piece_id": ["p_r1-p1"], "route_id": "p_r1", "number": 1, "cells": home[0], "near": "老鹰岩",
             "side": "se", "slope": True, "area_m2": SIZE**2}  # fmt: skip
    return check(gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS), PIECES)


def _points(table: Any, xy: list[tuple[float, float] | None], **columns: Any) -> Any:
    shapes = [None if at is None else shapely.Point(LEFT + at[0], BOTTOM + at[1]) for at in xy]
    return check(gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS), table)


def _lines(table: Any, lines: list[list[tuple[float, float]]], **columns: Any) -> Any:
    shapes = [shapely.LineString([(LEFT + x, BOTTOM + y) for x, y in line]) for line in lines]
    return check(gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS), table)


def _plan(cells: Any) -> Plan:
    ways = [
        [(2900, 1900), (4600, 2600), (4900, 3300), (2900, 1900)],
        [(2900, 1900), (1500, 900), (2900, 1900)],
    ]
    days = pd.to_datetime(["2026-04-01", "2026-04-02"])
    team_days = pd.DataFrame(
        {
            "team_day_id": ["甲组_2026-04-01", "乙组_2026-04-02"], "team_id": ["甲组", "乙组"], "date": days,
            "window_id": "w1", "state": "planned", "locked": False,
        }
    )  # fmt: skip
    routes = _lines(
        ROUTES, ways, route_id=["p_r1", "p_r2"], team_day_id=team_days["team_day_id"],
        team_id=["甲组", "乙组"],
        window_id="w1", date=days, base_id="b1", pool=["finds", "reserve"], length_m=[6100.0, 3400.0],
        walk_m=[3000.0, 1500.0], climb_m=[350.0, 120.0], duration_min=[410, 260], stops=[2, 1],
        expected_finds=[0.4, 0.1],
    )  # fmt: skip
    at = [(4600, 2600), (4900, 3300), (1500, 900)]
    home = [_cell_of(cells, *place) for place in at]
    stops = _points(
        STOPS, at, stop_id=["s1", "s2", "s3"], route_id=["p_r1", "p_r1", "p_r2"], order=[1, 2, 1],
        cell_id=home, lead_id=["", "l1", ""], yard_id="", trailhead_id=0, passes=[1, 2, 1],
        required=[False, True, False], reserve=[False, False, True], service_min=[20.0, 41.0, 22.0],
        arrive_min=[60, 130, 50], turn_back_min=[300, 310, 200], expected_finds=[0.1, 0.3, 0.1],
    )  # fmt: skip
    legs = _lines(
        LEGS, [ways[0][:2], ways[0][1:3], ways[0][2:], ways[1]], route_id=["p_r1", "p_r1", "p_r1", "p_r2"],
        leg=[1, 2, 3, 1], mode=["drive", "walk", "drive", "walk"], to_stop=[1, 2, 0, 1], seconds=900,
        abreast=0, spacing_m=np.nan, car_x=np.nan, car_y=np.nan,
    )  # fmt: skip
    summary = {"visited_share": 0.41, "left_out": [], "assumed": [], "windows": []}
    row = {
        "plan_id": "a1b2c3d4", "made_at": pd.Timestamp("2026-03-20T08:00Z"), "seed": 0, "settings": "{}",
        "inputs_hash": "x", "content_hash": "y", "expected_finds": 0.5, "bound": np.nan,
        "summary": json.dumps(summary), "state": "draft",
    }  # fmt: skip
    return Plan(row, routes, stops, legs, _pieces(home), check(team_days, TEAM_DAYS), _windows())


def _cell_of(cells: Any, x: float, y: float) -> str:
    here = (cells["ix"] == (LEFT + x) // SIZE) & (cells["iy"] == (BOTTOM + y) // SIZE)
    return str(cells.loc[here, "cell_id"].iloc[0])


def _teams() -> Any:
    teams = {"team_id": ["甲组", "乙组"], "base_id": "b1", "members": 5, "vehicle": "car", "driver": False}
    return check(pd.DataFrame({**teams, "hours_per_day": 8.0}), TEAMS)


def valley(*, names: tuple[str, ...] = NAMES, planned: bool = True, searched: bool = True) -> View:
    """Make the site; `names` may be hostile, `planned` and `searched` tell how far the season is."""
    cells = _cells()
    risk = _risk(cells)
    priority = pd.DataFrame({"w1": risk["expected_plots"] * 3, "w2": risk["expected_plots"] * 5})
    coverage = _coverage(cells, risk) if searched else empty(COVERAGE)
    findings = _points(
        FINDINGS, [(4700, 3400), (5300, 1100)], finding_id=["f1", "f2"],
        found_on=pd.to_datetime(["2026-04-08", "2026-04-08"]), village_id=["v5", "v2"], stage="rosette",
        plants=[120.0, np.nan], area_m2=[40.0, np.nan], method=["拔除", ""], state=["eradicated", "held"],
        eradicated_on=pd.to_datetime(["2026-04-09", None]), revisit_due=pd.to_datetime(["2026-04-25", None]),
        species="poppy", count_kind="", police_number="", lead_id="", visit_id="",
    )  # fmt: skip
    tracks = _lines(
        TRACKS, [[(4300, 2300), (4800, 3000), (5200, 3600)], [(4200, 500), (5500, 1500)]],
        track_id=["t1", "t2"], walked_on=pd.to_datetime(["2026-04-08", "2026-04-08"]),
        started_at=pd.Timestamp("2026-04-08T01:00Z"), ended_at=pd.Timestamp("2026-04-08T07:00Z"),
        team_id=["甲组", ""], assignment_id="", walkers=1, spacing_m=np.nan, swath_m=np.nan, mode="foot",
        accuracy_m=np.nan, datum="WGS84", length_m=[1700.0, 1650.0], file="a.gpx", sha256=["a", "b"],
    )  # fmt: skip
    seen = cells["village_id"].isin(["v5", "v2"])
    lam = risk.groupby(cells["village_id"])["expected_plots"].sum()
    rate = (seen.groupby(cells["village_id"]).mean() * 0.5).to_numpy()
    by_village = pd.DataFrame(
        {
            "village_id": lam.index, "survey_rate": rate, "declared_rate": np.nan, "pod": rate * 0.5,
            "pod_low": rate * 0.3, "pod_high": rate * 0.7, "expected_left": lam.to_numpy() * (1 - rate * 0.5),
        }
    )  # fmt: skip
    return View(
        site=SimpleNamespace(
            site=SimpleNamespace(name="黄泥镇", kind="township"), window=[], team=None, input=[]
        ),
        ground_key="valley",
        crs=CRS,
        cell_size_m=SIZE,
        villages=_villages(names),
        cells=cells,
        risk=risk,
        windows=_windows(),
        priority=priority.set_axis(cells["cell_id"].to_numpy(), axis=0),
        trailheads=empty(TRAILHEADS),
        teams=_teams(),
        bases=_points(BASES, [(2900, 1900)], base_id=["b1"], name=["镇政府"]),
        yards=_points(
            YARDS, [(900, 2300)], yard_id=["y1"], village_id=["v3"], place=["上坝"], yards=12, checked=3,
            from_lane=1,
        ),
        leads=_points(
            LEADS, [(4900, 3300), None], lead_id=["l1", "l2"],
            reported_on=pd.to_datetime(["2026-03-30", None]), kind=["satellite", "tip"], strength=[0.9, 0.4],
            error_m=50.0, village_id=["v5", "v1"], state=["new", "new"], note=["", "电话"],
        ),
        history=_points(
            HISTORY, [(4500, 3100), None], history_id=["h1", "h2"], season=[2024, 2023],
            village_id=["v5", "v0"], plants=[200.0, np.nan], area_m2=np.nan,
        ),
        terrain=_valley(),
        roads=None,
        tracks=tracks if searched else empty(TRACKS, CRS),
        findings=findings if searched else empty(FINDINGS, CRS),
        coverage=coverage,
        by_village=by_village,
        plan=_plan(cells) if planned else None,
        areas=_areas(),
        hazards=_hazards(),
        ground=_ground(cells, coverage),
        assumed=[],
    )  # fmt: skip
