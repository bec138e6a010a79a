"""Change the plan in force by hand: move, pin, forbid, add, swap, merge. Each makes a new plan version.

A plan is an immutable record: the changed one takes the place of the one before. Only the routes touched are
timed, drawn and checked anew; all others stay byte for byte. What was handed out or locked is never touched.
"""

from __future__ import annotations

from pathlib import Path

from geo.actions.hand.hand_desk import Desk
from geo.actions.hand.hand_orders import Change, orders_of
from geo.actions.hand.hand_version import Changed, new_version
from geo.errors import InputError
from geo.model.notes import Note
from geo.records.actor import Actor
from geo.route.by_hand import HandStop


def move(site_dir: Path, stop: str, to: str, *, reason: str = "", actor: Actor) -> Changed:
    """Move a stop to another team-day, where it lengthens the day least; it is pinned there.

    Parameters
    ----------
    stop : TEAM_DAY:NUMBER, or a stop_id
    to : team-day

    Raises
    ------
    InputError : no such stop, a day that was handed out or is locked, or a rule that a route would break
    RecordError : no such team-day, or the actor may not
    """
    desk = Desk(site_dir, actor)
    from_, place = desk.giver(stop, to)
    stops = desk.stops(from_)
    moved = desk.moved(stops[place], from_, to)
    insist_free(desk, moved, to, but=[from_])
    hand, rows = desk.routes_of([from_, to])
    routes = {
        from_: stops[:place] + stops[place + 1 :],
        to: hand.cheapest(rows[to], desk.stops(to), moved),
    }
    change = Change("move", from_, to, moved.cell_id, moved.yard_id, desk.window(to), reason)
    return new_version(desk, [change], routes)


def pin(site_dir: Path, stop: str, *, pinned: bool = True, reason: str = "", actor: Actor) -> Changed:
    """Pin a stop to its team-day, so that it stays there when the rest is planned anew; or unpin it.

    Raises
    ------
    InputError : no such stop
    RecordError : no such team-day, or the actor may not
    """
    desk = Desk(site_dir, actor)
    team_day, place = desk.stop(stop)
    found = desk.stops(team_day)[place]
    verb = "pin" if pinned else "unpin"
    change = Change(verb, team_day, "", found.cell_id, found.yard_id, desk.window(team_day), reason)
    return new_version(desk, [change], {})


def forbid(site_dir: Path, place: str, *, window: str = "", reason: str = "", actor: Actor) -> Changed:
    """Forbid a cell, a house cluster or a stop, in one window or all season: nobody is planned to go there.

    Routes that were handed out or are locked stay as they are, and the result says which still go there.

    Parameters
    ----------
    place : cell_id, yard_id, TEAM_DAY:NUMBER or a stop_id; a stop is forbidden in its own window
    window : window_id; empty for the whole season

    Raises
    ------
    InputError : no such place or window
    RecordError : the actor may not
    """
    desk = Desk(site_dir, actor)
    cell_id, yard_id, window = _place(desk, place, window)
    routes: dict[str, list[HandStop]] = {}
    notes: list[Note] = []
    for team_day in desk.base.routes["team_day_id"]:
        stops = desk.stops(team_day)
        gone = [
            stop
            for stop in stops
            if (stop.cell_id == cell_id and not yard_id) or stop.yard_id == yard_id != ""
        ]
        if not gone or window not in {"", desk.window(team_day)}:
            continue
        if not desk.is_free(team_day):
            notes.append(Note("hand-forbid-stays", {"place": yard_id or cell_id, "team_day": team_day}))
            continue
        routes[team_day] = [stop for stop in stops if stop not in gone]
        leads = [lead for stop in gone for lead in stop.lead_id.split(";") if lead]
        notes += [Note("hand-left-forbidden", {"lead": lead, "place": yard_id or cell_id}) for lead in leads]
    change = Change("forbid", "", "", cell_id, yard_id, window, reason)
    return new_version(desk, [change], routes, notes=notes)


def allow(site_dir: Path, place: str, *, window: str = "", reason: str = "", actor: Actor) -> Changed:
    """Take a ban back; the place may be planned again from the next plan on. As `forbid`."""
    desk = Desk(site_dir, actor)
    cell_id, yard_id, window = _place(desk, place, window)
    return new_version(desk, [Change("allow", "", "", cell_id, yard_id, window, reason)], {})


