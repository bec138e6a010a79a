"""Wrong and hostile files: one sentence in both languages, with the file's name, and never anything else."""

from __future__ import annotations

import bz2
import io
import json
import sqlite3
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin

from geo.errors import InputError
from geo.settings import DEFAULTS, with_changes
from geo.sources.landcover import read_cover
from geo.sources.osm import read_roads
from geo.sources.rasters import plain_grid, read_dem
from geo.sources.sheets import read_findings, read_history, read_leads, read_teams
from geo.sources.site import read_site
from geo.sources.tracks import read_tracks
from geo.sources.vectors import read_polygons, read_villages
from geo.words import Language, say

CRS = "EPSG:32648"
SITE = shapely.box(500_000, 3_000_000, 503_000, 3_003_000)
GRID = plain_grid(CRS, SITE.bounds, 30.0)
VILLAGES = gpd.GeoDataFrame(
    {"village_id": ["1", "2"], "name": ["李家湾村", "王家坪村"], "township": ["云岭镇", "云岭镇"]},
    geometry=[
        shapely.box(500_000, 3_000_000, 501_500, 3_003_000),
        shapely.box(501_500, 3_000_000, 503_000, 3_003_000),
    ],
    crs=CRS,
)
SQUARE = [[105.0, 27.1], [105.01, 27.1], [105.01, 27.11], [105.0, 27.11], [105.0, 27.1]]
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def features(*shapes: tuple[str, list], names: list[str] | None = None) -> str:
    names = names or [f"村{k}" for k in range(len(shapes))]
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"name": name},
                    "geometry": {"type": kind, "coordinates": shape},
                }
                for name, (kind, shape) in zip(names, shapes, strict=True)
            ],
        }
    )


def moved(dx: float, dy: float, times: float = 1.0) -> list:
    return [[[times * x + dx, times * y + dy] for x, y in SQUARE]]


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content.encode(encoding)) and None


