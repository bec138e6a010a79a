"""The map of a report: everything on it stands in the legend, and equal tables are equal bytes."""

from io import BytesIO

import geopandas as gpd
import pytest
import shapely
from PIL import Image

from geo.exports.area_map import GROUND, area_map

CRS = "EPSG:4544"
WORDS = {kind: kind for kind in GROUND} | {
    "finding_open": "open",
    "finding_destroyed": "gone",
    "north": "N",
    "km": "km",
}


@pytest.fixture
def tables():
    """Two villages side by side, the first of them surveyed, with one finding."""
    squares = [shapely.box(1000 * n, 0, 1000 * (n + 1), 1000) for n in range(2)]
    villages = gpd.GeoDataFrame({"name": ["West", "East"]}, geometry=squares, crs=CRS)
    ground = gpd.GeoDataFrame({"alike": ["surveyed", "open"]}, geometry=squares, crs=CRS)
    findings = gpd.GeoDataFrame({"kind": ["open"]}, geometry=[shapely.Point(500, 200)], crs=CRS)
    return villages, ground, findings


def colours(png):
    image = Image.open(BytesIO(png)).convert("RGB")
    return image, {colour for number, colour in image.getcolors(1 << 24) if number > 40}


def test_ground_and_findings_are_drawn_in_their_colours(tables):
    image, seen = colours(area_map(*tables, WORDS))
    assert (0x5F, 0x9E, 0x6E) in seen
    assert (0xB3, 0x00, 0x1B) in seen
    assert (0x16, 0x23, 0x2B) not in seen
    assert image.width > image.height


def test_a_map_without_findings_is_drawn_and_equal_tables_are_equal_bytes(tables):
    villages, ground, findings = tables
    first, again = (area_map(villages, ground, findings[:0], WORDS) for _ in range(2))
    assert first == again
    assert (0xB3, 0x00, 0x1B) not in colours(first)[1]
