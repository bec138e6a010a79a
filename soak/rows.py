"""Rows that the trials write: short tracks on invented ground."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import LineString

from geo.model import schema
from geo.records import audit, models
from geo.records.actor import ALONE
from geo.records.frames import insert_rows, rows_of
from geo.records.store import Store

DAY = date(2026, 5, 5)


def tracks(names: Sequence[str]) -> Any:
    """One short track for each name: TRACKS in EPSG:4326; a name stands in no other trial's track."""
    count = len(names)
    return gpd.GeoDataFrame(
        {
            "track_id": list(names),
            "walked_on": [DAY] * count,
            "started_at": [pd.NaT] * count,
            "ended_at": [pd.NaT] * count,
            "team_id": "t1",
            "assignment_id": "",
            "walkers": 1,
            "spacing_m": float("nan"),
            "swath_m": float("nan"),
            "mode": "foot",
            "accuracy_m": float("nan"),
            "datum": "WGS84",
            "length_m": 1500.0,
            "file": "soak.gpx",
            "sha256": list(names),
        },
        geometry=[LineString([(103.9 + i / 1e3, 26.1), (103.91, 26.12)]) for i in range(count)],
        crs="EPSG:4326",
    )


ROW = rows_of(tracks(["any"]), schema.TRACKS)[0]
"""A row as the records write it."""


def write(store: Store, names: Sequence[str]) -> None:
    """Write as `add_tracks` does, without its checks of the table: so a kill falls into the writing."""
    rows = [{**ROW, "track_id": name, "sha256": name} for name in names]
    with store.writing() as connection:
        insert_rows(connection, models.TRACKS, rows)
        audit.log_added(connection, ALONE, schema.TRACKS.name, schema.TRACKS.key, rows)
