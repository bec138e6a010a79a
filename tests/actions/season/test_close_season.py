"""Closing a season: what was walked and found in it counts when the next one is planned, and only then."""

import shutil

import pandas as pd
import pytest
from geopandas import GeoDataFrame, points_from_xy

from geo.actions.prepared.assess import assess
from geo.actions.prepared.prepare import prepare
from geo.actions.season.close_season import close_season
from geo.actions.season.plan import required_stops
from geo.errors import RecordError
from geo.ground.crs import to_lonlat
from geo.model import schema
from geo.model.season import Stage
from geo.records.frames import insert_rows, rows_of
from geo.records.known import read_known
from geo.records.models import LEADS, OBSERVED
from geo.records.store import Store
from geo.records.versions import write_version
from tests.actions.seasons import YEAR, found, make_site, walked


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("close"))


@pytest.fixture
def site(planned, tmp_path):
    return shutil.copytree(planned, tmp_path / "site")


def set_year(site, year):
    path = site / "site.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f"year = {YEAR}", f"year = {year}"), encoding="utf-8")


def plots(site):
    prepared = prepare(site)
    risk = assess(prepared).risk.set_index("cell_id")["expected_plots"]
    return risk / prepared.cells.set_index("cell_id")["searchable_m2"]


def record(site):
    """Half of the cells searched twice in flower, one find of poppy, one of another plant."""
    prepared = prepare(site)
    cells = sorted(prepared.cells["cell_id"])
    searched = cells[: len(cells) // 2]
    with Store.open(site) as store:
        walked(site, store, searched, f"{YEAR}-05-30")
        walked(site, store, searched, f"{YEAR}-06-04")
        found(site, store, searched[0], f"{YEAR}-05-30")
        found(site, store, searched[1], f"{YEAR}-05-30", species="other")
    return cells, searched


def test_effort_and_finds_of_a_closed_season_count_in_the_next_one(site):
    cells, searched = record(site)
    closed = close_season(site)
    assert closed.summary["finds"] == 1
    assert "season-close-others" in [note.key for note in closed.notes]
    with Store.open(site) as store:
        known = read_known(store)
    effort = known.closed.set_index("cell_id")["coverage"]
    assert sorted(effort.index) == cells
    assert (effort[searched] > 0.5).mean() > 0.9
    set_year(site, YEAR + 1)
    prepared = prepare(site)
    assert prepared.history["history_id"].tolist() == [f"{YEAR}-f{searched[0]}"]
    assert required_stops(prepared)["cell_id"].tolist() == [searched[0]]


def test_clean_ground_loses_more_of_its_expectation_than_ground_nobody_saw(site):
    cells = sorted(prepare(site).cells["cell_id"])
    searched = cells[: len(cells) // 2]
    with Store.open(site) as store:
        walked(site, store, searched, f"{YEAR}-05-30")
    before = plots(site)
    close_season(site)
    set_year(site, YEAR + 1)
    kept = plots(site) / before
    assert kept[searched].max() < kept.drop(searched).max() <= 1
    assert kept[searched].mean() < 0.95 * kept.drop(searched).mean()


def test_a_season_does_not_count_its_own_effort_twice(site):
    record(site)
    before = plots(site)
    close_season(site)
    pd.testing.assert_series_equal(plots(site), before)


def test_a_season_is_closed_once_and_the_next_one_leaves_its_tracks_alone(site):
    record(site)
    close_season(site)
    with pytest.raises(RecordError, match="season-closed"):
        close_season(site)
    set_year(site, YEAR + 1)
    again = close_season(site)
    assert (again.summary["searched"], again.summary["finds"]) == (0, 0)


def test_leads_and_stages_on_record_count_beside_the_input_files(site):
    prepared = prepare(site)
    before = plots(site)
    cell = prepared.cells.iloc[0]
    row = {
        "lead_id": "L1", "reported_on": pd.Timestamp(f"{YEAR}-05-20"), "kind": "satellite", "strength": 0.9,
        "error_m": 50.0, "village_id": cell["village_id"], "state": "new", "note": "",
    }  # fmt: skip
    lead = GeoDataFrame([row], geometry=points_from_xy([cell["x"]], [cell["y"]]), crs=prepared.crs)
    seen = {"observed_id": "o1", "seen_on": pd.Timestamp(f"{YEAR}-05-20"), "stage": "flower"}
    stage = pd.DataFrame([seen | {"elevation_m": 1500.0}])
    with Store.open(site) as store, store.writing() as connection:
        write_version(connection, LEADS, schema.LEADS, rows_of(to_lonlat(lead), schema.LEADS))
        insert_rows(connection, OBSERVED, rows_of(stage, schema.OBSERVED))
    now = prepare(site)
    assert required_stops(now)["lead_id"].tolist() == ["L1"]
    assert [stage.stage for stage in now.observed] == [Stage.FLOWER]
    assert plots(site)[cell["cell_id"]] > 5 * before[cell["cell_id"]]
