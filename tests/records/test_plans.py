import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from geo.errors import RecordError, TableError
from geo.model import schema
from geo.model.tables import check
from geo.records import models
from geo.records.plans import adopt, content_hash, read_plan, read_plans, save_plan
from tests.records.worlds import make_plan


def states(store):
    plans = read_plans(store)
    return dict(zip(plans["plan_id"], plans["state"], strict=True))


def test_a_plan_comes_back_as_it_was_saved(store):
    made = make_plan()
    save_plan(store, **made)
    read = read_plan(store)
    assert read.plan["plan_id"] == made["plan"]["plan_id"]
    assert read.plan["made_at"] == pd.Timestamp(made["plan"]["made_at"])
    assert read.plan["bound"] is None
    for name in ("routes", "stops", "legs"):
        table = getattr(schema, name.upper())
        assert_geodataframe_equal(getattr(read, name), check(made[name], table))
    for name in ("team_days", "windows"):
        table = getattr(schema, name.upper())
        pd.testing.assert_frame_equal(getattr(read, name), check(made[name], table))


def test_without_a_plan_there_is_none_to_read(store):
    assert read_plan(store) is None
    with pytest.raises(RecordError, match="records-no-plan"):
        read_plan(store, "feed")


def test_saving_the_same_plan_again_changes_nothing(store):
    made = make_plan()
    save_plan(store, **made)
    adopt(store, made["plan"]["plan_id"])
    save_plan(store, **made)
    assert states(store) == {made["plan"]["plan_id"]: "adopted"}
    assert len(read_plan(store).stops) == 3


def test_one_plan_at_most_is_adopted_and_the_earlier_is_superseded(store):
    plans = [make_plan(expected_finds=finds) for finds in (1.0, 2.0, 3.0)]
    for made in plans:
        save_plan(store, **made)
    first, second, third = (made["plan"]["plan_id"] for made in plans)
    adopt(store, first)
    adopt(store, second)
    assert states(store) == {first: "superseded", second: "adopted", third: "draft"}
    adopt(store, first)
    assert states(store) == {first: "adopted", second: "superseded", third: "draft"}


def test_the_database_itself_refuses_a_second_adopted_plan(store):
    for finds in (1.0, 2.0):
        save_plan(store, **make_plan(expected_finds=finds))
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(models.PLANS.update().values(state="adopted"))
    assert set(states(store).values()) == {"draft"}


def test_the_adopted_plan_is_read_before_a_newer_draft(store):
    old = make_plan(expected_finds=1.0, made_at="2025-03-01T00:00Z", state="adopted")
    new = make_plan(expected_finds=2.0, made_at="2025-03-02T00:00Z")
    newest = make_plan(expected_finds=3.0, made_at="2025-03-03T00:00Z")
    for made in (newest, new):
        save_plan(store, **made)
    assert read_plan(store).plan["plan_id"] == newest["plan"]["plan_id"]
    save_plan(store, **old)
    assert read_plan(store).plan["plan_id"] == old["plan"]["plan_id"]
    assert read_plan(store, new["plan"]["plan_id"]).plan["expected_finds"] == 2.25


def test_the_hash_of_a_plan_ignores_its_name_its_clock_and_the_order_of_rows():
    made = make_plan()
    named = {"r1": "x_r1", "r2": "x_r2"}
    routes = made["routes"].assign(route_id=lambda f: f["route_id"].map(named)).iloc[::-1]
    stops = made["stops"].assign(
        route_id=lambda f: f["route_id"].map(named), stop_id=lambda f: "x_" + f["stop_id"]
    )
    assert content_hash(routes, stops.iloc[::-1]) == made["plan"]["content_hash"]


@pytest.mark.parametrize(
    ("column", "value"), [("order", 3), ("passes", 2), ("service_min", 10.6), ("cell_id", "530_9_9")]
)
def test_the_hash_of_a_plan_changes_with_what_it_says(column, value):
    made = make_plan()
    stops = made["stops"].copy()
    stops.loc[0, column] = value
    assert content_hash(made["routes"], stops) != made["plan"]["content_hash"]


def test_a_plan_whose_contents_do_not_match_its_hash_is_refused(store):
    made = make_plan()
    made["stops"] = made["stops"].assign(passes=1)
    with pytest.raises(RecordError, match="records-plan-hash"):
        save_plan(store, **made)


def test_a_stop_on_a_route_that_is_not_there_is_refused(store):
    made = make_plan()
    made["legs"] = made["legs"].replace({"route_id": {"r2": "r9"}})
    with pytest.raises(RecordError, match="records-orphan-rows"):
        save_plan(store, **made)
    assert read_plan(store) is None


def test_shapes_in_metres_are_refused_and_never_converted_in_silence(store):
    made = make_plan()
    made["legs"] = made["legs"].to_crs("EPSG:32648")
    with pytest.raises(RecordError, match="records-wrong-crs"):
        save_plan(store, **made)


def test_a_table_that_breaks_its_contract_keeps_the_whole_plan_out(store):
    made = make_plan()
    made["legs"] = made["legs"].assign(mode="swim")
    with pytest.raises(TableError):
        save_plan(store, **made)
    assert read_plan(store) is None


def test_a_write_that_fails_half_way_changes_nothing(store, monkeypatch):
    def broken(connection, record, rows):
        if record is models.LEGS:
            raise OSError("disk full")
        insert(connection, record, rows)

    insert = __import__("geo.records.plans", fromlist=["insert_rows"]).insert_rows
    monkeypatch.setattr("geo.records.plans.insert_rows", broken)
    with pytest.raises(OSError, match="disk full"):
        save_plan(store, **make_plan())
    with store.reading() as connection:
        for record in (models.PLANS, models.ROUTES, models.STOPS):
            assert connection.execute(select(record)).first() is None


def test_a_plan_that_sends_nobody_out_is_a_plan(store):
    made = make_plan()
    for name in ("routes", "stops", "legs", "team_days"):
        made[name] = made[name].iloc[:0]
    name = content_hash(made["routes"], made["stops"])
    made["plan"] |= {"plan_id": name[:12], "content_hash": name}
    save_plan(store, **made)
    assert read_plan(store).routes.empty
    assert len(read_plan(store).windows) == 1
