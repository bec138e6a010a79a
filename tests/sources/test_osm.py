"""Roads and paths: who may drive, who walks, how fast, in pieces on which a car can be left."""

from __future__ import annotations

import bz2
from pathlib import Path

import numpy as np
import osmnx
import pytest
import shapely

from geo.ground.crs import lonlat_points
from geo.settings import DEFAULTS
from geo.sources.osm import read_roads

CRS = "EPSG:32648"
LON, LAT = 105.0, 27.1
STEP = 0.0004  # about 40 m eastwards
SITE = shapely.box(499_000, 2_990_000, 510_000, 3_005_000)


def osm(*ways: tuple[list[int], dict[str, str]]) -> str:
    """Nodes 0, 1, 2, ... lie on a line eastwards; 100 and more lie north of node (n - 100)."""
    used = sorted({node for nodes, _ in ways for node in nodes})
    nodes = "".join(
        f'<node id="{n + 1}" lon="{LON + STEP * (n % 100)}" lat="{LAT + STEP * (n // 100)}"/>' for n in used
    )
    lines = "".join(_way(k, *way) for k, way in enumerate(ways, start=1))
    return f'<osm version="0.6">{nodes}{lines}</osm>'


def _way(number: int, nodes: list[int], tags: dict[str, str]) -> str:
    ends = "".join(f'<nd ref="{n + 1}"/>' for n in nodes)
    said = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
    return f'<way id="{number}">{ends}{said}</way>'


def read(tmp_path: Path, *ways: tuple[list[int], dict[str, str]]):
    file = tmp_path / "roads.osm"
    file.write_text(osm(*ways), encoding="utf-8")
    roads, _ = read_roads(file, crs=CRS, site=SITE)
    return roads.nodes, roads.edges


def kmh(edges) -> float:
    return float((edges["length_m"] / edges["drive_s"] * 3.6).dropna().mean())


@pytest.mark.parametrize(
    ("tags", "speed"),
    [
        ({"highway": "residential"}, 25.0),
        ({"highway": "residential", "maxspeed": "40"}, 40.0),
        ({"highway": "tertiary", "maxspeed": "20 mph"}, 32.187),
        ({"highway": "track"}, 15.0),
        ({"highway": "track", "maxspeed": "50"}, 15.0),
        ({"highway": "track", "tracktype": "grade3"}, 15.0),
        ({"highway": "service", "access": "permissive"}, 15.0),
        ({"highway": "track", "tracktype": "grade4"}, None),
        ({"highway": "track", "tracktype": "grade5"}, None),
        ({"highway": "service", "access": "private"}, None),
        ({"highway": "residential", "access": "no"}, None),
        ({"highway": "path"}, None),
        ({"highway": "steps"}, None),
        ({"highway": "pedestrian"}, None),
    ],
)
def test_who_may_drive_and_how_fast(tags: dict[str, str], speed: float | None, tmp_path: Path) -> None:
    nodes, edges = read(tmp_path, ([0, 1], tags))
    assert len(edges) == 2
    if speed is None:
        assert edges["drive_s"].isna().all()
        assert not nodes["drivable"].any()
    else:
        assert kmh(edges) == pytest.approx(speed, rel=1e-3)
        assert nodes["drivable"].all()


@pytest.mark.parametrize(("value", "towards"), [("yes", 1), ("-1", 0)])
def test_a_one_way_street_binds_cars_and_not_walkers(value: str, towards: int, tmp_path: Path) -> None:
    nodes, edges = read(tmp_path, ([0, 1, 2], {"highway": "residential", "oneway": value}))
    driven = edges[edges["drive_s"].notna()]
    assert len(edges) == 2
    assert len(driven) == 1
    ends = nodes.set_index("node_id").loc[[driven["from_node"].iloc[0], driven["to_node"].iloc[0]], "x"]
    assert (ends.iloc[1] > ends.iloc[0]) == bool(towards)


def test_motorways_are_not_walked(tmp_path: Path) -> None:
    _, edges = read(tmp_path, ([0, 1], {"highway": "trunk", "oneway": "yes"}), ([1, 2], {"highway": "path"}))
    assert len(edges[edges["highway"] == "trunk"]) == 1
    assert len(edges[edges["highway"] == "path"]) == 2


def test_what_is_no_way_is_left_out(tmp_path: Path) -> None:
    _, edges = read(
        tmp_path,
        ([0, 1], {"highway": "path"}),
        ([1, 2], {"highway": "proposed"}),
        ([2, 3], {"building": "y"}),
    )
    assert set(edges["highway"]) == {"path"}


def test_bends_are_joined_and_crossings_kept(tmp_path: Path) -> None:
    nodes, edges = read(tmp_path, ([0, 1, 2, 3, 4], {"highway": "path"}), ([2, 102], {"highway": "path"}))
    assert len(nodes) == 4
    assert len(edges) == 6


