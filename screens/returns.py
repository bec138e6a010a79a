"""回收登记 Returns: what teams bring home, from a pile of files to a village that is signed off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.actions.finds.listed import list_findings, list_leads
from geo.actions.site.stamp import stamp
from geo.actions.views.glance import CLOSED_STATES
from geo.actions.views.look import SiteView
from geo.actions.visits.desk import visits_to_sign
from geo.actions.visits.to_fill_in import waiting_days
from geo.records.roles import Action
from screens import (
    returns_debrief,
    returns_files,
    returns_findings,
    returns_leads,
    returns_paper,
    returns_sign,
    returns_villages,
)
from screens.account import actor, open_view
from screens.returns_said import say_kept
from screens.returns_site import may_here, of_view
from screens.shell import one_sentence, remember, remembered, site_dir, text, title, today

_PARTS: Final[dict[str, tuple[Callable[[SiteView], None], Action]]] = {
    "files": (returns_files.show, Action.ADD_TRACK),
    "debrief": (returns_debrief.show, Action.ADD_VISIT),
    "paper": (returns_paper.show, Action.ADD_VISIT),
    "sign": (returns_sign.show, Action.ADD_VISIT),
    "findings": (returns_findings.show, Action.ADD_FINDING),
    "leads": (returns_leads.show, Action.ADD_LEAD),
    "villages": (returns_villages.show, Action.SIGN_OFF),
}
"""What can be done here: who draws it, and the action that it needs a right to."""


def show() -> None:
    view = open_view()
    title(text("returns-title", site=view.site.site.name))
    say_kept()
    parts = [name for name, (_, action) in _PARTS.items() if may_here(action)]
    if not parts:
        st.info(text("returns-nothing-to-do"))
        return
    waits = _numbers(view)
    first = remembered("part", parts, parts[0])
    chosen = st.segmented_control(
        text("returns-part"), parts, default=first, key=f"returns_part {first}", width="stretch",
        format_func=lambda name: _label(name, waits), label_visibility="collapsed",
    )  # fmt: skip
    part = str(chosen or first)
    if part != first:
        remember("part", part)
        st.rerun()
    _PARTS[part][0](view)


def _label(part: str, waits: dict[str, int]) -> str:
    number = waits.get(part, 0)
    return text(f"returns-part-{part}") + (f" {number}" if number else "")


def _numbers(view: SiteView) -> dict[str, int]:
    """Count what waits in each part, for this person."""
    folder = site_dir()
    with one_sentence():
        days, visits, findings, leads = _waiting(str(folder), stamp(folder), str(today()), actor().team_id)
    return {
        "debrief": len(of_view(view, days)),
        "sign": len(of_view(view, visits)),
        "findings": len(of_view(view, findings)),
        "leads": len(of_view(view, leads)),
    }


@st.cache_data(max_entries=16, show_spinner=False)
def _waiting(folder: str, stamp: str, day: str, team_id: str) -> tuple[list[str], ...]:  # noqa: ARG001  the key
    """Villages of what waits: days to fill in, visits to sign, findings and revisits due, leads."""
    site = Path(folder)
    listed = list_findings(site, today=date.fromisoformat(day))
    due = [row for row in listed.revisits if row["ready"] or row["overdue"]]
    open_ones = [row for row in listed.findings if row["state"] not in CLOSED_STATES]

    def own(rows: list[dict[str, Any]]) -> list[str]:
        return [row["village_id"] for row in rows if team_id in {"", row["team_id"]}]

    return (
        [one.village_id for one in waiting_days(site, team_id=team_id)],
        own(visits_to_sign(site)),
        own([*open_ones, *due]),
        [row["village_id"] for row in list_leads(site)],
    )
