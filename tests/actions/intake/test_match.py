"""A pile of tracks finds its routes; what is not plain is asked."""

from __future__ import annotations

from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import shapely

from geo.actions.intake.match import match_photos, match_tracks
from geo.actions.intake.take_in import laid_to_routes
from geo.settings import DEFAULTS

CRS = "EPSG:32648"
DAY = pd.Timestamp("2026-05-01")


def routes() -> gpd.GeoDataFrame:
    """Two teams go out on the first of May along lines 2 km apart, one the day after along the first."""
    return gpd.GeoDataFrame(
        {
            "route_id": ["north", "south", "later"],
            "team_id": ["1", "2", "1"],
            "date": [DAY, DAY, DAY + pd.Timedelta(days=1)],
        },
        geometry=[shapely.LineString([(0, y), (5000, y)]) for y in (2000, 0, 2000)],
        crs=CRS,
    )


def tracks(*lines: list[tuple[float, float]], team: str = "", assignment: str = "") -> gpd.GeoDataFrame:
    count = len(lines)
    columns = {
        "track_id": [f"t{k}" for k in range(count)], "file": [f"{k}.gpx" for k in range(count)],
        "walked_on": [DAY] * count, "team_id": [team] * count, "assignment_id": [assignment] * count,
    }  # fmt: skip
    return gpd.GeoDataFrame(columns, geometry=[shapely.LineString(line) for line in lines], crs=CRS)


def matched(frame: gpd.GeoDataFrame):
    return match_tracks(frame, routes(), settings=DEFAULTS)


def test_each_track_of_a_pile_goes_to_the_route_it_lies_along_that_day() -> None:
    out, asked = matched(tracks([(100, 2050), (4000, 1950)], [(0, 80), (3000, -80)]))
    assert out["assignment_id"].tolist() == ["north", "south"]
    assert out["team_id"].tolist() == ["1", "2"]
    assert asked == []


def test_a_track_between_two_routes_is_asked_with_both() -> None:
    out, (asked,) = matched(tracks([(0, 2000), (1000, 2000), (1000, 0), (0, 0)]))
    assert out["assignment_id"].tolist() == [""]
    assert {route for route, _ in asked.candidates} == {"north", "south"}
    assert asked.walked_on == "2026-05-01"


def test_a_track_far_from_every_route_is_asked() -> None:
    out, asked = matched(tracks([(0, 9000), (1000, 9000)]))
    assert out["assignment_id"].tolist() == [""]
    assert len(asked) == 1


def test_a_track_of_a_known_team_is_laid_to_that_teams_route_only() -> None:
    out, asked = matched(tracks([(0, 50), (3000, 50)], team="1"))
    assert out["assignment_id"].tolist() == [""]
    assert [route for route, _ in asked[0].candidates] == ["north"]


def test_what_a_person_has_said_stays() -> None:
    out, asked = matched(tracks([(100, 2050), (4000, 1950)], assignment="south"))
    assert out["assignment_id"].tolist() == ["south"]
    assert asked == []


def test_of_a_day_without_routes_nothing_is_asked() -> None:
    frame = tracks([(0, 9000), (1000, 9000)]).assign(walked_on=DAY + pd.Timedelta(days=30))
    plan = SimpleNamespace(routes=routes().to_crs("EPSG:4326"))
    out, asked, _ = laid_to_routes(frame, plan, SimpleNamespace(crs=CRS, settings=DEFAULTS))
    assert (out["assignment_id"].tolist(), asked) == ([""], [])


def test_a_named_route_tells_the_team() -> None:
    frame = tracks([(0, 9000), (1000, 9000)], assignment="south")
    plan = SimpleNamespace(routes=routes().to_crs("EPSG:4326"))
    out, _, _ = laid_to_routes(frame, plan, SimpleNamespace(crs=CRS, settings=DEFAULTS))
    assert out["team_id"].tolist() == ["2"]


def test_a_photo_belongs_to_the_nearest_finding_of_its_day() -> None:
    findings = gpd.GeoDataFrame(
        {"finding_id": ["a", "b", "c"], "found_on": [DAY, DAY, DAY + pd.Timedelta(days=9)],
         "eradicated_on": [pd.NaT] * 3},
        geometry=[shapely.Point(0, 0), shapely.Point(150, 0), shapely.Point(70, 0)],
        crs=CRS,
    )  # fmt: skip
    photos = gpd.GeoDataFrame(
        {"photo_id": list("pqrs"), "finding_id": [""] * 4, "day": [DAY, DAY, DAY, pd.NaT]},
        geometry=[shapely.Point(60, 0), shapely.Point(90, 0), shapely.Point(900, 0), shapely.Point(0, 0)],
        crs=CRS,
    )
    out = match_photos(photos, findings, settings=DEFAULTS)
    assert out["finding_id"].tolist() == ["a", "b", "", ""]
