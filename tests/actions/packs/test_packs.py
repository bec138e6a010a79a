"""A pack is whole, the same for the same plan, and one team's one day: no risk, no leads, no other day."""

import io
import re
import shutil
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.actions.packs import leader
from geo.actions.packs.pack import pack_day, pack_teams
from geo.errors import RecordError
from geo.exports.charts import chinese_font
from geo.model.schema import LEADS
from geo.model.tables import check
from geo.records.actor import ALONE
from geo.records.leads import add_leads
from geo.records.plans import read_plan
from geo.records.store import Store
from tests.actions.seasons import SOUTH, STEP, WEST

pytestmark = pytest.mark.skipif(not chinese_font(), reason="no type with Chinese characters is installed")
TIP = "来电说沟底有人种"


@pytest.fixture(scope="module")
def site(planned_season, tmp_path_factory):
    """The planned site, with a lead on record whose text no team may carry."""
    site = shutil.copytree(planned_season, tmp_path_factory.mktemp("packs") / "site")
    row = {
        "lead_id": "tip1", "reported_on": pd.Timestamp("2026-04-01"), "kind": "tip", "strength": 0.9,
        "error_m": 50.0, "village_id": "甲村", "state": "new", "note": TIP,
    }  # fmt: skip
    place = [shapely.Point(WEST + STEP / 2, SOUTH + STEP / 2)]
    with Store.open(site) as store:
        add_leads(store, check(gpd.GeoDataFrame([row], geometry=place, crs="EPSG:4326"), LEADS), actor=ALONE)
    return site


@pytest.fixture(scope="module")
def routes(site):
    with Store.open(site) as store:
        return read_plan(store).routes


@pytest.fixture(scope="module")
def pack(site, routes):
    return pack_day(site, routes["team_id"].iloc[0], routes["date"].iloc[0].date())


def files(pack):
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pack_holds_what_a_team_carries(pack, routes):
    stem = f"{routes['team_id'].iloc[0]}_{routes['date'].iloc[0]:%Y-%m-%d}"
    assert pack.name == f"{stem}.zip"
    assert list(files(pack)) == [
        f"{stem}{end}"
        for end in (
            ".pdf", ".png", ".txt", ".gpx", "_ascii.gpx", ".kml", "_tasks.geojson", ".html",
        )
    ]  # fmt: skip


def test_the_same_plan_is_the_same_bytes(site, pack, routes):
    again = pack_teams(site, routes["date"].iloc[0].date())
    assert [(one.team, one.content == pack.content) for one in again] == [(pack.team, True)]


def test_a_team_carries_its_own_day_only(pack, routes):
    days = {f"{day:%Y-%m-%d}" for day in routes["date"]} - {f"{routes['date'].iloc[0]:%Y-%m-%d}"}
    assert days
    for name, content in files(pack).items():
        if not name.endswith((".pdf", ".png")):
            text = content.decode("utf-8-sig")
            assert [day for day in days if day in text] == []


def test_no_file_tells_of_leads_or_of_risk(pack):
    for name, content in files(pack).items():
        for secret in (TIP, "tip1", "重点程度", "预计", "expected_finds", "expected_plots"):
            assert secret.encode() not in content, (name, secret)


class Drawn:
    """In place of the program that draws, which has tests of its own."""

    def __init__(self, site, day, teams, language, *, leader):
        assert leader
        self._teams = teams

    def pages(self):
        return ["page"] * len(self._teams)

    def stop(self):
        """Nothing is being drawn."""


def test_the_leaders_copy_is_apart_and_says_why(site, pack, routes, monkeypatch):
    monkeypatch.setattr(leader, "DayPages", Drawn)
    (copy,) = leader.pack_leaders(site, routes["date"].iloc[0].date())
    stem = pack.name.removesuffix(".zip")
    assert copy.name == f"{stem}_leader.zip"
    assert list(files(copy)) == [f"{stem}_leader.pdf", f"{stem}_leader.html"]


def test_the_map_opens_without_anybody_else(pack):
    page = next(content for name, content in files(pack).items() if name.endswith(".html")).decode()
    assert re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=", page.split("<script>")[0]) == []
    assert page.count("</script>") == 2
    # The grid of the site's map has a picture; this one has none.
    assert '"grid":{"url":null' in page


@pytest.mark.parametrize(
    ("team", "day", "key"), [("", "2020-01-01", "day-none-on-date"), ("nobody", "", "pack-no-route")]
)
def test_a_team_or_a_day_without_a_route_is_one_sentence(site, routes, team, day, key):
    when = pd.Timestamp(day).date() if day else routes["date"].iloc[0].date()
    with pytest.raises(RecordError, match=key):
        pack_teams(site, when, [team] if team else [])
