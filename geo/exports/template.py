"""Write the workbook that offices fill in: a sheet for each input, Chinese headers, drop-downs, examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from geo.model.sheets import CHOICES, EXAMPLE_MARK, SHEETS, Sheet

_ROWS_WITH_CHOICES: Final = 2_000
_BOLD: Final = Font(bold=True)
_GREY: Final = Font(color="808080", italic=True)
_HEAD: Final = PatternFill("solid", fgColor="E8EEF4")

GUIDE: Final = (
    "填写说明",
    "每个工作表是一种输入，可以只填需要的表；表头请不要改动，列的顺序可以改变。",
    f"每个表的第 2 行是示例（序号为“{EXAMPLE_MARK}”），读取时会跳过，可以删除。",
    "地点填经纬度或村名其中之一即可；只有村名的记录只影响该村，不会在地图上标点。",
    "经纬度请用十进制度，并在导入时说明坐标基准：WGS84、CGCS2000、GCJ02（手机地图）或 BD09（百度地图）。",
    "日期写成 2026-05-01；株数不清楚可写“若干”或留空。",
    "责任网格填村民组、林班或治理网格，只填岗位（如“村级网格长”），不填人名；有边界的请另交面图层。",
    "请不要填写姓名、身份证号、电话、户主等个人信息，这些列在导入时会被去除。",
    "村界、土地覆盖、水系、影像范围请提供 GeoJSON、Shapefile（zip）或 GeoPackage。",
    "高程请提供 GeoTIFF；道路请提供 OSM（.osm、.osm.bz2）。",
)
"""The first sheet: how to fill in the others."""


def write_template(path: str | Path) -> Path:
    """Write the workbook and return its path.

    Parameters
    ----------
    path : file to write, ending in .xlsx; a folder gets ``tacha-template.xlsx``
    """
    file = Path(path)
    if file.is_dir():
        file = file / "tacha-template.xlsx"
    book = openpyxl.Workbook()
    _write_guide(book.active)
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.chinese), sheet)
    file.parent.mkdir(parents=True, exist_ok=True)
    book.save(file)
    return file


def _write_guide(page: Any) -> None:
    page.title = GUIDE[0]
    for row, line in enumerate(GUIDE, start=1):
        page.cell(row, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
    page.cell(1, 1).font = _BOLD
    page.column_dimensions["A"].width = 100


def _write_sheet(page: Any, sheet: Sheet) -> None:
    headers = ["序号", *(header.chinese for header in sheet.columns)]
    examples = [EXAMPLE_MARK, *(header.example for header in sheet.columns)]
    for column, (head, example) in enumerate(zip(headers, examples, strict=True), start=1):
        top = page.cell(1, column, head)
        top.font, top.fill = _BOLD, _HEAD
        page.cell(2, column, example).font = _GREY
        # A Chinese character is about two Latin ones wide.
        widest = max(len(head), len(str(example)))
        page.column_dimensions[get_column_letter(column)].width = max(10, 2 * widest)
    page.freeze_panes = "B2"
    for column, header in enumerate(sheet.columns, start=2):
        if header.choices:
            _add_choices(page, get_column_letter(column), header.choices)


def _add_choices(page: Any, letter: str, choices: str) -> None:
    """Offer the first word of each value as a drop-down."""
    words: dict[str, str] = {}
    for word, value in CHOICES[choices].items():
        words.setdefault(value, word)
    rule = DataValidation(type="list", formula1=f'"{",".join(words.values())}"', allow_blank=True)
    page.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_ROWS_WITH_CHOICES}")
