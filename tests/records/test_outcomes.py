from datetime import date

import pandas as pd
import pytest

from geo.errors import InputError, RecordError, TableError
from geo.records.outcomes import add_outcome, missed, read_outcomes
from geo.records.plans import save_plan
from geo.records.roles import Actor, Role
from tests.records.worlds import MONDAY, TUESDAY, make_plan

WALKER = Actor("walker", Role.SURVEYOR, team_id="t1")
TODAY = date(2025, 5, 12)


@pytest.fixture
def planned(store):
    save_plan(store, **make_plan())
    return store


def said(rows):
    """OUTCOMES of (cell, outcome, day of May), each of another stop."""
    return pd.DataFrame(
        [
            {
                "outcome_id": f"s{number}_0001",
                "stop_id": f"s{number}",
                "cell_id": cell,
                "outcome": outcome,
                "reason": "" if outcome == "done" else "weather",
                "said_on": pd.Timestamp(2025, 5, day),
            }
            for number, (cell, outcome, day) in enumerate(rows)
        ]
    )


def test_the_last_word_on_a_stop_counts_and_every_word_stays(planned):
    add_outcome(planned, "r1_1", "not_reached", reason="weather", said_on=TUESDAY, actor=WALKER)
    add_outcome(planned, "r1_1", "done", said_on=MONDAY, actor=WALKER)
    add_outcome(planned, "r1_2", "partly", reason="time", said_on=MONDAY, actor=WALKER)
    last = read_outcomes(planned).set_index("stop_id")
    assert last["outcome"].to_dict() == {"r1_1": "done", "r1_2": "partly"}
    assert last["cell_id"]["r1_1"] == "530_1_1"
    assert len(read_outcomes(planned, every_word=True)) == 3


def test_what_was_not_done_has_a_reason_and_what_was_has_none(planned):
    with pytest.raises(InputError, match="outcome-reason"):
        add_outcome(planned, "r1_1", "not_reached", said_on=MONDAY, actor=WALKER)
    with pytest.raises(InputError, match="outcome-no-reason"):
        add_outcome(planned, "r1_1", "done", reason="road", said_on=MONDAY, actor=WALKER)
    with pytest.raises(TableError):
        add_outcome(planned, "r1_1", "partly", reason="tired", said_on=MONDAY, actor=WALKER)
    assert len(read_outcomes(planned)) == 0


def test_a_team_speaks_for_its_own_stops(planned):
    stranger = Actor("x", Role.SURVEYOR, team_id="t2")
    with pytest.raises(RecordError, match="roles-refused-team"):
        add_outcome(planned, "r1_1", "done", said_on=MONDAY, actor=stranger)
    with pytest.raises(RecordError, match="outcome-stop"):
        add_outcome(planned, "r9_1", "done", said_on=MONDAY, actor=WALKER)


def test_what_was_missed_twice_since_it_was_last_done_rises():
    words = said(
        [
            ("a", "not_reached", 1),
            ("a", "done", 2),
            ("a", "not_reached", 3),
            ("b", "not_reached", 2),
            ("b", "partly", 3),
            ("b", "not_reached", 4),
            ("c", "not_reached", 1),
            ("c", "done", 5),
            ("d", "done", 1),
        ]
    )
    lost = missed(words, today=TODAY)
    assert lost[["cell_id", "times", "age_days", "rises"]].to_numpy().tolist() == [
        ["b", 2, 10, True],
        ["a", 1, 9, False],
    ]


def test_nothing_was_missed_where_nothing_was_said(store):
    assert len(missed(read_outcomes(store), today=TODAY)) == 0
