"""Read past effort as rasters of coverage factors, one band a season; tell rasters, tracks, sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyogrio
from numpy.typing import NDArray

from geo.errors import InputError
from geo.model.land import PixelGrid
from geo.model.notes import Note
from geo.settings import DEFAULTS, Settings
from geo.sources.opening import look_at
from geo.sources.rasters import grid_of, on_grid, opened_raster
from geo.sources.tracks import KINDS

_MOST_COVERAGE: Final = 50.0
_MOST_BANDS: Final = 60
_YEAR: Final = re.compile(r"(?<!\d)(19[5-9]\d|20\d{2})(?!\d)")


def effort_form(path: str | Path, *, settings: Settings = DEFAULTS) -> str:
    """Tell what past effort is given as: raster, tracks or sheet.

    Raises
    ------
    InputError : missing, empty, too big, of no kind that is read
    """
    file, kind = look_at(path, (*KINDS, "tiff"), settings=settings)
    if kind == "tiff":
        return "raster"
    if kind in {"gpx", "kml"}:
        return "tracks"
    if kind in {"text", "xlsx"}:
        return "sheet"
    if kind == "zip":
        return "tracks"
    try:
        shapes = [str(shape or "") for shape in pyogrio.list_layers(file)[:, 1]]
    except (pyogrio.errors.DataSourceError, RuntimeError, ValueError):
        return "sheet"
    return "tracks" if any("Line" in shape for shape in shapes) else "sheet"


def read_effort_raster(
    path: str | Path,
    *,
    crs: str,
    site: Any,
    seasons: Sequence[int] = (),
    settings: Settings = DEFAULTS,
) -> tuple[PixelGrid, dict[int, NDArray[np.float32]], list[Note]]:
    """Read coverage factors, one band a season.

    Parameters
    ----------
    path : GeoTIFF; nodata is ground whose effort is not logged
    crs : working CRS
    site : polygon of the site in the working CRS
    seasons : year of each band; none: the bands' descriptions hold them

    Returns
    -------
    grid, coverage factors by season, float32 (rows, columns) with NaN where not logged; notes

    Raises
    ------
    InputError : no GeoTIFF, damaged, without CRS or place, a band without season, two bands of one, factors
        below 0 or above 50, nothing of it in the site
    """
    file, _ = look_at(path, ("tiff",), settings=settings)
    with opened_raster(file) as source:
        if source.count > _MOST_BANDS:
            raise InputError("source-effort-bands", file=file.name, bands=source.count, seasons=_MOST_BANDS)
        years = _seasons(source, seasons, name=file.name)
        grid = grid_of(source, crs, site.bounds, site.bounds, settings, name=file.name, coarsest_m=np.inf)
        bands = {
            year: on_grid(source, grid, name=file.name, band=band) for band, year in enumerate(years, start=1)
        }
    for year, values in bands.items():
        values[~np.isfinite(values)] = np.nan
        wrong = (values < 0) | (values > _MOST_COVERAGE)
        if wrong.any():
            shown = f"{float(values[wrong][0]):.6g}"
            raise InputError("source-effort-range", file=file.name, season=str(year), value=shown)
    if all(np.isnan(values).all() for values in bands.values()):
        raise InputError("source-effort-elsewhere", file=file.name)
    said: dict[str, object] = {"file": file.name, "seasons": ", ".join(map(str, years))}
    return grid, bands, [Note("source-effort-raster", said)]


def _seasons(source: Any, given: Sequence[int], *, name: str) -> list[int]:
    """Year of each band, as told or as its description says."""
    if given and len(given) != source.count:
        raise InputError("source-effort-bands", file=name, bands=source.count, seasons=len(given))
    years = list(given)
    for band, text in enumerate(source.descriptions if not given else (), start=1):
        found = _YEAR.findall(str(text or ""))
        if len(found) != 1:
            raise InputError("source-effort-no-season", file=name, band=band)
        years.append(int(found[0]))
    if len(set(years)) < len(years):
        twice = next(year for year in years if years.count(year) > 1)
        raise InputError("source-effort-season-twice", file=name, season=str(twice))
    return years
