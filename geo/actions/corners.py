"""List the dead corners of a site's done villages, with what was planned and ruled for them."""

from __future__ import annotations

from typing import Any

from geo.actions.assess import Season
from geo.actions.cover import Covered, Recorded, ground_of_season
from geo.actions.prepare import Prepared
from geo.ground.crs import to_working
from geo.records.decisions import read_decisions
from geo.records.outcomes import read_outcomes
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.search.corners import Planned, dead_corners, villages_done
from geo.search.coverage import told


def corners_of(
    prepared: Prepared, season: Season, recorded: Recorded, covered: Covered, *, planned: Planned
) -> Any:
    """List unseen ground of villages called done, riskiest first: DEAD_CORNERS in the working CRS.

    Parameters
    ----------
    prepared, season : the site
    recorded, covered : what people reported, and the coverage of the whole season by it
    planned : see `read_planned`
    """
    walked, _, _ = told(to_working(recorded.tracks, prepared.crs), recorded.surveys, season.windows)
    return dead_corners(
        walked,
        done=villages_done(covered.by_village, prepared.settings),
        ground=ground_of_season(prepared, season),
        terrain=prepared.terrain,
        risk=season.risk,
        settings=prepared.settings,
        planned=planned,
    )


def read_planned(store: Store) -> Planned:
    """Read which cells the adopted plan holds, what came of them, and which are restricted."""
    plan = read_plan(store)
    cells = [] if plan is None else list(plan.stops["cell_id"])
    outcomes = read_outcomes(store)
    reason = dict(zip(outcomes["cell_id"], outcomes["reason"], strict=True))
    decisions = read_decisions(store)
    restricted = decisions.loc[decisions["state"] == "restricted", "cell_id"]
    return Planned({cell: str(reason.get(cell, "")) for cell in cells}, frozenset(restricted))
