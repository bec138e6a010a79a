"""Split a route: its stops from one on go to another team, which does them beside its own."""

from __future__ import annotations

from pathlib import Path

from geo.actions.hand.by_hand import insist_free
from geo.actions.hand.hand_desk import Desk
from geo.actions.hand.hand_orders import Change
from geo.actions.hand.hand_version import Changed, new_version
from geo.errors import InputError
from geo.records.actor import Actor


def split(site_dir: Path, stop: str, to: str, *, reason: str = "", actor: Actor) -> Changed:
    """Give a stop and all that follow it in its route to another team-day; they are pinned there.

    On record it is a move of each of these stops; all of them are moved, or none.

    Parameters
    ----------
    stop : the first to be given away, TEAM_DAY:NUMBER or a stop_id; at least one stays
    to : team-day, with a route or without

    Raises
    ------
    InputError : no such stop, the first of its route, a day that was handed out or is locked, or a rule
        that a route would break
    RecordError : no such team-day, or the actor may not
    """
    desk = Desk(site_dir, actor)
    from_, place = desk.giver(stop, to)
    if place == 0:
        raise InputError("hand-split-all", team_day=from_, other=to)
    stops = desk.stops(from_)
    given = [desk.moved(stop, from_, to) for stop in stops[place:]]
    hand, rows = desk.routes_of([from_, to])
    route = desk.stops(to)
    for one in given:
        insist_free(desk, one, to, but=[from_])
        route = hand.cheapest(rows[to], route, one)
    changes = [Change("move", from_, to, one.cell_id, one.yard_id, desk.window(to), reason) for one in given]
    return new_version(desk, changes, {from_: stops[:place], to: route})
