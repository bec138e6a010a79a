"""Name the ground to see first: in each village the riskiest cell where nobody was."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd

CLOSED: Final[frozenset[str]] = frozenset({"restricted", "suspended"})
"""States of ground to which nobody is sent."""
_COLUMNS: Final = ("cell_id", "village", "risk_class", "searchable_m2", "expected_plots", "date", "team_id")


def unseen_first(view: Any, today: date, *, most: int) -> pd.DataFrame:
    """List one cell a village, the village with the most expected there first.

    Parameters
    ----------
    view : `look`'s SiteView
    today : stops before this day are no longer ahead
    most : villages named

    Returns
    -------
    DataFrame cell_id, village, risk_class, searchable_m2 (of the cell), expected_plots, date and team_id of
    the next route that goes there (NaT and "" if none does)
    """
    cells = view.cells[["cell_id", "village_id", "searchable_m2"]]
    table = cells.merge(view.risk[["cell_id", "risk_class", "expected_plots"]], on="cell_id")
    seen = set(view.coverage.loc[view.coverage["visited"], "cell_id"])
    closed = set(view.ground.loc[view.ground["state"].isin(CLOSED), "cell_id"])
    table = table[~table["cell_id"].isin(seen | closed) & (table["searchable_m2"] > 0)]
    table = table.sort_values(["expected_plots", "cell_id"], ascending=[False, True], kind="stable")
    table = table.drop_duplicates("village_id").head(most)
    names = dict(zip(view.villages["village_id"], view.villages["name"], strict=True))
    ahead = _ahead(view, today).reindex(table["cell_id"])
    table = table.assign(
        village=table["village_id"].map(names),
        date=ahead["date"].to_numpy(),
        team_id=ahead["team_id"].fillna("").to_numpy(),
    )
    return table[list(_COLUMNS)].reset_index(drop=True)


def _ahead(view: Any, today: date) -> pd.DataFrame:
    """First route from a day on that goes to each cell: date and team_id by cell_id."""
    none = pd.DataFrame({"date": pd.Series(dtype="datetime64[ns]"), "team_id": pd.Series(dtype=str)})
    if view.plan is None:
        return none
    routes = view.plan.routes[["route_id", "date", "team_id"]]
    stops = view.plan.stops[["cell_id", "route_id"]].merge(routes, on="route_id")
    stops = stops[stops["date"] >= pd.Timestamp(today)].sort_values("date", kind="stable")
    return stops.drop_duplicates("cell_id").set_index("cell_id")[["date", "team_id"]]
