"""Put a finding on record that somebody points at on the map: what grows at a place, never a person."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.actions.visits.sign import township_of
from geo.errors import InputError
from geo.ground.crs import lonlat_points
from geo.ground.grid import cell_of_points
from geo.model.schema import FINDINGS
from geo.model.tables import check
from geo.records.actor import Actor
from geo.records.findings import add_findings
from geo.records.store import Store

_ID_DIGITS = 8
_PLACES = 6  # 0.1 m


@dataclass(frozen=True)
class Seen:
    """What was seen: day, species, stage ("" not noted), plants and area in m2 (None: not counted)."""

    found_on: date
    species: str = "poppy"
    stage: str = ""
    plants: float | None = None
    area_m2: float | None = None


def register_finding(
    site_dir: Path, lon: float, lat: float, seen: Seen, *, view: Any, today: date, actor: Actor
) -> tuple[str, bool]:
    """Record a finding at a place (EPSG:4326) and return its name, and whether it is new.

    The same place, day and contents are the same finding: a second press records nothing.

    Parameters
    ----------
    view : what the actor may see of the site: villages, cells, crs, cell_size_m
    today : a finding cannot be of a later day

    Raises
    ------
    InputError : outside every village, or a day that is still to come
    RecordError : the actor may not
    """
    x, y = lonlat_points([lon], [lat], view.crs)
    cell_id = str(cell_of_points(view.villages, view.cells, x, y, view.cell_size_m)[0])
    if not cell_id:
        raise InputError("register-outside", lon=f"{lon:.6f}", lat=f"{lat:.6f}")
    if seen.found_on > today:
        raise InputError("register-tomorrow", day=str(seen.found_on), today=str(today))
    village_id = str(view.cells.loc[view.cells["cell_id"] == cell_id, "village_id"].iloc[0])
    row = _row(round(lon, _PLACES), round(lat, _PLACES), seen, village_id)
    with Store.open(site_dir) as store:
        added = add_findings(
            store, row, actor=actor, township=township_of(view.villages, village_id),
            settings=view.settings.intake,
        )  # fmt: skip
    return str(row["finding_id"].iloc[0]), bool(added)


def _row(lon: float, lat: float, seen: Seen, village_id: str) -> Any:
    said = f"{lon} {lat} {seen}"
    name = f"f{seen.found_on:%Y%m%d}-{hashlib.sha256(said.encode()).hexdigest()[:_ID_DIGITS]}"
    columns: dict[str, Any] = {
        "finding_id": [name], "found_on": pd.to_datetime([seen.found_on]), "village_id": [village_id],
        "stage": [seen.stage], "plants": [_number(seen.plants)], "area_m2": [_number(seen.area_m2)],
        "method": [""], "state": ["reported"], "eradicated_on": pd.to_datetime([None]),
        "revisit_due": pd.to_datetime([None]), "species": [seen.species], "count_kind": [""],
        "police_number": [""], "lead_id": [""], "visit_id": [""],
    }  # fmt: skip
    frame = gpd.GeoDataFrame(columns, geometry=[shapely.Point(lon, lat)], crs="EPSG:4326")
    return check(frame, FINDINGS)


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)
