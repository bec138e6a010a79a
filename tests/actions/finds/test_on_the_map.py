"""What the map asks of a site: findings by click, coverage day by day, ground states, the page of it."""

import shutil
from datetime import date, timedelta

import geopandas as gpd
import pytest
import shapely

from geo.actions.coverage.day_by_day import covered_by_day, up_to
from geo.actions.finds.register import Seen, register_finding
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare
from geo.actions.site.create import NewSite, create_site
from geo.actions.views.draw_map import draw_map
from geo.actions.views.look import cell_at, look
from geo.errors import InputError, RecordError
from geo.ground.crs import xy_to_lonlat
from geo.records.actor import ALONE, Actor, Role
from geo.records.findings import read_findings
from geo.records.store import Store
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR, walked

HAZARD = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"cliff","note":"崖"},\
"geometry":{"type":"Point","coordinates":[%s,%s]}}]}'
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two villages of one township, walked on two days of the first window; a cliff."""
    folder = tmp_path_factory.mktemp("valley")
    squares = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
    frame = {"name": ["甲村", "乙村"], "township": "东乡"}
    gpd.GeoDataFrame(frame, geometry=squares, crs="EPSG:4326").to_file(folder / "villages.geojson")
    (folder / "hazards.geojson").write_text(HAZARD % (WEST + STEP / 2, SOUTH + STEP / 2), encoding="utf-8")
    site = folder / "site"
    files = {"hazards": folder / "hazards.geojson"}
    create_site(site, NewSite(villages=folder / "villages.geojson", files=files, season=YEAR))
    prepared = prepare(site)
    day = first_day(prepared)
    cells = prepared.cells
    whole = cells.loc[cells["joined_to"] == cells["cell_id"], "cell_id"]
    with Store.open(site) as store:
        walked(site, store, whole.iloc[:3], day, track_id="one")
        walked(site, store, whole.iloc[2:5], day + timedelta(days=2), track_id="two")
    return site


@pytest.fixture
def site(made, tmp_path):
    return shutil.copytree(made, tmp_path / "site")


def first_day(prepared):
    return expect(prepared).windows["opens"].iloc[0].date()


def place_in(view, village_id):
    cell = view.cells[view.cells["village_id"] == village_id].iloc[0]
    lon, lat = xy_to_lonlat([cell.x], [cell.y], view.crs)
    return float(lon[0]), float(lat[0])


def test_up_to_the_last_day_coverage_is_that_of_the_window_and_before_it_less(made):
    view = look(made)
    window = view.windows["window_id"].iloc[0]
    by_day = covered_by_day(made, window)
    seen = view.coverage[(view.coverage["window_id"] == window) & view.coverage["visited"]]
    whole = up_to(by_day, view.windows["closes"].iloc[0])
    assert set(whole.index) == set(seen["cell_id"])
    assert whole.reindex(seen["cell_id"]).to_numpy() == pytest.approx(seen["pod"].to_numpy(), abs=1e-9)
    first = up_to(by_day, view.windows["opens"].iloc[0])
    assert 0 < len(first) < len(whole)
    assert (first <= whole.reindex(first.index) + 1e-12).all()
    assert len(up_to(by_day, view.windows["opens"].iloc[0] - timedelta(days=1))) == 0


def test_a_window_nobody_was_out_in_has_no_days(made):
    assert len(covered_by_day(made, look(made).windows["window_id"].iloc[1])) == 0


def test_the_view_holds_hazards_and_how_every_cell_stands(made):
    view = look(made)
    assert view.hazards[["kind", "note"]].to_numpy().tolist() == [["cliff", "崖"]]
    assert view.ground["cell_id"].tolist() == view.cells["cell_id"].tolist()
    assert set(view.ground["state"]) == {"open", "searched"}


def test_in_a_square_of_two_villages_the_click_asks_the_polygons(made):
    view = look(made)
    squares = view.cells.groupby(["ix", "iy"])["village_id"].nunique()
    ix, iy = squares[squares == 2].index[0]
    shared = view.cells[(view.cells["ix"] == ix) & (view.cells["iy"] == iy)]
    for piece in shared.itertuples():
        lon, lat = xy_to_lonlat([piece.x], [piece.y], view.crs)
        assert cell_at(view, float(lon[0]), float(lat[0])) == piece.cell_id


def test_a_finding_is_recorded_once_where_it_was_clicked(site):
    view = look(site)
    lon, lat = place_in(view, "乙村")
    seen = Seen(date(YEAR, 5, 1), "poppy", "flower", plants=12)
    name, new = register_finding(site, lon, lat, seen, view=view, today=date(YEAR, 5, 2), actor=ALONE)
    again, more = register_finding(site, lon, lat, seen, view=view, today=date(YEAR, 5, 2), actor=ALONE)
    assert (name, new, more) == (again, True, False)
    with Store.open(site) as store:
        (row,) = read_findings(store).itertuples()
    assert (row.finding_id, row.village_id, row.state, row.plants) == (name, "乙村", "reported", 12)
    assert (row.geometry.x, row.geometry.y) == pytest.approx((lon, lat), abs=1e-6)


def test_outside_the_villages_tomorrow_or_by_a_viewer_nothing_is_recorded(site):
    view = look(site)
    lon, lat = place_in(view, "甲村")
    day = date(YEAR, 5, 1)
    with pytest.raises(InputError, match="register-outside"):
        register_finding(site, lon + 5, lat, Seen(day), view=view, today=day, actor=ALONE)
    with pytest.raises(InputError, match="register-tomorrow"):
        register_finding(site, lon, lat, Seen(day), view=view, today=day - timedelta(days=1), actor=ALONE)
    viewer = Actor("v", Role.VIEWER)
    with pytest.raises(RecordError):
        register_finding(site, lon, lat, Seen(day), view=view, today=day, actor=viewer)
    with Store.open(site) as store:
        assert len(read_findings(store)) == 0


def test_the_map_is_drawn_as_one_page_by_a_program_of_its_own(made, monkeypatch):
    page = draw_map(made, window_id=None, language="zh", today=date(YEAR, 5, 1))
    assert page.startswith("<!DOCTYPE html>")
    assert "甲村" in page
    monkeypatch.setattr("geo.actions.views.draw_map._PROGRAM", "layers.no_such_page")
    with pytest.raises(InputError, match="exports-map-not-drawn"):
        draw_map(made, window_id=None, language="zh", today=date(YEAR, 5, 1))
