"""Read what people write into cells: days in several spellings, numbers with units, chosen words."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from geo.errors import InputError
from geo.model.sheets import CHOICES
from geo.sources.aliases import plain_text

_DAY: Final = re.compile(r"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T\s].*)?$")
_NUMBER: Final = re.compile(r"^[约近共计≈~]*\s*([-+]?\d[\d,，]*(?:\.\d+)?)\s*[^\d.]*$")
_SOME: Final = {
    "若干",
    "some",
    "不详",
    "不明",
    "未知",
    "少量",
    "零星",
    "多",
    "几",
    "unknown",
    "数株",
    "?",
    "？",
}
_EXCEL_START: Final = date(1899, 12, 30)
_EXCEL_DAYS: Final = (18_264, 73_415)  # 1950 to 2100
_YEARS: Final = (1950, 2100)


def day(value: Any) -> date | None:
    """Return a day, None if the cell is empty.

    Raises
    ------
    ValueError : no day

    >>> {str(day(cell)) for cell in ("2026年5月1日", "2026/5/1 08:30", 46143, 20260501.0)}
    {'2026-05-01'}
    """
    if isinstance(value, datetime):
        return _in_reach(value.date())
    if isinstance(value, date):
        return _in_reach(value)
    text = plain_text(value)
    if not text:
        return None
    if text.isdigit() and len(text) == 8:
        return _in_reach(date(int(text[:4]), int(text[4:6]), int(text[6:])))
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and _EXCEL_DAYS[0] <= float(text) <= _EXCEL_DAYS[1]:
        return _EXCEL_START + timedelta(days=int(float(text)))
    found = _DAY.match(text)
    if not found:
        raise ValueError(text)
    return _in_reach(date(*(int(part) for part in found.groups())))


def days(value: Any) -> list[date]:
    """Return the days of a cell that lists several, split at commas, semicolons, 、 and blanks.

    >>> len(days("2026-05-01、2026-05-02"))
    2
    """
    if isinstance(value, date):
        return [_in_reach(value.date() if isinstance(value, datetime) else value)]
    parts = re.split(r"[,，;；、\s]+", plain_text(value))
    return [found for part in parts if part and (found := day(part)) is not None]


def number(value: Any) -> float:
    """Return a number, NaN if the cell is empty or says some.

    Raises
    ------
    ValueError : no number, not finite

    >>> number("约1,200株"), math.isnan(number("若干"))
    (1200.0, True)
    """
    if isinstance(value, bool):
        raise ValueError(str(value))  # noqa: TRY004  the caller names row and column
    if isinstance(value, int | float):
        if isinstance(value, float) and math.isinf(value):
            raise ValueError(str(value))
        return float(value)
    text = plain_text(value)
    if not text or text.lower() in _SOME:
        return math.nan
    found = _NUMBER.match(text)
    if not found:
        raise ValueError(text)
    return float(found.group(1).replace(",", "").replace("，", ""))


def chosen(value: Any, choices: str, allowed: tuple[str, ...]) -> str:
    """Return the allowed value that a word means, "" if the cell is empty.

    Raises
    ------
    ValueError : none of them; its text names the nearest

    >>> chosen("步行", "vehicle", ("car", "foot"))
    'foot'
    """
    text = plain_text(value).lower()
    if not text and plain_text(str(value)) == "" and str(value).strip() in CHOICES.get(choices, {}):
        text = str(value).strip()
    if not text or text in allowed:
        return text
    words = CHOICES.get(choices, {})
    if text in words:
        return words[text]
    near = difflib.get_close_matches(text, [*words, *allowed], n=1)
    raise ValueError(near[0] if near else " / ".join([*dict.fromkeys(words), *allowed]))


def column_of_days(values: Any, *, file: str, row_numbers: Sequence[int], column: str) -> list[date | None]:
    """Days of a column; an unreadable cell is an InputError with its row."""
    out: list[date | None] = []
    for row, value in enumerate(values):
        try:
            out.append(day(value))
        except ValueError as fault:
            raise InputError(
                "source-bad-date", file=file, row=row_numbers[row], column=column, value=str(value)[:40]
            ) from fault
    return out


def column_of_numbers(
    values: Any,
    *,
    file: str,
    row_numbers: Sequence[int],
    column: str,
    low: float = 0.0,
    high: float = math.inf,
) -> list[float]:
    """Numbers of a column within limits, NaN where empty; others are an InputError with their row."""
    out: list[float] = []
    for row, value in enumerate(values):
        try:
            found = number(value)
        except ValueError as fault:
            raise InputError(
                "source-bad-number", file=file, row=row_numbers[row], column=column, value=str(value)[:40]
            ) from fault
        if found < low or found > high:
            raise InputError(
                "source-number-range", file=file, row=row_numbers[row], column=column, value=str(value)[:40],
                low=low, high="∞" if math.isinf(high) else high,
            )  # fmt: skip
        out.append(found)
    return out


def _in_reach(found: date) -> date:
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise ValueError(str(found))
    return found
