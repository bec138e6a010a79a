"""What became of planned stops: done, partly, not reached; what was missed twice rises to the lead."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd
from sqlalchemy import func, select

from geo.errors import InputError, RecordError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import held
from geo.records.frames import insert_rows, read_frame
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.settings import DEFAULTS, RecordSettings

REASONS: Final = tuple(reason for reason in schema.OUTCOMES.column("reason").allowed if reason)


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
    outcome : done, partly or not_reached
    reason : weather, time, road, danger, blocked or hands, unless it is done

    Raises
    ------
    InputError : a reason is missing, or there where nothing is missing
    TableError : no such outcome or reason
    RecordError : no plan has such a stop, or the actor may not
    """
    if outcome == "done" and reason:
        raise InputError("outcome-no-reason", stop=stop_id)
    if outcome != "done" and not reason:
        raise InputError("outcome-reason", stop=stop_id, allowed=", ".join(REASONS))
    cell_id, team_id = _stop(store, stop_id)
    with acting(store, actor, Action.ADD_VISIT, team_id=team_id, township=township) as connection:
        words = models.OUTCOMES.c
        said = connection.execute(
            select(func.count()).select_from(models.OUTCOMES).where(words.stop_id == stop_id)
        ).scalar_one()
        word = {"stop_id": stop_id, "cell_id": cell_id, "outcome": outcome, "reason": reason}
        name = f"{stop_id}_{said + 1:04d}"
        row = held({**word, "outcome_id": name, "said_on": said_on}, schema.OUTCOMES)
        insert_rows(connection, models.OUTCOMES, [row])
        audit.log_added(connection, actor, schema.OUTCOMES.name, schema.OUTCOMES.key, [row])
    return name


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


def _stop(store: Store, stop_id: str) -> tuple[str, str]:
    """Cell and team of a planned stop."""
    stops, routes = models.STOPS.c, models.ROUTES.c
    same_route = (stops.plan_id == routes.plan_id) & (stops.route_id == routes.route_id)
    query = select(stops.cell_id, routes.team_id).join_from(models.STOPS, models.ROUTES, same_route)
    with store.reading() as connection:
        row = connection.execute(query.where(stops.stop_id == stop_id).limit(1)).first()
    if row is None:
        raise RecordError("outcome-stop", stop=stop_id)
    return str(row.cell_id), str(row.team_id)
