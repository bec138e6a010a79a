"""Read the newest version of one row and write its next, each with its line in the log."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely
from sqlalchemy import Connection, select
from sqlalchemy import Table as Record

from geo.errors import RecordError
from geo.model.tables import Column, Kind, Shape, Table
from geo.records import audit
from geo.records.actor import Actor
from geo.records.frames import rows_of, selected
from geo.records.geometry import RECORD_CRS
from geo.records.versions import write_version

_BATCH = 400

_PLAIN: Final[dict[Kind, type]] = {
    Kind.TEXT: str, Kind.INTEGER: int, Kind.NUMBER: float, Kind.FLAG: bool, Kind.DATE: date,
    Kind.TIME: datetime,
}  # fmt: skip


def current_row(connection: Connection, record: Record, table: Table, *key: str) -> dict[str, Any] | None:
    """Newest version of one row, its shape as WKB; None if there is none or it was withdrawn."""
    same = [record.c[name] == value for name, value in zip(table.key, key, strict=True)]
    rows = current_rows(connection, record, table, *same)
    return rows[0] if rows else None


def current_rows(connection: Connection, record: Record, table: Table, *where: Any) -> list[dict[str, Any]]:
    """Newest versions of the rows of which a version meets the conditions, without those withdrawn.

    For conditions on what never changes, as a key; `versions.read_current` asks them of the newest version.
    """
    query = select(*selected(record, table), record.c.withdrawn).where(*where)
    order = [*(record.c[name] for name in table.key), record.c.version]
    newest = {
        tuple(row[name] for name in table.key): row
        for row in connection.execute(query.order_by(*order)).mappings()
    }
    return [
        {name: value for name, value in row.items() if name != "withdrawn"}
        for row in newest.values()
        if not row["withdrawn"]
    ]


def held(row: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """Hold one row to its contract; its shape may be WKB or shapely, in EPSG:4326.

    Raises
    ------
    TableError : a value breaks the contract
    """
    if table.shape is Shape.NONE and all(_plainly_right(row.get(c.name), c) for c in table.columns):
        return {name: row[name] for name in table.names}
    frame = pd.DataFrame([{name: row.get(name) for name in table.names}], dtype="object")
    if table.shape is Shape.NONE:
        return rows_of(frame, table)[0]
    shape = row.get("geometry")
    if isinstance(shape, bytes):
        shape = shapely.from_wkb(shape)
    return rows_of(gpd.GeoDataFrame(frame, geometry=[shape], crs=RECORD_CRS), table)[0]


def _plainly_right(value: Any, column: Column) -> bool:
    """Tell whether a value is what the database keeps, within its limits; `check` casts or refuses the rest.

    A frame of one row takes some ten milliseconds to check: a hundred visits would keep all others waiting.
    """
    if value is None:
        return column.null and column.kind is not Kind.TEXT
    kind: type = type(value)
    if kind is not _PLAIN[column.kind]:
        return False
    match column.kind:
        case Kind.TEXT:
            return not column.allowed or value in column.allowed
        case Kind.INTEGER | Kind.NUMBER:
            low = -math.inf if column.low is None else column.low
            high = math.inf if column.high is None else column.high
            return low <= value <= high and math.isfinite(value)
        case Kind.TIME:
            return value.tzinfo is not None
        case _:
            return True


def write_next(
    connection: Connection,
    actor: Actor,
    action: str,
    record: Record,
    table: Table,
    before: Mapping[str, Any] | None,
    **changes: Any,
) -> dict[str, Any]:
    """Write the next version of a row with some entries changed, log it, and return it.

    Parameters
    ----------
    before : the newest version; None for a new row, which `changes` gives whole
    """
    after = held({**(before or {}), **changes}, table)
    write_version(connection, record, table, [after])
    audit.log(connection, actor, action, audit.subject(table.name, after, table.key), before, after)
    return after


def new_rows(
    connection: Connection, record: Record, table: Table, rows: list[dict[str, Any]], *, fault: str
) -> list[dict[str, Any]]:
    """Rows whose name is not on record yet; one that is on record as it stands, or once stood, is left out.

    A file that is brought in again after its rows went on in life must not stop, nor set them back.

    Parameters
    ----------
    rows : rows of a table with a key of one column, as `frames.rows_of` makes them
    fault : message key, said with the row's name, for a name on record that never had these contents

    Raises
    ------
    RecordError : such a row
    """
    name = table.key[0]
    known: dict[str, list[dict[str, Any]]] = {}
    for start in range(0, len(rows), _BATCH):
        names = [row[name] for row in rows[start : start + _BATCH]]
        query = select(*selected(record, table)).where(record.c[name].in_(names))
        for found in connection.execute(query).mappings():
            known.setdefault(found[name], []).append(dict(found))
    for row in rows:
        if row[name] in known and row not in known[row[name]]:
            subject = name.removesuffix("_id")
            raise RecordError(fault, **{subject: row[name]})
    return [row for row in rows if row[name] not in known]
