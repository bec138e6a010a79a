"""The log: who did what and when; its head to copy, and whether anything was changed behind its back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.site.safekeeping import read_log, verify_log
from layers.style import escape
from screens.account import actor
from screens.settings_changes import changed
from screens.settings_words import action_name, subject_name
from screens.shell import html, one_sentence, plain, site_dir, text
from screens.tables import show_table

_MOST: Final = 500


def show() -> None:
    words = st.text_input(text("settings-log-search"), key="log_words")
    with one_sentence():
        head, rows = read_log(site_dir(), words, most=_MOST, actor=actor())
    raw = st.toggle(text("settings-log-raw"), key="log_raw")
    show_table(_shown(rows, raw=raw))
    html([f'<p class="tacha-quiet">{escape(text("settings-log-shown", rows=len(rows), most=_MOST))}</p>'])
    _head(head)
    _verify()


def _shown(rows: Any, *, raw: bool) -> pd.DataFrame:
    at = pd.to_datetime(rows["at"], utc=True)
    # The clock of the computer that serves; the log itself holds UTC.
    local = at.dt.tz_convert(datetime.now().astimezone().tzinfo)
    changes = {text("settings-log-before"): rows["before"], text("settings-log-after"): rows["after"]}
    if not raw:
        pairs = zip(rows["before"], rows["after"], strict=True)
        changes = {text("settings-log-what"): [changed(before, after) for before, after in pairs]}
    return pd.DataFrame(
        {
            text("settings-log-seq"): rows["seq"].astype(str),
            text("settings-log-at"): local.dt.strftime("%Y-%m-%d %H:%M:%S"),
            text("settings-account"): [_who(user) for user in rows["user_id"]],
            text("settings-log-action"): [action_name(action) for action in rows["action"]],
            text("settings-log-subject"): [subject_name(subject) for subject in rows["subject"]],
            **changes,
        }
    )


def _who(user: str) -> str:
    return text("settings-log-local") if user == "local" else user


def _head(head: str) -> None:
    told = escape(text("settings-log-head"))
    html([f'<p class="tacha-quiet">{told}</p><p class="tacha-head-of-log"><code>{escape(head)}</code></p>'])


def _verify() -> None:
    earlier = st.text_input(text("settings-log-earlier"), key="log_head").strip()
    if not st.button(text("settings-log-verify"), key="log_verify"):
        return
    with one_sentence(), st.spinner(text("settings-log-verifying")):
        head, faults = verify_log(site_dir(), earlier or None, actor=actor())
    if not faults:
        st.success(plain(text("settings-log-clean", rows=head.partition(":")[0])))
        return
    st.error(text("settings-log-faults", count=len(faults)))
    lines = [escape(text(note.key, **note.args)) for note in faults]
    html(['<ul class="tacha-list">', *(f"<li>{line}</li>" for line in lines), "</ul>"])
