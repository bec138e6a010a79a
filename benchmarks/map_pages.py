"""Pages of invented cells for `benchmarks.map`: one by our layers, one by plain folium."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from benchmarks.spent import timed
from geo.model.land import PixelGrid, Terrain
from geo.words import Language
from layers.assets import copy_vendor, links
from layers.base import base_parts, grid_picture
from layers.classes import Quantity, cell_classes, rank_edges
from layers.drawn import labels_of
from layers.legend import legend_html
from layers.map import base_map, grid_group
from layers.marks import Mark
from layers.overlays import Shown
from layers.sheet import sheet_head
from layers.style import VIRIDIS

CRS, LEFT_M, BOTTOM_M, SIZE_M, PIXEL_M = "EPSG:4544", 450_000.0, 3_700_000.0, 250.0, 180.0
VILLAGES_A_SIDE, LIMIT_DEG = 20, 30.0
_SIDE = range(VILLAGES_A_SIDE)


@dataclass(frozen=True)
class Page:
    """A page on disk: bytes of the page, of its pictures in it, and the CPU seconds of building it."""

    file: Path
    size: int
    pictures: dict[str, int]
    built_s: float

    def told(self) -> dict[str, Any]:
        """Figures of the page as a row."""
        return {"bytes": self.size, **self.pictures, "built_cpu_s": round(self.built_s, 2)}


def our_page(folder: Path, down: int, across: int) -> Page:
    """Draw a county of `down` by `across` cells as the app does: hillshade, grid, marks, outlines, names."""
    view = _county(down, across)

    def draw() -> tuple[str, dict[str, int]]:
        base = base_parts(
            view.villages, view.cells, view.terrain, None, cell_size_m=SIZE_M, limit_deg=LIMIT_DEG
        )
        shown = cell_classes(
            Quantity.RISK, "w1", cells=view.cells, risk=view.risk, priority=view.risk, coverage=view.coverage
        )
        marks = np.where(view.searched, Mark.VISITED, Mark.NONE).astype(np.uint8)
        picture = grid_picture(base, view.cells, shown, marks)
        labels = labels_of(view, Shown("w1"), Language.ZH)
        legend = legend_html(picture, labels=labels, signs=["bases"], teams={}, language=Language.ZH)
        head = sheet_head(site="county", shows="", window="", day="", plan_hash="", language=Language.ZH)
        figure = base_map(base)
        grid_group(base, picture, labels=labels, legend=legend, sheet=head).add_to(figure)
        sizes = {
            "grid_bytes": len(picture.url) + len(picture.marks_url or ""),
            "hillshade_bytes": len(base.hillshade_uri),
            "steep_bytes": 0 if base.steep is None else len(base.steep.url),
        }
        return figure.get_root().render(), sizes

    seconds, (html, sizes) = timed(draw)
    return _written(folder, html, sizes, seconds)


def plain_page(folder: Path, cells: int) -> Page:
    """Draw as many cells with folium as its manual shows it: a polygon each, coloured, with a tooltip."""
    side = int(np.ceil(np.sqrt(cells)))
    view = _county(side, side)
    risk = view.risk["expected_plots"]
    edges = rank_edges(risk, pd.Series(1.0, index=risk.index))
    rank = np.searchsorted(edges, risk.to_numpy(), side="right")
    left, low = view.cells["ix"].to_numpy() * SIZE_M, view.cells["iy"].to_numpy() * SIZE_M
    boxes = shapely.box(left, low, left + SIZE_M, low + SIZE_M)
    frame = gpd.GeoDataFrame({"cell": view.cells["cell_id"], "rank": rank}, geometry=boxes, crs=CRS)
    frame = frame.iloc[:cells].to_crs("EPSG:4326")

    def draw() -> str:
        figure = _PlainMap(location=[frame.total_bounds[[1, 3]].mean(), frame.total_bounds[[0, 2]].mean()],
                           tiles=None, zoom_start=9)  # fmt: skip
        folium.GeoJson(
            frame,
            style_function=lambda cell: {
                "fillColor": VIRIDIS[cell["properties"]["rank"]], "weight": 0, "fillOpacity": 0.6
            },
            tooltip=folium.GeoJsonTooltip(["cell", "rank"]),
        ).add_to(figure)  # fmt: skip
        return str(figure.get_root().render())

    seconds, html = timed(draw)
    return _written(folder, html, {}, seconds)


class _PlainMap(folium.Map):  # type: ignore[misc]  # untyped base
    """A folium map as it comes, but for the address of Leaflet: there is no network."""

    default_js = links(("leaflet.js", "jquery.min.js"))
    default_css = links(("leaflet.css",))


def _written(folder: Path, html: str, pictures: dict[str, int], seconds: float) -> Page:
    # The same depth of folders as in the app, so that relative links lead to the scripts.
    copy_vendor(folder / "app" / "static")
    file = folder / "component" / "map" / "index.html"
    file.parent.mkdir(parents=True)
    file.write_text(html, encoding="utf-8")
    return Page(file, len(html.encode("utf-8")), pictures, seconds)


def _county(down: int, across: int) -> Any:
    """Cells, risk as smooth hills of it, searched ground, villages and terrain of a county."""
    dice = np.random.default_rng(5)
    iy, ix = (side.ravel() for side in np.meshgrid(np.arange(down), np.arange(across), indexing="ij"))
    v = (iy * VILLAGES_A_SIDE // down) * VILLAGES_A_SIDE + ix * VILLAGES_A_SIDE // across
    east, north = ix + int(LEFT_M / SIZE_M), iy + int(BOTTOM_M / SIZE_M)
    names = pd.Series(east).astype(str) + "_" + pd.Series(north).astype(str)
    cells = pd.DataFrame(
        {"cell_id": names, "village_id": v.astype(str), "ix": east, "iy": north, "area_m2": SIZE_M**2}
    )
    waves = sum(
        dice.uniform(0.4, 1.0)
        * np.sin(ix / dice.uniform(8, 60) + iy / dice.uniform(8, 60) + dice.uniform(0, 6))
        for _ in range(8)
    )
    plots = np.exp(waves + dice.normal(0, 0.25, len(ix)))
    searched = (np.sin(ix / 9) * np.cos(iy / 7) + dice.normal(0, 0.2, len(ix))) > 0.75
    box = shapely.box(LEFT_M, BOTTOM_M, LEFT_M + across * SIZE_M, BOTTOM_M + down * SIZE_M)
    x, y = (
        np.linspace(a, b, VILLAGES_A_SIDE + 1) for a, b in zip(box.bounds[:2], box.bounds[2:], strict=True)
    )
    shapes = [shapely.box(x[i], y[j], x[i + 1], y[j + 1]) for j in _SIDE for i in _SIDE]
    villages = gpd.GeoDataFrame(
        {"village_id": [str(k) for k in range(400)], "name": [f"village {k}" for k in range(400)],
         "township": [f"town {k % 20 // 4}{k // 80}" for k in range(400)]},
        geometry=shapes, crs=CRS,
    )  # fmt: skip
    return SimpleNamespace(
        cells=cells,
        risk=pd.DataFrame({"cell_id": names, "expected_plots": plots}),
        coverage=pd.DataFrame({"cell_id": pd.Series(dtype="str"), "window_id": pd.Series(dtype="str"),
                               "visited": pd.Series(dtype="bool"), "expected_left": pd.Series(dtype=float)}),
        searched=searched,
        villages=villages,
        windows=pd.DataFrame({"window_id": ["w1"], "name": ["w1"]}),
        terrain=_hills(down, across),
    )  # fmt: skip


def _hills(down: int, across: int) -> Terrain:
    rows, columns = (int(side * SIZE_M / PIXEL_M) + 20 for side in (down, across))
    grid = PixelGrid(CRS, LEFT_M - 10 * PIXEL_M, BOTTOM_M + (rows - 10) * PIXEL_M, PIXEL_M, rows, columns)
    dice = np.random.default_rng(6)
    y, x = np.mgrid[0:rows, 0:columns]
    height = 120 * sum(
        np.sin(x / dice.uniform(3, 40) + dice.uniform(0, 6)) * np.cos(y / dice.uniform(3, 40))
        for _ in range(6)
    )
    down_y, down_x = np.gradient(-height, PIXEL_M)
    slope, aspect = (
        np.degrees(np.arctan(np.hypot(down_x, down_y))),
        np.degrees(np.arctan2(down_x, -down_y)) % 360,
    )
    no = np.zeros(height.shape, dtype=bool)
    cover = np.full(height.shape, 3, dtype=np.uint8)
    return Terrain(grid, height.astype("f4"), no, slope.astype("f4"), aspect.astype("f4"), cover, ~no, no)
