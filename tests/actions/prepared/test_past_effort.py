"""Past effort by cell: exact means of a raster, and tracks of earlier seasons, counted by hand."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin

from geo.actions.prepared.past_effort import with_records
from geo.actions.prepared.prepare import prepare
from geo.actions.site.create import NewSite, create_site
from geo.errors import InputError
from geo.ground.crs import xy_to_lonlat
from geo.words import Language, say, t

CRS = "EPSG:32648"
WEST, SOUTH = 500_000.0, 3_000_000.0


def villages(folder: Path) -> Path:
    """Two squares of 250 m side by side: one cell each."""
    squares = [shapely.box(WEST + 250 * k, SOUTH, WEST + 250 * (k + 1), SOUTH + 250) for k in range(2)]
    file = folder / "villages.gpkg"
    gpd.GeoDataFrame({"name": ["李家湾村", "王家坪村"]}, geometry=squares, crs=CRS).to_file(file)
    return file


def raster(folder: Path, *bands: list[list[float]], texts: tuple[str, ...] = ()) -> Path:
    """Pixels of 100 m from 50 m west and north of the squares, so that they lie across their borders."""
    file = folder / "effort.tif"
    rows, columns = np.shape(bands[0])
    place = from_origin(WEST - 50, SOUTH + 300, 100, 100)
    form = {"driver": "GTiff", "dtype": "float32", "crs": CRS, "nodata": -9.0}
    with rasterio.open(
        file, "w", width=columns, height=rows, count=len(bands), transform=place, **form
    ) as sink:
        for band, values in enumerate(bands, start=1):
            sink.write(np.array(values, np.float32), band)
            if texts:
                sink.set_band_description(band, texts[band - 1])
    return file


def made(folder: Path, file: Path, **told: object):
    wanted = NewSite(villages=villages(folder), files={"effort": file}, season=2026, **told)
    site = create_site(folder / "site", wanted)
    for note in site.notes:
        assert all(t(note.key, language, **note.args) for language in Language)
    return prepare(folder / "site"), [note.key for note in site.notes]


def test_a_raster_counts_by_its_exact_mean_over_each_cell(tmp_path):
    # The left cell spans columns at 50, 100 and 100 m, the right one 50 (of the same pixel), 100 and 100 m.
    columns = [1.0, 2.0, 4.0, 0.5, 8.0, -9.0]
    blank = [-9.0] * 6
    file = raster(tmp_path, [columns] * 4, [blank[:3] + [0.3] * 3] * 4, texts=("踏查 2024", "2025"))
    prepared, notes = made(tmp_path, file)
    assert "source-effort-raster" in notes
    assert len(prepared.effort) == 0
    found = prepared.closed.set_index(["season", "cell_id"])["coverage"].unstack()
    left, right = prepared.cells["cell_id"]
    assert found.loc[2024, left] == pytest.approx((50 * 1 + 100 * 2 + 100 * 4) / 250)
    # The last 50 m have no data: the mean is over what is known.
    assert found.loc[2024, right] == pytest.approx((100 * 0.5 + 100 * 8) / 200)
    assert np.isnan(found.loc[2025, left])
    assert found.loc[2025, right] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("bands", "texts", "told", "key"),
    [
        ([[[1.0]]], (), {}, "source-effort-no-season"),
        ([[[1.0]]], (), {"effort_seasons": (2024, 2025)}, "source-effort-bands"),
        ([[[1.0]], [[1.0]]], (), {"effort_seasons": (2024, 2024)}, "source-effort-season-twice"),
        ([[[-0.5] * 5] * 4], ("2024",), {}, "source-effort-range"),
        ([[[75.0] * 5] * 4], ("2024",), {}, "source-effort-range"),
        ([[[-9.0] * 5] * 4], ("2024",), {}, "source-effort-elsewhere"),
    ],
)
def test_a_raster_that_cannot_be_meant_is_one_sentence(tmp_path, bands, texts, told, key):
    with pytest.raises(InputError) as caught:
        made(tmp_path, raster(tmp_path, *bands, texts=texts), **told)
    assert caught.value.key == key
    assert all(say(caught.value, language).count("effort.tif") == 1 for language in Language)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(("told", "width_m"), [({"effort_width_m": 50.0}, 50.0), ({}, 28.0)])
def test_tracks_of_an_earlier_season_count_by_their_width_and_length(tmp_path, told, width_m):
    lon, lat = xy_to_lonlat(np.full(5, WEST + 100), SOUTH + 20 + 50.0 * np.arange(5), CRS)
    fixes = "".join(
        f'<trkpt lat="{b:.8f}" lon="{a:.8f}"><time>2024-05-01T04:0{k}:00Z</time></trkpt>'
        for k, (a, b) in enumerate(zip(lon, lat, strict=True))
    )
    file = tmp_path / "past.gpx"
    file.write_text(f'<gpx version="1.1" creator="t"><trk><trkseg>{fixes}</trkseg></trk></gpx>')
    prepared, notes = made(tmp_path, file, **told)
    assert ("assumed-effort-width" in notes) == (not told)
    left, right = prepared.closed["coverage"]
    assert left == pytest.approx(width_m * 200 / 62_500, rel=1e-3)
    assert (right, prepared.closed["season"].unique().tolist()) == (0.0, [2024])


def test_a_season_that_was_closed_here_counts_by_its_record():
    def rows(*seasons):
        frame = {"season": seasons, "cell_id": "a", "coverage": 1.0}
        return gpd.GeoDataFrame(frame, geometry=[shapely.Point(0, 0)] * len(seasons), crs=CRS)

    both = with_records(rows(2023, 2024), rows(2024).assign(coverage=2.0))
    assert dict(zip(both["season"], both["coverage"], strict=True)) == {2023: 1.0, 2024: 2.0}
    assert with_records(None, None) is None