def add(
    site_dir: Path, team_day: str, place: str, *, passes: int = 1, reason: str = "", actor: Actor
) -> Changed:
    """Add a stop to a team-day, where it lengthens the day least; it is pinned there.

    Parameters
    ----------
    place : cell_id or yard_id
    passes : 1 or 2 of a cell

    Raises
    ------
    InputError : no such place, another route of the window goes there, or a rule that the route would break
    RecordError : no such team-day, or the actor may not
    """
    desk = Desk(site_dir, actor)
    desk.day(team_day)
    cell_id, yard_id, _ = _place(desk, place, "")
    if passes not in {1, 2}:
        raise InputError("hand-passes", passes=passes)
    stop = HandStop(cell_id, yard_id, passes=0 if yard_id else passes)
    insist_free(desk, stop, team_day, but=[])
    hand, rows = desk.routes_of([team_day])
    if yard_id and desk.times(yard_id) >= len(hand.items_of(rows[team_day], stop)):
        raise InputError("hand-yards-planned", yard=yard_id)
    route = hand.cheapest(rows[team_day], desk.stops(team_day), stop)
    change = Change("add", team_day, "", cell_id, yard_id, desk.window(team_day), reason)
    return new_version(desk, [change], {team_day: route})


def swap(site_dir: Path, one: str, other: str, *, reason: str = "", actor: Actor) -> Changed:
    """Swap the routes of two team-days: of two teams, or of two days; an empty day takes a route over.

    Raises
    ------
    InputError : a day that was handed out or is locked, or a rule that a route would break
    RecordError : no such team-day, or the actor may not
    """
    desk = Desk(site_dir, actor)
    _two(desk, one, other)
    routes = {
        to: [desk.moved(stop, from_, to) for stop in desk.stops(from_)]
        for from_, to in ((one, other), (other, one))
    }
    for to, stops in routes.items():
        for stop in stops:
            insist_free(desk, stop, to, but=[one, other])
    return new_version(desk, [Change("swap", one, other, reason=reason)], routes, order_kept=False)


def merge(
    site_dir: Path, one: str, into: str, *, leave_out: bool = False, reason: str = "", actor: Actor
) -> Changed:
    """Give the stops of one team-day to another, which does both; the first has the day off.

    Parameters
    ----------
    leave_out : leave out stops that do not fit, those that find least per minute first, required ones last;
        without it the merge is refused

    Raises
    ------
    InputError : a day that was handed out or is locked, or a rule that the route would break
    RecordError : no such team-day, or the actor may not
    """
    desk = Desk(site_dir, actor)
    _two(desk, one, into)
    hand, rows = desk.routes_of([one, into])
    route = desk.stops(into)
    for stop in desk.stops(one):
        moved = desk.moved(stop, one, into)
        if moved.place not in {kept.place for kept in route}:
            insist_free(desk, moved, into, but=[one, into])
            route = hand.cheapest(rows[into], route, moved)
    route = hand.shortened(rows[into], route)
    route, left = hand.fitted(rows[into], route) if leave_out else (route, [])
    notes = [
        Note("hand-left-merge", {"place": stop.yard_id or stop.cell_id, "team_day": into}) for stop in left
    ]
    return new_version(desk, [Change("merge", one, into, reason=reason)], {one: [], into: route}, notes=notes)


def _two(desk: Desk, one: str, other: str) -> None:
    """Insist on two different team-days that may be changed and are not both empty."""
    desk.day(one)
    desk.day(other)
    if one == other:
        raise InputError("hand-same-day", team_day=one)
    if not desk.stops(one) and not desk.stops(other):
        raise InputError("hand-no-routes", one=one, other=other)


def insist_free(desk: Desk, stop: HandStop, to: str, *, but: list[str]) -> None:
    """Insist that nobody forbade the place, and that no other route of the window goes to the same cell."""
    bans = orders_of(desk.base.changes).forbidden
    bans = bans[(bans["cell_id"] == stop.cell_id) & bans["yard_id"].isin(["", stop.yard_id])]
    if bans["window_id"].isin(["", desk.window(to)]).any():
        raise InputError("hand-forbidden", place=stop.yard_id or stop.cell_id)
    if stop.yard_id:
        return
    there = desk.elsewhere(stop.place, desk.window(to), but=but)
    if there:
        raise InputError("hand-twice", cell=stop.cell_id, team_day=there)


def _place(desk: Desk, place: str, window: str) -> tuple[str, str, str]:
    """Cell, house cluster and window that a person means."""
    windows = desk.season.windows["window_id"].tolist()
    if window and window not in windows:
        raise InputError(
            "error-no-such-window", place=str(desk.site_dir), name=window, known=", ".join(windows)
        )
    if place in set(desk.prepared.cells["cell_id"]):
        return place, "", window
    if place in set(desk.prepared.yards["yard_id"].astype("str")):
        return desk.cell_of_yard(place), place, window
    if ":" in place or "：" in place or place in set(desk.base.stops["stop_id"]):
        team_day, number = desk.stop(place)
        stop = desk.stops(team_day)[number]
        return stop.cell_id, stop.yard_id, window or desk.window(team_day)
    raise InputError("hand-no-place", place=place)
