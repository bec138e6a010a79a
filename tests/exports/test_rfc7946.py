"""The checker itself must be able to say no."""

import json

import pytest

from tests.exports.rfc7946 import faults

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def collection(geometry, **members):
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature], **members}


def polygon(*rings):
    return collection({"type": "Polygon", "coordinates": rings})


POINT = {"type": "Point", "coordinates": [1, 1]}
NESTED = {"type": "GeometryCollection", "geometries": [POINT, POINT]}


def feature(**members):
    held = {"type": "Feature", "properties": None, "geometry": None, **members}
    return {"type": "FeatureCollection", "features": [held]}


GOOD = polygon(SQUARE, [[0.2, 0.2], [0.2, 0.4], [0.4, 0.4], [0.2, 0.2]])


def test_a_good_text_has_no_faults():
    assert faults(json.dumps(GOOD)) == []
    assert faults(json.dumps(collection(None))) == []
    assert faults(json.dumps(feature(id="a"))) == []
    heights = collection({"type": "Point", "coordinates": [1, 2, 1800]}, bbox=[1, 2, 1800, 1, 2, 1800])
    assert faults(json.dumps(heights)) == []


def test_a_box_over_the_antimeridian_has_the_larger_figure_in_the_west():
    islands = collection(
        {"type": "MultiPoint", "coordinates": [[178, -17], [-179, -18]]}, bbox=[177, -20, -178, -16]
    )
    assert faults(json.dumps(islands)) == []
    islands["bbox"] = [179, -20, -178, -16]
    assert faults(json.dumps(islands)) != []


def test_a_byte_order_mark_and_a_member_that_stands_twice_are_no_json():
    assert faults("\ufeff" + json.dumps(GOOD))[0].startswith("RFC 8259")
    assert faults('{"type": "FeatureCollection", "features": [], "features": []}')[0].startswith("RFC 8259")


@pytest.mark.parametrize(
    ("section", "document"),
    [
        ("3.1.6", polygon(SQUARE[::-1])),
        ("3.1.6", polygon(SQUARE[:-1])),
        ("3.1.6", polygon(SQUARE, [[0.2, 0.2], [0.4, 0.4], [0.2, 0.4], [0.2, 0.2]])),
        ("3.1.1", collection({"type": "Point", "coordinates": [1]})),
        ("3.1.4", collection({"type": "LineString", "coordinates": [[1, 1]]})),
        ("4", collection({"type": "Point", "coordinates": [500000, 26]})),
        ("4", {**GOOD, "crs": {}}),
        ("7.1", {**GOOD, "properties": {}}),
        ("11.2", collection({"type": "Point", "coordinates": [103.1234567, 26]})),
        ("5", {**GOOD, "bbox": [0, 0, 0.5, 1]}),
        ("3.3", {"type": "Feature"}),
        ("3.2", feature(id=True)),
        ("3.2", {**GOOD, "features": [{"type": "Feature", "geometry": None}]}),
        ("7.1", feature(features=[])),
        ("3.1", collection({"type": "Point"})),
        ("3.1.8", collection({"type": "GeometryCollection", "geometries": [POINT]})),
        ("3.1.8", collection({"type": "GeometryCollection", "geometries": [POINT, {**NESTED}]})),
        ("3.1.9", collection({"type": "LineString", "coordinates": [[179, 1], [-179, 1]]})),
        ("5", {**GOOD, "bbox": [0, 0, 0, 1, 1, 1]}),
        ("5", {**GOOD, "bbox": "0,0,1,1"}),
        ("5.3", {**GOOD, "bbox": [0, 1, 1, 0]}),
        ("4", {**GOOD, "bbox": [-181, 0, 1, 1]}),
        ("RFC 8259", {"type": float("nan")}),
    ],
)
def test_a_broken_text_is_named_by_section(section, document):
    found = faults(json.dumps(document))
    assert any(fault.startswith((section + " ", section + ":")) for fault in found), found
