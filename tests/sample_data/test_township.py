"""Promises of the sample township: its files fit together, and it is made again from its seed."""

from __future__ import annotations

import ast
import csv
import tomllib
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import gpxpy
import networkx as nx
import numpy as np
import osmnx
import pytest
import rasterio
import shapely

import sample_data
from sample_data import make_township
from sample_data.flow import drain, erode
from sample_data.ground import clouds
from sample_data.heap import pop_kernel, push_kernel
from sample_data.ways import cheapest

HOME = Path(sample_data.__file__).parent
TOWNSHIP = HOME / "township"
INPUTS = TOWNSHIP / "inputs"


@pytest.fixture(scope="module")
def villages() -> gpd.GeoDataFrame:
    return gpd.read_file(INPUTS / "villages.gpkg")


@pytest.fixture(scope="module")
def elevation_m() -> np.ndarray:
    with rasterio.open(INPUTS / "dem.tif") as source:
        return source.read(1)


@pytest.fixture(scope="module")
def roads() -> nx.MultiDiGraph:
    return osmnx.graph_from_xml(INPUTS / "roads.osm", retain_all=True, bidirectional=True, simplify=False)


def rows(name: str) -> list[dict[str, str]]:
    with (TOWNSHIP / name).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def points(name: str) -> gpd.GeoSeries:
    placed = [row for row in rows(name) if row["经度"]]
    lon, lat = ([float(row[key]) for row in placed] for key in ("经度", "纬度"))
    return gpd.GeoSeries(gpd.points_from_xy(lon, lat), crs=4326).to_crs(4544)


def test_the_whole_sample_stays_under_five_megabytes() -> None:
    assert sum(file.stat().st_size for file in TOWNSHIP.rglob("*") if file.is_file()) < 5_000_000


def test_twelve_villages_share_borders_without_overlap_and_one_has_a_hole_that_another_fills(
    villages: gpd.GeoDataFrame,
) -> None:
    shapes = villages.geometry
    assert len(villages) == 12
    assert shapes.is_valid.all()
    assert villages["XZQMC"].is_unique
    whole = shapely.union_all(shapes.values)
    assert 100e6 < whole.area < 150e6
    assert whole.area == pytest.approx(shapes.area.sum(), rel=1e-9)
    holes = shapely.get_num_interior_rings(shapely.get_parts(shapes.values))
    assert holes.sum() == 1
    assert sorted(shapely.get_num_geometries(shapes.values)) == [1] * 11 + [2]


def test_the_working_crs_is_the_one_for_this_longitude(villages: gpd.GeoDataFrame) -> None:
    assert villages.crs.to_epsg() == 4544
    centre = villages.to_crs(4326).union_all().centroid
    assert (centre.x, centre.y) == (pytest.approx(104.6, abs=0.1), pytest.approx(33.5, abs=0.1))


def test_elevation_covers_the_villages_with_a_kilometre_to_spare(villages: gpd.GeoDataFrame) -> None:
    with rasterio.open(INPUTS / "dem.tif") as source:
        frame = shapely.box(*source.bounds)
        assert source.crs.to_epsg() == 4544
    assert frame.contains(shapely.box(*villages.total_bounds).buffer(1_000, join_style="mitre"))


def test_every_valley_drains_to_the_edge_of_the_map(elevation_m: np.ndarray) -> None:
    edge = np.ones(elevation_m.shape, bool)
    edge[1:-1, 1:-1] = False
    filled = drain(elevation_m.astype(float), edge, 30.0).level_m
    assert np.max(filled - elevation_m) < 0.25  # rounding to a decimetre, and nothing deeper
    assert 1_350 < elevation_m.min() < elevation_m.max() < 2_800


