"""上报与导出 Reports and export: the daily line, the report in two forms, and files for others."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.daily import Daily, daily
from geo.actions.look import SiteView
from geo.actions.report_lines import Form, report_lines
from geo.actions.stamp import stamp
from geo.model.notes import Note
from screens.account import open_view, scope
from screens.reports_files import show_files
from screens.results import choose_time, results_of
from screens.shell import day, one_sentence, remember, remembered, site_dir, text, title, today, window_name

_PARTS: Final = ("daily", "report", "files")
_ROW_PX: Final = 26


def show() -> None:
    view = open_view()
    title(text("reports-title", site=view.site.site.name))
    first = remembered("report", _PARTS, _PARTS[0])
    chosen = st.segmented_control(
        text("reports-parts"),
        _PARTS,
        default=first,
        format_func=lambda name: text(f"reports-part-{name}"),
        key="reports_part",
        width="stretch",
        label_visibility="collapsed",
    )
    part = str(chosen or first)
    remember("report", part)
    {"daily": _daily, "report": _report, "files": show_files}[part](view)


def _daily(view: SiteView) -> None:
    """Show the line of a day: the last one with a record, unless another is asked for."""
    days = days_with_records(view)
    chosen = st.selectbox(
        text("reports-day"), days, format_func=lambda when: day(when, year=True), key="daily_day"
    )
    with one_sentence(), st.spinner(text("reports-working")):
        found = daily_of(str(site_dir()), stamp(site_dir()), scope(), chosen)
    st.caption(text("reports-daily-how"))
    _sheet("daily", spoken(found.lines), f"daily_{chosen:%Y-%m-%d}.txt")


@st.cache_data(max_entries=64, show_spinner=False)
def daily_of(folder: str, stamp: str, scope: str, when: date) -> Daily:  # noqa: ARG001  the stamp is part of the key
    """Sum up a day, once for all who ask."""
    return daily(Path(folder), when, scope=scope)


def _report(view: SiteView) -> None:
    """Show the report of a window or the season, as it goes up or as one keeps it."""
    window_id = choose_time(view, key="report_window")
    form = st.segmented_control(
        text("reports-form"),
        list(Form),
        default=Form.OFFICIAL,
        format_func=lambda one: text(f"reports-form-{one.value}"),
        key="report_form",
    )
    form = form or Form.OFFICIAL
    st.caption(text(f"reports-form-{form.value}-more"))
    with one_sentence(), st.spinner(text("reports-working")):
        found = results_of(str(site_dir()), stamp(site_dir()) + scope(), scope(), window_id)
    findings, when = view.findings, text("results-season")
    if window_id:
        window = view.windows.set_index("window_id").loc[window_id]
        findings = findings[findings["found_on"].between(window["opens"], window["closes"])]
        when = window_name(window["name"])
    head = text("reports-head", site=view.site.site.name, window=when, day=day(today(), year=True))
    lines = [head, *spoken(report_lines(found, findings, form=form))]
    _sheet(f"report_{form.value}", lines, f"report_{form.value}.txt")


def spoken(notes: Any) -> list[str]:
    """Put notes into the language of the session."""
    return [text(note.key, **note.args) for note in notes if isinstance(note, Note)]


def _sheet(name: str, lines: list[str], file: str) -> None:
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
