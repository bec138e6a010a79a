"""Write a layer as GeoParquet 1.1: for programs that read millions of rows."""

from __future__ import annotations

from io import BytesIO

import geopandas as gpd

from geo.exports.layers import LONLAT, Layer
from geo.exports.shapes import on_earth


def layer_parquet(layer: Layer) -> bytes:
    """Return a GeoParquet file (WKB, EPSG:4326, all digits, bounds of every row); same layer, same bytes.

    Raises
    ------
    InputError : a place that is not on the Earth
    """
    columns = {name: layer.frame[name].reset_index(drop=True) for name in layer.properties}
    frame = gpd.GeoDataFrame(
        columns, geometry=on_earth(layer.frame, layer.properties, whole=True), crs=LONLAT
    )
    written = BytesIO()
    frame.to_parquet(
        written, index=False, compression="zstd", schema_version="1.1.0", write_covering_bbox=True
    )
    return written.getvalue()
