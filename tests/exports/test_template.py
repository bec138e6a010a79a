"""The workbook that offices fill in is read back by the readers of sheets."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
import shapely

from geo.exports.template import write_template
from geo.model.sheets import CHOICES, EXAMPLE_MARK, SHEETS
from geo.sources import sheets
from geo.sources.aliases import column_of

READERS = {
    "history": sheets.read_history, "effort": sheets.read_effort, "leads": sheets.read_leads,
    "yards": sheets.read_yards, "bases": sheets.read_bases, "findings": sheets.read_findings,
}  # fmt: skip
VILLAGES = gpd.GeoDataFrame(
    {"village_id": ["1"], "name": ["李家湾村"], "township": ["云岭镇"]},
    geometry=[shapely.box(500_000, 2_800_000, 600_000, 2_950_000)],
    crs="EPSG:4543",
)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A template whose example rows were taken for real ones."""
    file = write_template(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(file)
    for sheet in SHEETS:
        book[sheet.chinese].cell(2, 1, "1")
    book.save(file)
    return file


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.role)
def test_every_header_is_understood(sheet) -> None:
    headers = [header.chinese for header in sheet.columns]
    assert [column_of(headers, header.ours) for header in sheet.columns] == headers


@pytest.mark.parametrize("role", READERS)
def test_every_example_row_is_a_valid_row(role: str, filled: Path) -> None:
    table, _ = READERS[role](filled, villages=VILLAGES, crs="EPSG:4543", datum="WGS84")
    assert len(table) == 1


def test_the_example_team_is_a_valid_team(filled: Path) -> None:
    teams, given, _ = sheets.read_teams(filled)
    assert teams["team_id"].tolist() == ["一组"]
    assert given["days"].tolist() == [10]


def test_marked_examples_are_not_read(tmp_path: Path) -> None:
    file = write_template(tmp_path)
    assert openpyxl.load_workbook(file)["线索"].cell(2, 1).value == EXAMPLE_MARK
    with pytest.raises(ValueError, match="source-no-rows-sheet"):
        sheets.read_leads(file, villages=VILLAGES, crs="EPSG:4543", datum="WGS84")


def test_drop_downs_offer_every_value_once(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(write_template(tmp_path))["线索"]
    offered = {rule.formula1.strip('"') for rule in page.data_validations.dataValidation}
    assert any(len(words.split(",")) == len(set(CHOICES["kind"].values())) for words in offered)
    assert page.freeze_panes == "B2"
