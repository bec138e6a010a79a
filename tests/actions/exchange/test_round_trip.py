"""What is exported and taken into a new site is the same: shapes, counts and states, in every format."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.actions.exchange.gather import LAYERS
from geo.actions.exchange.gathered import Asked, Gathered
from geo.actions.exchange.write import Format, export_files, one_file
from geo.actions.intake.take_in import take_in_findings, take_in_leads, take_in_tracks
from geo.actions.prepared.prepare import prepare
from geo.actions.site.create import NewSite, create_site
from geo.errors import InputError
from geo.exports.geojson import layer_geojson
from geo.exports.geopackage import geopackage
from geo.exports.geoparquet import layer_parquet
from geo.exports.kml import kml
from geo.exports.looks import looks_of
from geo.exports.sheet_csv import layer_csv
from geo.ground.crs import to_lonlat
from geo.model.schema import LEADS
from geo.model.tables import check
from geo.records.actor import ALONE
from geo.records.leads import add_leads
from geo.records.store import Store
from geo.sources.findings import read_findings
from geo.sources.sheets import read_leads
from geo.sources.vectors import read_villages
from geo.words import Language
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR, found, walked
from tests.exports.rfc7946 import faults

STATES = ("reported", "held", "counted", "eradicated", "verified_gone", "reopened")
KEPT = {
    "cell_id", "village_id", "village", "state", "plants", "species", "found_on", "eradicated_on",
    "walked_on", "kind", "count_kind", "method", "note", "strength", "window_id", "visited", "track_id",
}  # fmt: skip
OF_PLAN = {"routes", "stops", "pieces"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two villages with tracks, a finding in every state, and leads with and without a place."""
    folder = tmp_path_factory.mktemp("round")
    squares = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
    squares[0] = squares[0].difference(squares[0].centroid.buffer(0.0005))
    frame = gpd.GeoDataFrame(
        {"XZQMC": ["甲村", "乙村"], "XZQDM": ["620001", "620002"]}, geometry=squares, crs="EPSG:4326"
    )
    frame.to_file(folder / "villages.gpkg")
    site = folder / "site"
    create_site(site, NewSite(villages=folder / "villages.gpkg", season=YEAR))
    prepared = prepare(site)
    day = Gathered(site, Asked()).season.windows["opens"].iloc[0].date()
    cells = prepared.cells
    whole = cells.loc[cells["joined_to"] == cells["cell_id"], "cell_id"]
    with Store.open(site) as store:
        for name, chosen in (("a", whole.iloc[:3]), ("b", whole.iloc[5:7])):
            walked(site, store, chosen, day, track_id=name * 16, sha256=name * 64, prepared=prepared)
        for n, state in enumerate(STATES):
            gone = pd.Timestamp(day) if n > 2 else pd.NaT
            told = {"method": "人工拔除" if n > 2 else "", "count_kind": "exact" if n > 1 else ""}
            found(
                site,
                store,
                whole.iloc[n],
                day,
                finding_id=f"f{n}",
                state=state,
                eradicated_on=gone,
                prepared=prepared,
                **told,
            )
        rows = {
            "lead_id": ["l1", "l2"], "reported_on": [pd.Timestamp(day), pd.NaT], "kind": ["tip", "satellite"],
            "strength": [0.5, 0.8], "error_m": [50.0, 20.0], "village_id": ["620001", "620002"],
            "state": ["new", "ruled_out"], "note": ["=坡上有人种", ""],
        }  # fmt: skip
        points = [shapely.Point(WEST + 0.002, SOUTH + 0.002), None]
        add_leads(store, check(gpd.GeoDataFrame(rows, geometry=points, crs=4326), LEADS), actor=ALONE)
    return site


@pytest.fixture(scope="module")
def before(made):
    """Every layer of the site, by name."""
    return layers_of(made)


def layers_of(site):
    gathered = Gathered(site, Asked())
    return {name: make(gathered) for name, make in LAYERS.items() if name not in OF_PLAN}


def written(layer, format_, folder):
    looks = looks_of([layer], Language.ZH)
    content = {
        Format.GEOJSON: lambda: layer_geojson(layer).encode(),
        Format.CSV: lambda: layer_csv(layer).encode(),
        Format.GEOPARQUET: lambda: layer_parquet(layer),
        Format.GPKG: lambda: geopackage([layer], looks, Language.ZH),
        Format.KML: lambda: kml([layer], looks, "", Language.ZH).encode(),
    }[format_]()
    file = folder / f"{layer.name}.{format_.value}"
    file.write_bytes(content)
    return file


