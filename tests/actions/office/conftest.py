"""A site of two villages with a month of records: what counts, and beside it what must not."""

import shutil
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.actions.coverage.report_lines import Form
from geo.actions.office.document import report_docx
from geo.actions.office.on_file import on_file
from geo.actions.office.period import Period
from geo.actions.prepared.prepare import prepare
from geo.records.actor import ALONE
from geo.records.eradication import count
from geo.records.leads import add_leads, assign, rule_out
from geo.records.outcomes import add_outcome
from geo.records.plans import read_plan
from geo.records.revisits import record_look
from geo.records.store import Store
from geo.records.visits import amend, confirm, save_visit, send_back, submit
from geo.sources.derived import sha256_of
from geo.sources.site import InputRow, read_site, write_site
from tests.actions.seasons import SOUTH, STEP, WEST, found, walked

JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))
SIGHT_M = 40.0


@pytest.fixture(scope="session")
def june_made(planned_season, tmp_path_factory):
    """June of 2026; some records lie before it, none counts twice. Copy the folder before writing."""
    folder = tmp_path_factory.mktemp("june")
    site = shutil.copytree(planned_season, folder / "site")
    _give_layers(site)
    prepared = prepare(site)
    cells = prepared.cells
    whole = cells[cells["area_m2"] > 62_000]
    inner = {
        village: list(whole.loc[whole["village_id"] == village, "cell_id"]) for village in ("甲村", "乙村")
    }
    with Store.open(site) as store:
        for team, village, day, first in (
            ("一组", "甲村", 3, 0), ("一组", "乙村", 3, 0), ("二组", "甲村", 12, 4), ("二组", "甲村", 15, 6)
        ):  # fmt: skip
            given = {"track_id": f"{team}{day}{village}", "length_m": 880.0 + day, "team_id": team}
            given |= {"prepared": prepared}
            walked(site, store, inner[village][first : first + 2], date(2026, 6, day), **given)
        by_car = {"track_id": "bare", "length_m": 500.0, "mode": "car", "prepared": prepared}
        walked(site, store, inner["乙村"][4:6], date(2026, 6, 20), **by_car)
        in_may = {"track_id": "may", "length_m": 700.0, "prepared": prepared}
        walked(site, store, inner["甲村"][7:9], date(2026, 5, 28), **in_may)
        _visits(store, inner)
        _findings(site, store, inner, prepared)
        _follow_up(store)
    return site


@pytest.fixture(scope="session")
def june(june_made):
    """What is on file of June."""
    return on_file(june_made, JUNE)


@pytest.fixture(scope="session")
def june_papers(june_made):
    """Return both forms of June's report, by form: name and document."""
    return {form: report_docx(june_made, JUNE, form=form) for form in Form}


@pytest.fixture
def june_site(june_made, tmp_path):
    """Return a copy that may be written to."""
    return shutil.copytree(june_made, tmp_path / "site")


def _give_layers(site):
    """A group on the west of the first village, one in a corner of the second, and two house clusters."""
    west = shapely.box(WEST, SOUTH, WEST + STEP / 2, SOUTH + STEP)
    shapes = [west, shapely.box(WEST + STEP, SOUTH, WEST + 1.5 * STEP, SOUTH + STEP / 2)]
    areas, yards = (site / "inputs" / name for name in ("areas.geojson", "yards.csv"))
    names = {"网格名称": ["一组", "二组"], "村": ["甲村", "乙村"], "责任岗位": ["包组干部", "护林员"]}
    gpd.GeoDataFrame(names, geometry=shapes, crs="EPSG:4326").to_file(areas)
    yards.write_text(
        "编号,村,地名,经度,纬度,院落数\n"
        f"Y1,甲村,村部,{WEST + 0.002},{SOUTH + 0.002},30\nY2,乙村,上片,{WEST + 0.012},{SOUTH + 0.002},12\n",
        encoding="utf-8",
    )
    given = read_site(site)
    rows = [
        InputRow(role=file.stem, file=file.name, datum="WGS84", sha256=sha256_of(file))
        for file in (areas, yards)
    ]
    write_site(site, given.model_copy(update={"input": [*given.input, *rows]}))


