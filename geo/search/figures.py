"""Count the official figures by their recipes: numerator, denominator, who confirmed, source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.search.surveys import Surveys
from geo.settings import Settings


@dataclass(frozen=True)
class MatchRate:
    """Satellite marks held against filed places, with both sides that found no partner.

    rate: share of marks with a filed place within tolerance, NaN without marks; pairs: lead_id, place_id,
    metres, the nearest place of each matched mark; marks_alone: lead_id; places_alone: place_id.
    """

    rate: float
    marks: int
    pairs: pd.DataFrame
    marks_alone: list[str]
    places_alone: list[str]


def match_rate(leads: Any, places: Any, settings: Settings) -> MatchRate:
    """Match satellite marks with filed places (靶标吻合率); ruled-out places answer a mark, too.

    Parameters
    ----------
    leads : LEADS in the working CRS; only satellite marks with coordinates count
    places : FILED_PLACES in the working CRS
    settings : settings; the tolerance is that of the records
    """
    placed = leads.geometry.notna() & ~leads.geometry.is_empty
    marks = leads[(leads["kind"] == "satellite") & placed]
    within_m = settings.records.mark_tolerance_m
    points = places.geometry.to_numpy()
    tree = shapely.STRtree(points)
    mark, place = tree.query(marks.geometry.to_numpy(), predicate="dwithin", distance=within_m)
    metres = shapely.distance(marks.geometry.to_numpy()[mark], points[place])
    pairs = pd.DataFrame(
        {
            "lead_id": marks["lead_id"].to_numpy()[mark],
            "place_id": places["place_id"].to_numpy()[place],
            "metres": metres,
        }
    ).sort_values(["lead_id", "metres", "place_id"], ignore_index=True)
    answered = np.unique(mark)
    nearest = pairs.drop_duplicates("lead_id", ignore_index=True)
    return MatchRate(
        rate=len(answered) / len(marks) if len(marks) else float("nan"),
        marks=len(marks),
        pairs=nearest,
        marks_alone=list(marks["lead_id"].drop(marks.index[answered])),
        places_alone=list(places["place_id"].drop(places.index[np.unique(place)])),
    )


def yards_by_village(yards: Any, surveys: Surveys) -> pd.DataFrame:
    """Sum yards up by village: progress is yards checked of yards, never a household.

    A yard entered twice is one yard: of each cluster no more count than it has, and a yard entered is not
    counted as looked into from the lane as well. Only confirmed visits count, besides what the file says.

    Parameters
    ----------
    yards : YARDS
    surveys : survey records

    Returns
    -------
    DataFrame by village_id: yards, yards_entered, yards_from_lane
    """
    confirmed = surveys.visits.loc[surveys.visits["state"] == "confirmed", "visit_id"]
    visited = surveys.yards[surveys.yards["visit_id"].isin(confirmed)]
    sums = visited.groupby("yard_id")[["entered", "from_lane"]].sum().reindex(yards["yard_id"]).fillna(0)
    number = yards["yards"].to_numpy(np.int64)
    entered = np.minimum(yards["checked"].to_numpy(np.int64) + sums["entered"].to_numpy(np.int64), number)
    from_lane = yards["from_lane"].to_numpy(np.int64) + sums["from_lane"].to_numpy(np.int64)
    table = pd.DataFrame(
        {
            "village_id": yards["village_id"].to_numpy(),
            "yards": number,
            "yards_entered": entered,
            "yards_from_lane": np.minimum(from_lane, number - entered),
        }
    )
    return table.groupby("village_id").sum()


def yard_pod(entered: Any, from_lane: Any, yards: Any, settings: Settings) -> Any:
    """Chance that a yard patch that is there was seen: .9 entered, .3 from the lane (methods 3).

    >>> from geo.settings import DEFAULTS
    >>> round(float(yard_pod(5, 5, 10, DEFAULTS)), 3)
    0.6
    """
    detection = settings.detection
    seen = np.asarray(entered) * detection.yard_pod_entered + np.asarray(from_lane) * detection.yard_pod_lane
    total = np.asarray(yards, float)
    return np.divide(seen, total, out=np.full(np.shape(total), np.nan), where=total > 0)
