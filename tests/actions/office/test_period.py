"""A period is a year, a quarter, a month or two days, and only one of them."""

from datetime import date

import pytest

from geo.actions.office.period import Period, period_of
from geo.errors import InputError
from geo.words import Language, t


@pytest.mark.parametrize(
    ("said", "first", "last", "stem", "name"),
    [
        ({"quarter": "2026Q1"}, (2026, 1, 1), (2026, 3, 31), "2026Q1", "2026年第一季度"),
        ({"quarter": "2026q4"}, (2026, 10, 1), (2026, 12, 31), "2026Q4", "2026年第四季度"),
        ({"year": 2024}, (2024, 1, 1), (2024, 12, 31), "2024", "2024年"),
        ({"first": "2024-02-01", "last": "2024-02-29"}, (2024, 2, 1), (2024, 2, 29), "202402", "2024年2月"),
        ({"first": "2026-02-01", "last": "2026-03-31"}, (2026, 2, 1), (2026, 3, 31), "20260201-20260331",
         "2026年2月1日至2026年3月31日"),
    ],
)  # fmt: skip
def test_a_period_has_its_days_a_name_and_a_word_for_files(said, first, last, stem, name):
    period = period_of(**said)
    assert period == Period(date(*first), date(*last))
    assert period.stem == stem
    assert t(period.name.key, Language.ZH, **period.name.args) == name


def test_nothing_said_is_no_period():
    assert period_of() is None


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"quarter": "2026Q5"}, "office-no-quarter"),
        ({"quarter": "1"}, "office-no-quarter"),
        ({"year": 26}, "office-no-year"),
        ({"first": "2026-05-01"}, "office-one-day"),
        ({"first": "2026-05-02", "last": "2026-05-01"}, "error-days-reversed"),
        ({"first": "May", "last": "2026-05-01"}, "error-no-day"),
        ({"quarter": "2026Q1", "year": 2026}, "office-period-twice"),
        ({"quarter": "2026Q1", "first": "2026-05-01"}, "office-period-twice"),
    ],
)
def test_what_is_no_period_is_one_sentence(said, key):
    with pytest.raises(InputError) as fault:
        period_of(**said)
    assert fault.value.key == key
