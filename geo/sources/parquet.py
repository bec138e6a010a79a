"""Read GeoParquet, after its own account of how large it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import InputError
from geo.settings import Settings

_FAULTS = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError)
"""What a damaged file can raise: its description is JSON inside, read without a schema."""


def read_parquet(file: Path, *, name: str, settings: Settings) -> Any:
    """Return the rows of a GeoParquet file, in its own CRS; in degrees where it names none.

    Raises
    ------
    InputError : damaged, no GeoParquet, or larger unpacked than the limit
    """
    limit_mb = settings.intake.largest_unpacked_mb
    try:
        described = pq.read_metadata(file)
        groups = (described.row_group(number) for number in range(described.num_row_groups))
        size_mb = sum(group.total_byte_size for group in groups) / 1e6
    except _FAULTS as fault:
        raise InputError("source-unreadable", file=name, reason="GeoParquet") from fault
    if size_mb > limit_mb:
        raise InputError("source-swells", file=name, limit=round(limit_mb))
    if b"geo" not in (described.metadata or {}):
        raise InputError("source-no-shapes", file=name)
    try:
        frame = gpd.read_parquet(file)
        if frame.crs is not None and frame.crs.to_authority() == ("OGC", "CRS84"):
            frame = frame.set_crs("EPSG:4326", allow_override=True)  # the same, by its better known name
    except _FAULTS as fault:
        raise InputError("source-unreadable", file=name, reason="GeoParquet") from fault
    more = [name for name in frame.columns[frame.dtypes == "geometry"] if name != frame.geometry.name]
    return frame.drop(columns=more)
