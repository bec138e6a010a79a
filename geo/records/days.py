"""One day of the plan in force, read without the rest of it: who goes where, and who set out when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from geo.model import schema
from geo.records import models
from geo.records.frames import read_frame
from geo.records.store import Store


@dataclass(frozen=True)
class DayRecord:
    """Days as stored: the PLANS row, and TEAM_DAYS, ROUTES and STOPS of the days, shapes in EPSG:4326.

    windows, changes: WINDOWS and HAND_CHANGES of the whole plan.
    """

    plan: dict[str, Any]
    team_days: Any
    routes: Any
    stops: Any
    windows: Any
    changes: Any


def read_calendar(store: Store) -> pd.DataFrame:
    """List the team-days of the plan in force, by day and team; empty where no plan is.

    Returns
    -------
    DataFrame team_day_id, team_id, date, window_id, window (its name), state, locked, stops and duration_min
        (0: no route)
    """
    days, routes, windows = models.TEAM_DAYS.c, models.ROUTES.c, models.WINDOWS.c
    same_route = (routes.plan_id == days.plan_id) & (routes.team_day_id == days.team_day_id)
    same_window = (windows.plan_id == days.plan_id) & (windows.window_id == days.window_id)
    query = (
        select(
            days.team_day_id, days.team_id, days.date, days.window_id, windows.name.label("window"),
            days.state, days.locked, func.coalesce(routes.stops, 0).label("stops"),
            func.coalesce(routes.duration_min, 0).label("duration_min"),
        )
        .join_from(models.TEAM_DAYS, models.PLANS, models.PLANS.c.plan_id == days.plan_id)
        .outerjoin(models.ROUTES, same_route)
        .join(models.WINDOWS, same_window)
        .where(models.PLANS.c.state == "adopted")
        .order_by(days.date, days.team_id)
    )  # fmt: skip
    with store.reading() as connection:
        rows = connection.execute(query).all()
    table = pd.DataFrame([tuple(row) for row in rows], columns=query.selected_columns.keys())
    return table.assign(date=pd.to_datetime(table["date"]))


def read_day(store: Store, day: date) -> DayRecord | None:
    """Read a day of the plan in force; None where no plan is."""
    return _record(store, models.TEAM_DAYS.c.date == day, models.ROUTES.c.date == day)


def read_ways(store: Store, plan_id: str, route_ids: Sequence[str]) -> tuple[Any, Any]:
    """Read LEGS and PIECES of some routes of a plan, shapes in EPSG:4326."""
    names = list(route_ids)
    with store.reading() as connection:
        legs = _part(connection, models.LEGS, schema.LEGS, plan_id, models.LEGS.c.route_id.in_(names))
        pieces = _part(connection, models.PIECES, schema.PIECES, plan_id, models.PIECES.c.route_id.in_(names))
    return legs, pieces


def read_team_days(store: Store, names: Sequence[str]) -> DayRecord | None:
    """Read some team-days of the plan in force, whatever their day; None where no plan is."""
    return _record(
        store,
        models.TEAM_DAYS.c.team_day_id.in_(list(names)),
        models.ROUTES.c.team_day_id.in_(list(names)),
    )


def _record(store: Store, of_days: Any, of_routes: Any) -> DayRecord | None:
    with store.reading() as connection:
        plans = connection.execute(select(models.PLANS).where(models.PLANS.c.state == "adopted")).mappings()
        plan = plans.first()
        if plan is None:
            return None
        name = str(plan["plan_id"])
        routes = _part(connection, models.ROUTES, schema.ROUTES, name, of_routes)
        of_stops = models.STOPS.c.route_id.in_(routes["route_id"].tolist())
        return DayRecord(
            plan=dict(plan),
            team_days=_part(connection, models.TEAM_DAYS, schema.TEAM_DAYS, name, of_days),
            routes=routes,
            stops=_part(connection, models.STOPS, schema.STOPS, name, of_stops),
            windows=_part(connection, models.WINDOWS, schema.WINDOWS, name),
            changes=_part(connection, models.HAND_CHANGES, schema.HAND_CHANGES, name),
        )


def read_visits_ahead(store: Store, cell_ids: Sequence[str], day: date) -> pd.DataFrame:
    """Say who of the plan in force goes to these cells on a day or later: cell_id, team_id, date, by date."""
    stops, routes, plans = models.STOPS.c, models.ROUTES.c, models.PLANS.c
    same_route = (stops.plan_id == routes.plan_id) & (stops.route_id == routes.route_id)
    query = (
        select(stops.cell_id, routes.team_id, routes.date)
        .join_from(models.STOPS, models.ROUTES, same_route)
        .join(models.PLANS, plans.plan_id == routes.plan_id)
        .where(plans.state == "adopted", routes.date >= day, stops.cell_id.in_(list(cell_ids)))
        .order_by(routes.date, routes.team_id, stops.cell_id)
    )
    with store.reading() as connection:
        rows = connection.execute(query).all()
    table = pd.DataFrame([tuple(row) for row in rows], columns=["cell_id", "team_id", "date"])
    return table.assign(date=pd.to_datetime(table["date"]))


def set_out_at(store: Store, team_days: Sequence[str]) -> dict[str, datetime]:
    """Moments (UTC) at which teams were noted as set out, by team-day, the last one of each; from the log."""
    log = models.AUDIT.c
    with store.reading() as connection:
        query = select(log.subject, log.at).where(log.action == "out").order_by(log.seq)
        rows = connection.execute(query.where(log.subject.like("team\\_days %", escape="\\"))).all()
    wanted = set(team_days)
    named = ((row.subject.split(" ", 2)[2], row.at) for row in rows)
    return {name: at for name, at in named if name in wanted}


def people_came(store: Store, team_days: Sequence[str]) -> dict[str, int]:
    """People who came on team-days, as noted when these set out; from the log, where it was told."""
    log = models.AUDIT.c
    with store.reading() as connection:
        query = select(log.subject, log.after).where(log.action == "out").order_by(log.seq)
        rows = connection.execute(query.where(log.subject.like("team\\_days %", escape="\\"))).all()
    wanted = set(team_days)
    told = ((row.subject.split(" ", 2)[2], json.loads(row.after).get("persons")) for row in rows)
    return {name: int(people) for name, people in told if name in wanted and people is not None}


def _part(connection: Connection, record: Any, table: Any, plan_id: str, *where: Any) -> Any:
    conditions = [record.c.plan_id == plan_id, *where]
    return read_frame(connection, record, table, where=conditions, order=list(table.key))
