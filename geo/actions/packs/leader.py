"""Pack what the leader of a team alone carries for a day: why each stop, and the map with its grid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.actions.packs.gather import DayOfTeams, day_of_teams, task_of
from geo.actions.packs.pack import Pack
from geo.actions.packs.pages import DayPages
from geo.actions.prepared.prepare import prepare
from geo.actions.views.look import SiteView, explain, look
from geo.exports.packs.leader import leader_pdf
from geo.exports.zips import bundle
from geo.model.notes import OnProgress, silent
from geo.words import Language, t

_FACTORS: Final = 3
"""Factors of the ground that are told of a stop, the weightiest first."""


def pack_leaders(
    folder: Path,
    day: date,
    teams: Sequence[str] = (),
    *,
    language: str = "zh",
    on_progress: OnProgress = silent,
) -> list[Pack]:
    """Return the leaders' copies of a day, apart from what their teams carry: leads, earlier finds, risk.

    Parameters
    ----------
    teams : only these; empty for all that go out

    Raises
    ------
    InputError : an input is wrong, no type with Chinese characters
    RecordError : no plan is in force, or a team has no route on that day
    """
    spoken = Language(language)
    of_day = day_of_teams(prepare(folder), day, teams)
    names = sorted(of_day.routes["team_id"])
    drawing = DayPages(folder, day, names, spoken, leader=True)
    try:
        view, sheets = look(folder), []
        for done, name in enumerate(names):
            on_progress(done, len(names), "pack-progress")
            task = task_of(of_day, name, spoken)
            sheets.append((task, leader_pdf(task, _why(of_day, view, name, spoken), spoken)))
        pages = drawing.pages()
    finally:
        drawing.stop()
    return [
        Pack(
            f"{task.stem}_leader.zip",
            task.team,
            bundle({f"{task.stem}_leader.pdf": sheet, f"{task.stem}_leader.html": page.encode()}),
        )
        for (task, sheet), page in zip(sheets, pages, strict=True)
    ]


def _why(of_day: DayOfTeams, view: SiteView, team: str, language: Language) -> Any:
    """Say of each stop what is expected there and why: leads first, then the ground."""
    route = of_day.routes[of_day.routes["team_id"] == team].iloc[0]
    stops = of_day.plan.stops
    stops = stops[stops["route_id"] == route["route_id"]].sort_values("order")
    rows = []
    for stop in stops.itertuples():
        told = [*_leads(str(stop.lead_id), view, language)]
        ground = explain(view, str(stop.cell_id))[1 : 1 + _FACTORS]
        told += [t(note.key, language, **note.args) for note in ground]
        finds = f"{stop.expected_finds:.3f}" if len(view.history) else "-"
        rows.append({"order": int(stop.order), "expected_finds": finds, "reasons": told})
    return pd.DataFrame(rows)


def _leads(names: str, view: SiteView, language: Language) -> list[str]:
    """Tell of the leads and earlier finds that require a stop."""
    leads, history = view.leads.set_index("lead_id"), view.history.set_index("history_id")
    told = []
    for name in filter(None, names.split(";")):
        if name in leads.index:
            lead = leads.loc[name]
            day = "-" if pd.isna(lead["reported_on"]) else f"{lead['reported_on']:%Y-%m-%d}"
            said = {"kind": str(lead["kind"]), "day": day, "note": str(lead["note"]) or "-"}
            told.append(t("pack-leader-lead", language, percent=round(100 * lead["strength"]), **said))
        elif name in history.index:
            told.append(t("pack-leader-history", language, season=str(history.loc[name, "season"])))
        else:
            told.append(t("pack-leader-named", language, name=name))
    return told
