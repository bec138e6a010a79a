"""Crop calendars of regions, for sites without climate figures: ranges of sowing to harvest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MonthDay = tuple[int, int]


@dataclass(frozen=True)
class Preset:
    """Ranges of a region as (month, day) pairs, both included (methods 4).

    A range that ends later in the year than the next one begins lies in the year before the season's.
    Where a region sows in autumn or in spring, the spring range is held: it is the one that fits emergence.
    """

    sow: tuple[MonthDay, MonthDay]
    emerge: tuple[MonthDay, MonthDay]
    flower: tuple[MonthDay, MonthDay]
    harvest: tuple[MonthDay, MonthDay]
    sown_year_before: bool = False


PRESETS: Final[dict[str, Preset]] = {
    "south-china": Preset(
        ((9, 1), (11, 30)), ((10, 1), (12, 31)), ((2, 1), (4, 30)), ((3, 1), (4, 30)), sown_year_before=True
    ),
    "hunan-hubei-sichuan": Preset(
        ((2, 1), (3, 31)), ((3, 1), (3, 31)), ((4, 15), (5, 31)), ((5, 1), (6, 30))
    ),
    "huang-huai": Preset(((2, 1), (3, 31)), ((3, 1), (4, 30)), ((4, 21), (6, 10)), ((6, 1), (7, 31))),
    "shaanxi-gansu-lowland": Preset(
        ((3, 1), (4, 30)), ((4, 1), (5, 31)), ((6, 1), (6, 30)), ((7, 1), (7, 31))
    ),
    "south-gansu-mountains": Preset(
        ((4, 1), (5, 31)), ((5, 1), (6, 30)), ((7, 1), (8, 10)), ((8, 1), (9, 30))
    ),
    "northeast": Preset(((5, 1), (6, 10)), ((6, 1), (6, 30)), ((7, 1), (8, 31)), ((8, 1), (9, 30))),
}


def middles(preset: Preset, year: int) -> tuple[float, float, float, float]:
    """Middle of sowing, emergence, flowering and harvest, in days since 1 January of the season's year.

    >>> middles(PRESETS["northeast"], 2025)[2]
    211.5
    """
    before = year - 1 if preset.sown_year_before else year
    ranges = ((preset.sow, before), (preset.emerge, before), (preset.flower, year), (preset.harvest, year))
    sown, emerged, flowering, harvest = (_middle(span, of_year, year) for span, of_year in ranges)
    return sown, emerged, flowering, harvest


def _middle(span: tuple[MonthDay, MonthDay], of_year: int, year: int) -> float:
    first, last = (date(of_year, *month_day) for month_day in span)
    # The last day is included: the middle of 1 to 2 May is the midnight between them.
    return ((first - date(year, 1, 1)) + (last + timedelta(days=1) - date(year, 1, 1))).days / 2
