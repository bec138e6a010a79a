from datetime import date

import pytest

from geo.errors import InputError, RecordError, TableError
from geo.records.audit import verify
from geo.records.eradication import count, eradicate, hold, identify, reopen
from geo.records.findings import add_findings, read_finding_versions, read_findings
from geo.records.revisits import read_due, read_revisits, record_look
from geo.records.roles import ALONE, Actor, Role
from geo.records.visits import save_visit, submit
from tests.records.worlds import MONDAY, make_findings

OFFICER = Actor("officer", Role.OFFICER)
WALKER = Actor("walker", Role.SURVEYOR, team_id="t1")
DESTROYED = date(2025, 5, 8)
# rosette, bud, flower, capsule, gone
STARTS = (date(2025, 4, 1), date(2025, 4, 20), date(2025, 5, 4), date(2025, 5, 20), date(2025, 6, 19))


@pytest.fixture
def found(store):
    add_findings(store, make_findings(), actor=ALONE)
    return store


def finding(store, name="f1"):
    return read_findings(store).set_index("finding_id").loc[name]


def destroy(store, name="f1", *, on=DESTROYED, kind="exact", plants=520):
    hold(store, name, actor=OFFICER)
    number = "云公禁 12" if kind == "police" else ""
    count(store, name, plants, kind=kind, police_number=number, actor=OFFICER)
    eradicate(store, name, on=on, method="人工拔除", starts=STARTS, actor=OFFICER)


def occasions(store):
    looks = read_due(store, today=DESTROYED)
    return dict(zip(looks["occasion"], looks["due_on"].dt.date, strict=True))


def test_a_finding_goes_from_report_to_verified_gone_and_every_step_is_on_record(found):
    destroy(found, kind="police")
    record_look(found, "f1_weeks", on=date(2025, 5, 25), outcome="gone", actor=OFFICER)
    states = ["reported", "held", "counted", "eradicated", "verified_gone"]
    assert list(read_finding_versions(found, "f1")["state"]) == states
    last = finding(found)
    assert (last["plants"], last["police_number"], last["method"]) == (520, "云公禁 12", "人工拔除")
    assert last["geometry"].equals(make_findings().geometry.iloc[0])
    assert verify(found) == []


@pytest.mark.parametrize(
    "step",
    [
        lambda store: count(store, "f1", 520, kind="exact", actor=ALONE),
        lambda store: eradicate(store, "f1", on=DESTROYED, method="拔除", actor=ALONE),
        lambda store: reopen(store, "f1", actor=ALONE),
    ],
)
def test_nothing_passes_by_the_police(found, step):
    with pytest.raises(RecordError, match="step-finding-reported"):
        step(found)
    assert len(read_finding_versions(found, "f1")) == 1


def test_what_is_to_be_identified_is_held_but_not_counted_before_it_is_known(found):
    identify(found, "f1", "to_identify", actor=OFFICER)
    hold(found, "f1", actor=OFFICER)
    with pytest.raises(RecordError, match="finding-unidentified"):
        count(found, "f1", 520, kind="exact", actor=OFFICER)
    identify(found, "f1", "cannabis", actor=OFFICER)
    count(found, "f1", 520, kind="exact", actor=OFFICER)
    with pytest.raises(RecordError, match="finding-identified-late"):
        identify(found, "f1", "other", actor=OFFICER)
    with pytest.raises(TableError):
        identify(found, "f2", "rose", actor=OFFICER)


def test_corn_poppy_is_not_held(found):
    identify(found, "f1", "other", actor=OFFICER)
    with pytest.raises(RecordError, match="finding-not-crop"):
        hold(found, "f1", actor=OFFICER)


def test_a_count_gives_way_only_to_one_that_stands_on_as_much(found):
    hold(found, "f1", actor=OFFICER)
    count(found, "f1", 500, kind="provisional", actor=OFFICER)
    count(found, "f1", 498, kind="exact", actor=OFFICER)
    with pytest.raises(InputError, match="finding-police-number"):
        count(found, "f1", 499, kind="police", actor=OFFICER)
    count(found, "f1", 499, kind="police", police_number="12", actor=OFFICER)
    with pytest.raises(RecordError, match="finding-count-weaker"):
        count(found, "f1", 3000, kind="exact", actor=OFFICER)
    assert finding(found)["plants"] == 499
    for plants in (-1, float("nan")):
        with pytest.raises(InputError, match="finding-count"):
            count(found, "f1", plants, kind="police", police_number="12", actor=OFFICER)


def test_the_number_destroyed_settles_an_estimate_and_must_equal_an_exact_count(found):
    for name, kind in (("f1", "provisional"), ("f2", "exact")):
        hold(found, name, actor=OFFICER)
        count(found, name, 500, kind=kind, actor=OFFICER)
    eradicate(found, "f1", on=DESTROYED, method="拔除", plants=486, actor=OFFICER)
    assert tuple(finding(found)[["plants", "count_kind"]]) == (486, "exact")
    with pytest.raises(InputError, match="finding-fewer-destroyed"):
        eradicate(found, "f2", on=DESTROYED, method="拔除", plants=486, actor=OFFICER)
    with pytest.raises(InputError, match="finding-destroyed-early"):
        eradicate(found, "f2", on=date(2025, 5, 1), method="拔除", actor=OFFICER)
    assert finding(found, "f2")["state"] == "counted"


def test_destruction_puts_four_looks_on_the_list(found):
    destroy(found)
    assert occasions(found) == {
        "weeks": date(2025, 5, 29),
        "next_stage": date(2025, 6, 4),
        "next_season": date(2026, 5, 12),
        "second_year": date(2027, 5, 12),
    }
    assert finding(found)["revisit_due"].date() == date(2025, 5, 29)


