from datetime import date
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point, box

from geo.actions.coverage.cover import Recorded
from geo.actions.finds.follow_up import (
    assign_lead,
    confirm_lead,
    eradicate_finding,
    follow_up,
    look_again,
    rule_out_lead,
    stage_days,
    step_finding,
)
from geo.actions.visits.debrief import Debrief, Sign, debrief, visit_pod
from geo.actions.visits.sign import confirm_visit, pod_gap, return_visit, submit_visit, township_of
from geo.errors import InputError, RecordError
from geo.model.season import CropYear
from geo.records.eradication import count, hold
from geo.records.findings import add_findings, read_findings
from geo.records.leads import read_leads
from geo.records.places import read_places
from geo.records.revisits import read_revisits
from geo.records.roles import ALONE, Actor, Role
from geo.records.store import Store
from geo.records.visits import read_visits, save_visit
from geo.search.surveys import Surveys
from geo.settings import DEFAULTS
from geo.words import Language, t
from tests.records.worlds import MONDAY, make_findings, make_tracks

CRS = "EPSG:32648"
OFFICER = Actor("officer", Role.OFFICER, scope="甲镇")
WALKER = Actor("walker", Role.SURVEYOR, team_id="t1")
HERE = Point(103.9102, 26.1201)


def villages():
    """One village of one township, round both findings."""
    shape = gpd.GeoSeries([box(103.9, 26.1, 103.93, 26.14)], crs="EPSG:4326").to_crs(CRS)
    rows = {"village_id": ["530"], "name": ["大坳"], "township": ["甲镇"]}
    return gpd.GeoDataFrame(rows, geometry=shape.array, crs=CRS)


def crop_year():
    """Emerged on 1 March, in flower from 30 April at every height."""
    days = {"sown": 40.0, "emerged": 59.0, "flowering": 119.0, "lancing": 139.0, "ended": 169.0}
    arrays = {name: np.array([day, day]) for name, day in days.items()}
    return CropYear(year=2025, elevation_m=np.array([0.0, 3000.0]), **arrays)


def prepared(site_dir):
    ground = villages()
    cells = pd.DataFrame({"cell_id": ["530_0_0"], "village_id": "530", "elevation_m": [1800.0]})
    cells = cells.assign(ix=0, iy=0)
    given = gpd.GeoDataFrame(
        {
            "lead_id": ["l1"],
            "reported_on": pd.to_datetime([MONDAY]),
            "kind": "satellite",
            "strength": 0.9,
            "error_m": 50.0,
            "village_id": "530",
            "state": "new",
            "note": "",
        },
        geometry=[HERE],
        crs="EPSG:4326",
    ).to_crs(CRS)
    return SimpleNamespace(
        site_dir=site_dir, villages=ground, cells=cells, crs=CRS, settings=DEFAULTS, leads=given
    )


@pytest.fixture
def site(tmp_path):
    with Store.open(tmp_path) as store:
        add_findings(store, make_findings(), actor=ALONE)
        save_visit(store, {"visit_id": "v1", "visited_on": MONDAY, "village_id": "530"}, actor=WALKER)
    return tmp_path


def finding(site, name="f1"):
    with Store.open(site) as store:
        return read_findings(store).set_index("finding_id").loc[name]


def visit(site):
    with Store.open(site) as store:
        return read_visits(store).visits.iloc[0]


def test_the_township_of_a_visit_is_looked_up_for_who_signs_it(site):
    stranger = Actor("stranger", Role.OFFICER, scope="乙镇")
    signed = submit_visit(site, "v1", villages=villages(), actor=WALKER)
    with pytest.raises(RecordError, match="roles-refused-scope"):
        confirm_visit(site, "v1", villages=villages(), actor=stranger)
    assert confirm_visit(site, "v1", villages=villages(), actor=OFFICER).content_hash == signed.content_hash
    assert township_of(villages(), "531") == ""
    with pytest.raises(RecordError, match="visit-unknown"):
        return_visit(site, "v2", villages=villages(), actor=OFFICER, reason="无")


def test_one_alone_is_told_that_he_signed_his_own_visit(site):
    submit_visit(site, "v1", villages=villages(), actor=ALONE)
    signed = confirm_visit(site, "v1", villages=villages(), actor=ALONE)
    assert [note.key for note in signed.notes] == ["visit-self-confirmed"]


@pytest.mark.parametrize(
    ("own", "computed", "flagged"),
    [(0.9, 0.5, True), (0.5, 0.9, True), (0.8, 0.5, False), (float("nan"), 0.1, False), (0.9, None, False)],
)
def test_own_judgement_over_30_points_from_the_tracks_is_flagged(own, computed, flagged):
    notes = pod_gap({"visit_id": "v1", "own_pod": own}, computed, DEFAULTS.records)
    assert bool(notes) == flagged


def test_six_taps_fill_the_draft_and_bring_signs_as_leads_once(site):
    said = Debrief("abreast", 5, 20.0, "陡坡", "good", "flower", 40.0, 0.7, (Sign("pipe", 103.91, 26.12),))
    for _ in range(2):
        names = debrief(site, "v1", said, villages=villages(), actor=WALKER)
    row = visit(site)
    told = row[["formation", "walkers", "spacing_m", "not_entered", "light", "growth", "sight_m", "own_pod"]]
    assert list(told) == ["abreast", 5, 20.0, "陡坡", "good", "flower", 40.0, 0.7]
    assert (row["state"], row["village_id"]) == ("draft", "530")
    with Store.open(site) as store:
        leads = read_leads(store)
    assert list(leads["lead_id"]) == names
    assert tuple(leads.iloc[0][["kind", "village_id", "note"]]) == ("sign", "530", "pipe")
    with pytest.raises(InputError, match="debrief-sign-unknown"):
        debrief(site, "v1", Debrief(signs=(Sign("ufo", 1, 2),)), villages=villages(), actor=WALKER)


