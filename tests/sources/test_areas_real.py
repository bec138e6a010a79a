"""Real ground with land cover in place of compartments: every cell goes to the polygon with most of it."""

import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.ground.areas import areas_of_cells
from geo.sources.areas import read_areas
from geo.sources.vectors import read_villages

REAL = os.environ.get("TACHA_REAL_DATA", "")
CRS, SIDE = "EPSG:32632", 250.0


def cells_of(villages):
    """Squares cut to the villages: village_id, ix, iy, area_m2."""
    parts = []
    for row in villages.itertuples():
        west, south, east, north = (int(np.floor(edge / SIDE)) for edge in row.geometry.bounds)
        ix, iy = (
            side.ravel() for side in np.meshgrid(np.arange(west, east + 1), np.arange(south, north + 1))
        )
        squares = shapely.box(ix * SIDE, iy * SIDE, ix * SIDE + SIDE, iy * SIDE + SIDE)
        area_m2 = shapely.area(shapely.intersection(row.geometry, squares))
        frame = pd.DataFrame({"village_id": row.village_id, "ix": ix, "iy": iy, "area_m2": area_m2})
        parts.append(frame[area_m2 > 0])
    return pd.concat(parts, ignore_index=True)


@pytest.mark.real
@pytest.mark.skipif(not REAL, reason="TACHA_REAL_DATA names no folder of real boundaries")
def test_real_polygons_hold_the_cells_that_cutting_every_pair_gives_them(tmp_path):
    folder = Path(REAL) / "liechtenstein"
    villages = read_villages(folder / "municipalities.geojson")[0].to_crs(CRS).reset_index(drop=True)
    cover = gpd.read_file(folder / "landcover.gpkg")[["geometry"]].iloc[:1500]
    number = np.arange(len(cover))
    cover.assign(LIN_BAN=number // 50, XIAO_BAN=number % 50).to_file(tmp_path / "xb.gpkg")
    areas, _ = read_areas(tmp_path / "xb.gpkg", villages=villages, crs=CRS)
    cells = cells_of(villages)
    held = areas_of_cells(areas, villages, cells, SIDE)
    outline, shapes = (
        dict(zip(villages["village_id"], villages.geometry, strict=True)),
        areas.geometry.to_numpy(),
    )
    for row in np.random.default_rng(1).choice(len(cells), 60, replace=False):
        cell = cells.iloc[row]
        west, south = cell["ix"] * SIDE, cell["iy"] * SIDE
        piece = outline[cell["village_id"]].intersection(shapely.box(west, south, west + SIDE, south + SIDE))
        m2 = shapely.area(shapely.intersection(shapes, piece))
        mine = m2[areas["area_id"].eq(held[row]).argmax()] if held[row] else 0.0
        assert mine == pytest.approx(m2.max(), abs=1.0)
