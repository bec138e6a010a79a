"""Say which expected plots are left where teams on foot may still find them."""

from __future__ import annotations

from typing import Any

from geo.actions.coverage.cover import Covered, Recorded, ground_of_season
from geo.actions.prepared.expect import Expected
from geo.actions.prepared.prepare import Prepared
from geo.ground.crs import to_working
from geo.search.belief import finds_of, left_on_foot
from geo.search.detection import expected_by_class


def plots_on_foot(prepared: Prepared, season: Expected, recorded: Recorded, covered: Covered) -> Any:
    """Return expected plots left on ground that may be searched on foot, (cells, classes).

    Parameters
    ----------
    recorded, covered : what was reported, and the coverage computed of it
    """
    plots = expected_by_class(prepared.cells, season.risk, prepared.settings)
    finds = finds_of(to_working(recorded.findings, prepared.crs), ground_of_season(prepared, season))
    return left_on_foot(covered.left, plots, prepared.cells, finds)
