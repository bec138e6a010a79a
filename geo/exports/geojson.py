"""Write tables as GeoJSON (RFC 7946): longitude and latitude to 6 decimals, same tables, same bytes."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.errors import InputError
from geo.route.pieces import piece_name
from geo.words import Language, t

LONLAT: Final = "EPSG:4326"
DECIMALS: Final = 6  # a tenth of a metre; more would promise what no map holds
FIGURES: Final = 9  # significant figures of a property
_LONG_FIGURE: Final = re.compile(rf"-?\d+\.\d{{{DECIMALS + 1},}}(?:e-?\d+)?")

CELL_PROPERTIES: Final = (
    "cell_id", "village_id", "village", "area_m2", "elevation_m", "slope_deg", "remote_h", "expected_plots",
    "p",
)  # fmt: skip
ROUTE_PROPERTIES: Final = (
    "route_id", "team_id", "window_id", "date", "base", "length_m", "climb_m", "duration_min", "stops",
    "expected_finds",
)  # fmt: skip
STOP_PROPERTIES: Final = (
    "stop_id", "route_id", "order", "cell_id", "passes", "service_min", "arrive_min", "required",
    "expected_finds",
)  # fmt: skip
PIECE_PROPERTIES: Final = (
    "piece_id", "route_id", "number", "name", "name_en", "area_m2", "cells",
)  # fmt: skip
COVERAGE_PROPERTIES: Final = (
    "cell_id", "village_id", "village", "window_id", "state", "visited", "visits", "swept_m2", "area_m2",
    "coverage_factor", "seen_share", "pod", "pod_low", "pod_high", "expected_left", "last_visit",
)  # fmt: skip
STATE_PROPERTIES: Final = (
    "village_id", "village", "state", "cells", "area_m2", "searchable_m2", "pod", "pod_low", "pod_high",
    "expected_left",
)  # fmt: skip
FINDING_PROPERTIES: Final = (
    "finding_id", "cell_id", "village", "found_on", "stage", "plants", "area_m2", "state", "eradicated_on",
    "revisit_due",
)  # fmt: skip


def geojson(frame: Any, properties: list[str] | tuple[str, ...]) -> str:
    """Write a frame as a FeatureCollection, one feature a line, in the frame's order.

    Parameters
    ----------
    frame : GeoDataFrame in EPSG:4326
    properties : columns to write, in this order; days become "2025-04-01", instants end in "Z", what is
        missing or empty becomes null

    Returns
    -------
    str : ends with a line break; a shape that is smaller than the last decimal has the geometry null

    Raises
    ------
    InputError : another CRS, or a place that is not on the Earth
    """
    if frame.crs != LONLAT:
        raise InputError("exports-wrong-crs", file="GeoJSON", crs=str(frame.crs))
    shapes = rounded(np.asarray(frame.geometry, dtype=object))
    _check_on_earth(frame, shapes, properties)
    keys = [json.dumps(name, ensure_ascii=False) for name in properties]
    columns = [_json_values(frame[name]) for name in properties]
    rows = zip(*columns, strict=True) if columns else iter([()] * len(frame))
    features = [
        '{"type":"Feature","properties":{'
        + ",".join(f"{key}:{value}" for key, value in zip(keys, row, strict=True))
        + f'}},"geometry":{shape}}}'
        for row, shape in zip(rows, _json_shapes(shapes), strict=True)
    ]
    head = '{"type":"FeatureCollection",'
    known = shapes[~shapely.is_missing(shapes)]
    if len(known):
        # + 0.0 makes one zero of two.
        head += f'"bbox":{json.dumps([float(side) + 0.0 for side in shapely.total_bounds(known)])},'
    return head + '"features":[\n' + ",\n".join(features) + "\n]}\n"


def rounded(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Round shapes (n,) to 6 decimals: valid rings, outer ones counter-clockwise; None if nothing is left.

    Polygons go through GEOS's precision reduction, because rounding corner by corner lets rings cross
    themselves. Lines are rounded point by point: the reduction would cut them where they meet themselves.
    """
    out = shapely.force_2d(shapes)
    ground = shapely.get_dimensions(out) == 2
    out[ground] = shapely.set_precision(out[ground], 10.0**-DECIMALS)
    # The reduction leaves 1e-15 of float noise, which would be written out.
    out = shapely.transform(out, lambda places: np.round(places, DECIMALS) + 0.0)
    out[ground] = shapely.orient_polygons(out[ground], exterior_cw=False)
    lines = ~ground & (shapely.get_num_points(out) > 2)
    out[lines] = shapely.remove_repeated_points(out[lines])
    out[shapely.is_missing(out) | shapely.is_empty(out)] = None
    return np.asarray(out, dtype=object)


def cells_geojson(cells: Any, polygons: Any, *, villages: Any, risk: Any, priority: Any) -> str:
    """Write cells with their expected plots and one `priority_<window>` for each window.

    Parameters
    ----------
    cells : CELLS
    polygons : GeoSeries in EPSG:4326, indexed like `cells`
    villages : VILLAGES, for the names
    risk : RISK, of the same cells
    priority : DataFrame with index cell_id and a column per window_id
    """
    windows = {name: f"priority_{name}" for name in priority.columns}
    frame = cells.merge(risk[["cell_id", "expected_plots", "p"]], on="cell_id", how="left", validate="1:1")
    frame = frame.merge(priority.rename(columns=windows), left_on="cell_id", right_index=True, how="left")
    frame = _with_village(frame, villages)
    return geojson(_shaped(frame, polygons), [*CELL_PROPERTIES, *windows.values()])


