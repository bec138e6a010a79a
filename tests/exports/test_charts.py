"""Charts are pictures of what the tables say, the same for the same tables."""

from io import BytesIO

import numpy as np
import pandas as pd
from PIL import Image

from geo.exports.charts import backtest_chart

WORDS = dict.fromkeys(
    ("found_by", "area", "found", "map", "last", "uniform", "calibration", "group", "expected", "count"), "x"
)
GROUPS = pd.DataFrame({"group": [1, 2], "expected": [1.0, 4.0], "found": [0.0, 5.0]})


def curve(steep):
    rows = [
        ("map", 0.0, 0.0),
        ("map", 0.2, steep),
        ("map", 1.0, 1.0),
        ("uniform", 0.0, 0.0),
        ("uniform", 1.0, 1.0),
    ]
    return pd.DataFrame(rows, columns=["way", "area_share", "found_share"])


def pixels(png):
    return np.asarray(Image.open(BytesIO(png)).convert("RGB")).astype(int)


def test_equal_tables_give_equal_pictures_and_other_tables_others():
    first, again, other = (backtest_chart(curve(s), GROUPS, WORDS) for s in (0.8, 0.8, 0.3))
    assert first == again
    assert first != other
    assert pixels(first).shape == (700, 1600, 3)


def test_what_was_found_stands_higher_than_what_was_expected_less():
    shown = pixels(backtest_chart(curve(0.8), GROUPS, WORDS))[:, 800:]
    dark = (np.abs(shown - [0, 0x22, 0x4E]).sum(axis=2) < 20).sum()
    grey = (np.abs(shown - [0x7D, 0x7C, 0x78]).sum(axis=2) < 20).sum()
    # 5 found in one bar, 1 + 4 expected in two: as much ink, but for the legend.
    assert 0.9 < dark / grey < 1.1
