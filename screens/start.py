"""开始 Start: which site to open, the sample, or one's own site in five steps."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.actions.site.draft import Draft, discard, drafts_under, new_draft
from geo.actions.site.found import start_founding
from geo.actions.site.roof import place_of, sites_under
from geo.errors import InputError
from layers.style import escape
from screens import start_steps
from screens.account import ask_to_sign_in, may_make_site, readable, signed_on, vouched_for
from screens.rooms import FIRST_ROOM
from screens.shell import (
    html,
    language,
    one_sentence,
    plain,
    remember,
    remembered,
    roof_dir,
    said,
    text,
    title,
)
from screens.start_teams import next_season

_CHOOSING = "choosing a site"


def between_sites() -> bool:
    """Tell whether this session looks at no site yet: then only this screen is shown."""
    roof = roof_dir()
    if roof is None:
        return False
    sites = sites_under(roof)
    name = remembered("site", None, "")
    if name:
        if name not in readable(sites):
            _shut_out()
        return False
    mine = readable(sites)
    open_one = len(mine) == 1 and not st.session_state.get(_CHOOSING) and not st.query_params.get("draft")
    if open_one:
        remember("site", next(iter(mine)))
    return not open_one


def show() -> None:
    roof = roof_dir()
    if roof is None:
        return
    signed_on()
    sites = sites_under(roof)
    makes = may_make_site(sites)
    draft_id = remembered("draft", None, "")
    if draft_id and makes:
        start_steps.show(roof, draft_id, _enter_new)
        return
    title(text("start-title"))
    mine = readable(sites)
    if mine:
        _choose(mine)
    elif not makes:
        st.info(text("start-none"))
    if len(mine) < len(sites) and not vouched_for():
        ask_to_sign_in(go_on=True)
    if makes:
        _offer(roof)


def switch_site() -> None:
    """Draw the name of the site and the way to another one under this roof."""
    if roof_dir() is None:
        return
    here = plain(remembered("site", None, ""))
    if st.button(f"{here} · {text('start-other')}", key="switch_site", width="content"):
        _go_choose()


def _go_choose() -> None:
    _forget()
    st.session_state[_CHOOSING] = True
    st.rerun()


def enter(name: str) -> None:
    """Open a site: nothing chosen on another one is kept."""
    _forget()
    remember("site", name)
    st.rerun()


def _enter_new(name: str) -> None:
    """Open a site that was just made on its map."""
    _forget()
    remember("site", name)
    st.session_state[FIRST_ROOM] = "map"
    st.session_state["map_told"] = text("start-made-next")
    st.rerun()


def _shut_out() -> None:
    """Say the same of a site that is not there and of one that this session may not read."""
    if st.button(text("start-other"), key="switch_site"):
        _go_choose()
    signed_on()
    ask_to_sign_in()


def _forget() -> None:
    spoken = language()
    for key in list(st.session_state):
        del st.session_state[key]
    st.query_params.clear()
    st.session_state["language"] = st.query_params["lang"] = spoken.value


def _choose(sites: dict[str, Path]) -> None:
    html([f'<h4 class="tacha-head">{escape(text("start-choose"))}</h4>'])
    with st.container(key="start_sites"):
        for name in sites:
            if st.button(plain(name), key=f"enter {name}", width="stretch"):
                enter(name)


def _offer(roof: Path) -> None:
    """Offer the two ways to a new site, and what was begun."""
    with st.container(key="start_offers"):
        own, sample = st.columns(2, gap="medium")
    with own, st.container(border=True):
        html([f'<p class="tacha-title">{escape(text("start-own"))}</p>', _quiet("start-own-more")])
        if st.button(text("start-own-begin"), type="primary", key="make_own", width="stretch"):
            _open(new_draft(roof, year=next_season()))
    with sample, st.container(border=True):
        html([f'<p class="tacha-title">{escape(text("start-sample"))}</p>', _quiet("start-sample-more")])
        if st.button(text("start-sample-load"), type="primary", key="make_sample", width="stretch"):
            with one_sentence():
                _open(start_founding(roof, new_draft(roof, sample=True, name=_free_name(roof))))
    begun = [draft for draft in drafts_under(roof) if draft.site not in sites_under(roof)]
    if begun:
        html([f'<h4 class="tacha-head">{escape(text("start-begun"))}</h4>'])
    for draft in begun:
        _begun(roof, draft)


def _begun(roof: Path, draft: Draft) -> None:
    name, away = st.columns([4, 1])
    called = plain(draft.name) or text("start-unnamed")
    if name.button(text("start-go-on", name=called), key=f"go on {draft.draft_id}", width="stretch"):
        _open(draft)
    if away.button(text("start-discard"), key=f"discard {draft.draft_id}", width="stretch"):
        discard(roof, draft.draft_id)
        st.rerun()


def _open(draft: Draft) -> None:
    remember("draft", draft.draft_id)
    st.rerun()


def _free_name(roof: Path) -> str:
    name, number = text("start-sample-name"), 1
    while True:
        called = name if number == 1 else f"{name}{number}"
        try:
            place_of(roof, called)
        except InputError as fault:
            if fault.key != "start-taken":
                st.error(plain(said(fault)))
                st.stop()
            number += 1
        else:
            return called


def _quiet(key: str) -> str:
    return f'<p class="tacha-quiet">{escape(text(key))}</p>'
