"""Follow up what was found: destroyed with its revisits, looked at again, leads settled, stops missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np

from geo.actions.prepared.expect import Expected
from geo.actions.prepared.prepare import Prepared
from geo.actions.visits.sign import township_of
from geo.ground.crs import lonlat_points, to_lonlat
from geo.ground.grid import cell_of_points
from geo.model.notes import Note
from geo.model.season import CropYear
from geo.records import leads
from geo.records.eradication import eradicate
from geo.records.findings import read_findings
from geo.records.outcomes import missed, read_outcomes
from geo.records.revisits import DESTROYED, read_due, read_revisits, record_look
from geo.records.roles import Actor
from geo.records.store import Store
from geo.search.phenology import stage_starts
from geo.settings import DEFAULTS, Settings

_CROPS: Final = ("poppy", "cannabis", "to_identify")


@dataclass(frozen=True)
class FollowUp:
    """What waits: findings not destroyed yet, looks to be made, stops not reached; notes say the urgent ones.

    waiting: FINDINGS in EPSG:4326 that are crop and not destroyed, oldest first; due: as `revisits.read_due`;
    missed: as `outcomes.missed`.
    """

    waiting: Any
    due: Any
    missed: Any
    notes: tuple[Note, ...]


def follow_up(site_dir: Path, *, today: date, settings: Settings = DEFAULTS) -> FollowUp:
    """Gather what waits for somebody, from the first report to the second year's look."""
    with Store.open(site_dir) as store:
        findings = read_findings(store)
        due = read_due(store, today=today, settings=settings.intake)
        lost = missed(read_outcomes(store), today=today, settings=settings.records)
    crop = findings["species"].isin(_CROPS) & ~findings["state"].isin(DESTROYED)
    waiting = findings[crop].reset_index(drop=True)
    estimated = findings[(findings["state"] == "counted") & (findings["count_kind"] == "provisional")]
    notes = [Note("finding-provisional", {"finding": name}) for name in estimated["finding_id"]]
    notes += [
        Note("revisit-overdue", {"revisit": row.revisit_id, "days": row.days_over})
        for row in due[due["overdue"]].itertuples()
    ]
    notes += [
        Note("outcome-rises", {"cell": row.cell_id, "times": row.times, "since": f"{row.since:%Y-%m-%d}"})
        for row in lost[lost["rises"]].itertuples()
    ]
    return FollowUp(waiting, due, lost, tuple(notes))


def step_finding(
    site_dir: Path, finding_id: str, step: Callable[..., None], *, villages: Any, actor: Actor, **entries: Any
) -> None:
    """Take a finding one step on, within the township that holds it.

    Parameters
    ----------
    step : one of `geo.records.eradication`: identify, hold, count, reopen
    villages : VILLAGES
    **entries : what the step asks for

    Raises
    ------
    InputError, RecordError : see the step
    """
    with Store.open(site_dir) as store:
        township = _township(store, finding_id, villages)
        step(store, finding_id, **entries, actor=actor, township=township)


def look_again(
    site_dir: Path, revisit_id: str, *, on: date, outcome: str, villages: Any, actor: Actor
) -> None:
    """Enter what a later look found, within the township that holds the place.

    Raises
    ------
    InputError, RecordError : see `revisits.record_look`
    """
    with Store.open(site_dir) as store:
        looks = read_revisits(store).set_index("revisit_id")["finding_id"]
        township = _township(store, str(looks.get(revisit_id, "")), villages)
        record_look(store, revisit_id, on=on, outcome=outcome, actor=actor, township=township)


def eradicate_finding(
    prepared: Prepared,
    season: Expected,
    finding_id: str,
    *,
    on: date,
    method: str,
    actor: Actor,
    plants: float | None = None,
    area_m2: float | None = None,
) -> None:
    """Enter the destruction of a finding; its revisits follow the crop where it stood.

    Raises
    ------
    InputError, RecordError : see `eradication.eradicate`
    """
    with Store.open(prepared.site_dir) as store:
        findings = read_findings(store).set_index("finding_id")
        place = findings.loc[finding_id] if finding_id in findings.index else None
        starts, township = None, ""
        if place is not None:
            elevation_m = elevation_at(prepared, place.geometry)
            starts = stage_days(season.crop_year, elevation_m, prepared.settings)
            township = township_of(prepared.villages, place["village_id"])
        eradicate(
            store, finding_id, on=on, method=method, plants=plants, area_m2=area_m2, starts=starts,
            settings=prepared.settings.intake, actor=actor, township=township,
        )  # fmt: skip


