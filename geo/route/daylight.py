"""How long the day is: no team is planned out after sunset."""

from __future__ import annotations

import math
from datetime import date


def sun_up_h(latitude_deg: float, day: date) -> tuple[float, float]:
    """Return sunrise and sunset in hours of local solar time (noon when the sun is highest).

    Declination by Cooper 1969, 23.45 deg x sin(360 (284 + day of year) / 365); refraction and mountains are
    left out, good to about ten minutes below 60 deg of latitude. Polar night gives 12, 12; polar day 0, 24.

    >>> [round(hour, 6) for hour in sun_up_h(0.0, date(2026, 5, 1))]
    [6.0, 18.0]
    """
    declination = math.radians(23.45) * math.sin(
        math.radians(360.0 * (284 + day.timetuple().tm_yday) / 365.0)
    )
    cosine = -math.tan(math.radians(latitude_deg)) * math.tan(declination)
    half_day_h = math.degrees(math.acos(min(1.0, max(-1.0, cosine)))) / 15.0
    return 12.0 - half_day_h, 12.0 + half_day_h


def day_length_s(hours_per_day: float, *, latitude_deg: float, day: date, leave_h: float) -> int:
    """Return seconds from leaving the base to being due back: the team's hours, within daylight.

    `leave_h` is read as local solar time (assumed). China keeps one clock: west of 120 E the sun sets later
    by the clock, so the day given here is never too long there.

    >>> day_length_s(8.0, latitude_deg=30.0, day=date(2026, 5, 1), leave_h=8.0)
    28800
    """
    rise_h, set_h = sun_up_h(latitude_deg, day)
    light_h = set_h - max(leave_h, rise_h)
    return int(max(0.0, min(hours_per_day, light_h)) * 3600.0)
