"""What an office files: the ledger, and the report in two forms, of a period, each from the records alone."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, Final

import streamlit as st

from geo.actions.coverage.report_lines import Form
from geo.actions.office.document import report_docx
from geo.actions.office.ledger import ledger, ledger_csv
from geo.actions.office.period import Period
from geo.actions.office.units import Unit
from geo.actions.views.look import SiteView
from layers.style import escape
from screens.account import actor, scope
from screens.made_files import offer
from screens.shell import html, language, site_dir, text, today, window_name

_SEASON: Final = "season"
_DAYS: Final = "days"


def show_office(view: SiteView) -> None:
    """Ask for the period, then offer the report in its form and the ledger."""
    period = _period(view)
    if period is not None and period.first > period.last:
        st.warning(text("reports-days-reversed"))
        return
    given: dict[str, Any] = {"scope": scope(), "language": language(), "actor": actor()}
    st.subheader(text("reports-docx"), anchor=False)
    left, right = st.columns(2)
    with left:
        form = st.segmented_control(
            text("reports-form"), list(Form), default=Form.OFFICIAL, key="office_form",
            format_func=lambda one: text(f"reports-form-{one.value}"),
        ) or Form.OFFICIAL  # fmt: skip
    with right:
        unit = st.selectbox(
            text("reports-unit"), list(Unit), key="office_unit",
            format_func=lambda one: text(f"reports-unit-{one.value}"),
        ) or Unit.VILLAGE  # fmt: skip
    html([f'<p class="tacha-quiet">{escape(text(f"reports-form-{form.value}-more"))}</p>'])
    offer(
        "docx", text("reports-docx-make"), (period, form, unit),
        partial(report_docx, site_dir(), period, form=form, unit=unit, **given),
    )  # fmt: skip
    st.subheader(text("reports-ledger"), anchor=False)
    html([f'<p class="tacha-quiet">{escape(text("reports-ledger-what"))}</p>'])
    offer("ledger", text("reports-ledger-make"), (period,), partial(ledger, site_dir(), period, **given))
    offer(
        "ledger_csv", text("reports-ledger-csv"), (period,), partial(ledger_csv, site_dir(), period, **given)
    )


def _period(view: SiteView) -> Period | None:
    """Ask for the time; None is the season so far."""
    windows = view.windows.set_index("window_id")
    names = {name: window_name(row["name"]) for name, row in windows.iterrows()}
    words = {_SEASON: text("results-season"), _DAYS: text("reports-period-days"), **names}
    chosen = st.selectbox(
        text("reports-period"), [_SEASON, *names, _DAYS], format_func=words.__getitem__, key="office_period"
    )
    if chosen == _SEASON:
        return None
    if chosen in names:
        row = windows.loc[chosen]
        return Period(row["opens"].date(), row["closes"].date())
    left, right = st.columns(2)
    first = left.date_input(
        text("reports-first"), date(today().year, 1, 1), format="YYYY-MM-DD", key="office_first"
    )
    last = right.date_input(text("reports-last"), today(), format="YYYY-MM-DD", key="office_last")
    return Period(first, last)
