"""Count yards by the recipe of the official figures: confirmed visits, of the yards there are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from geo.search.surveys import Surveys
from geo.settings import Settings


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
