"""Keep a plan on record: named after its contents, with its pieces and the summary that people are told."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

import pandas as pd

from geo.actions.prepared.assess import Season
from geo.actions.prepared.ground import input_path
from geo.actions.prepared.prepare import Prepared
from geo.ground.crs import to_lonlat
from geo.model.notes import assumptions
from geo.records.actor import ALONE, Actor
from geo.records.plans import content_hash, save_plan
from geo.records.store import Store
from geo.route.pieces import make_pieces
from geo.route.problem import SeasonPlan
from geo.settings import DEFAULTS, Settings
from geo.sources.derived import sha256_of

PLAN_ID_DIGITS: Final = 12


@dataclass(frozen=True)
class Drawn:
    """What the planner found, and its ROUTES, STOPS, LEGS in EPSG:4326, not yet named after their plan."""

    found: SeasonPlan
    routes: Any
    stops: Any
    legs: Any


@dataclass(frozen=True)
class Kept:
    """What another plan holds and this one keeps: tables as they are on record, in EPSG:4326.

    changes: HAND_CHANGES that hold on; replaces: the plan that must still be in force when this one takes
    its place, None where it does not matter; told: what the summary says beside a whole season's.
    """

    routes: Any
    stops: Any
    legs: Any
    windows: Any
    changes: Any
    told: dict[str, Any]
    replaces: str | None = None


def keep(
    prepared: Prepared,
    season: Season,
    drawn: Drawn,
    team_days: Any,
    *,
    seed: int,
    adopted: bool,
    kept: Kept | None = None,
    actor: Actor = ALONE,
) -> tuple[dict[str, Any], tuple[Any, Any, Any]]:
    """Name a plan after its contents and keep it.

    Parameters
    ----------
    team_days : TEAM_DAYS of the whole plan
    kept : routes that stand in the plan as they are on record, names included

    Returns
    -------
    the summary; ROUTES, STOPS, LEGS of the whole plan in EPSG:4326
    """
    new = (drawn.routes, drawn.stops, drawn.legs)
    old = () if kept is None else (kept.routes, kept.stops, kept.legs)
    routes, stops, _ = _together(old, new)
    changes = None if kept is None else kept.changes
    whole = content_hash(routes, stops, changes)
    plan_id = whole[:PLAN_ID_DIGITS]
    routes, stops, legs = _together(old, _named(plan_id, *new))
    windows = season.windows if kept is None else kept.windows
    summary = _summary(prepared, season, drawn.found, (routes, team_days, windows), content=whole)
    summary |= {} if kept is None else kept.told
    row = {
        "plan_id": plan_id,
        "made_at": datetime.now(UTC),
        "seed": seed,
        "settings": json.dumps(_changed(prepared.settings), ensure_ascii=False, sort_keys=True, default=str),
        "inputs_hash": _inputs_hash(prepared),
        "content_hash": whole,
        "expected_finds": summary["expected_finds"],
        "bound": summary["bound"],
        "summary": json.dumps(summary, ensure_ascii=False, sort_keys=True, default=str),
        "state": "adopted" if adopted else "draft",
    }
    replaces = None if kept is None else kept.replaces
    with Store.open(prepared.site_dir) as store:
        save_plan(
            store, row, routes, stops, legs, team_days, windows,
            pieces=_pieces(prepared, stops), changes=changes, replaces=replaces, actor=actor,
        )  # fmt: skip
    return summary, (routes, stops, legs)


def _pieces(prepared: Prepared, stops: Any) -> Any:
    """Put the cells of every route together and name the pieces; PIECES in EPSG:4326."""
    inner = prepared.villages.geometry.representative_point()
    villages = pd.DataFrame(
        {"name": prepared.villages["name"], "village_id": prepared.villages["village_id"]}
    )
    villages = villages.assign(x=inner.x, y=inner.y)
    yards = prepared.yards[["place", "village_id"]].rename(columns={"place": "name"})
    yards = yards.assign(x=prepared.yards.geometry.x, y=prepared.yards.geometry.y)
    named = pd.concat([yards[yards["name"] != ""], villages], ignore_index=True)
    pieces = make_pieces(stops, prepared.cells, prepared.villages, prepared.terrain, named, prepared.settings)
    return to_lonlat(pieces)


def _together(old: tuple[Any, ...], new: tuple[Any, Any, Any]) -> tuple[Any, Any, Any]:
    """Put kept tables before new ones; an empty one brings no columns of another kind."""
    if not old:
        return new
    pairs = zip(old, new, strict=True)
    tables = [[table for table in pair if len(table)] or [pair[1]] for pair in pairs]
    routes, stops, legs = (pd.concat(parts, ignore_index=True) for parts in tables)
    return routes, stops, legs


def _named(plan_id: str, routes: Any, stops: Any, legs: Any) -> tuple[Any, Any, Any]:
    """Name routes and stops after their plan."""
    names = {row.route_id: f"{plan_id}-{row.team_day_id}" for row in routes.itertuples()}
    routes = routes.assign(route_id=routes["route_id"].map(names))
    stops = stops.assign(route_id=stops["route_id"].map(names))
    stops = stops.assign(stop_id=[f"{row.route_id}-{row.order}" for row in stops.itertuples()])
    return routes, stops, legs.assign(route_id=legs["route_id"].map(names))


def _summary(
    prepared: Prepared, season: Season, found: SeasonPlan, tables: tuple[Any, Any, Any], *, content: str
) -> dict[str, Any]:
    routes, team_days, all_windows = tables
    finds = routes.groupby("window_id")["expected_finds"].sum()
    windows = [
        {
            "id": window.window_id,
            "name": window.name,
            "opens": str(window.opens.date()),
            "closes": str(window.closes.date()),
            "team_days": int((team_days["window_id"] == window.window_id).sum()),
            "routes": int((routes["window_id"] == window.window_id).sum()),
            "stops": int(routes.loc[routes["window_id"] == window.window_id, "stops"].sum()),
            "expected_finds": float(finds.get(window.window_id, 0.0)),
        }
        for window in all_windows.itertuples(index=False)
    ]
    unreachable = [note for note in prepared.notes if note.key == "travel-cells-unreachable"]
    return {
        "plan_id": content[:PLAN_ID_DIGITS],
        "content_hash": content,
        "windows": windows,
        "expected_finds": sum(window["expected_finds"] for window in windows),
        "bound": found.bound,
        "gap": _gap(found),
        "reserve": prepared.settings.plan.reserve_share,
        "visited_share": found.visited_share,
        "left_out": [asdict(note) for note in (*found.left_out, *unreachable)],
        "assumed": [asdict(note) for note in assumptions((*prepared.notes, *season.notes))],
    }


def _gap(found: SeasonPlan) -> float | None:
    """Share of the bound that the plan leaves; None where there is no bound."""
    if not found.bound:
        return None
    return max(0.0, 1.0 - sum(found.expected_finds.values()) / found.bound)


def _changed(settings: Settings) -> dict[str, dict[str, Any]]:
    """Pick the settings that differ from the defaults, by part."""
    ours, plain = asdict(settings), asdict(DEFAULTS)
    differing = {
        part: {name: value for name, value in values.items() if value != plain[part][name]}
        for part, values in ours.items()
    }
    return {part: values for part, values in differing.items() if values}


def _inputs_hash(prepared: Prepared) -> str:
    inputs = sorted([row.role, sha256_of(input_path(prepared.site_dir, row))] for row in prepared.site.input)
    return hashlib.sha256(json.dumps(inputs).encode()).hexdigest()
