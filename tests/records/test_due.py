from datetime import date

from geo.records.due import due_days, opens_on, years_later
from geo.settings import DEFAULTS

# rosette, bud, flower, capsule, gone
STARTS = (date(2026, 3, 1), date(2026, 3, 21), date(2026, 4, 4), date(2026, 4, 20), date(2026, 5, 20))
INTAKE = DEFAULTS.intake


def due(day, stage, starts=STARTS):
    return dict(due_days(day, stage=stage, starts=starts, settings=INTAKE))


def test_a_flowering_plot_is_looked_at_after_weeks_as_capsule_and_as_flower_for_two_years():
    assert due(date(2026, 4, 10), "flower") == {
        "weeks": date(2026, 5, 1),
        "next_stage": date(2026, 5, 5),
        "next_season": date(2027, 4, 12),
        "second_year": date(2028, 4, 12),
    }


def test_the_weeks_look_is_made_between_14_and_21_days():
    last = due(date(2026, 4, 10), "flower")["weeks"]
    assert (last - date(2026, 4, 10)).days == 21
    assert (opens_on(last, INTAKE) - date(2026, 4, 10)).days == 14


def test_after_capsule_no_stage_follows_this_season():
    assert "next_stage" not in due(date(2026, 5, 1), "capsule")


def test_a_stage_that_was_not_noted_is_that_of_the_day():
    assert due(date(2026, 4, 10), "") == due(date(2026, 4, 10), "flower")
    assert due(date(2026, 3, 25), "") == due(date(2026, 3, 25), "bud")


def test_a_stage_whose_middle_has_passed_is_not_waited_for():
    assert due(date(2026, 4, 18), "rosette")["next_stage"] == date(2026, 5, 5)


def test_without_a_crop_year_the_later_seasons_count_from_the_day():
    assert due(date(2028, 2, 29), "flower", None) == {
        "weeks": date(2028, 3, 21),
        "next_season": date(2029, 2, 28),
        "second_year": date(2030, 2, 28),
    }
    assert years_later(date(2028, 2, 29), 4) == date(2032, 2, 29)