def routes_geojson(routes: Any, *, bases: Any) -> str:
    """Write routes as LineStrings along the way to go; `base` is the base's name (BASES)."""
    names = dict(zip(bases["base_id"], bases["name"], strict=True))
    named = routes.assign(base=[names.get(base, base) for base in routes["base_id"]])
    return geojson(named.set_geometry(_one_line(routes.geometry)), ROUTE_PROPERTIES)


def stops_geojson(stops: Any) -> str:
    """Write stops as Points."""
    return geojson(stops, STOP_PROPERTIES)


def pieces_geojson(pieces: Any) -> str:
    """Write the pieces of routes as polygons, named in both languages."""
    notes = [piece_name(piece) for piece in pieces.itertuples()]
    said = {
        column: [t(note.key, language, **note.args) for note in notes]
        for column, language in (("name", Language.ZH), ("name_en", Language.EN))
    }
    return geojson(pieces.assign(**said), PIECE_PROPERTIES)


def coverage_geojson(coverage: Any, cells: Any, polygons: Any, *, villages: Any) -> str:
    """Write one feature for each cell and window in COVERAGE: never the cells that nobody touched.

    Parameters
    ----------
    coverage : COVERAGE
    cells : CELLS, at least those of `coverage`
    polygons : GeoSeries in EPSG:4326, indexed like `cells`
    villages : VILLAGES, for the names
    """
    ground = cells[["cell_id", "village_id", "area_m2"]].assign(shape=np.asarray(polygons, dtype=object))
    frame = coverage.merge(ground, on="cell_id", how="left", validate="m:1")
    frame = _with_village(frame, villages)
    shapes = gpd.GeoSeries(np.asarray(frame["shape"], dtype=object), crs=polygons.crs)
    return geojson(_shaped(frame, shapes), COVERAGE_PROPERTIES)


def states_geojson(ground: Any, *, villages: Any) -> str:
    """Write one feature for each village and state of its ground; `ground` in EPSG:4326, with the sums."""
    return geojson(_with_village(ground, villages), STATE_PROPERTIES)


def findings_geojson(findings: Any, *, cell_ids: Any, villages: Any) -> str:
    """Write findings as Points.

    Parameters
    ----------
    findings : FINDINGS in EPSG:4326
    cell_ids : (findings,) cell that holds each, "" outside every cell: looked up when read, not on record
    villages : VILLAGES, for the names
    """
    frame = _with_village(findings.assign(cell_id=np.asarray(cell_ids, dtype=object)), villages)
    return geojson(frame, FINDING_PROPERTIES)


def _with_village(frame: Any, villages: Any) -> Any:
    names = dict(zip(villages["village_id"], villages["name"], strict=True))
    return frame.assign(village=[names.get(village, "") for village in frame["village_id"]])


def _shaped(frame: Any, polygons: Any) -> Any:
    return gpd.GeoDataFrame(frame, geometry=np.asarray(polygons, dtype=object), crs=polygons.crs)


def _one_line(lines: Any) -> list[Any]:
    """Lines in one piece each: the parts of a route follow one another."""
    broken = lines.geom_type == "MultiLineString"
    return [
        shapely.LineString(shapely.get_coordinates(line)) if parts else line
        for line, parts in zip(lines, broken, strict=True)
    ]


def _json_values(values: pd.Series) -> list[str]:
    """JSON text of every value of a column."""
    missing = values.isna().to_numpy()
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        texts = values.dt.tz_convert("UTC").dt.strftime('"%Y-%m-%dT%H:%M:%SZ"')
    elif pd.api.types.is_datetime64_dtype(values.dtype):
        texts = values.dt.strftime('"%Y-%m-%d"')
    elif pd.api.types.is_bool_dtype(values.dtype):
        texts = values.map({True: "true", False: "false"})
    elif pd.api.types.is_float_dtype(values.dtype):
        figures = values.to_numpy(dtype=float, na_value=np.nan)
        missing = ~np.isfinite(figures)
        texts = [repr(float(f"{figure:.{FIGURES}g}") + 0.0) for figure in figures.tolist()]
    elif pd.api.types.is_integer_dtype(values.dtype):
        texts = values.astype("str")
    else:
        missing = missing | (values == "").to_numpy(dtype=bool)
        texts = [json.dumps(str(value), ensure_ascii=False) for value in values]
    return ["null" if gone else text for gone, text in zip(missing, texts, strict=True)]


def _json_shapes(shapes: NDArray[np.object_]) -> list[str]:
    # GEOS does not always find the shortest figure: 103.904204 can come out as 103.90420399999999.
    return [
        _LONG_FIGURE.sub(lambda long: repr(round(float(long[0]), DECIMALS)), text) if text else "null"
        for text in shapely.to_geojson(shapes)
    ]


def _check_on_earth(frame: Any, shapes: NDArray[np.object_], properties: Any) -> None:
    west, south, east, north = shapely.bounds(shapes).T
    outside = (west < -180) | (south < -90) | (east > 180) | (north > 90)
    if outside.any():
        row = int(np.flatnonzero(outside)[0])
        name = str(frame[properties[0]].iloc[row]) if properties else str(row + 1)
        raise InputError("exports-outside-world", file="GeoJSON", name=name)
