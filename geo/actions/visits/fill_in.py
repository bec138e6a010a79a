"""Fill in a visit on the screen: a team's day debriefed, or a day on paper, its signs and finds with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.visits.debrief import Sign, sign_leads
from geo.actions.visits.sign import township_of, visit_row
from geo.errors import InputError
from geo.ground.crs import to_lonlat
from geo.ground.datum import to_wgs84
from geo.model import schema
from geo.model.tables import check
from geo.records.actor import Actor
from geo.records.content import CONTENT_COLUMNS
from geo.records.findings import add_findings
from geo.records.leads import add_leads
from geo.records.roles import Action
from geo.records.store import Store
from geo.records.visits import amend, read_visits, save_visit, submit
from geo.records.whole import whole

_ID_DIGITS = 12


@dataclass(frozen=True)
class Find:
    """Plants seen at a place: degrees; species and stage as FINDINGS has them; None or "" where not said."""

    lon: float
    lat: float
    species: str = "poppy"
    stage: str = ""
    plants: float | None = None
    area_m2: float | None = None


@dataclass(frozen=True)
class Filled:
    """What a person filled in: entries of VISITS, and what the visit names.

    visit_id: of a visit on record, else "" for a new one; entries: those that were said, the rest stays as it
    is on record; cells, tracks, yards: in place of those before, None keeps them; yards: yard_id to (entered,
    from_lane); datum: of the places of signs and finds.
    """

    entries: Mapping[str, Any]
    visit_id: str = ""
    cells: Sequence[str] | None = None
    tracks: Sequence[str] | None = None
    yards: Mapping[str, tuple[int, int]] | None = None
    signs: Sequence[Sign] = ()
    finds: Sequence[Find] = ()
    datum: str = "WGS84"


@dataclass(frozen=True)
class FilledIn:
    """What came of it: the visit's name and state, names of its new leads and findings."""

    visit_id: str
    state: str
    leads: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def fill_in(site_dir: Path, filled: Filled, *, submitted: bool, actor: Actor) -> FilledIn:
    """Save a visit with its signs and finds: all of it, or nothing.

    A draft stays a draft unless it is submitted; a returned or confirmed visit is amended, which submits it.

    Raises
    ------
    InputError : a value out of range, a place that is none, or the visit contradicts itself
    RecordError : the visit waits for a decision, or the actor may not
    """
    prepared = prepare(site_dir)
    filled = _in_wgs84(filled)
    with Store.open(site_dir) as store:
        before = _before(store, filled.visit_id)
        entries = {**before, **filled.entries}
        if filled.finds:
            entries["nothing_found"] = False
        town = township_of(prepared.villages, str(entries.get("village_id", "")))
        team = str(entries.get("team_id", "")) or actor.team_id
        with whole(store, actor, Action.ADD_VISIT, team_id=team, township=town) as inside:
            name, amended = _saved(inside, filled, entries, actor, town)
            found = _findings(name, entries, filled.finds, prepared)
            if len(found):
                add_findings(inside, found, actor=actor, township=town)
            row = visit_row(inside, name)
            leads = sign_leads(row, filled.signs, villages=prepared.villages, settings=prepared.settings)
            add_leads(inside, leads, actor=actor, township=town)
            if submitted and not amended:
                submit(inside, name, actor=actor, township=town)
            state = str(visit_row(inside, name)["state"])
    return FilledIn(name, state, list(leads["lead_id"]), list(found["finding_id"]))


def _in_wgs84(filled: Filled) -> Filled:
    """Bring the places of signs and finds to WGS84."""
    signs, finds = [], []
    for sign in filled.signs:
        lon, lat = _place(sign, filled.datum)
        signs.append(replace(sign, lon=lon, lat=lat))
    for find in filled.finds:
        lon, lat = _place(find, filled.datum)
        finds.append(replace(find, lon=lon, lat=lat))
    return replace(filled, signs=signs, finds=finds)


def _place(at: Sign | Find, datum: str) -> tuple[float, float]:
    if not (-180 <= at.lon <= 180 and -90 <= at.lat <= 90):
        raise InputError("lead-place", lon=f"{at.lon:g}", lat=f"{at.lat:g}")
    lon, lat = to_wgs84([at.lon], [at.lat], datum)
    return float(lon[0]), float(lat[0])


def _before(store: Store, visit_id: str) -> dict[str, Any]:
    """Entries of a visit on record; nothing of a new one."""
    if not visit_id:
        return {}
    row = visit_row(store, visit_id)
    return {name: None if pd.isna(row[name]) else row[name] for name in CONTENT_COLUMNS}


def _saved(
    store: Store, filled: Filled, entries: Mapping[str, Any], actor: Actor, township: str
) -> tuple[str, bool]:
    """Save the visit as a draft or an amendment; its name, and whether it was amended."""
    name, yards = filled.visit_id, filled.yards
    rows = None if yards is None else [
        {"yard_id": yard, "entered": entered, "from_lane": lane} for yard, (entered, lane) in yards.items()
    ]  # fmt: skip
    if name and visit_row(store, name)["state"] != "draft":
        told = {key: value for key, value in entries.items() if key != "visit_id"}
        amend(store, name, told, filled.cells, filled.tracks, rows, actor=actor, township=township)
        return name, True
    known = read_visits(store, states=["draft"])
    cells = filled.cells if filled.cells is not None else _of(known.cells, name)["cell_id"]
    tracks = filled.tracks if filled.tracks is not None else _of(known.tracks, name)["track_id"]
    rows = rows if rows is not None else _of(known.yards, name).to_dict("records")
    return save_visit(store, entries, cells, tracks, rows, actor=actor, township=township), False


def _of(table: Any, visit_id: str) -> Any:
    return table[table["visit_id"] == visit_id]


def _findings(visit_id: str, entries: Mapping[str, Any], finds: Sequence[Find], prepared: Prepared) -> Any:
    """Make FINDINGS (EPSG:4326) named after what they say, so that a form sent twice brings each once."""
    points = [shapely.Point(find.lon, find.lat) for find in finds]
    villages = to_lonlat(prepared.villages)
    held = [villages.loc[villages.geometry.covers(point), "village_id"] for point in points]
    day = pd.Timestamp(entries["visited_on"])
    frame = gpd.GeoDataFrame(
        {
            "finding_id": [_mark(visit_id, day, find) for find in finds],
            "found_on": pd.to_datetime(pd.Series([day] * len(finds), dtype=object)),
            "village_id": [str(names.iloc[0]) if len(names) else "" for names in held],
            "stage": [find.stage for find in finds],
            "plants": pd.Series([find.plants for find in finds], dtype="float64"),
            "area_m2": pd.Series([find.area_m2 for find in finds], dtype="float64"),
            "method": "", "state": "reported", "eradicated_on": pd.NaT, "revisit_due": pd.NaT,
            "species": [find.species for find in finds], "count_kind": "", "police_number": "",
            "lead_id": "", "visit_id": visit_id,
        },
        geometry=points,
        crs="EPSG:4326",
    )  # fmt: skip
    return check(frame, schema.FINDINGS)


def _mark(visit_id: str, day: pd.Timestamp, find: Find) -> str:
    said = f"{visit_id} {day:%Y-%m-%d} {find.lon:.6f} {find.lat:.6f} {find.species}"
    return "f" + hashlib.sha256(said.encode()).hexdigest()[:_ID_DIGITS]
