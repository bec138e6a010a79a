"""Tables that a phone shows without scrolling sideways: there every row stands as lines of name and value."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st

from layers.style import escape
from screens.shell import html

MOST_ROWS: Final = 300
"""Rows from which a table is drawn by the browser piece by piece instead."""
_SCROLLS: Final = 16
_FEW_COLUMNS: Final = 3
_ROW_PX: Final = 35


def show_table(
    table: pd.DataFrame,
    *,
    percents: Collection[str] = (),
    bars: Collection[str] = (),
    decimals: Mapping[str, int] | None = None,
) -> None:
    """Show a table; numbers stand to the right, what is not known is a dash.

    Parameters
    ----------
    table : column names and texts as people read them; both may come from a file
    percents : columns of 0 to 100, shown as whole percents
    bars : those of them that have a bar too
    decimals : places behind the point of other columns; as many as needed where none are told
    """
    places = dict(decimals or {})
    if len(table) > MOST_ROWS:
        _in_pieces(table, percents, places)
        return
    numeric = [name for name in table.columns if pd.api.types.is_numeric_dtype(table[name])]
    looks = {
        str(name): _Looks(name in numeric, name in percents, name in bars, places.get(name))
        for name in table.columns
    }
    head = "".join(f"<th{look.kind}>{escape(name)}</th>" for name, look in looks.items())
    rows = [
        "".join(_cell(name, look, value) for (name, look), value in zip(looks.items(), row, strict=True))
        for row in table.itertuples(index=False, name=None)
    ]
    kind = "tacha-table" + (" many" if len(table.columns) > _FEW_COLUMNS else "")
    frame = "tacha-table-frame" + (" long" if len(table) > _SCROLLS else "")
    html(
        [
            f'<div class="{frame}" tabindex="0"><table class="{kind}"><thead><tr>{head}</tr></thead><tbody>',
            *(f"<tr>{row}</tr>" for row in rows),
            "</tbody></table></div>",
        ]
    )


@dataclass(frozen=True)
class _Looks:
    """How a column is written."""

    numeric: bool
    percent: bool
    bar: bool
    places: int | None

    @property
    def kind(self) -> str:
        return ' class="number"' if self.numeric else ""


def _cell(name: str, look: _Looks, value: Any) -> str:
    known = not pd.isna(value)
    if not known:
        said = "–"
    elif look.percent:
        said = f"{value:.0f}%"
    else:
        said = _number(value, look.places) if look.numeric else str(value)
    bar = ""
    if look.bar and known:
        bar = f'<i class="bar"><b style="width:{min(100.0, max(0.0, value)):.0f}%"></b></i>'
    return f'<td{look.kind} data-label="{escape(name)}">{bar}{escape(said)}</td>'


def _number(value: float, places: int | None) -> str:
    """Write a number with thousands marked.

    >>> _number(1234.0, None), _number(0.25, None), _number(2.0, 1)
    ('1,234', '0.25', '2.0')
    """
    if places is not None:
        return f"{value:,.{places}f}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3f}".rstrip("0")


def _in_pieces(table: pd.DataFrame, percents: Collection[str], places: dict[str, int]) -> None:
    column = st.column_config
    looks: dict[str, Any] = {name: column.NumberColumn(format="%.0f%%") for name in percents}
    looks.update({name: column.NumberColumn(format=f"%.{count}f") for name, count in places.items()})
    looks[str(table.columns[0])] = column.Column(pinned=True)
    st.dataframe(
        table, column_config=looks, hide_index=True, width="stretch", height=_ROW_PX * (_SCROLLS + 1) + 3
    )
