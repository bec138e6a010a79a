"""The hazards of a site's input file: cliffs, reservoirs, snares, ground without signal."""

from __future__ import annotations

from typing import Any

import geopandas as gpd

from geo.actions.prepared.ground import input_path, input_row
from geo.actions.prepared.prepare import Prepared
from geo.sources.vectors import read_hazards


def hazards_of(prepared: Prepared) -> Any:
    """Read what teams must be warned of: kind, note and a shape of any type, in the working CRS.

    Without such an input the table is empty.

    Raises
    ------
    InputError : the file is wrong
    """
    row = input_row(prepared.site, "hazards")
    if row is None:
        return gpd.GeoDataFrame({"kind": [], "note": []}, geometry=[], crs=prepared.crs)
    hazards, _ = read_hazards(
        input_path(prepared.site_dir, row), crs=prepared.crs, datum=row.datum or None,
        settings=prepared.settings,
    )  # fmt: skip
    return hazards
