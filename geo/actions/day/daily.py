"""Write the daily line (日报): what was done on a day, what it found, and how far the season is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.actions.coverage.cover import cover_recorded, recorded_of
from geo.actions.prepared.expect import Expected, expect
from geo.actions.prepared.prepare import Prepared, prepare
from geo.model.notes import Note
from geo.records.actor import WHOLE_SITE
from geo.records.outcomes import read_outcomes
from geo.records.store import Store
from geo.search.areas import areas_surveyed, declare_areas, named_areas
from geo.search.coverage import by_place
from geo.units import M2_PER_HA, M2_PER_MU

COUNTED: Final = ("submitted", "confirmed")
"""Visits that a daily line counts; drafts and returned ones are nobody's word yet."""


@dataclass(frozen=True)
class Daily:
    """The lines of a day, and the day of the last record, None without any."""

    lines: tuple[Note, ...]
    last: date | None


def daily(site_dir: Path, day: date, *, scope: str = WHOLE_SITE) -> Daily:
    """Sum up a day from its records alone.

    A team is counted once a day, in however many villages it was (人次, 车次). "Nothing found" is never said
    without the ground that it covers.

    Parameters
    ----------
    day : the day; figures of the season are those up to its evening
    scope : "site", or the township whose villages count

    Raises
    ------
    InputError : no site in this folder
    """
    prepared = prepare(site_dir)
    season = expect(prepared)
    villages = prepared.villages
    here = set(villages.loc[(villages["township"] == scope) | (scope == WHOLE_SITE), "village_id"])
    # What lies outside every village belongs to the whole site.
    here |= {""} if scope == WHOLE_SITE else set()
    with Store.open(site_dir) as store:
        told = read_outcomes(store)
        today = recorded_of(store, season, opens=day, closes=day)
        so_far = recorded_of(store, season, closes=day)
        everything = recorded_of(store, season)
    last = _last(everything)
    kept = last is None or day >= last
    when = {"year": str(day.year), "month": day.month, "day": day.day}
    lines = [Note("daily-head", {"site": prepared.site.site.name, **when})]
    lines += _season(prepared, season, everything if kept else so_far, here, kept=kept)
    destroyed = everything.findings[everything.findings["eradicated_on"] == pd.Timestamp(day)]
    lines += _of_day(prepared, season, today, destroyed, here)
    lines += _not_reached(told, day, here, prepared)
    return Daily(tuple(lines), last)


def _season(prepared: Prepared, season: Expected, recorded: Any, here: set[str], *, kept: bool) -> list[Note]:
    """How far the season is: areas, or the rates where there is no list of areas."""
    covered = cover_recorded(prepared, season, recorded, kept=kept)
    areas = covered.by_area[covered.by_area["village_id"].isin(here)]
    signed = recorded.surveys.confirming
    inside = prepared.cells["village_id"].isin(here).to_numpy()
    cells = prepared.cells[inside]
    seen = covered.coverage[covered.coverage["cell_id"].isin(cells["cell_id"])]
    rate = by_place(seen, cells, np.zeros(len(cells), int), season.risk, signed_off=signed).iloc[0]
    told: dict[str, object] = {"rate": f"{100 * rate['survey_rate']:.1f}"}
    told |= {"declared": f"{100 * rate['declared_rate']:.1f}" if signed else "none"}
    lines = [Note("daily-rate", told)]
    if len(areas):
        counts = areas_surveyed(areas.assign(whole=""), "whole").iloc[0]
        with_track, declared = int(counts["areas_with_track"]), int(counts["areas_declared"])
        given: dict[str, object] = {"areas": len(areas), "surveyed": with_track + declared}
        lines.append(Note("daily-areas", {**given, "with_track": with_track}))
    return lines


