"""Gather what waits for somebody: visits to sign and fill in, looks due, ground missed too often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.actions.finds.follow_up import follow_up
from geo.actions.views.glance import CLOSED_STATES, SETTLED_LEADS
from geo.actions.visits.desk import visits_to_sign
from geo.actions.visits.to_fill_in import waiting_days
from geo.model.notes import Note
from geo.model.team import TeamDayState

_NAMED: Final = 4
"""Villages named in one line."""


@dataclass(frozen=True)
class Waiting:
    """What waits on record: villages of visits to sign and of days to fill in.

    due: as `revisits.read_due`; missed: as `outcomes.missed`.
    """

    to_sign: tuple[str, ...]
    to_fill_in: tuple[str, ...]
    due: Any
    missed: Any


@dataclass(frozen=True)
class Item:
    """One line: what waits, on which screen it is dealt with, and what is to be opened there."""

    note: Note
    room: str
    opens: tuple[tuple[str, str], ...] = ()


def waiting_on_record(site_dir: Path, today: date) -> Waiting:
    """Read what waits of the whole site.

    Raises
    ------
    InputError : no site in this folder
    """
    waits = follow_up(site_dir, today=today)
    return Waiting(
        to_sign=tuple(str(row["village_id"]) for row in visits_to_sign(site_dir)),
        to_fill_in=tuple(str(one.village_id) for one in waiting_days(site_dir)),
        due=waits.due,
        missed=waits.missed,
    )


def attention(view: Any, waits: Waiting, today: date) -> list[Item]:
    """List what needs attention on the ground of a view (`look`'s SiteView), the most pressing first."""
    name = {str(key): str(value) for key, value in zip(
        view.villages["village_id"], view.villages["name"], strict=True)}  # fmt: skip
    return [
        *_of_plan(view, today),
        *_missed(view, waits.missed, name),
        *_findings(view.findings, name),
        *_due(waits.due, name),
        *_to_sign(waits.to_sign, name),
        *_to_fill_in(waits.to_fill_in, name),
        *_leads(view.leads, name),
        *_next_day(view, today),
    ]


def _of_plan(view: Any, today: date) -> list[Item]:
    """No plan at all, or teams that went out and were never noted as back."""
    if view.plan is None:
        return [Item(Note("attention-no-plan"), "plan")]
    days = view.plan.team_days
    late = days[(days["state"] == TeamDayState.OUT.value) & (days["date"] < pd.Timestamp(today))]
    if not len(late):
        return []
    told = {"count": len(late), "teams": sorted(set(late["team_id"])), "day": _day(late["date"].min())}
    return [Item(Note("attention-overdue", told), "today")]


def _next_day(view: Any, today: date) -> list[Item]:
    """Teams of the next day with work to whom nothing was handed out yet."""
    if view.plan is None:
        return []
    days = view.plan.team_days
    routes = set(view.plan.routes["team_day_id"])
    ahead = days[(days["date"] >= pd.Timestamp(today)) & days["team_day_id"].isin(routes)]
    coming = ahead[ahead["date"] == ahead["date"].min()]
    waiting = int((coming["state"] == TeamDayState.PLANNED.value).sum())
    if not waiting:
        return []
    return [Item(Note("attention-next", {"day": _day(coming["date"].min()), "count": waiting}), "today")]


def _missed(view: Any, missed: Any, name: dict[str, str]) -> list[Item]:
    village = dict(zip(view.cells["cell_id"], view.cells["village_id"], strict=True))
    lost = missed[missed["rises"] & missed["cell_id"].isin(list(village))]
    return [
        Item(
            Note("attention-missed", {"village": name[str(village[row.cell_id])], "times": int(row.times),
                                      "since": _day(row.since)}),
            "today",
            (("cell", str(row.cell_id)),),
        )
        for row in lost.itertuples()
    ]  # fmt: skip


def _findings(findings: Any, name: dict[str, str]) -> list[Item]:
    still = findings[~findings["state"].isin(CLOSED_STATES) & (findings["species"] != "other")]
    return [
        Item(
            Note("attention-finding", {"village": _village(row.village_id, name), "day": _day(row.found_on),
                                       "state": Note(f"layers-finding-state-{row.state}")}),
            "returns",
            (("part", "findings"), ("finding", str(row.finding_id))),
        )
        for row in still.itertuples()
    ]  # fmt: skip


def _due(due: Any, name: dict[str, str]) -> list[Item]:
    """List looks that are overdue, then those that may be made now."""
    items = []
    here = due[due["village_id"].isin(list(name))]
    for kind, rows in (("overdue", here[here["overdue"]]), ("ready", here[here["ready"] & ~here["overdue"]])):
        if len(rows):
            told = {"count": len(rows), "villages": _villages(rows["village_id"], name),
                    "day": _day(rows["due_on"].min())}  # fmt: skip
            items.append(Item(Note(f"attention-revisit-{kind}", told), "returns", (("part", "findings"),)))
    return items


def _to_sign(villages: Sequence[str], name: dict[str, str]) -> list[Item]:
    here = [village for village in villages if village in name]
    told = {"count": len(here), "villages": _villages(here, name)}
    return [Item(Note("attention-sign", told), "returns", (("part", "sign"),))] if here else []


def _to_fill_in(villages: Sequence[str], name: dict[str, str]) -> list[Item]:
    here = [village for village in villages if village in name]
    told = {"count": len(here), "villages": _villages(here, name)}
    return [Item(Note("attention-fill-in", told), "returns", (("part", "debrief"),))] if here else []


def _leads(leads: Any, name: dict[str, str]) -> list[Item]:
    waiting = leads[~leads["state"].isin(SETTLED_LEADS)]
    return [
        Item(
            Note("attention-lead", {"kind": Note(f"layers-lead-kind-{kind}"), "count": len(rows),
                                    "villages": _villages(rows["village_id"], name)}),
            "returns",
            (("part", "leads"),),
        )
        for kind, rows in waiting.groupby("kind", sort=True)
    ]  # fmt: skip


def _village(village: Any, name: dict[str, str]) -> object:
    return name.get(str(village)) or Note("screens-outside")


def _villages(villages: Any, name: dict[str, str]) -> list[object]:
    """Names of villages, each once; a few of many."""
    found = [_village(village, name) for village in dict.fromkeys(villages)]
    if len(found) <= _NAMED:
        return found
    return [*found[: _NAMED - 1], Note("attention-more", {"village": found[_NAMED - 1]})]


def _day(when: Any) -> Note:
    return Note("screens-day", {"month": int(when.month), "day": int(when.day)})
