"""Name the days that a ledger or report is about: a quarter, a month, a year, or any two days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from geo.actions.day.day_typed import day_of
from geo.errors import InputError
from geo.model.notes import Note

_QUARTER: Final = re.compile(r"(\d{4})-?[Qq]([1-4])")
_YEARS: Final = range(1950, 2101)


@dataclass(frozen=True)
class Period:
    """Days from first to last, both included."""

    first: date
    last: date

    @property
    def name(self) -> Note:
        """What people call it: a year, a quarter, a month, or its two days."""
        first, last = self.first, self.last
        whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        if whole and first.year == last.year:
            months = (first.month, last.month)
            if months == (1, 12):
                return Note("office-year", {"year": str(first.year)})
            if months[0] == months[1]:
                return Note("office-month", {"year": str(first.year), "month": str(first.month)})
            if months[0] % 3 == 1 and months[1] == months[0] + 2:
                return Note("office-quarter", {"year": str(first.year), "quarter": f"Q{last.month // 3}"})
        return Note("office-days", {"first": day_note(first), "last": day_note(last)})

    @property
    def stem(self) -> str:
        """What stands in the names of files: 2026, 2026Q1, 202605 or 20260501-20260612."""
        name = self.name
        match name.key:
            case "office-year":
                return f"{self.first:%Y}"
            case "office-quarter":
                return f"{self.first:%Y}{name.args['quarter']}"
            case "office-month":
                return f"{self.first:%Y%m}"
        return f"{self.first:%Y%m%d}-{self.last:%Y%m%d}"


def period_of(
    *, first: str | None = None, last: str | None = None, quarter: str | None = None, year: int | None = None
) -> Period | None:
    """Read a period as people type it; None where nothing is said.

    Parameters
    ----------
    first, last : YYYY-MM-DD, both of them
    quarter : 2026Q1
    year : 2026

    Raises
    ------
    InputError : no such day, quarter or year, days reversed, one of two days, more than one period

    >>> period_of(quarter="2026Q1")
    Period(first=datetime.date(2026, 1, 1), last=datetime.date(2026, 3, 31))
    """
    days = first is not None or last is not None
    if days + (quarter is not None) + (year is not None) > 1:
        raise InputError("office-period-twice")
    if quarter is not None:
        return _quarter(quarter)
    if year is not None:
        if year not in _YEARS:
            raise InputError("office-no-year", text=str(year))
        return Period(date(year, 1, 1), date(year, 12, 31))
    opens, closes = day_of(first), day_of(last)
    if opens is None and closes is None:
        return None
    if opens is None or closes is None:
        raise InputError("office-one-day")
    if opens > closes:
        raise InputError("error-days-reversed", first=str(opens), last=str(closes))
    return Period(opens, closes)


def day_note(day: date) -> Note:
    """Write a day out in words of either language."""
    return Note("office-day", {"year": str(day.year), "month": day.month, "day": str(day.day)})


def _quarter(text: str) -> Period:
    said = _QUARTER.fullmatch(text.strip())
    if said is None or int(said[1]) not in _YEARS:
        raise InputError("office-no-quarter", text=text)
    year, last = int(said[1]), 3 * int(said[2])
    return Period(date(year, last - 2, 1), date(year, last, calendar.monthrange(year, last)[1]))
