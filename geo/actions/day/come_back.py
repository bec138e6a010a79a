"""Take down what became of a team's day: its stops done, partly or not reached, and the team back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.actions.day.hand_out import choose
from geo.actions.visits.sign import township_of
from geo.errors import InputError, RecordError
from geo.model.notes import Note
from geo.model.team import TeamDayState
from geo.records.actor import Actor
from geo.records.days import DayRecord, read_team_days
from geo.records.outcomes import REASONS, Word, add_told, missed, read_outcomes
from geo.records.plans import PlanRecord
from geo.records.store import Store
from geo.records.team_days import come_back as advance_back
from geo.search.effort import season_span
from geo.settings import DEFAULTS, RecordSettings
from geo.words import Language, t

REST: Final = 0
"""Stands for every stop of which nothing else is said."""

_NUMBERS: Final = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


@dataclass(frozen=True)
class Said:
    """What became of one stop: its number in the route, or `REST`; a reason unless it is done."""

    order: int
    outcome: str
    reason: str = ""


@dataclass(frozen=True)
class CameBack:
    """Team-days of which stops were told, number of stops, and cells that were missed too often."""

    team_days: list[str]
    stops: int
    notes: tuple[Note, ...]


def come_back(
    site_dir: Path,
    names: Sequence[str] = (),
    said: Sequence[Said] = (),
    *,
    day: date | None = None,
    on: date | None = None,
    back: bool = True,
    villages: Any = None,
    actor: Actor,
) -> CameBack:
    """Note that teams are back and what became of their stops: all of it, or nothing.

    Parameters
    ----------
    names, day : team-days by name, or all that are out on a day
    said : what became of stops; single stops are told of one team-day at a time
    on : the day on which it is said; without it each team-day's own: a paper week may be entered later
    back : False to tell of stops only, whatever the team-day's state
    villages : VILLAGES, for people of one township; None where the whole site is theirs

    Raises
    ------
    InputError : a stop that the route does not have, a reason missing, or stops told of many team-days
    RecordError : a team-day is unknown or not out, or the actor may not
    """
    with Store.open(site_dir) as store:
        chosen = choose(store, names, day, state=TeamDayState.OUT if back else None)
        plan = read_team_days(store, chosen)
        if plan is None:
            raise RecordError("season-no-plan-in-force")
        if len(chosen) > 1 and any(word.order != REST for word in said):
            raise InputError("day-stops-many", team_days=", ".join(chosen))
        words = {name: _words(plan, name, said, villages) for name in chosen}
        days = plan.team_days.set_index("team_day_id")["date"]
        told = [(words[name], on or days[name].date()) for name in chosen]
        if back:
            advance_back(store, chosen, told, actor=actor)
        else:
            add_told(store, told, actor=actor)
        notes = rising(store, plan, today=max((said_on for _, said_on in told), default=date.min))
    return CameBack(chosen, sum(map(len, words.values())), tuple(notes))


def rising(
    store: Store, plan: PlanRecord | DayRecord, *, today: date, settings: RecordSettings = DEFAULTS.records
) -> list[Note]:
    """Name the cells that were planned and not reached so often this season that somebody has to decide."""
    first, last = season_span(plan.windows)
    said = read_outcomes(store)
    said = said[said["said_on"].dt.date.between(first, last)]
    lost = missed(said, today=today, settings=settings)
    return [
        Note("outcome-rises", {"cell": row.cell_id, "times": row.times, "since": f"{row.since:%Y-%m-%d}"})
        for row in lost[lost["rises"]].itertuples()
    ]


def said_of(
    *, done: Sequence[str] = (), partly: Sequence[str] = (), not_reached: Sequence[str] = ()
) -> list[Said]:
    """Read what became of stops as people write it: "1-4,6", "5=weather", "rest".

    Raises
    ------
    InputError : a text that is no such list, a stop told twice, or a reason that there is not

    >>> said_of(done=["1,2"], not_reached=["3=road"])[1:]
    [Said(order=2, outcome='done', reason=''), Said(order=3, outcome='not_reached', reason='road')]
    """
    told: dict[int, Said] = {}
    for outcome, texts in (("done", done), ("partly", partly), ("not_reached", not_reached)):
        for text in texts:
            numbers, _, why = text.partition("=")
            reason = _reason(why.strip(), text)
            for order in _orders(numbers, text):
                if order in told:
                    raise InputError("day-stop-twice", stop=str(order) if order else "rest")
                told[order] = Said(order, outcome, reason)
    return list(told.values())


def _orders(numbers: str, text: str) -> list[int]:
    orders: list[int] = []
    for part in re.split(r"[,，、]", numbers):
        if part.strip().lower() in {"rest", t("day-rest", Language.ZH)}:
            orders.append(REST)
            continue
        found = _NUMBERS.fullmatch(part.strip())
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 0 < first <= last:
            raise InputError("day-stops-text", text=text)
        orders += range(first, last + 1)
    return orders


def _reason(why: str, text: str) -> str:
    if not why:
        return ""
    for reason in REASONS:
        words = {t("day-reason", language, reason=reason) for language in Language}
        if why.lower() in {reason, *words}:
            return str(reason)
    raise InputError("day-reason-unknown", text=text, allowed=", ".join(REASONS))


def _words(plan: DayRecord, team_day_id: str, said: Sequence[Said], villages: Any) -> list[Word]:
    """Turn what was said of a route's stops into words on record, in the order of the route."""
    route = plan.routes.loc[plan.routes["team_day_id"] == team_day_id, "route_id"]
    stops = pd.DataFrame(plan.stops[plan.stops["route_id"].isin(route)]).sort_values("order")
    told = {word.order: word for word in said}
    lost = sorted(set(told) - {REST} - set(stops["order"]))
    if lost:
        raise InputError("day-stop-none", team_day=team_day_id, stop=lost[0], stops=len(stops))
    words = []
    for stop in stops.itertuples():
        word = told.get(stop.order, told.get(REST))
        if word is not None:
            village = "" if villages is None else str(stop.cell_id).rsplit("_", 2)[0]
            township = township_of(villages, village) if village else ""
            words.append(Word(stop.stop_id, word.outcome, word.reason, township))
    return words
