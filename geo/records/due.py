"""When to look again at a place that was destroyed: four occasions, their days from the crop year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from geo.model.season import STAGES, Stage
from geo.settings import IntakeSettings

OCCASIONS: Final = ("weeks", "next_stage", "next_season", "second_year")
_VISIBLE: Final = tuple(stage for stage in STAGES if stage is not Stage.NONE)


def due_days(
    destroyed_on: date, *, stage: str, starts: Sequence[date] | None, settings: IntakeSettings
) -> Mapping[str, date]:
    """Days by which to look again: after weeks, at the next stage, for two seasons (methods 7).

    Parameters
    ----------
    destroyed_on : day of destruction
    stage : stage in which the plants stood; "" where it was not noted, then the stage of that day counts
    starts : days on which the middle sowing class turns rosette, bud, flower, capsule, and is gone; None
        where no crop year is known: then the next stage is left out, and later seasons count from the day
    settings : settings.intake

    Returns
    -------
    occasion to day; without "next_stage" where nothing visible follows this season. Sowing is staggered, so
    the next stage is looked at in its middle, when late plants have reached it
    """
    days = {"weeks": destroyed_on + timedelta(days=settings.revisit_d)}
    same = destroyed_on
    if starts is not None:
        middles = {
            name: first + (last - first) / 2
            for name, first, last in zip(_VISIBLE, starts[:-1], starts[1:], strict=True)
        }
        shown = _VISIBLE.index(Stage(stage)) if stage in _VISIBLE else _stage_of(destroyed_on, starts)
        later = [middles[name] for name in _VISIBLE[shown + 1 :] if middles[name] > destroyed_on]
        if later:
            days["next_stage"] = later[0]
        if shown >= 0:
            same = middles[_VISIBLE[shown]]
    days["next_season"] = years_later(same, 1)
    days["second_year"] = years_later(same, 2)
    return days


def opens_on(due_on: date, settings: IntakeSettings) -> date:
    """First day on which to look: the look after weeks is made after 14 to 21 days, the others as early."""
    return due_on - timedelta(days=settings.revisit_d - settings.revisit_from_d)


def years_later(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _stage_of(day: date, starts: Sequence[date]) -> int:
    """Position of the visible stage of a day; -1 before the first."""
    begun = sum(first <= day for first in starts[:-1])
    return begun - 1
