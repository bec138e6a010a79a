"""What became of planned stops: done, partly, not reached; what was missed twice rises to the lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, func, select

from geo.errors import InputError, RecordError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import held
from geo.records.frames import insert_rows, read_frame
from geo.records.roles import Action, acting, require
from geo.records.store import Store
from geo.settings import DEFAULTS, RecordSettings

REASONS: Final = tuple(reason for reason in schema.OUTCOMES.column("reason").allowed if reason)


@dataclass(frozen=True)
class Word:
    """What became of a planned stop.

    outcome: done, partly or not_reached; reason: weather, time, road, danger, blocked or hands, unless it is
    done; township: in which the stop lies, empty where it is not known.
    """

    stop_id: str
    outcome: str
    reason: str = ""
    township: str = ""


def add_outcome(
    store: Store,
    stop_id: str,
    outcome: str,
    *,
    said_on: date,
    actor: Actor,
    reason: str = "",
    township: str = "",
) -> str:
    """Say what became of a planned stop; a later word counts instead, and both stay. Return its name.

    Parameters
    ----------
    outcome, reason, township : see `Word`

    Raises
    ------
    InputError : a reason is missing, or there where nothing is missing
    TableError : no such outcome or reason
    RecordError : no plan has such a stop, or the actor may not
    """
    return add_outcomes(store, [Word(stop_id, outcome, reason, township)], said_on=said_on, actor=actor)[0]


def add_outcomes(store: Store, words: Sequence[Word], *, said_on: date, actor: Actor) -> list[str]:
    """Say what became of planned stops, of all or of none; return the names of the words.

    Raises
    ------
    as `add_outcome`
    """
    return add_told(store, [(words, said_on)], actor=actor)


def add_told(store: Store, told: Sequence[tuple[Sequence[Word], date]], *, actor: Actor) -> list[str]:
    """Say what became of stops on several days, of all or of none; as `add_outcomes`."""
    words = [word for of_day, _ in told for word in of_day]
    check_words(words)
    if not words:
        return []
    team_id, township = _stop(store, words[0].stop_id)[1], words[0].township
    with acting(store, actor, Action.ADD_VISIT, team_id=team_id, township=township) as connection:
        return [
            name for of_day, said_on in told for name in say(connection, of_day, said_on=said_on, actor=actor)
        ]


def check_words(words: Sequence[Word]) -> None:
    """Raise InputError where a word lacks its reason, or has one that it must not have."""
    for word in words:
        if word.outcome == "done" and word.reason:
            raise InputError("outcome-no-reason", stop=word.stop_id)
        if word.outcome != "done" and not word.reason:
            raise InputError("outcome-reason", stop=word.stop_id, allowed=", ".join(REASONS))


def say(connection: Connection, words: Sequence[Word], *, said_on: date, actor: Actor) -> list[str]:
    """Do what `add_outcomes` does, within a transaction; each word is asked for on its own."""
    rows: list[dict[str, Any]] = []
    for word in words:
        cell_id, team_id = _stop(connection, word.stop_id)
        require(connection, actor, Action.ADD_VISIT, team_id=team_id, township=word.township)
        known = select(func.count()).select_from(models.OUTCOMES)
        said = connection.execute(known.where(models.OUTCOMES.c.stop_id == word.stop_id)).scalar_one()
        said += sum(row["stop_id"] == word.stop_id for row in rows)
        row = {"stop_id": word.stop_id, "cell_id": cell_id, "outcome": word.outcome, "reason": word.reason}
        name = f"{word.stop_id}_{said + 1:04d}"
        rows.append(held({**row, "outcome_id": name, "said_on": said_on}, schema.OUTCOMES))
    insert_rows(connection, models.OUTCOMES, rows)
    audit.log_added(connection, actor, schema.OUTCOMES.name, schema.OUTCOMES.key, rows)
    return [str(row["outcome_id"]) for row in rows]


def read_outcomes(store: Store, *, every_word: bool = False) -> Any:
    """Read the last word on every stop, or every word: OUTCOMES in the order they count."""
    with store.reading() as connection:
        order = ["said_on", "outcome_id"]
        words = read_frame(connection, models.OUTCOMES, schema.OUTCOMES, where=[], order=order)
    if every_word:
        return words
    # The number in its name, not the day that was said, tells which word is the last.
    last = words.sort_values("outcome_id").drop_duplicates("stop_id", keep="last").index
    return words.loc[words.index.isin(last)].reset_index(drop=True)


def read_yards_of(store: Store) -> dict[str, str]:
    """House cluster of each stop that was told of and is one, whatever plan it stands in."""
    stops = models.STOPS.c
    told = select(models.OUTCOMES.c.stop_id)
    query = select(stops.stop_id, stops.yard_id).where(stops.yard_id != "", stops.stop_id.in_(told))
    with store.reading() as connection:
        return {str(row.stop_id): str(row.yard_id) for row in connection.execute(query)}


def missed(outcomes: Any, *, today: date, settings: RecordSettings = DEFAULTS.records) -> Any:
    """Cells whose planned stops were not reached since the last time one was, the oldest first.

    Parameters
    ----------
    outcomes : OUTCOMES, the last word on every stop
    today : for the age

    Returns
    -------
    DataFrame cell_id, times (stops not reached), since (day of the first), age_days, reason (of the last),
        rises (missed so often that the lead has to decide)
    """
    rows = []
    for cell_id, words in outcomes.sort_values(["said_on", "outcome_id"]).groupby("cell_id", sort=True):
        reached = (words["outcome"] == "done").to_numpy()
        since_then = words[reached[::-1].cumsum()[::-1] == 0]
        lost = since_then[since_then["outcome"] == "not_reached"]
        if len(lost):
            first, last = lost["said_on"].iloc[0], lost["reason"].iloc[-1]
            rows.append((cell_id, len(lost), first, (pd.Timestamp(today) - first).days, last))
    frame = pd.DataFrame(rows, columns=["cell_id", "times", "since", "age_days", "reason"])
    frame["rises"] = frame["times"] >= settings.missed_rises
    return frame.sort_values(["since", "cell_id"], ignore_index=True)


def _stop(where: Store | Connection, stop_id: str) -> tuple[str, str]:
    """Cell and team of a planned stop."""
    if isinstance(where, Store):
        with where.reading() as connection:
            return _stop(connection, stop_id)
    stops, routes = models.STOPS.c, models.ROUTES.c
    same_route = (stops.plan_id == routes.plan_id) & (stops.route_id == routes.route_id)
    query = select(stops.cell_id, routes.team_id).join_from(models.STOPS, models.ROUTES, same_route)
    row = where.execute(query.where(stops.stop_id == stop_id).limit(1)).first()
    if row is None:
        raise RecordError("outcome-stop", stop=stop_id)
    return str(row.cell_id), str(row.team_id)
