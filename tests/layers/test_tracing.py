"""The map of a new site asks nothing of the internet, and names on it stay text."""

from types import SimpleNamespace

import geopandas as gpd
import pytest
import shapely

from layers.tracing import box_of, clicked_group, net_shapes, picture_digest, tracing_map

HOSTILE = "</script><img src=x onerror=alert(1)>${x}`"


def villages(name="甲村"):
    shape = shapely.box(104.5, 33.4, 104.6, 33.5)
    return gpd.GeoDataFrame({"name": [name]}, geometry=[shape], crs="EPSG:4326")


def test_nothing_on_the_map_comes_from_outside_and_no_name_runs():
    html = tracing_map(box_of(villages()), villages(HOSTILE)).get_root().render()
    assert "https://" not in html
    assert "<img src=x" not in html
    assert "${x}" not in html


@pytest.mark.parametrize("closed", [False, True])
def test_what_was_clicked_is_drawn_with_its_names_as_text(closed):
    place = SimpleNamespace(name=HOSTILE, lon=104.5, lat=33.4)
    group = clicked_group([(104.5, 33.4), (104.6, 33.4), (104.6, 33.5)], [place], [place], closed=closed)
    payload = next(iter(group._children.values())).payload
    assert "<img src=x" not in payload
    assert ("-10000,-10000]" in payload) == closed  # back to where it began
    assert clicked_group([], [], [], closed=False)._children == {}


@pytest.mark.parametrize("width", [0.01, 0.2, 3.0])
def test_the_net_has_a_few_labelled_lines_at_any_width(width):
    labels = [
        one for one in net_shapes((104.0, 33.0, 104.0 + width, 33.0 + width)) if "html" in one["properties"]
    ]
    assert 4 <= len(labels) <= 20


def test_other_villages_are_another_map():
    assert picture_digest(villages()) != picture_digest(villages("乙村"))
