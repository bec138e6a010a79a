"""What needs attention: each line says where it is dealt with, the most pressing first."""

from datetime import date

import pandas as pd
import pytest

from geo.actions.views.attention import Waiting, attention
from tests.layers.worlds import valley

TODAY = date(2026, 5, 1)


def waits(view, **given):
    due = pd.DataFrame(
        {"village_id": ["v2", "v9"], "overdue": True, "ready": False, "due_on": pd.Timestamp("2026-04-25")}
    )
    missed = pd.DataFrame(
        {"cell_id": view.cells["cell_id"].iloc[:2], "times": [2, 1], "since": pd.Timestamp("2026-04-02"),
         "rises": [True, False]}
    )  # fmt: skip
    return Waiting(**{"to_sign": ("v5", "v5", "v9"), "to_fill_in": (), "due": due, "missed": missed} | given)


@pytest.fixture
def view():
    return valley()


def test_every_line_leads_to_the_screen_where_it_is_dealt_with(view):
    items = attention(view, waits(view), TODAY)
    assert [(item.note.key, item.room, dict(item.opens).get("part", "")) for item in items] == [
        ("attention-missed", "today", ""),
        ("attention-finding", "returns", "findings"),
        ("attention-revisit-overdue", "returns", "findings"),
        ("attention-sign", "returns", "sign"),
        ("attention-lead", "returns", "leads"),
        ("attention-lead", "returns", "leads"),
    ]
    assert dict(items[0].opens) == {"cell": view.cells["cell_id"].iloc[0]}


def test_what_lies_elsewhere_is_not_told(view):
    told = {item.note.key: item.note.args for item in attention(view, waits(view), TODAY)}
    assert told["attention-revisit-overdue"]["count"] == 1
    assert told["attention-sign"] == {"count": 2, "villages": ["老鹰岩村"]}


def test_a_team_that_was_never_noted_as_back_stands_first(view):
    view.plan.team_days["state"] = ["out", "planned"]
    first = attention(view, waits(view), TODAY)[0]
    assert (first.note.key, first.room) == ("attention-overdue", "today")
    assert first.note.args["teams"] == ["甲组"]
    assert "attention-overdue" not in [
        item.note.key for item in attention(view, waits(view), date(2026, 4, 1))
    ]


def test_without_a_plan_there_is_one_thing_to_do_first(view):
    assert attention(valley(planned=False), waits(view), TODAY)[0].room == "plan"
