"""Which stops of the plan in force are still ahead."""

from geo.records.actor import ALONE
from geo.records.ahead import read_stops_in_force
from geo.records.outcomes import add_outcome
from geo.records.plans import save_plan
from geo.records.team_days import advance
from geo.records.tracks import add_tracks
from tests.records.worlds import MONDAY, make_plan, make_tracks


def ahead(store):
    stops = read_stops_in_force(store)
    return list(stops.loc[stops["ahead"], "cell_id"])


def test_without_a_plan_in_force_nothing_is_ahead(store):
    assert ahead(store) == []
    save_plan(store, **make_plan())
    assert ahead(store) == []


def test_a_stop_is_ahead_until_its_team_is_back_or_its_outcome_or_a_track_is_on_record(store):
    save_plan(store, **make_plan(state="adopted"))
    assert ahead(store) == ["530_1_1", "530_1_2", "530_2_2"]
    add_outcome(store, "r1_1", "not_reached", said_on=MONDAY, reason="weather", actor=ALONE)
    assert ahead(store) == ["530_1_2", "530_2_2"]
    stops = read_stops_in_force(store).set_index("stop_id")
    assert stops.loc["r1_1", ["outcome", "reason", "window_id"]].tolist() == ["not_reached", "weather", "w1"]
    for step in ("handed_out", "out", "back"):
        advance(store, "t1_2025-05-05", step, actor=ALONE)
    assert ahead(store) == ["530_2_2"]
    add_tracks(store, make_tracks().assign(assignment_id="r2"))
    assert ahead(store) == []
