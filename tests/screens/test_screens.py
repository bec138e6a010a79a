"""Every screen opens in both languages, says what matters first, and puts a fault into one sentence."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.errors import InputError
from screens import shell
from tests.screens.reading import html_of

APP = str(Path(__file__).parents[2] / "app.py")
HOSTILE = "</p><img src=x onerror=alert(1)>${alert(2)}"


def overview():
    from screens import overview  # noqa: PLC0415  AppTest runs this function on its own

    overview.show()


def map_screen():
    from screens import map as screen  # noqa: PLC0415

    screen.show()


def plan():
    from screens import plan  # noqa: PLC0415

    plan.show()


def opened(screen, language="zh", window=None, **state):
    test = AppTest.from_function(screen, default_timeout=30)
    test.query_params["lang"] = language
    if window is not None:
        test.query_params["window"] = window
    for name, value in state.items():
        test.session_state[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


def words(test):
    """All HTML and headings of a screen as one text."""
    return "".join(
        [*html_of(test), *(item.value for item in test.header), *(item.value for item in test.info)]
    )


@pytest.mark.parametrize("screen", [overview, map_screen, plan])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_screen_opens_in_both_languages_in_season_and_before_it(site, screen, language):
    in_season = language == "en"
    site(planned=in_season, searched=in_season)
    opened(screen, language)


def test_the_app_opens_on_the_overview_in_chinese(site):
    test = AppTest.from_file(APP, default_timeout=30).run()
    assert not test.exception
    assert "黄泥镇 · 总览" in words(test)


def test_the_language_button_changes_every_word_and_the_url(site):
    test = AppTest.from_file(APP, default_timeout=30).run()
    test.button(key="language_switch").click().run()
    assert test.query_params["lang"] == "en"
    assert "Overview" in words(test)
    assert "总览" not in words(test)


def test_the_overview_says_how_much_high_risk_ground_was_searched_and_how_fresh_it_is(site):
    site()
    text = words(opened(overview))
    assert "高重点地块已踏查" in text
    assert "最新轨迹：2026年4月8日" in text
    assert "未结 1 处，已结 1 处" in text
    assert "李家湾村：4月8日发现，待取证" in text
    assert 'href="returns?lang=zh&amp;window=w1&amp;part=findings&amp;finding=f2"' in text


def test_without_records_no_decimals_of_plots_are_shown(site):
    view = site(searched=False)
    view.history = view.history.iloc[:0]
    text = words(opened(overview))
    assert "尚无历史记录" in text
    panel = words(opened(map_screen, **{"kept cell": view.cells["cell_id"].iloc[0]}))
    assert "预计地块数" not in panel


def test_a_chosen_cell_says_why_what_is_planned_and_when_somebody_looked(site):
    view = site()
    planned = view.plan.stops["cell_id"].iloc[1]
    text = words(opened(map_screen, **{"kept cell": planned}))
    assert "2024 年发现" in text
    assert "甲组 第 2 站，必查点，走两遍" in text
    assert "老鹰岩村" in text
    seen = words(opened(map_screen, **{"kept cell": view.coverage["cell_id"].iloc[0]}))
    assert "2026年4月8日（苗期踏查）：1 次" in seen


def test_hostile_names_stay_text_on_every_screen(site):
    view = site(names=(HOSTILE,) * 6)
    view.site.site.name = HOSTILE
    for screen in (overview, map_screen, plan):
        test = opened(screen, **{"kept cell": view.cells["cell_id"].iloc[0]})
        assert "<img src=x" not in words(test)


def test_a_fault_of_the_site_is_one_sentence_and_no_traceback(site, monkeypatch):
    def broken(folder):
        raise InputError("error-setting-kind", file="site.toml", place="season", value="x", default="1")

    monkeypatch.setattr(shell, "look", broken)
    test = opened(overview)
    assert [item.value.replace("\\", "") for item in test.error] == [
        "site.toml：season 的值“x”类型不对；请参照默认值 1 填写。"
    ]


def test_without_a_site_the_screen_says_how_to_start_one(monkeypatch):
    monkeypatch.delenv(shell.SITE_VARIABLE, raising=False)
    test = opened(overview)
    assert "tacha serve" in test.error[0].value


def test_the_map_offers_the_days_of_the_chosen_window_and_team(site):
    site()
    test = opened(map_screen, window="w1")
    days = test.selectbox[1]
    assert days.options == ["全部日期", "4月1日", "4月2日"]
    test.selectbox(key="team w1").set_value("甲组").run()
    assert test.selectbox[1].options == ["全部日期", "4月1日"]