def test_looks_are_ready_after_14_days_and_overdue_after_21(found):
    destroy(found)
    flags = {}
    for day in (21, 22, 29, 30):
        weeks = read_due(found, today=date(2025, 5, day)).set_index("occasion").loc["weeks"]
        flags[day] = (bool(weeks["ready"]), bool(weeks["overdue"]), int(weeks["days_over"]))
    assert flags == {21: (False, False, -8), 22: (True, False, -7), 29: (True, False, 0), 30: (True, True, 1)}
    assert not read_due(found, today=date(2025, 5, 30)).geometry.isna().any()


def test_a_look_that_was_made_is_off_the_list_and_stays_as_it_is(found):
    destroy(found)
    record_look(found, "f1_weeks", on=date(2025, 5, 25), outcome="gone", actor=OFFICER)
    assert finding(found)["revisit_due"].date() == date(2025, 6, 4)
    assert "weeks" not in occasions(found)
    with pytest.raises(RecordError, match="revisit-done"):
        record_look(found, "f1_weeks", on=date(2025, 5, 26), outcome="regrowth", actor=OFFICER)
    record_look(found, "f1_next_stage", on=date(2025, 6, 4), outcome="gone", actor=OFFICER)
    assert finding(found)["state"] == "verified_gone"


def test_regrowth_reopens_the_finding_and_the_police_come_again(found):
    destroy(found)
    record_look(found, "f1_weeks", on=date(2025, 5, 25), outcome="gone", actor=OFFICER)
    record_look(found, "f1_next_stage", on=date(2025, 6, 4), outcome="regrowth", actor=OFFICER)
    assert finding(found)["state"] == "reopened"
    assert occasions(found) == {}
    with pytest.raises(RecordError, match="step-finding-reopened"):
        record_look(found, "f1_next_season", on=date(2025, 6, 5), outcome="gone", actor=OFFICER)
    with pytest.raises(RecordError, match="step-finding-reopened"):
        count(found, "f1", 3, kind="exact", actor=OFFICER)
    # What is counted now may stand on less than the count of what stood there before.
    destroy(found, on=date(2025, 6, 6), kind="provisional", plants=3)
    assert occasions(found)["weeks"] == date(2025, 6, 27)
    looks = read_revisits(found)
    made = looks[looks["done_on"].notna()]
    assert sorted(zip(made["revisit_id"], made["outcome"], strict=True)) == [
        ("f1_next_stage", "regrowth"),
        ("f1_weeks", "gone"),
    ]
    # One open look for each occasion: what was open moved, what was made is followed by a second.
    left = looks[looks["done_on"].isna()]
    assert "f1_weeks_2" in set(left["revisit_id"])
    assert left["occasion"].is_unique


def test_regrowth_seen_in_passing_reopens_too(found):
    destroy(found)
    reopen(found, "f1", actor=OFFICER)
    assert finding(found)["state"] == "reopened"
    assert finding(found)["revisit_due"] is None or finding(found).isna()["revisit_due"]


def test_no_look_before_the_destruction_and_none_without_an_outcome(found):
    destroy(found)
    with pytest.raises(InputError, match="revisit-early"):
        record_look(found, "f1_weeks", on=MONDAY, outcome="gone", actor=OFFICER)
    with pytest.raises(InputError, match="revisit-outcome"):
        record_look(found, "f1_weeks", on=date(2025, 5, 25), outcome="maybe", actor=OFFICER)
    with pytest.raises(RecordError, match="revisit-unknown"):
        record_look(found, "f9_weeks", on=date(2025, 5, 25), outcome="gone", actor=OFFICER)


def test_findings_destroyed_before_they_were_brought_in_are_looked_at_again(store):
    gone = make_findings().assign(state="eradicated", eradicated_on=DESTROYED, method="拔除")
    add_findings(store, gone, actor=ALONE)
    assert set(read_revisits(store)["finding_id"]) == {"f1", "f2"}
    assert occasions(store)["weeks"] == date(2025, 5, 29)


def test_a_file_brought_in_again_neither_stops_nor_sets_a_finding_back(found):
    destroy(found)
    assert add_findings(found, make_findings(), actor=ALONE) == 0
    assert finding(found)["state"] == "eradicated"


def test_a_surveyor_moves_the_findings_of_his_own_teams_visits(store):
    visit = {"visited_on": MONDAY, "village_id": "530", "nothing_found": False}
    name = save_visit(store, visit, actor=WALKER)
    add_findings(store, make_findings().assign(visit_id=[name, ""]), actor=WALKER)
    hold(store, "f1", actor=WALKER)
    with pytest.raises(RecordError, match="roles-refused-team"):
        hold(store, "f2", actor=WALKER)
    stranger = Actor("stranger", Role.SURVEYOR, team_id="t2")
    with pytest.raises(RecordError, match="roles-refused-team"):
        count(store, "f1", 500, kind="exact", actor=stranger)
    with pytest.raises(RecordError, match="roles-refused"):
        add_findings(store, make_findings(("f8", "f9")).assign(visit_id=name), actor=stranger)


def test_a_visit_that_says_nothing_found_has_no_finding(store):
    name = save_visit(store, {"visited_on": MONDAY, "village_id": "530"}, actor=WALKER)
    add_findings(store, make_findings().assign(visit_id=[name, ""]), actor=WALKER)
    with pytest.raises(InputError, match="visit-not-nothing"):
        submit(store, name, actor=WALKER)


def test_an_unknown_finding_is_said_in_words(store):
    with pytest.raises(RecordError, match="finding-unknown"):
        hold(store, "f1", actor=ALONE)
