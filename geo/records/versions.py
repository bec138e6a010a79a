"""Keep every version of a row: what is amended gets a new version, nothing is changed or deleted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, and_, func, select, tuple_
from sqlalchemy import Table as Record

from geo.model.tables import Table
from geo.records.database import instant
from geo.records.frames import frame_of, in_order, insert_rows, selected

_BATCH = 400


def read_current(
    connection: Connection,
    record: Record,
    table: Table,
    *,
    where: list[Any] | None = None,
    order: list[str] | None = None,
) -> Any:
    """Read the newest version of every row that is not withdrawn, as a frame of the declared table.

    Parameters
    ----------
    record : the database's table, one with versions
    table : its declaration
    where : conditions on columns of `record`, asked of the newest version; all must hold
    order : columns to sort by; the key if none are given

    Returns
    -------
    frame : the declared columns; shapes in EPSG:4326
    """
    newest = _newest(record, table)
    query: Select[Any] = (
        select(*selected(record, table))
        .join(newest, _same_row(record, newest, table))
        .where(~record.c.withdrawn, *(where or []))
        .order_by(*in_order(connection, record, order or table.key))
    )
    return frame_of(connection.execute(query).all(), table)


def read_versions(connection: Connection, record: Record, table: Table, *, where: list[Any]) -> Any:
    """Read every version of the rows that meet every condition, oldest first.

    Returns
    -------
    frame : the declared columns, then version (1, 2, ...), recorded_at, withdrawn; versions of a row
        share its key, so the frame is not held to the declared key
    """
    query = (
        select(*selected(record, table), record.c.version, record.c.recorded_at, record.c.withdrawn)
        .where(*where)
        .order_by(*in_order(connection, record, table.key), record.c.version)
    )
    return frame_of(connection.execute(query).all(), table, extra=("version", "recorded_at", "withdrawn"))


def write_version(
    connection: Connection,
    record: Record,
    table: Table,
    rows: list[dict[str, Any]],
    *,
    withdrawn: bool = False,
) -> None:
    """Write the next version of each row; a key without versions gets version 1.

    Parameters
    ----------
    connection : of a writing transaction
    rows : whole rows as `frames.rows_of` makes them, each key once
    withdrawn : these rows are taken back; a later version brings one back
    """
    known = current_versions(connection, record, table, rows)
    moment = instant(connection)
    insert_rows(
        connection,
        record,
        [
            {
                **row,
                "version": known.get(tuple(row[name] for name in table.key), 0) + 1,
                "recorded_at": moment,
                "withdrawn": withdrawn,
            }
            for row in rows
        ],
    )


def current_versions(
    connection: Connection, record: Record, table: Table, rows: list[dict[str, Any]]
) -> dict[tuple[Any, ...], int]:
    """Newest version number of each row's key; keys that are not on record are left out."""
    key = [record.c[name] for name in table.key]
    found: dict[tuple[Any, ...], int] = {}
    for start in range(0, len(rows), _BATCH):
        keys = [tuple(row[name] for name in table.key) for row in rows[start : start + _BATCH]]
        query = select(*key, func.max(record.c.version)).where(tuple_(*key).in_(keys)).group_by(*key)
        found.update({tuple(row[:-1]): row[-1] for row in connection.execute(query)})
    return found


def _newest(record: Record, table: Table) -> Any:
    key = [record.c[name] for name in table.key]
    return select(*key, func.max(record.c.version).label("newest")).group_by(*key).subquery()


def _same_row(record: Record, newest: Any, table: Table) -> Any:
    same = [record.c[name] == newest.c[name] for name in table.key]
    return and_(*same, record.c.version == newest.c.newest)
