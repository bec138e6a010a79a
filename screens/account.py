"""Who sits before the screen: the actor of this session, and the way out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from geo.actions.site import people
from geo.actions.site.roof import sites_under
from geo.actions.site.serve import SINGLE_SIGN_ON_VARIABLE
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from geo.actions.views.narrow import narrow
from geo.errors import TachaError
from geo.records.actor import WHOLE_SITE
from geo.records.roles import ALONE, Action, Actor
from layers.style import escape
from screens.door import SIGN_IN
from screens.shell import html, one_sentence, open_whole, plain, roof_dir, site_dir, text

_LOOPBACK_NAMES: Final = frozenset({"localhost"})


def actor() -> Actor:
    """Return who uses this session as of now; whoever is nobody sees a sentence and the run stops.

    On a site without accounts that only this computer reaches it is its one person.
    """
    folder = site_dir()
    if vouched_for():
        return _vouched_for()
    with one_sentence():
        if people.signs_in(folder):
            known = people.who(folder, _token(folder))
            if known is None:
                ask_to_sign_in()
            return known or ALONE  # never: the run has stopped
    if not _only_this_computer():
        st.error(plain(text("door-no-accounts")))
        st.stop()
    roof = roof_dir()
    if roof is not None and not may_make_site(sites_under(roof)):
        ask_to_sign_in()
    return ALONE


def open_view() -> SiteView:
    """Read what this session's person may see of the site."""
    person = actor()
    view = open_whole()
    if person.scope == WHOLE_SITE:
        return view
    with one_sentence():
        return _narrowed(str(site_dir()), stamp(site_dir()), person.scope, view, person)


@st.cache_resource(max_entries=8, show_spinner=False)
def _narrowed(
    folder: str,  # noqa: ARG001  a part of the key, as the next two
    stamp: str,  # noqa: ARG001
    scope: str,  # noqa: ARG001
    _view: SiteView,
    _person: Actor,
) -> SiteView:
    return narrow(_view, _person)


def scope() -> str:
    """Township that the session sees, or "site": a part of the key of all that is kept for many sessions."""
    return actor().scope


def readable(sites: Mapping[str, Path]) -> dict[str, Path]:
    """Keep the sites that this session's person may read."""
    return {name: folder for name, folder in sites.items() if _reads(folder, sites)}


def _reads(folder: Path, sites: Mapping[str, Path]) -> bool:
    try:
        if vouched_for():
            known = people.who_by_name(folder, vouched_name()) if st.user.is_logged_in else None
        elif people.signs_in(folder):
            known = people.who(folder, _token(folder))
        else:
            return may_make_site(sites)
    except TachaError:  # a site that cannot be opened is none of a choice
        return False
    return known is not None and people.may_at_home(known, Action.READ)


def may_make_site(sites: Mapping[str, Path]) -> bool:
    """Tell whether this session may make a site beside these, and use those that have no accounts.

    At this computer, as long as no site has accounts; from the first one on who manages the accounts of one.
    """
    return not vouched_for() and _only_this_computer() and _keeps(sites)


def _keeps(sites: Mapping[str, Path]) -> bool:
    asked = False
    for folder in sites.values():
        try:
            if people.signs_in(folder):
                asked = True
                known = people.who(folder, _token(folder))
                if known is not None and people.may(known, Action.MANAGE_ACCOUNTS):
                    return True
        except TachaError:  # it may have accounts
            asked = True
    return not asked


def may(action: Action) -> bool:
    """Tell whether to offer an action; the records ask again."""
    return people.may(actor(), action)


def way_out(person: Actor) -> None:
    """Draw who is signed in and the button that ends it."""
    if person.alone:
        return
    label = f"{plain(person.user_id)} · {text('door-leave')}"
    if st.button(label, key="sign_out", width="content"):
        if vouched_for():
            st.logout()
        people.sign_out(site_dir(), _token(site_dir()))
        st.rerun()


def _vouched_for() -> Actor:
    """Account of whom the single sign-on vouches for, by e-mail address or subject."""
    signed_on()
    name = str(st.user.get("email") or st.user.get("sub") or "")
    with one_sentence():
        known = people.who_by_name(site_dir(), vouched_name())
    if known is None:
        st.error(plain(text("door-unknown", user=name)))
        st.button(text("door-leave"), on_click=st.logout, key="sign_out")
        st.stop()
    return known


def vouched_name() -> str:
    """Name for which the single sign-on vouches; empty, as no account's is, if its address is unproved."""
    if st.user.get("email_verified", True) is False:
        return ""
    return str(st.user.get("email") or st.user.get("sub") or "")


def _token(folder: Path) -> str:
    return str(st.context.cookies.get(people.cookie_name(folder), ""))


def ask_to_sign_in(*, go_on: bool = False) -> None:
    """Show the way to the form, which leads back here; the run stops, but where the screen is to go on."""
    onward = f"/?{urlencode({'site': st.query_params['site']})}" if "site" in st.query_params else "/"
    where = escape(f"{SIGN_IN}?{urlencode({'next': onward})}")
    words = escape(text("door-other" if go_on else "door-again"))
    html([f'<p class="tacha-say"><a href="{where}" target="_self">{words}</a></p>'])
    if not go_on:
        st.stop()


def vouched_for() -> bool:
    """Tell whether an office's own sign-in vouches for people here."""
    return bool(os.environ.get(SINGLE_SIGN_ON_VARIABLE))


def signed_on() -> None:
    """Where an office vouches for people, let nobody past who has not signed on there."""
    if vouched_for() and not st.user.is_logged_in:
        st.button(text("door-single"), on_click=st.login, type="primary", key="single_sign_on")
        st.stop()


def _only_this_computer() -> bool:
    address = str(st.get_option("server.address") or "")
    if address in _LOOPBACK_NAMES:
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
