"""Layers given later, and what is told of those that are there."""

import shutil

import geopandas as gpd
import pytest
import shapely

from geo.actions.prepared.prepare import prepare
from geo.actions.site.add_input import add_input
from geo.actions.site.inputs import came_in, faults_of, on_record
from geo.errors import InputError, RecordError
from geo.records.audit import verify
from geo.records.roles import ALONE, Actor, Role
from geo.records.store import Store
from geo.sources.site import read_site
from tests.actions.seasons import SOUTH, STEP, WEST


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


@pytest.fixture
def areas(tmp_path):
    """One responsibility area on the western half of the first village."""
    half = shapely.box(WEST, SOUTH, WEST + STEP / 2, SOUTH + STEP)
    file = tmp_path / "网格.geojson"
    gpd.GeoDataFrame({"网格名称": ["一组"], "村": ["甲村"]}, geometry=[half], crs="EPSG:4326").to_file(file)
    return file


def test_a_layer_is_tried_first_and_then_kept_with_its_line_in_the_log(site, areas):
    before = (site / "site.toml").read_bytes()
    tried = add_input(site, "areas", areas, dry_run=True)
    assert tried.rows["name"].tolist() == ["一组"]
    assert (site / "site.toml").read_bytes() == before
    assert not (site / "inputs" / areas.name).exists()
    kept = add_input(site, "areas", areas)
    assert (kept.file, kept.before, kept.notes) == (areas.name, "", tried.notes)
    assert (prepare(site).cells["area_id"] != "").any()
    with Store.open(site) as store:
        assert verify(store) == []


def test_another_file_takes_the_place_of_the_first_which_stays_in_the_folder(site, areas):
    add_input(site, "areas", areas)
    again = add_input(site, "areas", areas)
    assert again.before == areas.name
    assert [row.file for row in read_site(site).input if row.role == "areas"] == [again.file]
    assert (site / "inputs" / areas.name).exists()


def test_a_file_that_does_not_fit_or_a_person_who_may_not_changes_nothing(site, areas, tmp_path):
    before = (site / "site.toml").read_bytes()
    bad = tmp_path / "bad.geojson"
    bad.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(InputError, match="source-no-rows"):
        add_input(site, "areas", bad)
    with pytest.raises(RecordError, match="roles-refused"):
        add_input(site, "areas", areas, actor=Actor("wang", Role.OFFICER))
    with pytest.raises(InputError, match="source-site-role"):
        add_input(site, "villages", areas, actor=ALONE)
    assert (site / "site.toml").read_bytes() == before


def test_what_came_in_is_listed_with_rows_and_crs_and_every_fault_on_demand(site, areas):
    add_input(site, "areas", areas)
    villages, laid = came_in(site)
    assert (villages.role, villages.found.rows, villages.found.crs) == ("villages", 2, "EPSG:4326")
    assert (laid.file, laid.found.rows) == (areas.name, 1)
    assert faults_of(site) == []
    (site / "inputs" / areas.name).write_text("{}", encoding="utf-8")
    assert [fault.args_["file"] for fault in faults_of(site)] == [areas.name]
    assert {row["kind"]: row["rows"] for row in on_record(site)}["tracks"] == 0
