"""Tiny worlds of the search tests: flat squares of one village or two, with nothing on them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import LineString, MultiLineString, Point, box

from geo.model.land import COVER_COLUMNS
from geo.model.schema import (
    CELLS,
    FINDINGS,
    HISTORY,
    LEADS,
    TRACKS,
    VILLAGES,
    VISIT_CELLS,
    VISIT_TRACKS,
    VISIT_YARDS,
    VISITS,
    WINDOWS,
)
from geo.model.tables import Kind, check, empty
from geo.search.surveys import Surveys

CRS = "EPSG:32648"
SUMMER = 2025


def square_cells(columns: int, rows: int, *, size_m: float = 250.0, villages: int = 1, **given: Any) -> Any:
    """Full squares, open, flat, dry, by the road; villages are vertical strips; `given` sets columns."""
    iy, ix = (index.ravel() for index in np.mgrid[0:rows, 0:columns])
    village = [f"v{int(i * villages // columns)}" for i in ix]
    table = pd.DataFrame({"cell_id": [f"{v}_{i}_{j}" for v, i, j in zip(village, ix, iy, strict=True)]})
    table = table.assign(
        village_id=village, area_id="", ix=ix, iy=iy, x=(ix + 0.5) * size_m, y=(iy + 0.5) * size_m,
        area_m2=size_m**2, searchable_m2=size_m**2, joined_to=table["cell_id"],
        elevation_m=1_500.0, elevation_sd_m=0.0, elevation_min_m=1_500.0, elevation_max_m=1_500.0,
        slope_deg=0.0, slope_max_deg=0.0, steep_share=0.0, southness=0.0,
        **dict.fromkeys(COVER_COLUMNS, 0.0), mapped_share=1.0, void_share=0.0, edge_share=0.0,
        water_m=2_000.0, seam_m=2_000.0, remote_h=0.0,
    )  # fmt: skip
    table["cover_open"] = 1.0
    table = table.assign(**given)
    on_foot_m2 = given.get("on_foot_m2", table["searchable_m2"] * (1 - table["steep_share"]))
    return check(table.assign(on_foot_m2=on_foot_m2), CELLS)


def village_strips(columns: int, rows: int, *, size_m: float = 250.0, villages: int = 1) -> Any:
    """Villages of `square_cells`."""
    edges = [columns * size_m * number / villages for number in range(villages + 1)]
    shapes = [box(left, 0, right, rows * size_m) for left, right in pairwise(edges)]
    ids = [f"v{number}" for number in range(villages)]
    frame = gpd.GeoDataFrame({"village_id": ids, "name": ids, "township": ""}, geometry=shapes, crs=CRS)
    return check(frame, VILLAGES)


def history_of(rows: list[tuple[int, str, tuple[float, float] | None]]) -> Any:
    """HISTORY from (season, village, place or None)."""
    frame = pd.DataFrame(
        {
            "history_id": [f"h{number}" for number in range(len(rows))],
            "season": [row[0] for row in rows],
            "village_id": [row[1] for row in rows],
            "plants": np.nan,
            "area_m2": np.nan,
        }
    )
    places = [Point(row[2]) if row[2] else None for row in rows]
    return check(gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(places, crs=CRS), crs=CRS), HISTORY)


def lead(kind: str, place: tuple[float, float] | None, **given: Any) -> Any:
    """LEADS with one row."""
    row = {"lead_id": "l0", "reported_on": pd.NaT, "kind": kind, "strength": 0.5, "error_m": 0.0,
           "village_id": "v0", "state": "new", "note": ""} | given  # fmt: skip
    shape = gpd.GeoSeries([Point(place) if place else None], crs=CRS)
    return check(gpd.GeoDataFrame(pd.DataFrame([row]), geometry=shape, crs=CRS), LEADS)


def tracks_of(rows: list[tuple[str, list[list[tuple[float, float]]]]], **given: Any) -> Any:
    """TRACKS on foot from (day, parts)."""
    names = [f"t{number}" for number in range(len(rows))]
    lines = [MultiLineString([LineString(part) for part in parts]) for _, parts in rows]
    frame = pd.DataFrame({"track_id": names, "walked_on": [row[0] for row in rows]})
    frame = frame.assign(
        started_at=pd.NaT, ended_at=pd.NaT, team_id="", assignment_id="", walkers=1, spacing_m=np.nan,
        mode="foot", swath_m=np.nan, accuracy_m=np.nan, datum="WGS84", file="walk.gpx", sha256=names,
        length_m=[line.length for line in lines],
    )  # fmt: skip
    return check(gpd.GeoDataFrame(frame.assign(**given), geometry=lines, crs=CRS), TRACKS)


def windows_of(*spans: tuple[str, str]) -> Any:
    """WINDOWS from (opens, closes)."""
    frame = pd.DataFrame(
        {
            "window_id": [f"w{number + 1}" for number in range(len(spans))],
            "name": "花期踏查",
            "opens": [span[0] for span in spans],
            "closes": [span[1] for span in spans],
        }
    )
    return check(frame, WINDOWS)


def day(text: str) -> float:
    """Days since 1 January of the season's year."""
    return float((date.fromisoformat(text) - date(SUMMER, 1, 1)).days)


def surveys_of(*rows: dict[str, Any]) -> Surveys:
    """Survey records: each row sets columns of VISITS, and cells, tracks, yards that the visit names."""
    if not rows:
        return Surveys.none()
    blank = {column.name: _BLANK.get(column.kind, np.nan) for column in VISITS.columns}
    blank |= {"source": "track", "state": "confirmed", "visited_on": "2025-06-05", "walkers": 1, "hours": 0.0}
    named = [{"visit_id": f"s{number}"} | row for number, row in enumerate(rows)]
    visits = pd.DataFrame([{**blank, **{k: v for k, v in row.items() if k in blank}} for row in named])
    parts = {}
    for table, key, name in ((VISIT_CELLS, "cells", "cell_id"), (VISIT_TRACKS, "tracks", "track_id")):
        pairs = [{"visit_id": row["visit_id"], name: value} for row in named for value in row.get(key, ())]
        parts[key] = check(pd.DataFrame(pairs), table) if pairs else empty(table)
    yards = [{"visit_id": row["visit_id"], **told} for row in named for told in row.get("yards", ())]
    yards = check(pd.DataFrame(yards), VISIT_YARDS) if yards else empty(VISIT_YARDS)
    return Surveys(check(visits, VISITS), parts["cells"], parts["tracks"], yards)


def finding(place: tuple[float, float], **given: Any) -> Any:
    """FINDINGS with one row, destroyed on 5 June."""
    row = {column.name: _BLANK.get(column.kind, np.nan) for column in FINDINGS.columns}
    row |= {"finding_id": "f0", "found_on": "2025-06-05", "village_id": "v0", "state": "eradicated",
            "eradicated_on": "2025-06-05", "species": "poppy"}  # fmt: skip
    shape = gpd.GeoSeries([Point(place)], crs=CRS)
    return check(gpd.GeoDataFrame(pd.DataFrame([row | given]), geometry=shape, crs=CRS), FINDINGS)


_BLANK = {Kind.TEXT: "", Kind.INTEGER: 0, Kind.FLAG: False, Kind.NUMBER: np.nan, Kind.DATE: pd.NaT,
          Kind.TIME: pd.NaT}  # fmt: skip
