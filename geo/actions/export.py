"""Write what others read: coverage, cells, routes, stops, findings as GeoJSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.assess import assess
from geo.actions.cover import cover_recorded, recorded_of
from geo.actions.day_typed import day_of
from geo.actions.expect import expect
from geo.actions.prepare import Prepared, prepare
from geo.errors import InputError
from geo.exports import geojson
from geo.ground.crs import to_lonlat, to_working
from geo.ground.grid import cell_of_points, cell_polygons
from geo.records.findings import read_findings
from geo.records.plans import PlanRecord, read_plan
from geo.records.store import Store


class ExportKind(StrEnum):
    """What can be exported."""

    COVERAGE = "coverage"
    CELLS = "cells"
    ROUTES = "routes"
    STOPS = "stops"
    PIECES = "pieces"
    FINDINGS = "findings"


def export(
    site_dir: Path,
    kind: ExportKind,
    *,
    window_id: str | None = None,
    first_day: str | None = None,
    last_day: str | None = None,
) -> str:
    """Return a site's records as GeoJSON text (RFC 7946, WGS84).

    Parameters
    ----------
    window_id : only this window; first_day, last_day : YYYY-MM-DD, only these days, both included

    Raises
    ------
    InputError : no such window, a day that is none, days reversed, or no plan to export from
    """
    opens, closes = day_of(first_day), day_of(last_day)
    if opens and closes and opens > closes:
        raise InputError("error-days-reversed", first=str(opens), last=str(closes))
    prepared = prepare(site_dir)
    write = _WRITERS[kind]
    return write(prepared, window_id, opens, closes)


def _coverage(prepared: Prepared, window_id: str | None, opens: date | None, closes: date | None) -> str:
    season = expect(prepared)
    _known_window(prepared, season.windows, window_id)
    with Store.open(prepared.site_dir) as store:
        recorded = recorded_of(store, season, opens=opens, closes=closes)
    whole = opens is None and closes is None
    table = cover_recorded(prepared, season, recorded, window_id=window_id, kept=whole).coverage
    cells = prepared.cells[prepared.cells["cell_id"].isin(table["cell_id"])]
    return geojson.coverage_geojson(table, cells, _polygons(prepared, cells), villages=prepared.villages)


def _cells(prepared: Prepared, window_id: str | None, opens: date | None, closes: date | None) -> str:  # noqa: ARG001
    season = assess(prepared)
    _known_window(prepared, season.windows, window_id)
    priority = season.priority if window_id is None else season.priority[[window_id]]
    return geojson.cells_geojson(
        prepared.cells,
        _polygons(prepared, prepared.cells),
        villages=prepared.villages,
        risk=season.risk,
        priority=priority,
    )


def _routes(prepared: Prepared, window_id: str | None, opens: date | None, closes: date | None) -> str:
    plan = _plan(prepared)
    routes = _chosen_routes(prepared, plan, window_id, opens, closes)
    return geojson.routes_geojson(routes, bases=prepared.bases)


def _stops(prepared: Prepared, window_id: str | None, opens: date | None, closes: date | None) -> str:
    plan = _plan(prepared)
    routes = _chosen_routes(prepared, plan, window_id, opens, closes)
    return geojson.stops_geojson(plan.stops[plan.stops["route_id"].isin(routes["route_id"])])


def _pieces(prepared: Prepared, window_id: str | None, opens: date | None, closes: date | None) -> str:
    plan = _plan(prepared)
    routes = _chosen_routes(prepared, plan, window_id, opens, closes)
    return geojson.pieces_geojson(plan.pieces[plan.pieces["route_id"].isin(routes["route_id"])])


def _findings(prepared: Prepared, window_id: str | None, opens: date | None, closes: date | None) -> str:
    with Store.open(prepared.site_dir) as store:
        findings = read_findings(store)
    if window_id is not None:
        windows = expect(prepared).windows
        _known_window(prepared, windows, window_id)
        window = windows.set_index("window_id").loc[window_id]
        findings = findings[findings["found_on"].between(window["opens"], window["closes"])]
    findings = _between(findings, "found_on", opens, closes)
    places = to_working(findings, prepared.crs).geometry
    ids = cell_of_points(
        prepared.villages, prepared.cells, places.x, places.y, prepared.settings.grid.cell_size_m
    )
    return geojson.findings_geojson(findings, cell_ids=ids, villages=prepared.villages)


_WRITERS: dict[ExportKind, Callable[[Prepared, str | None, date | None, date | None], str]] = {
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


def _chosen_routes(
    prepared: Prepared, plan: PlanRecord, window_id: str | None, opens: date | None, closes: date | None
) -> Any:
    _known_window(prepared, plan.windows, window_id)
    routes = plan.routes if window_id is None else plan.routes[plan.routes["window_id"] == window_id]
    return _between(routes, "date", opens, closes)


def _between(frame: Any, column: str, opens: date | None, closes: date | None) -> Any:
    if opens is not None:
        frame = frame[frame[column] >= pd.Timestamp(opens)]
    if closes is not None:
        frame = frame[frame[column] <= pd.Timestamp(closes)]
    return frame


def _polygons(prepared: Prepared, cells: Any) -> Any:
    return to_lonlat(cell_polygons(prepared.villages, cells, prepared.settings.grid.cell_size_m))


def _known_window(prepared: Prepared, windows: Any, window_id: str | None) -> None:
    known = list(windows["window_id"])
    if window_id is not None and window_id not in known:
        raise InputError(
            "error-no-such-window", place=str(prepared.site_dir), name=window_id, known=", ".join(known)
        )
