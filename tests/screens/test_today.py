"""The day's screen: next steps by role, overdue in red, one tap a stop, prices told, hostile names."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.actions.day import hand_out
from geo.actions.day.come_back import CameBack, Said
from geo.actions.day.day_sheet import DaySheet
from geo.actions.hand import by_hand
from geo.actions.hand.hand_version import Changed
from geo.actions.site import people
from geo.actions.site.site_names import SiteNames
from geo.errors import InputError
from geo.records.roles import Actor
from geo.settings import DEFAULTS
from screens import shell, today, today_cards, today_day, today_desk, today_risen, today_stops
from tests.screens.reading import html_of

DAY = date(2026, 7, 1)
HOSTILE = "<img src=x onerror=alert(1)>${x}`</script>"
STATES = {"甲组": "out", "乙组": "planned", "丙组": "handed_out"}


def screen():
    from screens import today  # noqa: PLC0415  AppTest runs this function on its own

    today.show()


def at(hours, minutes=0):
    return datetime(2026, 7, 1, tzinfo=UTC) + timedelta(hours=hours, minutes=minutes)


def sheet(states=STATES, *, village="石门村", over=None, missed=()):
    """Three teams with two stops each; `over` are minutes past due by team."""
    over = over or {}
    teams, stops = [], []
    for team, state in states.items():
        name = f"{team}_2026-07-01"
        for order in (1, 2):
            stops.append(
                {
                    "stop_id": f"{name}-{order}", "team_day_id": name, "order": order,
                    "cell_id": f"v1_{order}_{len(stops)}", "village": village, "place": "", "yard_id": "",
                    "lead_id": "", "passes": order, "required": order == 2, "reserve": False,
                    "arrives_at": at(8 + order), "turn_back_at": at(15), "service_min": 20.0,
                    "expected_finds": 0.1, "outcome": "", "reason": "", "missed": 0, "pinned": False,
                    "findings": (),
                }
            )  # fmt: skip
        teams.append(
            {
                "team_day_id": name, "team_id": team, "state": state, "locked": False, "members": 5,
                "came": 5,
                "villages": [village], "stops": 2, "required": 1, "told": 0, "expected_finds": 0.2,
                "duration_min": 400, "leaves_at": at(8), "turn_back_at": at(15), "back_at": at(14, 40),
                "due_at": at(16), "over_min": over.get(team, 0),
            }
        )  # fmt: skip
    risen = {"cell_id": "v1_9_9", "times": 2, "since": pd.Timestamp(DAY), "age_days": 9, "reason": "road"}
    risen |= {"rises": True, "village": village, "next_team": "", "next_date": pd.NaT}
    columns = list(risen)
    lost = pd.DataFrame([risen for _ in missed], columns=columns)
    left = pd.DataFrame(columns=["team_day_id", "team_id", "date", "state"])
    return DaySheet(DAY, "p1", "w1", "苗期踏查", 2.0, pd.DataFrame(teams), pd.DataFrame(stops), lost, left)


def names():
    one = {"甲组": 5, "乙组": 5, "丙组": 5}
    return SiteNames(
        {"v1": "石门村"}, {"v1": "黄泥镇"}, {}, one, dict.fromkeys(one, 8.0), dict.fromkeys(one, 26.0), 8.0,
        DEFAULTS.records, known=True, table=None,
    )  # fmt: skip


@pytest.fixture
def day(tmp_path, monkeypatch):
    """Return a function that lays a day on the desk, and opens it."""
    monkeypatch.setenv(shell.SITE_VARIABLE, str(tmp_path))
    monkeypatch.setenv(shell.TODAY_VARIABLE, DAY.isoformat())
    monkeypatch.setattr(today, "stamp", lambda folder: "s")
    monkeypatch.setattr(today, "names_stamp", lambda folder: "n")
    monkeypatch.setattr(today, "names_of", lambda folder: names())
    monkeypatch.setattr(people, "signs_in", lambda folder: False)

    def use(lain=None, language="zh", **asked):
        lain = lain or sheet()
        table = lain.teams[["team_day_id", "team_id", "state", "locked", "stops", "duration_min"]]
        table = table.assign(date=pd.Timestamp(DAY), window_id="w1", window="苗期踏查")
        later = table.assign(
            date=pd.Timestamp(DAY) + pd.Timedelta(days=1),
            state="planned",
            team_day_id=[f"{team}_2026-07-02" for team in table["team_id"]],
        )
        calendar = pd.concat([table, later], ignore_index=True)
        monkeypatch.setattr(today, "calendar", lambda folder: calendar)
        monkeypatch.setattr(today, "day_sheet", lambda folder, when, names, **more: lain)
        st.cache_resource.clear()
        test = AppTest.from_function(screen, default_timeout=30)
        for name, value in {"lang": language, **asked}.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, test.exception
        return test

    return use


@pytest.fixture
def office(day, monkeypatch):
    """Return a function that opens the day as somebody."""
    monkeypatch.setattr(people, "signs_in", lambda folder: True)

    def enter(role, **more):
        person = Actor("wang", role, team_id="甲组" if role == "surveyor" else "")
        monkeypatch.setattr(people, "who", lambda folder, token: person)
        return day(**more)

    return enter


def keys(test):
    return {button.key for button in [*test.button, *test.menu_button]}


def words(test):
    return " ".join([*html_of(test), *(item.value for item in [*test.header, *test.success, *test.error])])


def test_a_card_says_state_area_stops_turn_back_and_due_time(day):
    text = words(day())
    for wanted in (
        "○ 计划中",
        "◐ 已下发",
        "▶ 已出发",
        "石门村",
        "2 个踏查点（必查 1 个）",
        "最晚 15:00 离开最后一点",
    ):
        assert wanted in text
    assert "计划 14:40 回来，最晚 16:00" in text
    assert "外出 3 个组，15 人" in text


def test_who_is_overdue_is_red_by_letter_and_shape_and_comes_first(day):
    text = words(day(sheet(STATES | {"乙组": "out"}, over={"乙组": 75})))
    assert "■ 超时 1 小时 15 分钟" in text
    assert text.index("乙组 <span") < text.index("甲组 <span")
    assert "马上联系这个组" in text


@pytest.mark.parametrize(
    ("language", "verbs"), [("zh", ("pin", "swap", "split", "lock")), ("en", ("forbid", "add", "merge"))]
)
def test_the_day_opens_in_both_languages_and_for_every_verb(day, language, verbs):
    test = day(language=language, team="乙组")
    for verb in verbs:
        test.pills(key="today_verb").set_value(verb).run()
        assert not test.exception


def test_hand_out_set_out_and_take_back_are_offered_as_the_team_stands(day):
    seen = keys(day())
    assert {"today_next 乙组_2026-07-01", "today_take 丙组_2026-07-01", "today_yes 丙组_2026-07-01"} <= seen
    assert "today_rest 甲组_2026-07-01" in seen
    assert "today_hand_out_all" in seen


def test_a_day_is_handed_out_in_one_tap_and_told(day, monkeypatch):
    asked = []

    def gives(folder, names=(), *, day=None, actor):
        asked.append((list(names), day))
        return ["乙组_2026-07-01"]

    monkeypatch.setattr(hand_out, "hand_out", gives)
    test = day()
    test.button(key="today_hand_out_all").click().run()
    assert asked == [([], DAY)]
    assert "已下发：乙组 7月1日" in words(test).replace("\\", "")


def test_one_tap_says_that_a_stop_was_searched_and_nothing_found(day, monkeypatch):
    asked = []

    def tell(folder, team_days, said, *, back, villages, actor):
        asked.append((team_days, said, back))
        return CameBack(team_days, len(said), ())

    monkeypatch.setattr(today_stops, "come_back", tell)
    test = day(team="甲组")
    test.button(key="today_done 甲组_2026-07-01-1").click().run()
    test.menu_button(key="today_not_reached 甲组_2026-07-01-2").click("road").run()
    test.button(key="today_rest").click().run()
    assert asked == [
        (["甲组_2026-07-01"], [Said(1, "done")], False),
        (["甲组_2026-07-01"], [Said(2, "not_reached", "road")], False),
        (["甲组_2026-07-01"], [Said(1, "done"), Said(2, "done")], False),
    ]
    test.button(key="today_found 甲组_2026-07-01-1").click().run()
    assert 'href="map?lang=zh&amp;cell=v1_1_0"' in words(test)


def test_a_team_is_back_with_all_its_other_stops_searched(day, monkeypatch):
    asked = []

    def tell(folder, team_days, said, *, actor):
        asked.append((team_days, said))
        return CameBack(team_days, len(said), ())

    monkeypatch.setattr(today_cards, "come_back", tell)
    test = day()
    test.button(key="today_rest 甲组_2026-07-01").click().run()
    assert asked == [(["甲组_2026-07-01"], [Said(1, "done"), Said(2, "done")])]


def changed():
    figures = {"stops": 2, "duration_min": 400, "walk_m": 1.0, "expected_finds": 0.2}
    after = figures | {"stops": 1, "duration_min": 300, "expected_finds": 0.1}
    summary = {"plan_id": "p2", "replaces": "p1", "expected_finds": 1.9}
    return Changed(summary, {"乙组_2026-07-01": {"before": figures, "after": after}}, ())


def test_a_change_by_hand_tells_its_price_and_can_be_undone(day, monkeypatch):
    asked = []
    monkeypatch.setattr(by_hand, "move", lambda folder, *names, actor: asked.append(names) or changed())
    monkeypatch.setattr(today_desk, "undo", lambda folder, plan_id, actor: asked.append(plan_id))
    test = day(team="乙组")
    test.button(key="today_yes_move").click().run()
    told = words(test).replace("\\", "")
    assert (
        "乙组 7月1日：2 个踏查点，400 分钟，预计发现 0.20 处 → 1 个踏查点，300 分钟，预计发现 0.10 处" in told
    )
    assert "全季预计发现数 2.00 → 1.90（-5.0%）" in told
    test.button(key="today_undo").click().run()
    assert asked == [("乙组_2026-07-01-1", "甲组_2026-07-02"), "p2"]


def test_a_refusal_is_one_sentence_and_the_day_stays(day, monkeypatch):
    def refuse(*names, **more):
        raise InputError("hand-same-day", team_day="乙组_2026-07-01")

    monkeypatch.setattr(by_hand, "move", refuse)
    test = day(team="乙组")
    test.button(key="today_yes_move").click().run()
    assert len(test.error) == 1
    assert "甲组" in words(test)


def test_rain_is_confirmed_and_names_teams_reason_and_days(day, monkeypatch):
    asked = []

    def lose(folder, when, teams, *, last, until, why, actor):
        asked.append((when, teams, last, until, why))
        return changed()

    monkeypatch.setattr(today_day, "lose_day", lose)
    test = day()
    test.pills(key="today_stop_teams").set_value(["乙组"]).run()
    test.pills(key="today_stop_why").set_value("road").run()
    test.button(key="today_stop_yes").click().run()
    assert asked == [(DAY, ["乙组"], DAY, date(2026, 7, 2), "road")]
    assert "已停工" in words(test)


def test_the_rest_is_planned_anew_for_this_day_only(day, monkeypatch):
    asked = []
    routes = pd.DataFrame({"team_day_id": ["乙组_2026-07-01"], "stops": [3], "duration_min": [410]})

    def anew(folder, opens, *, until, adopted, actor):
        asked.append((opens, until, adopted))
        summary = {"plan_id": "p2", "expected_finds": 2.1, "left_out": []}
        return SimpleNamespace(summary=summary, whole=(routes, None, None))

    monkeypatch.setattr(today_day, "replan", anew)
    test = day()
    test.button(key="today_replan_yes").click().run()
    assert asked == [(DAY, DAY, True)]
    assert "2.00 → 2.10" in words(test).replace("\\", "")


def test_what_was_missed_twice_stands_on_top(day):
    text = words(day(sheet(missed=[1])))
    assert "石门村方格 9_9 自7月1日起 2 次没有走到（道路）" in text
    assert text.index("没有走到") < text.index("甲组 <span")


def test_a_lead_sends_a_team_to_what_was_missed_or_signs_that_nobody_goes(day, monkeypatch):
    asked = []
    decided = SimpleNamespace(village="石门村")
    monkeypatch.setattr(by_hand, "add", lambda folder, *what, actor: asked.append(what) or changed())
    monkeypatch.setattr(
        today_risen, "decide_cell", lambda folder, *what, **more: asked.append((*what, more)) or decided
    )
    test = day(sheet(missed=[1]))
    assert test.button(key="today_sign v1_9_9").disabled  # a decision needs its reason
    test.menu_button(key="today_send v1_9_9").click("乙组_2026-07-01").run()
    test.text_input(key="today_why v1_9_9").set_value("塌方").run()
    test.button(key="today_sign v1_9_9").click().run()
    assert asked[0] == ("乙组_2026-07-01", "v1_9_9")
    assert asked[1][:2] == ("v1_9_9", "suspended")
    assert (asked[1][2]["reason"], asked[1][2]["on"]) == ("塌方", DAY)


def test_a_viewer_sees_the_day_and_can_do_nothing(office):
    test = office("viewer")
    assert "石门村" in words(test)
    assert not {key for key in keys(test) if key and not key.startswith(("today_open", "today_before"))} - {
        "today_after", "sign_out"
    }  # fmt: skip


def test_an_officer_tells_outcomes_and_hands_nothing_out(office):
    seen = keys(office("officer", team="甲组"))
    assert "today_done 甲组_2026-07-01-1" in seen
    assert not {"today_hand_out_all", "today_yes_move", "today_stop_yes"} & seen


def test_a_surveyor_tells_of_his_own_team(office, monkeypatch):
    asked = []
    seen = keys(office("surveyor", lain=sheet({"甲组": "out"})))
    assert "today_done 甲组_2026-07-01-1" in seen
    assert "today_rest 甲组_2026-07-01" not in seen
    monkeypatch.setattr(today, "day_sheet", lambda *args, **more: asked.append(more["team_id"]) or sheet())
    st.cache_resource.clear()
    office_again = AppTest.from_function(screen, default_timeout=30)
    office_again.run()
    assert asked == ["甲组"]


def test_hostile_names_stay_text(day):
    states = {HOSTILE: "out", "乙组": "planned"}
    text = words(day(sheet(states, village=HOSTILE, missed=[1]), team=HOSTILE))
    assert "<img src=x" not in text
    assert "&lt;img" in text


def test_without_a_plan_the_day_says_where_to_make_one(day, monkeypatch):
    day()
    monkeypatch.setattr(today, "calendar", lambda folder: pd.DataFrame())
    st.cache_resource.clear()
    test = AppTest.from_function(screen, default_timeout=30).run()
    assert not test.exception
    assert 'href="plan' in words(test)
