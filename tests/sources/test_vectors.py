"""Boundaries, lines and points as files hold them."""

from __future__ import annotations

import json
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.ground.datum import from_wgs84
from geo.sources.vectors import read_hazards, read_lines_polygons, read_points, read_polygons, read_villages

SQUARE = shapely.box(105.0, 27.0, 105.01, 27.01)


def write(path: Path, columns: dict, shapes: list, crs: str | None = "EPSG:4326", **more: object) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gpd.GeoDataFrame(columns, geometry=shapes, crs=crs).to_file(path, **more)
    return path


def test_the_name_field_is_guessed_and_said(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpkg", {"FID_1": [7], "XZQMC": ["李家湾村"], "XZQDM": ["5201"]}, [SQUARE])
    frame, notes = read_villages(file)
    assert frame[["village_id", "name", "township"]].iloc[0].tolist() == ["5201", "李家湾村", ""]
    assert [note.args["field"] for note in notes if note.key == "source-name-field-guessed"] == ["XZQMC"]


def test_the_name_field_that_is_asked_for_is_taken(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpkg", {"name": ["a"], "other": ["b"]}, [SQUARE])
    frame, notes = read_villages(file, name_field="other")
    assert frame["name"].tolist() == ["b"]
    assert notes == []


def test_one_name_in_two_townships_is_two_villages(tmp_path: Path) -> None:
    columns = {"村名": ["和平村", "和平村"], "乡镇": ["甲乡", "乙乡"]}
    file = write(tmp_path / "a.geojson", columns, [SQUARE, shapely.box(106, 27, 106.1, 27.1)])
    frame, _ = read_villages(file)
    assert frame["village_id"].tolist() == ["甲乡和平村", "乙乡和平村"]


def test_codes_that_are_numbers_lose_no_digit(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpkg", {"村名": ["a"], "代码": [520123456789.0]}, [SQUARE])
    assert read_villages(file)[0]["village_id"].tolist() == ["520123456789"]


@pytest.mark.parametrize(("encoding", "said"), [("UTF-8", 0), ("GBK", 1)])
def test_a_shapefile_without_cpg_is_read_in_utf8_or_gbk(encoding: str, said: int, tmp_path: Path) -> None:
    file = write(tmp_path / "a.shp", {"村名": ["李家湾村"]}, [SQUARE], encoding=encoding)
    file.with_suffix(".cpg").unlink()
    raw = bytearray(file.with_suffix(".dbf").read_bytes())
    raw[29] = 0  # the language byte: none
    file.with_suffix(".dbf").write_bytes(raw)
    frame, notes = read_villages(file)
    assert frame["name"].tolist() == ["李家湾村"]
    assert sum(note.key == "source-encoding-guessed" for note in notes) == said


def test_a_zipped_shapefile_is_read(tmp_path: Path) -> None:
    file = write(tmp_path / "a.shp", {"name": ["李家湾村"]}, [SQUARE])
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for part in tmp_path.glob("a.*"):
            if part.suffix != ".zip":
                archive.write(part, f"边界/{part.name}")
    frame, _ = read_villages(tmp_path / "a.zip")
    assert frame["name"].tolist() == ["李家湾村"]
    assert file.exists()


def test_crossing_polygons_are_let_through_for_the_repair(tmp_path: Path) -> None:
    bowtie = shapely.Polygon([(105, 27), (105.01, 27.01), (105.01, 27), (105, 27.01)])
    file = write(tmp_path / "a.geojson", {"name": ["a"]}, [bowtie])
    assert not read_villages(file)[0].geometry.is_valid.any()


def test_swapped_axes_are_mended_and_said(tmp_path: Path) -> None:
    swapped = shapely.transform(SQUARE, lambda points: points[:, ::-1])
    file = write(tmp_path / "a.gpkg", {"name": ["a"]}, [swapped])
    frame, notes = read_villages(file)
    assert frame.geometry.iloc[0].equals(SQUARE)
    assert "ground-swapped" in {note.key for note in notes}


def test_shifted_coordinates_come_back_to_a_centimetre(tmp_path: Path) -> None:
    shifted = shapely.transform(SQUARE, lambda points: np.column_stack(from_wgs84(*points.T, "GCJ02")))
    file = write(tmp_path / "a.gpkg", {"name": ["a"]}, [shifted])
    frame = read_polygons(file, role="villages", datum="GCJ02")
    found, wanted = (shapely.get_coordinates(shape) for shape in (frame.geometry.iloc[0], SQUARE))
    assert np.abs(found - wanted).max() < 1e-7


def test_degrees_without_crs_are_taken_when_their_datum_is_given(tmp_path: Path) -> None:
    file = write(tmp_path / "a.shp", {"name": ["a"]}, [SQUARE], crs=None)
    frame, notes = read_villages(file, datum="WGS84")
    assert frame.crs.to_epsg() == 4326
    assert "source-degrees-assumed" in {note.key for note in notes}


def test_rows_that_are_no_polygons_are_left_out_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    shapes = [SQUARE, shapely.Point(105, 27), shapely.LineString([(105, 27), (106, 27)])]
    items = [
        {"type": "Feature", "properties": {"name": "a"}, "geometry": shapely.geometry.mapping(s)}
        for s in shapes
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": items}), encoding="utf-8")
    frame, notes = read_villages(file)
    assert len(frame) == 1
    assert [note.args["rows"] for note in notes if note.key == "source-rows-left-out"] == [2]


def test_topojson_is_read(tmp_path: Path) -> None:
    arc = [[105.0, 27.0], [105.01, 27.0], [105.01, 27.01], [105.0, 27.0]]
    shape = {"type": "Polygon", "arcs": [[0]], "properties": {"name": "李家湾村"}}
    topology = {
        "type": "Topology",
        "objects": {"v": {"type": "GeometryCollection", "geometries": [shape]}},
        "arcs": [arc],
    }
    (tmp_path / "a.json").write_text(json.dumps(topology), encoding="utf-8")
    frame, notes = read_villages(tmp_path / "a.json")
    assert frame["name"].tolist() == ["李家湾村"]
    assert "source-wgs84-by-standard" in {note.key for note in notes}


def test_heights_are_dropped(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpkg", {"name": ["a"]}, [shapely.force_3d(SQUARE, 5.0)])
    assert not read_villages(file)[0].has_z.any()


def test_water_is_lines_and_polygons_in_the_working_crs(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.geojson", {"k": [1, 2]}, [SQUARE, shapely.LineString([(105, 27), (105.01, 27)])]
    )
    frame, _ = read_lines_polygons(file, role="water", crs="EPSG:32648")
    assert frame.crs.to_epsg() == 32648
    assert sorted(frame.geom_type) == ["LineString", "Polygon"]


def test_points_and_hazards_keep_what_they_are(tmp_path: Path) -> None:
    file = write(tmp_path / "a.geojson", {"类型": ["陡崖"], "备注": ["小心"]}, [shapely.Point(105, 27)])
    points, _ = read_points(file, role="bases", crs="EPSG:32648")
    hazards, _ = read_hazards(file, crs="EPSG:32648")
    assert points.geometry.iloc[0].x == pytest.approx(500_000, abs=1e-6)
    assert hazards[["kind", "note"]].iloc[0].tolist() == ["陡崖", "小心"]
