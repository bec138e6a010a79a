import json
import time
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely import LineString, MultiLineString, Point, Polygon, box

from geo.errors import InputError
from geo.exports.files import write_text
from geo.exports.geojson import geojson, layer_geojson
from geo.exports.layers import cells_layer, coverage_layer, findings_layer, routes_layer, stops_layer
from geo.exports.shapes import rounded
from geo.model import schema
from geo.model.tables import empty
from tests.exports.rfc7946 import faults

MAY = date(2025, 5, 5)
VILLAGES = pd.DataFrame({"village_id": ["530", "531"], "name": ["李家湾", "大坳山"]})
CELLS = pd.DataFrame(
    {
        "cell_id": ["530_1_1", "531_2_1"],
        "village_id": ["530", "531"],
        "area_m2": [62_500.0, 1_234.5678901],
        "elevation_m": [1_800.25, 1_900.0],
        "slope_deg": [12.5, 0.0],
        "remote_h": [0.25, float("nan")],
    }
)
POLYGONS = gpd.GeoSeries(
    [box(103.9, 26.1, 103.9025, 26.1025), box(103.91, 26.1, 103.9125, 26.1025)], crs=4326
)


def lonlat(rows, shapes):
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")


def properties(text):
    assert faults(text) == []
    return [feature["properties"] for feature in json.loads(text)["features"]]


def shape_kinds(text):
    return [feature["geometry"]["type"] for feature in json.loads(text)["features"]]


def test_cells_have_the_promised_properties_in_order():
    risk = pd.DataFrame({"cell_id": ["531_2_1", "530_1_1"], "expected_plots": [0.5, 0.25], "p": [0.4, 0.2]})
    priority = pd.DataFrame({"w1": [0.1, 0.2], "w2": [0.3, np.nan]}, index=["531_2_1", "530_1_1"])
    layer = cells_layer(
        CELLS, POLYGONS, villages=VILLAGES, risk=risk, priority=priority, rank=pd.Series([5, 0])
    )
    rows = properties(layer_geojson(layer))
    assert list(rows[0].items()) == [
        ("cell_id", "530_1_1"),
        ("village_id", "530"),
        ("village", "李家湾"),
        ("area_m2", 62_500.0),
        ("elevation_m", 1_800.25),
        ("slope_deg", 12.5),
        ("remote_h", 0.25),
        ("expected_plots", 0.25),
        ("p", 0.2),
        ("priority_w1", 0.2),
        ("priority_w2", None),
        ("risk_rank", 5),
    ]
    assert rows[1]["remote_h"] is None
    assert rows[1]["priority_w1"] == 0.1


def test_routes_have_the_promised_properties_and_are_one_line_along_the_way_to_go():
    there, back = [(103.9, 26.1), (103.91, 26.12)], [(103.91, 26.12), (103.9, 26.1)]
    routes = lonlat(
        {
            "route_id": ["r1"],
            "team_id": ["t1"],
            "window_id": ["w1"],
            "date": pd.to_datetime([MAY]),
            "base_id": ["b1"],
            "length_m": [4200.5],
            "climb_m": [310.0],
            "duration_min": [420],
            "stops": [2],
            "expected_finds": [1.25],
        },
        [MultiLineString([there, back])],
    )
    text = layer_geojson(routes_layer(routes, bases=pd.DataFrame({"base_id": ["b1"], "name": ["镇政府"]})))
    assert list(properties(text)[0].items()) == [
        ("route_id", "r1"),
        ("team_id", "t1"),
        ("window_id", "w1"),
        ("date", "2025-05-05"),
        ("base", "镇政府"),
        ("length_m", 4200.5),
        ("climb_m", 310.0),
        ("duration_min", 420),
        ("stops", 2),
        ("expected_finds", 1.25),
    ]
    line = json.loads(text)["features"][0]["geometry"]
    assert line == {"type": "LineString", "coordinates": [[103.9, 26.1], [103.91, 26.12], [103.9, 26.1]]}


def test_stops_have_the_promised_properties_in_order():
    stops = lonlat(
        {
            "expected_finds": [1.0],
            "required": [True],
            "reserve": [False],
            "arrive_min": [30],
            "service_min": [10.5],
            "passes": [1],
            "cell_id": ["530_1_1"],
            "order": [1],
            "route_id": ["r1"],
            "stop_id": ["r1_1"],
        },
        [Point(103.9, 26.1)],
    )
    text = layer_geojson(stops_layer(stops))
    assert list(properties(text)[0].items()) == [
        ("stop_id", "r1_1"),
        ("route_id", "r1"),
        ("order", 1),
        ("cell_id", "530_1_1"),
        ("passes", 1),
        ("service_min", 10.5),
        ("arrive_min", 30),
        ("required", True),
        ("expected_finds", 1.0),
    ]
    assert shape_kinds(text) == ["Point"]