def test_a_car_reaches_every_village_and_all_ways_hang_together(
    roads: nx.MultiDiGraph, villages: gpd.GeoDataFrame
) -> None:
    edges = osmnx.graph_to_gdfs(roads, nodes=False).to_crs(4544)
    assert {"tertiary", "unclassified", "residential", "track", "path"} == set(edges["highway"])
    drivable = edges[edges["highway"].isin(["tertiary", "unclassified", "residential"])]
    assert all(drivable.intersects(shape).any() for shape in villages.geometry)
    assert nx.number_weakly_connected_components(roads) == 1
    assert (edges["bridge"] == "yes").sum() > 10


def test_the_main_road_follows_the_valley(roads: nx.MultiDiGraph, elevation_m: np.ndarray) -> None:
    edges = osmnx.graph_to_gdfs(roads, nodes=False).to_crs(4544)
    main = shapely.segmentize(edges[edges["highway"] == "tertiary"].union_all(), 30.0)
    with rasterio.open(INPUTS / "dem.tif") as source:
        x, y = shapely.get_coordinates(main).T
        inside = (x > source.bounds.left) & (x < source.bounds.right)
        height = np.array([v[0] for v in source.sample(np.column_stack([x, y])[inside])])
    assert np.quantile(height, 0.95) < np.quantile(elevation_m, 0.25)


def test_yards_and_bases_lie_in_villages(villages: gpd.GeoDataFrame) -> None:
    site = villages.union_all()
    assert points("inputs/yards.csv").within(site).all()
    assert points("inputs/bases.csv").within(site).all()
    by_name = villages.set_index("XZQMC").geometry
    assert all(row["村"] in by_name.index for row in rows("inputs/yards.csv"))


def test_history_is_what_offices_hold(villages: gpd.GeoDataFrame) -> None:
    finds = rows("inputs/history.csv")
    assert 40 <= len(finds) <= 60
    assert {row["年份"] for row in finds} == {str(year) for year in range(2020, 2026)}
    assert 0.3 < np.mean([row["经度"] == "" for row in finds]) < 0.5
    assert {row["村"] for row in finds} <= set(villages["XZQMC"])
    assert {"", "若干"} <= {row["株数"] for row in finds}
    assert points("inputs/history.csv").within(villages.union_all().buffer(60)).all()


def test_effort_names_season_and_village_once(villages: gpd.GeoDataFrame) -> None:
    effort = [(row["年份"], row["村"]) for row in rows("inputs/effort.csv")]
    assert len(set(effort)) == len(effort) == 6 * 12 - 2
    assert {village for _, village in effort} <= set(villages["XZQMC"])


def test_tracks_are_walks_in_the_township_in_the_first_window(villages: gpd.GeoDataFrame) -> None:
    site = villages.union_all().buffer(500)
    files = sorted((TOWNSHIP / "season-2026" / "tracks").glob("*.gpx"))
    assert len(files) == 12
    for file in files:
        track = gpxpy.parse(file.read_text(encoding="utf-8")).tracks[0]
        walked = [point for segment in track.segments for point in segment.points]
        assert all(point.time and "2026-06-26" < str(point.time) < "2026-07-15" for point in walked)
        line = gpd.GeoSeries(
            gpd.points_from_xy([p.longitude for p in walked], [p.latitude for p in walked]), crs=4326
        )
        assert line.to_crs(4544).within(site).mean() > 0.97
        assert track.get_duration() < 9 * 3600
        metres = [a.distance_2d(b) for a, b in pairwise(walked)]
        seconds = [(b.time - a.time).total_seconds() for a, b in pairwise(walked)]
        assert np.quantile(np.divide(metres, seconds), 0.99) * 3.6 < 12


def test_findings_lie_beside_a_track() -> None:
    found = points("season-2026/findings.csv")
    lines = [
        shapely.linestrings([(p.longitude, p.latitude) for p in segment.points])
        for file in sorted((TOWNSHIP / "season-2026" / "tracks").glob("*.gpx"))
        for segment in gpxpy.parse(file.read_text(encoding="utf-8")).tracks[0].segments
    ]
    walked = gpd.GeoSeries(lines, crs=4326).to_crs(4544).union_all()
    assert 4 <= len(found) <= 10
    assert found.distance(walked).max() < 60


