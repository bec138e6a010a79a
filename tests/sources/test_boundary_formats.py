"""The same two villages out of every kind of file that offices send, and what is said of each."""

from __future__ import annotations

import json
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo.errors import InputError
from geo.ground.crs import to_lonlat
from geo.ground.datum import from_wgs84
from geo.sources.areas import read_areas
from geo.sources.described import describe
from geo.sources.vectors import read_polygons, read_villages
from geo.words import Language, say

WEST, SOUTH, STEP = 104.60, 33.50, 0.01
NAMES = ["李家湾村", "大坳山村"]
SQUARES = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
FRAME = gpd.GeoDataFrame({"XZQMC": NAMES, "XZQDM": ["620001", "620002"]}, geometry=SQUARES, crs="EPSG:4326")


def write(frame: gpd.GeoDataFrame, path: Path, **more: object) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_file(path, **more)
    return path


def zipped(folder: Path, name: str = "村界.zip") -> Path:
    """Every file of a folder, packed within a folder of its own."""
    target = folder.parent / name
    with zipfile.ZipFile(target, "w") as archive:
        for part in sorted(folder.rglob("*")):
            if part.is_file():
                archive.write(part, f"资料/{part.relative_to(folder)}")
    return target


def shapefile(folder: Path, *, encoding: str, cpg: str | None, prj: bool = True, frame=FRAME) -> Path:
    folder.mkdir()
    file = write(frame, folder / "cun.shp", encoding=encoding)
    raw = bytearray(file.with_suffix(".dbf").read_bytes())
    raw[29] = 0  # the language byte: none
    file.with_suffix(".dbf").write_bytes(raw)
    file.with_suffix(".cpg").unlink()
    if cpg is not None:
        file.with_suffix(".cpg").write_text(cpg, encoding="ascii")
    if not prj:
        file.with_suffix(".prj").unlink()
    return zipped(folder)


def same_villages(path: Path, *, datum: str | None = None) -> list:
    """Read villages and hold them to the two squares; returns the keys of what was said."""
    frame, notes = read_villages(path, datum=datum)
    assert frame["name"].tolist() == NAMES
    lonlat = to_lonlat(frame)
    for drawn, square in zip(lonlat.geometry, SQUARES, strict=True):
        assert shapely.hausdorff_distance(drawn, square) < 1e-6
    return [note.key for note in notes]


@pytest.mark.parametrize(
    ("encoding", "cpg", "guessed"),
    [
        ("GBK", None, True), ("GBK", "936", False), ("GBK", "GBK", False), ("GBK", "ANSI 936", False),
        ("GBK", "UTF-8", True), ("GBK", "?", True), ("UTF-8", None, False), ("UTF-8", "UTF-8", False),
        ("UTF-8", "65001", False), ("UTF-8", "OEM", False),
    ],
)  # fmt: skip
def test_a_zipped_shapefile_is_read_whatever_its_cpg_says(encoding, cpg, guessed, tmp_path):
    said = same_villages(shapefile(tmp_path / "a", encoding=encoding, cpg=cpg))
    assert ("source-encoding-guessed" in said) == guessed


def test_the_language_byte_of_a_table_counts_where_there_is_no_cpg(tmp_path):
    write(FRAME, tmp_path / "a.shp", encoding="GBK")
    raw = bytearray((tmp_path / "a.dbf").read_bytes())
    raw[29] = 0x4D
    (tmp_path / "a.dbf").write_bytes(raw)
    (tmp_path / "a.cpg").unlink()
    assert "source-encoding-guessed" not in same_villages(tmp_path / "a.shp")


def test_a_name_cut_within_a_character_does_not_change_the_encoding(tmp_path):
    file = write(FRAME, tmp_path / "a.shp", encoding="UTF-8")
    table = bytearray(file.with_suffix(".dbf").read_bytes())
    cut = "李家湾村".encode()
    at = table.index(cut)
    table[at : at + len(cut)] = "李家湾".encode() + "村".encode()[:2] + b" "
    file.with_suffix(".dbf").write_bytes(table)
    frame, notes = read_villages(file)
    assert "source-encoding-guessed" not in {note.key for note in notes}
    assert frame["name"].tolist() == ["李家湾", "大坳山村"]


def test_without_prj_degrees_need_their_datum_told(tmp_path):
    file = shapefile(tmp_path / "a", encoding="GBK", cpg=None, prj=False)
    with pytest.raises(InputError, match="source-no-crs"):
        read_villages(file)
    assert "source-degrees-assumed" in same_villages(file, datum="CGCS2000")


@pytest.mark.parametrize(("crs", "zone"), [("EPSG:4523", 35), ("EPSG:4496", 18)])
@pytest.mark.parametrize("swapped", [False, True])
def test_without_prj_the_zone_before_the_easting_tells_the_system(crs, zone, swapped, tmp_path):
    metres = FRAME.to_crs(crs)
    if swapped:
        turned = shapely.transform(metres.geometry.to_numpy(), lambda places: places[:, ::-1])
        metres = metres.set_geometry(turned, crs=crs)
    file = shapefile(tmp_path / "a", encoding="UTF-8", cpg=None, prj=False, frame=metres)
    frame, notes = read_villages(file)
    found = {note.key: note.args for note in notes}
    assert found["source-zone-detected"] == {"file": "村界.zip", "zone": zone, "crs": crs}
    assert ("ground-swapped" in found) == swapped
    for drawn, square in zip(to_lonlat(frame).geometry, SQUARES, strict=True):
        assert shapely.hausdorff_distance(drawn, square) < 1e-6


