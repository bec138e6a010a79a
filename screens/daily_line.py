"""The daily line (日报), worked out once for all who ask, to read over, change and copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from geo.actions.day.daily import Daily, daily
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from geo.model.notes import Note
from screens.account import scope
from screens.shell import day, one_sentence, site_dir, text, today

_ROW_PX: Final = 26


def show_daily(view: SiteView) -> None:
    """Show the line of a day: the last one with a record, unless another is asked for."""
    chosen = st.selectbox(
        text("reports-day"),
        days_with_records(view),
        format_func=lambda when: day(when, year=True),
        key="daily_day",
    )
    with one_sentence(), st.spinner(text("reports-working")):
        found = daily_of(str(site_dir()), stamp(site_dir()), scope(), chosen)
    st.caption(text("reports-daily-how"))
    sheet("daily", spoken(found.lines), f"daily_{chosen:%Y-%m-%d}.txt")


@st.cache_data(max_entries=64, show_spinner=False)
def daily_of(folder: str, stamp: str, scope: str, when: date) -> Daily:  # noqa: ARG001  part of the key
    """Sum up a day, once for all who ask."""
    return daily(Path(folder), when, scope=scope)


def spoken(notes: Sequence[Note]) -> list[str]:
    """Put notes into the language of the session."""
    return [text(note.key, **note.args) for note in notes]


def sheet(name: str, lines: list[str], file: str) -> None:
    """Show text to read over, change and copy, and to download."""
    words = st.text_area(
        text("reports-text"),
        "\n".join(lines),
        height=_ROW_PX * (len(lines) + 3),
        key=f"{name} {hash(tuple(lines))}",
    )
    st.download_button(
        text("reports-download-text"), words.encode("utf-8-sig"), file, "text/plain", key=f"{name}_download"
    )


def days_with_records(view: SiteView) -> list[date]:
    """Days of tracks, findings and of today, the latest record first."""
    days = pd.concat([view.tracks["walked_on"], view.findings["found_on"]]).dropna().dt.date
    recorded = sorted(set(days), reverse=True)
    return recorded if today() in recorded else [*recorded, today()]
