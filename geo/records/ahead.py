"""Which ground the plan in force goes to, and what became of its stops so far; without reading its lines."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sqlalchemy import select

from geo.records import models
from geo.records.store import Store

_COLUMNS = ("stop_id", "cell_id", "route_id", "window_id", "date", "state", "outcome", "reason")


def read_stops_in_force(store: Store) -> pd.DataFrame:
    """Read the search stops of the adopted plan with the last word on each.

    A stop is still ahead until its team is back, somebody says what became of it, or a track or a visit of
    its route is on record. The clock is not asked: a day that has passed unsaid is still a day planned.

    Returns
    -------
    DataFrame stop_id, cell_id, route_id, window_id, date, state (of the team-day), outcome and reason of the
    last word ("" while nobody said any), ahead (bool); in the order of the plan, empty without a plan
    """
    stops, routes, days, plans, words = (
        models.STOPS, models.ROUTES, models.TEAM_DAYS, models.PLANS, models.OUTCOMES,
    )  # fmt: skip
    of_plan = stops.c.plan_id == plans.c.plan_id
    of_route = (routes.c.plan_id == stops.c.plan_id) & (routes.c.route_id == stops.c.route_id)
    of_day = (days.c.plan_id == routes.c.plan_id) & (days.c.team_day_id == routes.c.team_day_id)
    planned = (
        select(stops.c.stop_id, stops.c.cell_id, routes.c.route_id, routes.c.window_id, routes.c.date,
               days.c.state)
        .select_from(stops).join(plans, of_plan).join(routes, of_route).join(days, of_day)
        .where(plans.c.state == "adopted", stops.c.passes > 0)
        .order_by(routes.c.date, routes.c.route_id, stops.c.order)
    )  # fmt: skip
    said = select(words.c.stop_id, words.c.outcome, words.c.reason).order_by(words.c.outcome_id)
    gone = [select(table.c.assignment_id).distinct() for table in (models.TRACKS, models.VISITS)]
    with store.reading() as connection:
        rows = connection.execute(planned).all()
        last = {row.stop_id: (row.outcome, row.reason) for row in connection.execute(said)}
        out = {name for query in gone for name in connection.execute(query).scalars()}
    told = [(*row, *last.get(row[0], ("", ""))) for row in rows]
    frame = pd.DataFrame(told, columns=list(_COLUMNS), dtype=object)
    settled = (frame["state"] == "back") | (frame["outcome"] != "") | frame["route_id"].isin(out)
    return frame.assign(ahead=np.asarray(~settled, dtype=bool))