def test_metres_without_prj_and_zone_are_refused(tmp_path):
    file = shapefile(tmp_path / "a", encoding="UTF-8", cpg=None, prj=False, frame=FRAME.to_crs("EPSG:4544"))
    with pytest.raises(InputError, match="source-no-crs"):
        read_villages(file, datum="CGCS2000")


def test_a_zipped_geodatabase_is_read(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    write(FRAME, folder / "三调.gdb", driver="OpenFileGDB", layer="XZQ")
    same_villages(zipped(folder))
    assert describe(tmp_path / "村界.zip").rows == 2


def test_kml_and_kmz_are_read(tmp_path):
    (tmp_path / "a").mkdir()
    file = write(FRAME.rename(columns={"XZQMC": "Name"}), tmp_path / "a" / "doc.kml", driver="LIBKML")
    assert "source-wgs84-by-standard" in same_villages(file)
    same_villages(zipped(tmp_path / "a", "村界.kmz"))


def test_topojson_geopackage_geoparquet_and_geojson_are_read(tmp_path):
    arcs = [[list(place) for place in square.exterior.coords] for square in SQUARES]
    shapes = [
        {"type": "Polygon", "arcs": [[n]], "properties": {"XZQMC": name}} for n, name in enumerate(NAMES)
    ]
    layer = {"type": "GeometryCollection", "geometries": shapes}
    topology = {"type": "Topology", "objects": {"v": layer}, "arcs": arcs}
    (tmp_path / "a.json").write_text(json.dumps(topology), encoding="utf-8")
    same_villages(tmp_path / "a.json")
    same_villages(write(FRAME.to_crs("EPSG:4523"), tmp_path / "a.gpkg"))
    same_villages(write(FRAME, tmp_path / "a.geojson"))
    for name, crs in (("a", "EPSG:4326"), ("b", "OGC:CRS84"), ("c", "EPSG:4544")):
        FRAME.to_crs(crs).to_parquet(tmp_path / f"{name}.parquet")
        same_villages(tmp_path / f"{name}.parquet")
        assert describe(tmp_path / f"{name}.parquet").rows == 2


def test_a_parquet_without_shapes_or_with_damage_is_one_sentence(tmp_path):
    FRAME.drop(columns="geometry").to_parquet(tmp_path / "table.parquet")
    FRAME.to_parquet(tmp_path / "whole.parquet")
    raw = (tmp_path / "whole.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(raw[: len(raw) // 2])
    pq.write_table(
        pa.table({"name": ["a"]}).replace_schema_metadata({b"geo": b"{}"}), tmp_path / "lie.parquet"
    )
    for name in ("table", "cut", "lie"):
        with pytest.raises(InputError) as fault:
            read_villages(tmp_path / f"{name}.parquet")
        assert f"{name}.parquet" in say(fault.value, Language.ZH)


@pytest.mark.parametrize("datum", ["GCJ02", "BD09"])
@pytest.mark.parametrize("ending", ["geojson", "kml", "gpkg", "parquet", "zip"])
def test_a_shifted_boundary_of_any_format_lands_within_a_metre(datum, ending, tmp_path):
    shifted = shapely.transform(np.array(SQUARES), lambda xy: np.column_stack(from_wgs84(*xy.T, datum)))
    frame = FRAME.set_geometry(list(shifted)).set_crs("EPSG:4326", allow_override=True)
    if ending == "zip":
        file = shapefile(tmp_path / "a", encoding="GBK", cpg=None, prj=False, frame=frame)
    elif ending == "parquet":
        file = tmp_path / "a.parquet"
        frame.to_parquet(file)
    else:
        file = write(frame, tmp_path / f"a.{ending}", **({"driver": "LIBKML"} if ending == "kml" else {}))
    read = read_polygons(file, role="villages", datum=datum)
    off = shapely.hausdorff_distance(np.array(read.geometry), np.array(SQUARES))
    assert off.max() * 111_320 < 1.0


@pytest.mark.parametrize("datum", ["GCJ02", "BD09"])
def test_a_shifted_boundary_abroad_is_refused_with_file_and_place(datum, tmp_path):
    abroad = gpd.GeoDataFrame({"name": ["Balzers"]}, geometry=[shapely.box(9.5, 47.0, 9.6, 47.1)], crs=4326)
    file = write(abroad, tmp_path / "abroad.geojson")
    with pytest.raises(InputError, match="source-datum-abroad") as fault:
        read_villages(file, datum=datum)
    for language in Language:
        said = say(fault.value, language)
        assert "abroad.geojson" in said
        assert "47." in said


@pytest.mark.parametrize(
    ("columns", "name", "code"),
    [
        ({"XZQMC": "李家湾村", "XZQDM": "620001"}, "李家湾村", "620001"),
        ({"ZLDWMC": "李家湾村", "ZLDWDM": "620001001"}, "李家湾村", "620001001"),
        ({"QSDWMC": "李家湾村", "QSDWDM": "62"}, "李家湾村", "62"),
        ({"村名": "李家湾村", "行政区代码": "7"}, "李家湾村", "7"),
    ],
)
def test_columns_of_survey_layers_are_known(columns, name, code, tmp_path):
    frame = gpd.GeoDataFrame({key: [value] for key, value in columns.items()}, geometry=SQUARES[:1], crs=4326)
    read, _ = read_villages(write(frame, tmp_path / "a.gpkg"))
    assert (read["name"].iloc[0], read["village_id"].iloc[0]) == (name, code)


@pytest.mark.parametrize("ending", [".dbf", ".shx", ".prj", ".cpg"])
def test_a_part_of_a_shapefile_alone_says_what_to_pack(ending, tmp_path):
    write(FRAME, tmp_path / "a.shp")
    with pytest.raises(InputError, match="source-shapefile-part"):
        read_villages((tmp_path / "a.shp").with_suffix(ending))


def test_a_forest_layer_in_gbk_brings_compartments(tmp_path):
    villages, _ = read_villages(write(FRAME, tmp_path / "v.geojson"))
    forest = gpd.GeoDataFrame(
        {"LIN_BAN": ["3", "3"], "XIAO_BAN": ["1", "2"], "护林员": ["张三", "李四"]},
        geometry=SQUARES,
        crs=4326,
    )
    file = shapefile(tmp_path / "a", encoding="GBK", cpg=None, frame=forest)
    areas, notes = read_areas(file, villages=villages.to_crs("EPSG:4544"), crs="EPSG:4544")
    assert areas["name"].tolist() == ["3-1", "3-2"]
    assert areas["village_id"].tolist() == ["620001", "620002"]
    assert "source-persons-dropped" in {note.key for note in notes}


def corners(crs="EPSG:4326"):
    """The two villages as a sheet of corners, the second with a hole."""
    hole = SQUARES[1].centroid.buffer(0.001, quad_segs=1)
    rows = []
    for name, rings in ((NAMES[0], [SQUARES[0]]), (NAMES[1], [SQUARES[1], hole])):
        for number, ring in enumerate(rings, start=1):
            turned = gpd.GeoSeries([ring], crs=4326).to_crs(crs).iloc[0]
            for corner, (east, north) in enumerate(turned.exterior.coords[:-1], start=1):
                rows.append([name, number, f"J{corner}", east, north])
    return rows, [SQUARES[0], SQUARES[1].difference(hole)]


def sheet(path, heads, rows):
    book = openpyxl.Workbook()
    book.active.append(["某乡村界界址点成果表"])
    for row in (heads, *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("crs", "heads", "datum"),
    [
        ("EPSG:4326", ["村名", "圈号", "界址点号", "经度", "纬度"], "WGS84"),
        ("EPSG:4523", ["村名", "圈号", "界址点号", "横坐标", "纵坐标"], None),
        ("EPSG:4523", ["行政村", "环号", "点号", "Y坐标", "X坐标"], None),
    ],
)
def test_a_sheet_of_corners_is_a_boundary(crs, heads, datum, tmp_path):
    rows, wanted = corners(crs)
    frame, _ = read_villages(sheet(tmp_path / "a.xlsx", heads, rows), datum=datum)
    assert frame["name"].tolist() == NAMES
    for drawn, square in zip(to_lonlat(frame).geometry, wanted, strict=True):
        assert shapely.hausdorff_distance(drawn, square) < 1e-6
        assert drawn.area == pytest.approx(square.area, rel=1e-4)


def test_a_csv_with_wkt_in_gbk_is_a_boundary(tmp_path):
    rows = [f'{name},"{square.wkt}"' for name, square in zip(NAMES, SQUARES, strict=True)]
    (tmp_path / "a.csv").write_bytes("\n".join(["村名,WKT", *rows]).encode("gbk"))
    assert "source-encoding-guessed" in same_villages(tmp_path / "a.csv", datum="WGS84")


@pytest.mark.parametrize(
    ("heads", "rows", "fault"),
    [
        (["村名", "人口"], [["甲", 3]], "source-outline-columns"),
        (["经度", "纬度"], [[104.6, 33.5]], "source-outline-columns"),
        (["村名", "经度", "纬度"], [["甲", 104.6, 33.5], ["甲", 104.7, 33.5]], "source-outline-corners"),
        (["村名", "经度", "纬度"], [["甲", 104.6, None]] * 3, "source-blank-cell"),
        (["村名", "WKT"], [["甲", "POLYGON ((1 2, 3"]], "source-outline-wkt"),
    ],
)
def test_a_sheet_that_is_no_boundary_says_what_it_needs(heads, rows, fault, tmp_path):
    with pytest.raises(InputError, match=fault):
        read_villages(sheet(tmp_path / "a.xlsx", heads, rows), datum="WGS84")
