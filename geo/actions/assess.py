"""Say how likely every cell is, when the crop shows, and what a visit would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.actions.expect import Expected, expect
from geo.actions.prepare import Prepared
from geo.route.problem import searchers
from geo.search.detection import options, priority, visibility


@dataclass(frozen=True)
class Season(Expected):
    """The season as the planner sees it: what is expected, and what a visit would bring.

    visibility, options: VISIBILITY, OPTIONS; walkers: team sizes in OPTIONS, ascending; priority: index
    cell_id, a column per window_id, expected finds per hour of the next pass by the commonest team size.
    """

    visibility: Any
    options: Any
    walkers: list[int]
    priority: pd.DataFrame


def assess(prepared: Prepared) -> Season:
    """Turn prepared ground and evidence into expected plots, windows, visibility and options.

    Raises
    ------
    InputError : windows reversed, or one in which nothing is visible
    """
    cells, settings, known = prepared.cells, prepared.settings, expect(prepared)
    visible = visibility(cells, known.crop_year, known.windows, settings)
    sizes = [searchers(team, settings) for team in prepared.teams.itertuples()]
    walkers = sorted(set(sizes))
    choices = options(cells, known.risk, visible, walkers, settings)
    common = int(pd.Series(sizes).mode().iloc[0])
    return Season(
        crop_year=known.crop_year,
        risk=known.risk,
        windows=known.windows,
        notes=known.notes,
        key=known.key,
        visibility=visible,
        options=choices,
        walkers=walkers,
        priority=priority(cells, choices, common, settings),
    )
