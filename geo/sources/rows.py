"""Read rows of a sheet, a CSV or a point layer, with headers made ours and columns about persons left out."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.errors import InputError
from geo.model.notes import Note
from geo.settings import DEFAULTS, Settings
from geo.sources import aliases
from geo.sources.cells import read_cells
from geo.sources.opening import look_at
from geo.sources.vectors import VECTOR_KINDS, read_frame
from geo.sources.written import chosen, column_of_days, column_of_numbers

_PRIVATE: Final = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


@dataclass(frozen=True)
class Rows:
    """Rows of an input: cells by our column names, `shapes` (WGS84 or the file's CRS) if it is spatial.

    `row_numbers` are those of the file, for errors.
    """

    cells: pd.DataFrame
    shapes: gpd.GeoSeries | None
    file: str
    row_numbers: list[int]
    headers: dict[str, str]
    other: pd.DataFrame

    def column(self, ours: str) -> list[Any]:
        """Cells of a column; None in every row if the file has no such column."""
        return list(self.cells[ours]) if ours in self.cells else [None] * len(self.cells)

    def has(self, ours: str) -> bool:
        """Tell whether the file has the column."""
        return ours in self.cells

    def header(self, ours: str) -> str:
        """Header as the file writes it, for errors."""
        return self.headers.get(ours, ours)

    def texts(self, ours: str) -> list[str]:
        """Texts of a column, "" where empty."""
        return [aliases.plain_text(cell) for cell in self.column(ours)]

    def days(self, ours: str) -> list[Any]:
        """Days of a column, None where empty; an unreadable one is an InputError with its row."""
        return column_of_days(
            self.column(ours), file=self.file, row_numbers=self.row_numbers, column=self.header(ours)
        )

    def numbers(self, ours: str, *, low: float = 0.0, high: float = math.inf) -> NDArray[np.float64]:
        """Numbers of a column within limits, NaN where empty; others are an InputError with their row."""
        found = column_of_numbers(
            self.column(ours), file=self.file, row_numbers=self.row_numbers, column=self.header(ours),
            low=low, high=high,
        )  # fmt: skip
        return np.array(found, dtype=float)

    def words(self, ours: str, choices: str, allowed: tuple[str, ...]) -> list[str]:
        """Return the allowed values that words mean, "" where empty; others are an InputError."""
        out = []
        for cell, number in zip(self.column(ours), self.row_numbers, strict=True):
            try:
                out.append(chosen(cell, choices, allowed))
            except ValueError as fault:
                place = {"file": self.file, "row": number, "column": self.header(ours)}
                args = {"value": str(cell)[:40], "suggestion": str(fault)}
                raise InputError("source-unknown-word", **place, **args) from fault
        return out

    def require(self, *columns: str) -> None:
        """Refuse a file without these columns."""
        for ours in columns:
            if not self.has(ours):
                known = ", ".join(aliases.ALIASES[ours][:4])
                raise InputError("source-column-missing", file=self.file, column=ours, aliases=known)

    def refuse_blank(self, ours: str, blank: Any) -> None:
        """Refuse a file in which a cell of this column is empty."""
        if np.any(blank):
            number = self.row_numbers[int(np.flatnonzero(blank)[0])]
            raise InputError("source-blank-cell", file=self.file, row=number, column=self.header(ours))


def read_rows(
    path: str | Path,
    *,
    role: str,
    columns: tuple[str, ...],
    datum: str | None = None,
    settings: Settings = DEFAULTS,
    prefer: str = "Point",
) -> tuple[Rows, list[Note]]:
    """Read the rows of an input.

    Parameters
    ----------
    path : XLSX, CSV in UTF-8, GBK or UTF-16; GeoJSON, GeoPackage, Shapefile, KML for places
    role : names the sheet of a workbook that holds several
    columns : ours that the input may have; aliases are looked for in this order
    prefer : shape of the layer to take from a file of several

    Raises
    ------
    InputError : missing, empty, unreadable, no headers that we know, no rows, too many rows
    """
    file, kind = look_at(path, ("xlsx", "text", *VECTOR_KINDS), settings=settings)
    if kind in VECTOR_KINDS:
        return _spatial(file, columns, datum, settings, prefer)
    frame, numbers, notes = read_cells(file, kind, role=role, columns=columns, settings=settings)
    rows, said = _ours(frame, columns, None, file=file.name, row_numbers=numbers)
    return rows, notes + said


def _spatial(
    file: Path, columns: tuple[str, ...], datum: str | None, settings: Settings, prefer: str
) -> tuple[Rows, list[Note]]:
    frame, notes = read_frame(file, prefer=prefer, datum=datum, settings=settings)
    cells = pd.DataFrame(frame.drop(columns=frame.geometry.name)).astype(object)
    cells = cells.where(cells.notna(), None)  # a day that is missing in a typed column is no text "NaT"
    rows, said = _ours(
        cells, columns, frame.geometry, file=file.name, row_numbers=list(range(1, len(frame) + 1))
    )
    return rows, notes + said


def _ours(
    frame: pd.DataFrame, columns: tuple[str, ...], shapes: Any, *, file: str, row_numbers: list[int]
) -> tuple[Rows, list[Note]]:
    """Rename columns to ours, drop those about persons and say which."""
    notes = []
    persons = [name for name in frame.columns if aliases.is_about_persons(name)]
    if persons:
        notes.append(Note("source-persons-dropped", {"file": file, "columns": ", ".join(persons)}))
        frame = frame.drop(columns=persons)
    taken: dict[str, str] = {}
    for ours in columns:
        found = aliases.column_of([name for name in frame.columns if name not in taken.values()], ours)
        if found is not None:
            taken[ours] = found
    cells = pd.DataFrame(
        {ours: frame[header].to_numpy() for ours, header in taken.items()}, index=frame.index, dtype=object
    )
    other = frame[[name for name in frame.columns if name not in taken.values() and name]]
    return Rows(cells, shapes, file, row_numbers, taken, other), notes


def notes_of(rows: Rows) -> tuple[list[str], list[Note]]:
    """Put the note and the columns we do not know into one text a row; numbers of persons are blacked out."""
    own = [aliases.plain_text(cell) for cell in rows.column("note")]
    parts = [
        [
            own[k],
            *(
                f"{name}: {text}"
                for name in rows.other
                if (text := aliases.plain_text(rows.other[name].iloc[k]))
            ),
        ]
        for k in range(len(rows.cells))
    ]
    texts = ["; ".join(part for part in row if part) for row in parts]
    clean = [_PRIVATE.sub("***", text) for text in texts]
    private = sum(a != b for a, b in zip(texts, clean, strict=True))
    notes = [Note("source-private-numbers", {"file": rows.file, "rows": private})] if private else []
    return clean, notes
