"""Debrief a team in six taps: formation, not entered, light and growth, sight, own judgement, signs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.actions.coverage.cover import Recorded, cover_recorded
from geo.actions.prepared.expect import Expected
from geo.actions.prepared.prepare import Prepared
from geo.actions.visits.sign import township_of, visit_row
from geo.errors import InputError
from geo.ground.crs import to_lonlat
from geo.model import schema
from geo.model.tables import check
from geo.records.content import CONTENT_COLUMNS
from geo.records.leads import add_leads
from geo.records.roles import Actor
from geo.records.store import Store
from geo.records.visits import amend, read_visits, save_visit
from geo.search.surveys import Surveys
from geo.settings import DEFAULTS, Settings

SIGNS: Final = ("clearing", "pipe", "film", "stalks", "bags", "other")
"""What is noticed on the way; words under debrief-sign-<name>."""


@dataclass(frozen=True)
class Sign:
    """Something noticed on the way: what (one of `SIGNS`), where in degrees, and as written."""

    what: str
    lon: float
    lat: float
    note: str = ""


@dataclass(frozen=True)
class Debrief:
    """The six taps. Lengths in metres, own_pod 0 to 1; what was not said stays empty or None."""

    formation: str = ""
    walkers: int = 1
    spacing_m: float | None = None
    not_entered: str = ""
    light: str = ""
    growth: str = ""
    sight_m: float | None = None
    own_pod: float | None = None
    signs: tuple[Sign, ...] = ()


def debrief(
    site_dir: Path,
    visit_id: str,
    said: Debrief,
    *,
    villages: Any,
    actor: Actor,
    settings: Settings = DEFAULTS,
) -> list[str]:
    """Put what a team said into its visit, and its signs among the leads; return the names of the leads.

    A draft stays a draft; a returned or confirmed visit is amended, which submits it anew.

    Parameters
    ----------
    villages : VILLAGES in the working CRS

    Raises
    ------
    InputError : a value out of range, or the visit contradicts itself
    RecordError : the visit waits for a decision, or the actor may not
    """
    taps = {name: getattr(said, name) for name in Debrief.__dataclass_fields__ if name != "signs"}
    with Store.open(site_dir) as store:
        visit = visit_row(store, visit_id)
        township = township_of(villages, visit["village_id"])
        leads = sign_leads(visit, said.signs, villages=villages, settings=settings)
        if visit["state"] == "draft":
            parts = read_visits(store, states=["draft"])
            cells = parts.cells.loc[parts.cells["visit_id"] == visit_id, "cell_id"]
            tracks = parts.tracks.loc[parts.tracks["visit_id"] == visit_id, "track_id"]
            yards = parts.yards[parts.yards["visit_id"] == visit_id].to_dict("records")
            entries = {name: visit[name] for name in CONTENT_COLUMNS} | taps
            save_visit(store, entries, cells, tracks, yards, actor=actor, township=township)
        else:
            amend(store, visit_id, taps, actor=actor, township=township)
        add_leads(store, leads, actor=actor, township=township)
    return list(leads["lead_id"])


def sign_leads(visit: Any, signs: Sequence[Sign], *, villages: Any, settings: Settings) -> Any:
    """Make LEADS of kind sign (EPSG:4326) from what was noticed on a visit, named after what they say.

    Parameters
    ----------
    visit : row of VISITS
    villages : VILLAGES in the working CRS

    Raises
    ------
    InputError : a sign of a kind that there is not
    """
    for sign in signs:
        if sign.what not in SIGNS:
            args = {"visit": visit["visit_id"], "what": sign.what, "known": ", ".join(SIGNS)}
            raise InputError("debrief-sign-unknown", **args)
    points = [shapely.Point(sign.lon, sign.lat) for sign in signs]
    frame = gpd.GeoDataFrame(
        {
            "lead_id": [f"{visit['visit_id']}-{_mark(sign)}" for sign in signs],
            "reported_on": pd.to_datetime(pd.Series([visit["visited_on"]] * len(signs), dtype=object)),
            "kind": "sign",
            "strength": settings.intake.lead_strength,
            "error_m": settings.risk.error_other_m,
            "village_id": _villages_of(points, to_lonlat(villages)),
            "state": "new",
            "note": [f"{sign.what}: {sign.note}" if sign.note else sign.what for sign in signs],
        },
        geometry=points,
        crs="EPSG:4326",
    )
    return check(frame, schema.LEADS).drop_duplicates("lead_id", ignore_index=True)


def visit_pod(prepared: Prepared, season: Expected, recorded: Recorded, visit_id: str) -> float:
    """Chance that a plot on the ground of one visit was seen on it, by its tracks alone; NaN without any.

    Returns
    -------
    float : mean over its visited cells, weighted by expected plots
    """
    surveys = recorded.surveys
    mine = replace(
        recorded,
        tracks=recorded.tracks[recorded.tracks["track_id"].isin(_of(surveys.tracks, visit_id)["track_id"])],
        surveys=Surveys(
            *(
                _of(table, visit_id)
                for table in (surveys.visits, surveys.cells, surveys.tracks, surveys.yards)
            )
        ),
        findings=recorded.findings.iloc[:0],
    )
    if not len(mine.tracks):
        return float("nan")
    table = cover_recorded(prepared, season, mine).coverage
    table = table[table["visited"]]
    weight = season.risk.set_index("cell_id")["expected_plots"].reindex(table["cell_id"]).to_numpy()
    return float(np.average(table["pod"], weights=weight)) if weight.sum() > 0 else float("nan")


def _mark(sign: Sign) -> str:
    """Short name of a sign by what it says, so that a debrief sent twice brings it once."""
    said = f"{sign.what} {sign.lon:.6f} {sign.lat:.6f} {sign.note}"
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _of(table: Any, visit_id: str) -> Any:
    return table[table["visit_id"] == visit_id].reset_index(drop=True)


def _villages_of(points: list[Any], villages: Any) -> list[str]:
    """Village that holds each point; empty outside all."""
    names = villages["village_id"].to_numpy()
    inside = [villages.geometry.covers(point).to_numpy() for point in points]
    return [str(names[held.argmax()]) if held.any() else "" for held in inside]
