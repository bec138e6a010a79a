"""Findings and their later looks: what waits, and the one step that comes next, each a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.finds.listed import Listed, list_findings, place_of
from geo.actions.finds.register import Seen, register_finding
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from geo.records.roles import Action
from layers.style import escape
from screens import returns_photos
from screens import returns_steps as steps
from screens.account import actor
from screens.returns_choice import choose_record
from screens.returns_entry import ask_datum, ask_find
from screens.returns_said import quiet, say_next
from screens.returns_site import may_here, of_view, village_of
from screens.shell import day, html, one_sentence, plain, remember, site_dir, text, today

_STEPS: Final[dict[str, tuple[Callable[[dict[str, Any]], None], ...]]] = {
    "reported": (steps.identify, steps.hold),
    "reopened": (steps.identify, steps.hold),
    "held": (steps.identify, steps.count),
    "counted": (steps.eradicate, steps.count),
    "eradicated": (steps.reopen,),
    "verified_gone": (steps.reopen,),
}
"""State of a finding to the steps that may follow, in the order in which they are offered."""


_DESTROYED: Final = ("eradicated", "verified_gone")


def show(view: SiteView) -> None:
    """Draw the part of the screen."""
    every = st.toggle(text("returns-findings-every"), key="findings_every")
    with one_sentence():
        listed = _listed(str(site_dir()), stamp(site_dir()), str(today()), every)
    findings = _mine(view, listed.findings)
    looks = _mine(view, listed.revisits)
    _looks(view, looks)
    _report(view)
    if not findings:
        quiet(text("returns-findings-none"))
        return
    row = choose_record(
        "finding",
        findings,
        text("returns-findings-which", findings=len(findings)),
        lambda row: _label(view, row),
    )
    with st.container(border=True):
        _about(view, row)
        returns_photos.show(view, row, may=may_here(Action.ADD_FINDING))
        if may_here(Action.ADD_FINDING):
            for step in _STEPS[row["state"]]:
                step(row)


def _mine(view: SiteView, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows on this person's ground, or of his own team; what waits for a step stands before the destroyed."""
    known = set(of_view(view, [row["village_id"] for row in rows]))
    own = [row for row in rows if row["village_id"] in known and actor().team_id in {"", row["team_id"]}]
    return sorted(own, key=lambda row: row.get("state") in _DESTROYED)


@st.cache_data(max_entries=8, show_spinner=False)
def _listed(folder: str, stamp: str, day: str, every: bool) -> Listed:  # noqa: ARG001, FBT001  the key
    return list_findings(Path(folder), every=every, today=date.fromisoformat(day))


def _label(view: SiteView, row: dict[str, Any]) -> str:
    plants = "" if row["plants"] is None else f"{row['plants']:g}"
    return text(
        "returns-finding-choice", day=day(pd.Timestamp(row["found_on"])), plants=plants or "none",
        village=village_of(view, row["village_id"]), state=text(f"returns-finding-{_key(row['state'])}"),
    )  # fmt: skip


def _about(view: SiteView, row: dict[str, Any]) -> None:
    area = "none" if row["area_m2"] is None else f"{row['area_m2']:g}"
    plants = "none" if row["plants"] is None else f"{row['plants']:g}"
    facts = [
        ("state", text(f"returns-finding-{_key(row['state'])}")),
        (
            "found",
            text(
                "returns-fact-found-at",
                day=_day(row["found_on"]),
                village=village_of(view, row["village_id"]),
            ),
        ),
        ("place", f"{row['lon']}, {row['lat']} (WGS84)"),
        ("species", text(f"returns-species-{_key(row['species'])}")),
        ("count", text("returns-fact-counted", plants=plants, kind=row["count_kind"] or "none", area=area)),
    ]
    facts += [("police", row["police_number"])] if row["police_number"] else []
    if row["eradicated_on"]:
        facts.append(
            (
                "gone",
                text("returns-fact-gone-by", day=_day(row["eradicated_on"]), method=row["method"] or "-"),
            )
        )
    facts += [("due", _day(row["revisit_due"]))] if row["revisit_due"] else []
    parts = [
        f"<dt>{escape(text(f'returns-fact-{name}'))}</dt><dd>{escape(value)}</dd>" for name, value in facts
    ]
    html(['<dl class="tacha-facts">', *parts, "</dl>"])
    quiet(text("returns-finding-name", finding=row["finding_id"]))


def _looks(view: SiteView, looks: list[dict[str, Any]]) -> None:
    """Show the looks that are due or overdue, each with its two answers; later ones are only told."""
    ready = [row for row in looks if row["ready"] or row["overdue"]]
    for row in ready:
        with st.container(border=True):
            told = text(
                "returns-look", village=village_of(view, row["village_id"]), opens=_day(row["opens_on"]),
                due=_day(row["due_on"]), when="overdue" if row["overdue"] else "ready", days=row["days_over"],
            )  # fmt: skip
            mark = "refused" if row["overdue"] else "new"
            chip = text(f"returns-look-{'overdue' if row['overdue'] else 'ready'}")
            head = f'<span class="tacha-mark {mark}">{escape(chip)}</span> {escape(told)}'
            html([f'<p class="tacha-file">{head}</p>'])
            if may_here(Action.ADD_FINDING):
                steps.look(row)
    later = [row for row in looks if not row["ready"] and not row["overdue"]]
    if later:
        quiet(text("returns-looks-later", looks=len(later), due=_day(min(row["due_on"] for row in later))))


def _report(view: SiteView) -> None:
    """Offer to report a find by its coordinates."""
    if not may_here(Action.ADD_FINDING):
        return
    with st.expander(text("returns-report")):
        on = st.date_input(
            text("returns-found-on"), today(), format="YYYY-MM-DD", key="report day", max_value=today()
        )
        find, datum = ask_find("report"), ask_datum("report")
        if st.button(text("returns-report-do"), type="primary", key="report_do", width="stretch"):
            if find is None:
                st.error(plain(text("returns-find-place")))
                return
            with one_sentence():
                point = place_of(find.lon, find.lat, datum)
                seen = Seen(on, find.species, find.stage, find.plants, find.area_m2)
                name, _ = register_finding(
                    site_dir(), point.x, point.y, seen, view=view, today=today(), actor=actor()
                )
            remember("finding", name)
            say_next(text("returns-filled-find", finding=name))


def _day(when: str) -> str:
    """Write a day of the records as people say it."""
    return day(pd.Timestamp(when), year=True)


def _key(value: str) -> str:
    return value.replace("_", "-")