def _visits(store, inner):
    def visit(day, team, village, *, tracks=(), cells=(), state="confirmed", area="", yards=(), **given):
        row = {
            "visited_on": date(2026, *day), "team_id": team, "village_id": village, "area": area,
            "source": "track" if tracks else "paper", "persons": 5, "hours": 7.0, "vehicles": 1, "sorties": 0,
            "nothing_found": True, "sight_m": SIGHT_M,
        } | given  # fmt: skip
        name = save_visit(store, row, cells, tracks, yards, actor=ALONE)
        if state != "draft":
            submit(store, name, actor=ALONE)
        if state == "confirmed":
            confirm(store, name, actor=ALONE)
        if state == "returned":
            send_back(store, name, actor=ALONE, reason="未写明地块")
        return name

    entered = [{"yard_id": "Y1", "entered": 8, "from_lane": 5}]
    visit((6, 3), "一组", "甲村", tracks=["一组3甲村"], yards=entered)
    visit((6, 3), "一组", "乙村", tracks=["一组3乙村"], persons=6, sorties=2)
    visit((6, 12), "二组", "甲村", tracks=["二组12甲村"], state="submitted")
    twice = visit((6, 15), "二组", "甲村", tracks=["二组15甲村"], persons=9)
    amend(store, twice, {"persons": 4, "vehicles": 2}, actor=ALONE)
    confirm(store, twice, actor=ALONE)
    visit((6, 16), "", "乙村", cells=inner["乙村"][6:8], persons=3, vehicles=0)
    visit((6, 17), "三组", "乙村", area="二组", persons=7)
    visit((6, 18), "三组", "乙村", cells=inner["乙村"][:1], state="returned")
    visit((6, 19), "三组", "乙村", cells=inner["乙村"][:1], state="draft")
    visit((5, 28), "一组", "甲村", tracks=["may"], persons=20)


def _findings(site, store, inner, prepared):
    def find(name, cell, day, **given):
        row = {"finding_id": name, "plants": 40.0, "area_m2": 9.0, **given}
        found(site, store, inner["甲村"][cell], date(2026, *day), prepared=prepared, **row)

    find("F1", 0, (6, 3), state="eradicated", eradicated_on=pd.Timestamp(2026, 6, 4), count_kind="exact")
    find("F2", 1, (6, 4), plants=None, state="held")
    find("F3", 2, (6, 5), plants=12.0, species="other")
    find("F4", 3, (5, 28), plants=7.0, state="eradicated", eradicated_on=pd.Timestamp(2026, 6, 2))
    find("F5", 4, (5, 20), plants=100.0, state="eradicated", eradicated_on=pd.Timestamp(2026, 5, 21))
    find("F6", 5, (6, 25), plants=60.0, species="to_identify")
    find("F7", 6, (6, 26), plants=None, species="cannabis", state="held")
    find("F8", 7, (7, 2), plants=1000.0)
    count(store, "F7", 21.0, kind="provisional", actor=ALONE)
    record_look(store, "F5_weeks", on=date(2026, 6, 10), outcome="regrowth", actor=ALONE)


def _follow_up(store):
    names, days = ["L1", "L2", "L3", "L4"], [(6, 2), (6, 9), (5, 3), (7, 4)]
    at = [shapely.Point(WEST + 0.003 + 0.001 * n, SOUTH + 0.005) for n in range(4)]
    leads = gpd.GeoDataFrame(
        {
            "lead_id": names, "reported_on": pd.to_datetime([date(2026, *day) for day in days]),
            "kind": ["satellite", "tip", "satellite", "sign"], "strength": 0.5, "error_m": 50.0,
            "village_id": "甲村", "state": "new", "note": "",
        },
        geometry=at, crs="EPSG:4326",
    )  # fmt: skip
    add_leads(store, leads, actor=ALONE)
    for name, day in (("L1", 11), ("L2", 12)):
        assign(store, name, actor=ALONE)
        rule_out(store, name, "lawn", on=date(2026, 6, day), point=at[names.index(name)], actor=ALONE)
    stops = read_plan(store).stops["stop_id"]
    for stop, outcome, reason, day in (
        (0, "not_reached", "weather", (6, 3)), (1, "not_reached", "road", (6, 3)), (1, "done", "", (6, 5)),
        (2, "not_reached", "weather", (6, 9)), (3, "partly", "time", (6, 9)),
        (4, "not_reached", "time", (5, 28)),
    ):  # fmt: skip
        add_outcome(store, stops.iloc[stop], outcome, said_on=date(2026, *day), actor=ALONE, reason=reason)
