"""Read the teams of a season and the days they were given."""

from __future__ import annotations

import difflib
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.errors import InputError
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check
from geo.model.team import Vehicle
from geo.settings import DEFAULTS, Settings
from geo.sources.rows import Rows, read_rows
from geo.sources.written import column_of_numbers, days

_COLUMNS: Final = ("team", "base", "members", "vehicle", "driver", "hours_per_day", "window", "days", "dates")
_DAYS_OF_WINDOW: Final = re.compile(r"^(?:days?|天数)[\s_:：（(-]*(.+?)[）)]?$", re.IGNORECASE)


def read_teams(
    path: str | Path, *, bases: Any = None, settings: Settings = DEFAULTS
) -> tuple[Any, Any, list[Note]]:
    """Read teams -> TEAMS, the days given, notes.

    A team may stand in several rows, one for each window. Days stand in the column days (with window: for
    that window, else for every window), in columns days_<window>, or as dates.

    Parameters
    ----------
    bases : BASES, whose names the teams use; a team without base sets out from the first

    Returns
    -------
    TEAMS; DataFrame team_id, window_id ("" for every window), days (Int64, null with a date), date (null with
    days), without rows for teams that were given neither; notes

    Raises
    ------
    InputError : as `rows.read_rows`; an empty list; a team that contradicts itself; days and dates at once;
        a base that is not among the bases
    """
    try:
        rows, notes = read_rows(path, role="teams", columns=_COLUMNS, settings=settings)
    except InputError as fault:
        # Only an explicitly empty list is an error: without a file a team is assumed.
        if fault.key in {"source-no-rows-sheet", "source-empty-file"}:
            raise InputError("source-no-teams", file=Path(path).name) from fault
        raise
    if not rows.has("team"):
        raise InputError("source-column-missing", file=rows.file, column="team", aliases="组别, team")
    names = rows.texts("team")
    for name, number in zip(names, rows.row_numbers, strict=True):
        if not name:
            raise InputError("source-blank-cell", file=rows.file, row=number, column=rows.header("team"))
    table = _teams(rows, names, settings)
    if bases is not None:
        table["base_id"] = _known_bases(table, bases, file=rows.file)
    return check(table, schema.TEAMS, where=rows.file), _given(rows, names), notes


def _teams(rows: Rows, names: list[str], settings: Settings) -> pd.DataFrame:
    plan = settings.plan
    table = pd.DataFrame(
        {
            "team_id": names,
            "base_id": rows.texts("base"),
            "members": _or(rows.numbers("members"), plan.members).round(),
            "vehicle": [
                word or Vehicle.CAR.value for word in rows.words("vehicle", "vehicle", tuple(Vehicle))
            ],
            "driver": [word == "yes" for word in rows.words("driver", "driver", ("yes", "no"))],
            "hours_per_day": _or(rows.numbers("hours_per_day"), plan.hours_per_day),
        }
    )
    for column in ("members", "hours_per_day"):
        _refuse_beyond(rows, names, table[column], column)
    once = table.drop_duplicates(ignore_index=True)
    twice = once[once.duplicated("team_id")]
    if len(twice):
        raise InputError("source-team-contradicts", file=rows.file, name=str(twice["team_id"].iloc[0]))
    return once


def _refuse_beyond(rows: Rows, names: list[str], values: Any, column: str) -> None:
    """Refuse numbers that the table would refuse, in the words of the sheet."""
    limits = next(item for item in schema.TEAMS.columns if item.name == column)
    for name, value in zip(names, values, strict=True):
        if not limits.low <= value <= limits.high:
            raise InputError(
                "source-team-members", file=rows.file, name=name, column=rows.header(column),
                value=f"{value:g}", low=f"{limits.low:g}", high=f"{limits.high:g}",
            )  # fmt: skip


def _known_bases(table: pd.DataFrame, bases: Any, *, file: str) -> list[str]:
    known = {str(row.name): str(row.base_id) for row in bases.itertuples()}
    known |= {base: base for base in bases["base_id"].astype(str)}
    out = []
    for team, base in zip(table["team_id"], table["base_id"], strict=True):
        if base and base not in known:
            near = difflib.get_close_matches(base, known, n=1)
            raise InputError(
                "source-unknown-base",
                file=file,
                place=team,
                name=base,
                suggestion=near[0] if near else ", ".join(known),
            )
        out.append(known[base] if base else str(bases["base_id"].iloc[0]))
    return out


def _given(rows: Rows, names: list[str]) -> pd.DataFrame:
    windows = rows.texts("window")
    counts = rows.numbers("days")
    given: list[tuple[str, str, float, date | None]] = []
    for row, (team, cell) in enumerate(zip(names, rows.column("dates"), strict=True)):
        try:
            dates = days(cell)
        except ValueError as fault:
            raise InputError(
                "source-bad-date",
                file=rows.file,
                row=rows.row_numbers[row],
                column=rows.header("dates"),
                value=str(cell)[:40],
            ) from fault
        if dates and np.isfinite(counts[row]):
            raise InputError("source-days-and-dates", file=rows.file, place=f"#{rows.row_numbers[row]}")
        given += [(team, windows[row], np.nan, on) for on in dates]
        if np.isfinite(counts[row]):
            given.append((team, windows[row], float(counts[row]), None))
    given += _by_window_columns(rows, names)
    table = pd.DataFrame(given, columns=["team_id", "window_id", "days", "date"])
    table["days"] = table["days"].astype("float64").round().astype("Int64")
    table["date"] = pd.to_datetime(table["date"].astype(object)).astype("datetime64[us]")
    table = table.astype({"team_id": "str", "window_id": "str"}).drop_duplicates(ignore_index=True)
    twice = table[table["days"].notna() & table.duplicated(["team_id", "window_id"])]
    if len(twice):
        raise InputError("source-team-contradicts", file=rows.file, name=str(twice["team_id"].iloc[0]))
    return table


def _by_window_columns(rows: Rows, names: list[str]) -> list[tuple[str, str, float, date | None]]:
    given: list[tuple[str, str, float, date | None]] = []
    for header in rows.other:
        found = _DAYS_OF_WINDOW.match(str(header))
        if not found:
            continue
        counts = column_of_numbers(
            rows.other[header], file=rows.file, row_numbers=rows.row_numbers, column=str(header)
        )
        given += [
            (team, found.group(1), count, None)
            for team, count in zip(names, counts, strict=True)
            if np.isfinite(count)
        ]
    return given


def _or(values: Any, default: float) -> Any:
    return np.where(np.isnan(values), default, values)
