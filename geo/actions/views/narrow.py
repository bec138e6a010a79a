"""Narrow what a screen shows of a site to the township of the person who looks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geo.actions.views.look import SiteView
from geo.errors import InputError
from geo.records.actor import WHOLE_SITE, Actor


def narrow(view: SiteView, actor: Actor) -> SiteView:
    """Return the view without villages, cells, records and routes outside the actor's township.

    A route that stops in the township is drawn whole, its stops elsewhere are left out; tracks and hazards
    are those that touch the township. An actor for the whole site gets the view as it is.

    Raises
    ------
    InputError : the site has no such township
    """
    if actor.scope == WHOLE_SITE:
        return view
    villages = _of(view.villages, "township", {actor.scope})
    if villages.empty:
        raise InputError("door-no-township", user=actor.user_id, township=actor.scope)
    ids = set(villages["village_id"])
    cells = _of(view.cells, "village_id", ids)
    cell_ids = set(cells["cell_id"])
    by_cell = {name: _of(getattr(view, name), "cell_id", cell_ids) for name in ("risk", "coverage", "ground")}
    by_village = {
        name: _of(getattr(view, name), "village_id", ids)
        for name in ("yards", "leads", "history", "findings", "by_village", "areas")
    }
    whole = villages.union_all()
    tracks = view.tracks[view.tracks.intersects(whole)].reset_index(drop=True)
    hazards = view.hazards[view.hazards.intersects(whole)].reset_index(drop=True)
    return replace(
        view,
        villages=villages,
        cells=cells,
        priority=view.priority[view.priority.index.isin(cell_ids)],
        tracks=tracks,
        hazards=hazards,
        plan=None if view.plan is None else _plan(view.plan, cell_ids),
        **by_cell,
        **by_village,
    )


def _plan(plan: Any, cell_ids: set[str]) -> Any:
    stops = _of(plan.stops, "cell_id", cell_ids)
    route_ids = set(stops["route_id"])
    routes, legs, pieces = (
        _of(table, "route_id", route_ids) for table in (plan.routes, plan.legs, plan.pieces)
    )
    return replace(plan, routes=routes, stops=stops, legs=legs, pieces=pieces)


def _of(table: Any, column: str, names: set[str]) -> Any:
    return table[table[column].isin(names)].reset_index(drop=True)
