"""A site of two villages as layers for others, made by hand; names are what a hostile file would bring."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.exports import layers

HOSTILE = ("<img src=x onerror=alert(1)>", "${x}", "`y`", "</script><script>", "]]>&amp;\x0b", '"><Style/>')
FORMULAS = ("=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx")
MAY = pd.Timestamp(date(2026, 5, 5))
WEST, SOUTH, STEP = 104.60, 33.50, 0.01
STATES = ("reported", "held", "counted", "eradicated", "verified_gone", "reopened")


def lonlat(rows, shapes):
    return gpd.GeoDataFrame(rows, geometry=list(shapes), crs="EPSG:4326")


def villages(names=("甲村", "乙村")):
    """Two squares side by side, the first with a hole."""
    squares = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
    squares[0] = squares[0].difference(squares[0].centroid.buffer(0.001, quad_segs=2))
    rows = {"village_id": ["1", "2"], "name": list(names), "township": ["", "东乡"]}
    return lonlat(rows, squares)


def villages_layer(names=("甲村", "乙村")):
    return layers.villages_layer(villages(names), area_m2=[1e6, 1.1e6])


def findings_layer(names=("甲村", "乙村"), methods=("人工拔除",)):
    """One finding in every state, along a line."""
    count = len(STATES)
    rows = {
        "finding_id": [f"f{n}" for n in range(count)], "found_on": [MAY] * count, "stage": "flower",
        "village_id": ["1"] * count, "plants": [40.0, np.nan, 3.0, 4.0, 5.0, 6.0], "area_m2": 9.5,
        "method": [methods[n % len(methods)] for n in range(count)], "state": STATES,
        "eradicated_on": [pd.NaT, pd.NaT, pd.NaT, MAY, MAY, MAY], "revisit_due": pd.NaT,
        "species": "poppy", "count_kind": "exact",
    }  # fmt: skip
    frame = lonlat(rows, [shapely.Point(WEST + 0.001 * n, SOUTH + 0.002) for n in range(count)])
    frame["revisit_due"] = pd.to_datetime(frame["revisit_due"])
    return layers.findings_layer(frame, cell_ids=["c1"] * count, villages=villages(names))


def leads_layer(notes=("坡上有人种",)):
    """Two leads: one on the map, one known by its village only."""
    rows = {
        "lead_id": ["l1", "l2"], "village_id": ["1", "2"], "reported_on": [MAY, pd.NaT],
        "kind": ["tip", "satellite"], "strength": [0.5, 1.0], "error_m": [30.0, 10.0],
        "state": ["new", "ruled_out"], "note": [notes[n % len(notes)] for n in range(2)],
    }  # fmt: skip
    return layers.leads_layer(lonlat(rows, [shapely.Point(WEST, SOUTH), None]), villages=villages())


def tracks_layer():
    """One track in two pieces."""
    rows = {
        "track_id": ["t1"], "walked_on": [MAY], "started_at": pd.to_datetime(["2026-05-05T01:00:00Z"]),
        "ended_at": pd.to_datetime([None], utc=True), "team_id": ["一组"], "assignment_id": [""],
        "mode": ["foot"], "walkers": [1], "spacing_m": [np.nan], "swath_m": [np.nan],
        "accuracy_m": [5.0], "length_m": [1200.0], "sha256": ["0" * 64],
    }  # fmt: skip
    line = shapely.MultiLineString([[(104.6, 33.5), (104.61, 33.501)], [(104.62, 33.5), (104.62, 33.51)]])
    return layers.tracks_layer(lonlat(rows, [line]))


def cells_layer():
    """Two cells, of the highest and of no class."""
    cells = pd.DataFrame({
        "cell_id": ["c1", "c2"], "village_id": ["1", "2"], "area_m2": [62_500.0, 1_000.0],
        "elevation_m": [1800.0, 1900.0], "slope_deg": [10.0, 20.0], "remote_h": [0.5, np.nan],
    })  # fmt: skip
    squares = shapely.box([WEST, WEST + 0.01], [SOUTH, SOUTH], [WEST + 0.0025, WEST + 0.0125], SOUTH + 0.0025)
    risk = pd.DataFrame({"cell_id": ["c1", "c2"], "expected_plots": [0.2, 0.0], "p": [0.18, 0.0]})
    return layers.cells_layer(
        cells, gpd.GeoSeries(squares, crs="EPSG:4326"), villages=villages(), risk=risk,
        priority=pd.DataFrame({"w1": [0.1, 0.0]}, index=["c1", "c2"]), rank=[5, 0],
    )  # fmt: skip


def all_layers(names=("甲村", "乙村"), notes=("坡上有人种",)):
    return [
        cells_layer(),
        villages_layer(names),
        tracks_layer(),
        leads_layer(notes),
        findings_layer(names, notes),
    ]
