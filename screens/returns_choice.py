"""Choose one of many records on the Returns screen; the address keeps which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from screens.shell import remember, remembered


def choose_record(
    kind: str, rows: list[dict[str, Any]], question: str, label: Callable[[dict[str, Any]], str]
) -> dict[str, Any]:
    """Ask for one of the rows, the first where the address names none.

    Parameters
    ----------
    kind : "finding" or "lead": its name in the address, with ``_id`` the column that names a row
    rows : at least one
    """
    by_name = {row[f"{kind}_id"]: row for row in rows}
    names = list(by_name)
    first = remembered(kind, names, names[0])
    chosen = st.selectbox(
        question, names, index=names.index(first), format_func=lambda name: label(by_name[name]),
        key=f"returns_{kind} {first} {label(by_name[first])}",
    )  # fmt: skip
    if chosen != first:
        remember(kind, str(chosen))
        st.rerun()
    return by_name[first]
