"""The ledger: the columns of the trade, from the records alone, and no person in it."""

import csv
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from geo.actions.office.ledger import ledger, ledger_csv
from geo.actions.office.period import Period
from geo.errors import RecordError
from geo.records import audit
from geo.records.actor import ALONE, Actor, Role
from geo.records.store import Store
from geo.records.visits import save_visit, submit
from geo.words import Language
from tests.actions.office.conftest import JUNE


@pytest.fixture(scope="module")
def made(june_made):
    return ledger(june_made, JUNE)


@pytest.fixture(scope="module")
def book(made):
    name, content = made
    assert name == "ledger_202606.xlsx"
    return openpyxl.load_workbook(BytesIO(content))


def rows(page):
    head, *body = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_findings_stand_in_the_columns_of_the_trade(book):
    found = {row["编号"]: row for row in rows(book["发现台账"])}
    assert list(found) == ["F1", "F2", "F3", "F6", "F7"]
    first = found["F1"]
    assert first["序号"] == 1
    assert first["日期"].date() == date(2026, 6, 3)
    assert (first["村"], first["网格"], first["种类"], first["株数"]) == ("甲村", "一组", "罂粟", 40)
    assert first["面积/亩"] == pytest.approx(9 * 15 / 10_000)
    assert first["处置"] == "已铲除 2026-06-04"
    assert first["复查"] == "2026-06-25前"
    assert found["F2"]["处置"].startswith("待取证")
    assert found["F7"]["株数依据"] == "估算"
    assert {row["责任人（岗位或组）"] for row in found.values()} <= {"包组干部", None}


def test_visits_tell_their_ground_beside_nothing_found(book):
    visits = rows(book["踏查记录"])
    assert len(visits) == 7
    assert {row["签字"] for row in visits} == {"自行确认", "待签字", "退回"}
    on_track = [row for row in visits if row["依据"] == "轨迹"]
    assert all(
        row["结果"] == "零报告" and row["所到方格/亩"] > 0 and row["轨迹/公里"] > 0 for row in on_track
    )


def test_revisits_say_which_are_late_and_which_lie_ahead(book):
    looks = rows(book["回头看"])
    assert {row["复查结果"] for row in looks} == {"到期未查", "未到期", "复种复长"}
    late = [row["编号"] for row in looks if row["复查结果"] == "到期未查"]
    assert late == ["F4", "F1"]
    assert [row["应查之日"] for row in looks] == sorted(row["应查之日"] for row in looks)


def test_official_figures_stand_by_village_and_area_with_their_sum(book):
    villages = rows(book["各村数字"])
    assert [row["村"] for row in villages] == ["乙村", "甲村", "合计"]
    assert villages[-1]["发现/处"] == sum(row["发现/处"] for row in villages[:-1]) == 4
    assert {row["踏查情况"] for row in rows(book["各责任网格数字"])} == {"有轨迹"}
    assert "各乡镇数字" not in book.sheetnames  # the villages' file names no township


def test_the_head_of_the_log_stands_on_every_page_and_on_the_last_sheet(book, june_made):
    with Store.open(june_made) as store:
        head = str(audit.head(store))
    assert all(head in page.oddFooter.left.text for page in book)
    assert any(head in str(row[2]) for row in book["口径和依据"].values)


def test_a_village_named_like_a_formula_stays_text(june_site):
    with Store.open(june_site) as store:
        given = {
            "visited_on": date(2026, 6, 21),
            "team_id": "=1+1",
            "village_id": "甲村",
            "not_entered": "@SUM(A1)",
        }
        submit(store, save_visit(store, given, actor=ALONE), actor=ALONE)
    page = openpyxl.load_workbook(BytesIO(ledger(june_site, JUNE)[1]))["踏查记录"]
    cells = [cell for row in page.iter_rows() for cell in row if str(cell.value).startswith(("=", "@"))]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), ("@SUM(A1)", "s")]


def test_the_same_records_give_the_same_bytes_wherever_the_site_lies(made, june_site):
    assert made == ledger(june_site, JUNE)


def test_a_time_without_records_says_so_and_an_english_ledger_is_english(june_made):
    _, content = ledger(june_made, Period(date(2026, 3, 1), date(2026, 3, 31)), language=Language.EN)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book["Findings"]["A2"].value.startswith("There is no finding, but no ground was confirmed")
    assert book["Visits"]["A2"].value == "No visits on record in this period."
    assert [row["Village"] for row in rows(book["By village"])] == ["乙村", "甲村", "Total"]


def test_findings_come_as_csv_too(june_made):
    name, content = ledger_csv(june_made, JUNE)
    head, *body = csv.reader(content.decode("utf-8-sig").splitlines())
    assert name == "ledger_202606.csv"
    assert [row[head.index("编号")] for row in body] == ["F1", "F2", "F3", "F6", "F7"]
    assert body[0][head.index("日期")] == "2026-06-03"
    assert body[1][head.index("株数")] == ""


def test_who_may_not_report_gets_nothing(june_site):
    with pytest.raises(RecordError):
        ledger(june_site, JUNE, actor=Actor("wang", Role.SURVEYOR, team_id="一组"))
