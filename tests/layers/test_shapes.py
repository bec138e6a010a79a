"""Lines travel as steps and come back within half a metre; hostile text cannot end the script."""

import json

import numpy as np
import pytest
import shapely

from layers.shapes import as_script, shape


def drawn(packed):
    """Undo the packing as shapes.js does."""
    return [np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / 1e5 for steps in packed["lines"]]


@pytest.mark.parametrize("parts", [1, 3])
def test_lines_come_back_within_half_a_metre(parts):
    dice = np.random.default_rng(3)
    lines = [np.array([104.6, 33.5]) + np.cumsum(dice.normal(0, 1e-3, (20, 2)), axis=0) for _ in range(parts)]
    geometry = shapely.multilinestrings([shapely.linestrings(line) for line in lines])
    back = drawn(shape(geometry)["geometry"])
    assert len(back) == parts
    for line, again in zip(lines, back, strict=True):
        assert np.abs(line - again).max() <= 0.5e-5 + 1e-12  # steps do not add up their rounding


def test_a_line_takes_less_than_half_the_bytes_of_geojson():
    line = shapely.linestrings(np.cumsum(np.full((50, 2), 0.00037), axis=0) + 100)
    packed = json.dumps(shape(line)["geometry"], separators=(",", ":"))
    assert len(packed) < 0.5 * len(shapely.to_geojson(shapely.set_precision(line, 1e-6)))


def test_points_stay_as_they_are():
    assert shape(shapely.Point(1, 2))["geometry"] == {"type": "Point", "coordinates": [1.0, 2.0]}


def test_no_text_ends_the_script_or_opens_a_comment():
    said = as_script({"name": "</script><!--<script>"})
    assert "</" not in said
    assert "<!" not in said
    assert json.loads(said.replace("<\\/", "</"))["name"] == "</script><!--<script>"
