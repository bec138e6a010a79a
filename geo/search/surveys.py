"""Read from survey records who walked a track, how far they saw, and what is only declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geo.model import schema
from geo.model.tables import empty

_TOLD = ("confirmed", "submitted")
"""States whose debrief counts, the weightier first; a draft or a returned visit leaves its bare tracks."""


@dataclass(frozen=True)
class Surveys:
    """Survey records: tables VISITS, VISIT_CELLS, VISIT_TRACKS, VISIT_YARDS.

    signed_off: villages that a person signed off for the season; in_use: visits were submitted earlier in the
    season, though perhaps none of these.
    """

    visits: Any
    cells: Any
    tracks: Any
    yards: Any
    signed_off: frozenset[str] = frozenset()
    in_use: bool = False

    @classmethod
    def none(cls) -> Surveys:
        """No records."""
        tables = (schema.VISITS, schema.VISIT_CELLS, schema.VISIT_TRACKS, schema.VISIT_YARDS)
        return cls(*(empty(table) for table in tables))

    @property
    def confirming(self) -> bool:
        """Whether visits are submitted for confirmation here at all."""
        return self.in_use or bool((self.visits["state"] != "draft").any())


def tell_walkers(tracks: Any, surveys: Surveys) -> Any:
    """Put beside every track what its visit says of it.

    A visit counts its searchers only if it says abreast and at what spacing; otherwise they went in file: one
    searcher. Tracks of one visit that run at the same time share its searchers, so that nobody is counted
    once for every phone. A track on two visits goes by the confirmed one.

    Parameters
    ----------
    tracks : TRACKS
    surveys : survey records

    Returns
    -------
    TRACKS with walkers and spacing_m of the visit, and with visit_id (empty: no submitted visit stands on
    it), confirmed (bool) and sight_m (NaN: not debriefed)
    """
    told = surveys.visits[surveys.visits["state"].isin(_TOLD)]
    rank = told["state"].map({state: number for number, state in enumerate(_TOLD)})
    named = surveys.tracks.merge(told.assign(rank=rank), on="visit_id")
    named = named.sort_values(["rank", "visit_id"]).drop_duplicates("track_id").set_index("track_id")
    said = named.reindex(tracks["track_id"])
    on_visit = said["rank"].notna().to_numpy()
    abreast = (said["formation"] == "abreast").to_numpy() & (said["spacing_m"] > 0).to_numpy()
    out = tracks.assign(
        visit_id=np.where(on_visit, said["visit_id"].to_numpy(object), ""),
        confirmed=(said["state"] == "confirmed").to_numpy(),
        sight_m=np.where(on_visit, said["sight_m"].to_numpy(float), np.nan),
    )
    searchers = np.where(abreast, said["walkers"].fillna(1).to_numpy(float), 1.0)
    searchers = np.maximum(searchers // _at_the_same_time(out), 1)
    spacing_m = np.where(abreast, said["spacing_m"].to_numpy(float), np.nan)
    return out.assign(
        walkers=np.where(on_visit, searchers, tracks["walkers"].to_numpy(float)),
        spacing_m=np.where(on_visit, spacing_m, tracks["spacing_m"].to_numpy(float)),
    )


def tell_flights(tracks: Any, surveys: Surveys) -> Any:
    """Put beside every flight whether its visit is confirmed; who walked abreast says nothing of a drone.

    Parameters
    ----------
    tracks : TRACKS by drone with a swath
    surveys : survey records

    Returns
    -------
    TRACKS with the columns that `tell_walkers` adds
    """
    return tell_walkers(tracks, surveys).assign(walkers=1.0, spacing_m=np.nan, sight_m=np.nan)


def declared_cells(surveys: Surveys) -> Any:
    """Cells that confirmed visits name, with what they claim where there is no track.

    Returns
    -------
    DataFrame cell_id, visited_on, coverage: the factor as debriefed, of paper visits only, else 0
    """
    confirmed = surveys.visits[surveys.visits["state"] == "confirmed"]
    named = surveys.cells.merge(confirmed, on="visit_id")
    claimed = named["declared_coverage"].to_numpy(float)
    on_paper = (named["source"] == "paper").to_numpy() & ~np.isnan(claimed)
    return pd.DataFrame(
        {
            "cell_id": named["cell_id"].to_numpy(),
            "visited_on": named["visited_on"].to_numpy(),
            "coverage": np.where(on_paper, claimed, 0.0),
        }
    )


def _at_the_same_time(tracks: Any) -> Any:
    """How many tracks of the same visit run while a track runs, itself counted: (tracks,)."""
    count = np.ones(len(tracks))
    timed = tracks["started_at"].notna() & tracks["ended_at"].notna() & (tracks["visit_id"] != "")
    for rows in (
        pd.Series(np.flatnonzero(timed)).groupby(tracks["visit_id"].to_numpy()[timed]).groups.values()
    ):
        place = np.flatnonzero(timed)[rows]
        starts, ends = (tracks[name].to_numpy("datetime64[us]")[place] for name in ("started_at", "ended_at"))
        count[place] = ((starts[:, None] < ends) & (starts < ends[:, None])).sum(axis=1)
    return np.maximum(count, 1)
