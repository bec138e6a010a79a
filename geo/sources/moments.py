"""Read moments as files and people write them: ISO, Chinese, seconds since 1970."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, Final

from geo.sources.aliases import plain_text

_YEARS: Final = (1980, 2100)
_PARTS: Final = re.compile(
    r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T\s]*(?:(\d{1,2})[:：时](\d{1,2})[:：分]?(?:(\d{1,2})秒?)?)?"
    r"(?:\.\d+)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$"
)
_PACKED: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[T\s_]?(\d{2})(\d{2})(\d{2}))?(Z)?$")
_CLOCK: Final = re.compile(r"^(\d{1,2})[:：时](\d{1,2})[:：分]?(?:(\d{1,2})(?:\.\d+)?秒?)?$")
_EPOCH_S: Final = (315_532_800, 4_102_444_800)  # 1980 to 2100


def moment(value: Any, zone: tzinfo, *, on: date | None = None) -> float:
    """Seconds since 1970 of a moment, NaN where there is none.

    Parameters
    ----------
    zone : taken where the moment names none
    on : day of a bare clock time

    >>> moment("2026-05-01T04:00:00Z", UTC) == moment(1777608000000, UTC)
    True
    """
    if isinstance(value, datetime):
        return _seconds(value, zone)
    if isinstance(value, time):
        return _seconds(datetime.combine(on, value), zone) if on else math.nan
    text = plain_text(value)
    if re.fullmatch(r"\d{9,13}(\.\d+)?", text):
        since = float(text)
        since = since / 1000 if since > _EPOCH_S[1] else since
        return since if _EPOCH_S[0] <= since <= _EPOCH_S[1] else math.nan
    if clock := _CLOCK.match(text):
        return _made([on.year, on.month, on.day, *clock.groups()], "", zone) if on else math.nan
    found = _PARTS.match(text) or _PACKED.match(text)
    if found:
        *parts, offset = found.groups()
        return _made(parts, offset or "", zone)
    return math.nan


def names_zone(value: Any) -> bool:
    """Tell whether a written moment says its own zone, or needs none.

    >>> names_zone("2026-05-01T04:00:00Z"), names_zone("2026-05-01 12:00:00")
    (True, False)
    """
    if isinstance(value, datetime):
        return value.tzinfo is not None
    return bool(re.search(r"(Z|UTC|[T\s:\d]{5}[+-]\d{2}:?\d{2})$|^\d{9,13}(\.\d+)?$", plain_text(value)))


def _made(parts: list[Any], offset: str, zone: tzinfo) -> float:
    try:
        year, month, dom, hour, minute, second = (int(part or 0) for part in parts)
        made = datetime(year, month, dom, hour, minute, second, tzinfo=zone)
        if offset in {"Z", "UTC"}:
            made = made.replace(tzinfo=UTC)
        elif offset:
            made = datetime.fromisoformat(f"{made:%Y-%m-%dT%H:%M:%S}{offset}")
        return _seconds(made, zone)
    except (ValueError, OverflowError):
        return math.nan


def _seconds(value: datetime, zone: tzinfo) -> float:
    if not _YEARS[0] <= value.year <= _YEARS[1]:
        return math.nan
    return (value if value.tzinfo else value.replace(tzinfo=zone)).timestamp()
