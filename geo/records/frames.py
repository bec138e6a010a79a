"""Write declared tables into the database and read them back with their dtypes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
from sqlalchemy import Connection, Select, Text, insert, select
from sqlalchemy import Table as Record

from geo.errors import RecordError
from geo.model.tables import Kind, Shape, Table, check, empty
from geo.records.bulk import FEWEST_ROWS, copy_rows
from geo.records.geometry import RECORD_CRS, from_wkb, raw, to_wkb

_BATCH = 5_000


def rows_of(frame: Any, table: Table) -> list[dict[str, Any]]:
    """Turn a frame into rows of plain values, held to its contract; shapes become WKB.

    Parameters
    ----------
    frame : DataFrame, or GeoDataFrame in EPSG:4326, per the declared table

    Raises
    ------
    TableError : the frame breaks its contract
    RecordError : shapes in another CRS
    """
    checked = check(frame, table)
    if table.shape is not Shape.NONE and checked.crs != RECORD_CRS:
        raise RecordError("records-wrong-crs", table=table.name, crs=str(checked.crs))
    values: dict[str, list[Any]] = {}
    for column in table.columns:
        series = checked[column.name]
        if column.kind is Kind.DATE:
            plain = series.dt.date.astype("object")
        elif column.kind is Kind.TIME:
            plain = pd.Series(series.dt.to_pydatetime(), dtype="object", index=series.index)
        else:
            plain = series.astype("object")
        values[column.name] = plain.where(series.notna(), None).tolist()
    if table.shape is not Shape.NONE:
        values["geometry"] = to_wkb(checked.geometry)
    names = list(values)
    return [dict(zip(names, row, strict=True)) for row in zip(*values.values(), strict=True)]


def insert_rows(connection: Connection, record: Record, rows: list[dict[str, Any]]) -> None:
    """Insert rows in batches; an empty list inserts nothing."""
    if connection.dialect.name == "postgresql" and len(rows) >= FEWEST_ROWS:
        copy_rows(connection, record, rows)
        return
    for start in range(0, len(rows), _BATCH):
        connection.execute(insert(record), rows[start : start + _BATCH])


def read_frame(
    connection: Connection, record: Record, table: Table, *, where: list[Any], order: list[str]
) -> Any:
    """Read rows that meet every condition, in an order, as a frame of the declared table (EPSG:4326)."""
    query: Select[Any] = (
        select(*selected(record, table)).where(*where).order_by(*in_order(connection, record, order))
    )
    return frame_of(connection.execute(query).all(), table)


def in_order(connection: Connection, record: Record, names: Sequence[str]) -> list[Any]:
    """Columns to sort by: text by its letters' numbers on either database, whatever the server's language."""
    columns = [record.c[name] for name in names]
    if connection.dialect.name != "postgresql":
        return columns
    return [column.collate("C") if isinstance(column.type, Text) else column for column in columns]


def selected(record: Record, table: Table) -> list[Any]:
    """Columns of a declared table as `frame_of` wants them: as declared, the shape last, as WKB."""
    columns: list[Any] = [record.c[name] for name in table.names]
    if table.shape is not Shape.NONE:
        columns.append(raw(record.c.geometry).label("geometry"))
    return columns


def frame_of(rows: Sequence[Any], table: Table, *, extra: tuple[str, ...] = ()) -> Any:
    """Make the frame of a declared table from database rows.

    Parameters
    ----------
    rows : (n,) rows with the columns of `selected`, then those named in `extra`
    extra : further columns; with them rows may share a key
    """
    shaped = table.shape is not Shape.NONE
    if extra:
        table = replace(table, key=())
    if not rows:
        none = empty(table, RECORD_CRS if shaped else None)
        return none.assign(**dict.fromkeys(extra, pd.Series([], dtype="object")))
    by_column = list(zip(*rows, strict=True))
    width = len(table.names)
    names = [*table.names, *extra]
    values = [*by_column[:width], *by_column[width + shaped :]]
    frame = pd.DataFrame(
        {name: pd.Series(list(column), dtype="object") for name, column in zip(names, values, strict=True)}
    )
    if not shaped:
        return check(frame, table)
    shapes = from_wkb(list(by_column[width]))
    return check(gpd.GeoDataFrame(frame, geometry=shapes, crs=RECORD_CRS), table)
