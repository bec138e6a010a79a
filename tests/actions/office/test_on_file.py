"""What is on file of a period: sign-off holds on days without a visit, other seasons stay out."""

from datetime import date

from geo.actions.coverage.cover import recorded_of
from geo.actions.office.count import figures_of
from geo.actions.office.on_file import on_file
from geo.actions.office.period import Period
from geo.records.store import Store


def test_sign_off_is_in_use_from_the_first_submitted_visit_of_the_season(june, june_made):
    with Store.open(june_made) as store:

        def in_use(day):
            return recorded_of(store, june.season, opens=day, closes=day).surveys.confirming

        assert not in_use(date(2026, 5, 27))
        assert in_use(date(2026, 5, 28))
        assert in_use(date(2026, 6, 29))


def test_a_period_of_another_season_counts_visits_but_no_ground(june_made):
    filed = on_file(june_made, Period(date(2024, 1, 1), date(2024, 12, 31)))
    figures = figures_of(filed)
    assert not filed.outside  # nothing of that year is on record
    assert (figures["visits"], figures["surveyed_m2"], figures["findings"]) == (0, 0.0, 0)


def test_what_lies_outside_every_village_belongs_to_the_whole_site(june):
    assert "" in june.here
