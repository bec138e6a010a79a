"""Keep shapes as WKB in SQLite and as PostGIS geometry on a server, in EPSG:4326, a column at a time."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlalchemy import Column, LargeBinary, func, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import BindParameter, ColumnElement
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

RECORD_CRS: Final = "EPSG:4326"
SRID: Final = 4326


class _PostgisShape(UserDefinedType[bytes]):
    """PostGIS geometry that is written and read as WKB."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return f"geometry(Geometry,{SRID})"

    def bind_expression(self, bindvalue: BindParameter[bytes]) -> ColumnElement[bytes]:
        return func.ST_GeomFromWKB(bindvalue, SRID, type_=self)

    def column_expression(self, colexpr: ColumnElement[Any]) -> ColumnElement[bytes]:
        return func.ST_AsBinary(colexpr, type_=self)


class Wkb(TypeDecorator[bytes]):
    """The WKB of a shape in longitude and latitude, on either database."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose how the database keeps it."""
        return _PostgisShape() if dialect.name == "postgresql" else LargeBinary()


class Geometry(Wkb):
    """A shapely geometry in longitude and latitude."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Turn a shape into WKB; bytes are WKB already (see `to_wkb`)."""
        if value is None or isinstance(value, bytes):
            return value
        return bytes(shapely.to_wkb(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Turn WKB into a shape."""
        return None if value is None else shapely.from_wkb(value)


def raw(column: Column[Any]) -> ColumnElement[Any]:
    """Select a geometry column as bytes, for `from_wkb` to read all rows in one call."""
    return type_coerce(column, Wkb())


def to_wkb(shapes: Any) -> list[bytes | None]:
    """WKB of every shape, None for a missing one; heights are dropped.

    Parameters
    ----------
    shapes : (n,) GeoSeries or array of shapely geometries
    """
    flat = shapely.force_2d(np.asarray(shapes, dtype=object))
    return list(shapely.to_wkb(flat))


def from_wkb(values: list[bytes | None]) -> NDArray[np.object_]:
    """Shapes (n,) of WKB values, None where there is none."""
    out = np.empty(len(values), dtype=object)
    out[:] = values
    return np.asarray(shapely.from_wkb(out), dtype=object)
