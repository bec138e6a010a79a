from datetime import date

import pytest

from geo.errors import InputError, RecordError, TableError
from geo.records.audit import verify
from geo.records.roles import ALONE, Actor, Role
from geo.records.tracks import add_tracks
from geo.records.visits import (
    amend,
    confirm,
    read_visit_versions,
    read_visits,
    save_visit,
    send_back,
    submit,
)
from tests.records.worlds import MONDAY, make_tracks

WALKER = Actor("walker", Role.SURVEYOR, team_id="t1")
OTHER_TEAM = Actor("other", Role.SURVEYOR, team_id="t2")
OFFICER = Actor("officer", Role.OFFICER)
LEADER = Actor("leader", Role.LEAD)


def save(store, actor=WALKER, *, cells=("530_1_1",), tracks=(), yards=(), **entries):
    visit = {"visited_on": MONDAY, "village_id": "530", "persons": 5, "hours": 6.5, **entries}
    return save_visit(store, visit, cells, tracks, yards, actor=actor)


def one(store):
    return read_visits(store).visits.iloc[0]


def test_a_visit_goes_from_draft_to_confirmed_and_carries_what_was_signed(store, clock):
    name = save(store, yards=[{"yard_id": "y1", "entered": 4, "from_lane": 2}])
    assert one(store)["state"] == "draft"
    assert one(store)["nothing_found"]
    signed = submit(store, name, actor=WALKER)
    confirm(store, name, actor=OFFICER)
    visit = one(store)
    assert (visit["state"], visit["submitted_by"], visit["decided_by"]) == ("confirmed", "walker", "officer")
    assert visit["content_hash"] == signed
    assert len(signed) == 64
    assert visit["decided_at"] == clock.time
    assert not visit["self_confirmed"]
    on_record = read_visits(store)
    assert list(on_record.cells["cell_id"]) == ["530_1_1"]
    assert on_record.yards[["entered", "from_lane"]].to_numpy().tolist() == [[4, 2]]
    assert verify(store) == []


def test_nobody_confirms_what_he_submitted(store):
    name = save(store, OFFICER, team_id="t1")
    submit(store, name, actor=OFFICER)
    with pytest.raises(RecordError, match="roles-refused-own"):
        confirm(store, name, actor=OFFICER)
    assert one(store)["state"] == "submitted"
    confirm(store, name, actor=LEADER)
    assert not one(store)["self_confirmed"]


def test_one_alone_confirms_and_it_is_marked(store):
    name = save(store, ALONE, team_id="t1")
    submit(store, name, actor=ALONE)
    confirm(store, name, actor=ALONE)
    assert one(store)["self_confirmed"]


def test_a_surveyor_neither_confirms_nor_writes_for_another_team(store):
    name = save(store)
    with pytest.raises(RecordError, match="roles-refused"):
        save(store, OTHER_TEAM, visit_id=name)
    with pytest.raises(RecordError, match="roles-refused-team"):
        submit(store, name, actor=OTHER_TEAM)
    with pytest.raises(RecordError, match="roles-refused-team"):
        save(store, WALKER, team_id="t2")
    submit(store, name, actor=WALKER)
    with pytest.raises(RecordError, match="roles-refused"):
        confirm(store, name, actor=Actor("colleague", Role.SURVEYOR, team_id="t1"))


def test_a_surveyor_cannot_take_over_another_teams_draft_by_naming_his_own_team(store):
    name = save(store)
    with pytest.raises(RecordError, match="roles-refused-team"):
        save(store, OTHER_TEAM, visit_id=name, team_id="t2")


def test_a_visit_is_returned_with_a_reason_corrected_and_submitted_again(store):
    name = save(store)
    first = submit(store, name, actor=WALKER)
    with pytest.raises(InputError, match="visit-return-reason"):
        send_back(store, name, actor=OFFICER, reason=" ")
    send_back(store, name, actor=OFFICER, reason="人次不对")
    assert one(store)["reason"] == "人次不对"
    second = amend(store, name, {"persons": 4}, actor=WALKER)
    assert first != second
    assert one(store)["state"] == "submitted"
    assert one(store)["reason"] == ""
    assert list(read_visit_versions(store, name)["state"]) == ["draft", "submitted", "returned", "submitted"]
    assert list(read_visit_versions(store, name)["persons"]) == [5, 5, 5, 4]


