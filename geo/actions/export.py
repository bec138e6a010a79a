"""Write what others read: coverage, cells, routes, stops, findings, the map as one page, the daily line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.assess import assess
from geo.actions.cover import Covered, cover_recorded, recorded_of
from geo.actions.daily import daily
from geo.actions.day_typed import day_of
from geo.actions.draw_map import draw_map
from geo.actions.expect import expect
from geo.actions.prepare import Prepared, prepare
from geo.errors import InputError
from geo.exports import geojson
from geo.ground.crs import to_lonlat, to_working
from geo.ground.dissolve import dissolve
from geo.ground.grid import cell_of_points, cell_polygons
from geo.records.actor import WHOLE_SITE
from geo.records.findings import read_findings
from geo.records.plans import PlanRecord, read_plan
from geo.records.store import Store
from geo.search.coverage import by_place
from geo.words import Language, t


class ExportKind(StrEnum):
    """What can be exported."""

    COVERAGE = "coverage"
    CELLS = "cells"
    ROUTES = "routes"
    STOPS = "stops"
    PIECES = "pieces"
    FINDINGS = "findings"
    MAP = "map"
    DAILY = "daily"


class DissolvedBy(StrEnum):
    """What cells of a village are joined by: their state in the season."""

    STATE = "state"


@dataclass(frozen=True)
class Asked:
    """Which part of a site is asked for: one window, some days, the villages of one township; None: all."""

    window_id: str | None = None
    opens: date | None = None
    closes: date | None = None
    villages: frozenset[str] | None = None
    by: DissolvedBy | None = None

    def here(self, table: Any) -> Any:
        """Rows of a table whose village is asked for."""
        return table if self.villages is None else table[table["village_id"].isin(self.villages)]


def export(
    site_dir: Path,
    kind: ExportKind,
    *,
    window_id: str | None = None,
    first_day: str | None = None,
    last_day: str | None = None,
    by: DissolvedBy | None = None,
    scope: str = WHOLE_SITE,
    language: str = "zh",
) -> str:
    """Return a site's records as GeoJSON text (RFC 7946, WGS84); map and daily line as HTML and text.

    Map and daily line are in a language; the daily line is that of the last day, today without one.

    Parameters
    ----------
    window_id : only this window; first_day, last_day : YYYY-MM-DD, only these days, both included
    by : of coverage: one feature for each village and state of its ground, the ground that nobody
        touched too, in place of one a visited cell
    scope : "site", or the township whose villages are written; a route that stops there is written whole

    Raises
    ------
    InputError : no such window, a day that is none, days reversed, no plan to export from, what cannot be
        dissolved
    """
    opens, closes = day_of(first_day), day_of(last_day)
    if opens and closes and opens > closes:
        raise InputError("error-days-reversed", first=str(opens), last=str(closes))
    if by is not None and kind is not ExportKind.COVERAGE:
        raise InputError("exports-not-dissolved", what=kind.value)
    prepared = prepare(site_dir)
    if kind is ExportKind.MAP:
        _known_window(prepared, expect(prepared).windows, window_id)
        today = datetime.now(prepared.time_zone).date()
        return draw_map(site_dir, window_id=window_id, language=language, today=today, scope=scope)
    if kind is ExportKind.DAILY:
        day = closes or datetime.now(prepared.time_zone).date()
        lines = daily(site_dir, day, scope=scope).lines
        return "".join(f"{t(note.key, Language(language), **note.args)}\n" for note in lines)
    villages = prepared.villages
    names = villages.loc[villages["township"] == scope, "village_id"]
    asked = Asked(window_id, opens, closes, None if scope == WHOLE_SITE else frozenset(names), by)
    return _WRITERS[kind](prepared, asked)


def _coverage(prepared: Prepared, asked: Asked) -> str:
    season = expect(prepared)
    _known_window(prepared, season.windows, asked.window_id)
    with Store.open(prepared.site_dir) as store:
        recorded = recorded_of(store, season, opens=asked.opens, closes=asked.closes)
    whole = asked.opens is None and asked.closes is None
    covered = cover_recorded(prepared, season, recorded, window_id=asked.window_id, kept=whole)
    if asked.by is not None:
        signed = recorded.surveys.confirming
        return _by_state(prepared, covered, asked, risk=season.risk, signed=signed)
    cells = asked.here(prepared.cells[prepared.cells["cell_id"].isin(covered.coverage["cell_id"])])
    table = covered.coverage[covered.coverage["cell_id"].isin(cells["cell_id"])]
    return geojson.coverage_geojson(table, cells, _polygons(prepared, cells), villages=prepared.villages)


def _by_state(prepared: Prepared, covered: Covered, asked: Asked, *, risk: Any, signed: bool) -> str:
    """Write each village's ground by its state; of one window, the ground that it touched."""
    cells, ground = prepared.cells, covered.ground["state"].to_numpy(str)
    place = cells["village_id"].to_numpy(str).astype(object) + "\n" + ground
    left = covered.left.sum(axis=1)
    sums = by_place(covered.coverage, cells, place, risk, left=left, signed_off=signed)
    keep = cells["village_id"].isin(asked.here(cells)["village_id"]).to_numpy()
    if asked.window_id is not None:
        keep = keep & cells["cell_id"].isin(covered.coverage["cell_id"]).to_numpy()
    chosen = cells[keep]
    shapes = dissolve(prepared.villages, chosen, ground[keep], prepared.settings.grid.cell_size_m)
    areas = chosen.groupby([chosen["village_id"], ground[keep]])
    pairs = pd.MultiIndex.from_frame(pd.DataFrame(shapes[["village_id", "alike"]]))
    figures = sums.reindex([f"{village}\n{state}" for village, state in pairs]).reset_index(drop=True)
    counted = {"cells": areas.size(), "area_m2": areas["area_m2"].sum(),
               "searchable_m2": areas["searchable_m2"].sum()}  # fmt: skip
    table = shapes.rename(columns={"alike": "state"}).assign(
        **{name: sums_of.reindex(pairs).to_numpy() for name, sums_of in counted.items()},
        **{name: figures[name].to_numpy() for name in ("pod", "pod_low", "pod_high", "expected_left")},
    )
    return geojson.states_geojson(to_lonlat(table), villages=prepared.villages)