def make_coverage(cell_ids):
    count = len(cell_ids)
    shares = {name: [0.5] * count for name in ("seen_share", "pod", "pod_low", "pod_high")}
    return pd.DataFrame(
        {
            "cell_id": cell_ids,
            "window_id": "w1",
            "visited": True,
            "visits": 2,
            "swept_m2": 31_250.0,
            "searcher_m": 1_250.0,
            "coverage_factor": 1.6,
            **shares,
            "expected_left": 0.125,
            "last_visit": pd.to_datetime([MAY] * count),
            "state": "searched",
        }
    )


def test_coverage_has_the_promised_properties_in_order():
    text = layer_geojson(coverage_layer(make_coverage(["531_2_1"]), CELLS, POLYGONS, villages=VILLAGES))
    assert list(properties(text)[0].items()) == [
        ("cell_id", "531_2_1"),
        ("village_id", "531"),
        ("village", "大坳山"),
        ("window_id", "w1"),
        ("state", "searched"),
        ("visited", True),
        ("visits", 2),
        ("swept_m2", 31_250.0),
        ("area_m2", 1_234.56789),
        ("coverage_factor", 1.6),
        ("seen_share", 0.5),
        ("pod", 0.5),
        ("pod_low", 0.5),
        ("pod_high", 0.5),
        ("expected_left", 0.125),
        ("last_visit", "2025-05-05"),
    ]
    assert json.loads(text)["bbox"] == [103.91, 26.1, 103.9125, 26.1025]


def test_cells_that_nobody_touched_are_not_in_the_coverage():
    text = layer_geojson(coverage_layer(make_coverage(["530_1_1"]), CELLS, POLYGONS, villages=VILLAGES))
    assert [row["cell_id"] for row in properties(text)] == ["530_1_1"]


def test_findings_have_the_promised_properties_in_order():
    findings = lonlat(
        {
            "finding_id": ["f1"],
            "found_on": pd.to_datetime([MAY]),
            "village_id": ["530"],
            "stage": [""],
            "plants": [np.nan],
            "area_m2": [12.0],
            "method": [""],
            "state": ["reported"],
            "eradicated_on": pd.to_datetime([None]),
            "revisit_due": pd.to_datetime([date(2025, 5, 19)]),
            "species": ["poppy"],
            "count_kind": [""],
        },
        [Point(103.9, 26.1)],
    )
    rows = properties(layer_geojson(findings_layer(findings, cell_ids=["530_1_1"], villages=VILLAGES)))
    assert list(rows[0].items()) == [
        ("finding_id", "f1"),
        ("cell_id", "530_1_1"),
        ("village", "李家湾"),
        ("found_on", "2025-05-05"),
        ("stage", None),
        ("plants", None),
        ("area_m2", 12.0),
        ("state", "reported"),
        ("eradicated_on", None),
        ("revisit_due", "2025-05-19"),
        ("species", "poppy"),
        ("count_kind", None),
        ("method", None),
    ]


def test_an_empty_table_is_a_valid_collection_without_features():
    text = geojson(lonlat({"name": []}, []), ["name"])
    assert faults(text) == []
    assert json.loads(text) == {"type": "FeatureCollection", "features": []}


def test_rings_turn_right_way_round_holes_included():
    outer, hole = [(0, 0), (0, 1), (1, 1), (1, 0)], [(0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.4)]
    for ring in (outer, outer[::-1]):
        for inner in (hole, hole[::-1]):
            assert faults(geojson(lonlat({"n": [1]}, [Polygon(ring, [inner])]), ["n"])) == []


def test_rounding_leaves_polygons_valid_where_corner_by_corner_would_not():
    # A spike thinner than the last decimal: its tip rounds onto the other side.
    spike = Polygon([(0, 0), (1, 0), (1, 1), (0.5000004, 0.0000004), (0.4999996, 0.0000006), (0, 1)])
    bare = shapely.transform(spike, lambda places: np.round(places, 6))
    assert spike.is_valid
    assert not bare.is_valid
    out = rounded(np.array([spike], dtype=object))[0]
    assert out.is_valid
    assert out.area == pytest.approx(spike.area, abs=1e-5)


def test_a_line_that_crosses_itself_stays_one_line_in_its_direction():
    loop = LineString([(0, 0), (1, 1), (1, 0), (0, 1.00000004), (0, 0)])
    out = rounded(np.array([loop], dtype=object))[0]
    assert list(out.coords) == [(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)]


def test_a_piece_smaller_than_the_last_decimal_keeps_its_row_without_a_shape():
    text = geojson(lonlat({"n": [1]}, [box(0.1, 0.1, 0.1000001, 0.1000001)]), ["n"])
    assert faults(text) == []
    assert json.loads(text)["features"][0] == {"type": "Feature", "properties": {"n": 1}, "geometry": None}


def test_heights_are_left_out():
    text = geojson(lonlat({"n": [1]}, [Point(1, 2, 1800)]), ["n"])
    assert json.loads(text)["features"][0]["geometry"]["coordinates"] == [1, 2]


def test_texts_from_files_stay_texts():
    name = '</script>"\\\n中文 ${x}'
    assert properties(geojson(lonlat({"n": [name]}, [Point(1, 2)]), ["n"])) == [{"n": name}]


