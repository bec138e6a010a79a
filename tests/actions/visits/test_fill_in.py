"""A visit filled in on the screen: with its tracks, signs and finds, all of it or nothing."""

import shutil

import pytest

from geo.actions.prepared.prepare import prepare
from geo.actions.visits.debrief import Sign
from geo.actions.visits.fill_in import Filled, Find, fill_in
from geo.actions.visits.to_fill_in import day_choices, waiting_days
from geo.errors import InputError, RecordError
from geo.records.actor import ALONE, Actor, Role
from geo.records.findings import read_findings
from geo.records.leads import read_leads
from geo.records.store import Store
from geo.records.visits import read_visits, send_back
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR, day, walked

PLACE = (WEST + STEP / 2, SOUTH + STEP / 2)
DAY = f"{YEAR}-06-01"


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


@pytest.fixture
def walk(site):
    """A day with a track and no visit: the first cell's village."""
    cell = prepare(site).cells.iloc[0]
    with Store.open(site) as store:
        walked(site, store, [cell["cell_id"]], DAY, team_id="1")
    return str(cell["village_id"])


def debriefed(site, **more):
    (waits,) = waiting_days(site)
    told = {"visited_on": waits.day, "team_id": waits.team_id, "village_id": waits.village_id}
    told |= {"source": "track", "persons": 5, "hours": 6.0}
    return Filled(told, tracks=waits.tracks, **more)


def test_a_day_with_tracks_waits_until_it_is_submitted(site, walk):
    (waits,) = waiting_days(site)
    assert (waits.name, waits.village_id, waits.length_m) == (f"1@{DAY}", walk, 880.0)
    done = fill_in(site, debriefed(site), submitted=True, actor=ALONE)
    assert (done.state, waiting_days(site)) == ("submitted", [])
    with Store.open(site) as store:
        known = read_visits(store)
    assert known.visits["nothing_found"].tolist() == [True]
    assert known.tracks["track_id"].tolist() == [f"k{DAY}"]


def test_finds_and_signs_come_with_the_visit_and_belong_to_it(site, walk):
    filled = debriefed(site, finds=[Find(*PLACE, plants=12.0)], signs=[Sign("pipe", *PLACE)])
    done = fill_in(site, filled, submitted=True, actor=ALONE)
    with Store.open(site) as store:
        found, leads, visits = read_findings(store), read_leads(store), read_visits(store).visits
    assert found[["visit_id", "plants", "state"]].to_numpy().tolist() == [[done.visit_id, 12.0, "reported"]]
    assert leads["note"].tolist() == ["pipe"]
    assert visits["nothing_found"].tolist() == [False]


def test_nothing_is_kept_of_a_visit_that_contradicts_itself(site, walk):
    filled = debriefed(site, finds=[Find(*PLACE)])
    wrong = Filled({**filled.entries, "formation": "abreast"}, tracks=filled.tracks, finds=filled.finds)
    with pytest.raises(InputError, match="visit-abreast"):
        fill_in(site, wrong, submitted=True, actor=ALONE)
    with Store.open(site) as store:
        assert not len(read_findings(store))
        assert not len(read_visits(store).visits)


def test_a_returned_visit_is_filled_in_again_and_keeps_what_was_not_said(site, walk):
    done = fill_in(site, debriefed(site), submitted=True, actor=ALONE)
    with Store.open(site) as store:
        send_back(store, done.visit_id, reason="人数", actor=Actor("w", Role.OFFICER))
    (waits,) = waiting_days(site)
    assert waits.visit["reason"] == "人数"
    again = fill_in(site, Filled({"persons": 4}, visit_id=done.visit_id), submitted=True, actor=ALONE)
    assert again.state == "submitted"
    with Store.open(site) as store:
        known = read_visits(store)
    assert known.visits[["persons", "hours"]].to_numpy().tolist() == [[4, 6.0]]
    assert len(known.tracks) == 1


def test_a_day_on_paper_names_cells_and_a_surveyor_fills_in_his_own_team_only(site):
    villages, choices = day_choices(site)
    village = str(villages["village_id"].iloc[0])
    cells = choices.cells.loc[choices.cells["village_id"] == village, "cell_id"].tolist()
    told = {"visited_on": day(DAY), "village_id": village, "persons": 5, "hours": 6.0}
    li = Actor("li", Role.SURVEYOR, team_id="1")
    done = fill_in(site, Filled(told, cells=cells), submitted=False, actor=li)
    assert done.state == "draft"
    with Store.open(site) as store:
        assert sorted(read_visits(store).cells["cell_id"]) == sorted(cells)
    with pytest.raises(RecordError, match="roles-refused-team"):
        fill_in(site, Filled({**told, "team_id": "2"}, cells=cells), submitted=False, actor=li)


def test_a_place_that_is_none_on_earth_is_refused(site, walk):
    with pytest.raises(InputError, match="lead-place"):
        fill_in(site, debriefed(site, finds=[Find(404.0, 33.0)]), submitted=True, actor=ALONE)
