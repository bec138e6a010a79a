"""Every number of the method, with unit and source; the ones that a site may have otherwise."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.site.numbers import numbers_of, set_number
from geo.records.roles import Action
from screens.account import actor, may
from screens.settings_words import number_name, source_name, unit_name
from screens.shell import one_sentence, plain, site_dir, text
from screens.tables import show_table


def show() -> None:
    with one_sentence():
        table = numbers_of(site_dir())
    words = st.text_input(text("settings-numbers-search"), key="number_words").casefold().split()
    table = table.assign(
        called=[
            number_name(row.part, row.name_) for row in table.rename(columns={"name": "name_"}).itertuples()
        ],
        key=table["part"] + "." + table["name"],
    )
    lines = (
        table["called"] + " " + table["key"] + " " + table["unit"] + " " + table["source"]
    ).str.casefold()
    held = pd.Series([all(word in line for word in words) for line in lines], index=table.index)
    _table(table[held])
    if may(Action.CHANGE_SETTINGS):
        _change(table[held & table["settable"]])


def _table(table: Any) -> None:
    shown = pd.DataFrame(
        {
            text("settings-number"): table["called"],
            text("settings-value"): [_written(value) for value in table["value"]],
            text("settings-default"): [_written(value) for value in table["default"]],
            text("settings-unit"): [unit_name(unit) for unit in table["unit"]],
            text("settings-source"): [source_name(source) for source in table["source"]],
            text("settings-changed"): [text("settings-yes") if one else "" for one in table["changed"]],
            text("settings-key"): table["key"],
        }
    )
    show_table(shown)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return text("settings-yes" if value else "settings-no")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _change(table: Any) -> None:
    if table.empty:
        return
    with st.expander(text("settings-number-change")):
        names = list(table["key"])
        called = dict(zip(names, table["called"], strict=True))
        name = st.selectbox(
            text("settings-number"), names, format_func=lambda one: called[one], key="number_name"
        )
        row = table.iloc[names.index(name)]
        value = _field(name, row)
        save, back = st.columns(2)
        if save.button(text("settings-number-save"), key="number_save", type="primary", width="stretch"):
            _set(row, value)
        if back.button(text("settings-number-back"), key="number_back", width="stretch"):
            _set(row, None)


def _field(name: str, row: Any) -> float:
    label = text("settings-number-new", unit=unit_name(row["unit"]) or "–", default=_written(row["default"]))
    if isinstance(row["default"], bool):
        return bool(st.toggle(label, value=bool(row["value"]), key=f"number {name}"))
    if isinstance(row["default"], int):
        return int(st.number_input(label, value=int(row["value"]), step=1, key=f"number {name}"))
    return float(st.number_input(label, value=float(row["value"]), format="%g", key=f"number {name}"))


def _set(row: Any, value: float | None) -> None:
    with one_sentence(), st.spinner(text("settings-number-trying")):
        set_number(site_dir(), row["part"], row["name"], value, actor=actor())
    st.session_state["settings told"] = plain(text("settings-number-set", name=row["called"]))
    st.rerun()
