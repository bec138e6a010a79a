"""Paper visits: a week on paper becomes drafts, findings and yards, and says what it could not place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

from geo.errors import InputError
from geo.exports.template import write_template
from geo.ground.crs import xy_to_lonlat
from geo.sources.observed import read_observed
from geo.sources.visits import PaperVisits, read_visits
from geo.words import Language, t

CRS = "EPSG:32648"
SIZE_M = 500.0
VILLAGES = gpd.GeoDataFrame(
    {"village_id": ["1", "2"], "name": ["李家湾村", "王家坪村"], "township": ["云岭镇", "云岭镇"]},
    geometry=[shapely.box(500_000 + 1000 * k, 3_000_000, 501_000 + 1000 * k, 3_000_500) for k in range(2)],
    crs=CRS,
)
CELLS = pd.DataFrame(
    {
        "cell_id": [f"{1 + k // 2}_{1000 + k}_6000" for k in range(4)],
        "village_id": ["1", "1", "2", "2"],
        "ix": [1000, 1001, 1002, 1003],
        "iy": [6000] * 4,
        "x": [500_250.0 + 500 * k for k in range(4)],
        "y": [3_000_250.0] * 4,
        "area_m2": [250_000.0] * 4,
        "elevation_m": [1000.0, 1100.0, 1200.0, 1300.0],
    }
)
YARDS = gpd.GeoDataFrame(
    {"yard_id": ["y1", "y2", "y3"], "village_id": ["1", "2", "2"], "place": ["上寨", "下寨", "坝子"]},
    geometry=[shapely.Point(500_100, 3_000_100)] * 3,
    crs=CRS,
)  # fmt: skip
(LON,), (LAT,) = xy_to_lonlat([501_600.0], [3_000_200.0], CRS)  # in cell 2_1003_6000 of 王家坪村
HEAD = (
    "踏查日期,组别,村,方格,人次,小时,车次,架次,地名,已进院落,门外查看,踏查结果,经度,纬度,株数,生育期,备注\n"
)


def csv(path: Path, *rows: str, encoding: str = "utf-8-sig", head: str = HEAD) -> Path:
    path.write_bytes((head + "\n".join(rows) + "\n").encode(encoding))
    return path


def read(path: Path, **more: object) -> tuple[PaperVisits, list[str]]:
    out, notes = read_visits(
        path, villages=VILLAGES, cells=CELLS, yards=YARDS, crs=CRS, cell_size_m=SIZE_M, datum="WGS84", **more
    )
    for note in notes:
        for language in Language:
            assert t(note.key, language, **note.args)
    return out, [note.key for note in notes]


QUIET = "2026-05-12,一组,李家湾,1_1000_6000、1_1001_6000,5,6,1,2,,12,3,未发现,,,,,"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_row_is_a_visit_with_its_effort_cells_and_yards(encoding: str, tmp_path: Path) -> None:
    out, _ = read(csv(tmp_path / "a.csv", QUIET, encoding=encoding))
    visit = out.visits.iloc[0]
    assert visit["visited_on"].date() == date(2026, 5, 12)
    columns = ["team_id", "village_id", "persons", "hours", "vehicles", "sorties", "nothing_found"]
    assert visit[columns].tolist() == ["一组", "1", 5, 6.0, 1, 2, True]
    assert (visit["source"], visit["state"]) == ("paper", "draft")
    assert sorted(out.cells["cell_id"]) == ["1_1000_6000", "1_1001_6000"]
    # The only cluster of the village needs no name.
    assert out.yards[["yard_id", "entered", "from_lane"]].to_numpy().tolist() == [["y1", 12, 3]]
    assert out.findings.empty


def test_the_same_sheet_read_again_names_the_same_visits(tmp_path: Path) -> None:
    first, _ = read(csv(tmp_path / "a.csv", QUIET))
    second, _ = read(csv(tmp_path / "b.csv", QUIET))
    assert first.visits["visit_id"].tolist() == second.visits["visit_id"].tolist()


def test_further_findings_of_a_visit_leave_its_effort_empty(tmp_path: Path) -> None:
    find = f"2026-05-12,二组,王家坪,,{{}},,,,,,,发现,{LON + 0.0001},{LAT},{{}},花期,"
    out, _ = read(csv(tmp_path / "a.csv", find.format(4, 30), find.format("", 7)))
    assert len(out.visits) == 1
    assert not out.visits["nothing_found"].iloc[0]
    assert out.visits["persons"].sum() == 4
    assert out.findings["plants"].tolist() == [30, 7]
    assert set(out.findings["visit_id"]) == set(out.visits["visit_id"])


def test_two_visits_of_a_day_to_one_village_stay_two(tmp_path: Path) -> None:
    out, _ = read(csv(tmp_path / "a.csv", QUIET, QUIET))
    assert len(set(out.visits["visit_id"])) == 2


def test_a_place_without_finding_names_its_cell(tmp_path: Path) -> None:
    out, _ = read(csv(tmp_path / "a.csv", f"2026-05-12,一组,,,5,6,,,,,,,{LON},{LAT},,,"))
    assert out.cells["cell_id"].tolist() == ["2_1003_6000"]
    assert out.visits["village_id"].tolist() == ["2"]


def test_a_planned_stop_names_its_cell(tmp_path: Path) -> None:
    file = csv(tmp_path / "a.csv", "2026-05-12,一组,s7,5", head="日期,组别,任务点,人次\n")
    assert read(file, stops={"s7": "1_1001_6000"})[0].cells["cell_id"].tolist() == ["1_1001_6000"]


def test_a_drawn_area_names_the_cells_it_covers(tmp_path: Path) -> None:
    lon, lat = xy_to_lonlat(
        [500_100.0, 501_400.0, 501_400.0, 500_100.0, 500_100.0],
        [3_000_100.0, 3_000_100.0, 3_000_400.0, 3_000_400.0, 3_000_100.0],
        CRS,
    )
    area = {"type": "Polygon", "coordinates": [[list(map(float, p)) for p in zip(lon, lat, strict=True)]]}
    properties = {"date": "2026-05-12", "team": "一组", "persons": 5}
    feature = {"type": "Feature", "properties": properties, "geometry": area}
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    out, _ = read(tmp_path / "a.geojson")
    assert out.cells["cell_id"].tolist() == ["1_1000_6000", "1_1001_6000", "2_1002_6000"]


@pytest.mark.parametrize("header", ["网格", "踏查网格", "责任网格"])
def test_a_column_of_grids_names_responsibility_areas_and_no_cells(header: str, tmp_path: Path) -> None:
    head = f"踏查日期,组别,村,{header},人次,小时\n"
    out, _ = read(csv(tmp_path / "a.csv", "2026-05-12,一组,李家湾,三号网格,5,6", head=head))
    assert out.visits["area"].tolist() == ["三号网格"]
    assert out.cells.empty


def test_yards_of_a_village_with_several_clusters_need_the_place(tmp_path: Path) -> None:
    row = "2026-05-12,一组,王家坪,,5,6,,,{},8,1,未发现,,,,,"
    named, _ = read(csv(tmp_path / "a.csv", row.format("坝子")))
    assert named.yards["yard_id"].tolist() == ["y3"]
    unnamed, keys = read(csv(tmp_path / "b.csv", row.format("")))
    assert unnamed.yards.empty
    assert "source-visit-yards-unplaced" in keys
    assert "已进院落 8" in unnamed.visits["note"].iloc[0]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (f"2026-05-12,一组,王家坪,,5,6,,,,,,未发现,{LON},{LAT},30,,", "source-visit-nothing-but"),
        ("2026-05-12,一组,王家坪,,5,6,,,,,,发现,,,30,,", "source-visit-find-place"),
        ("2026-05-12,一组,王家坪,1_9_9,5,6,,,,,,,,,,,", "source-visit-cell"),
        (",一组,王家坪,,5,6,,,,,,,,,,,", "source-blank-cell"),
        ("2026-05-12,一组,张家沟,,5,6,,,,,,,,,,,", "source-village-unknown"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_with_its_number(row: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(csv(tmp_path / "a.csv", row))
    assert caught.value.key == key
    assert caught.value.args_["row"] == 2


def test_persons_are_dropped_and_numbers_blacked_out(tmp_path: Path) -> None:
    head = "日期,组别,村,人次,户主姓名,备注\n"
    out, keys = read(csv(tmp_path / "a.csv", "2026-05-12,一组,王家坪,5,张三,电话13912345678", head=head))
    assert "source-persons-dropped" in keys
    assert "source-private-numbers" in keys
    assert "张三" not in out.visits["note"].iloc[0]
    assert "13912345678" not in out.visits["note"].iloc[0]


def test_the_template_is_read_as_it_is_filled_in(tmp_path: Path) -> None:
    file = write_template(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(file)
    page = book["踏查记录"]
    page.append(
        [1, date(2026, 5, 13), "一组", "云岭镇", "李家湾村", "", "", 5, 6, 1, 0, "上寨", 12, 3, "未发现"]
    )
    book.save(file)
    out, _ = read(file)
    assert len(out.visits) == 1
    assert out.yards["entered"].tolist() == [12]


def test_an_observed_stage_without_elevation_takes_that_of_its_place(tmp_path: Path) -> None:
    file = csv(
        tmp_path / "a.csv",
        "2026-05-10,花期,王家坪,",
        "2026-05-10,花期,,1500",
        head="观察日期,生育期,村,海拔\n",
    )
    table, notes = read_observed(file, villages=VILLAGES, cells=CELLS, crs=CRS)
    assert table["elevation_m"].tolist() == [1250.0, 1500.0]
    assert "source-observed-elevation" in {note.key for note in notes}


SWATH = "踏查日期,村,人次,队形,并排人数,间距（米）,能看清多远（米）\n"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("并排,5,50,40", ["abreast", 5, 50.0, 40.0]),
        (",5,50,", ["abreast", 5, 50.0, None]),
        ("纵队,5,,", ["file", 1, None, None]),
        (",,,30", ["", 1, None, 30.0]),
    ],
)
def test_a_sheet_says_how_they_walked_and_how_far_they_saw(said: str, kept: list, tmp_path: Path) -> None:
    out, _ = read(csv(tmp_path / "a.csv", f"2026-05-12,李家湾,5,{said}", head=SWATH))
    row = out.visits.iloc[0][["formation", "walkers", "spacing_m", "sight_m"]].tolist()
    assert [None if pd.isna(value) else value for value in row] == kept


@pytest.mark.parametrize("said", ["并排,5,,", "并排,1,50,", ",5,,", ",,50,", "纵队,5,50,"])
def test_a_formation_that_does_not_add_up_is_refused_with_its_row(said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"source-visit-(abreast|file)") as refused:
        read(csv(tmp_path / "a.csv", f"2026-05-12,李家湾,5,{said}", head=SWATH))
    assert refused.value.args_["row"] == 2
