"""Links from one screen to another: the same site, language and window, and what is to be opened there."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from layers.style import escape

_KEPT: Final = ("site", "lang", "window")


def address(room: str, **wanted: str) -> str:
    """Return the address of a screen, as seen from any other."""
    kept = {name: st.query_params[name] for name in _KEPT if st.query_params.get(name)}
    return f"{room}?{urlencode({**kept, **wanted})}"


def link(words: str, room: str, **wanted: str) -> str:
    """Return HTML of a link; `words` and `wanted` may come from a file."""
    return (
        f'<a class="tacha-link" href="{escape(address(room, **wanted))}" target="_self">{escape(words)}</a>'
    )
