"""Lay the roads, tracks and paths: along valleys, to every village, over the passes."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from sample_data.ground import COLUMNS, MARGIN_PX, PIXEL_M, Ground
from sample_data.villages import Settlement, Villages
from sample_data.ways import cheapest, way_to

Pixel = tuple[int, int]
CLASSES = ("tertiary", "unclassified", "residential", "track2", "track3", "track4", "track5", "path")
"""From the township's road down to footpaths; the digit is the tracktype grade."""
DRIVABLE = CLASSES[:5]
_GRADE = {"tertiary": 0.05, "unclassified": 0.07, "track": 0.11, "path": 0.22}


@dataclass
class Network:
    """Steps between neighbouring pixels with their class and name; pixel masks by class come from them."""

    steps: dict[tuple[Pixel, Pixel], tuple[str, str]] = field(default_factory=dict)

    def lay(self, way: list[Pixel], kind: str, name: str = "") -> None:
        """Add a way; where one of a higher class lies already it stays."""
        for a, b in pairwise(way):
            step = (a, b) if a < b else (b, a)
            if step not in self.steps or CLASSES.index(kind) < CLASSES.index(self.steps[step][0]):
                self.steps[step] = (kind, name)

    def mask(self, shape: tuple[int, int], kinds: tuple[str, ...] = CLASSES) -> NDArray[np.bool_]:
        """Pixels on ways of these classes."""
        on = np.zeros(shape, bool)
        for (a, b), (kind, _) in self.steps.items():
            if kind in kinds:
                on[a] = on[b] = True
        return on


def lay_network(ground: Ground, villages: Villages, rng: np.random.Generator) -> Network:
    """Lay the main road first, then branches to villages, tracks to groups, paths up and over."""
    network = Network()
    dry = _weight(ground)
    _main_road(network, ground, dry)
    seats = [place for place in villages.settlements if place.group == 0]
    groups = [place for place in villages.settlements if place.group > 0]
    for place in _nearest_first(seats, network, ground):
        _branch(network, ground, dry, place, kind="unclassified", name=f"{place.name.removesuffix('村')}路")
    for place in seats:
        _lanes(network, ground, dry, place, rng)
    grades = rng.choice(["track2", "track3", "track3", "track4", "track5", "path"], len(groups))
    for place, kind in zip(_nearest_first(groups, network, ground), grades, strict=True):
        _branch(network, ground, dry, place, kind=str(kind), name="")
    _passes(network, ground, dry, groups)
    _valley_paths(network, ground, dry)
    return network


def _weight(ground: Ground) -> NDArray[np.float64]:
    """Cost per metre on the flat: wet and steep ground is avoided, lakes are impassable."""
    slope, _ = ground.slope_aspect()
    weight = 1.0 + (ndimage.uniform_filter(slope, 3) / 22.0) ** 2
    brook, stream = ground.catchment_m2 > 2.5e6, ground.catchment_m2 > 20e6
    weight[brook] *= 3.0
    weight[stream] *= 3.0
    weight[ndimage.binary_dilation(stream | brook, np.ones((3, 3), bool)) & ~brook] *= 1.6
    weight[ndimage.binary_dilation(ground.lake, iterations=1)] = np.inf
    return weight


def _main_road(network: Network, ground: Ground, weight: NDArray[np.float64]) -> None:
    """In along the river from the west, out along it in the east."""
    shape = weight.shape
    rows_in, rows_out = np.flatnonzero(ground.river[:, 2]), np.flatnonzero(ground.river[:, -3])
    starts = np.zeros(shape, bool)
    starts[int(rows_in[0]) + 3, 2] = True
    end = (int(rows_out[0]) - 3) * COLUMNS + COLUMNS - 3
    _, before = cheapest(ground.elevation_m, weight, starts, grade=_GRADE["tertiary"], stop_at=end)
    network.lay(way_to(before, end), "tertiary", "苍耳岭公路")


def _nearest_first(places: list[Settlement], network: Network, ground: Ground) -> list[Settlement]:
    away = ndimage.distance_transform_edt(~network.mask(ground.elevation_m.shape))
    return sorted(places, key=lambda place: float(away[place.row, place.column]))


