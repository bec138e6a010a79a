"""The map of one team's one day: hostile names are text in it, its numbers stand over its lines."""

from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from geo.actions.packs.gather import day_of_teams
from geo.actions.prepared.prepare import prepare
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.words import Language
from layers.day_page import leader_pages, page_of

HOSTILE = "</script><!--<script><img src=x onerror=alert(1)>${alert(2)}`\\"


@pytest.fixture(scope="module")
def of_day(planned_season):
    with Store.open(planned_season) as store:
        day = read_plan(store).routes["date"].iloc[0].date()
    return day_of_teams(prepare(planned_season), day)


def named(of_day, name):
    """The day with this name for team, base, villages, pieces and a hazard."""
    prepared, plan = of_day.prepared, of_day.plan
    bases = prepared.bases.assign(name=name)
    middle = shapely.union_all(of_day.routes.geometry.to_numpy()).centroid
    hazards = gpd.GeoDataFrame({"kind": [name], "note": [name]}, geometry=[middle], crs=prepared.crs)
    return replace(
        of_day,
        prepared=replace(prepared, bases=bases, villages=prepared.villages.assign(name=name, township=name)),
        plan=replace(plan, pieces=plan.pieces.assign(near=name)),
        routes=of_day.routes.assign(team_id=name),
        hazards=hazards,
    )


def test_hostile_names_are_text_in_the_page(of_day):
    page = page_of(named(of_day, HOSTILE), HOSTILE, Language.ZH)
    for danger in ("<img src=x", "${alert", "onerror=alert(1)>", "<!--<script"):
        assert danger not in page
    assert page.count("</script>") == 2
    assert "&#36;&#123;alert(2)&#125;" in page


def test_numbers_stand_over_lines(of_day):
    page = page_of(of_day, of_day.routes["team_id"].iloc[0], Language.EN)
    number = '"html":"<div class=\\"tacha-stop'
    under, *over = page.split('["signs",')
    assert number not in under
    assert number in over[0]
    assert "This team and this day only" in page


def test_the_leaders_map_has_the_grid_and_that_route_alone(planned_season, of_day):
    route = of_day.routes.iloc[0]
    (page,) = leader_pages(planned_season, route["date"].date(), [route["team_id"]], Language.ZH)
    assert '"name":"重点程度"' in page
    assert f"<b>{route['team_id']}<\\/b> {route['date']:%Y-%m-%d}" in page
    with Store.open(planned_season) as store:
        others = set(read_plan(store).routes["date"]) - {route["date"]}
    assert others
    assert not any(f"<b>{route['team_id']}<\\/b> {day:%Y-%m-%d}" in page for day in others)
