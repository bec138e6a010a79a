"""Script in names of files runs nowhere on the map, neither in labels nor in tooltips."""

from geo.words import Language
from layers.assets import copy_vendor
from layers.base import base_parts
from layers.leads import bases_layer, leads_layer, yards_layer
from layers.map import base_map
from tests.layers.worlds import valley

HOSTILE = "</script><img src=x onerror=alert(1)>${alert(2)}`;alert(3)//\\';alert(4)//"


def test_script_in_names_is_shown_as_text_and_never_run(browser, tmp_path):
    view = valley(names=(HOSTILE,) * 6)
    view.bases["name"] = view.leads["note"] = view.yards["place"] = HOSTILE
    figure = base_map(
        base_parts(
            view.villages, view.cells, view.terrain, view.roads, cell_size_m=view.cell_size_m, limit_deg=30.0
        )
    )
    for layer in (
        bases_layer(view.bases),
        leads_layer(view.leads, Language.ZH),
        yards_layer(view.yards, Language.ZH),
    ):
        layer.add_to(figure)
    # The same depth of folders as in the app, so that relative links lead to the scripts.
    copy_vendor(tmp_path / "app" / "static")
    place = tmp_path / "component" / "map" / "index.html"
    place.parent.mkdir(parents=True)
    place.write_text(figure.get_root().render(), encoding="utf-8")
    page = browser.new_page()
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(place.as_uri())
    labels = page.locator(".tacha-village")
    labels.first.wait_for()
    assert labels.all_inner_texts() == [HOSTILE] * 6
    page.locator(".tacha-yard").hover()
    page.locator(".tacha-tip").wait_for()
    assert HOSTILE in page.locator(".tacha-tip").inner_text()
    assert said == []
    page.close()
