"""Findings, revisits and leads as plain rows, the urgent ones named: what lists show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
import shapely

from geo.actions.finds.follow_up import follow_up
from geo.actions.prepared.prepare import Prepared, prepare
from geo.errors import InputError
from geo.ground.crs import to_lonlat
from geo.ground.datum import to_wgs84
from geo.model.notes import Note
from geo.records.findings import read_findings
from geo.records.store import Store
from geo.records.visits import read_visits

_DIGITS: Final = 6
_FINDING: Final = (
    "finding_id", "found_on", "village_id", "species", "stage", "state", "plants", "count_kind",
    "police_number", "area_m2", "method", "eradicated_on", "revisit_due", "lead_id", "visit_id",
)  # fmt: skip
_LOOK: Final = (
    "revisit_id", "finding_id", "occasion", "village_id", "opens_on", "due_on", "ready", "overdue",
    "days_over",
)  # fmt: skip
_LEAD: Final = ("lead_id", "reported_on", "kind", "strength", "error_m", "village_id", "state", "note")


@dataclass(frozen=True)
class Listed:
    """Findings and the looks still to be made, as plain rows; notes name what is urgent."""

    findings: list[dict[str, Any]]
    revisits: list[dict[str, Any]]
    notes: tuple[Note, ...]


def list_findings(site_dir: Path, *, every: bool = False, today: date | None = None) -> Listed:
    """List findings with their places in WGS84, and the revisits due, the longest overdue first.

    team_id of a row: team of the visit on which it was found; empty where it names none.

    Parameters
    ----------
    every : those verified gone, and plants that are no crop, too
    today : day in the site's time zone if not given

    Raises
    ------
    InputError : no site in this folder
    """
    prepared = prepare(site_dir)
    waits = follow_up(site_dir, today=today or today_of(prepared), settings=prepared.settings)
    with Store.open(site_dir) as store:
        found = read_findings(store)
        visits = read_visits(store).visits
    teams = dict(zip(visits["visit_id"], visits["team_id"], strict=True))
    team_of = {
        name: teams.get(visit, "") for name, visit in zip(found["finding_id"], found["visit_id"], strict=True)
    }
    if not every:
        found = found[(found["state"] != "verified_gone") & (found["species"] != "other")]
    rows, looks = _rows(found, _FINDING, prepared), _rows(waits.due, _LOOK, prepared)
    for row in [*rows, *looks]:
        row["team_id"] = team_of.get(row["finding_id"], "")
    return Listed(rows, looks, waits.notes)


def list_leads(site_dir: Path, *, every: bool = False) -> list[dict[str, Any]]:
    """List leads of the input files and of the records, oldest first; a village lead has no place.

    Parameters
    ----------
    every : settled ones, too
    """
    prepared = prepare(site_dir)
    found = prepared.leads
    if not every:
        found = found[found["state"].isin(["new", "assigned"])]
    return _rows(to_lonlat(found.sort_values(["reported_on", "lead_id"])), _LEAD, prepared)


def today_of(prepared: Prepared) -> date:
    """Today at the site."""
    return datetime.now(prepared.time_zone).date()


def place_of(lon: float, lat: float, datum: str) -> Any:
    """Point in WGS84 of a place that a person gave.

    Raises
    ------
    InputError : unknown datum, shifted coordinates outside China, or no place on Earth
    """
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise InputError("lead-place", lon=f"{lon:g}", lat=f"{lat:g}")
    east, north = to_wgs84([lon], [lat], datum)
    return shapely.Point(float(east[0]), float(north[0]))


def _rows(table: Any, columns: tuple[str, ...], prepared: Prepared) -> list[dict[str, Any]]:
    """Plain values of some columns, with the village's name and the place."""
    names = dict(zip(prepared.villages["village_id"], prepared.villages["name"], strict=True))
    rows = pd.DataFrame(table[list(columns)])
    for name in rows.columns[rows.dtypes.map(pd.api.types.is_datetime64_any_dtype)]:
        rows[name] = rows[name].dt.strftime("%Y-%m-%d")
    rows["village"] = rows["village_id"].map(names).fillna("")
    rows["lon"], rows["lat"] = table.geometry.x.round(_DIGITS), table.geometry.y.round(_DIGITS)
    return list(json.loads(rows.to_json(orient="records", double_precision=10)))
