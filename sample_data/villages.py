"""Divide the township among villages along ridges and streams, and choose where people live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import shapes
from rasterio.transform import from_origin
from scipy import ndimage

from sample_data.ground import COLUMNS, CRS, LEFT_M, PIXEL_M, ROWS, TOP_M, Ground

TOWNSHIP = "苍耳岭乡"
NAMES = (
    "苍耳坪村", "柏香沟村", "麻柳湾村", "上石窑村", "羊角坝村", "野核桃沟村", "鹞崖村", "白露坪村",
    "三棵椿村", "碾盘梁村", "黑水潭村", "药草台村",
)  # fmt: skip
GROUP_NAMES = (
    "沟口组", "老庄组", "新庄组", "阳坡组", "阴坡组", "水磨组", "梁上组", "堡子组", "窑洼组", "崖底组",
    "庙台组", "桦林组", "泉湾组", "大院组", "岔河组", "松坡组",
)  # fmt: skip
CODE = "990099{:03d}"
"""Codes of no real place."""
_LEAST_VALLEY_M2 = 0.8e6


@dataclass(frozen=True)
class Settlement:
    """A place where people live: `village` counts from 0; group 0 is the village seat."""

    village: int
    group: int
    name: str
    row: int
    column: int
    yards: int


@dataclass(frozen=True)
class Villages:
    """label (rows, columns): 1 to 12, 0 outside; polygons in the order of NAMES."""

    label: NDArray[np.int32]
    polygons: Any
    settlements: tuple[Settlement, ...]


def divide(ground: Ground, rng: np.random.Generator) -> Villages:
    """Merge small valleys into villages, give one of them a piece of ground inside another."""
    label = _merge(_valleys(ground), ground, count=len(NAMES))
    label = _name_by_place(label)
    seats = _seats(label, ground)
    label = _exclave(label, seats, ground)
    polygons = gpd.GeoDataFrame(
        {
            "XZQDM": [CODE.format(i + 1) for i in range(len(NAMES))],
            "XZQMC": list(NAMES),
            "乡镇": TOWNSHIP,
        },
        geometry=outlines(label, tolerance_m=32.0, finer=3),
        crs=CRS,
    )
    return Villages(label, polygons, tuple(_settle(label, seats, ground, rng)))


def outlines(label: NDArray[Any], *, tolerance_m: float, pieces: bool = False, finer: int = 1) -> Any:
    """Polygons of a label raster without its staircase, shared edges kept shared; 0 is left out.

    Returns one geometry per label in ascending order, or with `pieces` (labels, polygons) one per patch.
    `finer` rounds the corners on a raster that much finer first.
    """
    transform = from_origin(LEFT_M, TOP_M, PIXEL_M / finer, PIXEL_M / finer)
    if finer > 1:
        label = _rounded(label, finer)
    found = [
        (int(value), shapely.geometry.shape(shape))
        for shape, value in shapes(label.astype(np.int32), mask=label > 0, transform=transform)
    ]
    values = np.array([value for value, _ in found])
    smooth = shapely.coverage_simplify(np.array([shape for _, shape in found]), tolerance_m)
    if pieces:
        order = np.lexsort((shapely.get_coordinates(shapely.centroid(smooth))[:, 0], values))
        return values[order], smooth[order]
    return [shapely.union_all(smooth[values == value]) for value in np.unique(values)]


def _rounded(label: NDArray[Any], finer: int) -> NDArray[np.int32]:
    """Give each fine pixel the label that prevails around it."""
    wide = np.kron(label, np.ones((finer, finer), np.int32))
    best = np.zeros(wide.shape, np.float32)
    rounded = np.zeros(wide.shape, np.int32)
    for value in np.unique(label):
        share = ndimage.gaussian_filter((wide == value).astype(np.float32), 1.5 * finer)
        rounded[share > best] = value
        best = np.maximum(best, share)
    return rounded


def _valleys(ground: Ground) -> NDArray[np.int32]:
    """Small catchments: one per reach between confluences, the river's two banks apart."""
    big = ground.catchment_m2 >= _LEAST_VALLEY_M2
    receiver = ground.flow.receiver
    feeders = np.bincount(
        receiver[big.ravel() & (receiver != np.arange(receiver.size))], minlength=receiver.size
    )
    label = np.zeros(receiver.size, np.int32)
    count = 0
    for item in ground.flow.order:
        if not big.ravel()[item]:
            continue
        below = receiver[item]
        if label[below] == 0 or feeders[below] > 1:
            count += 1
            label[item] = count
        else:
            label[item] = label[below]
    reach = ground.flow.inherit(label).reshape(ROWS, COLUMNS)
    row = np.arange(ROWS)[:, None]
    bank = np.zeros((ROWS, COLUMNS), np.int32)
    river_row = np.zeros(COLUMNS)
    for column in range(COLUMNS):
        rows = np.flatnonzero(ground.river[:, column])
        river_row[column] = rows.mean() if rows.size else ROWS / 2
    bank[row > river_row[None, :]] = 1
    on_river = np.unique(reach[ground.river])
    both = np.where(np.isin(reach, on_river), 2 * reach + bank, 2 * reach)
    both[~ground.township] = -1
    _, dense = np.unique(both, return_inverse=True)
    return dense.reshape(both.shape).astype(np.int32)


