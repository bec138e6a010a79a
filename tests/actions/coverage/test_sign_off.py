"""A site with areas: what paper declares, where ground stands, and a village signed off and taken back."""

import json
import shutil
from datetime import date

import geopandas as gpd
import pytest
import shapely

from geo.actions.coverage.corners import cover_with_corners
from geo.actions.coverage.cover import cover_recorded, recorded_of
from geo.actions.coverage.sign_off import before_signing, read_signed, sign_off_village
from geo.actions.export import ExportKind, export
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare
from geo.actions.site.create import NewSite, create_site
from geo.errors import InputError, RecordError
from geo.records.actor import ALONE, Actor, Role
from geo.records.audit import verify
from geo.records.decisions import decide
from geo.records.plans import content_hash, save_plan
from geo.records.sign_offs import read_sign_offs
from geo.records.store import Store
from geo.records.visits import confirm, save_visit, submit
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR, walked
from tests.records.worlds import make_plan

YEAR_DAY = date(YEAR, 6, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two villages; a sheet of groups beside a layer would be two files, so the layer holds all three."""
    folder = tmp_path_factory.mktemp("areas")
    squares = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
    villages = folder / "villages.geojson"
    gpd.GeoDataFrame({"name": ["甲村", "乙村"]}, geometry=squares, crs="EPSG:4326").to_file(villages)
    halves = [
        shapely.box(WEST, SOUTH + STEP / 2 * n, WEST + STEP, SOUTH + STEP / 2 * (n + 1)) for n in range(2)
    ]
    columns = {"村": ["甲村", "甲村", "乙村"], "村民组": ["南组", "北组", "东组"], "责任岗位": "网格长"}
    areas = folder / "groups.geojson"
    gpd.GeoDataFrame(
        columns, geometry=[*halves, shapely.Point(WEST + 1.5 * STEP, SOUTH)], crs="EPSG:4326"
    ).to_file(areas)
    site = folder / "site"
    create_site(site, NewSite(villages=villages, files={"areas": areas}, season=YEAR))
    return site


@pytest.fixture
def site(made, tmp_path):
    return shutil.copytree(made, tmp_path / "site")


def paper(site, village, area):
    """A paper visit of the first window, confirmed."""
    day = expect(prepare(site)).windows["opens"].iloc[0].date()
    given = {
        "visited_on": day,
        "team_id": "1",
        "village_id": village,
        "area": area,
        "persons": 3,
        "hours": 2.0,
    }
    with Store.open(site) as store:
        name = save_visit(store, given, actor=ALONE)
        submit(store, name, actor=ALONE)
        confirm(store, name, actor=ALONE)


def covered(site, **given):
    return cover_with_corners(site, **given)[0]


def test_areas_are_laid_on_the_cells_once_and_read_back(site):
    first = prepare(site)
    south = first.cells["area_id"].eq("甲村-南组")
    of_first = first.cells["village_id"] == "甲村"
    middle = SOUTH + STEP / 2
    assert set(first.cells.loc[of_first, "area_id"]) == {"甲村-南组", "甲村-北组"}
    assert set(first.cells.loc[~of_first, "area_id"]) == {""}
    points = gpd.GeoSeries(gpd.points_from_xy(first.cells["x"], first.cells["y"]), crs=first.crs).to_crs(4326)
    near = (points.y - middle).abs() * 111_000 < 125
    assert (south == (of_first & (points.y < middle)))[~near].all()
    kept = next((site / "derived").glob("areas-*"))
    again = prepare(site)
    assert again.cells["area_id"].tolist() == first.cells["area_id"].tolist()
    assert list((site / "derived").glob("areas-*")) == [kept]


def test_paper_visits_declare_areas_by_window_and_name_only_ones_count_without_ground(site):
    paper(site, "甲村", "北组")
    paper(site, "乙村", "东组")
    found = covered(site)
    areas = found.by_area.set_index("name")
    assert areas["surveyed"].to_dict() == {"南组": "no", "北组": "declared", "东组": "declared"}
    assert areas["declared_rate"].round(3).to_dict()["北组"] == 1.0
    assert found.by_township.loc[0, ["areas", "areas_with_track", "areas_declared"]].tolist() == [3, 0, 2]
    second = covered(site, window_id="w2").by_area.set_index("name")
    assert second["surveyed"].tolist() == ["no"] * 3


def test_every_cell_has_a_state_and_coverage_shows_that_of_the_season(site):
    cells = prepare(site).cells
    whole = cells.loc[cells["joined_to"] == cells["cell_id"], "cell_id"]
    searched, ahead, other, ruled, rest = whole.iloc[[0, -1, -2, 3, -3]]
    planned = make_plan(state="adopted")
    planned["stops"]["cell_id"] = [searched, ahead, other]
    name = content_hash(planned["routes"], planned["stops"])
    planned["plan"] |= {"plan_id": name[:12], "content_hash": name}
    day = expect(prepare(site)).windows["opens"].iloc[0].date()
    with Store.open(site) as store:
        save_plan(store, **planned)
        decide(store, ruled, "suspended", figures={"pod": 0.9}, reason="无发现", on=YEAR_DAY, actor=ALONE)
        walked(site, store, [searched, ruled], day)
    found = covered(site)
    state = found.ground.set_index("cell_id")["state"]
    assert state[[ahead, other, ruled, rest]].tolist() == ["planned", "planned", "suspended", "open"]
    assert state[searched] in {"searched", "cleared"}
    features = json.loads(export(site, ExportKind.COVERAGE))["features"]
    told = {row["properties"]["cell_id"]: row["properties"]["state"] for row in features}
    assert told == {cell: state[cell] for cell in found.coverage["cell_id"]}
    assert told[ruled] == "suspended"


def test_a_village_is_signed_off_with_its_figures_and_its_dead_corners_follow(site):
    assert covered(site).by_village["dead_corners"].sum() == 0
    shown = before_signing(site, "甲村")
    signed = sign_off_village(site, "甲村", reason="三组均已到", on=YEAR_DAY)
    figures = signed.figures
    assert shown == figures
    assert (signed.village, figures["areas"], figures["survey_rate"]) == ("甲村", 2, 0.0)
    # Nobody walked there: the whole village is one dead corner.
    assert figures["dead_corners"] == 1
    assert sum(figures["cells"].values()) == (prepare(site).cells["village_id"] == "甲村").sum()
    found = covered(site)
    assert found.by_village.set_index("name")["dead_corners"].to_dict() == {"甲村": 1, "乙村": 0}
    assert found.by_township["dead_corners"].tolist() == [1]
    row = read_signed(site)[0]
    assert (row["village"], row["figures"], row["signed_on"]) == ("甲村", figures, str(YEAR_DAY))
    with Store.open(site) as store:
        assert verify(store) == []
        season = expect(prepare(site))
        assert recorded_of(store, season).surveys.signed_off == {"甲村"}
        cover_recorded(prepare(site), season, recorded_of(store, season))


def test_a_signature_is_taken_back_and_the_village_is_open_again(site):
    sign_off_village(site, "甲村", reason="已到", on=YEAR_DAY)
    with pytest.raises(RecordError, match="step-village-signed"):
        sign_off_village(site, "甲村", reason="再签", on=YEAR_DAY)
    sign_off_village(site, "甲村", reason="北组未到", revoked=True, on=YEAR_DAY)
    assert read_signed(site) == []
    assert covered(site).by_village["dead_corners"].sum() == 0
    with Store.open(site) as store:
        assert list(read_sign_offs(store, every_one=True)["state"]) == ["signed", "revoked"]


def test_who_may_not_sign_and_what_village_is_none_changes_nothing(site):
    with pytest.raises(RecordError, match="roles-refused"):
        sign_off_village(site, "甲村", reason="x", actor=Actor("w", Role.SURVEYOR, team_id="1"))
    with pytest.raises(InputError, match="sign-off-village"):
        sign_off_village(site, "丙村", reason="x")
    with pytest.raises(InputError, match="sign-off-reason"):
        sign_off_village(site, "甲村", reason=" ")
    assert read_signed(site) == []