def _cells(prepared: Prepared, asked: Asked) -> str:
    season = assess(prepared)
    _known_window(prepared, season.windows, asked.window_id)
    priority = season.priority if asked.window_id is None else season.priority[[asked.window_id]]
    cells = asked.here(prepared.cells)
    return geojson.cells_geojson(
        cells,
        _polygons(prepared, cells),
        villages=prepared.villages,
        risk=season.risk[season.risk["cell_id"].isin(cells["cell_id"])],
        priority=priority,
    )


def _routes(prepared: Prepared, asked: Asked) -> str:
    plan = _plan(prepared)
    routes, _ = _chosen(prepared, plan, asked)
    return geojson.routes_geojson(routes, bases=prepared.bases)


def _stops(prepared: Prepared, asked: Asked) -> str:
    plan = _plan(prepared)
    return geojson.stops_geojson(_chosen(prepared, plan, asked)[1])


def _pieces(prepared: Prepared, asked: Asked) -> str:
    plan = _plan(prepared)
    routes, _ = _chosen(prepared, plan, asked)
    return geojson.pieces_geojson(plan.pieces[plan.pieces["route_id"].isin(routes["route_id"])])


def _findings(prepared: Prepared, asked: Asked) -> str:
    with Store.open(prepared.site_dir) as store:
        findings = asked.here(read_findings(store))
    if asked.window_id is not None:
        windows = expect(prepared).windows
        _known_window(prepared, windows, asked.window_id)
        window = windows.set_index("window_id").loc[asked.window_id]
        findings = findings[findings["found_on"].between(window["opens"], window["closes"])]
    findings = _between(findings, "found_on", asked)
    places = to_working(findings, prepared.crs).geometry
    ids = cell_of_points(
        prepared.villages, prepared.cells, places.x, places.y, prepared.settings.grid.cell_size_m
    )
    return geojson.findings_geojson(findings, cell_ids=ids, villages=prepared.villages)


_WRITERS: dict[ExportKind, Callable[[Prepared, Asked], str]] = {
    ExportKind.COVERAGE: _coverage,
    ExportKind.CELLS: _cells,
    ExportKind.ROUTES: _routes,
    ExportKind.STOPS: _stops,
    ExportKind.PIECES: _pieces,
    ExportKind.FINDINGS: _findings,
}


def _plan(prepared: Prepared) -> PlanRecord:
    with Store.open(prepared.site_dir) as store:
        plan = read_plan(store)
    if plan is None:
        raise InputError("error-no-plan", place=str(prepared.site_dir))
    return plan


def _chosen(prepared: Prepared, plan: PlanRecord, asked: Asked) -> tuple[Any, Any]:
    """Routes and stops that are asked for."""
    _known_window(prepared, plan.windows, asked.window_id)
    window = asked.window_id
    routes = plan.routes if window is None else plan.routes[plan.routes["window_id"] == window]
    stops = plan.stops
    if asked.villages is not None:
        stops = stops[stops["cell_id"].isin(asked.here(prepared.cells)["cell_id"])]
        routes = routes[routes["route_id"].isin(stops["route_id"])]
    routes = _between(routes, "date", asked)
    return routes, stops[stops["route_id"].isin(routes["route_id"])]


def _between(frame: Any, column: str, asked: Asked) -> Any:
    if asked.opens is not None:
        frame = frame[frame[column] >= pd.Timestamp(asked.opens)]
    if asked.closes is not None:
        frame = frame[frame[column] <= pd.Timestamp(asked.closes)]
    return frame


def _polygons(prepared: Prepared, cells: Any) -> Any:
    return to_lonlat(cell_polygons(prepared.villages, cells, prepared.settings.grid.cell_size_m))


def _known_window(prepared: Prepared, windows: Any, window_id: str | None) -> None:
    known = list(windows["window_id"])
    if window_id is not None and window_id not in known:
        raise InputError(
            "error-no-such-window", place=str(prepared.site_dir), name=window_id, known=", ".join(known)
        )
