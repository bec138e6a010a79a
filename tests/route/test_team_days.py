"""Team-days: evenly over windows and within them, once a day, faults in one sentence."""

import pandas as pd
import pytest

from geo.errors import InputError
from geo.route.team_days import rest_of_days, spread_days
from geo.settings import DEFAULTS
from geo.words import Language, say
from tests.route.plan_world import teams_of, windows_of

TWO = (("T1", 5, "car", False, 8.0), ("T2", 4, "foot", False, 6.0))


def spread(given=None, stages=("rosette", "flower", "capsule"), teams=TWO):
    frame = None if given is None else pd.DataFrame(given)
    return spread_days(teams_of(*teams), windows_of(*stages), given=frame, settings=DEFAULTS)


def test_without_wishes_every_team_goes_out_twenty_days_in_every_window():
    days = spread()
    assert (days.groupby(["team_id", "window_id"]).size() == 20).all()
    assert len(days) == 2 * 3 * 20


def test_days_without_window_are_split_evenly_over_the_windows():
    days = spread([{"team_id": "T1", "days": 8}])
    of_t1 = days[days["team_id"] == "T1"]
    assert of_t1.groupby("window_id").size().to_dict() == {"w1": 3, "w2": 3, "w3": 2}
    assert (days["team_id"] == "T2").sum() == 60


def test_days_without_dates_lie_evenly_in_their_window():
    days = spread([{"team_id": "T1", "window_id": "w2", "days": 4}], teams=TWO[:1])
    opens = pd.Timestamp(2026, 5, 21)
    assert ((days["date"] - opens).dt.days.tolist()) == [2, 7, 12, 17]


def test_given_dates_are_kept_and_find_their_window():
    days = spread(
        [{"team_id": "T1", "date": "2026-05-03"}, {"team_id": "T1", "date": "2026-05-25"}], teams=TWO[:1]
    )
    assert days["team_day_id"].tolist() == ["T1_2026-05-03", "T1_2026-05-25"]
    assert days["window_id"].tolist() == ["w1", "w2"]


def test_no_team_goes_out_twice_on_one_day_even_where_dates_and_days_are_mixed():
    rows = [{"team_id": "T1", "date": "2026-05-11"}, {"team_id": "T1", "window_id": "w1", "days": 19}]
    days = spread(rows, teams=TWO[:1])
    assert len(days) == 20
    assert not days["date"].duplicated().any()


def test_an_empty_list_of_wishes_for_a_team_means_the_default():
    assert len(spread([], stages=("flower",))) == 40


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ({"team_id": "T9", "days": 3}, "error-route-unknown-team"),
        ({"team_id": "T1", "window_id": "w9", "days": 3}, "error-route-unknown-window"),
        ({"team_id": "T1", "date": "2027-01-01"}, "error-route-date-outside"),
        ({"team_id": "T1", "window_id": "w1", "days": 21}, "error-route-too-many-days"),
    ],
)
def test_a_fault_is_one_sentence_in_both_languages(row, key):
    with pytest.raises(InputError) as fault:
        spread([row])
    assert fault.value.key == key
    for language in Language:
        assert str(next(iter(row.values()))) in say(fault.value, language) or key.endswith("window")


def test_a_date_given_twice_is_refused():
    with pytest.raises(InputError) as fault:
        spread([{"team_id": "T1", "date": "2026-05-03"}] * 2)
    assert fault.value.key == "error-route-date-twice"


def test_the_rest_of_a_season_is_its_days_ahead_less_what_a_team_has_used_up():
    whole = spread_days(
        teams_of(("T1", 5, "car", False, 8.0)),
        windows_of("flower"),
        given=pd.DataFrame([("T1", "w1", 4)], columns=["team_id", "window_id", "days"]),
        settings=DEFAULTS,
    )
    days = [day.date() for day in whole["date"]]
    rest = rest_of_days(whole, whole.iloc[:0], days[1])
    assert rest["team_day_id"].tolist() == whole["team_day_id"].tolist()[1:]
    # Handed out on a day that the spread does not have: it is used up all the same.
    moved = whole.iloc[[0, 3]].assign(
        date=[whole["date"].iloc[0], whole["date"].iloc[3] + pd.Timedelta("1D")]
    )
    assert rest_of_days(whole, moved, days[1])["date"].dt.date.tolist() == days[1:3]
    assert rest_of_days(whole, whole.iloc[[2]], days[1])["date"].dt.date.tolist() == [days[1], days[3]]
