"""Show what a reserve for ground never visited costs, for a slider."""

from __future__ import annotations

from pathlib import Path

from geo.actions.prepared.assess import assess
from geo.actions.prepared.prepare import prepare, season_days
from geo.actions.season.plan import problem_of
from geo.model.notes import OnProgress, silent
from geo.route.reserve import ReservePoint, reserve_points


def reserve_curve(site_dir: Path, *, on_progress: OnProgress = silent) -> list[ReservePoint]:
    """Plan the season for a few shares of reserve; `read_between` gives the rest, and is to be called that.

    Days given for a whole season are spread evenly here, and routes are not improved: the curve shows the
    exchange, not the figures of the plan that follows. Nothing is stored.

    Raises
    ------
    InputError : an input is wrong, or a required stop cannot be reached within one day
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    season = assess(prepared)
    days = season_days(prepared, season.windows)
    problem = problem_of(prepared, season, days, 1, on_progress)
    return reserve_points(problem, prepared.settings.plan.reserve_points)
