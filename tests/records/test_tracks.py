import pytest
from geopandas.testing import assert_geodataframe_equal

from geo.errors import TableError
from geo.model import schema
from geo.model.tables import check
from geo.records.tracks import add_tracks, read_tracks
from tests.records.worlds import MONDAY, TUESDAY, make_tracks


def test_tracks_come_back_as_they_were_added(store):
    assert add_tracks(store, make_tracks()) == 2
    assert_geodataframe_equal(read_tracks(store), check(make_tracks(), schema.TRACKS))


def test_the_same_track_is_kept_once(store):
    add_tracks(store, make_tracks())
    assert add_tracks(store, make_tracks(("bb22", "cc33"), (TUESDAY, TUESDAY))) == 1
    assert list(read_tracks(store)["track_id"]) == ["aa11", "bb22", "cc33"]


def test_the_same_track_twice_in_one_batch_is_kept_once(store):
    assert add_tracks(store, make_tracks(("aa11", "aa11"), (MONDAY, MONDAY))) == 1


def test_tracks_are_read_by_day_with_both_days_included(store):
    add_tracks(store, make_tracks())
    assert list(read_tracks(store, opens=TUESDAY)["track_id"]) == ["bb22"]
    assert list(read_tracks(store, closes=MONDAY)["track_id"]) == ["aa11"]
    assert len(read_tracks(store, opens=MONDAY, closes=TUESDAY)) == 2


def test_no_tracks_are_an_empty_table_with_its_columns(store):
    none = read_tracks(store)
    assert list(none.columns) == [*schema.TRACKS.names, "geometry"]
    assert none.crs == "EPSG:4326"
    assert add_tracks(store, none) == 0


def test_one_bad_track_keeps_the_whole_batch_out(store):
    tracks = make_tracks()
    tracks.loc[1, "walkers"] = 0
    with pytest.raises(TableError):
        add_tracks(store, tracks)
    assert read_tracks(store).empty
