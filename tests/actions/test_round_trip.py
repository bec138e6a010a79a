"""What is exported and taken into a new site is the same: shapes, counts and states, in every format."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.actions.create import NewSite, create_site
from geo.actions.exchange.gather import LAYERS, Asked, Gathered
from geo.actions.exchange.write import Format, export_files, one_file
from geo.actions.prepare import prepare
from geo.actions.take_in import take_in_findings, take_in_leads, take_in_tracks
from geo.errors import InputError
from geo.exports.geojson import layer_geojson
from geo.ground.crs import to_lonlat
from geo.model.schema import LEADS
from geo.model.tables import check
from geo.records.actor import ALONE
from geo.records.leads import add_leads
from geo.records.store import Store
from geo.sources.findings import read_findings
from geo.sources.sheets import read_leads
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
            walked(site, store, chosen, day, track_id=name * 16, sha256=name * 64)
        for n, state in enumerate(STATES):
            gone = pd.Timestamp(day) if n > 2 else pd.NaT
            told = {"method": "人工拔除" if n > 2 else "", "count_kind": "exact" if n > 1 else ""}
            found(
                site, store, whole.iloc[n], day, finding_id=f"f{n}", state=state, eradicated_on=gone, **told
            )
        rows = {
            "lead_id": ["l1", "l2"], "reported_on": [pd.Timestamp(day), pd.NaT], "kind": ["tip", "satellite"],
            "strength": [0.5, 0.8], "error_m": [50.0, 20.0], "village_id": ["620001", "620002"],
            "state": ["new", "ruled_out"], "note": ["=坡上有人种", ""],
        }  # fmt: skip
        points = [shapely.Point(WEST + 0.002, SOUTH + 0.002), None]
        add_leads(store, check(gpd.GeoDataFrame(rows, geometry=points, crs=4326), LEADS), actor=ALONE)
    return site


def written(site, what, format_, folder):
    files = export_files(site, what, format_, asked=Asked())
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / next(iter(files))


def layers_of(site):
    gathered = Gathered(site, Asked())
    return {name: make(gathered) for name, make in LAYERS.items() if name not in OF_PLAN}


@pytest.mark.parametrize("format_", [Format.GEOJSON, Format.GPKG])
def test_a_site_that_is_exported_and_taken_in_anew_is_the_same(made, format_, tmp_path):
    files = {
        what: written(made, what, format_, tmp_path) for what in ("villages", "tracks", "findings", "leads")
    }
    again = tmp_path / "again"
    create_site(again, NewSite(villages=files["villages"], season=YEAR))
    for take_in, what in (
        (take_in_tracks, "tracks"),
        (take_in_findings, "findings"),
        (take_in_leads, "leads"),
    ):
        take_in(again, [files[what]])
    before, after = layers_of(made), layers_of(again)
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
            assert shapely.hausdorff_distance(left, right) <= 1.5e-6, name


@pytest.mark.parametrize("format_", [Format.CSV, Format.GEOPARQUET, Format.KML])
def test_findings_and_leads_in_other_formats_say_the_same(made, format_, tmp_path):
    prepared = prepare(made)
    datum = "WGS84" if format_ is Format.CSV else None
    for name, read in (("findings", read_findings), ("leads", read_leads)):
        one = LAYERS[name](Gathered(made, Asked())).frame
        file = written(made, name, format_, tmp_path)
        other, _ = read(file, villages=prepared.villages, crs=prepared.crs, datum=datum)
        assert one["state"].tolist() == other["state"].tolist()
        assert_same_shapes(one.geometry, to_lonlat(other).geometry, name)
        assert one.iloc[:, 0].tolist() == other.iloc[:, 0].tolist()
        # KML tells the same once more in words.
        if name == "leads" and format_ is not Format.KML:
            assert other["note"].tolist() == ["=坡上有人种", ""]


def test_taking_in_ones_own_tracks_adds_none(made, tmp_path):
    for format_ in (Format.GEOJSON, Format.GPKG):
        assert take_in_tracks(made, [written(made, "tracks", format_, tmp_path)], dry_run=True).added == 0


def test_every_geojson_is_by_the_standard_and_has_its_ids(made):
    for layer in layers_of(made).values():
        text = layer_geojson(layer)
        assert faults(text) == [], layer.name
        features = json.loads(text)["features"]
        assert features, layer.name
        assert all(feature.get("id") == feature["properties"].get(layer.key) for feature in features)


@pytest.mark.parametrize("format_", [Format.GPKG, Format.GEOTIFF])
def test_the_same_records_give_the_same_bytes(made, format_):
    first, again = (export_files(made, "gis", format_, asked=Asked()) for _ in range(2))
    assert first == again
    assert one_file(first) == one_file(again)


def test_all_layers_without_a_plan_leave_out_what_only_a_plan_has(made):
    names = {
        name.removesuffix(".parquet") for name in export_files(made, "gis", Format.GEOPARQUET, asked=Asked())
    }
    assert names == set(LAYERS) - OF_PLAN
    with pytest.raises(InputError, match="error-no-plan"):
        export_files(made, "routes", asked=Asked())


def test_a_format_that_a_layer_does_not_have_names_those_it_has(made):
    with pytest.raises(InputError, match="exports-format-not-of"):
        export_files(made, "findings", Format.GEOTIFF, asked=Asked())