def stage_days(crop_year: CropYear, elevation_m: float, settings: Settings) -> list[date]:
    """Days on which the middle sowing class turns rosette, bud, flower, capsule, and is gone, at a height."""
    first = date(crop_year.year, 1, 1)
    starts = stage_starts(crop_year, [elevation_m], settings)[0]
    return [first + timedelta(days=round(float(day))) for day in starts]


def elevation_at(prepared: Prepared, point: Any) -> float:
    """Mean elevation of the cell that holds a point in EPSG:4326; outside all cells the site's median."""
    x, y = lonlat_points([point.x], [point.y], prepared.crs)
    cells = prepared.cells
    cell = cell_of_points(prepared.villages, cells, x, y, prepared.settings.grid.cell_size_m)[0]
    if not cell:
        return float(np.median(cells["elevation_m"]))
    return float(cells.loc[cells["cell_id"] == cell, "elevation_m"].iloc[0])


def take_lead(store: Store, prepared: Prepared, lead_id: str, *, actor: Actor) -> str:
    """Put a lead of the input files on record, where its life is kept; return its township.

    Raises
    ------
    RecordError : no such lead in files or records, or the actor may not
    """
    known = leads.read_leads(store)
    given = prepared.leads
    rows = known if lead_id in set(known["lead_id"]) else given
    row = rows[rows["lead_id"] == lead_id]
    if not len(row):
        raise leads.unknown(lead_id)
    township = township_of(prepared.villages, str(row["village_id"].iloc[0]))
    if rows is given:
        leads.add_leads(store, to_lonlat(row), actor=actor, township=township)
    return township


def assign_lead(prepared: Prepared, lead_id: str, *, actor: Actor) -> None:
    """Send a lead out to be checked, one of the input files too.

    Raises
    ------
    RecordError : no such lead, it is assigned already, or the actor may not
    """
    with Store.open(prepared.site_dir) as store:
        township = take_lead(store, prepared, lead_id, actor=actor)
        leads.assign(store, lead_id, actor=actor, township=township)


def take_back_lead(prepared: Prepared, lead_id: str, *, actor: Actor) -> None:
    """Take an assigned lead back, to be assigned anew.

    Raises
    ------
    RecordError : no such lead, it is not assigned, or the actor may not
    """
    with Store.open(prepared.site_dir) as store:
        township = take_lead(store, prepared, lead_id, actor=actor)
        leads.take_back(store, lead_id, actor=actor, township=township)


def confirm_lead(prepared: Prepared, lead_id: str, finding_id: str, *, on: date, actor: Actor) -> None:
    """Confirm a lead, one of the input files too, with the finding that answers it.

    Raises
    ------
    RecordError : see `leads.confirm_lead`
    """
    with Store.open(prepared.site_dir) as store:
        township = take_lead(store, prepared, lead_id, actor=actor)
        leads.confirm_lead(store, lead_id, finding_id, on=on, actor=actor, township=township)


def rule_out_lead(
    prepared: Prepared, lead_id: str, reason: str, *, on: date, point: Any, actor: Actor, note: str = ""
) -> None:
    """Rule a lead out, one of the input files too, with what was there and where one stood (EPSG:4326).

    Raises
    ------
    InputError, RecordError : see `leads.rule_out`
    """
    with Store.open(prepared.site_dir) as store:
        township = take_lead(store, prepared, lead_id, actor=actor)
        leads.rule_out(store, lead_id, reason, on=on, point=point, note=note, actor=actor, township=township)


def _township(store: Store, finding_id: str, villages: Any) -> str:
    """Township of a finding's village; empty for a finding that is not on record."""
    village = read_findings(store).set_index("finding_id")["village_id"]
    return township_of(villages, str(village.get(finding_id, "")))
