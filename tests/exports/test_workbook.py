"""A workbook as offices file it: text stays text, days are days, and equal sheets are equal bytes."""

import math
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from geo.exports.workbook import Column, Kind, Sheet, sheet_csv, workbook

COLUMNS = (
    Column("编号", 10),
    Column("村", 8),
    Column("日期", 15, Kind.DAY),
    Column("株数", 7, Kind.WHOLE),
    Column("踏查率", 9, Kind.SHARE),
)


def sheet(rows, **given):
    return Sheet("台账", "苍耳岭乡 & 台账", COLUMNS, rows, **given)


def read(content):
    return openpyxl.load_workbook(BytesIO(content))["台账"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "#N/A", "0012", "2026-05-01", "TRUE"]
)
def test_text_is_never_a_formula_a_number_or_a_day(text):
    page = read(workbook([sheet([(text, "甲村", None, None, None)])], source=""))
    cell = page["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert cell.quotePrefix


def test_days_are_real_days_in_chinese_and_what_is_missing_is_an_empty_cell():
    page = read(
        workbook(
            [sheet([("F1", "", date(2026, 5, 1), math.nan, 0.125), ("F2", "乙", pd.NaT, 3, None)])], source=""
        )
    )
    day = page["C2"]
    assert day.is_date
    assert day.value.date() == date(2026, 5, 1)
    assert day.number_format == 'yyyy"年"m"月"d"日"'
    assert [page[place].value for place in ("B2", "D2", "C3", "E3")] == [None] * 4
    assert page["E2"].number_format == "0.0%"


def test_signs_that_no_workbook_can_hold_are_left_out():
    assert read(workbook([sheet([("a\x07b", "甲", None, 1, 1.0)])], source=""))["A2"].value == "ab"


def test_the_head_is_frozen_and_stands_on_every_printed_page():
    page = read(workbook([sheet([("F1", "甲", None, 1, 1.0)])], source="日志 3:abc"))
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToWidth) == (
        "landscape",
        9,
        1,
    )
    assert page.oddFooter.left.text == "日志 3:abc"
    assert page.oddHeader.center.text == "苍耳岭乡 && 台账"


def test_a_sheet_without_rows_says_why():
    page = read(workbook([sheet([], empty="本期没有发现点。")], source=""))
    assert page["A2"].value == "本期没有发现点。"


def test_a_sheet_as_csv_opens_in_excel_without_formulas():
    content = sheet_csv(sheet([("=1+1", "甲", date(2026, 5, 1), 3, None)]))
    assert content.decode("utf-8") == "\ufeff编号,村,日期,株数,踏查率\r\n'=1+1,甲,2026-05-01,3,\r\n"


def test_a_long_text_makes_its_row_higher():
    page = read(workbook([sheet([("甲" * 40, "", None, 1, 1.0), ("F2", "", None, 1, 1.0)])], source=""))
    assert page.row_dimensions[2].height > 3 * page.row_dimensions[3].height


def test_equal_sheets_are_equal_bytes_without_a_moment_of_making():
    first, again = (workbook([sheet([("F1", "甲", None, 1, 1.0)])], source="x") for _ in range(2))
    assert first == again
    with zipfile.ZipFile(BytesIO(first)) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in book.read("docProps/core.xml")
        assert b"202" not in book.read("docProps/core.xml")
