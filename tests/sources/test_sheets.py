"""Sheets as offices write them: Chinese headers, GBK, mu, days in every spelling; persons stay out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
import shapely

from geo.errors import InputError
from geo.ground.crs import xy_to_lonlat
from geo.ground.datum import from_wgs84
from geo.sources.sheets import (
    read_bases,
    read_climate,
    read_effort,
    read_findings,
    read_history,
    read_images,
    read_leads,
    read_yards,
)
from geo.words import Language, t

CRS = "EPSG:32648"
VILLAGES = gpd.GeoDataFrame(
    {
        "village_id": ["1", "2", "3"],
        "name": ["李家湾村", "王家坪村", "李家湾村"],
        "township": ["甲乡", "甲乡", "乙乡"],
    },
    geometry=[shapely.box(500_000 + 1000 * k, 3_000_000, 501_000 + 1000 * k, 3_001_000) for k in range(3)],
    crs=CRS,
)
(LON,), (LAT,) = xy_to_lonlat([501_500.0], [3_000_500.0], CRS)  # in 王家坪村


def csv(tmp_path: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    file = tmp_path / "a.csv"
    file.write_bytes(text.encode(encoding))
    return file


def read(reader, file: Path, **more: object):
    table, notes = reader(file, villages=VILLAGES, crs=CRS, **more)
    for note in notes:
        for language in Language:
            assert t(note.key, language, **note.args)
    return table, [note.key for note in notes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("comma", [",", "\t", ";"])
def test_csv_is_read_in_every_encoding_and_comma(encoding: str, comma: str, tmp_path: Path) -> None:
    file = csv(tmp_path, "发现日期,村名,株数\n2024-05-01,王家坪,12\n".replace(",", comma), encoding)
    table, notes = read(read_history, file)
    assert table[["season", "village_id", "plants"]].iloc[0].tolist() == [2024, "2", 12.0]
    assert ("source-encoding-guessed" in notes) == (encoding == "gbk")


@pytest.mark.parametrize(
    "written",
    ["2026-05-01", "2026/5/1", "2026年5月1日", "2026.5.1", "20260501", "46143", "2026-05-01 08:30:00"],
)
def test_days_in_every_spelling(written: str, tmp_path: Path) -> None:
    table, _ = read(read_leads, csv(tmp_path, f"日期,村\n{written},王家坪村\n"))
    assert table["reported_on"].iloc[0].date() == date(2026, 5, 1)


def test_excel_days_are_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["日期", "村", "株数"])
    book.active.append([datetime(2026, 5, 1, 12), "王家坪村", 3])  # noqa: DTZ001  Excel knows no zones
    book.save(tmp_path / "a.xlsx")
    table, _ = read(read_history, tmp_path / "a.xlsx")
    assert table["season"].tolist() == [2026]


@pytest.mark.parametrize(
    ("written", "plants"),
    [("12", 12), ("约1,200株", 1200), ("120株", 120), ("若干", None), ("some", None), ("", None)],
)
def test_plants_may_be_some(written: str, plants: float | None, tmp_path: Path) -> None:
    table, _ = read(read_history, csv(tmp_path, f'年份,村,株数\n2024,王家坪村,"{written}"\n'))
    assert table["plants"].isna().iloc[0] if plants is None else table["plants"].iloc[0] == plants


def test_mu_become_square_metres(tmp_path: Path) -> None:
    table, _ = read(read_history, csv(tmp_path, "年份,村,面积（亩）\n2024,王家坪村,1.5\n"))
    assert table["area_m2"].iloc[0] == pytest.approx(1000.0)


def test_a_village_record_gets_no_invented_point(tmp_path: Path) -> None:
    table, notes = read(read_history, csv(tmp_path, "年份,村\n2024,王家坪村\n"))
    assert table.geometry.isna().all()
    assert "source-by-village" in notes


def test_a_point_is_placed_by_its_datum(tmp_path: Path) -> None:
    lon, lat = from_wgs84([LON], [LAT], "GCJ02")
    text = f"年份,经度,纬度\n2024,{lon[0]:.8f},{lat[0]:.8f}\n"
    table, _ = read(read_history, csv(tmp_path, text), datum="GCJ02")
    assert table.geometry.iloc[0].distance(shapely.Point(501_500, 3_000_500)) < 0.01
    assert table["village_id"].tolist() == ["2"]


def test_metres_are_taken_in_the_site_crs_also_when_swapped(tmp_path: Path) -> None:
    for x, y in ((501_500, 3_000_500), (3_000_500, 501_500)):
        table, notes = read(read_history, csv(tmp_path, f"年份,X坐标,Y坐标\n2024,{x},{y}\n"))
        assert table.geometry.iloc[0].equals(shapely.Point(501_500, 3_000_500))
        assert "source-metres-taken" in notes


@pytest.mark.parametrize(
    ("written", "village"),
    [("王家坪", "2"), ("王家坪村委会", "2"), ("2", "2"), ("甲乡李家湾村", "1"), ("乙乡李家湾", "3")],
)
def test_villages_by_name_or_code(written: str, village: str, tmp_path: Path) -> None:
    table, _ = read(read_history, csv(tmp_path, f"年份,村\n2024,{written}\n"))
    assert table["village_id"].tolist() == [village]


def test_one_name_in_two_townships_needs_the_township(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(read_history, csv(tmp_path, "年份,村\n2024,李家湾村\n"))
    assert caught.value.key == "source-village-ambiguous"
    table, _ = read(read_history, csv(tmp_path, "年份,乡镇,村\n2024,乙乡,李家湾村\n"))
    assert table["village_id"].tolist() == ["3"]


def test_an_unknown_village_is_named_with_its_row_and_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(read_history, csv(tmp_path, "年份,村\n2024,王家坪村\n\n2024,王家评村\n"))
    assert caught.value.args_["row"] == 4
    assert str(caught.value.args_["suggestion"]).startswith("王家坪村")


def test_columns_about_persons_are_dropped_and_named(tmp_path: Path) -> None:
    text = "年份,村,户主姓名,身份证号,联系电话,备注\n2024,王家坪村,张三,520123199001011234,13812345678,沟边\n"
    table, notes = read_history(csv(tmp_path, text), villages=VILLAGES, crs=CRS)
    said = next(note for note in notes if note.key == "source-persons-dropped")
    assert said.args["columns"] == "户主姓名, 身份证号, 联系电话"
    assert "张三" not in table.to_string()
    assert "1381234" not in table.to_string()


def test_numbers_of_persons_in_notes_are_blacked_out(tmp_path: Path) -> None:
    text = "村,类型,备注\n王家坪村,举报,电话13812345678 证520123199001011234\n"
    table, notes = read(read_leads, csv(tmp_path, text))
    assert table["note"].tolist() == ["电话*** 证***"]
    assert "source-private-numbers" in notes


def test_title_rows_above_the_headers_are_passed_over(tmp_path: Path) -> None:
    table, _ = read(
        read_history,
        csv(tmp_path, "甲乡历年发现情况表,,\n制表日期：2026年,,\n年份,村,株数\n2024,王家坪村,3\n"),
    )
    assert table["plants"].tolist() == [3.0]


def test_leads_get_assumed_strength_and_error_and_say_so(tmp_path: Path) -> None:
    text = f"类型,村,经度,纬度,可信度\n卫星靶点,,{LON},{LAT},0.9\n举报,王家坪村,,,\n"
    table, notes = read(read_leads, csv(tmp_path, text), datum="WGS84")
    assert table["kind"].tolist() == ["satellite", "tip"]
    assert table["error_m"].tolist() == [50.0, 250.0]
    assert table["strength"].tolist() == [0.9, 0.5]
    assert "source-lead-strength" in notes


def test_other_columns_of_a_lead_are_kept_in_its_note(tmp_path: Path) -> None:
    table, _ = read(read_leads, csv(tmp_path, "村,备注,地形\n王家坪村,沟边,陡坡\n"))
    assert table["note"].tolist() == ["沟边; 地形: 陡坡"]


def test_points_outside_every_village_are_kept_and_counted(tmp_path: Path) -> None:
    table, notes = read(read_leads, csv(tmp_path, f"经度,纬度\n{LON + 1},{LAT}\n"), datum="WGS84")
    assert table["village_id"].tolist() == [""]
    assert "source-points-outside" in notes


def test_points_in_another_village_than_named_are_counted(tmp_path: Path) -> None:
    text = f"乡镇,村,经度,纬度\n甲乡,李家湾村,{LON},{LAT}\n"
    table, notes = read(read_leads, csv(tmp_path, text), datum="WGS84")
    assert table["village_id"].tolist() == ["2"]
    assert "source-other-village" in notes


def test_yards_known_by_village_stand_inside_it(tmp_path: Path) -> None:
    table, notes = read(read_yards, csv(tmp_path, "村,地名,院落数\n王家坪村,上寨,12\n"))
    assert VILLAGES.geometry.iloc[1].contains(table.geometry.iloc[0])
    assert table[["yards", "checked", "from_lane"]].iloc[0].tolist() == [12, 0, 0]
    assert "source-yards-inner-point" in notes


def test_effort_of_one_season_and_village_adds_up(tmp_path: Path) -> None:
    table, _ = read(
        read_effort, csv(tmp_path, "年份,村,覆盖系数\n2024,王家坪村,0.3\n2024,2,0.2\n2023,2,0.1\n")
    )
    assert table["coverage"].tolist() == pytest.approx([0.1, 0.5])


def test_findings_are_named_after_what_they_say(tmp_path: Path) -> None:
    head = "日期,经度,纬度,生育期,株数,铲除日期\n"
    flower, later = f"2026-05-01,{LON},{LAT},花期,9,2026-05-02\n", f"2026-05-03,{LON},{LAT},,,\n"
    first, _ = read(read_findings, csv(tmp_path, head + flower + later), datum="WGS84")
    again, _ = read(read_findings, csv(tmp_path, head + later), datum="WGS84")
    assert first["finding_id"].tolist()[1:] == again["finding_id"].tolist()
    assert first["state"].tolist() == ["eradicated", "reported"]
    assert first["revisit_due"].iloc[0].date() == date(2026, 5, 23)


def test_points_of_a_geojson_are_wgs84_and_it_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    gpd.GeoDataFrame({"名称": ["镇政府"]}, geometry=[shapely.Point(LON, LAT)], crs="EPSG:4326").to_file(file)
    table, notes = read(read_bases, file)
    assert table[["base_id", "name"]].iloc[0].tolist() == ["镇政府", "镇政府"]
    assert table.geometry.iloc[0].distance(shapely.Point(501_500, 3_000_500)) < 0.2
    assert "source-wgs84-by-standard" in notes


def test_images_seen_are_polygons_with_their_day(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    VILLAGES.iloc[:1][["geometry"]].assign(影像日期="2026年4月1日").to_file(file)
    table, _ = read(read_images, file)
    assert table["taken_on"].iloc[0].date() == date(2026, 4, 1)
    assert table.area.iloc[0] == pytest.approx(1e6)


def test_climate_needs_twelve_months(tmp_path: Path) -> None:
    rows = "".join(f"{month}月,{month}.5,1500\n" for month in range(1, 13))
    table, _ = read(read_climate, csv(tmp_path, "月份,平均气温,海拔\n" + rows))
    assert table["month"].tolist() == list(range(1, 13))
    with pytest.raises(InputError) as caught:
        read(read_climate, csv(tmp_path, "月份,平均气温,海拔\n1,2,3\n"))
    assert caught.value.key == "source-climate-months"


def test_a_finding_that_was_reopened_is_read_as_such(tmp_path: Path) -> None:
    file = csv(tmp_path, f"发现日期,经度,纬度,状态\n2026-05-12,{LON},{LAT},重新立案\n")
    table, _ = read(read_findings, file, datum="WGS84")
    assert table["state"].tolist() == ["reopened"]