def raw(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def shape_file(crs: str | None, shapes: list | None = None) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        polygons = shapes or [shapely.Polygon(SQUARE)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that there is no CRS is the point
            gpd.GeoDataFrame({"name": ["村"] * len(polygons)}, geometry=polygons, crs=crs).to_file(path)

    return write


def tiff(
    left: float = 499_000,
    top: float = 3_004_000,
    *,
    crs: str | None = CRS,
    fill: float = 1000.0,
    pixel: float = 50.0,
):
    def write(path: Path) -> None:
        kinds = {
            "driver": "GTiff",
            "height": 100,
            "width": 100,
            "count": 1,
            "dtype": "float32",
            "nodata": -9999.0,
        }
        with rasterio.open(
            path, "w", crs=crs, transform=from_origin(left, top, pixel, pixel), **kinds
        ) as sink:
            sink.write(np.full((100, 100), fill, "float32"), 1)

    return write


def view(path: Path) -> None:
    shape_file("EPSG:4326")(path)
    with sqlite3.connect(path) as base:
        table = base.execute("SELECT table_name FROM gpkg_contents").fetchone()[0]
        base.execute(f"CREATE VIEW endless AS SELECT * FROM {table}")
        base.execute("UPDATE gpkg_contents SET table_name = 'endless'")
        base.execute("UPDATE gpkg_geometry_columns SET table_name = 'endless'")
    base.close()


def swelling(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.geojson", b"0" * 3_000_000)


def two_layers(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.geojson", features(("Polygon", [SQUARE])))
        archive.writestr("../../b.geojson", features(("Polygon", [SQUARE])))


def roads_text(lon: float = 105.0, lat: float = 27.12, highway: str = "residential", prolog: str = "") -> str:
    nodes = "".join(f'<node id="{k}" lon="{lon + 0.01 * k}" lat="{lat}"/>' for k in (1, 2))
    tag = f'<tag k="highway" v="{highway}"/>' if highway else '<tag k="building" v="yes"/>'
    return f'{prolog}<osm version="0.6">{nodes}<way id="9"><nd ref="1"/><nd ref="2"/>{tag}</way></osm>'


def track(points: str, prolog: str = "") -> str:
    return f'{prolog}<gpx version="1.1" creator="x"><trk><trkseg>{points}</trkseg></trk></gpx>'


SMALL = with_changes(DEFAULTS, {"intake": {"largest_file_mb": 2.0, "largest_unpacked_mb": 2.0}}, file="test")
VRT = "<OGRVRTDataSource><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTDataSource>"
RASTER_VRT = '<VRTDataset rasterXSize="2" rasterYSize="2"><SRS>EPSG:32648</SRS></VRTDataset>'


def villages(path: Path) -> object:
    return read_villages(path, settings=SMALL)


def dem(path: Path) -> object:
    return read_dem(path, crs=CRS, site=SITE, bounds=SITE.bounds, settings=SMALL)


def roads(path: Path) -> object:
    return read_roads(path, crs=CRS, site=SITE)


def sheet(reader: Callable, **more: object) -> Callable[[Path], object]:
    return lambda path: reader(path, villages=VILLAGES, crs=CRS, **more)


def gpx(path: Path) -> object:
    return read_tracks(path, crs=CRS, time_zone="Asia/Shanghai")


def cover(path: Path) -> object:
    return read_cover(path, GRID)


def site(path: Path) -> object:
    return read_site(path.parent)


HEAD = '[site]\nname = "x"\n[season]\nyear = 2026\n'
WRONG = {
    "missing file": ("a.geojson", None, villages, "source-missing-file"),
    "a path into GDAL's virtual files": (
        "/vsicurl/http://127.0.0.1:9/a.geojson",
        None,
        villages,
        "source-missing-file",
    ),
    "empty file": ("a.geojson", raw(b""), villages, "source-empty-file"),
    "a folder": ("a.geojson", lambda path: path.mkdir(), villages, "source-folder"),
    "not a map": ("a.geojson", text("hello"), villages, "source-outline-columns"),
    "cut off": ("a.geojson", text(features(("Polygon", [SQUARE]))[:120]), villages, "source-unreadable"),
    "no features": ("a.geojson", text(features()), villages, "source-no-rows"),
    "no CRS": ("a.shp", shape_file(None), villages, "source-no-crs"),
    "shapes without their table": (
        "a.shp",
        raw(b"\x00\x00\x27\x0a" + b"\0" * 96),
        villages,
        "source-shapefile-parts",
    ),
    "web map": (
        "a.gpkg",
        shape_file("EPSG:3857", [shapely.box(0, 0, 9e3, 9e3)]),
        villages,
        "source-web-mercator",
    ),
    "points for polygons": (
        "a.geojson",
        text(features(("Point", [105, 27]))),
        villages,
        "source-no-polygons",
    ),
    "lines for polygons": (
        "a.geojson",
        text(features(("LineString", SQUARE))),
        villages,
        "source-no-polygons",
    ),
    "mixed shapes": (
        "a.geojson",
        text(features(("Point", [105, 27]), ("Polygon", [SQUARE]))),
        lambda path: read_polygons(path, role="areas"),
        "source-mixed-shapes",
    ),
    "metres said to be degrees": (
        "a.geojson",
        text(features(("Polygon", moved(500_000, 3_000_000)))),
        villages,
        "source-metres-as-degrees",
    ),
    "degrees said to be metres": ("a.gpkg", shape_file(CRS), villages, "ground-degrees-as-metres"),
    "degrees out of range": (
        "a.geojson",
        text(features(("Polygon", moved(80, 70)))),
        villages,
        "source-out-of-range",
    ),
    "metres of another zone": (
        "a.gpkg",
        shape_file(CRS, [shapely.box(500_000, 30_000_000, 500_100, 30_000_100)]),
        villages,
        "source-outside-crs",
    ),
    "coordinates without number": (
        "a.geojson",
        text(features(("Polygon", moved(0, 0))).replace("27.11", "NaN", 1)),
        villages,
        None,
    ),
    "infinite coordinates": (
        "a.gpkg",
        shape_file("EPSG:4326", [shapely.Polygon([(105, 27), (105.1, np.inf), (105.1, 27.1)])]),
        villages,
        "source-not-finite",
    ),
    "no geometry": (
        "a.geojson",
        text(
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"x"},"geometry":null}]}'
        ),
        villages,
        None,
    ),
    "one name twice": (
        "a.geojson",
        text(features(("Polygon", [SQUARE]), ("Polygon", moved(0.1, 0)), names=["李家湾", "李家湾"])),
        villages,
        "source-duplicate-id",
    ),
    "a village without name": (
        "a.geojson",
        text(features(("Polygon", [SQUARE]), names=[" "])),
        villages,
        "source-blank-name",
    ),
    "no field of names": (
        "a.geojson",
        text(features(("Polygon", [SQUARE])).replace('"name"', '"shape_len"')),
        villages,
        "source-no-name-field",
    ),
    "a name field that is not there": (
        "a.geojson",
        text(features(("Polygon", [SQUARE]))),
        lambda path: read_villages(path, name_field="NAM"),
        "source-name-field-missing",
    ),
    "shifted datum in metres": (
        "a.gpkg",
        shape_file(CRS, [SITE]),
        lambda path: read_villages(path, datum="GCJ02"),
        "source-datum-metres",
    ),
    "shifted datum abroad": (
        "a.geojson",
        text(features(("Polygon", moved(-95, 20)))),
        lambda path: read_villages(path, datum="GCJ02"),
        "source-datum-abroad",
    ),
    "VRT renamed": ("a.geojson", text(VRT), villages, "source-format"),
    "VRT as it is": ("a.vrt", text(VRT), villages, "source-format"),
    "a pipeline renamed": (
        "a.geojson",
        text('{"type":"gdal_streamed_alg","command_line":"gdal"}'),
        villages,
        "source-format",
    ),
    "entity bomb in KML": (
        "a.kml",
        text(f"{BOMB}<kml><Document><name>&b;</name></Document></kml>"),
        villages,
        "source-entities",
    ),
    "a view in a GeoPackage": ("a.gpkg", view, villages, "source-view"),
    "a database that is no GeoPackage": (
        "a.gpkg",
        raw(b"SQLite format 3\0" + b"\0" * 200),
        villages,
        "source-unreadable",
    ),
    "too big": ("a.geojson", text("{" + " " * 2_100_000 + "}"), villages, "source-too-big"),
    "zip bomb": ("a.zip", swelling, villages, "source-swells"),
    "several layers in a zip": ("a.zip", two_layers, villages, "source-zip-layers"),
    "broken zip": ("a.zip", raw(b"PK\x03\x04" + b"x" * 50), villages, "source-unreadable"),
    "elevation of elsewhere": ("a.tif", tiff(600_000), dem, "source-dem-covers"),
    "elevation of half the site": ("a.tif", tiff(501_500), dem, "source-dem-covers"),
    "elevation in a strange unit": ("a.tif", tiff(fill=1e6), dem, "source-dem-covers"),
    "elevation without CRS": ("a.tif", tiff(crs=None), dem, "source-no-crs"),
    "elevation too coarse": ("a.tif", tiff(400_000, 3_100_000, pixel=5000.0), dem, "source-dem-coarse"),
    "elevation that is no GeoTIFF": ("a.tif", text("ncols 4"), dem, "source-format"),
    "elevation as VRT renamed": ("a.tif", text(RASTER_VRT), dem, "source-format"),
    "elevation cut off": ("a.tif", raw(b"II*\0" + b"\x08\0\0\0" + b"\xff" * 40), dem, "source-unreadable"),
    "roads elsewhere": ("a.osm", text(roads_text(9.5, 47.1)), roads, "source-roads-elsewhere"),
    "roads without a road": ("a.osm", text(roads_text(highway="")), roads, "source-roads-none"),
    "an OSM file without anything": ("a.osm", text('<osm version="0.6"></osm>'), roads, "source-roads-none"),
    "roads that are no OSM": ("a.osm", text("<gpx></gpx>"), roads, "source-format"),
    "roads in a bz2 that is no OSM": ("a.osm.bz2", raw(bz2.compress(b"hello")), roads, "source-roads-format"),
    "roads in a broken bz2": ("a.osm.bz2", raw(b"BZh91AY&SY" + b"\1" * 40), roads, "source-unreadable"),
    "roads cut off": ("a.osm", text(roads_text()[:150]), roads, "source-unreadable"),
    "entity bomb in OSM": ("a.osm", text(roads_text(prolog=BOMB)), roads, "source-entities"),
    "entity bomb in packed OSM": (
        "a.osm.bz2",
        raw(bz2.compress(roads_text(prolog=BOMB).encode())),
        roads,
        "source-entities",
    ),
    "land cover of elsewhere": (
        "a.geojson",
        text(features(("Polygon", moved(3, 3))).replace('"name": "\\u67510"', '"natural": "wood"')),
        cover,
        "source-cover-elsewhere",
    ),
    "land cover without class": (
        "a.geojson",
        text(features(("Polygon", [SQUARE])).replace("name", "w")),
        cover,
        "source-cover-no-column",
    ),
    "land cover as elevation": ("a.tif", tiff(), cover, "source-cover-raster"),
    "entity bomb in GPX": ("a.gpx", text(track("", BOMB)), gpx, "source-entities"),
    "GPX without a track": (
        "a.gpx",
        text('<gpx version="1.1"><wpt lat="1" lon="1"/></gpx>'),
        gpx,
        "source-track-none",
    ),
    "GPX without times": (
        "a.gpx",
        text(track('<trkpt lat="27.1" lon="105"/><trkpt lat="27.1001" lon="105"/>')),
        gpx,
        "source-track-no-times",
    ),
    "GPX with words for numbers": (
        "a.gpx",
        text(track('<trkpt lat="x" lon="y"/>')),
        gpx,
        "source-unreadable",
    ),
    "GPX that is no XML": ("a.gpx", text("hello"), gpx, "source-format"),
    "a sheet without rows": ("a.csv", text("日期,村\n"), sheet(read_history), "source-no-rows-sheet"),
    "a sheet without known headers": ("a.csv", text("q,w\n1,2\n"), sheet(read_history), "source-no-headers"),
    "a village that is not there": (
        "a.csv",
        text("日期,村\n2024-05-01,李家弯村\n"),
        sheet(read_history),
        "source-village-unknown",
    ),
    "a row without place": (
        "a.csv",
        text("日期,村\n2024-05-01,李家湾\n2024-05-02,\n"),
        sheet(read_history),
        "source-row-without-place",
    ),
    "a row without year": (
        "a.csv",
        text("日期,村\n,李家湾\n"),
        sheet(read_history),
        "source-row-without-season",
    ),
    "a day that is none": (
        "a.csv",
        text("日期,村\n2024-02-30,李家湾\n"),
        sheet(read_history),
        "source-bad-date",
    ),
    "words for plants": (
        "a.csv",
        text("日期,村,株数\n2024-05-01,李家湾,abc\n"),
        sheet(read_history),
        "source-bad-number",
    ),
    "less than no plants": (
        "a.csv",
        text("日期,村,株数\n2024-05-01,李家湾,-3\n"),
        sheet(read_history),
        "source-number-range",
    ),
    "points without datum": (
        "a.csv",
        text("日期,经度,纬度\n2024-05-01,105.01,27.12\n"),
        sheet(read_history),
        "source-no-datum",
    ),
    "longitude alone": (
        "a.csv",
        text("日期,经度,纬度\n2024-05-01,105.01,\n"),
        sheet(read_history, datum="WGS84"),
        "source-half-place",
    ),
    "swapped axes in a sheet": (
        "a.csv",
        text("日期,经度,纬度\n2024-05-01,27.12,105.01\n"),
        sheet(read_history, datum="WGS84"),
        "source-swapped-axes",
    ),
    "metres for degrees in a sheet": (
        "a.csv",
        text("日期,经度,纬度\n2024-05-01,500000,3000000\n"),
        sheet(read_history, datum="WGS84"),
        "source-metres-as-degrees",
    ),
    "infinity in a sheet": (
        "a.csv",
        text("日期,经度,纬度\n2024-05-01,inf,inf\n"),
        sheet(read_history, datum="WGS84"),
        "source-bad-number",
    ),
    "an unknown kind of lead": (
        "a.csv",
        text("村,类型\n李家湾,卫星照\n"),
        sheet(read_leads),
        "source-unknown-word",
    ),
    "strength over one": ("a.csv", text("村,可信度\n李家湾,80\n"), sheet(read_leads), "source-number-range"),
    "a finding without point": (
        "a.csv",
        text("日期,村\n2026-05-01,李家湾\n"),
        sheet(read_findings),
        "source-row-needs-point",
    ),
    "destroyed before it was found": (
        "a.csv",
        text("日期,经度,纬度,铲除日期\n2026-05-02,105.01,27.12,2026-05-01\n"),
        sheet(read_findings, datum="WGS84"),
        "source-dates-reversed",
    ),
    "an empty teams file": ("a.csv", raw(b""), read_teams, "source-no-teams"),
    "a teams file with headers only": ("a.csv", text("组别,人数\n"), read_teams, "source-no-teams"),
    "a team of one": ("a.csv", text("组别,人数\n一组,1\n"), read_teams, "source-team-members"),
    "a team that contradicts itself": (
        "a.csv",
        text("组别,人数\n一组,3\n一组,4\n"),
        read_teams,
        "source-team-contradicts",
    ),
    "a broken workbook": ("a.xlsx", raw(b"PK\x03\x04" + b"x" * 50), sheet(read_history), "source-unreadable"),
    "no site file": ("b.toml", text(HEAD), site, "source-site-missing"),
    "site file that is no TOML": ("site.toml", text("[site\n"), site, "source-site-toml"),
    "unknown key": (
        "site.toml",
        text(HEAD + "[[team]]\nid = 'a'\nmemebers = 4\n"),
        site,
        "error-unknown-key",
    ),
    "unknown part": ("site.toml", text(HEAD + "[sesaon]\nx = 1\n"), site, "error-unknown-key"),
    "unknown setting": (
        "site.toml",
        text(HEAD + "[settings.grid]\ncel_size_m = 4\n"),
        site,
        "error-unknown-key",
    ),
    "a key is missing": (
        "site.toml",
        text('[site]\nname = "x"\n[season]\n'),
        site,
        "source-site-key-missing",
    ),
    "a wrong value": (
        "site.toml",
        text(HEAD + "[[team]]\nid = 'a'\nvehicle = 'boat'\n"),
        site,
        "source-site-value",
    ),
    "window dates reversed": (
        "site.toml",
        text(HEAD + "[[window]]\nid = 'w1'\nopens = 2026-06-02\ncloses = 2026-06-01\n"),
        site,
        "source-dates-reversed",
    ),
    "an explicitly empty team list": ("site.toml", text("team = []\n" + HEAD), site, "source-no-teams"),
    "days and dates": (
        "site.toml",
        text(HEAD + "[[team]]\nid = 'a'\ndays = 3\ndates = [2026-05-01]\n"),
        site,
        "source-days-and-dates",
    ),
    "a team twice": (
        "site.toml",
        text(HEAD + "[[team]]\nid = 'a'\n[[team]]\nid = 'a'\n"),
        site,
        "source-site-twice",
    ),
    "a base that is not there": (
        "site.toml",
        text(HEAD + "[[base]]\nname='镇政府'\nlon=105.0\nlat=27.0\n[[team]]\nid = 'a'\nbase = '镇政俯'\n"),
        site,
        "source-unknown-base",
    ),
    "a base at no place": (
        "site.toml",
        text(HEAD + "[[base]]\nname='a'\nlon=nan\nlat=27.0\n"),
        site,
        "source-site-value",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_refused_in_one_sentence_that_names_it(case: str, tmp_path: Path) -> None:
    name, write, read, key = WRONG[case]
    path = tmp_path / name
    if write is not None:
        write(path)
    before = sorted(item.name for item in tmp_path.rglob("*"))
    with pytest.raises(InputError) as caught:
        read(path if not name.startswith("/vsi") else name)
    if key is not None:
        assert caught.value.key == key
    shown = "site.toml" if read is site else Path(name).name
    for language in Language:
        sentence = say(caught.value, language)
        assert shown in sentence
        assert "\n" not in sentence
        assert "{" not in sentence
    assert sorted(item.name for item in tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "head",
    [b"II*\0", b"SQLite format 3\0", b"PK\x03\x04", b"{", b"<osm>", b"<gpx>", b"BZh", b"\xff\xfe", b"a,b\n"],
)
@pytest.mark.parametrize("reader", [villages, dem, roads, gpx, cover, read_teams, sheet(read_history)])
def test_random_bytes_behind_any_head_end_in_a_sentence(
    head: bytes, reader: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "a.bin"
    for seed in range(3):
        path.write_bytes(head + np.random.default_rng(seed).bytes(400))
        with pytest.raises(InputError) as caught:
            reader(path)
        assert say(caught.value, Language.EN)


def test_a_member_of_an_archive_cannot_leave_its_folder(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../escaped.geojson", features(("Polygon", [SQUARE])))
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "a.zip").write_bytes(packed.getvalue())
    frame, _ = read_villages(inner / "a.zip")
    assert list(frame["name"]) == ["村0"]
    assert not list(tmp_path.rglob("escaped*"))
