"""Who sits before the screen: the actor of this session, and the way out."""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import Final

import streamlit as st

from geo.actions import people
from geo.actions.look import SiteView
from geo.actions.narrow import narrow
from geo.actions.serve import SINGLE_SIGN_ON_VARIABLE
from geo.records.roles import ALONE, Action, Actor
from screens.door import SIGN_IN
from screens.shell import html, one_sentence, open_whole, plain, site_dir, text

_LOOPBACK_NAMES: Final = frozenset({"localhost"})


def actor() -> Actor:
    """Return who uses this session as of now; whoever is nobody sees a sentence and the run stops.

    On a site without accounts that only this computer reaches it is its one person.
    """
    folder = site_dir()
    if os.environ.get(SINGLE_SIGN_ON_VARIABLE):
        return _vouched_for()
    with one_sentence():
        if people.signs_in(folder):
            known = people.who(folder, _token())
            if known is None:
                _ask_to_sign_in()
            return known or ALONE  # never: the run has stopped
    if not _only_this_computer():
        st.error(plain(text("door-no-accounts")))
        st.stop()
    return ALONE


def open_view() -> SiteView:
    """Read what this session's person may see of the site."""
    person = actor()
    view = open_whole()
    with one_sentence():
        return narrow(view, person)


def scope() -> str:
    """Township that the session sees, or "site": a part of the key of all that is kept for many sessions."""
    return actor().scope


def may(action: Action) -> bool:
    """Tell whether to offer an action; the records ask again."""
    return people.may(actor(), action)


def way_out(person: Actor) -> None:
    """Draw who is signed in and the button that ends it."""
    if person.alone:
        return
    label = f"{plain(person.user_id)} · {text('door-leave')}"
    if st.button(label, key="sign_out", width="content"):
        if os.environ.get(SINGLE_SIGN_ON_VARIABLE):
            st.logout()
        people.sign_out(site_dir(), _token())
        st.rerun()


def _vouched_for() -> Actor:
    """Account of whom the single sign-on vouches for, by e-mail address or subject."""
    if not st.user.is_logged_in:
        st.button(text("door-single"), on_click=st.login, type="primary", key="single_sign_on")
        st.stop()
    name = str(st.user.get("email") or st.user.get("sub") or "")
    trusted = st.user.get("email_verified", True) is not False
    with one_sentence():
        known = people.who_by_name(site_dir(), name) if trusted else None
    if known is None:
        st.error(plain(text("door-unknown", user=name)))
        st.button(text("door-leave"), on_click=st.logout, key="sign_out")
        st.stop()
    return known


def _token() -> str:
    return str(st.context.cookies.get(people.cookie_name(site_dir()), ""))


def _ask_to_sign_in() -> None:
    html([f'<p class="tacha-say"><a href="{SIGN_IN}" target="_self">{text("door-again")}</a></p>'])
    st.stop()


def _only_this_computer() -> bool:
    address = str(st.get_option("server.address") or "")
    if address in _LOOPBACK_NAMES:
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
