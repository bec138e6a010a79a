"""The map as one file asks nobody for anything, stays small, and shows hostile names as text."""

import re

from geo.words import Language
from layers.base import base_parts
from layers.classes import Quantity
from layers.drawn import picture_of
from layers.one_file import LIMIT_BYTES, one_file_map, small_map
from layers.overlays import OVERLAYS, Shown
from tests.layers.worlds import corners_of, valley

HOSTILE = "</script><!--<script><img src=x onerror=alert(1)>${alert(2)}`\\"
SHOWN = Shown("w1", Quantity.RISK, OVERLAYS)


def page_of(view, make=small_map, shown=SHOWN, **said):
    parts = base_parts(
        view.villages, view.cells, view.terrain, view.roads, cell_size_m=view.cell_size_m, limit_deg=5.0
    )
    picture = picture_of(view, parts, shown)
    first = picture if make is small_map else {shown.quantity: picture}
    told = {"made_on": "2026-04-09", "language": Language.ZH, **said}
    return make(view, parts, first, shown, corners=corners_of(view), **told)


def test_nothing_in_the_file_is_fetched_from_anywhere():
    page = page_of(valley())
    assert re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=", page.split("<script>")[0]) == []
    assert re.findall(r"url\((?!#)[^)]*\)", page.split("</style>")[0]) == []
    assert "jquery" not in page
    assert len(page.encode()) < LIMIT_BYTES


def test_the_reader_can_switch_between_quantities_of_the_window():
    page = page_of(valley())
    for name in ("重点程度", "发现概率", "预计剩余", "优先级"):
        assert f'"name":"{name}"' in page
    assert '"name":"发现概率"' not in page_of(valley(), one_file_map)


def test_the_head_tells_site_window_day_and_plan():
    page = page_of(valley())
    for told in ("黄泥镇", "苗期踏查 2026-04-01 至 2026-04-20", "制图 2026-04-09", "计划编号 y"):
        assert told in page


def test_hostile_names_are_text_in_the_file():
    view = valley(names=(HOSTILE,) * 6)
    view.bases["name"] = view.leads["note"] = view.yards["place"] = view.hazards["note"] = HOSTILE
    view.areas["name"] = view.windows["name"] = view.site.site.name = view.plan.pieces["near"] = HOSTILE
    page = page_of(view)
    for danger in ("<img src=x", "${alert", "onerror=alert(1)>", "<!--<script"):
        assert danger not in page
    assert page.count("</script>") == 2
    assert "&#36;&#123;alert(2)&#125;" in page
