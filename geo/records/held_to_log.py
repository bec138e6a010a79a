"""Hold the records to their log: a row changed, added or taken away behind its back is named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, select
from sqlalchemy import Table as Record

from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import Shape, Table
from geo.records import audit, models
from geo.records.frames import selected
from geo.records.store import Store

_VERSIONED: Final = (
    (models.VISITS, schema.VISITS), (models.VISIT_CELLS, schema.VISIT_CELLS),
    (models.VISIT_TRACKS, schema.VISIT_TRACKS), (models.VISIT_YARDS, schema.VISIT_YARDS),
    (models.FINDINGS, schema.FINDINGS), (models.REVISITS, schema.REVISITS), (models.LEADS, schema.LEADS),
    (models.FILED_PLACES, schema.FILED_PLACES), (models.HISTORY, schema.HISTORY),
    (models.PHOTOS, schema.PHOTOS), (models.DATUMS, schema.DATUMS), (models.USERS, schema.USERS),
)  # fmt: skip
_ADDED: Final = (
    (models.TRACKS, schema.TRACKS), (models.OUTCOMES, schema.OUTCOMES), (models.DECISIONS, schema.DECISIONS),
    (models.SIGN_OFFS, schema.SIGN_OFFS), (models.PLAN_SIGNATURES, schema.PLAN_SIGNATURES),
    (models.OBSERVED, schema.OBSERVED),
)  # fmt: skip
HELD: Final = tuple(table.name for _, table in (*_VERSIONED, *_ADDED))
"""Tables that are held to the log; plans stand under their own content hash."""

_AT_A_TIME: Final = 1_000


def differing_rows(store: Store) -> list[Note]:
    """Find rows that are not what the log says was written: every version of the tables in `HELD`.

    The log's own chain is `audit.verify`'s to check: together they find a row changed with or without its
    line in the log. Rows of a site from before there was a log are named as unknown to it.

    Returns
    -------
    notes : each names table, key and version, and the columns that differ
    """
    found: list[Note] = []
    with store.reading() as connection:
        for record, table in (*_VERSIONED, *_ADDED):
            found += _differing(connection, record, table)
    return found


def _differing(connection: Connection, record: Record, table: Table) -> Iterator[Note]:
    told = _told(connection, table)
    versioned = "version" in record.c
    for row in _rows(connection, record, table, versioned=versioned):
        version, withdrawn = row.pop("version", 1), row.pop("withdrawn", False)
        said = told.get(audit.subject(table.name, row, table.key), [])
        where = {"table": table.name.lower(), "row": _key(row, table), "version": version}
        if not 0 < version <= len(said) or said[version - 1] is None:
            yield Note("audit-record-unlogged", where)
            continue
        wanted, gone = said[version - 1]
        said[version - 1] = None
        columns = _apart(row, wanted) if gone == withdrawn else ["withdrawn"]
        if columns:
            yield Note("audit-record-changed", {**where, "columns": ", ".join(columns)})
    for subject, said in told.items():
        key = subject.partition(" ")[2]
        for number, left in enumerate(said, start=1):
            if left is not None:
                args = {"table": table.name.lower(), "row": key, "version": number}
                yield Note("audit-record-missing", args)


def _told(connection: Connection, table: Table) -> dict[str, list[tuple[str, bool] | None]]:
    """Read what the log says of each row, version by version: contents, and whether it was withdrawn."""
    log = models.AUDIT.c
    query = (
        select(log.subject, log.before, log.after)
        .where(log.subject.startswith(f"{table.name.lower()} ", autoescape=True), log.action != "refused")
        .order_by(log.seq)
        .execution_options(yield_per=_AT_A_TIME)
    )
    told: dict[str, list[tuple[str, bool] | None]] = {}
    for subject, before, after in connection.execute(query):
        told.setdefault(subject, []).append((after or before, not after))
    return told


def _rows(
    connection: Connection, record: Record, table: Table, *, versioned: bool
) -> Iterator[dict[str, Any]]:
    life = [record.c.version, record.c.withdrawn] if versioned else []
    query = select(*selected(record, table), *life).execution_options(yield_per=_AT_A_TIME)
    if versioned:
        query = query.order_by(record.c.version)
    for row in connection.execute(query).mappings():
        plain = dict(row)
        if table.shape is not Shape.NONE and plain["geometry"] is not None:
            plain["geometry"] = bytes(plain["geometry"])
        yield plain


def _apart(row: Mapping[str, Any], wanted: str) -> list[str]:
    """Columns in which a row is not what was logged; what a newer Tacha added to the table is left out."""
    now = audit.written(row)
    if now == wanted:
        return []
    there, logged = json.loads(now), json.loads(wanted)
    return sorted(name for name in logged.keys() & there.keys() if logged[name] != there[name])


def _key(row: Mapping[str, Any], table: Table) -> str:
    return " ".join(str(row[name]) for name in table.key)
