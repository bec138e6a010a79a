import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.errors import InputError
from geo.ground.boundaries import repair
from geo.ground.crs import lonlat_points
from geo.words import Language, say, t

CRS = "EPSG:4544"
FILE = "村界.shp"
BOX = shapely.box


def at(shape):
    return shapely.transform(shape, lambda points: points + np.array([500_000.0, 2_900_000.0]))


def frame_of(shapes, crs=CRS):
    """Villages by id, a kilometre or so across; names are ids with 村 behind."""
    return gpd.GeoDataFrame(
        {"village_id": list(shapes), "name": [f"{key}村" for key in shapes], "township": ""},
        geometry=[shape if shape is None else at(shape) for shape in shapes.values()],
        crs=crs,
    )


def mend(shapes):
    villages, notes = repair(frame_of(shapes), file=FILE, crs=CRS)
    for note in notes:
        assert all(t(note.key, language, **note.args).startswith(FILE) for language in Language)
    return villages.set_index("village_id").geometry, notes


def keys_of(notes):
    return [note.key for note in notes]


def test_sound_villages_pass_untouched_and_unmentioned():
    two = {"a": BOX(0, 0, 1000, 1000), "b": BOX(1000, 0, 2000, 1000)}
    mended, notes = mend(two)
    assert notes == []
    assert all(mended[key].equals(at(shape)) for key, shape in two.items())


def test_parts_and_holes_are_kept():
    holed = shapely.Polygon(BOX(0, 0, 1000, 1000).exterior, [BOX(200, 200, 300, 300).exterior])
    both = shapely.MultiPolygon([holed, BOX(5000, 5000, 6000, 6000)])
    mended, notes = mend({"a": both})
    assert mended["a"].equals(at(both))
    assert keys_of(notes) == ["ground-gaps"]


def test_a_self_crossing_outline_keeps_both_lobes_and_the_crossing_is_named():
    mended, notes = mend({"a": shapely.Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])})
    assert mended["a"].is_valid
    assert mended["a"].area == pytest.approx(500_000.0)
    assert keys_of(notes) == ["ground-repaired"]
    lon, lat = (float(value) for value in notes[0].args["place"].split(","))
    x, y = lonlat_points(lon, lat, CRS)
    assert (float(x), float(y)) == pytest.approx((500_500.0, 2_900_500.0), abs=2.0)


def test_ground_claimed_twice_goes_to_the_first_id_whatever_the_order_of_the_file():
    shapes = {"a": BOX(0, 0, 1000, 1000), "b": BOX(900, 0, 2000, 1000)}
    forth, notes = mend(shapes)
    back, _ = mend(dict(reversed(shapes.items())))
    assert keys_of(notes) == ["ground-overlap-cut"]
    assert notes[0].args["area_ha"] == 10.0
    assert (forth["a"].area, forth["b"].area) == pytest.approx((1e6, 1e6))
    assert list(forth.index) == list(back.index) == ["a", "b"]
    assert all(forth[key].equals(back[key]) for key in "ab")


def test_three_villages_on_one_spot_share_it_out_once():
    mended, _ = mend(
        {key: BOX(0, 0, 1000, 1000 + 300 * row) for row, key in enumerate("abc")}
        | {"d": BOX(0, 900, 100, 2000)}
    )
    assert shapely.union_all(mended.to_numpy()).area == pytest.approx(mended.area.sum())


@pytest.mark.parametrize("keys", ["ab", "ba"])
def test_a_village_inside_another_keeps_its_ground_whatever_its_id(keys):
    around, inside = keys
    mended, notes = mend({around: BOX(0, 0, 1000, 1000), inside: BOX(300, 300, 500, 500)})
    assert mended[inside].area == pytest.approx(40_000.0)
    assert mended[around].area == pytest.approx(960_000.0)
    assert keys_of(notes) == ["ground-overlap-cut"]


def test_many_overlaps_are_told_in_few_sentences():
    strips = {f"v{row}": BOX(0, row * 100, 1000, row * 100 + 110) for row in range(12)}
    _, notes = mend(strips)
    assert keys_of(notes) == ["ground-overlap-cut"] * 5 + ["ground-overlaps-more"]
    assert notes[-1].args["pairs"] == 6


def test_a_gap_between_villages_is_reported_and_left():
    shapes = {"a": BOX(0, 0, 500, 1000), "b": BOX(500, 0, 1000, 400), "c": BOX(510, 400, 1000, 1000)}
    mended, notes = mend(shapes | {"d": BOX(0, 1000, 1000, 2000)})
    assert keys_of(notes) == ["ground-gaps"]
    assert notes[0].args["area_ha"] == 0.6
    assert mended.area.sum() == pytest.approx(2e6 - 6_000)


def test_specks_are_dropped_with_their_number():
    mended, notes = mend({"a": shapely.MultiPolygon([BOX(0, 0, 1000, 1000), BOX(3000, 0, 3000.5, 0.5)])})
    assert mended["a"].geom_type == "Polygon"
    assert keys_of(notes) == ["ground-specks-dropped"]
    assert notes[0].args["parts"] == 1


@pytest.mark.parametrize("nothing", [None, shapely.Polygon(), shapely.Point(5, 5)])
def test_a_village_without_polygon_is_left_out_and_named(nothing):
    mended, notes = mend({"a": BOX(0, 0, 1000, 1000), "b": nothing})
    assert list(mended.index) == ["a"]
    assert notes[0].args["village"] == "b村"


@pytest.mark.parametrize(
    ("frame", "key"),
    [
        (
            frame_of({"a": shapely.Point(0, 0), "b": shapely.LineString([(0, 0), (9, 9)])}),
            "ground-no-villages",
        ),
        (
            frame_of({"a": BOX(0, 0, 99, 99), "b": BOX(200, 0, 299, 99)}).assign(village_id="a"),
            "ground-duplicate-id",
        ),
        (frame_of({"a": BOX(0, 0, 99, 99), "b": BOX(0, 0, 99, 98)}), "ground-same-ground"),
        (frame_of({"a": BOX(0, 0, 99, 99)}, crs=None), "ground-no-crs"),
    ],
)
def test_what_cannot_be_mended_is_one_sentence_that_names_the_file(frame, key):
    with pytest.raises(InputError) as fault:
        repair(frame, file=FILE, crs=CRS)
    assert fault.value.key == key
    assert all(say(fault.value, language).startswith(FILE) for language in Language)


def test_degrees_come_out_in_the_working_crs():
    degrees = frame_of({"a": BOX(0, 0, 1000, 1000)}).to_crs(4326)
    villages, _ = repair(degrees, file=FILE, crs=CRS)
    assert villages.crs == CRS
    assert villages.area.tolist() == pytest.approx([1e6], rel=1e-6)


def test_repairing_never_edits_the_callers_frame():
    frame = frame_of({"b": BOX(0, 0, 1000, 1000), "a": BOX(900, 0, 2000, 1000)})
    before = frame.copy(deep=True)
    repair(frame, file=FILE, crs=CRS)
    assert frame.geometry.geom_equals(before.geometry).all()
    assert list(frame["village_id"]) == ["b", "a"]


def test_repairing_twice_changes_nothing_more():
    once, _ = repair(frame_of({"a": BOX(0, 0, 1000, 1000), "b": BOX(900, 0, 2000, 1000)}), file=FILE, crs=CRS)
    twice, notes = repair(once, file=FILE, crs=CRS)
    assert notes == []
    assert once.geometry.geom_equals(twice.geometry).all()
