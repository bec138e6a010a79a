"""What is written for others: the ground of a village by its state, and no more than a township may see."""

import json
import shutil

import geopandas as gpd
import pytest
import shapely

from geo.actions.export import DissolvedBy, ExportKind, export
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare
from geo.actions.site.create import NewSite, create_site
from geo.errors import InputError
from geo.records.store import Store
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR, found, walked
from tests.exports.rfc7946 import faults


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two villages, each of a township of its own."""
    folder = tmp_path_factory.mktemp("towns")
    squares = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
    frame = {"name": ["甲村", "乙村"], "township": ["东乡", "西乡"]}
    gpd.GeoDataFrame(frame, geometry=squares, crs="EPSG:4326").to_file(folder / "villages.geojson")
    site = folder / "site"
    create_site(site, NewSite(villages=folder / "villages.geojson", season=YEAR))
    prepared = prepare(site)
    day = expect(prepared).windows["opens"].iloc[0].date()
    cells = prepared.cells
    with Store.open(site) as store:
        for name in ("甲村", "乙村"):
            village = cells[cells["village_id"] == name]
            whole = village.loc[village["joined_to"] == village["cell_id"], "cell_id"]
            walked(site, store, whole.iloc[:3], day, track_id=name)
            found(site, store, whole.iloc[0], day, finding_id=f"f{name}")
    return site


@pytest.fixture
def site(made, tmp_path):
    return shutil.copytree(made, tmp_path / "site")


def features(text):
    assert faults(text) == []
    return json.loads(text)["features"]


def test_coverage_by_state_holds_all_ground_of_every_village_once(site):
    rows = features(export(site, ExportKind.COVERAGE, by=DissolvedBy.STATE))
    told = [(row["properties"]["village"], row["properties"]["state"]) for row in rows]
    assert len(told) == len(set(told))
    assert {state for _, state in told} >= {"open"}
    cells = prepare(site).cells
    area = sum(row["properties"]["area_m2"] for row in rows)
    assert area == pytest.approx(cells["area_m2"].sum(), abs=0.1)
    assert sum(row["properties"]["cells"] for row in rows) == len(cells)
    drawn = gpd.GeoDataFrame.from_features(rows, crs="EPSG:4326").to_crs(prepare(site).crs)
    assert drawn.area.sum() == pytest.approx(area, rel=1e-4)
    unseen = [row["properties"]["pod"] for row in rows if row["properties"]["state"] == "open"]
    searched = [row["properties"]["pod"] for row in rows if row["properties"]["state"] != "open"]
    assert max(unseen) < min(searched)


def test_coverage_by_state_of_one_window_holds_the_ground_that_it_touched(site):
    windows = expect(prepare(site)).windows["window_id"]
    first = features(export(site, ExportKind.COVERAGE, by=DissolvedBy.STATE, window_id=windows.iloc[0]))
    touched = features(export(site, ExportKind.COVERAGE, window_id=windows.iloc[0]))
    assert sum(row["properties"]["cells"] for row in first) == len(touched)
    nothing = export(site, ExportKind.COVERAGE, by=DissolvedBy.STATE, window_id=windows.iloc[1])
    assert features(nothing) == []


@pytest.mark.parametrize("kind", [ExportKind.COVERAGE, ExportKind.CELLS, ExportKind.FINDINGS])
def test_a_township_is_given_its_own_villages_only(site, kind):
    villages = {row["properties"]["village"] for row in features(export(site, kind, scope="西乡"))}
    assert villages == {"乙村"}
    assert {row["properties"]["village"] for row in features(export(site, kind))} == {"甲村", "乙村"}


def test_the_daily_line_of_a_day_is_plain_text_in_either_language(site):
    day = str(expect(prepare(site)).windows["opens"].iloc[0].date())
    told = export(site, ExportKind.DAILY, last_day=day)
    year, month, number = (int(part) for part in day.split("-"))
    assert told.startswith(f"截至{year}年{month}月{number}日，site：\n")
    assert "当日发现 2 处" in told
    assert "Found today: 1 places" in export(
        site, ExportKind.DAILY, last_day=day, scope="西乡", language="en"
    )


def test_only_coverage_has_states(site):
    with pytest.raises(InputError, match="exports-not-dissolved"):
        export(site, ExportKind.CELLS, by=DissolvedBy.STATE)
