"""上报与导出 Reports and export: the daily line, the report in two forms, and files for others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from geo.actions.coverage.report_lines import Form, report_lines
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from screens.account import open_view, scope
from screens.daily_line import sheet, show_daily, spoken
from screens.reports_files import show_files
from screens.reports_formats import show_formats
from screens.reports_office import show_office
from screens.results import choose_time, results_of
from screens.shell import day, one_sentence, remember, remembered, site_dir, text, title, today, window_name

_PARTS: Final = ("daily", "report", "office", "files", "formats")


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
    shown: dict[str, Callable[[SiteView], None]] = {
        "daily": show_daily, "report": _report, "office": show_office, "files": show_files,
        "formats": show_formats,
    }  # fmt: skip
    shown[part](view)


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
    sheet(f"report_{form.value}", lines, f"report_{form.value}.txt")
