"""The process in which a new site's boundaries are looked at: `python -m geo.actions.site.previewing`.

It reads a boundary file, or divides a traced outline among the village offices in it. Nothing is kept.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from geo.errors import InputError
from geo.ground.boundaries import repair
from geo.ground.crs import LONLAT, lonlat_points, to_lonlat, working_crs
from geo.ground.nearest import nearest_ground
from geo.ground.terrain import make_terrain
from geo.model.notes import Note
from geo.settings import DEFAULTS
from geo.sources.rasters import plain_grid, read_dem
from geo.sources.reading import main
from geo.sources.vectors import WALKED, polygons_of, read_villages

MODULE: Final = "geo.actions.site.previewing"
FILE: Final = "boundary"
OUTLINE: Final = "outline"
_TEXT_KINDS: Final = frozenset("OUT")


def villages_of_file(
    file: Path, *, name_field: str | None = None, datum: str | None = None
) -> tuple[Any, list[Note], list[str]]:
    """Read a boundary file as a site would.

    Returns
    -------
    VILLAGES with area_km2, in EPSG:4326; what was guessed and mended; the columns that may hold names

    Raises
    ------
    InputError : as `read_villages` and `repair`
    """
    raw, notes = read_villages(file, name_field=name_field, datum=datum)
    villages, repairs = repair(raw, file=Path(file).name, crs=working_crs(raw, file=Path(file).name))
    frame, _ = polygons_of(file, datum=datum)
    columns = [
        str(name)
        for name in frame.columns
        if name != frame.geometry.name and frame[name].dtype.kind in _TEXT_KINDS
    ]
    return _shown(villages), [*notes, *repairs], columns


def villages_of_outline(
    file: Path, *, dem: Path | None = None, datum: str | None = None
) -> tuple[Any, list[Note], list[str]]:
    """Divide an outline among village offices by walking time.

    Parameters
    ----------
    file : JSON with outline and offices, as `geo.actions.site.draft` keeps them
    dem : elevations; without them all ground is flat
    datum : unused; clicks are WGS84

    Raises
    ------
    InputError : an outline that crosses itself, an office outside it or on another one's place
    """
    del datum
    told = json.loads(Path(file).read_text(encoding="utf-8"))
    drawn = shapely.Polygon(told["outline"])
    if not drawn.is_valid or drawn.area == 0:
        raise InputError("start-outline-crosses")
    frame = gpd.GeoDataFrame(geometry=[drawn], crs=LONLAT)
    crs = working_crs(frame, file=Path(file).name)
    outline = frame.to_crs(crs).geometry.iloc[0]
    offices = told["offices"]
    x, y = lonlat_points([one["lon"] for one in offices], [one["lat"] for one in offices], crs)
    inside = shapely.contains_xy(outline, x, y)
    if not inside.all():
        raise InputError("start-office-outside", name=offices[int(np.argmin(inside))]["name"])
    bounds = tuple(np.array(outline.bounds) + np.array([-1, -1, 1, 1]) * DEFAULTS.grid.pixel_m)
    notes: list[Note] = []
    if dem is None:
        grid, heights = plain_grid(crs, bounds, DEFAULTS.grid.pixel_m), None
    else:
        grid, heights, notes = read_dem(dem, crs=crs, site=outline, bounds=bounds)
    terrain = make_terrain(grid, heights, None, None, None, DEFAULTS)
    shapes = nearest_ground(outline, x, y, terrain, DEFAULTS)
    names = [one["name"] for one in offices]
    for name, shape in zip(names, shapes, strict=True):
        if shape.is_empty:
            raise InputError("start-office-twice", name=name)
    columns = {"village_id": names, "name": names, "township": [""] * len(names)}
    return _shown(gpd.GeoDataFrame(columns, geometry=shapes, crs=crs)), [*notes, WALKED], []


def _shown(villages: Any) -> Any:
    return to_lonlat(villages.assign(area_km2=villages.area / 1e6))


if __name__ == "__main__":
    main({FILE: villages_of_file, OUTLINE: villages_of_outline})
