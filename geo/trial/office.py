"""What the office of a synthetic county has on file: past finds, logged effort, leads of the season."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.ground.grid import cell_of_points
from geo.model import schema
from geo.model.tables import check
from geo.settings import Settings
from geo.trial.growers import Habits, Plots, Truth
from geo.trial.landscape import CRS, Landscape

YEAR = 2026
"""The season that is planned."""


@dataclass(frozen=True)
class Known:
    """What the office has on file: HISTORY, EFFORT, LEADS; images_covered (cells,) shares."""

    history: Any
    effort: Any
    leads: Any
    images_covered: NDArray[np.float64]


def records(
    land: Landscape, cells: Any, truth: Truth, habits: Habits, rng: np.random.Generator, settings: Settings
) -> Known:
    """Write down what past seasons found, where they looked if that was logged, and this season's leads."""
    plots, grid = truth.plots, land.terrain.grid
    x, y = grid.centre(plots.row, plots.column)
    row = cell_rows(land, cells, x, y, settings)
    village = np.where(row >= 0, cells["village_id"].to_numpy(object)[row], "")
    imaged = rng.random(len(land.villages)) < habits.imaged
    names = land.villages["village_id"].to_numpy(object)
    covered = np.isin(cells["village_id"].to_numpy(object), names[imaged]).astype(float)
    return Known(
        _history(plots, x, y, village, habits, rng),
        _effort(names, truth, habits, rng),
        _leads(plots, (x, y), row, (land, cells, covered), habits, rng),
        covered,
    )


def _history(plots: Plots, x: Any, y: Any, village: Any, habits: Habits, rng: np.random.Generator) -> Any:
    found = np.flatnonzero(plots.found & (village != ""))
    noise = rng.normal(0.0, 30.0, (2, len(found)))
    points = shapely.points(x[found] + noise[0], y[found] + noise[1])
    points[rng.random(len(found)) < habits.village_only] = None
    table = {
        "history_id": [f"h{number}" for number in range(len(found))],
        "season": YEAR + plots.season[found],
        "village_id": village[found],
        "plants": np.nan,
        "area_m2": np.nan,
    }
    return check(
        gpd.GeoDataFrame(table, geometry=points, crs=CRS).astype({"village_id": "str"}), schema.HISTORY
    )


def _effort(names: Any, truth: Truth, habits: Habits, rng: np.random.Generator) -> Any:
    village, season = (axis.ravel() for axis in np.indices(truth.effort.shape))
    logged = rng.random(len(village)) < habits.logged
    table = {
        "season": (YEAR - truth.effort.shape[1] + season)[logged],
        "village_id": names[village[logged]],
        "coverage": truth.effort.ravel()[logged],
    }
    return check(pd.DataFrame(table).astype({"village_id": "str"}), schema.EFFORT)


def _leads(
    plots: Plots, places: tuple[Any, Any], row: Any, ground: tuple[Landscape, Any, Any], habits: Habits,
    rng: np.random.Generator,
) -> Any:  # fmt: skip
    """Satellite marks and tips, true and false ones."""
    _, cells, covered = ground
    now = plots.of(0)
    now = now[row[now] >= 0]
    marked = now[(covered[row[now]] > 0) & (rng.random(len(now)) < habits.mark_found)]
    tipped = now[rng.random(len(now)) < habits.tipped]
    image = np.flatnonzero(covered > 0)
    squares = habits.mark_false * cells["area_m2"].to_numpy(float)[image].sum() / 1e6
    false_marks = rng.choice(image, rng.poisson(squares)) if len(image) else image
    false_tips = rng.choice(len(cells), rng.poisson(habits.false_tips))
    at = cells[["x", "y"]].to_numpy(float)
    x = np.concatenate([places[0][marked], at[false_marks, 0], places[0][tipped], at[false_tips, 0]])
    y = np.concatenate([places[1][marked], at[false_marks, 1], places[1][tipped], at[false_tips, 1]])
    marks, tips = len(marked) + len(false_marks), len(tipped) + len(false_tips)
    error_m = np.repeat([50.0, 250.0], [marks, tips])
    noise = rng.normal(0.0, 1.0, (2, len(error_m))) * error_m
    table = pd.DataFrame(
        {
            "lead_id": [f"l{number}" for number in range(marks + tips)],
            "reported_on": pd.Timestamp(YEAR, 3, 1),
            "kind": np.repeat(["satellite", "tip"], [marks, tips]),
            "strength": np.repeat([1.0, 0.4], [marks, tips]),
            "error_m": error_m,
            "village_id": "",
            "state": "new",
            "note": "",
        }
    )
    table = table.astype(dict.fromkeys(("lead_id", "kind", "village_id", "state", "note"), "str"))
    return check(
        gpd.GeoDataFrame(table, geometry=shapely.points(x + noise[0], y + noise[1]), crs=CRS), schema.LEADS
    )


def cell_rows(land: Landscape, cells: Any, x: Any, y: Any, settings: Settings) -> NDArray[np.int64]:
    """Return the row in CELLS of each place, -1 outside."""
    ids = cell_of_points(land.villages, cells, x, y, settings.grid.cell_size_m)
    return pd.Index(cells["cell_id"]).get_indexer(ids).astype(np.int64)
