"""Every map that can be built is offline, and hostile names stay names."""

import base64
import io
import json
import re

import numpy as np
import pytest
from PIL import Image

from geo.words import Language
from layers.base import base_parts
from layers.basemap import hillshade, hillshade_image
from layers.classes import Quantity
from layers.drawn import groups_of, picture_of
from layers.findings import findings_layer
from layers.map import base_map, chosen_layer
from layers.overlays import OVERLAYS, Shown
from layers.routes import routes_layer
from layers.style import WATER_RGB, team_colours
from tests.layers.worlds import corners_of, valley

HOSTILE = "</script><img src=x onerror=alert(1)>${alert(2)}`\\"


def parts_of(view):
    return base_parts(
        view.villages, view.cells, view.terrain, view.roads, cell_size_m=view.cell_size_m, limit_deg=30.0
    )


def whole_map(view, quantity, language):
    parts = parts_of(view)
    shown = Shown("w1", quantity, OVERLAYS, other_id="w2")
    figure = base_map(parts)
    picture = picture_of(view, parts, shown)
    drawn = groups_of(
        view, parts, picture, shown, corners=corners_of(view), made_on="2026-04-09", language=language
    )
    for group in (*drawn, chosen_layer(view.villages.iloc[:1])):
        group.add_to(figure)
    return figure.get_root().render()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("quantity", list(Quantity))
def test_no_map_links_anything_from_outside(quantity, language):
    page = whole_map(valley(), quantity, language)
    assert re.findall(r"""(?:https?:)?//[^\s"'<>]+\.[^\s"'<>]+""", re.sub(r"data:[^\"')]+", "", page)) == []
    for script in ("leaflet.js", "leaflet.css", "grid_image.js", "shapes.js", "map.css"):
        assert f"vendor/{script}" in page


def test_hostile_names_reach_the_map_only_as_text():
    view = valley(names=(HOSTILE,) * 6)
    view.bases["name"] = HOSTILE
    view.leads["note"] = HOSTILE
    view.yards["place"] = view.hazards["note"] = view.hazards["kind"] = HOSTILE
    view.areas["name"] = view.areas["post"] = view.site.site.name = HOSTILE
    view.windows["name"] = view.plan.pieces["near"] = HOSTILE
    page = whole_map(view, Quantity.COMPARE, Language.ZH)
    for danger in ("</script><img", "<img src=x", "${alert", "onerror=alert(1)>"):
        assert danger not in page
    assert "&#36;&#123;alert(2)&#125;" in page


def test_the_base_keeps_its_digest_until_the_site_changes():
    assert parts_of(valley()).digest == parts_of(valley()).digest
    assert parts_of(valley()).digest != parts_of(valley(names=("甲", "乙", "丙", "丁", "戊", "己"))).digest


def test_village_names_stand_at_points_inside_their_village():
    view = valley()
    (names,) = parts_of(view).names
    for (lon, lat, _), village in zip(names["at"], view.villages.to_crs(4326).geometry, strict=True):
        west, south, east, north = village.bounds
        assert west < lon < east
        assert south < lat < north


def test_hillshade_is_small_and_shows_water():
    terrain = valley().terrain
    shaded = hillshade(terrain)
    assert (shaded[terrain.cover == 6] == WATER_RGB).all()
    assert np.ptp(shaded[terrain.cover != 6][:, 0]) > 60
    uri, ((south, west), (north, east)) = hillshade_image(terrain)
    assert len(uri) < 80_000
    picture = Image.open(io.BytesIO(base64.b64decode(uri.split(",")[1])))
    assert picture.format == "WEBP"
    assert south < north
    assert west < east


def test_a_steep_slope_that_faces_the_light_is_brighter_than_one_that_turns_away():
    terrain = valley().terrain
    light = hillshade(terrain)[..., 0].astype(float)
    steep = (terrain.slope_deg > 10) & (terrain.cover != 6)
    north_west = steep & (np.abs(terrain.aspect_deg - 315) < 45)
    south_east = steep & (np.abs(terrain.aspect_deg - 135) < 45)
    assert light[north_west].mean() > light[south_east].mean() + 40


def test_closed_findings_and_settled_leads_look_different_without_colour():
    view = valley()
    signs = findings_layer(view.findings, Language.ZH)
    payload = json.loads(next(iter(signs._children.values())).payload.replace("<\\/", "</"))
    letters = {re.sub("<.*?>", "", item["properties"]["html"]) for item in payload}
    assert letters == {"✓", "!"}


def test_many_routes_are_drawn_as_whole_lines():
    view = valley()
    colours = team_colours(["甲组", "乙组"])
    few = routes_layer(view.plan.routes, view.plan.legs, colours=colours, language=Language.ZH)
    assert '"dashArray"' in next(iter(few._children.values())).payload
