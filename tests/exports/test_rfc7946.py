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


GOOD = polygon(SQUARE, [[0.2, 0.2], [0.2, 0.4], [0.4, 0.4], [0.2, 0.2]])


def test_a_good_text_has_no_faults():
    assert faults(json.dumps(GOOD)) == []
    assert faults(json.dumps(collection(None))) == []


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
        ("RFC 8259", {"type": float("nan")}),
    ],
)
def test_a_broken_text_is_named_by_section(section, document):
    found = faults(json.dumps(document))
    assert any(fault.startswith((section + " ", section + ":")) for fault in found), found