def _merge(valley: NDArray[np.int32], ground: Ground, *, count: int) -> NDArray[np.int32]:
    """Join the smallest piece to the neighbour it shares most border with until `count` are left."""
    label = np.where(ground.township, valley, 0)
    while True:
        values, sizes = np.unique(label[label > 0], return_counts=True)
        if len(values) <= count:
            break
        small = values[sizes.argmin()]
        ring = ndimage.binary_dilation(label == small) & (label != small) & (label > 0)
        near, shared = np.unique(label[ring], return_counts=True)
        if not near.size:
            label[label == small] = 0
            continue
        weight = shared / sizes[np.searchsorted(values, near)] ** 0.7
        label[label == small] = near[weight.argmax()]
    _, dense = np.unique(label, return_inverse=True)
    return dense.reshape(label.shape).astype(np.int32)


def _name_by_place(label: NDArray[np.int32]) -> NDArray[np.int32]:
    """Count villages from the middle outwards, so that the first name is the township's seat."""
    centres = np.array(ndimage.center_of_mass(label > 0, label, range(1, label.max() + 1)))
    middle = np.array(ndimage.center_of_mass(label > 0))
    order = np.hypot(*(centres - middle).T).argsort()
    number = np.zeros(label.max() + 1, np.int32)
    number[order + 1] = np.arange(1, label.max() + 1)
    return number[label]


def _comfort(ground: Ground) -> NDArray[np.float64]:
    """How pleasant a place is to live: gentle, above the flood, near water, low, sunny."""
    slope, aspect = ground.slope_aspect()
    stream = ndimage.distance_transform_edt(ground.catchment_m2 < 8e5) * PIXEL_M
    slope = ndimage.uniform_filter(slope, 3)
    height = (ground.elevation_m - 1_400.0) / 1_000.0
    comfort = np.exp(-((slope / 13.0) ** 2)) * np.exp(-stream / 700.0) * np.exp(-0.8 * height)
    comfort *= 1.0 + 0.25 * np.cos(aspect - np.pi)
    wet = (stream < 45.0) | ndimage.binary_dilation(ground.lake, iterations=3)
    return np.where(wet | ~ground.township, 0.0, comfort)


def _seats(label: NDArray[np.int32], ground: Ground) -> list[tuple[int, int]]:
    comfort = _comfort(ground) * np.minimum(ground.catchment_m2.max(), 1)
    seats = []
    for village in range(1, label.max() + 1):
        own = ndimage.binary_erosion(label == village, iterations=5)
        away = np.hypot(*(np.indices(label.shape) - np.array(ndimage.center_of_mass(own))[:, None, None]))
        worth = np.where(own, comfort * np.exp(-away / 70.0), 0.0)
        row, column = np.unravel_index(int(worth.argmax()), label.shape)
        seats.append((int(row), int(column)))
    return seats


def _exclave(label: NDArray[np.int32], seats: list[tuple[int, int]], ground: Ground) -> NDArray[np.int32]:
    """Give the first village an old pasture in the middle of the largest other village."""
    sizes = np.bincount(label.ravel())
    sizes[:2] = 0
    host = int(sizes.argmax())
    deep = ndimage.distance_transform_edt(label == host)
    row, column = seats[host - 1]
    away = np.hypot(*(np.indices(label.shape) - np.array([row, column])[:, None, None]))
    centre = np.unravel_index(int(np.where(away > 35, deep, 0).argmax()), label.shape)
    bumpy = np.hypot(*(np.indices(label.shape) - np.array(centre)[:, None, None]))
    bumpy = bumpy + (ground.elevation_m - ground.elevation_m[centre]) / 25.0
    piece = (bumpy < 17) & (deep > 4)
    parts, _ = ndimage.label(piece)
    return np.where(ndimage.binary_fill_holes(parts == parts[centre]), 1, label).astype(np.int32)


def _settle(
    label: NDArray[np.int32], seats: list[tuple[int, int]], ground: Ground, rng: np.random.Generator
) -> list[Settlement]:
    """Place the seat and three to six village groups, well apart, each on the best ground left."""
    comfort = _comfort(ground)
    rows, columns = np.indices(label.shape)
    places = []
    for village, (row, column) in enumerate(seats):
        own = label == village + 1
        main = ndimage.label(own)[0]
        own = ndimage.binary_erosion(main == main[row, column], iterations=3)
        names = rng.permutation(GROUP_NAMES)
        places.append(Settlement(village, 0, NAMES[village], row, column, int(rng.integers(28, 60))))
        away = np.hypot(rows - row, columns - column)
        for group in range(int(np.clip(own.sum() / 2_600, 3, 6))):
            worth = np.where(own & (away > 18), comfort**0.6 * np.minimum(away, 60.0), 0.0)
            r, c = (int(i) for i in np.unravel_index(int(worth.argmax()), label.shape))
            if worth[r, c] <= 0:
                break
            places.append(Settlement(village, group + 1, str(names[group]), r, c, int(rng.integers(6, 27))))
            away = np.minimum(away, np.hypot(rows - r, columns - c))
    return places
