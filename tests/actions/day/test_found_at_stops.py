"""A finding belongs to the nearest stop of its village, if one is near."""

import geopandas as gpd
import pytest
import shapely

from geo.actions.day.found_at_stops import found_at_stops

STEP = 0.001  # 111 m of latitude


def points(rows, **columns):
    return gpd.GeoDataFrame(
        columns, geometry=[shapely.Point(104.0, 33.0 + STEP * up) for up in rows], crs=4326
    )


STOPS = points([0, 3, 3], stop_id=["s1", "s2", "s3"], cell_id=["a_1_1", "a_1_2", "b_1_2"])


@pytest.mark.parametrize(
    ("up", "village", "stop"),
    [
        (0, "a", "s1"),
        (1, "a", "s1"),
        (2, "a", "s2"),
        (2, "b", "s3"),
        (1, "b", "s3"),
        (6, "a", ""),
        (0, "c", ""),
    ],
)
def test_the_nearest_stop_of_the_village_within_250_metres(up, village, stop):
    found = found_at_stops(STOPS, points([up], finding_id=["f1"], village_id=[village]))
    assert found == ({stop: ["f1"]} if stop else {})


def test_a_stop_can_have_several_and_a_day_without_stops_has_none():
    two = points([0, 0], finding_id=["f1", "f2"], village_id=["a", "a"])
    assert found_at_stops(STOPS, two) == {"s1": ["f1", "f2"]}
    assert found_at_stops(STOPS.iloc[:0], two) == {}
