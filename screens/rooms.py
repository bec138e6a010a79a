"""Which screens there are, in the order of the day's work, and who sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.actions import people
from geo.records.roles import Action, Actor
from screens import map as map_screen
from screens import overview, plan


@dataclass(frozen=True)
class Room:
    """A screen: its name in the address, what draws it, and the action that its visitors need a right to."""

    name: str
    show: Callable[[], None]
    needs: Action = Action.READ


ROOMS = (
    Room("overview", overview.show),
    Room("map", map_screen.show),
    Room("plan", plan.show),
)


def rooms_of(person: Actor) -> list[Room]:
    """Return the screens that a person may enter; the records ask again before anything is done."""
    return [room for room in ROOMS if people.may(person, room.needs)]
