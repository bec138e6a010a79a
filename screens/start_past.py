"""Step four: what was found in the last five years, village by village."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.site.draft import Draft, write_draft
from screens.shell import text
from screens.start_known import known_boundary

_YEARS: Final = 5
_MOST_PLOTS: Final = 999
_TABLE: Final = "past_table"


def show(roof: Path, draft: Draft) -> bool:
    """Draw the table; a number is what is known, an empty field what nobody knows."""
    found = known_boundary(roof, draft)
    if found is None:
        st.info(text("start-boundary-first"))
        return False
    villages = found.villages.set_index("village_id")["name"]
    years = [str(draft.year - back) for back in range(_YEARS, 0, -1)]
    if _TABLE not in st.session_state:  # come here from another step: what was filled in before stands in it
        st.session_state["past before"] = _table(draft, villages, years)
    before = st.session_state["past before"]
    column = st.column_config
    whole = {
        year: column.NumberColumn(
            text("start-past-year", year=year), min_value=0, max_value=_MOST_PLOTS, step=1
        )
        for year in years
    }
    filled = st.data_editor(
        before,
        column_config={"_index": column.TextColumn(text("start-past-village"), pinned=True), **whole},
        key=_TABLE,
        placeholder="",
        width="stretch",
        height=min(600, 38 + 35 * len(before)),
    )
    past = _said(filled, villages.index.tolist(), years)
    if past != draft.past:
        write_draft(roof, replace(draft, past=past))
    return True


def _table(draft: Draft, villages: pd.Series, years: list[str]) -> pd.DataFrame:
    rows = [[draft.past.get(village, {}).get(year) for year in years] for village in villages.index]
    table = pd.DataFrame(rows, columns=years, dtype="Int64")
    return table.set_index(pd.Index(villages.tolist()))


def _said(table: Any, village_ids: list[str], years: list[str]) -> dict[str, dict[str, int]]:
    past: dict[str, dict[str, int]] = {}
    for village, row in zip(village_ids, table[years].to_numpy(dtype=object), strict=True):
        known = {year: int(plots) for year, plots in zip(years, row, strict=True) if not pd.isna(plots)}
        if known:
            past[village] = known
    return past
