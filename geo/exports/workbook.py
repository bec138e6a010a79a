"""Write a workbook as offices file it: heads frozen, text that is no formula, real dates, A4 landscape."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

from geo.exports.values import no_formula
from geo.exports.zips import same_bytes

_A4: Final = 9
_FONT: Final = "宋体"
_HEAD: Final = PatternFill("solid", fgColor="E8EEF4")
_LINE: Final = Side(style="thin", color="808080")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LATIN: Final = 0x2E7F
"""Signs beyond this are as wide as two Latin letters."""
_LINE_PT: Final = 14.0
_FOOTER_LENGTH: Final = 200
"""Excel refuses headers and footers beyond 255 signs, codes counted."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DEGREES = "degrees"
    SHARE = "share"
    DAY = "day"


_FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.WHOLE: "0",
    Kind.NUMBER: "0.00",
    Kind.DEGREES: "0.000000",
    Kind.SHARE: "0.0%",
    Kind.DAY: 'yyyy"年"m"月"d"日"',
}
_CSV_DECIMALS: Final = {Kind.NUMBER: 4, Kind.DEGREES: 6, Kind.SHARE: 4}


@dataclass(frozen=True)
class Column:
    """One column: its head, its width in Latin letters, and what it holds."""

    head: str
    width: float
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Sheet:
    """One sheet: name on the tab, title on paper, columns, rows, and what is said where there are no rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Any, ...]]
    empty: str = ""
    filtered: bool = True


def workbook(sheets: Sequence[Sheet], *, source: str) -> bytes:
    """Return an XLSX workbook; equal sheets give equal bytes.

    Whatever begins with ``=``, ``+``, ``-``, ``@`` or a tab stays text. Values that are missing (None, NaN,
    NaT) are empty cells.

    Parameters
    ----------
    sheets : in order
    source : where the figures come from, at the foot of every page
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    for style in _styles():
        book.add_named_style(style)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        _write_rows(page, sheet)
        _set_paper(page, sheet, source)
    book.properties.creator, book.properties.lastModifiedBy = "Tacha", "Tacha"
    written = BytesIO()
    book.save(written)
    return same_bytes(written.getvalue())


def sheet_csv(sheet: Sheet) -> bytes:
    """Return one sheet as CSV that Excel opens: UTF-8 with its mark, text that is no formula."""
    out = io.StringIO(newline="")
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow([no_formula(column.head) for column in sheet.columns])
    for row in sheet.rows:
        pairs = zip(sheet.columns, row, strict=True)
        written.writerow(["" if _missing(value) else _in_csv(value, column.kind) for column, value in pairs])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _in_csv(value: Any, kind: Kind) -> str:
    match kind:
        case Kind.TEXT:
            return no_formula(str(value))
        case Kind.DAY:
            return f"{value:%Y-%m-%d}"
        case Kind.WHOLE:
            return f"{value:.0f}"
    return f"{value:.{_CSV_DECIMALS[kind]}f}"


def _write_rows(page: Any, sheet: Sheet) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        _put(page.cell(1, number), column.head, Kind.TEXT, "head")
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.row_dimensions[1].height = _height([column.head for column in sheet.columns], sheet.columns)
    for place, row in enumerate(sheet.rows, start=2):
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            _put(page.cell(place, number), value, column.kind)
        page.row_dimensions[place].height = _height(row, sheet.columns)
    if not len(sheet.rows) and sheet.empty:
        _put(page.cell(2, 1), sheet.empty, Kind.TEXT)
        page.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(sheet.columns))
    page.freeze_panes = "A2"
    if sheet.filtered and len(sheet.rows):
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"


def _styles() -> list[NamedStyle]:
    """One style for each kind of column and one for heads: a style of its own for each cell takes minutes."""
    kinds = [
        NamedStyle(
            name=kind.value, font=Font(name=_FONT, size=10), border=_BOX, number_format=_FORMATS[kind],
            alignment=Alignment(
                vertical="center", wrap_text=True, horizontal="left" if kind is Kind.TEXT else "center"
            ),
        )
        for kind in Kind
    ]  # fmt: skip
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    bold = Font(name=_FONT, size=10, bold=True)
    head = NamedStyle(name="head", font=bold, fill=_HEAD, border=_BOX, alignment=centred, number_format="@")
    return [*kinds, head]


def _put(cell: Any, value: Any, kind: Kind, style: str = "") -> None:
    """Fill a cell: text is never looked at as a formula, a number or a day."""
    cell.style = style or kind.value
    if _missing(value):
        return
    if kind is Kind.TEXT:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
        cell.data_type = "s"  # openpyxl has taken what begins with = for a formula
        cell.quotePrefix = True  # still text after somebody has edited the cell
        return
    cell.value = value
    if kind is Kind.DAY:
        cell.number_format = _FORMATS[kind]  # openpyxl has put its own in the place of the style's


def _height(row: Sequence[Any], columns: Sequence[Column]) -> float:
    """Height in points at which the longest text of a row is seen whole: no program works it out alike."""
    texts = [
        (len(value) + sum(ord(sign) > _LATIN for sign in value), column.width)
        for value, column in zip(row, columns, strict=True)
        if isinstance(value, str)
    ]
    lines = max((math.ceil(long / max(width - 1, 1)) for long, width in texts), default=1)
    return _LINE_PT * max(lines, 1) + 2


def _missing(value: Any) -> bool:
    # NaT is the only value beside NaN that differs from itself.
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value)) or value != value  # noqa: PLR0124


def _set_paper(page: Any, sheet: Sheet, source: str) -> None:
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.8, 0.7
    page.oddHeader.center.text = sheet.title.replace("&", "&&")
    page.oddHeader.center.size, page.oddHeader.center.font = 14, f"{_FONT},Bold"
    page.oddFooter.left.text = source.replace("&", "&&")[:_FOOTER_LENGTH]
    page.oddFooter.left.size = 8
    page.oddFooter.right.text, page.oddFooter.right.size = "&P / &N", 8
