"""The database's tables, built from the declared tables: one declaration, one set of columns.

The migrations are written out by hand and frozen; a test holds them to what stands here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy import Table as Record
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from geo.model import schema
from geo.model.tables import Kind, Shape, Table
from geo.records.geometry import Geometry


class UtcTime(TypeDecorator[datetime]):
    """An instant: stored in UTC, read back with its zone; a time without a zone is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn an instant into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say again that it is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


_TYPES: Final[dict[Kind, type[TypeEngine[Any]]]] = {
    Kind.TEXT: Text,
    Kind.INTEGER: BigInteger,
    Kind.NUMBER: Float,
    Kind.FLAG: Boolean,
    Kind.DATE: Date,
    Kind.TIME: UtcTime,
}

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _record(table: Table, *, of_plan: bool = False, versioned: bool = False) -> Record:
    key = {"plan_id", *table.key} if of_plan else set(table.key)
    columns: list[Column[Any]] = []
    if of_plan:
        columns.append(Column("plan_id", Text, ForeignKey("plans.plan_id"), primary_key=True))
    for column in table.columns:
        in_key = column.name in key
        columns.append(
            Column(
                column.name,
                _TYPES[column.kind](),
                primary_key=in_key,
                # A declared key is a name, never a counter of the database.
                autoincrement=False,
                nullable=column.null,
            )
        )
    if table.shape is not Shape.NONE:
        columns.append(Column("geometry", Geometry(), nullable=table.shape_null))
    if versioned:
        columns.append(Column("version", BigInteger, primary_key=True, autoincrement=False))
        columns.append(Column("recorded_at", UtcTime(), nullable=False))
        # A row taken back stays on record: its last version says so.
        columns.append(Column("withdrawn", Boolean, nullable=False))
    return Record(table.name.lower(), METADATA, *columns)


PLANS: Final = _record(schema.PLANS)
ROUTES: Final = _record(schema.ROUTES, of_plan=True)
STOPS: Final = _record(schema.STOPS, of_plan=True)
LEGS: Final = _record(schema.LEGS, of_plan=True)
PIECES: Final = _record(schema.PIECES, of_plan=True)
TEAM_DAYS: Final = _record(schema.TEAM_DAYS, of_plan=True)
WINDOWS: Final = _record(schema.WINDOWS, of_plan=True)
HAND_CHANGES: Final = _record(schema.HAND_CHANGES, of_plan=True)
TRACKS: Final = _record(schema.TRACKS)
JOBS: Final = _record(schema.JOBS)

# Nothing of these is ever changed: what is amended gets a new version (see `geo.records.versions`).
LEADS: Final = _record(schema.LEADS, versioned=True)
HISTORY: Final = _record(schema.HISTORY, versioned=True)
FINDINGS: Final = _record(schema.FINDINGS, versioned=True)
VISITS: Final = _record(schema.VISITS, versioned=True)
VISIT_CELLS: Final = _record(schema.VISIT_CELLS, versioned=True)
VISIT_TRACKS: Final = _record(schema.VISIT_TRACKS, versioned=True)
VISIT_YARDS: Final = _record(schema.VISIT_YARDS, versioned=True)
REVISITS: Final = _record(schema.REVISITS, versioned=True)
FILED_PLACES: Final = _record(schema.FILED_PLACES, versioned=True)
PHOTOS: Final = _record(schema.PHOTOS, versioned=True)
USERS: Final = _record(schema.USERS, versioned=True)
DATUMS: Final = _record(schema.DATUMS, versioned=True)

# Rows of these are added, and never changed.
OUTCOMES: Final = _record(schema.OUTCOMES)
DECISIONS: Final = _record(schema.DECISIONS)
PLAN_SIGNATURES: Final = _record(schema.PLAN_SIGNATURES)
SIGN_OFFS: Final = _record(schema.SIGN_OFFS)
OBSERVED: Final = _record(schema.OBSERVED)
SEASON_EFFORT: Final = _record(schema.SEASON_EFFORT)
AUDIT: Final = _record(schema.AUDIT)
SESSIONS: Final = _record(schema.SESSIONS)

TRACKS.append_constraint(UniqueConstraint("sha256"))
Index("ix_tracks_walked_on", TRACKS.c.walked_on)
Index("ix_findings_found_on", FINDINGS.c.found_on)
Index("ix_visits_visited_on", VISITS.c.visited_on)
Index("ix_outcomes_stop_id", OUTCOMES.c.stop_id)
# The database itself keeps the promise that one plan at most is adopted.
_ADOPTED = text("state = 'adopted'")
Index("ix_plans_one_adopted", PLANS.c.state, unique=True, sqlite_where=_ADOPTED, postgresql_where=_ADOPTED)