def test_a_piece_ends_where_the_kind_of_road_changes(tmp_path: Path) -> None:
    nodes, edges = read(tmp_path, ([0, 1, 2], {"highway": "path"}), ([2, 3, 4], {"highway": "track"}))
    assert len(nodes) == 3
    assert sorted(set(edges["highway"])) == ["path", "track"]


def test_drivable_roads_have_a_node_about_every_spacing(tmp_path: Path) -> None:
    spacing = DEFAULTS.travel.trailhead_spacing_m
    nodes, edges = read(tmp_path, ([0, 50], {"highway": "residential"}), ([50, 99], {"highway": "path"}))
    road = edges[edges["highway"] == "residential"]
    assert road["length_m"].between(spacing / 1.5, spacing * 1.5).all()
    assert len(road) == 2 * round(road["length_m"].sum() / 2 / spacing)
    assert len(edges[edges["highway"] == "path"]) == 2
    assert nodes["drivable"].sum() == len(road) / 2 + 1


def test_pieces_keep_the_length_and_line_of_the_road(tmp_path: Path) -> None:
    _, edges = read(tmp_path, ([0, 1, 101, 102, 2, 3], {"highway": "residential"}))
    x, y = lonlat_points(
        [LON + STEP * k for k in (0, 1, 1, 2, 2, 3)], [LAT + STEP * k for k in (0, 0, 1, 1, 0, 0)], CRS
    )
    wanted = float(np.hypot(np.diff(x), np.diff(y)).sum())
    assert edges["length_m"].sum() / 2 == pytest.approx(wanted, abs=1e-6)
    assert np.allclose(edges.length, edges["length_m"])


def test_lines_run_from_their_first_node_to_their_last(tmp_path: Path) -> None:
    nodes, edges = read(
        tmp_path, ([0, 1, 101, 100, 0], {"highway": "residential"}), ([1, 9], {"highway": "track"})
    )
    place = nodes.set_index("node_id")[["x", "y"]]
    for row in edges.itertuples():
        ends = np.array(row.geometry.coords)[[0, -1]]
        assert np.allclose(ends, place.loc[[row.from_node, row.to_node]])


def test_a_ring_without_crossing_stays(tmp_path: Path) -> None:
    _, edges = read(tmp_path, ([0, 1, 101, 100, 0], {"highway": "path"}))
    assert len(edges) == 2
    assert (edges["from_node"] == edges["to_node"]).all()
    assert sorted(edges["piece"]) == [0, 1]


def test_parts_that_hang_on_nothing_are_kept(tmp_path: Path) -> None:
    nodes, _ = read(tmp_path, ([0, 1], {"highway": "path"}), ([10, 11], {"highway": "path"}))
    assert len(nodes) == 4


def test_packed_and_plain_files_read_alike(tmp_path: Path) -> None:
    plain = osm(([0, 1, 2], {"highway": "residential"}), ([1, 101], {"highway": "path"}))
    (tmp_path / "a.osm").write_text(plain, encoding="utf-8")
    (tmp_path / "a.osm.bz2").write_bytes(bz2.compress(plain.encode()))
    first, second = (read_roads(tmp_path / name, crs=CRS, site=SITE)[0] for name in ("a.osm", "a.osm.bz2"))
    assert first.edges.equals(second.edges)
    assert first.nodes.equals(second.nodes)


def test_graphml_simplified_by_osmnx_gives_the_same_roads(tmp_path: Path) -> None:
    file = tmp_path / "a.osm"
    ways = ([0, 1, 2, 3], {"highway": "residential"}), ([1, 101], {"highway": "path", "oneway": "yes"})
    file.write_text(osm(*ways), encoding="utf-8")
    graph = osmnx.graph_from_xml(file, retain_all=True)
    osmnx.save_graphml(graph, tmp_path / "a.graphml")
    from_xml, from_graphml = (
        read_roads(tmp_path / name, crs=CRS, site=SITE)[0] for name in ("a.osm", "a.graphml")
    )
    for roads in (from_xml, from_graphml):
        assert kmh(roads.edges) == pytest.approx(25.0)
    totals = [roads.edges.groupby("highway")["length_m"].sum() for roads in (from_xml, from_graphml)]
    assert totals[0].to_dict() == pytest.approx(totals[1].to_dict())


def test_osmnx_settings_are_put_back(tmp_path: Path) -> None:
    before = list(osmnx.settings.useful_tags_way)
    read(tmp_path, ([0, 1], {"highway": "path"}))
    assert osmnx.settings.useful_tags_way == before


def test_a_file_without_roads_for_cars_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.osm").write_text(osm(([0, 1], {"highway": "path"})), encoding="utf-8")
    _, notes = read_roads(tmp_path / "a.osm", crs=CRS, site=SITE)
    assert "source-roads-no-car" in {note.key for note in notes}
