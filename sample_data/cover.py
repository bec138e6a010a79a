"""Cover the land: fields near houses, forest on shady and high slopes, clearings, orchards, pasture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import sieve
from scipy import ndimage

from sample_data.ground import COLUMNS, CRS, PIXEL_M, ROWS, Ground, clouds
from sample_data.lines import river_polygon
from sample_data.network import Network
from sample_data.villages import Villages, outlines
from sample_data.ways import cheapest


class Cover(IntEnum):
    """Land cover of the sample; names are OSM's."""

    FARMLAND = 1
    ORCHARD = 2
    FOREST = 3
    SCRUB = 4
    GRASSLAND = 5
    RESIDENTIAL = 6
    WATER = 7
    BARE_ROCK = 8
    MEADOW = 9


_KEY = {
    Cover.FARMLAND: "landuse",
    Cover.ORCHARD: "landuse",
    Cover.FOREST: "landuse",
    Cover.SCRUB: "natural",
    Cover.GRASSLAND: "natural",
    Cover.RESIDENTIAL: "landuse",
    Cover.WATER: "natural",
    Cover.BARE_ROCK: "natural",
    Cover.MEADOW: "landuse",
}
LEAST_PATCH_PX = 7
AROUND_PX = 36
"""Ground beyond the township's border that is mapped as well, pixels."""


@dataclass(frozen=True)
class LandCover:
    """codes (rows, columns) of Cover, 0 where nothing is mapped; polygons with landuse and natural."""

    codes: NDArray[np.uint8]
    polygons: Any


def cover_land(ground: Ground, villages: Villages, network: Network, rng: np.random.Generator) -> LandCover:
    """Decide the cover of every pixel, drop tiny patches, draw the outlines."""
    codes = _codes(ground, villages, network, rng)
    codes = sieve(codes, LEAST_PATCH_PX, connectivity=4).astype(np.uint8)
    codes[ground.lake] = Cover.WATER
    mapped = ndimage.binary_dilation(ground.township, iterations=AROUND_PX)
    codes[~mapped] = 0
    values, shapes = outlines(codes.astype(np.int32), tolerance_m=30.0, pieces=True)
    river = river_polygon(ground)
    near = shapely.intersects(shapes, river)
    shapes[near] = shapely.difference(shapes[near], river)
    values = np.append(values, int(Cover.WATER))
    shapes = np.append(shapes, shapely.intersection(river, shapely.union_all(shapely.buffer(shapes, 20.0))))
    kept = shapely.area(shapes) > 0
    kinds = [Cover(int(value)) for value in values[kept]]
    said = {
        key: [kind.name.lower() if _KEY[kind] == key else "" for kind in kinds]
        for key in ("landuse", "natural")
    }
    return LandCover(codes, gpd.GeoDataFrame(said, geometry=shapes[kept], crs=CRS))


def _codes(
    ground: Ground, villages: Villages, network: Network, rng: np.random.Generator
) -> NDArray[np.uint8]:
    z, shape = ground.elevation_m, ground.elevation_m.shape
    slope, aspect = ground.slope_aspect()
    shady = np.cos(aspect)
    rough, fine = clouds(rng, shape, size_px=22), clouds(rng, shape, size_px=5, octaves=2)
    people = _people(ground, villages, network)
    wood = 0.8 * shady + (z - 1_750.0) / 450.0 + 0.55 * rough + (slope - 22.0) / 18.0 - 1.5 * people
    codes = np.where(wood > 0.35, Cover.FOREST, np.where(wood > -0.75, Cover.SCRUB, Cover.GRASSLAND))
    high = z + 60.0 * rough + 60.0 * shady > 2_430.0
    codes = np.where(high & (codes == Cover.FOREST), Cover.SCRUB, codes)
    codes = np.where(z + 50.0 * fine > 2_500.0, Cover.MEADOW, codes)
    codes = np.where((slope > 39.0) & (fine > 0.0), Cover.BARE_ROCK, codes)
    clearing = (fine > 1.75) & (codes == Cover.FOREST) & (slope < 30.0)
    codes = np.where(clearing, Cover.GRASSLAND, codes)
    tilled = (people + 0.12 * rough > 0.25 + 0.02 * np.maximum(slope - 10.0, 0)) & (slope < 25.0)
    codes = np.where(tilled, Cover.FARMLAND, codes)
    sunny_slope = tilled & (shady < -0.2) & (slope > 8.0) & (z < 2_000.0) & (rough + 0.6 * fine > 0.5)
    codes = np.where(sunny_slope, Cover.ORCHARD, codes)
    for place in villages.settlements:
        rows, columns = np.indices(shape)
        away = np.hypot((rows - place.row) * 1.2, columns - place.column) + 0.7 * fine
        codes[(away < 0.45 * place.yards**0.55) & (slope < 24.0)] = Cover.RESIDENTIAL
    return codes.astype(np.uint8)


def _people(ground: Ground, villages: Villages, network: Network) -> NDArray[np.float64]:
    """How much a place is in use: 1 at the houses, falling with the way from them, more along roads."""
    homes = np.zeros((ROWS, COLUMNS), bool)
    for place in villages.settlements:
        homes[place.row, place.column] = True
    on = network.mask((ROWS, COLUMNS))
    way, _ = cheapest(ground.elevation_m, np.ones(homes.shape), homes, grade=0.25, known=on)
    road = ndimage.distance_transform_edt(~on) * PIXEL_M
    return np.exp(-way / 650.0) + 0.15 * np.exp(-road / 200.0)
