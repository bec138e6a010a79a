"""Declare what a table holds, and hold it to that: one contract feeds checks, docs and tooltips."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import Fault, TableError


class Kind(StrEnum):
    """What a column holds, and with it the dtype."""

    TEXT = "text"  # str
    INTEGER = "integer"  # int64, or Int64 where null is allowed
    NUMBER = "number"  # float64, null is NaN
    FLAG = "flag"  # bool
    DATE = "date"  # datetime64 at midnight: a calendar day, no zone
    TIME = "time"  # datetime64 with zone UTC


class Shape(StrEnum):
    """What a table's geometry is."""

    NONE = "none"
    POINT = "point"
    LINE = "line"  # LineString or MultiLineString
    POLYGON = "polygon"  # Polygon or MultiPolygon
    ANY = "any"


_SHAPE_TYPES = {
    Shape.POINT: {"Point"},
    Shape.LINE: {"LineString", "MultiLineString"},
    Shape.POLYGON: {"Polygon", "MultiPolygon"},
}


@dataclass(frozen=True)
class Column:
    """One column's promise. `low` and `high` are inclusive; `allowed` lists the only values."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    null: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A declared table. Other columns may ride along; they are notes and no stage reads them."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    shape: Shape = Shape.NONE
    shape_null: bool = False
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name.update({column.name: column for column in self.columns})

    def column(self, name: str) -> Column:
        """Return the declared column of this name."""
        return self._by_name[name]

    @property
    def names(self) -> list[str]:
        """Names of the declared columns, in order."""
        return [column.name for column in self.columns]


def check(frame: Any, table: Table, *, where: str = "") -> Any:
    """Hold a frame to its contract and return it with declared columns first and declared dtypes.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame; never edited
    table : the contract
    where : file or stage, named in the error

    Raises
    ------
    TableError : with every fault at once
    """
    found = faults(frame, table)
    if found:
        raise TableError(where or table.name, found)
    out = frame.copy()
    for column in table.columns:
        out[column.name] = _cast(out[column.name], column)
    extra = [name for name in out.columns if name not in table.names]
    return out[[*table.names, *extra]]


def faults(frame: Any, table: Table) -> list[Fault]:
    """List every way in which a frame breaks its contract; an empty list is a promise kept."""
    found = [fault for column in table.columns for fault in _column_faults(frame, table, column)]
    keys = [name for name in table.key if name in frame.columns]
    if keys and len(keys) == len(table.key):
        twice = frame[frame.duplicated(keys, keep="first")]
        if len(twice):
            shown = ", ".join(str(value) for value in twice[keys].iloc[0])
            found.append(Fault(table.name, "+".join(keys), "fault-duplicate-key", {"value": shown}))
    return found + _shape_faults(frame, table)


def empty(table: Table, crs: str | None = None) -> Any:
    """Make a table without rows, with declared columns and dtypes (and a geometry column if it has one)."""
    data = {column.name: _cast(pd.Series([], dtype="object"), column) for column in table.columns}
    if table.shape is Shape.NONE:
        return pd.DataFrame(data)
    return gpd.GeoDataFrame(data, geometry=gpd.GeoSeries([], crs=crs), crs=crs)


def _cast(values: pd.Series, column: Column) -> pd.Series:
    match column.kind:
        case Kind.TEXT:
            return values.astype("str") if not column.null else values.astype("object").astype("str")
        case Kind.INTEGER:
            return values.astype("Int64" if column.null else "int64")
        case Kind.NUMBER:
            return pd.to_numeric(values).astype("float64")
        case Kind.FLAG:
            return values.astype("bool")
        case Kind.DATE:
            return pd.to_datetime(values).dt.normalize().astype("datetime64[us]")
        case Kind.TIME:
            return pd.to_datetime(values, utc=True).astype("datetime64[us, UTC]")


def _column_faults(frame: Any, table: Table, column: Column) -> list[Fault]:
    if column.name not in frame.columns:
        return [Fault(table.name, column.name, "fault-missing-column")]
    values = frame[column.name]

    def fault(rule: str, bad: Any, **args: object) -> Fault:
        row = int(np.flatnonzero(np.asarray(bad))[0])
        return Fault(table.name, column.name, rule, {"row": row + 1, "value": str(values.iloc[row]), **args})

    missing = values.isna().to_numpy()
    found = [] if column.null or not missing.any() else [fault("fault-empty", missing)]
    try:
        cast = _cast(values[~missing], column)
    except (TypeError, ValueError, OverflowError):
        readable = [_castable(value, column) for value in values]
        return [*found, fault("fault-kind", ~np.array(readable), kind=column.kind.value)]
    if column.allowed:
        outside = ~missing & ~values.isin(column.allowed).to_numpy()
        if outside.any():
            found.append(fault("fault-not-allowed", outside, allowed=", ".join(column.allowed)))
    if column.kind in {Kind.NUMBER, Kind.INTEGER} and len(cast):
        figures = np.full(len(values), np.nan)
        figures[~missing] = cast.to_numpy(float)
        infinite = np.isinf(figures)
        if infinite.any():
            found.append(fault("fault-infinite", infinite))
        for rule, limit, bad in (
            ("fault-too-low", column.low, figures < (column.low if column.low is not None else -np.inf)),
            ("fault-too-high", column.high, figures > (column.high if column.high is not None else np.inf)),
        ):
            if limit is not None and bad.any():
                found.append(fault(rule, bad, limit=limit))
    return found


def _castable(value: object, column: Column) -> bool:
    try:
        if not pd.isna(value):
            _cast(pd.Series([value], dtype="object"), column)
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def _shape_faults(frame: Any, table: Table) -> list[Fault]:
    if table.shape is Shape.NONE:
        return []
    if not isinstance(frame, gpd.GeoDataFrame) or frame.active_geometry_name is None:
        return [Fault(table.name, "geometry", "fault-missing-column")]
    found = []
    if frame.crs is None:
        found.append(Fault(table.name, "geometry", "fault-no-crs"))
    missing = frame.geometry.isna() | frame.geometry.is_empty
    if not table.shape_null and missing.any():
        row = int(np.flatnonzero(missing)[0])
        found.append(Fault(table.name, "geometry", "fault-empty", {"row": row + 1, "value": ""}))
    if table.shape is not Shape.ANY:
        other = ~missing & ~frame.geom_type.isin(_SHAPE_TYPES[table.shape])
        if other.any():
            row = int(np.flatnonzero(other)[0])
            args = {"row": row + 1, "value": frame.geom_type.iloc[row], "kind": table.shape.value}
            found.append(Fault(table.name, "geometry", "fault-kind", args))
    return found
