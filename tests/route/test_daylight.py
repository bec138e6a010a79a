"""Day length: the team's hours, within daylight."""

from datetime import date

import pytest

from geo.route.daylight import day_length_s, sun_up_h


def test_the_longest_day_at_47_north_has_about_sixteen_hours_of_sun():
    rise, set_ = sun_up_h(47.0, date(2026, 6, 21))
    assert set_ - rise == pytest.approx(15.7, abs=0.2)
    assert rise + set_ == pytest.approx(24.0)


def test_a_december_day_in_the_north_ends_at_sunset():
    summer = day_length_s(10.0, latitude_deg=50.0, day=date(2026, 6, 1), leave_h=8.0)
    winter = day_length_s(10.0, latitude_deg=50.0, day=date(2026, 12, 21), leave_h=8.0)
    assert summer == 10 * 3600
    assert winter == pytest.approx(8.0 * 3600, rel=0.06)  # sunset 16:00 to 16:05


def test_polar_night_has_no_working_day():
    assert day_length_s(8.0, latitude_deg=80.0, day=date(2026, 12, 21), leave_h=8.0) == 0
