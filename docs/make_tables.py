"""Write docs/tables.md from the declared tables: `python docs/make_tables.py`. A test fails when stale."""

from __future__ import annotations

from pathlib import Path

from geo.model import schema
from geo.model.tables import Column, Kind, Shape, Table

TARGET = Path(__file__).parent / "tables.md"

HEAD = """# Tables

Made by `python docs/make_tables.py` from `geo/model/schema.py`; do not edit by hand.

Every stage takes declared tables and returns new ones. Geometry is in the working CRS (metres) between
stages, and in EPSG:4326 in records and exports. Columns in **bold** are the key. Other columns may ride
along; no stage reads them.

| kind | dtype |
|---|---|
| text | str; empty text where nothing is known |
| integer | int64; Int64 where null is allowed |
| number | float64; null is NaN |
| flag | bool |
| date | a calendar day without zone |
| time | an instant, in UTC |
"""

_SHAPES = {
    Shape.POINT: "Point",
    Shape.LINE: "LineString or MultiLineString",
    Shape.POLYGON: "Polygon or MultiPolygon",
    Shape.ANY: "any",
}


def text() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(_section(table) for table in schema.ALL)])


def _section(table: Table) -> str:
    rows = [_row(column, in_key=column.name in table.key) for column in table.columns]
    if table.shape is not Shape.NONE:
        null = "yes" if table.shape_null else ""
        rows.append(f"| geometry | {_SHAPES[table.shape]} |  |  | {null} | the place |")
    head = f"## {table.name}\n\n{_sentence(table.meaning)}\n"
    return "\n".join(
        [head, "| column | kind | unit | range | null | meaning |", "|---|---|---|---|---|---|", *rows, ""]
    )


def _row(column: Column, *, in_key: bool) -> str:
    name = f"**{column.name}**" if in_key else column.name
    null = "yes" if column.null else ""
    cells = (name, column.kind.value, column.unit, _range(column), null, column.meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _range(column: Column) -> str:
    if column.allowed:
        return ", ".join(str(value) or "(empty)" for value in column.allowed)
    if column.kind not in {Kind.NUMBER, Kind.INTEGER} or (column.low is None and column.high is None):
        return ""
    low = "" if column.low is None else f"{column.low:g}"
    high = "" if column.high is None else f"{column.high:g}"
    return f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}"


def _sentence(meaning: str) -> str:
    return meaning[0].upper() + meaning[1:] + "."


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8", newline="\n")
