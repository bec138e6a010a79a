"""Drive along the roads: which of them a base can reach, how long it takes, by which line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

from geo.model.land import Roads
from geo.units import whole_seconds


@dataclass(frozen=True)
class DriveGraph:
    """The drivable part of the roads, ready for searching.

    node_ids int64 (n,), ascending; seconds CSR (n, n), quickest piece from node to node;
    lines (edges,): coordinates (m, 2) in m of each stored entry of `seconds`, drawn from its first node.
    """

    node_ids: NDArray[np.int64]
    seconds: Any
    lines: list[NDArray[np.float64]]

    def line(self, one: int, other: int) -> NDArray[np.float64]:
        """Coordinates of the piece from one row to another, (m, 2)."""
        begin, end = self.seconds.indptr[one], self.seconds.indptr[one + 1]
        return self.lines[begin + int(np.searchsorted(self.seconds.indices[begin:end], other))]

    def places(self, node_ids: Any) -> NDArray[np.int64]:
        """Rows of these nodes; -1 for a node on no drivable road."""
        wanted = np.asarray(node_ids, np.int64)
        if not len(self.node_ids):
            return np.full(wanted.shape, -1)
        place = np.minimum(np.searchsorted(self.node_ids, wanted), len(self.node_ids) - 1)
        return np.where(self.node_ids[place] == wanted, place, -1)


def drive_graph(roads: Roads) -> DriveGraph:
    """Lay out the drivable pieces of road; of several between two nodes the quickest counts."""
    edges = roads.edges
    rows = np.flatnonzero(edges["drive_s"].notna().to_numpy())
    start = edges["from_node"].to_numpy(np.int64)[rows]
    end = edges["to_node"].to_numpy(np.int64)[rows]
    # A piece of no length must stay an edge: sparse matrices drop zeros here and there.
    seconds = np.maximum(edges["drive_s"].to_numpy(float)[rows], 1e-6)
    node_ids = np.unique(np.concatenate([start, end]))
    one, other = np.searchsorted(node_ids, start), np.searchsorted(node_ids, end)
    order = np.lexsort((rows, seconds, other, one))
    one, other, seconds, rows = one[order], other[order], seconds[order], rows[order]
    first = np.ones(len(rows), bool)
    first[1:] = (np.diff(one) != 0) | (np.diff(other) != 0)
    one, other, seconds, rows = one[first], other[first], seconds[first], rows[first]
    begin = np.searchsorted(one, np.arange(len(node_ids) + 1))
    matrix = sparse.csr_array((seconds, other, begin), shape=(len(node_ids), len(node_ids)))
    return DriveGraph(node_ids, matrix, _drawn_from(roads, rows, node_ids[_row_of_entries(matrix)]))


def _row_of_entries(matrix: Any) -> NDArray[np.int64]:
    """Row of every stored entry of a CSR matrix."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def _drawn_from(
    roads: Roads, rows: NDArray[np.int64], from_nodes: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    """Coordinates of pieces of road, each from its first node: two rows may carry the same line."""
    places = roads.nodes.set_index("node_id")[["x", "y"]]
    starts = places.loc[from_nodes].to_numpy(float)
    lines = [shapely.get_coordinates(shape) for shape in roads.edges.geometry.to_numpy()[rows]]
    return [
        line if np.hypot(*(line[0] - at)) <= np.hypot(*(line[-1] - at)) else line[::-1]
        for line, at in zip(lines, starts, strict=True)
    ]


def drivable_reach(roads: Roads, base_nodes: Any) -> Roads:
    """Make walked only what no car can reach from a base and come back from.

    Parameters
    ----------
    base_nodes : (b,) node ids

    Returns
    -------
    new Roads : `drivable` False and `drive_s` null for every part cut off from all of the bases
    """
    graph = drive_graph(roads)
    nodes, edges = roads.nodes.copy(), roads.edges.copy()
    _, part = csgraph.connected_components(graph.seconds, directed=True, connection="strong")
    places = graph.places(base_nodes)
    kept = graph.node_ids[np.isin(part, part[places[places >= 0]])]
    nodes["drivable"] = nodes["drivable"].to_numpy(bool) & np.isin(nodes["node_id"], kept)
    joined = np.isin(edges["from_node"], kept) & np.isin(edges["to_node"], kept)
    edges["drive_s"] = edges["drive_s"].where(joined)
    return replace(roads, nodes=nodes, edges=edges)


def parts(roads: Roads, node_ids: Any) -> NDArray[np.int64]:
    """Size, in nodes, of the part within which a car can go to and fro, for each node; 0 off the road."""
    graph = drive_graph(roads)
    _, part = csgraph.connected_components(graph.seconds, directed=True, connection="strong")
    places = graph.places(node_ids)
    return np.where(places >= 0, np.bincount(part, minlength=1)[part[places]], 0) if len(part) else places * 0


