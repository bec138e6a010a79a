"""Turn a grid of numbers into a Cloud Optimized GeoTIFF: here, because only sources speak to GDAL."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rasterio.io import MemoryFile
from rasterio.shutil import copy

from geo.model.land import PixelGrid
from geo.sources.rasters import transform_of

_TILE: Final = 512
_PACKED: Final = {"compress": "deflate", "predictor": "yes", "overview_resampling": "average"}


def cog(values: NDArray[np.float32], grid: PixelGrid, *, called: str, tags: dict[str, str]) -> bytes:
    """Return a COG with one band; same values, same bytes.

    Parameters
    ----------
    values : (rows, columns) of `grid`, NaN where there is nothing to say
    called : description of the band
    tags : what the file says of itself; never a moment of making
    """
    profile: dict[str, Any] = {
        "driver": "GTiff", "width": grid.columns, "height": grid.rows, "count": 1, "dtype": "float32",
        "crs": grid.crs, "transform": transform_of(grid), "nodata": float("nan"),
    }  # fmt: skip
    with MemoryFile() as plain, MemoryFile() as written:
        with plain.open(**profile) as raster:
            raster.write(np.asarray(values, np.float32), 1)
            raster.set_band_description(1, called)
            raster.update_tags(**tags)
        with plain.open() as raster:
            copy(raster, written.name, driver="COG", blocksize=_TILE, **_PACKED)
        return bytes(written.read())
