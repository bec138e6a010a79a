"""Read the newest version of one row and write its next, each with its line in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from sqlalchemy import Connection, select
from sqlalchemy import Table as Record

from geo.errors import RecordError
from geo.model.tables import Shape, Table
from geo.records import audit
from geo.records.actor import Actor
from geo.records.frames import rows_of, selected
from geo.records.geometry import RECORD_CRS
from geo.records.versions import write_version

_BATCH = 400


def current_row(connection: Connection, record: Record, table: Table, *key: str) -> dict[str, Any] | None:
    """Newest version of one row, its shape as WKB; None if there is none or it was withdrawn."""
    same = [record.c[name] == value for name, value in zip(table.key, key, strict=True)]
    query = select(*selected(record, table), record.c.withdrawn).where(*same)
    row = connection.execute(query.order_by(record.c.version.desc()).limit(1)).mappings().first()
    if row is None or row["withdrawn"]:
        return None
    return {name: value for name, value in row.items() if name != "withdrawn"}


def held(row: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """Hold one row to its contract; its shape may be WKB or shapely, in EPSG:4326.

    Raises
    ------
    TableError : a value breaks the contract
    """
    frame = pd.DataFrame([{name: row.get(name) for name in table.names}], dtype="object")
    if table.shape is Shape.NONE:
        return rows_of(frame, table)[0]
    shape = row.get("geometry")
    if isinstance(shape, bytes):
        shape = shapely.from_wkb(shape)
    return rows_of(gpd.GeoDataFrame(frame, geometry=[shape], crs=RECORD_CRS), table)[0]


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
