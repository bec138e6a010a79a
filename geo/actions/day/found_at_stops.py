"""Tie the findings of a day to the stops of its routes: each to the nearest stop, where one is near."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from geo.actions.site.site_names import village_of

NEAR_M: Final = 250.0
"""Distance up to which a finding belongs to a stop: beyond the corners of a usual cell (assumed)."""
_M_PER_DEGREE: Final = 111_195.0
"""Of latitude, on a sphere of the earth's mean radius, 6,371 km."""


def found_at_stops(stops: Any, findings: Any) -> dict[str, list[str]]:
    """Name the findings that belong to each stop.

    Parameters
    ----------
    stops : stop_id, cell_id and geometry (EPSG:4326) of one day
    findings : FINDINGS of the same day, in EPSG:4326

    Returns
    -------
    finding_id of each stop_id that has some, in the order of `findings`; a finding belongs to the nearest
    stop in its village within `NEAR_M`, or to none
    """
    found: dict[str, list[str]] = {}
    villages = np.array([village_of(cell) for cell in stops["cell_id"]])
    lon, lat = stops.geometry.x.to_numpy(), stops.geometry.y.to_numpy()
    for finding in findings.itertuples():
        east = (lon - finding.geometry.x) * np.cos(np.radians(finding.geometry.y))
        away = np.hypot(east, lat - finding.geometry.y) * _M_PER_DEGREE
        away[villages != finding.village_id] = np.inf
        if len(away) and away.min() <= NEAR_M:
            found.setdefault(str(stops["stop_id"].iloc[int(away.argmin())]), []).append(
                str(finding.finding_id)
            )
    return found
