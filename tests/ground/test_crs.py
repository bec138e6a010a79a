import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import CRS

from geo.errors import InputError
from geo.ground.crs import LONLAT, lonlat_points, mend_axes, to_lonlat, to_working, working_crs, xy_to_lonlat
from geo.words import Language, say, t


def box_at(lon, lat, crs=LONLAT, half=0.05):
    return gpd.GeoDataFrame(geometry=[shapely.box(lon - half, lat - half, lon + half, lat + half)], crs=crs)


def box_in_metres(x, y, crs, half=3000.0):
    return box_at(x, y, crs, half)


@pytest.mark.parametrize(
    ("lon", "lat", "crs"),
    [
        (75.2, 39.0, "EPSG:4534"),
        (104.2, 26.1, "EPSG:4544"),
        (106.4, 29.0, "EPSG:4544"),
        (106.6, 29.0, "EPSG:4545"),
        (121.1, 24.0, "EPSG:4549"),
        (134.5, 48.0, "EPSG:4554"),
        (9.5, 47.1, "EPSG:32632"),
        (-70.1, -13.2, "EPSG:32719"),
    ],
)
def test_degrees_get_the_nearest_chinese_zone_in_china_and_utm_elsewhere(lon, lat, crs):
    assert working_crs(box_at(lon, lat)) == crs


@pytest.mark.parametrize("zone", range(25, 46))
def test_every_chinese_zone_has_its_meridian_in_the_middle_and_no_prefix(zone):
    epsg = f"EPSG:{4534 + zone - 25}"
    x, _ = lonlat_points(3.0 * zone, 30.0, epsg)
    assert float(x) == pytest.approx(500_000.0)


def test_a_files_own_metric_projection_is_kept():
    assert working_crs(box_in_metres(539_000, 5_220_000, "EPSG:32632")) == "EPSG:32632"


def test_a_projection_without_number_is_kept_as_it_is_written():
    own = CRS.from_proj4("+proj=tmerc +lon_0=104.1 +x_0=500000 +ellps=GRS80 +units=m")
    kept = working_crs(box_in_metres(510_000, 2_900_000, own))
    assert CRS(kept).equals(own)


def test_a_projection_in_feet_is_not_kept():
    feet = box_at(-74.0, 41.0).to_crs("EPSG:2263")
    assert working_crs(feet) == "EPSG:32618"


@pytest.mark.parametrize(
    ("frame", "key"),
    [
        (gpd.GeoDataFrame(geometry=[shapely.box(104, 26, 104.1, 26.1)]), "ground-no-crs"),
        (box_at(104.2, 26.1).to_crs(3857), "ground-mercator"),
        (box_at(104.2, 26.1).to_crs(3395), "ground-mercator"),
        (box_in_metres(500_000, 2_900_000, LONLAT), "ground-metres-as-degrees"),
        (box_at(104.2, 26.1, "EPSG:4544"), "ground-degrees-as-metres"),
        (gpd.GeoDataFrame(geometry=[shapely.Polygon()], crs=LONLAT), "ground-no-coordinates"),
        (box_in_metres(36_500_000, 2_900_000, "EPSG:4544"), "ground-zone-contradicts"),
    ],
)
def test_what_cannot_be_right_is_one_sentence_that_names_the_file(frame, key):
    with pytest.raises(InputError) as fault:
        working_crs(frame, file="村界.shp")
    assert fault.value.key == key
    for language in Language:
        sentence = say(fault.value, language)
        assert sentence.startswith("村界.shp")
        assert "\n" not in sentence


PLAIN = (510_000.0, 2_900_000.0)


@pytest.mark.parametrize(
    ("x", "y", "crs", "keys"),
    [
        (*PLAIN, "EPSG:4544", []),
        (PLAIN[1], PLAIN[0], "EPSG:4544", ["ground-swapped"]),
        (PLAIN[0] + 35e6, PLAIN[1], "EPSG:4544", ["ground-zone-removed"]),
        (PLAIN[0] + 18e6, PLAIN[1], "EPSG:4544", ["ground-zone-removed"]),
        (PLAIN[1], PLAIN[0] + 35e6, "EPSG:4544", ["ground-swapped", "ground-zone-removed"]),
        (*PLAIN, "EPSG:4523", ["ground-zone-added"]),
        (PLAIN[0] + 35e6, PLAIN[1], "EPSG:4523", ["ground-zone-kept"]),
    ],
)
def test_swapped_axes_and_zone_numbers_are_mended_by_size_and_said(x, y, crs, keys):
    mended, notes = mend_axes(box_in_metres(x, y, crs), file="村界.shp")
    assert [note.key for note in notes] == keys
    centre = to_lonlat(mended).geometry.union_all().centroid
    lon, lat = xy_to_lonlat(*PLAIN, "EPSG:4544")
    # Zone 18 of the 6-degree belts shares its meridian with zone 35 of the 3-degree ones.
    assert (centre.x, centre.y) == pytest.approx((float(lon), float(lat)), abs=1e-4)
    for note in notes:
        assert all("村界.shp" in t(note.key, language, **note.args) for language in Language)


def test_latitude_before_longitude_is_turned_round():
    mended, notes = mend_axes(box_at(26.1, 104.2), file="村界.json")
    assert [note.key for note in notes] == ["ground-swapped"]
    assert working_crs(box_at(26.1, 104.2)) == "EPSG:4544"
    assert mended.total_bounds == pytest.approx([104.15, 26.05, 104.25, 26.15])


def test_mending_never_edits_the_callers_frame():
    frame = box_in_metres(PLAIN[1], PLAIN[0], "EPSG:4544")
    before = frame.copy(deep=True)
    mend_axes(frame, file="")
    assert frame.geometry.geom_equals(before.geometry).all()


def test_points_go_to_metres_and_back_within_a_tenth_of_a_millimetre():
    lon, lat = np.array([104.1, 104.9]), np.array([26.0, 26.4])
    back = xy_to_lonlat(*lonlat_points(lon, lat, "EPSG:4544"), "EPSG:4544")
    np.testing.assert_allclose(back, (lon, lat), rtol=0, atol=1e-9)


def test_a_frame_without_crs_is_never_guessed():
    with pytest.raises(InputError):
        to_working(gpd.GeoDataFrame(geometry=[shapely.Point(1, 2)]), "EPSG:4544")
