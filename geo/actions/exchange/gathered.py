"""Hold what files for others are made from: the part that is asked for, each thing made once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo.actions.coverage.cover import Covered, Recorded, cover_recorded, recorded_of
from geo.actions.day.day_typed import day_of
from geo.actions.prepared.assess import assess
from geo.actions.prepared.expect import Expected, expect
from geo.actions.prepared.prepare import Prepared, prepare
from geo.errors import InputError
from geo.ground.crs import to_lonlat
from geo.ground.grid import cell_polygons
from geo.records.actor import WHOLE_SITE
from geo.records.plans import PlanRecord, read_plan
from geo.records.store import Store
from geo.search.ranks import rank_edges


class DissolvedBy(StrEnum):
    """What cells of a village are joined by: their state in the season."""

    STATE = "state"


@dataclass(frozen=True)
class Asked:
    """Which part of a site is asked for: one window, some days, the villages of one township; None: all."""

    window_id: str | None = None
    opens: date | None = None
    closes: date | None = None
    scope: str = WHOLE_SITE


def asked_of(
    window_id: str | None = None,
    first_day: str | None = None,
    last_day: str | None = None,
    scope: str = WHOLE_SITE,
) -> Asked:
    """Understand what was typed.

    Raises
    ------
    InputError : a day that is none, days reversed
    """
    opens, closes = day_of(first_day), day_of(last_day)
    if opens and closes and opens > closes:
        raise InputError("error-days-reversed", first=str(opens), last=str(closes))
    return Asked(window_id, opens, closes, scope)


class Gathered:
    """The layers of a site, each made when it is asked for; what several need is made once.

    Raises
    ------
    InputError : no such window, no plan to read from
    """

    def __init__(self, site_dir: Path, asked: Asked) -> None:
        self.prepared: Prepared = prepare(site_dir)
        self.asked = asked

    @cached_property
    def season(self) -> Expected:
        """What is expected where and when."""
        return expect(self.prepared)

    @cached_property
    def priority(self) -> Any:
        """Index cell_id, a column per window: what the next pass would find in an hour."""
        return assess(self.prepared).priority

    @cached_property
    def rank(self) -> pd.Series:
        """Class of risk of every cell of the site, 1 to 5 as the map has them, 0 for none; by cell_id."""
        area_m2 = self.prepared.cells.set_index("cell_id")["area_m2"]
        plots = self.season.risk.set_index("cell_id")["expected_plots"].reindex(area_m2.index)
        dense = plots / area_m2
        ranks = 1 + np.searchsorted(rank_edges(dense, area_m2), dense.fillna(0.0), side="right")
        return pd.Series(np.where(dense > 0, ranks, 0), index=area_m2.index)

    @property
    def plan(self) -> PlanRecord:
        """The plan in force, or the newest."""
        if self._plan is None:
            raise InputError("error-no-plan", place=str(self.prepared.site_dir))
        return self._plan

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan at all."""
        return self._plan is not None

    @cached_property
    def _plan(self) -> PlanRecord | None:
        with Store.open(self.prepared.site_dir) as store:
            return read_plan(store)

    @cached_property
    def recorded(self) -> Recorded:
        """What was recorded in the season, between the days that are asked for."""
        with Store.open(self.prepared.site_dir) as store:
            return recorded_of(store, self.season, opens=self.asked.opens, closes=self.asked.closes)

    @cached_property
    def covered(self) -> Covered:
        """Coverage of the window and the days that are asked for."""
        self.know_window(self.season.windows)
        whole = self.asked.opens is None and self.asked.closes is None
        return cover_recorded(
            self.prepared, self.season, self.recorded, window_id=self.asked.window_id, kept=whole
        )

    @cached_property
    def cells(self) -> Any:
        """CELLS of the villages that are asked for."""
        return self.here(self.prepared.cells)

    @cached_property
    def polygons(self) -> Any:
        """Polygons of `cells` in EPSG:4326."""
        return self.drawn(self.cells)

    def drawn(self, cells: Any) -> Any:
        """Polygons of some CELLS in EPSG:4326."""
        size_m = self.prepared.settings.grid.cell_size_m
        return to_lonlat(cell_polygons(self.prepared.villages, cells, size_m))

    def here(self, table: Any) -> Any:
        """Rows of a table whose village is asked for."""
        if self.asked.scope == WHOLE_SITE:
            return table
        villages = self.prepared.villages
        names = villages.loc[villages["township"] == self.asked.scope, "village_id"]
        return table[table["village_id"].isin(names)]

    def between(self, frame: Any, column: str) -> Any:
        """Rows of a table whose day is asked for."""
        if self.asked.opens is not None:
            frame = frame[frame[column] >= pd.Timestamp(self.asked.opens)]
        if self.asked.closes is not None:
            frame = frame[frame[column] <= pd.Timestamp(self.asked.closes)]
        return frame

    def in_window(self, frame: Any, column: str) -> Any:
        """Rows of a table whose day lies in the window that is asked for."""
        if self.asked.window_id is None:
            return frame
        self.know_window(self.season.windows)
        window = self.season.windows.set_index("window_id").loc[self.asked.window_id]
        return frame[frame[column].between(window["opens"], window["closes"])]

    def know_window(self, windows: Any) -> None:
        """Refuse a window that is not among these."""
        name, known = self.asked.window_id, list(windows["window_id"])
        if name is not None and name not in known:
            place = str(self.prepared.site_dir)
            raise InputError("error-no-such-window", place=place, name=name, known=", ".join(known))

    def chosen(self) -> tuple[Any, Any]:
        """Routes and stops that are asked for; a route that stops in the township is given whole."""
        self.know_window(self.plan.windows)
        window, routes, stops = self.asked.window_id, self.plan.routes, self.plan.stops
        if window is not None:
            routes = routes[routes["window_id"] == window]
        if self.asked.scope != WHOLE_SITE:
            stops = stops[stops["cell_id"].isin(self.cells["cell_id"])]
            routes = routes[routes["route_id"].isin(stops["route_id"])]
        routes = self.between(routes, "date")
        return routes, stops[stops["route_id"].isin(routes["route_id"])]
