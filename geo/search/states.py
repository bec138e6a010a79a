"""Say where each cell stands in a season: open, planned, searched, cleared, restricted, suspended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from geo.model.schema import GROUND
from geo.model.tables import check
from geo.settings import Settings


@dataclass(frozen=True)
class Ruled:
    """What plan and people say of cells, by cell_id.

    ahead: cells with a stop of the plan in force that is still ahead;
    decided: the decision that holds for a cell: suspended, restricted or resumed.
    """

    ahead: frozenset[str] = frozenset()
    decided: dict[str, str] = field(default_factory=dict)


NOTHING_RULED = Ruled()


def ground_states(cells: Any, coverage: Any, settings: Settings, *, ruled: Ruled = NOTHING_RULED) -> Any:
    """State of every cell (methods 7, "Ground"); what a person signed comes before what figures say.

    A signed decision suspends or restricts; ground whose mean slope is above `travel.restricted_slope_deg` is
    restricted unless a decision resumes it, whatever tracks came within sight: it is never silently done.
    Cleared is searched with a POD of the season at the target.

    Parameters
    ----------
    cells : CELLS
    coverage : COVERAGE of all windows, with season_pod
    settings : settings
    ruled : plan and decisions

    Returns
    -------
    GROUND, in the order of `cells`
    """
    names = cells["cell_id"]
    at = pd.Index(names)
    row = at.get_indexer(coverage["cell_id"])
    pod, visited = np.zeros(len(cells)), np.zeros(len(cells), dtype=bool)
    # Later windows of a cell stand below the earlier ones, and their season_pod holds those too.
    pod[row] = coverage["season_pod"].to_numpy(float)
    visited[row[coverage["visited"].to_numpy(bool)]] = True
    decided = np.full(len(cells), "", dtype=object)
    ruled_at = at.get_indexer(list(ruled.decided))
    decided[ruled_at[ruled_at >= 0]] = np.array(list(ruled.decided.values()), object)[ruled_at >= 0]
    steep = cells["slope_deg"].to_numpy(float) > settings.travel.restricted_slope_deg
    by_person = np.isin(decided, ("suspended", "restricted"))
    too_steep = steep & (decided == "")
    ahead = np.zeros(len(cells), dtype=bool)
    if ruled.ahead:
        ahead = (names.isin(ruled.ahead) | cells["joined_to"].isin(ruled.ahead)).to_numpy()
    state = np.select(
        [by_person, too_steep, visited & (pod >= settings.detection.pod_target), visited, ahead],
        [decided, "restricted", "cleared", "searched", "planned"],
        default="open",
    )
    table = {
        "cell_id": names.to_numpy(),
        "state": state.astype(str),
        "reason": np.select([by_person, too_steep], ["decision", "steep"], default=""),
        "pod": pod,
    }
    return check(pd.DataFrame(table, index=cells.index), GROUND)


def with_states(coverage: Any, ground: Any) -> Any:
    """COVERAGE with the state that GROUND gives its cells: one state a cell, in all of its windows."""
    state = ground.set_index("cell_id")["state"].reindex(coverage["cell_id"])
    return coverage.assign(state=state.to_numpy(object))


def counted_states(ground: Any) -> dict[str, int]:
    """Count the cells in each state of GROUND, and those that are restricted because they are steep."""
    states = GROUND.column("state").allowed
    counts = ground["state"].value_counts()
    steep = int((ground["reason"] == "steep").sum())
    return {**{state: int(counts.get(state, 0)) for state in states}, "steep": steep}
