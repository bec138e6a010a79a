"""Land cover of every coding becomes the same eight classes."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin

from geo.model.land import LandCover, PixelGrid
from geo.sources.landcover import read_cover

CRS = "EPSG:32648"
GRID = PixelGrid(CRS, 500_000.0, 3_000_040.0, 10.0, 4, 4)
WHOLE = shapely.box(500_000, 3_000_000, 500_040, 3_000_040)


def write(path: Path, columns: dict, shapes: list) -> Path:
    gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS).to_file(path)
    return path


@pytest.mark.parametrize(
    ("column", "word", "cover"),
    [
        ("natural", "wood", LandCover.FOREST),
        ("landuse", "farmland", LandCover.CROP),
        ("natural", "scree", LandCover.BARE),
        ("DLBM", "0301", LandCover.FOREST),
        ("DLBM", "0305", LandCover.SCRUB),
        ("DLBM", "0103", LandCover.CROP),
        ("DLBM", 201.0, LandCover.BUILT),
        ("DLBM", 103.0, LandCover.CROP),
        ("DLBM", "1101K", LandCover.WATER),
        ("DLMC", "灌木林地", LandCover.SCRUB),
        ("class", "orchard", LandCover.ORCHARD),
    ],
)
def test_every_coding_is_known(column: str, word: object, cover: LandCover, tmp_path: Path) -> None:
    codes, mapped, _ = read_cover(write(tmp_path / "a.gpkg", {column: [word]}, [WHOLE]), GRID)
    assert (codes == cover).all()
    assert mapped.all()


def test_small_pieces_lie_on_large_ones_in_any_order(tmp_path: Path) -> None:
    pond = shapely.box(500_000, 3_000_000, 500_010, 3_000_010)
    for order in ([WHOLE, pond], [pond, WHOLE]):
        words = ["wood" if shape is WHOLE else "water" for shape in order]
        codes, _, _ = read_cover(write(tmp_path / f"{words[0]}.gpkg", {"natural": words}, order), GRID)
        assert (codes == LandCover.WATER).sum() == 1
        assert codes[3, 0] == LandCover.WATER


def test_unmapped_ground_is_open_and_marked(tmp_path: Path) -> None:
    west = shapely.box(500_000, 3_000_000, 500_020, 3_000_040)
    codes, mapped, _ = read_cover(write(tmp_path / "a.gpkg", {"natural": ["wood"]}, [west]), GRID)
    assert mapped.sum() == 8
    assert (codes[~mapped] == LandCover.OPEN).all()


def test_unknown_words_are_counted_not_guessed(tmp_path: Path) -> None:
    file = write(tmp_path / "a.gpkg", {"landuse": ["forest", "moonbase"]}, [WHOLE, WHOLE.buffer(5)])
    _, _, notes = read_cover(file, GRID)
    assert [(note.key, note.args["rows"], note.args["value"]) for note in notes] == [
        ("source-cover-unknown", 1, "moonbase")
    ]


def test_crossing_polygons_are_repaired_and_counted(tmp_path: Path) -> None:
    bowtie = shapely.Polygon(
        [(500_000, 3_000_000), (500_040, 3_000_040), (500_040, 3_000_000), (500_000, 3_000_040)]
    )
    codes, mapped, notes = read_cover(write(tmp_path / "a.gpkg", {"natural": ["wood"]}, [bowtie]), GRID)
    assert mapped.any()
    assert (codes[mapped] == LandCover.FOREST).all()
    assert [note.key for note in notes] == ["source-cover-repaired"]


def test_worldcover_takes_the_most_frequent_class(tmp_path: Path) -> None:
    fine = np.full((8, 8), 10, "uint8")
    fine[0, 0] = 80
    fine[2:4, 2:4] = 40
    kinds = {"driver": "GTiff", "height": 8, "width": 8, "count": 1, "dtype": "uint8", "nodata": 0}
    with rasterio.open(
        tmp_path / "a.tif", "w", crs=CRS, transform=from_origin(500_000, 3_000_040, 5, 5), **kinds
    ) as sink:
        sink.write(fine, 1)
    codes, mapped, _ = read_cover(tmp_path / "a.tif", GRID)
    assert mapped.all()
    assert codes[0, 0] == LandCover.FOREST
    assert codes[1, 1] == LandCover.CROP
