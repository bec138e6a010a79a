"""The grid image puts every cell where it lies."""

import base64
import io

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from pyproj import Transformer

from layers.grid_image import GridFrame, frame_fit, grid_frame, image_uri, mercator, paint
from layers.style import NO_CLASS


def two_cells_in_one_square() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ix": [10, 10, 12],
            "iy": [20, 20, 21],
            "area_m2": [900.0, 100.0, 1000.0],
            "cell_id": ["a", "b", "c"],
        }
    )


def test_north_is_up_and_ground_without_cells_is_blank():
    cells = two_cells_in_one_square()
    frame = grid_frame(cells, crs="EPSG:32648", cell_size_m=250.0)
    image = paint(frame, cells, np.array([1, 2, 3], dtype=np.uint8))
    assert image.tolist() == [[NO_CLASS, NO_CLASS, 3], [1, NO_CLASS, NO_CLASS]]


def test_a_shared_square_shows_the_larger_piece_whatever_the_order():
    cells = two_cells_in_one_square()
    frame = grid_frame(cells, crs="EPSG:32648", cell_size_m=250.0)
    turned = cells.iloc[::-1].reset_index(drop=True)
    image = paint(frame, turned, np.array([3, 2, 1], dtype=np.uint8))
    assert image[1, 0] == 1


@pytest.mark.parametrize("crs", ["EPSG:32648", "EPSG:4544", "EPSG:32632"])
def test_the_fit_misses_under_a_thousandth_of_a_cell_over_a_county(crs):
    x, y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(
        *{"EPSG:32632": (9.5, 47.1)}.get(crs, (104.6, 33.5))
    )
    frame = GridFrame(crs, left_m=x - 25_000, top_m=y + 25_000, cell_size_m=250.0, rows=200, columns=200)
    fit = frame_fit(frame)
    assert fit.error_cells < 1e-3
    rng = np.random.default_rng(7)
    column, row = rng.uniform(0, 200, 500), rng.uniform(0, 200, 500)
    found = fit.place(*mercator(crs, frame.left_m + column * 250, frame.top_m - row * 250))
    assert np.abs(found[0] - column).max() < 1e-3
    assert np.abs(found[1] - row).max() < 1e-3


def test_the_image_travels_as_bytes_that_come_back_equal():
    image = np.arange(12, dtype=np.uint8).reshape(3, 4)
    content = base64.b64decode(image_uri(image).removeprefix("data:image/webp;base64,"))
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(content)))[..., 0], image)


def test_two_hundred_thousand_cells_fit_into_a_hundred_kilobytes():
    # Risk is smooth: neighbours mostly share their class.
    across = np.linspace(0, 30, 640)
    waves = np.sin(across)[:, None] + np.cos(across * 0.7)[None, :500]
    image = np.digitize(waves, [-1, -0.3, 0.3, 1]).astype(np.uint8)
    assert image.size > 200_000
    assert len(image_uri(image)) < 100_000
