"""Season plans on record: written once, never changed, one adopted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Connection, select, update

from geo.errors import RecordError
from geo.model import schema
from geo.model.tables import Kind, Table, check, empty
from geo.records import audit, models
from geo.records.actor import ALONE, Actor
from geo.records.frames import insert_rows, read_frame, rows_of
from geo.records.roles import Action, acting, require
from geo.records.store import Store

_PARTS: Final = (
    (models.ROUTES, schema.ROUTES, ["date", "team_id", "route_id"]),
    (models.STOPS, schema.STOPS, ["route_id", "order"]),
    (models.LEGS, schema.LEGS, ["route_id", "leg"]),
    (models.TEAM_DAYS, schema.TEAM_DAYS, ["date", "team_id", "team_day_id"]),
    (models.WINDOWS, schema.WINDOWS, ["opens", "closes", "window_id"]),
    (models.PIECES, schema.PIECES, ["route_id", "number"]),
    (models.HAND_CHANGES, schema.HAND_CHANGES, ["number"]),
)


_DONE: Final = ["verb", "team_day_id", "other_id", "cell_id", "yard_id", "window_id"]
"""Columns of HAND_CHANGES that say what was done."""


@dataclass(frozen=True)
class PlanRecord:
    """A plan as stored: its PLANS row, and its tables; shapes in EPSG:4326.

    Routes come by date and team, stops, legs and pieces by route and order, windows by opening. changes: what
    was changed by hand in this plan and in those it came from.
    """

    plan: dict[str, Any]
    routes: Any
    stops: Any
    legs: Any
    team_days: Any
    windows: Any
    pieces: Any
    changes: Any


def content_hash(routes: Any, stops: Any, changes: Any = None) -> str:
    """SHA-256 of what a plan says, whatever its name, its rows' order and the moment it was made.

    Parameters
    ----------
    routes, stops : ROUTES and STOPS in EPSG:4326; route_id and stop_id are not hashed, because they carry
        the plan_id, which is the start of this hash: a route counts by its team-day, a stop by its order
    changes : HAND_CHANGES; of each counts what was done, not who did it when

    Returns
    -------
    str : 64 hexadecimal digits
    """
    team_day = dict(zip(routes["route_id"], routes["team_day_id"], strict=True))
    named = stops.assign(route_id=stops["route_id"].map(team_day))
    parts = {
        "routes": _canonical(routes, schema.ROUTES, without=("route_id",)),
        "stops": _canonical(named, schema.STOPS, without=("stop_id",)),
    }
    if changes is not None and len(changes):
        ordered = changes.sort_values("number")
        parts["changes"] = [[str(value) for value in row] for row in ordered[_DONE].to_numpy().tolist()]
    text = json.dumps(parts, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def save_plan(
    store: Store,
    plan: Mapping[str, Any],
    routes: Any,
    stops: Any,
    legs: Any,
    team_days: Any,
    windows: Any,
    *,
    pieces: Any = None,
    changes: Any = None,
    replaces: str | None = None,
    actor: Actor = ALONE,
) -> None:
    """Keep a plan with all its tables, or nothing of it; saving the same plan again changes nothing.

    Parameters
    ----------
    plan : one row of PLANS; state "draft" or "adopted" (then the earlier plan is superseded)
    routes, stops, legs, team_days, windows : tables of the plan, shapes in EPSG:4326
    pieces : PIECES of the routes, in EPSG:4326; None: none were made
    changes : HAND_CHANGES, if anything was changed by hand
    replaces : the plan that must still be in force, because this one was made from it
    actor : who keeps it, for the log

    Raises
    ------
    TableError : a table breaks its contract
    RecordError : wrong CRS, a hash that does not match, another plan of the same name, another plan came
        into force meanwhile, or the actor may not
    """
    row = rows_of(pd.DataFrame([dict(plan)]), schema.PLANS)[0]
    plan_id = row["plan_id"]
    changes = empty(schema.HAND_CHANGES) if changes is None else changes
    pieces = empty(schema.PIECES, str(routes.crs)) if pieces is None else pieces
    frames = (routes, stops, legs, team_days, windows, pieces, changes)
    parts = [rows_of(frame, table) for frame, (_, table, _) in zip(frames, _PARTS, strict=True)]
    _check_whole(plan_id, routes, stops, legs, team_days, windows)
    whole = content_hash(routes, stops, changes)
    if row["content_hash"] != whole or not whole.startswith(plan_id):
        raise RecordError("records-plan-hash", plan=plan_id)
    with acting(store, actor, Action.PLAN) as connection:
        in_force = _row(connection, models.PLANS.c.state == "adopted")
        if replaces is not None and (in_force is None or in_force["plan_id"] != replaces):
            raise RecordError("records-plan-overtaken", plan=replaces)
        known = _row(connection, models.PLANS.c.plan_id == plan_id)
        if known is not None:
            if known["content_hash"] != row["content_hash"]:
                raise RecordError("records-plan-differs", plan=plan_id)
        else:
            insert_rows(connection, models.PLANS, [{**row, "state": "draft"}])
            for rows, (record, _, _) in zip(parts, _PARTS, strict=True):
                insert_rows(connection, record, [{"plan_id": plan_id, **values} for values in rows])
            # Its content hash stands for all its rows.
            audit.log(connection, actor, "add", f"plans {plan_id}", None, {**row, "state": "draft"})
            for change in (change for change in parts[-1] if change["before_id"] == replaces):
                subject = f"hand_changes {plan_id} {change['number']}"
                audit.log(connection, actor, change["verb"], subject, None, change)
        if row["state"] == "adopted":
            require(connection, actor, Action.ADOPT)
            _adopt(connection, plan_id, actor)


def adopt(store: Store, plan_id: str, *, actor: Actor = ALONE) -> None:
    """Make a plan the one that is followed; the plan adopted before is superseded.

    Raises
    ------
    RecordError : no such plan, or the actor may not
    """
    with acting(store, actor, Action.ADOPT) as connection:
        if _row(connection, models.PLANS.c.plan_id == plan_id) is None:
            raise RecordError("records-no-plan", plan=plan_id)
        _adopt(connection, plan_id, actor)


def read_plan(store: Store, plan_id: str | None = None) -> PlanRecord | None:
    """Read a plan by name; without a name the adopted one, else the newest, else None.

    Raises
    ------
    RecordError : a name was given and there is no such plan
    """
    with store.reading() as connection:
        row = _chosen(connection, plan_id)
        if row is None:
            return None
        frames = (
            read_frame(connection, record, table, where=[record.c.plan_id == row["plan_id"]], order=order)
            for record, table, order in _PARTS
        )
        return PlanRecord(row, *frames)


def read_changes(store: Store) -> Any:
    """Read HAND_CHANGES of the adopted plan, else of the newest; empty where there is none."""
    with store.reading() as connection:
        row = _chosen(connection, None)
        name = "" if row is None else row["plan_id"]
        where = [models.HAND_CHANGES.c.plan_id == name]
        return read_frame(connection, models.HAND_CHANGES, schema.HAND_CHANGES, where=where, order=["number"])


def read_plans(store: Store) -> Any:
    """Every plan on record as a PLANS table, oldest first."""
    with store.reading() as connection:
        order = ["made_at", "plan_id"]
        return read_frame(connection, models.PLANS, schema.PLANS, where=[], order=order)


def _adopt(connection: Connection, plan_id: str, actor: Actor) -> None:
    plans = models.PLANS
    adopted = plans.c.state == "adopted"
    before = connection.execute(select(plans.c.plan_id).where(adopted)).scalar()
    if before == plan_id:
        return
    if before is not None:
        _carry_over(connection, before, plan_id)
    connection.execute(update(plans).where(adopted).values(state="superseded"))
    connection.execute(update(plans).where(plans.c.plan_id == plan_id).values(state="adopted"))
    audit.log(connection, actor, "adopt", f"plans {plan_id}", {"adopted": before}, {"adopted": plan_id})


def _carry_over(connection: Connection, before: str, plan_id: str) -> None:
    """Keep what was handed out: its routes stand in the new plan, with the state their team-days have.

    Raises
    ------
    RecordError : the new plan lacks a route that was handed out; nothing is adopted
    """
    days, routes = models.TEAM_DAYS, models.ROUTES
    of_day = (routes.c.plan_id == days.c.plan_id) & (routes.c.team_day_id == days.c.team_day_id)
    query = select(days.c.team_day_id, days.c.state, days.c.locked, routes.c.route_id).join(routes, of_day)
    kept = {
        row.route_id: row
        for row in connection.execute(
            query.where(days.c.plan_id == before, (days.c.state != "planned") | days.c.locked)
        )
    }
    there = set(connection.execute(select(routes.c.route_id).where(routes.c.plan_id == plan_id)).scalars())
    lost = [row.team_day_id for name, row in kept.items() if name not in there and row.state != "planned"]
    if lost:
        raise RecordError("season-plan-loses", plan=plan_id, team_days=", ".join(sorted(lost)))
    for name, row in kept.items():
        if name in there:
            same = (days.c.plan_id == plan_id) & (days.c.team_day_id == row.team_day_id)
            connection.execute(update(days).where(same).values(state=row.state, locked=row.locked))


def _chosen(connection: Connection, plan_id: str | None) -> dict[str, Any] | None:
    if plan_id is not None:
        row = _row(connection, models.PLANS.c.plan_id == plan_id)
        if row is None:
            raise RecordError("records-no-plan", plan=plan_id)
        return row
    return _row(connection, models.PLANS.c.state == "adopted") or _row(connection)


def _row(connection: Connection, *where: Any) -> dict[str, Any] | None:
    newest = (models.PLANS.c.made_at.desc(), models.PLANS.c.plan_id)
    found = connection.execute(select(models.PLANS).where(*where).order_by(*newest).limit(1)).mappings()
    row = found.first()
    return None if row is None else dict(row)


def _check_whole(plan_id: str, routes: Any, stops: Any, legs: Any, team_days: Any, windows: Any) -> None:
    """Raise if a row names a route, team-day or window that the plan does not have."""
    for table, frame, column, known in (
        ("STOPS", stops, "route_id", routes),
        ("LEGS", legs, "route_id", routes),
        ("ROUTES", routes, "team_day_id", team_days),
        ("TEAM_DAYS", team_days, "window_id", windows),
    ):
        lost = frame.loc[~frame[column].isin(known[column]), column]
        if len(lost):
            args = {"table": table, "column": column, "value": str(lost.iloc[0])}
            raise RecordError("records-orphan-rows", plan=plan_id, **args)


def _canonical(frame: Any, table: Table, *, without: tuple[str, ...]) -> list[list[Any]]:
    """Rows of plain values, numbers to 6 decimals and places to a centimetre, in one order."""
    checked = check(frame, table)
    columns = []
    for column in table.columns:
        if column.name in without:
            continue
        series = checked[column.name]
        if column.kind is Kind.NUMBER:
            # + 0.0 makes one zero of two.
            series = series.round(6) + 0.0
        elif column.kind is Kind.DATE:
            series = series.dt.strftime("%Y-%m-%d")
        columns.append(series.astype("object").where(series.notna(), None).tolist())
    shapes = shapely.transform(np.asarray(checked.geometry), lambda places: np.round(places, 7) + 0.0)
    columns.append([wkb.hex() for wkb in shapely.to_wkb(shapely.force_2d(shapes), byte_order=1)])
    return sorted((list(row) for row in zip(*columns, strict=True)), key=str)
