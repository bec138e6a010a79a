"""Settings: accounts come and go by mouse, the log is searched and verified, numbers and backups are kept."""

from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.actions.site import numbers, people
from geo.records.roles import Actor
from geo.sources.site import read_site
from screens import settings_accounts, settings_backup
from tests.screens.reading import tables_of
from tests.screens.test_screens import HOSTILE

WORD = "poppies-in-may"


def settings():
    from screens import settings as screen  # noqa: PLC0415  AppTest runs this function on its own

    screen.show()


@pytest.fixture
def office(site, tmp_path, monkeypatch):
    """A site with real records, and a function that says who sits before the screen."""
    (tmp_path / "site.toml").write_text('[site]\nname = "甲乡"\n[season]\nyear = 2026\n', encoding="utf-8")
    known = SimpleNamespace(townships={"v1": "黄泥镇"}, members={"甲组": 5, "乙组": 5})
    monkeypatch.setattr(settings_accounts, "names_of", lambda folder: known)
    monkeypatch.setattr(settings_accounts, "stamp", lambda folder: "unchanged")
    monkeypatch.setattr(numbers, "prepare", lambda folder: folder)
    monkeypatch.setattr(numbers, "assess", lambda prepared: None)

    def enter(user_id, role):
        monkeypatch.setattr(people, "signs_in", lambda folder: True)
        monkeypatch.setattr(people, "who", lambda folder, token: Actor(user_id, role))

    yield tmp_path, enter
    people._store.cache_clear()
    st.cache_resource.clear()


def opened(part="accounts", language="zh"):
    test = AppTest.from_function(settings, default_timeout=30)
    test.query_params["part"], test.query_params["lang"] = part, language
    test.run()
    assert not test.exception, test.exception
    return test


def faults(test):
    return [item.value.replace("\\", "") for item in test.error]


@pytest.mark.parametrize("part", ["accounts", "log", "numbers", "backup"])
def test_every_part_opens_in_english(office, part):
    assert opened(part, "en").header[0].value == "Settings"


def test_the_first_account_is_an_administrator(office):
    folder, enter = office
    test = opened()
    assert test.selectbox(key="new_role").options == ["管理员"]
    test.text_input(key="new_name").set_value("wang")
    test.text_input(key="new_password").set_value(WORD)
    test.text_input(key="new_again").set_value(WORD)
    enter("wang", "admin")  # the next run asks who it is
    test.button(key="account_add").click().run()
    assert people.people(folder)[["user_id", "role"]].to_numpy().tolist() == [["wang", "admin"]]
    assert "wang" in test.success[0].value
    assert test.text_input(key="new_password").value == ""


def test_accounts_get_role_team_and_password_and_are_shut(office):
    folder, enter = office
    people.add_person(folder, "wang", WORD, role="admin")
    people.add_person(folder, "li", WORD, role="viewer")
    enter("wang", "admin")
    test = opened()
    assert list(test.selectbox(key="changed_account").options) == ["li"]  # nobody shuts himself out
    test.selectbox(key="of li_role").set_value("surveyor").run()
    test.selectbox(key="of li_team").set_value("乙组")
    test.button(key="account_save").click().run()
    row = people.people(folder).set_index("user_id").loc["li"]
    assert (row["role"], row["team_id"]) == ("surveyor", "乙组")
    test.button(key="account_shut").click().run()
    assert people.people(folder).set_index("user_id").loc["li", "disabled"]
    test.text_input(key="of li_password").set_value("another-long-one")
    test.text_input(key="of li_again").set_value("another-long-one")
    test.button(key="account_password").click().run()
    people.disable(folder, "li", disabled=False)
    assert people.sign_in(folder, "li", "another-long-one")


def test_two_passwords_that_differ_or_a_short_one_add_nobody(office):
    folder, enter = office
    people.add_person(folder, "wang", WORD, role="admin")
    enter("wang", "admin")
    test = opened()
    test.text_input(key="new_name").set_value("zhao")
    test.text_input(key="new_password").set_value(WORD)
    test.button(key="account_add").click().run()
    assert test.warning
    test.text_input(key="new_password").set_value("x")
    test.text_input(key="new_again").set_value("x")
    test.button(key="account_add").click().run()
    assert len(faults(test)) == 1
    assert people.people(folder)["user_id"].tolist() == ["wang"]


@pytest.mark.parametrize(
    ("role", "parts"),
    [("officer", ["操作日志", "参数"]), ("lead", ["操作日志", "参数"]), ("viewer", None)],
)
def test_a_role_sees_the_parts_that_it_may(office, role, parts):
    _, enter = office
    enter("li", role)
    test = opened()
    group = test.get("button_group")
    assert [one.content for one in group[0].proto.options] == parts if parts else not group


def test_the_log_is_searched_and_a_changed_head_is_told(office):
    folder, enter = office
    people.add_person(folder, "wang", WORD, role="admin")
    people.add_person(folder, "li", WORD, role="viewer")
    people.disable(folder, "li")
    enter("wang", "admin")
    test = opened("log")
    assert len(tables_of(test)[0]) == 3
    assert tables_of(test)[0]["改动"].tolist() == [
        "停用：否 → 是",
        "角色：查看员；范围：整个辖区",
        "角色：管理员；范围：整个辖区",
    ]
    test.text_input(key="log_words").set_value('LI disabled":true').run()
    assert tables_of(test)[0]["动作"].tolist() == ["停用"]
    test.toggle(key="log_raw").set_value(True).run()
    assert '"disabled":true' in tables_of(test)[0]["改后"].iloc[0]
    test.button(key="log_verify").click().run()
    assert "没有被改动" in test.success[0].value
    test.text_input(key="log_head").set_value("9:abc")
    test.button(key="log_verify").click().run()
    assert test.error


def test_numbers_are_found_changed_and_set_back(office):
    folder, _ = office
    test = opened("numbers")
    test.text_input(key="number_words").set_value("risk plots_per_km2").run()
    assert len(tables_of(test)[0]) == 1
    test.number_input(key="number risk.plots_per_km2").set_value(0.5)
    test.button(key="number_save").click().run()
    assert read_site(folder).settings == {"risk": {"plots_per_km2": 0.5}}
    test.button(key="number_back").click().run()
    assert read_site(folder).settings == {}


def test_every_number_has_a_name_and_a_unit_of_the_language(office):
    table = tables_of(opened("numbers"))[0]
    assert not table["参数"].str.fullmatch(r"[ -~]+").any(), "a number without a Chinese name"
    units = set(table["单位"])
    assert not {unit for unit in units if unit.isascii() and unit not in {"", "MB", "JPEG"}}
    assert table["出处"].ne("").all()


def test_a_backup_is_made_with_the_head_of_its_log(office, monkeypatch):
    def made(folder, file, actor):
        file.write_bytes(b"zip")
        return "3:abc"

    monkeypatch.setattr(settings_backup, "back_up", made)
    test = opened("backup")
    test.button(key="backup_make").click().run()
    assert test.session_state["backup"][1:] == (b"zip", "3:abc")
    assert test.button(key="restore_do").disabled


def test_hostile_names_in_accounts_and_log_stay_text(office, monkeypatch):
    _, enter = office
    enter("wang", "admin")
    table = pd.DataFrame(
        {"user_id": [HOSTILE], "role": "viewer", "scope": HOSTILE, "team_id": "", "disabled": False,
         "failures": 0, "locked_until": pd.NaT}
    )  # fmt: skip
    monkeypatch.setattr(people, "people", lambda folder: table)
    test = opened()
    assert all("<img" not in item.value for item in (*test.markdown, *test.success, *test.info))