def test_a_returned_visit_is_debriefed_and_waits_again(site):
    submit_visit(site, "v1", villages=villages(), actor=WALKER)
    return_visit(site, "v1", villages=villages(), actor=OFFICER, reason="没有写能看清多远")
    debrief(site, "v1", Debrief(sight_m=30.0), villages=villages(), actor=WALKER)
    assert tuple(visit(site)[["state", "sight_m"]]) == ("submitted", 30.0)


def test_revisits_follow_the_crop_where_it_stood(site):
    season = SimpleNamespace(crop_year=crop_year())
    for step, entries in ((hold, {}), (count, {"plants": 30, "kind": "provisional"})):
        step_finding(site, "f1", step, villages=villages(), actor=OFFICER, **entries)
    eradicate_finding(prepared(site), season, "f1", on=date(2025, 5, 8), method="拔除", actor=OFFICER)
    with Store.open(site) as store:
        due = read_revisits(store).set_index("occasion")["due_on"].dt.date.to_dict()
    # In flower from 30 April, capsule from 16 May until 19 June: its middle is 2 June.
    starts = stage_days(crop_year(), 1800.0, DEFAULTS)
    assert starts[2:] == [date(2025, 4, 30), date(2025, 5, 16), date(2025, 6, 19)]
    assert due["next_stage"] == date(2025, 6, 2)
    assert due["weeks"] == date(2025, 5, 29)
    assert due["next_season"] == date(2026, 5, 8)
    look_again(site, "f1_weeks", on=date(2025, 5, 27), outcome="gone", villages=villages(), actor=OFFICER)
    assert finding(site)["state"] == "verified_gone"
    stranger = Actor("stranger", Role.OFFICER, scope="乙镇")
    with pytest.raises(RecordError, match="roles-refused"):
        step_finding(site, "f2", hold, villages=villages(), actor=stranger)


def test_what_waits_is_listed_and_the_urgent_is_said_in_words(site):
    with Store.open(site) as store:
        hold(store, "f1", actor=ALONE)
        count(store, "f1", 480, kind="provisional", actor=ALONE)
        gone = make_findings(("f8", "f9")).assign(state="eradicated", eradicated_on=date(2025, 5, 8))
        add_findings(store, gone, actor=ALONE)
    waits = follow_up(site, today=date(2025, 6, 1))
    assert list(waits.waiting["finding_id"]) == ["f1", "f2"]
    assert list(waits.due["overdue"]) == [True, True, False, False, False, False]
    keys = [note.key for note in waits.notes]
    assert keys == ["finding-provisional", "revisit-overdue", "revisit-overdue"]
    assert all(t(note.key, language, **note.args) for note in waits.notes for language in Language)


def test_a_lead_of_an_input_file_is_taken_on_record_when_it_is_checked(site):
    ground = prepared(site)
    leader = Actor("leader", Role.LEAD)
    assign_lead(ground, "l1", actor=leader)
    rule_out_lead(ground, "l1", "lawn", on=MONDAY, point=HERE, actor=OFFICER)
    assign_lead(ground, "l1", actor=leader)
    confirm_lead(ground, "l1", "f1", on=MONDAY, actor=OFFICER)
    with Store.open(site) as store:
        lead, places = read_leads(store).iloc[0], read_places(store)
    assert lead["state"] == "confirmed"
    assert lead["geometry"].distance(HERE) < 1e-7
    assert list(places["outcome"]) == ["lawn", "poppy"]
    with pytest.raises(RecordError, match="lead-unknown"):
        assign_lead(ground, "l9", actor=leader)


def recorded():
    """Two visits with a track each, and a finding that is none of a visit's affair."""
    visits = pd.DataFrame({"visit_id": ["v1", "v2"]})
    tracks = pd.DataFrame({"visit_id": ["v1", "v2"], "track_id": ["aa11", "bb22"]})
    none = pd.DataFrame({"visit_id": []})
    return Recorded(make_tracks(), Surveys(visits, none, tracks, none), make_findings(), list)


def test_the_pod_of_a_visit_comes_from_its_own_tracks_weighted_by_expected_plots(monkeypatch):
    asked = []

    def cover(_ground, _season, mine):
        asked.append(mine)
        cells = {"cell_id": ["a", "b", "c"], "visited": [True, True, False], "pod": [0.8, 0.2, 0.1]}
        return SimpleNamespace(coverage=pd.DataFrame(cells))

    monkeypatch.setattr("geo.actions.visits.debrief.cover_recorded", cover)
    risk = pd.DataFrame({"cell_id": ["a", "b", "c"], "expected_plots": [3.0, 1.0, 9.0]})
    pod = visit_pod(None, SimpleNamespace(risk=risk), recorded(), "v1")
    assert pod == pytest.approx((3 * 0.8 + 1 * 0.2) / 4)
    assert list(asked[0].tracks["track_id"]) == ["aa11"]
    assert len(asked[0].findings) == 0


def test_a_visit_without_tracks_has_no_computed_pod():
    assert np.isnan(visit_pod(None, None, recorded(), "v3"))
