import math
from datetime import date

import pytest

from geo.model import schema
from geo.records.content import CONTENT_COLUMNS, LIFE_COLUMNS, visit_hash


def visit(**changes):
    row = dict.fromkeys(schema.VISITS.names, "")
    return {**row, "visited_on": date(2026, 4, 8), "hours": 6.5, "persons": 5, "spacing_m": None, **changes}


def signed(row, cells=("a", "b"), tracks=("t1",), yards=()):
    return visit_hash(row, cells=cells, tracks=tracks, yards=yards)


def test_order_and_ways_of_writing_a_number_do_not_change_what_is_signed():
    assert signed(visit(), cells=("b", "a", "a")) == signed(visit())
    assert signed(visit(hours=6, spacing_m=math.nan)) == signed(visit(hours=6.0))


@pytest.mark.parametrize("name", CONTENT_COLUMNS)
def test_every_entry_is_signed(name):
    other = date(2026, 4, 9) if name == "visited_on" else 7
    assert signed(visit(**{name: other})) != signed(visit())


def test_cells_tracks_and_yards_are_signed():
    yards = [{"yard_id": "y1", "entered": 3, "from_lane": 1}]
    assert len({signed(visit()), signed(visit(), cells=("a",)), signed(visit(), tracks=())}) == 3
    assert signed(visit(), yards=yards) != signed(visit())
    assert signed(visit(), yards=[{**yards[0], "entered": 4}]) != signed(visit(), yards=yards)


@pytest.mark.parametrize("name", LIFE_COLUMNS)
def test_what_was_decided_is_not_part_of_what_was_signed(name):
    assert signed(visit(**{name: "x"})) == signed(visit())
