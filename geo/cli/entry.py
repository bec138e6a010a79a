"""Begin an entry into the records: of which site, by whom, on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from geo.actions.day.day_typed import day_of
from geo.actions.finds.listed import today_of
from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.site.people import local_actor
from geo.records.actor import Actor

Day = Annotated[str | None, typer.Option("--on", help="day, YYYY-MM-DD; today if not given")]


@dataclass(frozen=True)
class Entry:
    """The site as it is prepared, who makes the entry, and its day: today where none is given."""

    prepared: Prepared
    actor: Actor
    day: date


def begin_entry(context: typer.Context, on: str | None = None) -> Entry:
    """Begin an entry of the site that the group of commands was called for.

    Raises
    ------
    InputError : `on` is no day, or the site cannot be read
    """
    prepared = prepare(context.obj)
    return Entry(prepared, local_actor(context.obj), day_of(on) or today_of(prepared))
