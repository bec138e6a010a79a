"""设置 Settings: accounts, the log, the numbers of the method, backups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from geo.records.roles import Action
from screens import settings_accounts, settings_backup, settings_log, settings_numbers
from screens.account import may
from screens.shell import remember, remembered, text, title

_PARTS: Final[dict[str, tuple[Action, Callable[[], None]]]] = {
    "accounts": (Action.MANAGE_ACCOUNTS, settings_accounts.show),
    "log": (Action.READ_LOG, settings_log.show),
    "numbers": (Action.READ_LOG, settings_numbers.show),
    "backup": (Action.BACKUP, settings_backup.show),
}
"""Parts of the screen: the right that each needs, and what draws it."""


def show() -> None:
    title(text("settings-title"))
    parts = [name for name, (needs, _) in _PARTS.items() if may(needs)]
    if not parts:
        st.info(text("settings-none"))
        return
    part = remembered("part", parts, parts[0])
    chosen = st.segmented_control(
        text("settings-parts"),
        parts,
        default=part,
        format_func=lambda name: text(f"settings-part-{name}"),
        key="settings_part",
        width="stretch",
        label_visibility="collapsed",
    )
    part = chosen or part
    remember("part", part)
    told = st.session_state.pop("settings told", "")
    if told:
        st.success(told)
    _PARTS[part][1]()
