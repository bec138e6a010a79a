"""Who goes out: bases, teams, team-days."""

from __future__ import annotations

from enum import StrEnum


class Vehicle(StrEnum):
    """How a team leaves its base."""

    CAR = "car"
    FOOT = "foot"


class TeamDayState(StrEnum):
    """Where a team-day stands."""

    PLANNED = "planned"
    HANDED_OUT = "handed_out"
    OUT = "out"
    BACK = "back"
