"""A day at the office from the command line: hand out, out, back, rain, changes by hand, a signature."""

import json
import shutil
import sys

import pytest

from geo import cli


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


@pytest.fixture
def tacha(site, monkeypatch, capsys):
    monkeypatch.setenv("TACHA_LANG", "en")

    def run(verb, *words):
        monkeypatch.setattr(sys, "argv", ["tacha", verb, str(site), *map(str, words)])
        try:
            cli.run()
        except SystemExit as stopped:
            code = stopped.code or 0
        written = capsys.readouterr()
        return code, json.loads(written.out) if "--json" in words else written.out, written.err

    return run


def days(tacha):
    """Team-days with a route, in order."""
    rows = tacha("day", "list", "--json")[1]["team_days"]
    return [row for row in rows if row["stops"]]


def test_a_paper_week_is_entered_without_a_screen(tacha):
    first, second = days(tacha)[:2]
    for day in (first, second):
        for verb in ("hand-out", "out"):
            code, did, _ = tacha("day", verb, "--date", day["date"], "--json")
            assert (code, did["team_days"]) == (0, [day["team_day_id"]])
    code, told, _ = tacha("day", "back", first["team_day_id"], "--not-reached", "1=weather", "--done", "rest")
    assert code == 0
    assert f"{first['stops']} stops" in told
    tacha("day", "back", "--date", second["date"], "--done", "rest")
    back = days(tacha)[:2]
    assert [(row["state"], row["done"], row["not_reached"]) for row in back] == [
        ("back", first["stops"] - 1, 1),
        ("back", second["stops"], 0),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("day", "hand-out", "1_2026-13-01"), "no team-day 1_2026-13-01"),
        (("day", "hand-out"), "--date"),
        (("day", "out", "--date", "tomorrow"), "tomorrow"),
        (("day", "back", "{day}"), "planned"),
        (("day", "hand-out", "{day}", "--done", "1"), "hand-out"),
        (("day", "stops", "{day}", "--done", "99"), "no stop 99"),
        (("day", "stops", "{day}", "--partly", "1=tired"), "tired"),
        (("change", "move", "{day}:1"), "move STOP TEAM_DAY"),
        (("change", "move", "{day}", "{day}"), "{day}"),
        (("change", "forbid", "nowhere"), "nowhere"),
        (("change", "rain", "2026-01-01"), "2026-01-01"),
        (("change", "rain", "soon"), "soon"),
        (("plan", "--to", "2026-05-01"), "2026-05-01"),
        (("sign-plan", "--plan", "none"), "none"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_changes_nothing(tacha, words, said):
    before = tacha("day", "list", "--json")[1]
    day = days(tacha)[0]["team_day_id"]
    verb, *rest = (word.format(day=day) for word in words)
    code, out, err = tacha(verb, *rest)
    assert (code, out) == (1, "")
    assert said.format(day=day) in err
    assert len(err.strip().splitlines()) == 1
    assert tacha("day", "list", "--json")[1] == before


def test_a_change_tells_the_routes_before_and_after_and_its_plan_is_signed(tacha):
    one, other = days(tacha)[:2]
    code, changed, _ = tacha("change", "swap", one["team_day_id"], other["team_day_id"], "--json")
    assert code == 0
    figures = changed["routes"][one["team_day_id"]]
    assert (figures["before"]["stops"], figures["after"]["stops"]) == (one["stops"], other["stops"])
    assert changed["plan_id"] != changed["replaces"]
    _, signed, _ = tacha("sign-plan", "--note", "agreed", "--json")
    assert signed["signature"]["plan_id"] == changed["plan_id"]
    assert [row["holds"] for row in signed["signatures"]] == [True]
    code, told, _ = tacha("change", "rain", one["date"])
    assert code == 0
    assert f"{one['team_day_id']}: {other['stops']} stops" in told
    assert "no route" in told
