"""资料导入 Inputs: what came in, what is wrong with it, and more added after a look at what it brings."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.site.inputs import CameIn, came_in, faults_of, on_record
from geo.actions.site.stamp import stamp
from geo.records.actor import WHOLE_SITE
from layers.style import escape
from screens import inputs_add
from screens.account import actor, open_view
from screens.returns_said import in_words, listed, quiet, say_kept
from screens.shell import html, one_sentence, remember, remembered, said, site_dir, text, title
from screens.tables import show_table

_PARTS: Final = ("came", "add")
_KB: Final = 1_000
_ROW_PX: Final = 35


def show() -> None:
    view = open_view()
    title(text("inputs-title", site=view.site.site.name))
    say_kept()
    parts = _PARTS if inputs_add.offered() else _PARTS[:1]
    first = remembered("part", parts, parts[0])
    part = first
    if len(parts) > 1:
        chosen = st.segmented_control(
            text("inputs-part"), parts, default=first, key=f"inputs_part {first}", width="stretch",
            format_func=lambda name: text(f"inputs-part-{name}"), label_visibility="collapsed",
        )  # fmt: skip
        part = str(chosen or first)
    if part != first:
        remember("part", part)
        st.rerun()
    if part == "add":
        inputs_add.show(view)
        return
    with one_sentence(), st.spinner(text("inputs-reading")):
        rows = _came_in(str(site_dir()), stamp(site_dir()))
    _files(rows)
    _notes(rows)
    _faults()
    if actor().scope == WHOLE_SITE:
        _records()


@st.cache_resource(max_entries=4, show_spinner=False)
def _came_in(folder: str, stamp: str) -> list[CameIn]:  # noqa: ARG001  the stamp is part of the key
    return came_in(Path(folder))


@st.cache_data(max_entries=4, show_spinner=False)
def _recorded(folder: str, stamp: str) -> list[dict[str, Any]]:  # noqa: ARG001  as above
    return on_record(Path(folder))


def _files(rows: list[CameIn]) -> None:
    """Show every layer: what it is, its file, its day, its rows and how it is placed and written."""
    table = pd.DataFrame(
        {
            text("inputs-column-layer"): [text(f"word-role-{row.role}") for row in rows],
            text("inputs-column-file"): [row.file for row in rows],
            text("inputs-column-day"): [f"{row.taken_at:%Y-%m-%d}" if row.taken_at else "" for row in rows],
            text("inputs-column-rows"): [_rows(row) for row in rows],
            text("inputs-column-datum"): [row.datum for row in rows],
            text("inputs-column-crs"): [row.found.crs if row.found else "" for row in rows],
            text("inputs-column-encoding"): [row.found.encoding if row.found else "" for row in rows],
            text("inputs-column-size"): [f"{row.size_b / _KB:,.0f} kB" for row in rows],
        }
    )
    show_table(table)


def _rows(row: CameIn) -> str:
    if row.found is None or row.found.rows is None:
        return ""
    return text("inputs-pixels" if row.found.kind == "tiff" else "inputs-rows", rows=f"{row.found.rows:,}")


def _notes(rows: list[CameIn]) -> None:
    notes = list(dict.fromkeys(line for row in rows for line in in_words(row.notes)))
    if notes:
        with st.expander(text("inputs-notes", count=len(notes))):
            listed(notes)


def _faults() -> None:
    """Read every file anew on demand, and say what is wrong with each."""
    key = f"inputs_faults {stamp(site_dir())}"
    if st.button(text("inputs-check"), key="inputs_check", width="stretch"):
        with st.spinner(text("inputs-checking")):
            st.session_state[key] = faults_of(site_dir())
    if key not in st.session_state:
        return
    faults = [said(fault) for fault in st.session_state[key]]
    if not faults:
        st.success(text("inputs-clean"))
    for fault in faults:
        html([f'<p class="tacha-fault">{escape(fault)}</p>'])


def _records() -> None:
    rows = [row for row in _recorded(str(site_dir()), stamp(site_dir())) if row["rows"]]
    st.subheader(text("inputs-records"), anchor=False)
    if not rows:
        quiet(text("inputs-records-none"))
        return
    table = pd.DataFrame(
        {
            text("inputs-column-layer"): [text(f"inputs-kind-{row['kind']}") for row in rows],
            text("inputs-column-rows"): [text("inputs-rows", rows=f"{row['rows']:,}") for row in rows],
            text("inputs-column-last"): [str(row["last"] or "") for row in rows],
        }
    )
    show_table(table)
