"""What every part of Returns asks of the site: rights on one's own ground, names, who is on the teams."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from geo.actions.site import people
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from geo.actions.visits.to_fill_in import DayChoices, Waiting, day_choices, waiting_days
from geo.records.actor import WHOLE_SITE
from geo.records.roles import Action
from screens.account import actor
from screens.shell import one_sentence, site_dir, text


def may_here(action: Action) -> bool:
    """Tell whether to offer an action on this person's own ground; the records ask again."""
    return people.may_at_home(actor(), action)


def of_view(view: SiteView, village_ids: Sequence[str]) -> list[str]:
    """Leave out villages that this person may not see; what names none stays with the whole site."""
    if actor().scope == WHOLE_SITE:
        return list(village_ids)
    known = set(view.villages["village_id"])
    return [village for village in village_ids if village in known]


def teams_of(view: SiteView) -> list[str]:
    """Teams that this person may write for."""
    own = actor().team_id
    return [own] if own else sorted(view.teams["team_id"].astype(str))


def village_names(view: SiteView) -> dict[str, str]:
    """Name of each village by its id."""
    return dict(zip(view.villages["village_id"], view.villages["name"], strict=True))


def village_of(view: SiteView, village_id: str) -> str:
    """Name of a village as it is read; ground outside all says so."""
    return village_names(view).get(village_id) or text("screens-outside")


def waiting(view: SiteView, also: str) -> list[Waiting]:
    """Days and visits that this person has to fill in, the newest first; `also`: a confirmed one to amend."""
    folder = site_dir()
    with one_sentence():
        days = _waiting(str(folder), stamp(folder), actor().team_id, also)
    mine = set(of_view(view, [one.village_id for one in days]))
    return [one for one in days if one.village_id in mine]


def choices() -> tuple[Any, DayChoices]:
    """Villages of the whole site, and what a visit by hand can name."""
    folder = site_dir()
    with one_sentence():
        return _choices(str(folder), stamp(folder))


@st.cache_resource(max_entries=8, show_spinner=False)
def _waiting(folder: str, stamp: str, team_id: str, also: str) -> list[Waiting]:  # noqa: ARG001  the key
    return waiting_days(Path(folder), team_id=team_id, also=also)


@st.cache_resource(max_entries=4, show_spinner=False)
def _choices(folder: str, stamp: str) -> tuple[Any, DayChoices]:  # noqa: ARG001  the stamp is part of the key
    return day_choices(Path(folder))
