"""Accounts of a site: who may sign in, as what, where; passwords are set here and shown nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.site import people
from geo.actions.site.site_names import SiteNames, names_of
from geo.actions.site.stamp import stamp
from geo.records.roles import WHOLE_SITE, Action, Role
from screens.account import actor
from screens.shell import one_sentence, plain, site_dir, text
from screens.tables import show_table


def show() -> None:
    with one_sentence():
        people.ask(site_dir(), actor(), Action.MANAGE_ACCOUNTS)
        accounts = people.people(site_dir())
    if accounts.empty:
        st.info(text("settings-accounts-none"))
    else:
        _table(accounts)
    _add(first=accounts.empty)
    others = accounts[accounts["user_id"] != actor().user_id]
    if len(others):
        _change(others)
    if not actor().alone and actor().user_id in set(accounts["user_id"]):
        _own_password()


def _table(accounts: Any) -> None:
    shown = pd.DataFrame(
        {
            text("settings-account"): accounts["user_id"],
            text("settings-role"): [text(f"roles-role-{role}") for role in accounts["role"]],
            text("settings-scope"): [_scope(scope) for scope in accounts["scope"]],
            text("settings-team"): accounts["team_id"],
            text("settings-state"): [_state(row) for row in accounts.itertuples()],
        }
    )
    show_table(shown)


def _state(row: Any) -> str:
    if row.disabled:
        return text("settings-state-shut")
    if pd.notna(row.locked_until) and row.locked_until > pd.Timestamp.now(tz="UTC"):
        return text("settings-state-locked")
    return text("settings-state-open")


def _scope(scope: str) -> str:
    return text("settings-scope-site") if scope == WHOLE_SITE else scope


def _add(*, first: bool) -> None:
    """Add an account; the first one manages the others, or nobody could."""
    with st.expander(text("settings-account-add"), expanded=first):
        name = st.text_input(text("settings-account"), key="new_name", max_chars=64)
        role, scope, team = _place("new", Role.ADMIN if first else Role.SURVEYOR, only_admin=first)
        password = _password("new")
        if not st.button(text("settings-account-add"), key="account_add", type="primary"):
            return
        if password is None:
            return
        with one_sentence():
            people.add_person(
                site_dir(), name.strip(), password, role=role, scope=scope, team_id=team, actor=actor()
            )
    _told("settings-account-added", name)


def _place(
    key: str, role: str, scope: str = WHOLE_SITE, team: str = "", *, only_admin: bool = False
) -> tuple[str, str, str]:
    """Ask for role, township and team."""
    names = None if only_admin else _known()
    of_role, of_scope, of_team = st.columns(3)
    roles = [Role.ADMIN] if only_admin else list(Role)
    chosen = of_role.selectbox(
        text("settings-role"),
        roles,
        index=roles.index(Role(role)),
        format_func=lambda one: text(f"roles-role-{one}"),
        key=f"{key}_role",
        help=text("settings-role-help"),
    )
    towns = set() if names is None else {town for town in names.townships.values() if town}
    places = [WHOLE_SITE, *sorted(towns | ({scope} - {WHOLE_SITE}))]
    place = of_scope.selectbox(
        text("settings-scope"), places, index=places.index(scope), format_func=_scope, key=f"{key}_scope"
    )
    if chosen != Role.SURVEYOR:
        return str(chosen), str(place), ""
    teams = sorted({*(names.members if names else {}), *([team] if team else [])})
    own = of_team.selectbox(
        text("settings-team"), teams, index=teams.index(team) if team else 0, key=f"{key}_team"
    )
    return str(chosen), str(place), str(own or "")


def _known() -> SiteNames:
    """Townships and teams to choose from."""
    with one_sentence(), st.spinner(text("screens-loading")):
        return _names(str(site_dir()), stamp(site_dir()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _names(folder: str, stamp: str) -> SiteNames:  # noqa: ARG001  the stamp is part of the key
    return names_of(Path(folder))


def _password(key: str) -> str | None:
    """Ask twice; None, and a sentence once something is typed, while the two differ."""
    first, again = st.columns(2)
    one = first.text_input(text("settings-password"), type="password", key=f"{key}_password")
    other = again.text_input(text("settings-password-again"), type="password", key=f"{key}_again")
    if one != other:
        st.warning(text("settings-password-differs"))
        return None
    return one


def _change(accounts: Any) -> None:
    with st.expander(text("settings-account-change")):
        name = st.selectbox(text("settings-account"), list(accounts["user_id"]), key="changed_account")
        row = accounts.set_index("user_id").loc[name]
        role, scope, team = _place(f"of {name}", row["role"], row["scope"], row["team_id"])
        save, shut = st.columns(2)
        if save.button(text("settings-account-save"), key="account_save", width="stretch"):
            with one_sentence():
                people.change_role(site_dir(), name, role=role, scope=scope, team_id=team, actor=actor())
            _told("settings-account-changed", name)
        locked = bool(row["disabled"]) or pd.notna(row["locked_until"])
        label = "settings-account-open" if locked else "settings-account-shut"
        if shut.button(text(label), key="account_shut", width="stretch"):
            with one_sentence():
                people.disable(site_dir(), name, disabled=not locked, actor=actor())
            _told("settings-account-changed", name)
        word = _password(f"of {name}")
        if st.button(text("settings-password-set"), key="account_password") and word is not None:
            with one_sentence():
                people.change_password(site_dir(), name, word, actor=actor())
            _told("settings-account-changed", name)


def _own_password() -> None:
    with st.expander(text("settings-own-password")):
        word = _password("own")
        if st.button(text("settings-password-set"), key="own_password_set") and word is not None:
            with one_sentence():
                people.change_password(site_dir(), actor().user_id, word, actor=actor())
            st.rerun()


def _told(key: str, name: str) -> None:
    """Say on the screen drawn anew what was done; typed passwords are forgotten."""
    for field in list(st.session_state):
        if str(field).endswith(("_password", "_again")) or field == "new_name":
            del st.session_state[field]
    st.session_state["settings told"] = plain(text(key, user=name.strip()))
    st.rerun()