def _branch(
    network: Network, ground: Ground, weight: NDArray[np.float64], place: Settlement, *, kind: str, name: str
) -> None:
    """Join a place to the network by the cheapest way."""
    on = network.mask(weight.shape)
    if on[place.row, place.column]:
        return
    item = place.row * COLUMNS + place.column
    grade = _GRADE.get(kind, _GRADE["track" if kind.startswith("track") else "path"])
    _, before = cheapest(ground.elevation_m, weight, on, grade=grade, known=on, stop_at=item)
    network.lay(way_to(before, item), kind, name)


def _lanes(
    network: Network,
    ground: Ground,
    weight: NDArray[np.float64],
    place: Settlement,
    rng: np.random.Generator,
) -> None:
    """Lay a few lanes between the houses of a village seat."""
    for angle in rng.uniform(0, 2 * np.pi, 3):
        row = int(place.row + 6 * np.sin(angle))
        column = int(place.column + 6 * np.cos(angle))
        if np.isfinite(weight[row, column]) and ground.catchment_m2[row, column] < 2.5e6:
            lane = Settlement(place.village, 0, "", row, column, 0)
            _branch(network, ground, weight, lane, kind="residential", name="")


def _passes(network: Network, ground: Ground, weight: NDArray[np.float64], groups: list[Settlement]) -> None:
    """Footpaths over the ridge between neighbouring groups that are far apart by road."""
    shape = weight.shape
    for place in groups:
        start = np.zeros(shape, bool)
        start[place.row, place.column] = True
        on = network.mask(shape)
        by_road, _ = cheapest(
            ground.elevation_m, np.where(on, 1.0, np.inf), start, grade=0.5, known=on, known_times=1.0
        )
        for other in groups:
            gap = np.hypot(place.row - other.row, place.column - other.column) * PIXEL_M
            if other.village == place.village or not 900 < gap < 2_700:
                continue
            if by_road[other.row, other.column] > 3.6 * gap:
                item = other.row * COLUMNS + other.column
                _, before = cheapest(
                    ground.elevation_m,
                    weight,
                    start,
                    grade=_GRADE["path"],
                    known=on,
                    known_times=0.8,
                    stop_at=item,
                )
                network.lay(way_to(before, item), "path")
                break


def _valley_paths(network: Network, ground: Ground, weight: NDArray[np.float64]) -> None:
    """Paths up the side valleys to the springs and summer pastures, until the ways end."""
    shape = weight.shape
    inside = ground.township.copy()
    inside[:MARGIN_PX] = False
    for _ in range(14):
        on = network.mask(shape)
        cost, before = cheapest(
            ground.elevation_m, weight, on, grade=_GRADE["path"], known=on, known_times=0.8
        )
        spring = inside & (ground.catchment_m2 > 1.2e5) & (ground.catchment_m2 < 6e5)
        reach = np.where(spring & (cost < 16_000), cost, 0.0)
        item = int(reach.argmax())
        if reach.ravel()[item] < 2_500:
            break
        network.lay(way_to(before, item), "path")


def chains(network: Network) -> list[tuple[str, str, list[Pixel]]]:
    """Join steps of one class and name between junctions: (class, name, pixels) in a fixed order."""
    near: dict[Pixel, list[Pixel]] = {}
    for a, b in sorted(network.steps):
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)

    def kind(a: Pixel, b: Pixel) -> tuple[str, str]:
        return network.steps[(a, b) if a < b else (b, a)]

    ends = {p for p, others in near.items() if len(others) != 2 or kind(p, others[0]) != kind(p, others[1])}
    found: list[tuple[str, str, list[Pixel]]] = []
    done: set[tuple[Pixel, Pixel]] = set()
    for start in sorted(ends):
        for first in near[start]:
            if (start, first) in done:
                continue
            way = [start, first]
            while way[-1] not in ends:
                a, b = near[way[-1]]
                way.append(b if a == way[-2] else a)
            done |= {(way[0], way[1]), (way[-1], way[-2])}
            found.append((*kind(start, first), way))
    return found