def test_instants_are_written_in_utc():
    frame = lonlat({"at": pd.to_datetime(["2025-05-05T08:00:00+08:00"])}, [Point(1, 2)])
    assert properties(geojson(frame, ["at"])) == [{"at": "2025-05-05T00:00:00Z"}]


def test_infinite_and_missing_numbers_are_null_and_there_is_one_zero():
    frame = lonlat({"v": [np.inf, np.nan, -0.0, 1e-7]}, [Point(-1e-9, 2)] * 4)
    text = geojson(frame, ["v"])
    assert [row["v"] for row in properties(text)] == [None, None, 0.0, 1e-7]
    assert "-0.0" not in text


def test_shapes_in_metres_are_refused():
    frame = gpd.GeoDataFrame({"n": [1]}, geometry=[Point(500_000, 2_890_000)], crs="EPSG:32648")
    with pytest.raises(InputError, match="exports-wrong-crs"):
        geojson(frame, ["n"])
    with pytest.raises(InputError, match="exports-outside-world"):
        geojson(frame.set_crs("EPSG:4326", allow_override=True), ["n"])


def test_the_same_table_gives_the_same_bytes_whichever_way_its_rings_ran():
    square = box(103.9, 26.1, 103.9025, 26.1025)
    first = geojson(lonlat({"n": [1]}, [square]), ["n"])
    assert first == geojson(lonlat({"n": [1]}, [square]), ["n"])
    assert first == geojson(lonlat({"n": [1]}, [square.reverse()]), ["n"])


def test_the_callers_frame_is_not_edited():
    frame = lonlat({"n": [1]}, [box(0, 0, 1.00000004, 1)])
    before = frame.copy(deep=True)
    geojson(frame, ["n"])
    pd.testing.assert_frame_equal(pd.DataFrame(frame), pd.DataFrame(before))


def test_twenty_thousand_cells_are_written_in_seconds():
    x, y = np.meshgrid(np.arange(200) * 0.0025 + 103, np.arange(100) * 0.0025 + 26)
    shapes = shapely.box(x.ravel(), y.ravel(), x.ravel() + 0.0025, y.ravel() + 0.0025)
    frame = lonlat({"n": np.arange(20_000), "v": np.linspace(0, 1, 20_000)}, shapes)
    began = time.perf_counter()
    text = geojson(frame, ["n", "v"])
    # Ten times what a free machine needs: this catches a loop per corner, not a busy machine.
    assert time.perf_counter() - began < 10
    assert text.count('"Feature"') == 20_000


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "exports" / "路线.geojson"
    write_text(target, "第一")
    assert target.read_bytes() == "第一".encode()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("geo.exports.files.os.fsync", full)
    with pytest.raises(InputError, match="exports-not-written"):
        write_text(target, "第二")
    assert target.read_text(encoding="utf-8") == "第一"
    assert [path.name for path in target.parent.iterdir()] == ["路线.geojson"]


def test_a_folder_in_the_files_place_is_a_sentence(tmp_path):
    with pytest.raises(InputError, match="exports-not-written"):
        write_text(tmp_path, "")


def test_nothing_to_export_is_a_valid_collection():
    nobody = layer_geojson(coverage_layer(empty(schema.COVERAGE), CELLS[:0], POLYGONS[:0], villages=VILLAGES))
    bases = pd.DataFrame({"base_id": ["b1"], "name": ["镇政府"]})
    texts = [
        nobody,
        layer_geojson(routes_layer(empty(schema.ROUTES, "EPSG:4326"), bases=bases)),
        layer_geojson(stops_layer(empty(schema.STOPS, "EPSG:4326"))),
        layer_geojson(findings_layer(empty(schema.FINDINGS, "EPSG:4326"), cell_ids=[], villages=VILLAGES)),
    ]
    assert [properties(text) for text in texts] == [[], [], [], []]


def test_the_cells_of_a_ragged_village_stay_valid_and_keep_their_area():
    # A ragged outline: many vertices closer than the last decimal, holes, parts.
    turn = np.linspace(0, 2 * np.pi, 4_000, endpoint=False)
    reach = 0.01 * (1 + 0.2 * np.sin(9 * turn) + 1e-5 * np.sin(997 * turn))
    outline = Polygon(np.c_[103.9 + reach * np.cos(turn), 26.1 + reach * np.sin(turn)])
    x, y = np.meshgrid(np.arange(103.886, 103.914, 0.0005), np.arange(26.086, 26.114, 0.0005))
    squares = shapely.box(x.ravel(), y.ravel(), x.ravel() + 0.0005, y.ravel() + 0.0005)
    pieces = shapely.intersection(squares, outline.difference(box(103.8987, 26.0987, 103.9013, 26.1013)))
    pieces = pieces[~shapely.is_empty(pieces)]
    text = geojson(lonlat({"n": range(len(pieces))}, pieces), ["n"])
    assert faults(text) == []
    shapes = [feature["geometry"] for feature in json.loads(text)["features"]]
    written = np.array([shapely.from_geojson(json.dumps(shape)) for shape in shapes if shape])
    assert shapely.is_valid(written).all()
    assert shapely.area(written).sum() == pytest.approx(shapely.area(pieces).sum(), rel=1e-4)
