"""Read the cells of a workbook or a CSV: encoding, comma, sheet and the row of headers are found out."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.errors import InputError
from geo.model.notes import Note
from geo.model.sheets import EXAMPLE_MARK, TITLES
from geo.settings import Settings
from geo.sources import aliases
from geo.sources.opening import refuse_swollen

_MOST_COLUMNS: Final = 200
_HEADER_WITHIN: Final = 10  # title rows stand above the headers of many sheets
_NO_FORMULA: Final = tuple(f"'{sign}" for sign in "=+-@\t\r")
_EXCEL_FAULTS: Final = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    RuntimeError,
    OverflowError,
    zlib.error,
    SyntaxError,
)  # fmt: skip  what openpyxl lets through on damaged files; SyntaxError is XML's ParseError


def read_cells(
    file: Path, kind: str, *, role: str, columns: tuple[str, ...], settings: Settings
) -> tuple[pd.DataFrame, list[int], list[Note]]:
    """Read a table whose headers stand somewhere in its first rows.

    Parameters
    ----------
    kind : xlsx or text, as `look_at` tells it
    role : names the sheet of a workbook that holds several
    columns : ours, by whose other names the headers are known

    Returns
    -------
    cells under their headers as written, the number of each row in the file, and what was guessed

    Raises
    ------
    InputError : unreadable, no headers that we know, no rows, too many rows
    """
    notes: list[Note] = []
    if kind == "xlsx":
        table = _workbook(file, role, settings)
    else:
        table, notes = _csv(file, settings)
    at = _header_row(table, columns, name=file.name)
    header = _unique([aliases.plain_text(cell) for cell in table[at]])
    body = [
        (row_number, row)
        for row_number, row in enumerate(table[at + 1 :], start=at + 2)
        if any(aliases.plain_text(cell) for cell in row) and aliases.plain_text(row[0]) != EXAMPLE_MARK
    ]
    if not body:
        raise InputError("source-no-rows-sheet", file=file.name)
    frame = pd.DataFrame(
        [[*row, *[None] * len(header)][: len(header)] for _, row in body], columns=header, dtype=object
    )
    return frame, [row_number for row_number, _ in body], notes


def _workbook(file: Path, role: str, settings: Settings) -> list[list[Any]]:
    import openpyxl  # noqa: PLC0415  when a workbook is read: most runs read none

    refuse_swollen(file, settings=settings)
    limit = settings.intake.largest_sheet_rows
    try:
        # A stream, for openpyxl refuses names that do not end in xlsx.
        with warnings.catch_warnings(), file.open("rb") as stream:
            # openpyxl warns of styles and drop-downs it does not keep; we only read cells.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            try:
                sheet = _sheet_of(book, role)
                sheet.reset_dimensions()
                cells = sheet.iter_rows(max_row=limit + 1, max_col=_MOST_COLUMNS, values_only=True)
                table = [list(row) for row in cells]
            finally:
                book.close()
    except _EXCEL_FAULTS as fault:
        raise InputError("source-unreadable", file=file.name, reason="XLSX") from fault
    return _within_limit(table, settings, name=file.name)


def _sheet_of(book: Any, role: str) -> Any:
    wanted = {role, TITLES.get(role, role)}
    named = [sheet for sheet in book.worksheets if sheet.title.strip() in wanted]
    return (named or book.worksheets)[0]


def _csv(file: Path, settings: Settings) -> tuple[list[list[Any]], list[Note]]:
    raw = file.read_bytes()
    text, encoding = _decoded(raw, name=file.name)
    notes = (
        [Note("source-encoding-guessed", {"file": file.name, "encoding": encoding})]
        if encoding == "GBK"
        else []
    )
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max((",", ";", "\t", "，"), key=first.count)
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        table = [[_as_meant(cell) for cell in row[:_MOST_COLUMNS]] for row in read]
    except csv.Error as fault:
        raise InputError("source-unreadable", file=file.name, reason="CSV") from fault
    return _within_limit(table, settings, name=file.name), notes


def _as_meant(cell: str) -> str:
    """Take off the apostrophe that kept a text from being taken for a formula."""
    return cell[1:] if cell.startswith(_NO_FORMULA) else cell


def _decoded(raw: bytes, *, name: str) -> tuple[str, str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = (("utf-16", "UTF-16"),)
    else:
        tries = (("utf-8-sig", "UTF-8"), ("gb18030", "GBK"))  # type: ignore[assignment]
    for codec, shown in tries:
        try:
            return raw.decode(codec), shown
        except UnicodeDecodeError:
            continue
    raise InputError("source-encoding", file=name)


def _within_limit(table: list[list[Any]], settings: Settings, *, name: str) -> list[list[Any]]:
    limit = settings.intake.largest_sheet_rows
    if len(table) > limit:
        raise InputError("source-too-many-rows", file=name, limit=limit)
    if not table:
        raise InputError("source-no-rows-sheet", file=name)
    return table


def _header_row(table: list[list[Any]], columns: tuple[str, ...], *, name: str) -> int:
    """Find the row that holds most headers we know."""
    known = [
        sum(
            aliases.column_of([aliases.plain_text(cell) for cell in row], ours) is not None
            for ours in columns
        )
        for row in table[:_HEADER_WITHIN]
    ]
    if not any(known):
        raise InputError("source-no-headers", file=name, columns=", ".join(columns))
    return int(np.argmax(known))


def _unique(header: list[str]) -> list[str]:
    """Give a number to headers that stand twice, so that each column keeps a name."""
    seen: dict[str, int] = {}
    out = []
    for name in header:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 or not name else f"{name} {seen[name]}")
    return [name or f"#{k}" for k, name in enumerate(out, start=1)]
