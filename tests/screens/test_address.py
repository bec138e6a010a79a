"""What was chosen stands in the address; the day may be set for a demonstration and is then told."""

from streamlit.testing.v1 import AppTest

from screens import shell
from tests.screens.test_screens import APP, overview, words


def chooser():
    import streamlit as st  # noqa: PLC0415  AppTest runs this function on its own

    from screens.shell import remember, remembered  # noqa: PLC0415

    now = remembered("colour", ["red", "blue"], "red")
    if st.button("blue", key="blue"):
        remember("colour", "blue")
    st.text(now)


def started(**query):
    test = AppTest.from_function(chooser, default_timeout=30)
    test.query_params.update(query)
    return test.run()


def test_a_link_opens_what_it_names_and_a_choice_changes_the_link():
    assert started(colour="blue").text[0].value == "blue"
    test = started(colour="green")  # a link of another site
    assert (test.text[0].value, test.query_params["colour"]) == ("red", "red")
    test.button(key="blue").click().run()
    assert test.query_params["colour"] == "blue"


def test_a_choice_outlives_a_screen_that_does_not_name_it():
    test = started(colour="blue")
    del test.query_params["colour"]
    test.run()
    assert (test.text[0].value, test.query_params["colour"]) == ("blue", "blue")


def test_a_set_day_is_the_day_of_every_screen_and_is_told(site, monkeypatch):
    monkeypatch.setenv(shell.TODAY_VARIABLE, "2026-01-02")  # no window is open: the overview comes first
    test = AppTest.from_file(APP, default_timeout=30).run()
    assert not test.exception
    assert "演示日期：2026年1月2日" in words(test)


def test_a_set_day_that_is_none_is_one_sentence(site, monkeypatch):
    monkeypatch.setenv(shell.TODAY_VARIABLE, "tomorrow")
    test = AppTest.from_function(overview, default_timeout=30).run()
    assert "tomorrow" in test.error[0].value


def test_without_a_set_day_nothing_is_told(site, monkeypatch):
    monkeypatch.delenv(shell.TODAY_VARIABLE, raising=False)
    assert "演示日期" not in words(AppTest.from_file(APP, default_timeout=30).run())
