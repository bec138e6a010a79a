"""Lay tracks to the paper visits they belong to: those of the same team and day, one visit each."""

from __future__ import annotations

from typing import Any

import shapely


def tracks_of_visits(tracks: Any, visits: Any, standing: Any, villages: Any) -> dict[str, list[str]]:
    """Find the tracks that each visit stands on.

    A track goes to the visit of its team and day in whose village it runs longest; one that comes into the
    village of none of them, that has no team, or that stands under another visit already, goes to none.

    Parameters
    ----------
    tracks : TRACKS
    visits : VISITS
    standing : VISIT_TRACKS on record
    villages : VILLAGES in the CRS of the tracks

    Returns
    -------
    visit_id to its track_ids, in their order; visits without one are left out
    """
    owner = dict(zip(standing["track_id"], standing["visit_id"], strict=True))
    ground = dict(zip(villages["village_id"], villages.geometry, strict=True))
    of_day: dict[tuple[str, Any], list[tuple[str, Any]]] = {}
    for visit in visits.itertuples():
        if visit.team_id and visit.village_id in ground:
            named = (visit.visit_id, ground[visit.village_id])
            of_day.setdefault((visit.team_id, visit.visited_on), []).append(named)
    found: dict[str, list[str]] = {}
    for track, line in zip(tracks.itertuples(), tracks.geometry, strict=True):
        near = of_day.get((track.team_id, track.walked_on), [])
        if track.track_id in owner:
            near = [named for named in near if named[0] == owner[track.track_id]]
        inside = [shapely.length(shapely.intersection(line, village)) for _, village in near]
        if inside and max(inside) > 0:
            found.setdefault(near[inside.index(max(inside))][0], []).append(track.track_id)
    return found
