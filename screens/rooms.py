"""Which screens there are, in the order of the day's work, and who sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from geo.actions.site import people
from geo.actions.views.glance import in_window
from geo.records.roles import Action, Actor
from screens import inputs, overview, plan, reports, results, returns, settings
from screens import map as map_screen
from screens import today as today_screen
from screens.account import open_view
from screens.shell import today

FIRST_ROOM: Final = "first room"
"""Where a session keeps the room that it opens next, once."""


@dataclass(frozen=True)
class Room:
    """A screen: its name in the address, what draws it, and the action that its visitors need a right to."""

    name: str
    show: Callable[[], None]
    needs: Action = Action.READ


ROOMS = (
    Room("today", today_screen.show),
    Room("overview", overview.show),
    Room("map", map_screen.show),
    Room("plan", plan.show),
    Room("returns", returns.show, Action.ADD_VISIT),
    Room("results", results.show),
    Room("reports", reports.show, Action.REPORT),
    Room("inputs", inputs.show),
    Room("settings", settings.show, Action.READ_LOG),
)


def rooms_of(person: Actor) -> list[Room]:
    """Return the screens that a person may enter; the records ask again before anything is done."""
    return [room for room in ROOMS if people.may_at_home(person, room.needs)]


def first_room(names: list[str]) -> str:
    """Say which screen to open first: today's while a window is open, else the overview."""
    asked = str(st.session_state.pop(FIRST_ROOM, ""))
    if asked in names:
        return asked
    if "today" in names and in_window(open_view().windows, today()):
        return "today"
    return "overview" if "overview" in names else names[0]
