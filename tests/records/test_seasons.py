"""A season is closed once, whole or not at all, and what it leaves is read with what is known of a site."""

from datetime import date

import pandas as pd
import pytest
from shapely import Point
from sqlalchemy import insert

from geo.errors import RecordError
from geo.records import audit, models
from geo.records.actor import ALONE, Actor, Role
from geo.records.known import read_known
from geo.records.seasons import close_season
from tests.records.worlds import lonlat

PLACES = [Point(103.9, 26.1), Point(103.91, 26.1)]


def effort(season=2025):
    return lonlat({"season": season, "cell_id": ["530_1_1", "530_1_2"], "coverage": [1.6, 0.0]}, PLACES)


def finds(season=2025):
    row = {"history_id": f"{season}-f1", "season": season, "village_id": "530", "plants": [12.0]}
    return lonlat({**row, "area_m2": [3.0]}, PLACES[:1])


def test_a_closed_season_leaves_its_effort_and_its_finds(store):
    close_season(store, 2025, effort(), finds(), actor=ALONE)
    known = read_known(store)
    assert known.closed["coverage"].tolist() == [1.6, 0.0]
    assert known.history["history_id"].tolist() == ["2025-f1"]
    assert not audit.verify(store)


def test_a_season_is_closed_once(store):
    close_season(store, 2025, effort(), finds(), actor=ALONE)
    with pytest.raises(RecordError, match="season-closed"):
        close_season(store, 2025, effort(), finds(), actor=ALONE)
    close_season(store, 2026, effort(2026), finds(2026), actor=ALONE)
    assert len(read_known(store).closed) == 4


def test_who_may_not_close_a_season_changes_nothing(store):
    with pytest.raises(RecordError, match="roles-refused"):
        close_season(store, 2025, effort(), finds(), actor=Actor("anna", Role.OFFICER))
    known = read_known(store)
    assert (len(known.closed), len(known.history)) == (0, 0)


def test_the_last_stage_seen_on_a_day_counts(store):
    rows = [("a", "bud"), ("b", "flower")]
    with store.writing() as connection:
        for name, stage in rows:
            connection.execute(
                insert(models.OBSERVED),
                {"observed_id": name, "seen_on": date(2025, 5, 5), "stage": stage, "elevation_m": 1500.0},
            )
    seen = read_known(store).observed
    assert seen["stage"].tolist() == ["flower"]
    assert seen["seen_on"].tolist() == [pd.Timestamp("2025-05-05")]
