"""A file in two taps: made first, so that a fault is told in a sentence, then taken along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from geo.actions.site.stamp import stamp
from geo.errors import TachaError
from screens.account import scope
from screens.shell import language, plain, said, site_dir, text

_MIMES: Final = {
    "zip": "application/zip", "csv": "text/csv", "kml": "application/vnd.google-earth.kml+xml",
    "geojson": "application/geo+json", "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
_KB: Final = 1000


def offer(name: str, label: str, asked: tuple[object, ...], make: Callable[[], tuple[str, bytes]]) -> None:
    """Draw a button that makes a file, and under it the file as soon as it is made.

    Parameters
    ----------
    name : of the button, told from the others on the screen
    asked : what the file depends on beside site, records, scope and language; a file made for something else
        is not offered
    make : gives the file's name and contents
    """
    kept_as = f"made {name}"
    pressed = st.button(label, key=f"make_{name}", type="primary")
    if not pressed and kept_as not in st.session_state:
        return
    wanted = (*asked, stamp(site_dir()), scope(), language())
    if pressed:
        with st.spinner(text("made-working")):
            try:
                st.session_state[kept_as] = (wanted, *make())
            except TachaError as error:
                st.session_state.pop(kept_as, None)
                st.error(plain(said(error)))
    kept = st.session_state.get(kept_as)
    if kept is None or kept[0] != wanted:
        return
    _, file, content = kept
    st.download_button(
        text("made-take", file=plain(file), kb=max(1, round(len(content) / _KB))),
        content,
        file,
        _MIMES.get(file.rpartition(".")[2].lower(), "application/octet-stream"),
        key=f"take_{name}",
        on_click="ignore",
    )
