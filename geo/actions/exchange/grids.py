"""Lay what is known of the cells on a grid of pixels: risk and coverage, for Cloud Optimized GeoTIFFs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.actions.exchange.gathered import Gathered
from geo.exports.looks import Rule, pod_rules, risk_rules
from geo.exports.qml import raster_qml
from geo.model.land import PixelGrid
from geo.search.ranks import POD_EDGES, rank_edges
from geo.sources.cog import cog
from geo.units import M2_PER_KM2
from geo.words import Language, t

_OPACITY: Final = 0.75


def grids(site: Gathered, language: Language) -> dict[str, bytes]:
    """Return risk and coverage as COG, each with the style that QGIS takes from beside it.

    Risk is expected plots per square kilometre; coverage the chance that a plot was seen, by all looks of
    the season or of the window that is asked for, and nothing where nobody was.
    """
    risk, edges = _risk(site)
    risk_classes, pod_classes = (
        _classes(edges, risk_rules(language)),
        _classes(POD_EDGES, pod_rules(language)),
    )
    grid = _grid(site)
    about = {"site": site.prepared.site.site.name}
    files = {}
    for name, values, classes in (("risk", risk, risk_classes), ("coverage", _coverage(site), pod_classes)):
        called = t(f"exports-grid-{name}", language)
        files[f"{name}.tif"] = cog(_laid(site, values, grid), grid, called=called, tags=about)
        files[f"{name}.qml"] = raster_qml(classes, _OPACITY).encode("utf-8")
    return files


def _classes(edges: Any, rules: Sequence[Rule]) -> list[tuple[float, str, str]]:
    """Upper edge, colour and label of each class: a value on an edge belongs to the class above."""
    below = np.nextafter(np.asarray(edges, np.float32), np.float32(-math.inf))
    uppers = [*below.tolist(), math.inf]
    return [(upper, rule.symbol.fill, rule.label) for upper, rule in zip(uppers, rules, strict=True)]


def _risk(site: Gathered) -> tuple[pd.Series, Any]:
    """Give expected plots per km2 by cell_id, and the edges of its classes."""
    area_m2 = site.prepared.cells.set_index("cell_id")["area_m2"]
    plots = site.season.risk.set_index("cell_id")["expected_plots"].reindex(area_m2.index)
    dense = plots / area_m2
    return dense * M2_PER_KM2, rank_edges(dense, area_m2) * M2_PER_KM2


def _coverage(site: Gathered) -> pd.Series:
    covered = site.covered
    if site.asked.window_id is not None:
        return covered.coverage.set_index("cell_id")["pod"]
    whole = covered.ground.set_index("cell_id")["pod"]
    return whole[whole.index.isin(covered.coverage["cell_id"])]


def _grid(site: Gathered) -> PixelGrid:
    """Return the smallest grid of the site's own squares that holds every cell."""
    cells, size_m = site.prepared.cells, site.prepared.settings.grid.cell_size_m
    west, north = int(cells["ix"].min()), int(cells["iy"].max()) + 1
    columns, rows = int(cells["ix"].max()) + 1 - west, north - int(cells["iy"].min())
    return PixelGrid(site.prepared.crs, west * size_m, north * size_m, size_m, rows, columns)


def _laid(site: Gathered, values: pd.Series, grid: PixelGrid) -> NDArray[np.float32]:
    """Lay values by cell_id on the grid; cells that share a square count by their area."""
    cells, size_m = site.cells, grid.pixel_m
    found = values.reindex(cells["cell_id"]).to_numpy(float)
    known = np.isfinite(found)
    row = round(grid.top_m / size_m) - 1 - cells["iy"].to_numpy()[known]
    column = cells["ix"].to_numpy()[known] - round(grid.left_m / size_m)
    area_m2 = cells["area_m2"].to_numpy()[known]
    total, share = (np.zeros((grid.rows, grid.columns)) for _ in range(2))
    np.add.at(total, (row, column), found[known] * area_m2)
    np.add.at(share, (row, column), area_m2)
    with np.errstate(invalid="ignore"):
        return np.asarray(total / share, np.float32)
