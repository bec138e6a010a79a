"""Give account of a season or a window: official figures, what was really seen, and what was not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.actions.coverage.corners import cover_with_corners
from geo.actions.coverage.cover import Covered
from geo.actions.prepared.expect import Expected, expect
from geo.actions.prepared.prepare import Prepared, prepare
from geo.ground.crs import to_working
from geo.model.notes import Note
from geo.records.actor import WHOLE_SITE
from geo.records.places import match_marks, read_places
from geo.records.store import Store
from geo.search.areas import areas_surveyed
from geo.search.coverage import by_place
from geo.search.difference import why_they_differ
from geo.search.states import counted_states

_YARDS: Final = ("yards", "yards_entered", "yards_from_lane")


@dataclass(frozen=True)
class Results:
    """What a window, or the season, comes to, in one township or the whole site.

    whole: survey_rate, unconfirmed_rate, declared_rate (None before sign-off is used), pod, pod_low,
    pod_high, expected_left, free, yards, yards_entered, yards_from_lane, areas, areas_with_track,
    areas_declared; why: the reason why rate and POD differ; villages, areas, townships: as `Covered`, with
    dead_corners; corners: DEAD_CORNERS with `village`; states: cells by state; marks: satellite marks
    (lead_id, reported_on, village, place_id and distance_m of the filed place that answers, "" and NaN
    without); places: filed places that answer no mark (place_id, filed_on, village, outcome); match_rate:
    NaN without marks.
    """

    window_id: str
    whole: dict[str, Any]
    why: Note
    villages: Any
    areas: Any
    townships: Any
    corners: Any
    states: dict[str, int]
    marks: Any
    places: Any
    match_rate: float
    notes: tuple[Note, ...]


def results(site_dir: Path, *, window_id: str = "", scope: str = WHOLE_SITE) -> Results:
    """Sum up what was searched and seen; window_id "": the season; scope: "site", or a township's name.

    Raises
    ------
    InputError : no such window
    """
    covered, corners = cover_with_corners(site_dir, window_id=window_id or None)
    prepared = prepare(site_dir)
    return sum_up(prepared, expect(prepared), covered, corners, window_id=window_id, scope=scope)


def sum_up(
    prepared: Prepared,
    season: Expected,
    covered: Covered,
    corners: Any,
    *,
    window_id: str = "",
    scope: str = WHOLE_SITE,
) -> Results:
    """Sum up coverage and the dead corners of a season; corners: DEAD_CORNERS, scope as for `results`."""
    risk = season.risk
    town = prepared.villages.drop_duplicates("village_id").set_index("village_id")["township"]
    here = set(town.index if scope == WHOLE_SITE else town.index[town == scope])
    villages, areas, corners = (
        table[table["village_id"].isin(here)].reset_index(drop=True)
        for table in (covered.by_village, covered.by_area, corners)
    )
    inside = prepared.cells["village_id"].isin(here).to_numpy()
    cells = prepared.cells[inside]
    seen = covered.coverage[covered.coverage["cell_id"].isin(cells["cell_id"])]
    signed = bool(covered.by_village["declared_rate"].notna().any())
    names = dict(zip(prepared.villages["village_id"], prepared.villages["name"], strict=True))
    marks, places, rate = _marks(prepared, here, names)
    towns = covered.by_township
    return Results(
        window_id=window_id,
        whole=_whole(covered, seen, cells, inside, risk, villages, areas, signed=signed),
        why=why_they_differ(seen, cells, risk, signed_off=signed),
        villages=villages.assign(township=villages["village_id"].map(town).to_numpy()),
        areas=areas,
        townships=towns if scope == WHOLE_SITE else towns[towns["township"] == scope],
        corners=corners.assign(village=corners["village_id"].map(names)),
        states=counted_states(covered.ground[inside]),
        marks=marks,
        places=places,
        match_rate=rate,
        notes=covered.notes,
    )


def _whole(
    covered: Covered, seen: Any, cells: Any, inside: Any, risk: Any, villages: Any, areas: Any, *,
    signed: bool,
) -> dict[str, Any]:  # fmt: skip
    """Figures of all the ground together."""
    left = covered.left.sum(axis=1)[inside]
    sums = by_place(seen, cells, np.zeros(len(cells), int), risk, left=left, signed_off=signed).iloc[0]
    told = {str(name): None if pd.isna(value) else float(value) for name, value in sums.items()}
    counts = areas_surveyed(areas.assign(whole=""), "whole")
    return {
        **told,
        "free": float(villages["free"].prod()),
        **{name: int(villages[name].sum()) for name in _YARDS},
        **{name: int(counts[name].sum()) for name in counts},
    }


def _marks(prepared: Prepared, here: set[str], names: dict[str, str]) -> tuple[Any, Any, float]:
    """Satellite marks and filed places, each with its partner or without."""
    with Store.open(prepared.site_dir) as store:
        filed = to_working(read_places(store), prepared.crs)
    marks = prepared.leads[(prepared.leads["kind"] == "satellite") & prepared.leads["village_id"].isin(here)]
    found = match_marks(marks, filed, tolerance_m=prepared.settings.records.mark_tolerance_m)
    rows = pd.DataFrame(marks[["lead_id", "reported_on", "village_id"]])
    rows = rows.merge(found.pairs, on="lead_id", how="left").fillna({"place_id": ""})
    rows = rows.assign(village=rows["village_id"].map(names).fillna(""))
    lone = filed[filed["place_id"].isin(found.places)]
    place = _village_at(prepared, lone)
    lone = pd.DataFrame(lone[["place_id", "filed_on", "outcome"]]).assign(
        village=[names.get(village, "") for village in place]
    )
    return rows, lone[np.isin(place, list(here))].reset_index(drop=True), found.rate


def _village_at(prepared: Prepared, places: Any) -> Any:
    """Village of each place, "" outside all: (places,)."""
    joined = places[["geometry"]].sjoin(
        prepared.villages[["village_id", "geometry"]], how="left", predicate="intersects"
    )
    first = joined[~joined.index.duplicated()]["village_id"].reindex(places.index)
    return first.fillna("").to_numpy(str)
