"""What a visit names: cells, tracks and yards, kept with the visit and signed with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, select

from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import current_rows, held
from geo.records.content import visit_hash
from geo.records.versions import write_version

PARTS: Final = (
    ("cells", models.VISIT_CELLS, schema.VISIT_CELLS),
    ("tracks", models.VISIT_TRACKS, schema.VISIT_TRACKS),
    ("yards", models.VISIT_YARDS, schema.VISIT_YARDS),
)
"""Name of a part, its database table, its declaration."""


def parts_of(connection: Connection, visit_id: str) -> dict[str, list[dict[str, Any]]]:
    """Rows of cells, tracks and yards that the newest version of a visit names."""
    return {
        name: current_rows(connection, record, table, record.c.visit_id == visit_id)
        for name, record, table in PARTS
    }


def write_parts(connection: Connection, actor: Actor, visit_id: str, **given: Any) -> None:
    """Write what a visit names; what it no longer names is withdrawn, what did not change stays."""
    before = parts_of(connection, visit_id)
    for name, record, table in PARTS:
        if given[name] is None:
            continue
        column = table.key[1]
        entries = [entry if name == "yards" else {column: entry} for entry in given[name]]
        rows = [held({**entry, "visit_id": visit_id}, table) for entry in entries]
        wanted = {row[column]: row for row in rows}
        known = {row[column]: row for row in before[name]}
        fresh = [row for key, row in wanted.items() if known.get(key) != row]
        gone = [row for key, row in known.items() if key not in wanted]
        write_version(connection, record, table, fresh)
        write_version(connection, record, table, gone, withdrawn=True)
        changes = [(row, known.get(row[column]), row) for row in fresh] + [(row, row, None) for row in gone]
        audit.log_rows(
            connection,
            actor,
            "save",
            [(audit.subject(table.name, row, table.key), old, new) for row, old, new in changes],
        )


def hash_of(connection: Connection, visit: Mapping[str, Any]) -> str:
    """Content hash of a visit with what its newest version names."""
    parts = parts_of(connection, visit["visit_id"])
    tracks = models.TRACKS.c
    query = select(tracks.sha256).where(tracks.track_id.in_([row["track_id"] for row in parts["tracks"]]))
    return visit_hash(
        visit,
        cells=[row["cell_id"] for row in parts["cells"]],
        tracks=connection.execute(query).scalars(),
        yards=parts["yards"],
    )
