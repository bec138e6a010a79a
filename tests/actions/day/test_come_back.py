"""A paper week is entered from the command line: out, back, what became of every stop."""

import shutil
from datetime import date, timedelta

import pytest

from geo.actions.day.come_back import REST, Said, come_back, rising, said_of
from geo.actions.day.hand_out import hand_out, lock, set_out, take_back, team_days_of
from geo.actions.season.replan import replan
from geo.errors import InputError, RecordError
from geo.records.actor import ALONE, Actor, Role
from geo.records.outcomes import read_outcomes
from geo.records.plans import read_plan
from geo.records.store import Store


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


def first_days(site, number=3):
    table = team_days_of(site)
    return table[table["stops"] > 0].head(number)


def test_people_write_stops_as_numbers_with_a_reason_behind():
    said = said_of(done=["1-3,5"], partly=["4=时间"], not_reached=["6，7=Weather", "其余=人手"])
    assert [(word.order, word.outcome, word.reason) for word in said] == [
        (1, "done", ""), (2, "done", ""), (3, "done", ""), (5, "done", ""), (4, "partly", "time"),
        (6, "not_reached", "weather"), (7, "not_reached", "weather"), (REST, "not_reached", "hands"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        ({"done": ["a"]}, "day-stops-text"),
        ({"done": ["3-1"]}, "day-stops-text"),
        ({"done": ["0"]}, "day-stops-text"),
        ({"done": [""]}, "day-stops-text"),
        ({"done": ["1"], "partly": ["1=road"]}, "day-stop-twice"),
        ({"partly": ["1=tired"]}, "day-reason-unknown"),
    ],
)
def test_what_is_no_list_of_stops_is_refused(texts, key):
    with pytest.raises(InputError, match=key):
        said_of(**texts)


def test_a_day_is_handed_out_goes_out_and_comes_back_with_every_stop(site):
    day = first_days(site, 1).iloc[0]
    on = day["date"].date()
    assert hand_out(site, day=on, actor=ALONE) == [day["team_day_id"]]
    assert take_back(site, day=on, actor=ALONE) == [day["team_day_id"]]
    hand_out(site, [day["team_day_id"]], actor=ALONE)
    set_out(site, day=on, actor=ALONE)
    said = [Said(1, "not_reached", "road"), Said(REST, "done")]
    came = come_back(site, [day["team_day_id"]], said, actor=ALONE)
    assert came.stops == day["stops"]
    after = team_days_of(site, [day["team_day_id"]]).iloc[0]
    assert (after["state"], after["done"], after["not_reached"]) == ("back", day["stops"] - 1, 1)
    with Store.open(site) as store:
        assert set(read_outcomes(store)["said_on"].dt.date) == {on}
    assert hand_out(site, day=on, actor=ALONE) == []


def test_a_stop_missed_on_two_days_rises(site):
    day = first_days(site, 1).iloc[0]
    name, on = day["team_day_id"], day["date"].date()
    hand_out(site, [name], actor=ALONE)
    set_out(site, [name], actor=ALONE)
    assert come_back(site, [name], [Said(1, "not_reached", "weather")], actor=ALONE).notes == ()
    with Store.open(site) as store:
        cell = read_plan(store).stops.set_index("stop_id")["cell_id"][f"{day['route_id']}-1"]
    replan(site, on + timedelta(days=1), adopted=True)
    with Store.open(site) as store:
        plan = read_plan(store)
    routes = plan.routes[plan.routes["date"] > day["date"]].set_index("route_id")
    again = plan.stops[(plan.stops["cell_id"] == cell) & plan.stops["route_id"].isin(routes.index)]
    stop = again.assign(date=again["route_id"].map(routes["date"])).sort_values("date").iloc[0]
    team_day = routes.loc[stop["route_id"], "team_day_id"]
    came = come_back(site, [team_day], [Said(int(stop["order"]), "not_reached", "road")], back=False,
                     actor=ALONE)  # fmt: skip
    assert [(note.args["cell"], note.args["times"]) for note in came.notes] == [(cell, 2)]
    with Store.open(site) as store:
        assert rising(store, read_plan(store), today=date(2026, 8, 1)) == list(came.notes)


def test_stops_of_several_team_days_are_told_together_only_as_rest(site):
    names = first_days(site, 2)["team_day_id"].tolist()
    with pytest.raises(InputError, match="day-stops-many"):
        come_back(site, names, [Said(1, "done")], back=False, actor=ALONE)
    assert come_back(site, names, [Said(REST, "done")], back=False, actor=ALONE).stops > 2


def test_what_the_plan_does_not_have_is_refused_in_one_sentence(site):
    day = first_days(site, 1).iloc[0]
    name = day["team_day_id"]
    with pytest.raises(InputError, match="day-stop-none"):
        come_back(site, [name], [Said(99, "done")], back=False, actor=ALONE)
    with pytest.raises(InputError, match="outcome-reason"):
        come_back(site, [name], [Said(1, "partly")], back=False, actor=ALONE)
    with pytest.raises(RecordError) as refused:
        hand_out(site, [name[:-1]], actor=ALONE)
    assert name in refused.value.args_["near"]
    with pytest.raises(RecordError, match="day-none-on-date"):
        hand_out(site, day=date(2026, 1, 1), actor=ALONE)
    with pytest.raises(RecordError, match="day-which"):
        hand_out(site, actor=ALONE)
    with pytest.raises(RecordError, match="roles-refused"):
        lock(site, [name], actor=Actor("zhao", Role.OFFICER))
    assert team_days_of(site)["state"].eq("planned").all()


def test_a_team_tells_of_its_own_stops_only(site):
    day = first_days(site, 1).iloc[0]
    stranger = Actor("x", Role.SURVEYOR, team_id="t9")
    with pytest.raises(RecordError, match="roles-refused-team"):
        come_back(site, [day["team_day_id"]], [Said(1, "done")], back=False, actor=stranger)
    own = Actor("y", Role.SURVEYOR, team_id=day["team_id"])
    assert come_back(site, [day["team_day_id"]], [Said(1, "done")], back=False, actor=own).stops == 1
