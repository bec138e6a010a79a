"""A file is made with one tap and taken with the next; a fault is told in a sentence."""

import pytest
from streamlit.testing.v1 import AppTest

from screens import shell


def offered():
    import streamlit as st  # noqa: PLC0415  AppTest runs this function on its own

    from geo.errors import InputError  # noqa: PLC0415
    from screens.made_files import offer  # noqa: PLC0415

    asked = st.text_input("asked", "a")

    def make():
        if asked == "bad":
            raise InputError("exports-not-dissolved", what="<img src=x>")
        return f"{asked}.csv", b"1,2"

    offer("it", "生成", (asked,), make)


@pytest.fixture
def app(searched_season, monkeypatch):
    monkeypatch.setenv(shell.SITE_VARIABLE, str(searched_season[0]))
    test = AppTest.from_function(offered, default_timeout=30)
    test.query_params["lang"] = "zh"
    return test.run()


def taken(test):
    return [one.proto.label for one in test.get("download_button")]


def test_a_file_is_offered_once_it_is_made_and_only_for_what_was_asked(app):
    assert taken(app) == []
    app.button(key="make_it").click().run()
    assert taken(app) == ["下载 a\\.csv（1 kB）"]
    app.text_input[0].set_value("b").run()
    assert taken(app) == []


def test_a_fault_is_one_sentence_and_leaves_no_file(app):
    app.text_input[0].set_value("bad").run()
    app.button(key="make_it").click().run()
    assert not app.exception
    assert "不能按状态合并" in app.error[0].value
    assert "\\<img" in app.error[0].value  # harmless in Markdown
    assert taken(app) == []
