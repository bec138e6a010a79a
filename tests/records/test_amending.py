from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from geo.errors import TableError
from geo.model import schema
from geo.records.amending import _plainly_right, current_row, held, write_next
from geo.records.audit import verify
from geo.records.frames import rows_of
from geo.records.models import REVISITS
from geo.records.roles import ALONE
from geo.records.versions import write_version

NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)
VALUES = [
    None, "", "abc", "draft", "abreast", "flower", 0, 1, 7, -1, 501, True, False, 0.0, 0.5, 1.5, 30.0,
    float("nan"), float("inf"), np.int64(3), np.float64(0.5), date(2025, 5, 5), NOON,
    NOON.replace(tzinfo=None), pd.Timestamp("2025-05-05"), pd.NaT, "2025-05-05", [],
]  # fmt: skip


def visit():
    row = dict.fromkeys(schema.VISITS.names, "")
    numbers = {"persons": 5, "hours": 6.5, "vehicles": 1, "sorties": 0, "walkers": 1}
    empty = ("spacing_m", "sight_m", "own_pod", "declared_coverage", "submitted_at", "decided_at")
    row |= {**numbers, "visit_id": "v1", "visited_on": date(2025, 5, 5), "source": "paper", "state": "draft"}
    return {**row, "nothing_found": True, "self_confirmed": False, **dict.fromkeys(empty)}


ONE_OF_A_KIND = (
    "visited_on", "persons", "hours", "spacing_m", "nothing_found", "light", "note", "submitted_at",
)  # fmt: skip


@pytest.mark.parametrize("name", ONE_OF_A_KIND)
def test_what_is_taken_as_plainly_right_a_frame_would_keep_as_it_is(name):
    right = [value for value in VALUES if _plainly_right(value, schema.VISITS.column(name))]
    assert right
    for value in right:
        row = {**visit(), name: value}
        assert repr(held(row, schema.VISITS)) == repr(rows_of(pd.DataFrame([row]), schema.VISITS)[0])


@pytest.mark.parametrize(("name", "value"), [("hours", 30.0), ("light", "dim"), ("persons", float("inf"))])
def test_what_is_not_plainly_right_is_refused_in_words(name, value):
    with pytest.raises(TableError):
        held({**visit(), name: value}, schema.VISITS)


def test_the_next_version_stands_beside_the_first_and_a_withdrawn_row_is_none(store):
    row = {"revisit_id": "r1", "finding_id": "f1", "occasion": "weeks", "due_on": date(2025, 5, 5)}
    with store.writing() as connection:
        first = write_next(
            connection, ALONE, "add", REVISITS, schema.REVISITS, None, **row, done_on=None, outcome=""
        )
        write_next(connection, ALONE, "look", REVISITS, schema.REVISITS, first, outcome="gone")
        now = current_row(connection, REVISITS, schema.REVISITS, "r1")
        assert now == {**first, "outcome": "gone"}
        write_version(connection, REVISITS, schema.REVISITS, [now], withdrawn=True)
        assert current_row(connection, REVISITS, schema.REVISITS, "r1") is None
        assert current_row(connection, REVISITS, schema.REVISITS, "r2") is None
    assert verify(store) == []
