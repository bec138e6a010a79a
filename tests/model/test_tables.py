import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import LineString, Point

from docs.make_tables import TARGET, text
from geo.errors import TableError
from geo.model import schema
from geo.model.tables import Column, Kind, Shape, Table, check, empty, faults
from geo.words import Language, keys, say, t

STOPS_OF_A_DAY = Table(
    "STOPS_OF_A_DAY",
    "one of each kind",
    ("name",),
    (
        Column("name", Kind.TEXT, "name"),
        Column("order", Kind.INTEGER, "order", "", 1, 9),
        Column("minutes", Kind.NUMBER, "minutes", "min", 0, null=True),
        Column("done", Kind.FLAG, "done"),
        Column("day", Kind.DATE, "day"),
        Column("at", Kind.TIME, "moment", null=True),
        Column("state", Kind.TEXT, "state", allowed=("open", "closed")),
    ),
    Shape.POINT,
)


def world(**changes):
    rows = {
        "name": ["a", "b"],
        "order": [1, 2],
        "minutes": [10.5, np.nan],
        "done": [True, False],
        "day": ["2025-05-05", "2025-05-06"],
        "at": ["2025-05-05T08:00+08:00", None],
        "state": ["open", "closed"],
    }
    return gpd.GeoDataFrame(rows | changes, geometry=[Point(1, 2), Point(3, 4)], crs="EPSG:32648")


def test_a_table_that_keeps_its_contract_gets_the_declared_dtypes():
    held = check(world(), STOPS_OF_A_DAY)
    assert {name: str(held[name].dtype) for name in STOPS_OF_A_DAY.names} == {
        "name": "str",
        "order": "int64",
        "minutes": "float64",
        "done": "bool",
        "day": "datetime64[us]",
        "at": "datetime64[us, UTC]",
        "state": "str",
    }
    assert held["at"].iloc[0] == pd.Timestamp("2025-05-05T00:00Z")


def test_declared_columns_come_first_and_others_ride_along():
    frame = world(note=["x", "y"])[["note", "geometry", *reversed(STOPS_OF_A_DAY.names)]]
    assert list(check(frame, STOPS_OF_A_DAY).columns) == [*STOPS_OF_A_DAY.names, "note", "geometry"]


def test_checking_never_edits_the_callers_frame():
    frame = world()
    before = frame.copy(deep=True)
    check(frame, STOPS_OF_A_DAY)
    pd.testing.assert_frame_equal(pd.DataFrame(frame), pd.DataFrame(before))


@pytest.mark.parametrize(
    ("changes", "column", "rule"),
    [
        ({"name": ["a", None]}, "name", "fault-empty"),
        ({"name": ["a", "a"]}, "name", "fault-duplicate-key"),
        ({"order": [1, 10]}, "order", "fault-too-high"),
        ({"order": [1, 0]}, "order", "fault-too-low"),
        ({"order": [1, "two"]}, "order", "fault-kind"),
        ({"minutes": [1, np.inf]}, "minutes", "fault-infinite"),
        ({"minutes": [1, -1]}, "minutes", "fault-too-low"),
        ({"day": ["2025-05-05", "soon"]}, "day", "fault-kind"),
        ({"state": ["open", "ajar"]}, "state", "fault-not-allowed"),
    ],
)
def test_each_broken_promise_is_named_by_column_and_rule(changes, column, rule):
    found = faults(world(**changes), STOPS_OF_A_DAY)
    assert [(fault.column, fault.rule) for fault in found] == [(column, rule)]


def test_a_fault_names_the_row_as_a_person_counts():
    (fault,) = faults(world(order=[1, 10]), STOPS_OF_A_DAY)
    assert fault.args == {"row": 2, "value": "10", "limit": 9}


def test_every_fault_is_reported_at_once():
    frame = world(order=[0, 10], state=["ajar", "open"]).drop(columns=["done"])
    with pytest.raises(TableError) as caught:
        check(frame, STOPS_OF_A_DAY, where="day.csv")
    rules = [fault.rule for fault in caught.value.faults]
    assert sorted(rules) == ["fault-missing-column", "fault-not-allowed", "fault-too-high", "fault-too-low"]
    for language in Language:
        assert "day.csv" in say(caught.value, language)
        assert "3" in say(caught.value, language)  # the other faults are counted


def test_shapes_of_another_kind_without_a_place_or_without_a_crs_are_faults():
    line = world().set_geometry([Point(1, 2), LineString([(0, 0), (1, 1)])])
    nowhere = world().set_geometry([Point(1, 2), None], crs="EPSG:32648")
    without_crs = world().set_crs(None, allow_override=True)
    assert [fault.rule for fault in faults(line.set_crs("EPSG:32648"), STOPS_OF_A_DAY)] == ["fault-kind"]
    assert [fault.rule for fault in faults(nowhere, STOPS_OF_A_DAY)] == ["fault-empty"]
    assert [fault.rule for fault in faults(without_crs, STOPS_OF_A_DAY)] == ["fault-no-crs"]
    plain = pd.DataFrame(world().drop(columns="geometry"))
    assert [fault.column for fault in faults(plain, STOPS_OF_A_DAY)] == ["geometry"]


def test_every_fault_has_words_in_both_languages():
    args = {"row": 1, "value": "x", "kind": "text", "allowed": "a", "limit": 1}
    for language in Language:
        rules = [key for key in keys(language) if key.startswith("fault-")]
        assert rules
        assert all(t(rule, language, **args) for rule in rules)


@pytest.mark.parametrize("table", schema.ALL, ids=lambda table: table.name)
def test_an_empty_table_keeps_its_own_contract(table):
    made = empty(table, crs="EPSG:32648")
    held = check(made, table)
    assert list(held.columns[: len(table.names)]) == table.names
    assert list(held.dtypes) == list(made.dtypes)


@pytest.mark.parametrize("table", schema.ALL, ids=lambda table: table.name)
def test_every_table_is_well_declared(table):
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    assert all(not table.column(name).null for name in table.key)
    assert all(column.meaning for column in table.columns)
    for column in table.columns:
        # Habit 1: a name that ends in a unit declares it.
        ending = column.name.rpartition("_")[2]
        if column.kind is Kind.NUMBER and ending in {"m", "m2", "deg", "min", "h", "s"}:
            assert column.unit == ending, column.name


def test_the_glossary_names_columns_that_exist():
    glossary = (TARGET.parent / "glossary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+_?\w*)`", glossary.partition("## ")[2]))
    assert named
    assert named <= {name for table in schema.ALL for name in table.names}


def test_the_page_of_tables_is_not_stale():
    assert TARGET.read_text(encoding="utf-8") == text(), "run: python docs/make_tables.py"
