"""One small plan on invented ground, two tracks, two findings."""

from datetime import date

import geopandas as gpd
import pandas as pd
from shapely import LineString, MultiLineString, Point

from geo.records.plans import content_hash

MONDAY, TUESDAY = date(2025, 5, 5), date(2025, 5, 6)


def lonlat(rows, shapes):
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")


def make_plan(*, expected_finds=1.25, made_at="2025-03-01T08:00:00+08:00", state="draft"):
    """A plan of two routes; the first has two stops, the second one."""
    windows = pd.DataFrame(
        {"window_id": ["w1"], "name": ["花期踏查"], "opens": [MONDAY], "closes": [TUESDAY]}
    )
    team_days = pd.DataFrame(
        {
            "team_day_id": ["t1_2025-05-05", "t1_2025-05-06"],
            "team_id": "t1",
            "date": [MONDAY, TUESDAY],
            "window_id": "w1",
            "state": "planned",
            "locked": False,
        }
    )
    way = LineString([(103.9, 26.1), (103.91, 26.12), (103.9, 26.1)])
    routes = lonlat(
        {
            "route_id": ["r1", "r2"],
            "team_day_id": team_days["team_day_id"],
            "team_id": "t1",
            "window_id": "w1",
            "date": [MONDAY, TUESDAY],
            "base_id": "b1",
            "pool": ["finds", "reserve"],
            "length_m": [4200.5, 3900.0],
            "walk_m": [2000.0, 1900.0],
            "climb_m": [310.0, 250.0],
            "duration_min": [420, 400],
            "stops": [2, 1],
            "expected_finds": [expected_finds, 0.25],
        },
        [way, MultiLineString([way.coords[:2], way.coords[1:]])],
    )
    stops = lonlat(
        {
            "stop_id": ["r1_1", "r1_2", "r2_1"],
            "route_id": ["r1", "r1", "r2"],
            "order": [1, 2, 1],
            "cell_id": ["530_1_1", "530_1_2", "530_2_2"],
            "lead_id": ["", "l1", ""],
            "yard_id": "",
            "trailhead_id": [0, 0, -1],
            "passes": [1, 2, 1],
            "required": [False, True, False],
            "reserve": [False, False, True],
            "service_min": [10.5, 21.0, 10.5],
            "arrive_min": [30, 75, 40],
            "turn_back_min": [300, 310, 320],
            "expected_finds": [1.0, 0.25, 0.25],
        },
        [Point(103.91, 26.12), Point(103.912, 26.12), Point(103.914, 26.13)],
    )
    legs = lonlat(
        {
            "route_id": ["r1", "r1", "r2"],
            "leg": [1, 2, 1],
            "mode": ["drive", "walk", "walk"],
            "to_stop": [1, 0, 1],
            "seconds": [600, 1200, 900],
            "abreast": [0, 0, 0],
            "spacing_m": [float("nan")] * 3,
            "car_x": [500_000.0, 500_000.0, float("nan")],
            "car_y": [2_890_000.0, 2_890_000.0, float("nan")],
        },
        [way, way, way],
    )
    name = content_hash(routes, stops)
    plan = {
        "plan_id": name[:12],
        "made_at": made_at,
        "seed": 7,
        "settings": "{}",
        "inputs_hash": "abc",
        "content_hash": name,
        "expected_finds": expected_finds + 0.25,
        "bound": None,
        "summary": '{"left_out": []}',
        "state": state,
    }
    return {
        "plan": plan,
        "routes": routes,
        "stops": stops,
        "legs": legs,
        "team_days": team_days,
        "windows": windows,
    }


def make_tracks(names=("aa11", "bb22"), days=(MONDAY, TUESDAY)):
    count = len(names)
    return lonlat(
        {
            "track_id": list(names),
            "walked_on": list(days),
            "started_at": [pd.Timestamp("2025-05-05T09:00+08:00")] * count,
            "ended_at": [pd.NaT] * count,
            "team_id": "",
            "assignment_id": "",
            "walkers": 1,
            "spacing_m": float("nan"),
            "swath_m": float("nan"),
            "mode": "foot",
            "accuracy_m": float("nan"),
            "datum": "WGS84",
            "length_m": 1500.0,
            "file": "大坳山 1.gpx",
            "sha256": [name * 16 for name in names],
        },
        [LineString([(103.9 + i / 1e3, 26.1), (103.91, 26.12)]) for i in range(count)],
    )


def make_findings(names=("f1", "f2"), days=(MONDAY, TUESDAY)):
    count = len(names)
    return lonlat(
        {
            "finding_id": list(names),
            "found_on": list(days),
            "village_id": "530",
            "stage": "flower",
            "plants": [40.0, float("nan")][:count],
            "area_m2": 12.0,
            "method": "",
            "state": "reported",
            "eradicated_on": [None] * count,
            "revisit_due": [None] * count,
            "species": "poppy",
            "count_kind": "",
            "police_number": "",
            "lead_id": "",
            "visit_id": "",
        },
        [Point(103.91 + i / 1e3, 26.12) for i in range(count)],
    )
