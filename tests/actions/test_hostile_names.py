"""A site whose villages, notes and methods are formulas and scripts: every file of it stays harmless."""

import io
import zipfile
from html.parser import HTMLParser

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from defusedxml.ElementTree import fromstring

from geo.actions.exchange.gather import LAYERS
from geo.actions.exchange.gathered import Asked, Gathered
from geo.actions.exchange.write import Format, export_files
from geo.actions.office.ledger import ledger
from geo.actions.prepared.prepare import prepare
from geo.actions.site.create import NewSite, create_site
from geo.exports.geojson import layer_geojson
from geo.exports.sheet_csv import layer_csv
from geo.model.schema import LEADS
from geo.model.tables import check
from geo.records.actor import ALONE
from geo.records.leads import add_leads
from geo.records.store import Store
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR, found
from tests.exports.rfc7946 import faults
from tests.exports.test_no_formulas import formulas_in_csv, formulas_in_workbook

NAMES = ("=HYPERLINK(1)村", "<img src=x onerror=alert(1)>")
NOTE = "@SUM(A1)</script>${x}`y`"
METHOD = "-2+3 cmd"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    squares = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
    frame = gpd.GeoDataFrame({"name": list(NAMES)}, geometry=squares, crs="EPSG:4326")
    frame.to_file(folder / "villages.geojson")
    create_site(folder / "site", NewSite(villages=folder / "villages.geojson", season=YEAR))
    prepared = prepare(folder / "site")
    day = pd.Timestamp(f"{YEAR}-06-10")
    with Store.open(folder / "site") as store:
        for cell in prepared.cells.drop_duplicates("village_id")["cell_id"]:
            found(
                folder / "site",
                store,
                cell,
                day,
                method=METHOD,
                state="eradicated",
                eradicated_on=day,
                prepared=prepared,
            )
        rows = {
            "lead_id": ["l1"], "reported_on": [day], "kind": ["tip"], "strength": [0.5], "error_m": [50.0],
            "village_id": [NAMES[0]], "state": ["new"], "note": [NOTE],
        }  # fmt: skip
        point = [shapely.Point(WEST + 0.002, SOUTH + 0.002)]
        add_leads(store, check(gpd.GeoDataFrame(rows, geometry=point, crs=4326), LEADS), actor=ALONE)
    return folder / "site"


class Shown(HTMLParser):
    """What a browser makes of a text: tags and the words between them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = set(), ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.words += data


def test_every_table_holds_text_only(site):
    _, book = ledger(site)
    assert formulas_in_workbook(book) == []
    texts = {
        cell.value
        for page in openpyxl.load_workbook(io.BytesIO(book)).worksheets
        for row in page.iter_rows()
        for cell in row
    }
    assert NAMES[0] in texts
    gathered = Gathered(site, Asked())
    for name in ("villages", "findings", "leads"):
        layer = LAYERS[name](gathered)
        assert formulas_in_csv(layer_csv(layer)) == []
        assert faults(layer_geojson(layer)) == []


def test_what_a_globe_shows_is_words_and_line_breaks(site):
    packed = export_files(site, "gis", Format.KMZ, asked=Asked())["gis.kmz"]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        root = fromstring(archive.read("doc.kml"))
    shown = [Shown(told.text or "") for told in root.iter("{http://www.opengis.net/kml/2.2}description")]
    assert set().union(*(one.tags for one in shown)) <= {"br"}
    words = "".join(one.words for one in shown)
    assert all(text in words for text in (*NAMES, NOTE, METHOD))


def test_styles_and_project_hold_none_of_it(site):
    files = export_files(site, "gis", asked=Asked())
    with zipfile.ZipFile(io.BytesIO(files["gis.qgz"])) as archive:
        project = archive.read("gis.qgs").decode()
    assert not [text for text in (*NAMES, NOTE, METHOD) if text in project]
