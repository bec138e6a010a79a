"""Lay the plans on record side by side, and open one of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.views.look import SiteView
from geo.ground.crs import to_working
from geo.records.plans import read_plan, read_plans
from geo.records.store import Store


def list_plans(site_dir: Path) -> pd.DataFrame:
    """Return what each plan on record comes to, the newest first.

    Returns
    -------
    DataFrame plan_id, made_at, state, team_days (routes), stops, expected_finds, visited_share, reserve,
        left_out (number of notes), part (first day that was planned, "" for a whole season)
    """
    with Store.open(site_dir) as store:
        plans = read_plans(store)
    rows = []
    for plan in plans.sort_values("made_at", ascending=False, kind="stable").itertuples():
        told = json.loads(plan.summary)
        windows = told.get("windows", [])
        rows.append(
            {
                "plan_id": plan.plan_id,
                "made_at": plan.made_at,
                "state": plan.state,
                "team_days": sum(window["routes"] for window in windows),
                "stops": sum(window["stops"] for window in windows),
                "expected_finds": plan.expected_finds,
                "visited_share": told.get("visited_share"),
                "reserve": told.get("reserve"),
                "left_out": len(told.get("left_out", [])),
                "part": told.get("from", ""),
            }
        )
    columns = ["plan_id", "made_at", "state", "team_days", "stops", "expected_finds", "visited_share",
               "reserve", "left_out", "part"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def open_plan(view: SiteView, plan_id: str) -> SiteView:
    """Return the view with another plan in it, cut to the ground that the view holds.

    Raises
    ------
    RecordError : no such plan
    """
    with Store.open(view.site_dir) as store:
        record = read_plan(store, plan_id)
    assert record is not None  # noqa: S101  a plan of this name is there or refused
    stops = record.stops[record.stops["cell_id"].isin(view.cells["cell_id"])]
    kept = set(stops["route_id"])
    parts: dict[str, Any] = {
        name: _of(getattr(record, name), kept, view.crs) for name in ("routes", "legs", "pieces")
    }
    return replace(view, plan=replace(record, stops=to_working(stops, view.crs), **parts))


def _of(table: Any, routes: set[str], crs: str) -> Any:
    return to_working(table[table["route_id"].isin(routes)].reset_index(drop=True), crs)
