"""Reports: the daily line and the two forms of a report from the records, and files that are read back."""

import json
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from geo.actions.coverage.report_lines import Form, report_lines
from geo.actions.export import DissolvedBy, ExportKind
from geo.words import Language
from screens import shell
from screens.reports_files import Wanted, content
from tests.exports.rfc7946 import faults
from tests.screens.test_screens import opened

TEXTS = {ExportKind.MAP, ExportKind.DAILY}


def reports():
    from screens import reports  # noqa: PLC0415  AppTest runs this function on its own

    reports.show()


@pytest.fixture
def office(searched_season, monkeypatch):
    folder, day = searched_season
    monkeypatch.setenv(shell.SITE_VARIABLE, str(folder))
    return folder, day


def test_the_daily_line_says_what_was_found_on_which_ground(office):
    test = opened(reports)
    line = test.text_area[0].value
    day = date.fromisoformat(office[1])
    assert line.startswith(f"截至{day.year}年{day.month}月{day.day}日，site：\n踏查率 ")
    assert "当日踏查 乙村，共 " in line
    assert "当日发现 1 处，40 株" in line
    assert "发现概率" not in line


def test_only_the_internal_form_holds_estimates(office):
    test = opened(reports, **{"kept report": "report"})
    official = test.text_area[0].value
    test.segmented_control(key="report_form").set_value(Form.INTERNAL).run()
    internal = test.text_area[0].value
    assert "发现 1 处，共 40 株" in official
    assert "发现概率" not in official
    assert "发现概率" in internal
    assert "看得最少的村：甲村、乙村" in internal


def test_every_kind_is_offered_and_says_what_it_holds(office):
    english = opened(reports, "en", **{"kept report": "files"})
    assert len(english.selectbox(key="what").options) == len(set(ExportKind) - {ExportKind.DAILY})
    test = opened(reports, **{"kept report": "files"})
    for name in test.selectbox(key="what").options:
        test.selectbox(key="what").select(name).run()
        assert not test.exception, name


@pytest.mark.parametrize("kind", [kind for kind in ExportKind if kind not in TEXTS])
def test_what_is_downloaded_is_clean_and_holds_something(office, kind):
    read = content(office[0], Wanted(kind), of="site", spoken=Language.ZH).decode()
    assert faults(read) == []
    assert json.loads(read)["features"]


def test_coverage_joined_by_state_is_downloaded_under_a_name_of_its_own(office):
    wanted = Wanted(ExportKind.COVERAGE, "w1", by=DissolvedBy.STATE)
    assert wanted.name == "coverage_by_state_w1.geojson"
    rows = json.loads(content(office[0], wanted, of="site", spoken=Language.ZH))["features"]
    assert {row["properties"]["village"] for row in rows} == {"乙村"}


def test_nothing_found_is_not_said_where_no_ground_counts_as_surveyed():
    nowhere = SimpleNamespace(
        whole={"survey_rate": 0.0, "declared_rate": None, "yards": 0}, match_rate=float("nan")
    )
    none = pd.DataFrame({"species": [], "state": [], "plants": [], "area_m2": []})
    keys = [note.key for note in report_lines(nowhere, none, form=Form.OFFICIAL)]
    assert keys == ["report-rate", "report-nothing-nowhere"]
