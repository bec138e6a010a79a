"""Who goes out: bases, teams, team-days."""

from __future__ import annotations

from enum import StrEnum


class Vehicle(StrEnum):
    """How a team leaves its base."""

    CAR = "car"
    FOOT = "foot"


class TrackMode(StrEnum):
    """How a track was covered."""

    FOOT = "foot"
    CAR = "car"
    DRONE = "drone"


class TeamDayState(StrEnum):
    """Where a team-day stands."""

    PLANNED = "planned"
    HANDED_OUT = "handed_out"
    OUT = "out"
    BACK = "back"
