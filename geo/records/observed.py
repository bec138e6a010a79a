"""Stages of the crop seen on the ground: added, never changed; the last word of a day counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from geo.errors import RecordError
from geo.model import schema
from geo.model.season import ObservedStage, Stage
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.frames import insert_rows, read_frame, rows_of
from geo.records.roles import Action, acting
from geo.records.store import Store


def add_observed(store: Store, observed: Any, *, actor: Actor, township: str = "") -> int:
    """Add stages seen, or none of them, and return how many were new; known ones are skipped.

    Parameters
    ----------
    observed : OBSERVED

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : one of the same name with other contents, or the actor may not
    """
    table = schema.OBSERVED
    rows = rows_of(observed, table)
    with acting(store, actor, Action.ADD_OBSERVED, township=township) as connection:
        known = {
            row["observed_id"]: dict(row) for row in connection.execute(select(models.OBSERVED)).mappings()
        }
        for row in rows:
            if known.get(row["observed_id"], row) != row:
                raise RecordError("observed-differs", observed=row["observed_id"])
        fresh = [row for row in rows if row["observed_id"] not in known]
        insert_rows(connection, models.OBSERVED, fresh)
        audit.log_added(connection, actor, table.name, table.key, fresh)
    return len(fresh)


def read_observed(store: Store) -> Any:
    """Read every stage seen: OBSERVED by day, and within a day in the order in which they were added."""
    log = models.AUDIT.c
    added = select(log.subject, log.seq).where(log.subject.startswith("observed "))
    with store.reading() as connection:
        order = ["seen_on", "observed_id"]
        frame = read_frame(connection, models.OBSERVED, schema.OBSERVED, where=[], order=order)
        # Nothing but the log tells which of two words of a day came later.
        said = {row.subject: row.seq for row in connection.execute(added)}
    turn = frame["observed_id"].map(lambda name: said.get(f"observed {name}", 0))
    in_turn = frame.assign(turn=turn).sort_values(["seen_on", "turn"], kind="stable", ignore_index=True)
    return in_turn.drop(columns="turn")


def observed_stages(observed: Any) -> list[ObservedStage]:
    """Stages that pin the season: of each day and height the last word.

    Parameters
    ----------
    observed : OBSERVED as `read_observed` orders it
    """
    last = observed.drop_duplicates(["seen_on", "elevation_m"], keep="last")
    return [ObservedStage(Stage(row.stage), row.seen_on.date(), row.elevation_m) for row in last.itertuples()]
