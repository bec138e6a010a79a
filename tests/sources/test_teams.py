"""Teams and the days they were given."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.errors import InputError
from geo.settings import DEFAULTS
from geo.sources.teams import read_teams

BASES = gpd.GeoDataFrame(
    {"base_id": ["b1", "b2"], "name": ["镇政府", "护林站"]},
    geometry=[shapely.Point(0, 0)] * 2,
    crs="EPSG:32648",
)


def read(tmp_path: Path, text: str, **more: object):
    file = tmp_path / "teams.csv"
    file.write_text(text, encoding="utf-8")
    return read_teams(file, **more)


def given(table) -> list[tuple]:
    """Rows as (team, window, day or None, days or None)."""
    dates = [None if pd.isna(day) else str(day.date()) for day in table["date"]]
    days = [None if pd.isna(count) else int(count) for count in table["days"]]
    return list(zip(table["team_id"], table["window_id"], dates, days, strict=True))


def test_words_of_offices_become_ours(tmp_path: Path) -> None:
    text = "组别,出发点,人数,交通方式,留车司机,每天小时\n一组,镇政府,5,车,是,7.5\n二组,护林站,4,步行,否,8\n"
    teams, days, _ = read(tmp_path, text, bases=BASES)
    assert teams["base_id"].tolist() == ["b1", "b2"]
    assert teams["vehicle"].tolist() == ["car", "foot"]
    assert teams["driver"].tolist() == [True, False]
    assert teams["hours_per_day"].tolist() == [7.5, 8.0]
    assert len(days) == 0


def test_what_is_not_said_is_the_default(tmp_path: Path) -> None:
    teams, _, _ = read(tmp_path, "team\na\n", bases=BASES)
    plan = DEFAULTS.plan
    wanted = ["a", "b1", plan.members, "car", False, plan.hours_per_day]
    assert teams.iloc[0].tolist() == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("team,days\na,10\n", [("a", "", None, 10)]),
        ("team,window,days\na,w1,3\na,w2,4\n", [("a", "w1", None, 3), ("a", "w2", None, 4)]),
        ("team,days_w1,天数_w2\na,3,\n", [("a", "w1", None, 3)]),
        (
            "team,dates\na,2026-05-01、2026/5/2\n",
            [("a", "", "2026-05-01", None), ("a", "", "2026-05-02", None)],
        ),
        ("team,出勤日期\na,2026年5月1日\n", [("a", "", "2026-05-01", None)]),
    ],
)
def test_days_are_given_in_four_ways(text: str, wanted: list, tmp_path: Path) -> None:
    teams, days, _ = read(tmp_path, text)
    assert len(teams) == 1
    assert given(days) == wanted


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("team,days,dates\na,3,2026-05-01\n", "source-days-and-dates"),
        ("team,days\na,3\na,4\n", "source-team-contradicts"),
        ("team,base\na,镇政俯\n", "source-unknown-base"),
        ("team,vehicle\na,船\n", "source-unknown-word"),
        ("team,members\n,3\n", "source-blank-cell"),
        ("team,dates\na,明天\n", "source-bad-date"),
    ],
)
def test_what_contradicts_itself_is_refused(text: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, bases=BASES)
    assert caught.value.key == key
