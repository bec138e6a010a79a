"""What a reserve costs in finds and brings in ground visited: a few points, straight lines between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.model.notes import silent
from geo.route.problem import SeasonProblem
from geo.route.season import plan_season


@dataclass(frozen=True)
class ReservePoint:
    """What a share of reserve routes gives: expected finds in plots, searchable area visited as a share."""

    reserve: float
    expected_finds: float
    visited_share: float


def reserve_points(problem: SeasonProblem, shares: Sequence[float]) -> list[ReservePoint]:
    """Plan the season once for each share of reserve, without search for better routes.

    Parameters
    ----------
    shares : 0 to 1, ascending
    """
    points = []
    for done, share in enumerate(shares):
        problem.on_progress(done, len(shares), "route-progress-window")
        settings = replace(problem.settings, plan=replace(problem.settings.plan, reserve_share=share))
        plan = plan_season(replace(problem, settings=settings, iterations=0, on_progress=silent))
        points.append(ReservePoint(share, sum(plan.expected_finds.values()), plan.visited_share))
    return points


def read_between(points: Sequence[ReservePoint], reserve: float) -> ReservePoint:
    """Read the curve at a share: on the straight line between the points beside it.

    >>> read_between([ReservePoint(0.0, 4.0, 0.2), ReservePoint(1.0, 2.0, 1.0)], 0.5)
    ReservePoint(reserve=0.5, expected_finds=3.0, visited_share=0.6)
    """
    at = [point.reserve for point in points]
    finds = np.interp(reserve, at, [point.expected_finds for point in points])
    visited = np.interp(reserve, at, [point.visited_share for point in points])
    return ReservePoint(reserve, float(finds), float(visited))