def _of_day(
    prepared: Prepared, season: Expected, recorded: Any, destroyed: Any, here: set[str]
) -> list[Note]:
    visits = recorded.surveys.visits
    visits = visits[visits["state"].isin(COUNTED) & visits["village_id"].isin(here)]
    covered = cover_recorded(prepared, season, recorded).coverage
    ground = prepared.cells[prepared.cells["village_id"].isin(here)]
    touched = covered[covered["visited"] | covered["declared"]]["cell_id"]
    ground = ground[ground["cell_id"].isin([*touched, *_named(prepared, recorded.surveys, visits)])]
    found, destroyed = (
        table[table["village_id"].isin(here) & (table["species"] != "other")]
        for table in (recorded.findings, destroyed)
    )
    if not len(visits) and not len(ground):
        return [Note("daily-nobody"), *_found(found), *_destroyed(destroyed)]
    lines = [_force(visits)] if len(visits) else []
    covers = _ground(prepared, ground, visits)
    of_day = [covers["ground"], *_found(found)] if len(found) else [covers["nothing"]]
    return [*lines, *of_day, *_destroyed(destroyed)]


def _named(prepared: Prepared, surveys: Any, visits: Any) -> list[str]:
    """Cells that the visits of a day name, and those of the areas they name: signed or still to be."""
    named, _ = named_areas(surveys, prepared.areas, prepared.villages)
    cells = declare_areas(surveys, named, prepared.cells).cells
    return [str(cell) for cell in cells.loc[cells["visit_id"].isin(visits["visit_id"]), "cell_id"]]


def _ground(prepared: Prepared, ground: Any, visits: Any) -> dict[str, Note]:
    """Say which ground the day covers, where something was found on it and where nothing was."""
    names = dict(zip(prepared.villages["village_id"], prepared.villages["name"], strict=True))
    where = list(dict.fromkeys([*ground["village_id"], *visits["village_id"]]))
    told: dict[str, object] = {"villages": [names[name] for name in where if name in names]}
    if not len(ground):
        # Paper that names a village or a group without ground: nobody can say how much that is.
        areas = [str(name) for name in dict.fromkeys(visits["area"]) if name]
        told |= {"areas": areas or "none"}
        return {"ground": Note("daily-ground-named", told), "nothing": Note("daily-nothing-named", told)}
    area_m2 = float(ground["searchable_m2"].sum())
    told |= {"ha": f"{area_m2 / M2_PER_HA:.0f}", "mu": f"{area_m2 / M2_PER_MU:.0f}"}
    return {"ground": Note("daily-ground", told), "nothing": Note("daily-nothing", told)}


def _force(visits: Any) -> Note:
    """People and vehicles: a team once, however many villages it was in; records without a team each."""
    team = visits["team_id"].where(visits["team_id"] != "", visits["visit_id"])
    most = visits.groupby(team)[["persons", "vehicles", "sorties"]].max().sum()
    unsigned = int((visits["state"] == "submitted").sum())
    counts: dict[str, object] = {str(name): int(number) for name, number in most.items()}
    return Note("daily-force", {**counts, "visits": len(visits), "unsigned": unsigned})


def _found(crop: Any) -> list[Note]:
    """Say what was found on the day."""
    if not len(crop):
        return []
    plants, uncounted = crop["plants"].sum(min_count=1), int(crop["plants"].isna().sum())
    counted: dict[str, object] = {"findings": len(crop), "plants": "none", "uncounted": "none"}
    if not pd.isna(plants):
        counted |= {"plants": f"{plants:.0f}", "uncounted": str(uncounted) if uncounted else "none"}
    return [Note("daily-found", counted)]


def _destroyed(findings: Any) -> list[Note]:
    """Say what was destroyed on the day, whenever it was found."""
    if not len(findings):
        return []
    told = {"findings": len(findings), "plants": f"{findings['plants'].sum():.0f}"}
    return [Note("daily-destroyed", told)]


def _not_reached(told: Any, day: date, here: set[str], prepared: Prepared) -> list[Note]:
    """Count the stops that were not reached on the day, by reason."""
    village = prepared.cells.set_index("cell_id")["village_id"]
    lost = told[(told["said_on"] == pd.Timestamp(day)) & (told["outcome"] == "not_reached")]
    lost = lost[lost["cell_id"].map(village).isin(here)]
    return [
        Note("daily-not-reached", {"reason": str(reason), "stops": int(stops)})
        for reason, stops in lost["reason"].value_counts().items()
    ]


def _last(recorded: Any) -> date | None:
    """Day of the last track, visit or finding."""
    days = pd.concat(
        [recorded.tracks["walked_on"], recorded.surveys.visits["visited_on"], recorded.findings["found_on"]]
    )
    return None if days.isna().all() else days.max().date()
