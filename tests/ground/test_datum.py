import numpy as np
import pytest
from pyproj import Geod

from geo.errors import InputError
from geo.ground.datum import Datum, from_wgs84, in_china, to_wgs84
from geo.words import Language, say

# Pairs that other implementations of the shift publish in their own tests: WGS84 lon, lat, GCJ-02 lon, lat.
PUBLISHED = [
    (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),
    (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),
    (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),
]
INSIDE = [
    (75.99, 39.47),
    (88.1, 47.85),
    (97.85, 24.0),
    (101.56, 21.48),
    (109.5, 18.25),
    (122.5, 53.5),
    (130.37, 42.87),
]
OUTSIDE = [
    (105.85, 21.03),
    (85.3, 27.7),
    (106.9, 47.9),
    (127.0, 37.6),
    (76.9, 43.25),
    (131.9, 43.1),
    (9.5, 47.1),
]


def places(count=4000):
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(75, 134, count), rng.uniform(19, 53, count)
    inland = in_china(lon, lat)
    return lon[inland], lat[inland]


@pytest.mark.parametrize(("lon", "lat", "gcj_lon", "gcj_lat"), PUBLISHED)
def test_the_shift_equals_published_pairs(lon, lat, gcj_lon, gcj_lat):
    assert from_wgs84(lon, lat, "GCJ02") == pytest.approx((gcj_lon, gcj_lat), abs=1e-9)


def test_the_second_shift_equals_a_published_pair():
    # WGS84 116.404, 39.915, as the makers of several programs print it beside their own.
    assert from_wgs84(116.404, 39.915, "BD09") == pytest.approx(
        (116.41662724378733, 39.922699552216216), abs=1e-9
    )


@pytest.mark.parametrize("datum", ["GCJ02", "BD09"])
def test_shifted_coordinates_land_within_a_metre_of_the_truth_all_over_china(datum):
    lon, lat = places()
    # Seven decimals, as phones write them.
    written = [np.round(degrees, 7) for degrees in from_wgs84(lon, lat, datum)]
    _, _, metres = Geod(ellps="WGS84").inv(lon, lat, *to_wgs84(*written, datum))
    assert metres.max() < 0.02


@pytest.mark.parametrize("datum", list(Datum))
def test_there_and_back_is_the_same_place_within_a_tenth_of_a_millimetre(datum):
    lon, lat = places()
    back_lon, back_lat = to_wgs84(*from_wgs84(lon, lat, datum), datum)
    assert np.abs(back_lon - lon).max() < 1e-9
    assert np.abs(back_lat - lat).max() < 1e-9


def test_the_phone_map_shift_is_hundreds_of_metres():
    lon, lat = places()
    _, _, metres = Geod(ellps="WGS84").inv(lon, lat, *from_wgs84(lon, lat, "GCJ02"))
    assert 300 < np.median(metres) < 600
    assert metres.max() < 800


def test_cgcs2000_is_taken_as_wgs84():
    assert to_wgs84(104.5, 26.1, "CGCS2000") == (104.5, 26.1)


def test_a_missing_coordinate_stays_missing():
    lon, lat = to_wgs84([104.5, np.nan], [26.1, np.nan], "GCJ-02")
    assert np.isnan([lon[1], lat[1]]).all()
    assert np.isfinite([lon[0], lat[0]]).all()


@pytest.mark.parametrize("lonlat", INSIDE)
def test_border_towns_lie_in_china(lonlat):
    assert in_china(*lonlat)


@pytest.mark.parametrize("lonlat", OUTSIDE)
def test_neighbouring_capitals_lie_outside(lonlat):
    assert not in_china(*lonlat)


@pytest.mark.parametrize("turn", [to_wgs84, from_wgs84])
@pytest.mark.parametrize("datum", ["GCJ02", "BD09"])
def test_a_shifted_datum_outside_china_is_refused_with_the_place(turn, datum):
    with pytest.raises(InputError) as fault:
        turn([104.5, 9.5], [26.1, 47.1], datum)
    assert "9.50000, 47.10000" in say(fault.value, Language.ZH)
    assert "9.50000, 47.10000" in say(fault.value, Language.EN)


def test_an_unknown_datum_names_the_known_ones():
    with pytest.raises(InputError) as fault:
        to_wgs84(104.5, 26.1, "Beijing54")
    assert "GCJ02" in say(fault.value, Language.ZH)
