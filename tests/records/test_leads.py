from datetime import date

import geopandas as gpd
import pytest
from shapely import Point

from geo.errors import InputError, RecordError
from geo.records.audit import verify
from geo.records.eradication import identify
from geo.records.findings import add_findings, read_findings
from geo.records.leads import (
    add_leads,
    assign,
    confirm_lead,
    read_lead_versions,
    read_leads,
    rule_out,
    take_back,
)
from geo.records.places import add_places, match_marks, read_places
from geo.records.roles import Actor, Role
from tests.records.worlds import MONDAY, lonlat, make_findings

LEADER = Actor("leader", Role.LEAD)
WALKER = Actor("walker", Role.SURVEYOR, team_id="t1")
THERE = Point(103.9102, 26.1201)


def make_leads(names=("l1", "l2"), *, kind="satellite", note=""):
    points = [Point(103.91 + i / 1e3, 26.12) if i < 2 else None for i in range(len(names))]
    rows = {
        "lead_id": list(names),
        "reported_on": [MONDAY] * len(names),
        "kind": kind,
        "strength": 0.9,
        "error_m": 50.0,
        "village_id": "530",
        "state": "new",
        "note": note,
    }
    return lonlat(rows, points)


@pytest.fixture
def told(store):
    add_leads(store, make_leads(("l1", "l2", "l3")), actor=WALKER)
    add_findings(store, make_findings(), actor=WALKER)
    return store


def state(store, name="l1"):
    return read_leads(store).set_index("lead_id")["state"][name]


def test_a_lead_is_assigned_and_confirmed_with_its_finding_whose_place_is_filed(told):
    assign(told, "l1", actor=LEADER)
    confirm_lead(told, "l1", "f1", on=MONDAY, actor=WALKER)
    assert list(read_lead_versions(told, "l1")["state"]) == ["new", "assigned", "confirmed"]
    assert read_findings(told).set_index("finding_id")["lead_id"].to_dict() == {"f1": "l1", "f2": ""}
    place = read_places(told).iloc[0]
    assert tuple(place[["lead_id", "finding_id", "outcome"]]) == ("l1", "f1", "poppy")
    assert place["geometry"].equals(Point(103.91, 26.12))
    assert verify(told) == []


def test_a_lead_is_ruled_out_with_what_was_there_and_where_one_stood(told):
    rule_out(told, "l1", "ornamental", on=MONDAY, point=THERE, note="虞美人", actor=WALKER)
    assert state(told) == "ruled_out"
    place = read_places(told).iloc[0]
    assert tuple(place[["outcome", "note", "finding_id"]]) == ("ornamental", "虞美人", "")
    assert place["geometry"].equals(THERE)


def test_a_lead_known_only_by_village_is_ruled_out_too(told):
    rule_out(told, "l3", "nothing", on=MONDAY, point=THERE, actor=WALKER)
    assert state(told, "l3") == "ruled_out"


def test_plants_are_no_reason_to_rule_out_and_corn_poppy_none_to_confirm(told):
    for reason in ("poppy", "", "dunno"):
        with pytest.raises(InputError, match="lead-reason"):
            rule_out(told, "l1", reason, on=MONDAY, point=THERE, actor=WALKER)
    identify(told, "f1", "other", actor=LEADER)
    with pytest.raises(RecordError, match="finding-not-crop"):
        confirm_lead(told, "l1", "f1", on=MONDAY, actor=WALKER)
    assert state(told) == "new"


def test_a_settled_lead_is_not_settled_again_without_being_sent_out_again(told):
    rule_out(told, "l1", "lawn", on=MONDAY, point=THERE, actor=WALKER)
    with pytest.raises(RecordError, match="step-lead-ruled-out"):
        confirm_lead(told, "l1", "f1", on=MONDAY, actor=WALKER)
    assert read_findings(told)["lead_id"].tolist() == ["", ""]
    assign(told, "l1", actor=LEADER)
    confirm_lead(told, "l1", "f1", on=MONDAY, actor=WALKER)
    # Both answers stay on file.
    assert sorted(read_places(told)["place_id"]) == ["p-l1", "p-l1-2"]


def test_a_finding_answers_one_lead(told):
    confirm_lead(told, "l1", "f1", on=MONDAY, actor=WALKER)
    with pytest.raises(RecordError, match="lead-other-finding"):
        confirm_lead(told, "l2", "f1", on=MONDAY, actor=WALKER)


def test_only_who_hands_out_assigns(told):
    with pytest.raises(RecordError, match="roles-refused"):
        assign(told, "l1", actor=WALKER)
    assign(told, "l1", actor=LEADER)
    with pytest.raises(RecordError, match="step-lead-assigned"):
        assign(told, "l1", actor=LEADER)
    take_back(told, "l1", actor=LEADER)
    assert state(told) == "new"


def test_leads_brought_in_again_are_not_set_back_and_never_overwritten(told):
    assign(told, "l1", actor=LEADER)
    assert add_leads(told, make_leads(("l1", "l2", "l3")), actor=WALKER) == 0
    assert state(told) == "assigned"
    with pytest.raises(RecordError, match="lead-differs"):
        add_leads(told, make_leads(("l1",), note="另一条"), actor=WALKER)
    with pytest.raises(RecordError, match="lead-unknown"):
        assign(told, "l9", actor=LEADER)


def test_places_can_be_filed_that_answer_no_lead(store):
    rows = {"place_id": ["p1"], "filed_on": [MONDAY], "lead_id": "", "finding_id": ""}
    places = lonlat({**rows, "outcome": "lawn", "note": ""}, [THERE])
    assert add_places(store, places, actor=WALKER) == 1
    assert add_places(store, places, actor=WALKER) == 0
    with pytest.raises(RecordError, match="place-differs"):
        add_places(store, places.assign(outcome="nothing"), actor=WALKER)


def metric(frame, points):
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:32648")


def test_marks_are_matched_by_the_nearest_place_within_tolerance_and_both_rests_are_named():
    marks = {"lead_id": ["a", "b", "c", "tip", "d"], "kind": ["satellite"] * 3 + ["tip", "satellite"]}
    leads = metric(marks, [Point(0, 0), Point(30, 0), Point(500, 0), Point(0, 0), None])
    places = metric({"place_id": ["p", "q"]}, [Point(10, 0), Point(900, 0)])
    found = match_marks(leads, places, tolerance_m=50.0)
    assert found.pairs.to_dict("list") == {
        "lead_id": ["a", "b"],
        "place_id": ["p", "p"],
        "distance_m": [10.0, 20.0],
    }
    # A mark without a point can be matched by nothing and is counted as unmatched.
    assert (found.marks, found.places) == (("c", "d"), ("q",))
    assert found.rate == pytest.approx(2 / 4)


def test_without_marks_there_is_no_rate_and_without_places_it_is_nought():
    places = metric({"place_id": ["p"]}, [Point(10, 0)])
    none = metric({"lead_id": ["t"], "kind": ["tip"]}, [Point(0, 0)])
    found = match_marks(none, places, tolerance_m=50.0)
    assert found.rate != found.rate
    assert found.places == ("p",)
    one = metric({"lead_id": ["a"], "kind": ["satellite"]}, [Point(0, 0)])
    assert match_marks(one, places.iloc[:0], tolerance_m=50.0).rate == 0
    assert date(2025, 5, 5) == MONDAY
