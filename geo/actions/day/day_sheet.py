"""Lay a day of the plan in force on the desk: its teams, their stops, who is due back and who is overdue."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.actions.day.found_at_stops import found_at_stops
from geo.actions.hand.hand_orders import orders_of
from geo.actions.season.missed_stops import missed_stops
from geo.actions.site.site_names import SiteNames, village_of
from geo.errors import RecordError
from geo.model.team import TeamDayState
from geo.records.actor import WHOLE_SITE
from geo.records.days import DayRecord, people_came, read_calendar, read_day, set_out_at
from geo.records.findings import read_findings
from geo.records.outcomes import read_outcomes
from geo.records.store import Store
from geo.route.daylight import day_length_s

_ON_THE_WAY: Final = (TeamDayState.HANDED_OUT.value, TeamDayState.OUT.value)


@dataclass(frozen=True)
class DaySheet:
    """A day of the plan in force.

    expected_finds: of the whole season.
    teams: team_day_id, team_id, state, locked, members, came (people, as told when they set out, else all),
        villages (names, the most visited first), stops,
        required, told (stops of which something was said), expected_finds, duration_min, leaves_at (as the
        log has it, else as planned), turn_back_at (by when to leave the last stop; NaT without a route),
        back_at (as planned), due_at (the team's hours are over, or the light), over_min (minutes past due
        while out).
    stops: stop_id, team_day_id, order, cell_id, village, place (of houses), lead_id, passes, required,
        reserve, arrives_at, turn_back_at, service_min, expected_finds, outcome and reason (empty: nothing
        said), missed (times), pinned, findings (names of those of this day that belong to the stop).
    missed: as `missed_stops`.
    left_out: team-days before this day, and before now, that were handed out and are not back:
        team_day_id, team_id, date, state.
    """

    day: date
    plan_id: str
    window_id: str
    window: str
    expected_finds: float
    teams: Any
    stops: Any
    missed: Any
    left_out: Any


def calendar(site_dir: Path) -> pd.DataFrame:
    """List the team-days of the plan in force, see `days.read_calendar`; empty where no plan is."""
    with Store.open(site_dir) as store:
        return read_calendar(store)


def day_sheet(
    site_dir: Path,
    day: date,
    names: SiteNames,
    *,
    now: datetime,
    township: str = WHOLE_SITE,
    team_id: str = "",
) -> DaySheet:
    """Read a day of the plan in force.

    Parameters
    ----------
    now : moment with its zone, in which all clock times are given
    township : only routes that stop there, and only their stops there
    team_id : only this team; empty for all

    Raises
    ------
    RecordError : no plan is in force
    """
    with Store.open(site_dir) as store:
        record = read_day(store, day)
        if record is None:
            raise RecordError("season-no-plan-in-force")
        said = read_outcomes(store)
        left_home = set_out_at(store, record.team_days["team_day_id"].tolist())
        lost = missed_stops(store, record, said, names, day)
        found = read_findings(store, opens=day, closes=day)
        came = people_came(store, record.team_days["team_day_id"].tolist())
        known = read_calendar(store)
    known = known if not team_id else known[known["team_id"] == team_id]
    days = record.team_days[record.team_days["team_day_id"].isin(known["team_day_id"])]
    leaves = {name: _leaves(day, left_home.get(name), names.leave_h, now) for name in days["team_day_id"]}
    stops = _stops(record, days, said, lost, leaves, names)
    tied = found_at_stops(record.stops[record.stops["stop_id"].isin(stops["stop_id"])], found)
    stops = stops.assign(findings=[tuple(tied.get(name, ())) for name in stops["stop_id"]])
    if township != WHOLE_SITE:
        here = {village for village, its in names.townships.items() if its == township}
        stops = stops[[village_of(cell) in here for cell in stops["cell_id"]]].reset_index(drop=True)
        days = days[days["team_day_id"].isin(stops["team_day_id"])]
        lost = lost[[village_of(cell) in here for cell in lost["cell_id"]]].reset_index(drop=True)
    ended = known["date"] < pd.Timestamp(min(day, now.date()))
    ended = known[ended & known["state"].isin(_ON_THE_WAY)]
    window_id = str(days["window_id"].iloc[0]) if len(days) else ""
    windows = dict(zip(record.windows["window_id"], record.windows["name"], strict=True))
    return DaySheet(
        day=day,
        plan_id=str(record.plan["plan_id"]),
        window_id=window_id,
        window=str(windows.get(window_id, "")),
        expected_finds=float(record.plan["expected_finds"]),
        teams=_teams(record, days, stops, leaves, names, now, came),
        stops=stops,
        missed=lost,
        left_out=ended[["team_day_id", "team_id", "date", "state"]].reset_index(drop=True),
    )


def _leaves(day: date, noted: datetime | None, leave_h: float, now: datetime) -> datetime:
    """Moment at which a team left its base: as noted on that very day, else as planned."""
    planned = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo) + timedelta(hours=leave_h)
    if noted is None:
        return planned
    here = noted.astimezone(now.tzinfo)
    # A day that is entered later, from paper, was not walked at the hour of entering it.
    return here.replace(second=0, microsecond=0) if here.date() == day else planned


def _stops(
    record: DayRecord, days: Any, said: Any, lost: Any, leaves: dict[str, datetime], names: SiteNames
) -> Any:
    team_day = dict(zip(record.routes["route_id"], record.routes["team_day_id"], strict=True))
    table = pd.DataFrame(record.stops).drop(columns="geometry")
    table["team_day_id"] = table["route_id"].map(team_day).astype("str")
    table = table[table["team_day_id"].isin(days["team_day_id"])].sort_values(
        ["team_day_id", "order"], ignore_index=True
    )
    told = {row.stop_id: (row.outcome, row.reason) for row in said.itertuples()}
    words = [told.get(name, ("", "")) for name in table["stop_id"]]
    pins = orders_of(record.changes).pins
    pinned = set(zip(pins["team_day_id"], pins["cell_id"], pins["yard_id"], strict=True))
    places = zip(table["team_day_id"], table["cell_id"], table["yard_id"], strict=True)
    start = [leaves[name] for name in table["team_day_id"]]
    times = dict(zip(lost["cell_id"], lost["times"], strict=True))
    return table.assign(
        village=[names.villages.get(village_of(cell), "") for cell in table["cell_id"]],
        place=[names.yards.get(yard, yard) for yard in table["yard_id"]],
        arrives_at=_after(start, table["arrive_min"]),
        turn_back_at=_after(start, table["turn_back_min"]),
        outcome=[outcome for outcome, _ in words],
        reason=[reason for _, reason in words],
        missed=[times.get(cell, 0) for cell in table["cell_id"]],
        pinned=[place in pinned for place in places],
    )


def _teams(
    record: DayRecord,
    days: Any,
    stops: Any,
    leaves: dict[str, datetime],
    names: SiteNames,
    now: datetime,
    came: dict[str, int],
) -> Any:
    routes = pd.DataFrame(record.routes).set_index("team_day_id")
    order = {team: place for place, team in enumerate(names.members)}  # as the site lists them
    rows = []
    for row in sorted(days.itertuples(), key=lambda row: (order.get(row.team_id, len(order)), row.team_id)):
        its = stops[stops["team_day_id"] == row.team_day_id]
        minutes = int(routes["duration_min"].get(row.team_day_id, 0))
        leaves_at = leaves[row.team_day_id]
        due_at = _due(leaves_at, row.team_id, names)
        over = (now - due_at).total_seconds() / 60 if row.state == TeamDayState.OUT.value else 0.0
        rows.append(
            {
                "team_day_id": row.team_day_id, "team_id": row.team_id, "state": row.state,
                "locked": bool(row.locked), "members": names.members.get(row.team_id, 0),
                "came": came.get(row.team_day_id, names.members.get(row.team_id, 0)),
                "villages": list(its["village"].value_counts().index), "stops": len(its),
                "required": int(its["required"].sum()), "told": int((its["outcome"] != "").sum()),
                "expected_finds": float(routes["expected_finds"].get(row.team_day_id, 0.0)),
                "duration_min": minutes, "leaves_at": leaves_at,
                "back_at": leaves_at + timedelta(minutes=minutes), "due_at": due_at,
                "turn_back_at": its["turn_back_at"].iloc[-1] if len(its) else pd.NaT,
                "over_min": max(0, math.ceil(over)),
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else ["team_day_id", "team_id", "state"])


def _due(leaves_at: datetime, team_id: str, names: SiteNames) -> datetime:
    """Moment at which a team's hours are over, or the light; a team that the site has no more: at once."""
    if team_id not in names.hours:
        return leaves_at
    seconds = day_length_s(
        names.hours[team_id],
        latitude_deg=names.latitude_deg[team_id],
        day=leaves_at.date(),
        leave_h=leaves_at.hour + leaves_at.minute / 60,
    )
    return leaves_at + timedelta(seconds=seconds)


def _after(start: list[datetime], minutes: Any) -> list[datetime]:
    return [at + timedelta(minutes=int(after)) for at, after in zip(start, minutes, strict=True)]