def nearest_node(
    roads: Roads, x: Any, y: Any, *, drivable_only: bool
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Nearest node of each point, and how far it is in a straight line.

    Returns
    -------
    node_ids : int64 (n,), -1 where there is no node at all
    distance_m : (n,), inf where there is none
    """
    x, y = np.atleast_1d(np.asarray(x, float)), np.atleast_1d(np.asarray(y, float))
    nodes = roads.nodes[roads.nodes["drivable"]] if drivable_only else roads.nodes
    if not len(nodes):
        return np.full(len(x), -1), np.full(len(x), np.inf)
    distance, row = cKDTree(nodes[["x", "y"]].to_numpy(float)).query(np.column_stack([x, y]))
    return nodes["node_id"].to_numpy(np.int64)[row], distance


def drive_times(roads: Roads, from_nodes: Any, to_nodes: Any) -> NDArray[np.int64]:
    """Seconds by car between nodes, rounded up; `UNREACHABLE_S` where no road leads.

    Parameters
    ----------
    from_nodes, to_nodes : (n,), (m,) node ids

    Returns
    -------
    int64 (n, m)
    """
    graph = drive_graph(roads)
    start, end = graph.places(from_nodes), graph.places(to_nodes)
    seconds = np.full((len(start), len(end)), np.inf)
    rows, columns = np.flatnonzero(start >= 0), np.flatnonzero(end >= 0)
    stops = np.unique(np.concatenate([start[rows], end[columns]]))
    joined, place = _short_cuts(graph.seconds, stops)
    # A stretch at a time: all starts at once would not fit for a county.
    for some in np.array_split(rows, max(1, len(rows) * joined.shape[0] // 4_000_000)):
        if len(some):
            found = csgraph.dijkstra(joined, indices=place[start[some]])
            seconds[np.ix_(some, columns)] = found[:, place[end[columns]]]
    return whole_seconds(seconds)


def _short_cuts(matrix: Any, stops: NDArray[np.int64]) -> tuple[Any, NDArray[np.int64]]:
    """Drop nodes that are only passed, joining their neighbours: times between the stops stay what they were.

    Nodes with at most three neighbours go, one after another; that never makes more edges than it takes away.

    Returns
    -------
    matrix : CSR (m, m) of what is left
    place : int64 (n,) new row of each old node, -1 if it went
    """
    size = matrix.shape[0]
    onward: list[dict[int, float]] = [{} for _ in range(size)]
    onto: list[dict[int, float]] = [{} for _ in range(size)]
    starts = np.repeat(np.arange(size), np.diff(matrix.indptr))
    for one, other, seconds in zip(
        starts.tolist(), matrix.indices.tolist(), matrix.data.tolist(), strict=True
    ):
        if one != other:
            onward[one][other] = onto[other][one] = seconds
    kept = np.zeros(size, bool)
    kept[stops] = True
    waiting = np.flatnonzero(~kept)[::-1].tolist()
    gone = np.zeros(size, bool)
    while waiting:
        node = waiting.pop()
        around = onward[node].keys() | onto[node].keys()
        if gone[node] or len(around) > 3:
            continue
        gone[node] = True
        for one, first in onto[node].items():
            for other, second in onward[node].items():
                if one != other and first + second < onward[one].get(other, np.inf):
                    onward[one][other] = onto[other][one] = first + second
        for beside in sorted(around):
            onward[beside].pop(node, None)
            onto[beside].pop(node, None)
            if not kept[beside]:
                waiting.append(beside)
    place = np.where(gone, -1, np.cumsum(~gone) - 1)
    edges = [
        (place[one], place[other], s)
        for one in range(size)
        if not gone[one]
        for other, s in onward[one].items()
    ]
    rows, columns, values = np.array(edges, float).reshape(-1, 3).T
    left = int((~gone).sum())
    return sparse.csr_array((values, (rows.astype(int), columns.astype(int))), shape=(left, left)), place


def drive_line(
    roads: Roads,
    from_node: int,
    to_node: int,
    graph: DriveGraph | None = None,
    *,
    limit_s: float = np.inf,
) -> NDArray[np.float64]:
    """Line of the quickest drive, (n, 2) m; one point where both nodes are the same, (0, 2) without a way.

    Parameters
    ----------
    graph : `drive_graph(roads)`, if many lines are asked for
    limit_s : no way longer than this is searched; a known time makes short drives quick to draw
    """
    graph = drive_graph(roads) if graph is None else graph
    start, end = (int(place) for place in graph.places([from_node, to_node]))
    if start < 0 or end < 0:
        return np.empty((0, 2))
    _, before = csgraph.dijkstra(graph.seconds, indices=start, return_predecessors=True, limit=limit_s)
    way = [end]
    while way[-1] != start:
        way.append(int(before[way[-1]]))
        if way[-1] < 0:
            return np.empty((0, 2))
    way.reverse()
    pieces = [graph.line(one, other) for one, other in pairwise(way)]
    line = np.concatenate(pieces) if pieces else _place(roads, from_node)
    moved = np.ones(len(line), bool)
    moved[1:] = (np.diff(line, axis=0) != 0).any(axis=1)
    return line[moved]


def _place(roads: Roads, node_id: int) -> NDArray[np.float64]:
    return roads.nodes.loc[roads.nodes["node_id"] == node_id, ["x", "y"]].to_numpy(float)
