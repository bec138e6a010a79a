"""Responsibility areas: declared by paper, surveyed with track, counted; figures that a pencil checks."""

import geopandas as gpd
import pandas as pd
import pytest

from geo.model.schema import AREAS
from geo.model.tables import check
from geo.search.areas import areas_surveyed, by_area, declare_areas, named_areas
from geo.search.coverage import coverage
from geo.search.risk import risk
from tests.search.worlds import CRS, square_cells, surveys_of, tracks_of, village_strips, windows_of

DAY = "2025-06-05"
WEST = {"cells": ["v0_0_0", "v0_0_1"]}


def areas_of(*rows):
    """AREAS from (village, name, kind); their ground stands in the cells."""
    frame = pd.DataFrame(list(rows), columns=["village_id", "name", "kind"])
    frame = frame.assign(area_id=frame["village_id"] + "-" + frame["name"], post="")
    none = gpd.GeoSeries([None] * len(frame), crs=CRS)
    return check(gpd.GeoDataFrame(frame, geometry=none, crs=CRS), AREAS)


AREAS_OF_TWO = areas_of(("v0", "一组", "group"), ("v0", "二组", "group"), ("v0", "上寨组", "group"))


def meant(area, *, areas=AREAS_OF_TWO, village="v0"):
    surveys = surveys_of({"visit_id": "s0", "village_id": village, "area": area})
    found, lost = named_areas(
        surveys, areas, village_strips(4, 1, villages=2).assign(name=["上坝村", "乙村"])
    )
    return found["area_id"].tolist(), lost


@pytest.mark.parametrize(
    "written", ["一组", "1组", "第一村民小组", "上坝村一组", "上坝1组", "v0-一组", "一 组"]
)
def test_one_area_is_written_in_many_ways(written):
    assert meant(written) == (["v0-一组"], [])


def test_a_visit_may_name_several_areas_and_what_is_not_on_the_list_is_told():
    assert meant("一组、2组，上寨") == (["v0-一组", "v0-二组", "v0-上寨组"], [])
    assert meant("一组、九组") == (["v0-一组"], ["九组"])
    assert meant("一组", village="v1") == ([], ["一组"])
    assert meant("") == ([], [])


def test_a_compartment_is_meant_by_both_its_numbers_and_a_name_of_two_areas_means_none():
    forest = areas_of(("v0", "12-3", "compartment"), ("v0", "12-4", "compartment"))
    assert meant("12林班3小班", areas=forest) == (["v0-12-3"], [])
    twins = areas_of(("v0", "一组", "group"), ("v0", "1组", "group"))
    assert meant("第1组", areas=twins) == ([], ["第1组"])
    assert meant("一组", areas=twins) == (["v0-一组"], [])


@pytest.fixture
def week(one_sowing, june_flower, nothing_known):
    """Two columns of cells, west of 一组 and east of 二组; 上寨组 is known by name only."""

    def run(tracks, *visits):
        area_id = ["v0-一组", "v0-二组"] * 2
        cells, villages = square_cells(2, 2, area_id=area_id), village_strips(2, 2)
        table, _ = risk(cells, settings=one_sowing, **nothing_known)
        surveys = surveys_of(*visits)
        named, _ = named_areas(surveys, AREAS_OF_TWO, villages)
        surveys = declare_areas(surveys, named, cells)
        found, _ = coverage(
            tracks_of(tracks), villages=villages, cells=cells, cell_size_m=250.0,
            windows=windows_of(("2025-06-01", "2025-06-16")), risk=table, crop_year=june_flower,
            settings=one_sowing, surveys=surveys,
        )  # fmt: skip
        return by_area(found, cells, AREAS_OF_TWO, villages, table, named=named, surveys=surveys).set_index(
            "name"
        )

    return run


LANE = [(125.0, 0.0), (125.0, 500.0)]
PAPER = {"source": "paper", "village_id": "v0"}


def test_a_paper_visit_that_names_an_area_declares_its_cells(week):
    table = week([], {**PAPER, "area": "2组"})
    assert table["surveyed"].tolist() == ["no", "declared", "no"]
    assert table["declared_rate"].tolist()[:2] == [0.0, 1.0]
    assert table["survey_rate"].tolist()[:2] == [0.0, 0.0]
    assert table["cells"].tolist() == [2, 2, 0]


def test_a_visit_that_names_cells_declares_these_and_one_on_tracks_none(week):
    table = week([], {**PAPER, "area": "一组", "cells": ["v0_0_0"]})
    assert table.loc["一组", "declared_rate"] == pytest.approx(0.5)
    table = week([(DAY, [LANE])], {"village_id": "v0", "area": "二组", "tracks": ["t0"]})
    assert table["declared_rate"].tolist()[:2] == [0.0, 0.0]
    assert table["survey_rate"].tolist()[:2] == [1.0, 0.0]
    assert table["surveyed"].tolist() == ["track", "declared", "no"]


def test_an_area_known_by_name_has_no_rate_and_counts_as_declared_when_it_is_named(week):
    row = week([], {**PAPER, "area": "上寨组"}).loc["上寨组"]
    assert (row["surveyed"], row["visits"]) == ("declared", 1)
    assert row[["survey_rate", "pod", "expected_left"]].isna().all()


def test_groups_surveyed_of_all_counts_track_and_paper_apart_and_what_nobody_confirmed_not(week):
    table = week(
        [(DAY, [LANE])],
        {"tracks": ["t0"]},
        {**PAPER, "area": "上寨组"},
        {**PAPER, "area": "二组", "state": "submitted"},
    )
    counts = areas_surveyed(table.reset_index(), "kind").loc["group"]
    assert counts.to_dict() == {"areas": 3, "areas_with_track": 1, "areas_declared": 1}


def test_before_anybody_submits_a_visit_tracks_alone_count(week):
    table = week([(DAY, [LANE])])
    assert table["surveyed"].tolist() == ["track", "no", "no"]
    assert table["declared_rate"].isna().all()
