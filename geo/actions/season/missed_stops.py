"""Find the cells that were planned and not reached this season, and about which nobody has decided yet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from geo.actions.hand.hand_orders import orders_of
from geo.actions.site.site_names import SiteNames, village_of
from geo.records.days import DayRecord, read_visits_ahead
from geo.records.decisions import read_decisions
from geo.records.outcomes import missed
from geo.records.store import Store
from geo.search.effort import season_span


def missed_stops(store: Store, record: DayRecord, said: Any, names: SiteNames, day: date) -> Any:
    """List the cells that were missed, the oldest first.

    A cell that a person suspended or restricted, or forbade for the season, is decided and left out.

    Parameters
    ----------
    said : OUTCOMES, the last word on every stop
    day : from which on the plan is looked through for the next visit

    Returns
    -------
    DataFrame as `outcomes.missed`, with village, next_team and next_date (empty and NaT: nobody goes there)
    """
    first, last = season_span(record.windows)
    said = said[said["said_on"].dt.date.between(first, last)]
    lost = missed(said, today=day, settings=names.records)
    decisions = read_decisions(store)
    bans = orders_of(record.changes).forbidden
    decided = {
        *decisions.loc[decisions["state"] != "resumed", "cell_id"],
        *bans.loc[(bans["window_id"] == "") & (bans["yard_id"] == ""), "cell_id"],
    }
    lost = lost[~lost["cell_id"].isin(decided)]
    ahead = read_visits_ahead(store, lost["cell_id"].tolist(), day).drop_duplicates("cell_id")
    goes = {row.cell_id: (row.team_id, row.date) for row in ahead.itertuples()}
    return lost.assign(
        village=[names.villages.get(village_of(cell), "") for cell in lost["cell_id"]],
        next_team=[goes.get(cell, ("", pd.NaT))[0] for cell in lost["cell_id"]],
        next_date=pd.to_datetime([goes.get(cell, ("", pd.NaT))[1] for cell in lost["cell_id"]]),
    ).reset_index(drop=True)
