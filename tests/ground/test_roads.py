import itertools

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csgraph
from shapely.geometry import LineString

from geo.ground.roads import (
    drivable_reach,
    drive_graph,
    drive_line,
    drive_times,
    nearest_node,
    parts,
)
from geo.model.land import Roads
from geo.model.schema import EDGES, NODES
from geo.model.tables import check
from geo.units import UNREACHABLE_S

CRS = "EPSG:32632"


def roads_of(places, pieces):
    """Places: node -> (x, y). Pieces: (from, to, drive_s or None), each one way along a bent line."""
    rows = []
    for piece, (one, other, drive_s) in enumerate(pieces):
        (x, y), (u, v) = places[one], places[other]
        line = LineString([(x, y), ((x + u) / 2 + 1, (y + v) / 2 + 1), (u, v)])
        rows.append((one, other, piece, line.length, np.nan if drive_s is None else drive_s, "track", line))
    columns = ["from_node", "to_node", "piece", "length_m", "drive_s", "highway", "geometry"]
    edges = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=CRS)
    driven = {node for one, other, s in pieces if s is not None for node in (one, other)}
    nodes = pd.DataFrame(
        [(node, x, y, node in driven) for node, (x, y) in places.items()],
        columns=["node_id", "x", "y", "drivable"],
    )
    return Roads(check(nodes, NODES), check(edges, EDGES))


def both(one, other, seconds):
    return [(one, other, seconds), (other, one, seconds)]


@pytest.fixture
def valley():
    """Base at 1; road 1-2-3; a one-way short cut 1 to 3; a path 3-4; a road 5-6 beyond any bridge."""
    places = {1: (0, 0), 2: (100, 0), 3: (200, 0), 4: (300, 0), 5: (900, 0), 6: (1000, 0), 7: (200, 90)}
    pieces = [
        *both(1, 2, 10.2),
        *both(2, 3, 20.0),
        (1, 3, 5.5),
        *both(3, 4, None),
        *both(5, 6, 9.0),
        (3, 7, 4.0),
    ]
    return roads_of(places, pieces)


def test_a_drive_takes_the_quickest_pieces_and_one_way_streets_bind(valley):
    assert drive_times(valley, [1, 3], [1, 3]).tolist() == [[0, 6], [31, 0]]


def test_of_several_pieces_between_two_nodes_the_quickest_counts():
    roads = roads_of({1: (0, 0), 2: (50, 0)}, [(1, 2, 30.0), (1, 2, 12.0), (2, 1, 40.0)])
    assert drive_times(roads, [1], [2]).tolist() == [[12]]


def test_paths_and_other_sides_of_the_river_are_out_of_reach(valley):
    assert drive_times(valley, [1], [4, 5, 99]).tolist() == [[UNREACHABLE_S] * 3]


def test_roads_cut_off_from_every_base_are_walked_only(valley):
    reached = drivable_reach(valley, [1])
    assert reached.nodes.loc[reached.nodes["drivable"], "node_id"].tolist() == [1, 2, 3]
    driven = reached.edges[reached.edges["drive_s"].notna()]
    # 5 and 6 are cut off; from 7 nobody could come back.
    assert set(driven["from_node"]) | set(driven["to_node"]) == {1, 2, 3}
    assert valley.edges["drive_s"].notna().sum() == 8
    assert len(reached.edges) == len(valley.edges)


def test_no_base_on_any_road_leaves_nothing_to_drive(valley):
    reached = drivable_reach(valley, [-1])
    assert not reached.nodes["drivable"].any()
    assert reached.edges["drive_s"].isna().all()
    assert drive_times(reached, [1], [2]).tolist() == [[UNREACHABLE_S]]


def test_the_nearest_node_may_be_asked_for_among_drivable_ones(valley):
    node, distance = nearest_node(valley, [310.0], [0.0], drivable_only=False)
    assert (node.tolist(), distance.tolist()) == ([4], [10])
    node, distance = nearest_node(valley, [310.0], [0.0], drivable_only=True)
    assert (node.tolist(), distance.tolist()) == ([3], [110])


def test_where_no_node_is_the_nearest_is_none():
    nothing = roads_of({1: (0, 0), 2: (9, 0)}, both(1, 2, None))
    node, distance = nearest_node(nothing, [0.0], [0.0], drivable_only=True)
    assert node.tolist() == [-1]
    assert np.isinf(distance).all()


def test_parts_are_counted_by_where_a_car_can_go_and_come_back(valley):
    assert parts(valley, [1, 3, 4, 5, 7]).tolist() == [3, 3, 0, 2, 1]


def test_the_line_of_a_drive_follows_the_pieces_in_their_order(valley):
    line = drive_line(valley, 3, 1)
    assert line.tolist() == [[200, 0], [151, 1], [100, 0], [51, 1], [0, 0]]
    assert drive_line(valley, 1, 1).tolist() == [[0, 0]]
    assert drive_line(valley, 1, 6).shape == (0, 2)


def test_a_line_that_is_stored_the_other_way_round_is_turned():
    roads = roads_of({1: (0, 0), 2: (100, 0)}, [(1, 2, 10.0)])
    roads.edges.geometry = roads.edges.geometry.reverse()
    assert drive_line(roads, 1, 2)[0].tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(5))
def test_dropping_nodes_that_are_only_passed_changes_no_time(seed):
    rng = np.random.default_rng(seed)
    places = {node: tuple(rng.uniform(0, 1000, 2)) for node in range(60)}
    links = {(int(a), int(b)) for a, b in rng.integers(0, 60, (75, 2)) if a != b}
    pieces = [(a, b, float(rng.integers(1, 50))) for a, b in sorted(links)]
    pieces += [(b, a, s) for a, b, s in pieces if rng.random() < 0.8]
    roads = roads_of(places, pieces)
    stops = sorted({int(node) for node in rng.choice([a for a, _, _ in pieces], 9)})
    graph = drive_graph(roads)
    rows = graph.places(stops)
    expected = csgraph.dijkstra(graph.seconds, indices=rows)[:, rows]
    found = drive_times(roads, stops, stops)
    np.testing.assert_array_equal(found, np.where(np.isinf(expected), UNREACHABLE_S, expected))


@pytest.mark.parametrize("seed", range(3))
def test_the_pieces_of_a_drawn_drive_add_up_to_its_time(seed):
    rng = np.random.default_rng(seed)
    places = {node: tuple(rng.uniform(0, 1000, 2)) for node in range(20)}
    pieces = [
        piece for a, b in rng.integers(0, 20, (30, 2)).tolist() if a != b for piece in both(a, b, 7.0 + a + b)
    ]
    roads = roads_of(places, pieces)
    quickest: dict = {}
    for a, b, s in pieces:
        quickest[places[a], places[b]] = min(s, quickest.get((places[a], places[b]), s))
    start, ends = pieces[0][0], range(20)
    times = drive_times(roads, [start], ends)[0]
    for end in ends:
        stations = [tuple(point) for point in drive_line(roads, start, end).tolist()][::2]
        if times[end] == UNREACHABLE_S:
            assert not stations
        elif end != start:
            assert sum(quickest[pair] for pair in itertools.pairwise(stations)) == times[end]
