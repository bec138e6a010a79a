"""Join the short segments of a road file into pieces between crossings, none too long to leave a car on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.units import kmh_to_seconds_per_metre


@dataclass(frozen=True)
class Chains:
    """Pieces of road as arrays (pieces,); ends are rows of `points` (n, 2); seconds by car, NaN for none."""

    points: NDArray[np.float64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    length_m: NDArray[np.float64]
    drive_s: NDArray[np.float64]
    drive_back_s: NDArray[np.float64]
    highway: NDArray[np.object_]
    walk: NDArray[np.bool_]
    lines: NDArray[np.object_]


def join_segments(points: NDArray[np.float64], segments: pd.DataFrame, *, spacing_m: float) -> Chains:
    """Join segments where exactly two of one kind meet, and cut drivable pieces to about `spacing_m`.

    Parameters
    ----------
    points : (nodes, 2) metres
    segments : from, to (rows of points), highway, kmh, kmh_back (km/h by car, NaN: no car that way), walk
    """
    ends = _ends(len(points), segments)
    routes = _chains(segments["from"].to_numpy(), segments["to"].to_numpy(), ends)
    return _cut(points, routes, segments, spacing_m)


def _ends(count: int, segments: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell for every node whether a piece ends there; elsewhere two segments of one kind go on as one."""
    kind = segments.groupby(["highway", "kmh", "kmh_back", "walk"], dropna=False).ngroup().to_numpy()
    from_, to = segments["from"].to_numpy(), segments["to"].to_numpy()
    one_way = (segments["kmh"].notna() != segments["kmh_back"].notna()).to_numpy()
    node = np.concatenate([from_, to])
    lowest, highest = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
    np.minimum.at(lowest, node, np.tile(kind, 2))
    np.maximum.at(highest, node, np.tile(kind, 2))
    # A one-way road goes on only where as many come in as go out.
    flow = np.bincount(to, weights=one_way, minlength=count) - np.bincount(
        from_, weights=one_way, minlength=count
    )
    bend = (np.bincount(node, minlength=count) == 2) & (lowest == highest) & (flow == 0)
    return ~bend


def _chains(
    from_: NDArray[np.int64], to: NDArray[np.int64], ends: NDArray[np.bool_]
) -> list[tuple[list[int], int]]:
    """List the node rows along every chain, each with one of its segments, which lies in its direction."""
    touching: list[list[int]] = [[] for _ in range(len(ends))]
    for segment, (a, b) in enumerate(zip(from_.tolist(), to.tolist(), strict=True)):
        touching[a].append(segment)
        touching[b].append(segment)
    done = np.zeros(len(from_), dtype=bool)
    found: list[tuple[list[int], int]] = []
    # First from true ends, then the rings that have none.
    for segment in [*np.flatnonzero(ends[from_] | ends[to]).tolist(), *range(len(from_))]:
        if done[segment]:
            continue
        forward = bool(ends[from_[segment]] or not ends[to[segment]])
        start = int(from_[segment] if forward else to[segment])
        nodes, members = _follow(start, segment, touching, ends, from_, to)
        done[members] = True
        found.append((nodes if forward else nodes[::-1], segment))
    return found


def _follow(
    start: int, segment: int, touching: list[list[int]], ends: Any, from_: Any, to: Any
) -> tuple[list[int], list[int]]:
    nodes, members = [start], []
    while True:
        members.append(segment)
        here = int(to[segment] if from_[segment] == nodes[-1] else from_[segment])
        nodes.append(here)
        if ends[here] or here == start:
            return nodes, members
        first, second = touching[here]
        segment = second if first == segment else first


def _cut(
    points: NDArray[np.float64], routes: list[tuple[list[int], int]], segments: pd.DataFrame, spacing_m: float
) -> Chains:
    """Cut chains into pieces and number the nodes that are left from 0."""
    kmh, back = segments["kmh"].to_numpy(float), segments["kmh_back"].to_numpy(float)
    number: dict[int, int] = {}
    kept: list[Any] = []
    rows: list[tuple[int, int, float, int]] = []
    lines: list[NDArray[np.float64]] = []

    def node_number(node: int) -> int:
        if node not in number:
            number[node] = len(kept)
            kept.append(points[node])
        return number[node]

    for nodes, segment in routes:
        line = points[nodes]
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
        by_car = np.isfinite(kmh[segment]) or np.isfinite(back[segment])
        pieces = max(1, round(along[-1] / spacing_m)) if by_car else 1
        at = node_number(nodes[0])
        for piece, (part, length) in enumerate(_parts(line, along, pieces), start=1):
            if piece == pieces:
                to = node_number(nodes[-1])
            else:
                to = len(kept)
                kept.append(part[-1])
            rows.append((at, to, length, segment))
            lines.append(part)
            at = to
    table = np.array([(a, b, s) for a, b, _, s in rows], dtype=np.int64).reshape(-1, 3)
    length_m = np.array([row[2] for row in rows])
    owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    of = table[:, 2]
    return Chains(
        np.array(kept), table[:, 0], table[:, 1], length_m,
        length_m * _seconds_per_metre(kmh[of]), length_m * _seconds_per_metre(back[of]),
        segments["highway"].to_numpy(dtype=object)[of], segments["walk"].to_numpy(bool)[of],
        shapely.linestrings(np.concatenate(lines), indices=owner),
    )  # fmt: skip


def _seconds_per_metre(kmh: NDArray[np.float64]) -> NDArray[np.float64]:
    return kmh_to_seconds_per_metre(1.0) / kmh


def _parts(
    line: NDArray[np.float64], along: NDArray[np.float64], pieces: int
) -> list[tuple[NDArray[np.float64], float]]:
    """Cut a line into equal pieces; each is its points and its length in metres."""
    if pieces == 1:
        return [(line, float(along[-1]))]
    marks = np.linspace(0.0, along[-1], pieces + 1)
    cuts = np.column_stack([np.interp(marks, along, line[:, axis]) for axis in (0, 1)])
    parts = []
    for k in range(pieces):
        # A vertex on the cut would stand twice.
        inner = (along > marks[k] + 1e-9) & (along < marks[k + 1] - 1e-9)
        parts.append((np.vstack([cuts[k], line[inner], cuts[k + 1]]), float(marks[k + 1] - marks[k])))
    return parts
