"""What an officer signs by name: visits that wait, and ground that is decided on."""

import json
import shutil
from datetime import date

import geopandas as gpd
import pytest
import shapely

from geo.actions.coverage.decide import decide_cell
from geo.actions.prepared.prepare import prepare
from geo.actions.site.create import NewSite, create_site
from geo.actions.visits.desk import confirm_by_name, return_by_name, visits_to_sign
from geo.errors import InputError, RecordError
from geo.records.actor import ALONE, Actor, Role
from geo.records.decisions import read_decisions
from geo.records.store import Store
from geo.records.visits import read_visits, save_visit, submit
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    square = [shapely.box(WEST, SOUTH, WEST + STEP, SOUTH + STEP)]
    villages = folder / "villages.geojson"
    gpd.GeoDataFrame({"name": ["甲村"]}, geometry=square, crs="EPSG:4326").to_file(villages)
    create_site(folder / "site", NewSite(villages=villages, files={}, season=YEAR))
    prepare(folder / "site")
    return folder / "site"


@pytest.fixture
def site(made, tmp_path):
    return shutil.copytree(made, tmp_path / "site")


@pytest.fixture
def waiting(site):
    """A paper visit that its team submitted."""
    told = {"visited_on": date(YEAR, 6, 1), "team_id": "1", "village_id": "甲村", "persons": 3, "hours": 2.0}
    with Store.open(site) as store:
        name = save_visit(store, told, actor=ALONE)
        submit(store, name, actor=Actor("li", Role.LEAD))
    return name


def test_a_submitted_visit_waits_until_it_is_confirmed(site, waiting):
    (row,) = visits_to_sign(site)
    assert (row["visit_id"], row["visited_on"], row["persons"], row["cells"]) == (
        waiting,
        f"{YEAR}-06-01",
        3,
        0,
    )
    with pytest.raises(RecordError, match="roles-refused-own"):
        confirm_by_name(site, waiting, actor=Actor("li", Role.LEAD))
    assert confirm_by_name(site, waiting, actor=Actor("wang", Role.OFFICER)).content_hash
    assert visits_to_sign(site) == []


def test_a_returned_visit_waits_no_more_and_keeps_the_reason(site, waiting):
    with pytest.raises(InputError):
        return_by_name(site, waiting, reason=" ", actor=Actor("wang", Role.OFFICER))
    return_by_name(site, waiting, reason="人次不对", actor=Actor("wang", Role.OFFICER))
    assert visits_to_sign(site) == []
    with Store.open(site) as store:
        assert read_visits(store).visits["state"].tolist() == ["returned"]


def test_ground_is_suspended_by_a_person_under_the_figures_of_the_day(site):
    cell = prepare(site).cells["cell_id"].iloc[0]
    decided = decide_cell(site, cell, "suspended", reason="塌方", on=date(YEAR, 6, 1))
    assert decided.village == "甲村"
    with Store.open(site) as store:
        (row,) = read_decisions(store).to_dict("records")
    assert json.loads(row["figures"]) == decided.figures
    assert (decided.figures["pod"], decided.figures["state"]) == (0.0, "open")
    assert decided.figures["expected_left"] > 0
    again = decide_cell(site, cell, "resumed", reason="路通了", on=date(YEAR, 6, 2))
    assert again.figures["state"] == "suspended"


def test_no_reason_no_such_cell_and_no_right_change_nothing(site):
    cell = prepare(site).cells["cell_id"].iloc[0]
    with pytest.raises(InputError, match="decision-reason"):
        decide_cell(site, cell, "suspended", reason="")
    with pytest.raises(InputError, match="decision-no-cell"):
        decide_cell(site, "甲村_0_0", "suspended", reason="塌方")
    with pytest.raises(RecordError, match="roles-refused"):
        decide_cell(site, cell, "suspended", reason="塌方", actor=Actor("li", Role.OFFICER))
    with Store.open(site) as store:
        assert not len(read_decisions(store))
