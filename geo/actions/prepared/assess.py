"""Say how likely every cell is, when the crop shows, and what a visit would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.actions.prepared.expect import Expected, expect
from geo.actions.prepared.prepare import Prepared
from geo.route.problem import searchers
from geo.search.detection import options, priority, visibility
from geo.sources.derived import derived_key, keep, kept


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
    sizes = _sizes(prepared)
    walkers = sorted(set(sizes))
    choices = options(cells, known.risk, visible, walkers, settings)
    return Season(
        crop_year=known.crop_year,
        risk=known.risk,
        windows=known.windows,
        notes=known.notes,
        key=known.key,
        visibility=visible,
        options=choices,
        walkers=walkers,
        priority=priority(cells, choices, _commonest(sizes), settings),
    )


def priority_of(prepared: Prepared, known: Expected) -> pd.DataFrame:
    """Return the priority alone, as in Season: kept since the last time, or made and kept."""
    common = _commonest(_sizes(prepared))
    folder = prepared.site_dir / "derived" / f"priority-{derived_key({'of': known.key, 'walkers': common})}"
    found = kept(folder)
    if found is not None:
        return found[0]["priority"]
    cells, settings = prepared.cells, prepared.settings
    visible = visibility(cells, known.crop_year, known.windows, settings)
    made = priority(cells, options(cells, known.risk, visible, [common], settings), common, settings)
    keep(folder, tables={"priority": made}, arrays={}, facts={})
    return made


def _sizes(prepared: Prepared) -> list[int]:
    return [searchers(team, prepared.settings) for team in prepared.teams.itertuples()]


def _commonest(sizes: list[int]) -> int:
    return int(pd.Series(sizes).mode().iloc[0])