def test_sheets_about_teams_and_bases_say_what_the_site_file_says() -> None:
    site = tomllib.loads((TOWNSHIP / "site.toml").read_text(encoding="utf-8"))
    teams = rows("inputs/teams.csv")
    assert [team["id"] for team in site["team"]] == [row["组别"] for row in teams]
    assert [str(team["days"]) for team in site["team"]] == [row["天数"] for row in teams]
    assert [base["name"] for base in site["base"]] == [row["名称"] for row in rows("inputs/bases.csv")]
    assert all((INPUTS / row["file"]).is_file() for row in site["input"])


def test_no_column_is_about_a_person() -> None:
    for file in TOWNSHIP.rglob("*.csv"):
        header = file.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        assert not set(header) & {"姓名", "户主", "责任人", "电话", "身份证", "组长"}, file.name


def test_the_finds_know_nothing_of_the_planner() -> None:
    for file in HOME.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [item.name for item in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.split(".")[0] == "geo" for name in names), file.name


def test_the_site_file_is_made_again_byte_for_byte_from_the_files_it_names() -> None:
    bases = [[row["名称"], row["经度"], row["纬度"]] for row in rows("inputs/bases.csv")]
    assert make_township.site_toml(INPUTS, bases).encode() == (TOWNSHIP / "site.toml").read_bytes()


def test_the_same_seed_raises_the_same_mountains() -> None:
    def hills() -> np.ndarray:
        rng = make_township.dice("ground")
        z = 100.0 * clouds(rng, (60, 60), size_px=9)
        edge = np.pad(np.zeros((58, 58), bool), 1, constant_values=True)
        flow = drain(z, edge, 30.0, rough=rng.random(z.shape))
        return erode(flow, np.ones(z.shape), np.ones(z.shape), outlets=edge, steepest=np.ones(z.shape))

    assert hills().tobytes() == hills().tobytes()


def test_parts_have_dice_of_their_own() -> None:
    assert make_township.dice("finds").random() != make_township.dice("cover").random()


def test_a_heap_gives_back_its_items_in_order() -> None:
    rng = np.random.default_rng(1)
    keys, items, size = np.empty(200), np.empty(200, np.int64), 0
    for item, key in enumerate(rng.random(200)):
        size = push_kernel(keys, items, size, key, item)
    out = []
    while size:
        key, _, size = pop_kernel(keys, items, size)
        out.append(key)
    assert out == sorted(out)


def test_a_hollow_is_filled_and_all_water_reaches_the_outlet() -> None:
    z = np.full((5, 5), 10.0)
    z[2, 2] = 1.0
    outlets = np.zeros((5, 5), bool)
    outlets[0, 0] = True
    flow = drain(z, outlets, 10.0)
    assert flow.level_m[2, 2] >= 10.0
    assert flow.catchment_m2(10.0)[0, 0] == 25 * 100.0


def test_erosion_never_raises_ground_beyond_its_uplift() -> None:
    z = np.random.default_rng(3).random((20, 20)) * 50.0
    outlets = np.zeros(z.shape, bool)
    outlets[0, :] = True
    flow = drain(z, outlets, 30.0)
    steep, cut = np.full(z.shape, 0.5), np.full(z.shape, 3.0)
    after = erode(flow, np.full(z.shape, 2.0), cut, outlets=outlets, steepest=steep)
    assert (after <= flow.level_m + 2.0 + 1e-9).all()


def test_the_cheapest_way_on_flat_ground_is_the_straight_one() -> None:
    flat = np.zeros((9, 9))
    start = np.zeros((9, 9), bool)
    start[4, 0] = True
    cost, _ = cheapest(flat, np.ones((9, 9)), start, grade=0.2)
    assert cost[4, 8] == pytest.approx(8 * 30.0)
    assert cost[0, 4] == pytest.approx(4 * 30.0 * 2**0.5)
