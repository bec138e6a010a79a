"""Cells that are alike become one shape; the shapes of a village are the village."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.ground.dissolve import dissolve

CRS = "EPSG:32648"
TILTED = shapely.Polygon([(130, 40), (960, 180), (900, 930), (60, 800)])
VILLAGES = gpd.GeoDataFrame({"village_id": ["a"]}, geometry=[TILTED], crs=CRS)


def cells():
    ix, iy = (side.ravel() for side in np.meshgrid(np.arange(4), np.arange(4)))
    return pd.DataFrame({"village_id": "a", "ix": ix, "iy": iy})


def test_the_shapes_of_a_village_add_up_to_it_and_overlap_nowhere():
    alike = np.where(cells()["ix"] < 2, "searched", "open")
    found = dissolve(VILLAGES, cells(), alike, 250.0)
    assert list(found["alike"]) == ["open", "searched"]
    assert found.area.sum() == pytest.approx(TILTED.area, rel=1e-12)
    assert shapely.intersection(*found.geometry).area == pytest.approx(0, abs=1e-6)
    assert set(found.geom_type) == {"Polygon"}


def test_cells_that_meet_in_a_corner_only_stay_parts_of_one_shape():
    table = cells()
    alike = np.where((table["ix"] + table["iy"]) % 2, "white", "black")
    found = dissolve(VILLAGES, table, alike, 250.0)
    assert set(found.geom_type) == {"MultiPolygon"}
    assert found.geometry.is_valid.all()
    assert found.area.sum() == pytest.approx(TILTED.area, rel=1e-12)


def test_ground_that_is_not_asked_for_is_in_no_shape():
    some = cells().iloc[[5]]
    found = dissolve(VILLAGES, some, ["open"], 250.0)
    assert found.area.tolist() == [250.0 * 250.0]
