"""The basemap out of the site's own ground: hillshade with water, roads, village outlines and names."""

from __future__ import annotations

import base64
import io
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from geo.model.land import LandCover, Roads, Terrain
from layers.grid_image import MercatorFit, mercator_fit
from layers.shapes import line_style, lonlat, shape
from layers.style import OUTLINE, PAPER, ROAD, WATER_RGB, escape, rgba

_SUN_AZIMUTH_DEG: Final = 315.0
_SUN_HEIGHT_DEG: Final = 45.0
_LONGEST_SIDE_PX: Final = 1_100
_WEBP_QUALITY: Final = 30  # 60 kB for a township; as JPEG it would be twice that
_FADE_M: Final = 900.0  # within the margin of ground around a site
_NAME_PX: Final = 70  # a name of four characters
_NAME_ZOOMS: Final = (5, 14)
_EARTH_M: Final = 6_378_137.0
_ROAD_POINTS: Final = 40_000  # more would slow the map; the greatest roads come first
_ROAD_RANK: Final = ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential")

Bounds = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner, each latitude and longitude."""


def hillshade(terrain: Terrain) -> NDArray[np.uint8]:
    """Shade the ground as lit from the north-west, water in blue: uint8 (rows, columns, 3)."""
    slope = np.radians(terrain.slope_deg.astype(float))
    aspect = np.radians(np.nan_to_num(terrain.aspect_deg.astype(float)))
    height, azimuth = np.radians(_SUN_HEIGHT_DEG), np.radians(_SUN_AZIMUTH_DEG)
    light = np.sin(height) * np.cos(slope) + np.cos(height) * np.sin(slope) * np.cos(azimuth - aspect)
    grey = 95 + 150 * np.clip(light / np.sin(height), 0, 1.05) / 1.05
    shaded = np.repeat(grey[..., None], 3, axis=2)
    water = terrain.cover == LandCover.WATER
    shaded[water] = WATER_RGB
    return np.clip(shaded, 0, 255).astype(np.uint8)


def hillshade_image(terrain: Terrain) -> tuple[str, Bounds]:
    """Warp the hillshade to Web Mercator and return it as a WebP data URI with its corners."""
    grid = terrain.grid
    fit = mercator_fit(
        grid.crs, left_m=grid.left_m, top_m=grid.top_m, step_m=grid.pixel_m, rows=grid.rows,
        columns=grid.columns,
    )  # fmt: skip
    west, south, east, north = _mercator_box(fit, grid.rows, grid.columns)
    longest = min(_LONGEST_SIDE_PX, 2 * max(grid.rows, grid.columns))
    step = max(east - west, north - south) / longest
    x, y = np.meshgrid(np.arange(west + step / 2, east, step), np.arange(north - step / 2, south, -step))
    column, row = fit.place(x, y)
    paper = rgba(PAPER, 1)[:3]
    shaded = _faded(hillshade(terrain), round(_FADE_M / grid.pixel_m), paper)
    bands = [
        ndimage.map_coordinates(shaded[..., band], (row - 0.5, column - 0.5), order=1, cval=paper[band])
        for band in range(3)
    ]
    content = io.BytesIO()
    Image.fromarray(np.stack(bands, axis=-1)).save(content, "WEBP", quality=_WEBP_QUALITY, method=6)
    uri = "data:image/webp;base64," + base64.b64encode(content.getvalue()).decode("ascii")
    return uri, (_latlon(west, north - x.shape[0] * step), _latlon(west + x.shape[1] * step, north))


def village_shapes(villages: Any) -> list[dict[str, Any]]:
    """Outlines of the VILLAGES table, as one shape; a border of two villages is drawn once."""
    borders = shapely.line_merge(shapely.union_all(shapely.boundary(villages.geometry.to_numpy())))
    lines = lonlat(gpd.GeoSeries([borders], crs=villages.crs).to_frame("geometry"), simplify_m=5.0, places=5)
    return [shape(lines[0], style=line_style(OUTLINE, 1.6, opacity=0.85))]


def village_names(villages: Any) -> list[dict[str, Any]]:
    """Names of the VILLAGES table, each at a point inside its village, from the zoom at which they fit.

    Where there are several townships their names stand there before. Each set of names is what shapes.js
    reads: look, from, to, and longitude, latitude, HTML of each.
    """
    zoom = _names_fit_at(villages)
    sets: list[dict[str, Any]] = [
        {"look": "tacha-village", "from": zoom, "at": _named(villages, villages["name"])}
    ]
    if villages["township"].nunique() > 1:
        towns = villages.dissolve("township")
        sets.append({"look": "tacha-village town", "to": zoom, "at": _named(towns, towns.index)})
    return sets


def _named(places: Any, names: Any) -> list[list[Any]]:
    inside = lonlat(places.set_geometry(places.geometry.representative_point()), places=5)
    return [[point.x, point.y, escape(name)] for point, name in zip(inside, names, strict=True)]


def _names_fit_at(villages: Any) -> int:
    """Zoom from which a village of middling size is wide enough for its name."""
    side_m = float(np.sqrt(np.median(villages.geometry.area)))
    latitude = np.radians(lonlat(villages.iloc[:1])[0].bounds[1])
    metres = 2 * np.pi * _EARTH_M / 256 * np.cos(latitude) * _NAME_PX / side_m
    return int(np.clip(np.floor(np.log2(metres)), *_NAME_ZOOMS))


def road_shapes(roads: Roads | None) -> list[dict[str, Any]]:
    """Drivable roads as lines, one for both directions, greatest first until the map has enough."""
    if roads is None or roads.edges.empty:
        return []
    drivable = roads.edges[roads.edges["drive_s"].notna()]
    rank = {name: i for i, name in enumerate(_ROAD_RANK)}
    order = drivable["highway"].str.removesuffix("_link").map(rank).fillna(len(rank))
    ends = np.sort(drivable[["from_node", "to_node"]].to_numpy(), axis=1)
    once = drivable.assign(_low=ends[:, 0], _high=ends[:, 1], _rank=order).sort_values("_rank", kind="stable")
    once = once.drop_duplicates(["_low", "_high", "piece"])
    lines = lonlat(once, simplify_m=8.0)
    enough = np.cumsum(shapely.get_num_coordinates(lines)) <= _ROAD_POINTS
    great = once["_rank"].to_numpy() <= _ROAD_RANK.index("tertiary")
    return [
        shape(shapely.union_all(lines[enough & chosen]), style=line_style(ROAD, weight, opacity=0.9))
        for chosen, weight in ((~great, 1.3), (great, 2.6))
        if (enough & chosen).any()
    ]


def _faded(shaded: NDArray[np.uint8], fade: int, paper: list[int]) -> NDArray[np.uint8]:
    """Let the picture end softly in the colour of the paper, `fade` pixels wide."""
    rows, columns = shaded.shape[:2]
    from_edge = [np.minimum(np.arange(n), np.arange(n)[::-1]) / max(1, fade) for n in (rows, columns)]
    strength = np.clip(np.minimum.outer(*from_edge), 0, 1)[..., None]
    return (shaded * strength + np.array(paper) * (1 - strength)).astype(np.uint8)


def _mercator_box(fit: MercatorFit, rows: int, columns: int) -> tuple[float, float, float, float]:
    # The fit runs from Mercator to pixels; the box is where its samples came from.
    side = np.linspace(-1, 1, 201)
    x, y = np.meshgrid(fit.x0 + side * fit.scale, fit.y0 + side * fit.scale)
    column, row = fit.place(x, y)
    inside = (column >= 0) & (column <= columns) & (row >= 0) & (row <= rows)
    return float(x[inside].min()), float(y[inside].min()), float(x[inside].max()), float(y[inside].max())


def _latlon(x: float, y: float) -> tuple[float, float]:
    return float(np.degrees(2 * np.arctan(np.exp(y / _EARTH_M)) - np.pi / 2)), float(np.degrees(x / _EARTH_M))
