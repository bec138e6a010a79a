"""What a team carries for one day, as tables: the only thing that the writers of a field pack are given."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from geo.exports.values import xml_text
from geo.model.land import Terrain
from geo.words import Language, t

NAME_SIGNS: Final = 15
"""Signs that a handheld shows of a name."""

_NOT_IN_FILE_NAMES: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*\s]+')
_MINUTES_A_DAY: Final = 24 * 60


@dataclass(frozen=True)
class Task:
    """One team's one day; tables in the working CRS, minutes counted from leaving the base.

    site, team, window: names; plan_hash: content hash of the plan; leave_min: minutes after midnight at which
    the team leaves; back_min: as planned; due_min: its hours or the light are over; check_ins: minutes at
    which it reports; car: it leaves by car; look: seedling, flower, capsule or any, what the crop shows.

    base: name and point, one row. stops: order, name (of its piece), village, kind (required, reserve, yard,
    plain), passes, abreast, spacing_m (0: not side by side), car (number of the parking place, 0: none),
    yards, service_min, arrive_min, turn_back_min, points. cars: number and point of each parking place.
    legs: mode (drive, walk, search), to_stop, lines. pieces: number, name, area_m2, polygons. hazards: kind,
    note, shapes near the way.

    villages, terrain, roads (drivable or not; None: none known), places (name, village or houses, points):
    what is drawn underneath. visited: village, township and responsible posts, one row a village that the
    team searches.
    """

    site: str
    team: str
    day: date
    window: str
    plan_hash: str
    members: int
    car: bool
    leave_min: int
    back_min: int
    due_min: int
    check_ins: tuple[int, ...]
    look: str
    drive_m: float
    walk_m: float
    climb_m: float
    base: Any
    stops: Any
    cars: Any
    legs: Any
    pieces: Any
    hazards: Any
    villages: Any
    roads: Any
    terrain: Terrain
    places: Any
    visited: Any

    @property
    def stem(self) -> str:
        """Beginning of the names of the pack's files: team and day, without signs that file names forbid."""
        name = _NOT_IN_FILE_NAMES.sub("_", self.team).strip("._") or "team"
        # Two teams that differ in such a sign only must not write over each other.
        mark = "" if name == self.team else f"-{hashlib.sha256(self.team.encode()).hexdigest()[:4]}"
        return f"{name}{mark}_{self.day:%Y-%m-%d}"

    def clock(self, minutes: float) -> str:
        """Clock time so many minutes after leaving: 14:05; on the next day, 00:10+1."""
        days, at = divmod(self.leave_min + int(minutes), _MINUTES_A_DAY)
        return f"{at // 60:02d}:{at % 60:02d}" + (f"+{days}" if days else "")


def title_of(task: Task, language: Language) -> str:
    """Team and day in words."""
    return t("pack-title", language, team=task.team, day=day_in_words(task.day, language))


def day_in_words(day: date, language: Language) -> str:
    """Day with its weekday."""
    return t("pack-day", language, day=f"{day:%Y-%m-%d}", weekday=day.isoweekday())


def short_name(text: object) -> str:
    """Cut a name to what a handheld shows.

    >>> short_name("01 Triesenberg Rotenboden")
    '01 Triesenberg'
    """
    return " ".join(xml_text(text).split())[:NAME_SIGNS].rstrip()
