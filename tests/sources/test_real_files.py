"""Real files, where they are at hand: each is read, or refused in one sentence, within seconds."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.errors import InputError
from geo.sources.osm import read_roads
from geo.sources.rasters import read_dem
from geo.sources.tracks import read_tracks
from geo.sources.vectors import read_hazards, read_villages
from geo.words import Language, say

FOLDER = os.environ.get("TACHA_REAL_DATA", "")
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not FOLDER, reason="TACHA_REAL_DATA names no folder of real data"),
]
LONGEST_S = 10.0


def refusal(read, file: Path) -> str | None:
    """Sentences of a refusal in both languages, None if the file was read; any other error is the test's."""
    try:
        read(file)
    except InputError as fault:
        return " ".join(say(fault, language) for language in Language)
    return None


def files(folder: str, *endings: str) -> list[Path]:
    found = sorted(Path(FOLDER, folder).iterdir()) if FOLDER else []
    return [file for file in found if file.name.endswith(endings)]


@pytest.mark.parametrize("file", files("gpx", ".gpx"), ids=lambda file: file.name)
def test_every_gpx_file_is_read_or_refused_in_one_sentence(file: Path) -> None:
    started = time.perf_counter()
    said = refusal(lambda path: read_tracks(path, crs="EPSG:32632", time_zone="UTC"), file)
    assert said is None or said.count(file.name) == len(Language)
    assert time.perf_counter() - started < LONGEST_S


@pytest.mark.parametrize(
    "file",
    files("odd", ".geojson", ".json", ".kml", ".shp", ".zip", ".gpkg", ".dbf"),
    ids=lambda file: file.name,
)
def test_every_odd_vector_file_is_read_or_refused_in_one_sentence(file: Path) -> None:
    started = time.perf_counter()
    readers = (
        read_villages,
        lambda path: read_hazards(path, crs="EPSG:3035"),
        lambda path: read_tracks(path, crs="EPSG:3035", time_zone="UTC"),
    )
    for reader in readers:
        said = refusal(reader, file)
        assert said is None or said.count(file.name) == len(Language)
    assert time.perf_counter() - started < LONGEST_S


@pytest.mark.parametrize("file", files("odd", ".osm", ".osm.bz2"), ids=lambda file: file.name)
def test_every_odd_road_file_is_read_or_refused_in_one_sentence(file: Path) -> None:
    world = shapely.box(-2e7, -2e7, 2e7, 2e7)
    said = refusal(lambda path: read_roads(path, crs="EPSG:3035", site=world), file)
    assert said is None or said.count(file.name) == len(Language)


def test_a_real_country_is_read_whole() -> None:
    folder = Path(FOLDER, "liechtenstein")
    villages, _ = read_villages(folder / "municipalities.geojson")
    site = villages.to_crs("EPSG:32632").union_all()
    grid, elevation, _ = read_dem(
        folder / "dem_utm32_30m.tif", crs="EPSG:32632", site=site, bounds=site.buffer(1000).bounds
    )
    roads, _ = read_roads(folder / "highways.osm.bz2", crs="EPSG:32632", site=site)
    assert len(villages) == 11
    assert site.area / 1e6 == pytest.approx(160, abs=1)
    assert grid.pixel_m == 30.0
    assert 2500 < np.nanmax(elevation) < 2600
    assert roads.nodes["drivable"].mean() > 0.5


def test_chinese_names_come_through() -> None:
    villages, _ = read_villages(Path(FOLDER, "villages_zh", "nantou_renai_villages.geojson"))
    assert len(villages) == 16
    assert set(villages["township"]) == {"仁愛鄉"}
    assert "親愛村" in set(villages["name"])