def test_a_site_that_is_exported_and_taken_in_anew_is_the_same(before, tmp_path):
    files = {name: written(layer, Format.GEOJSON, tmp_path) for name, layer in before.items()}
    again = tmp_path / "again"
    create_site(again, NewSite(villages=files["villages"], season=YEAR))
    take_in_tracks(again, [files["tracks"]])
    take_in_findings(again, [files["findings"]])
    take_in_leads(again, [files["leads"]])
    after = layers_of(again)
    keys = {"coverage": ["cell_id", "window_id"], "ground": ["village_id", "state"]}
    for name, layer in before.items():
        by = keys.get(name, [layer.key])
        one, other = (shown.frame.sort_values(by, ignore_index=True) for shown in (layer, after[name]))
        assert len(one) == len(other), name
        assert_same_shapes(one.geometry, other.geometry, name)
        for column in sorted(KEPT & set(layer.properties)):
            pd.testing.assert_series_equal(
                one[column], other[column], check_dtype=False, obj=f"{name}.{column}"
            )
    np.testing.assert_allclose(before["coverage"].frame["pod"], after["coverage"].frame["pod"], atol=0.002)


def assert_same_shapes(one, other, name):
    """Hold two columns of shapes to a millionth of a degree."""
    for left, right in zip(one, other, strict=True):
        if left is None:
            assert right is None
        else:
            assert shapely.hausdorff_distance(left, right) <= 1e-6, name


@pytest.mark.parametrize("format_", [Format.GPKG, Format.CSV, Format.GEOPARQUET, Format.KML])
def test_findings_and_leads_in_other_formats_say_the_same(made, before, format_, tmp_path):
    prepared = prepare(made)
    datum = "WGS84" if format_ is Format.CSV else None
    for name, read in (("findings", read_findings), ("leads", read_leads)):
        one = before[name].frame
        file = written(before[name], format_, tmp_path)
        other, _ = read(file, villages=prepared.villages, crs=prepared.crs, datum=datum)
        assert one["state"].tolist() == other["state"].tolist()
        assert_same_shapes(one.geometry, to_lonlat(other).geometry, name)
        assert one.iloc[:, 0].tolist() == other.iloc[:, 0].tolist()
        # KML tells the same once more in words.
        if name == "leads" and format_ is not Format.KML:
            assert other["note"].tolist() == ["=坡上有人种", ""]


@pytest.mark.parametrize("format_", [Format.GPKG, Format.GEOPARQUET])
def test_villages_keep_every_digit_where_the_format_does(before, format_, tmp_path):
    frame, _ = read_villages(written(before["villages"], format_, tmp_path))
    assert frame["village_id"].tolist() == ["620001", "620002"]
    for one, other in zip(before["villages"].frame.geometry, frame.geometry, strict=True):
        assert one.equals(other)


@pytest.mark.parametrize("format_", [Format.GEOJSON, Format.GPKG])
def test_taking_in_ones_own_tracks_adds_none(made, before, format_, tmp_path):
    assert take_in_tracks(made, [written(before["tracks"], format_, tmp_path)], dry_run=True).added == 0


def test_every_geojson_is_by_the_standard_and_has_its_ids(before):
    for layer in before.values():
        text = layer_geojson(layer)
        assert faults(text) == [], layer.name
        features = json.loads(text)["features"]
        assert features, layer.name
        assert all(feature.get("id") == feature["properties"].get(layer.key) for feature in features)


@pytest.mark.parametrize(
    ("format_", "names"),
    [
        (Format.GPKG, ["gis.gpkg", "gis.qgz"]),
        (Format.GEOTIFF, ["risk.tif", "risk.qml", "coverage.tif", "coverage.qml"]),
    ],
)
def test_the_same_records_give_the_same_files(made, format_, names):
    first, again = (export_files(made, "gis", format_, asked=Asked()) for _ in range(2))
    assert list(first) == names
    assert first == again
    assert one_file(first) == one_file(again)


def test_without_a_plan_there_are_no_routes(made):
    with pytest.raises(InputError, match="error-no-plan"):
        export_files(made, "routes", asked=Asked())


def test_a_format_that_a_layer_does_not_have_names_those_it_has(made):
    with pytest.raises(InputError, match="exports-format-not-of"):
        export_files(made, "findings", Format.GEOTIFF, asked=Asked())