def test_a_confirmed_visit_is_amended_by_a_new_version_that_is_signed_anew(store):
    name = save(store, cells=("530_1_1", "530_1_2"))
    signed = submit(store, name, actor=WALKER)
    confirm(store, name, actor=OFFICER)
    for step in (lambda: save(store, visit_id=name), lambda: submit(store, name, actor=WALKER)):
        with pytest.raises(RecordError, match="step-visit-confirmed"):
            step()
    amend(store, name, {}, cells=("530_1_2",), actor=WALKER)
    visit = one(store)
    assert visit["state"] == "submitted"
    assert visit["decided_by"] == ""
    assert visit["content_hash"] != signed
    assert list(read_visits(store).cells["cell_id"]) == ["530_1_2"]
    versions = read_visit_versions(store, name)
    assert versions["content_hash"].iloc[2] == signed
    # What was dropped comes back when it is named again, and with it the first hash.
    confirm(store, name, actor=OFFICER)
    assert amend(store, name, {}, cells=("530_1_2", "530_1_1"), actor=WALKER) == signed


def test_a_submitted_visit_waits_for_its_decision(store):
    name = save(store)
    submit(store, name, actor=WALKER)
    for step in (
        lambda: submit(store, name, actor=WALKER),
        lambda: amend(store, name, {"persons": 9}, actor=WALKER),
        lambda: save(store, visit_id=name, persons=9),
    ):
        with pytest.raises(RecordError, match="step-visit-submitted"):
            step()
    assert one(store)["persons"] == 5


def test_a_draft_is_saved_over_as_often_as_one_likes(store):
    name = save(store)
    assert save(store, visit_id=name, persons=6, cells=()) == name
    assert one(store)["persons"] == 6
    assert len(read_visits(store).cells) == 0
    assert save(store) != name


def test_tracks_are_on_record_and_stand_under_one_visit(store):
    add_tracks(store, make_tracks())
    name = save(store, source="track", tracks=["aa11"])
    submit(store, name, actor=WALKER)
    second = save(store, source="track", tracks=["aa11", "bb22"])
    with pytest.raises(InputError, match="visit-track-owner"):
        submit(store, second, actor=WALKER)
    save(store, visit_id=second, source="track", tracks=["bb22"])
    submit(store, second, actor=WALKER)
    lost = save(store, source="track", tracks=["cc33"])
    with pytest.raises(InputError, match="visit-lost-track"):
        submit(store, lost, actor=WALKER)


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ({"source": "track"}, "visit-no-track"),
        ({"village_id": "", "cells": ()}, "visit-no-ground"),
        ({"formation": "abreast", "walkers": 5}, "visit-abreast"),
        ({"formation": "abreast", "walkers": 1, "spacing_m": 20}, "visit-abreast"),
        ({"formation": "file", "walkers": 5}, "visit-file"),
        ({"formation": "", "walkers": 5}, "visit-file"),
    ],
)
def test_a_visit_that_contradicts_itself_is_not_submitted(store, entries, fault):
    name = save(store, **entries)
    with pytest.raises(InputError, match=fault):
        submit(store, name, actor=WALKER)
    assert one(store)["state"] == "draft"


@pytest.mark.parametrize("entries", [{"hours": 30}, {"own_pod": 1.4}, {"light": "dim"}])
def test_values_out_of_range_are_refused_and_nothing_is_kept(store, entries):
    with pytest.raises(TableError):
        save(store, **entries)
    assert len(read_visits(store).visits) == 0


@pytest.mark.parametrize("name", ["state", "submitted_by", "content_hash", "surveyor_name"])
def test_what_became_of_a_visit_cannot_be_given_from_outside(store, name):
    with pytest.raises(InputError, match="visit-column"):
        save(store, **{name: "confirmed"})


def test_an_officer_of_a_township_signs_only_there(store):
    name = save(store)
    submit(store, name, actor=WALKER)
    officer = Actor("o2", Role.OFFICER, scope="甲镇")
    for township, fault in (("", "roles-refused-whole"), ("乙镇", "roles-refused-scope")):
        with pytest.raises(RecordError, match=fault):
            confirm(store, name, actor=officer, township=township)
    confirm(store, name, actor=officer, township="甲镇")


def test_visits_are_read_by_day_and_state(store):
    save(store)
    later = save(store, visited_on=date(2025, 6, 1))
    submit(store, later, actor=WALKER)
    assert list(read_visits(store, opens=date(2025, 5, 6)).visits["visit_id"]) == [later]
    assert list(read_visits(store, closes=date(2025, 5, 6)).visits["state"]) == ["draft"]
    only = read_visits(store, states=["submitted"])
    assert list(only.visits["visit_id"]) == [later]
    assert set(only.cells["visit_id"]) == {later}


def test_an_unknown_visit_is_said_in_words(store):
    with pytest.raises(RecordError, match="visit-unknown"):
        submit(store, "v9", actor=WALKER)
