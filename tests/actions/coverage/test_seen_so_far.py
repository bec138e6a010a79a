"""What is kept of coverage equals what is measured whole."""

import numpy as np
import pandas as pd
import pytest

from geo.actions.coverage.seen_so_far import seen_so_far
from geo.model.season import CropYear
from geo.search.coverage import told
from geo.search.seen import Ground, see
from geo.settings import DEFAULTS
from tests.search.worlds import square_cells, surveys_of, tracks_of, village_strips, windows_of


@pytest.fixture
def world():
    dice = np.random.default_rng(4)
    rows = [(f"2025-06-{day:02d}", [dice.uniform(low, low + 500, (12, 2))])
            for day, low in ((2, 0), (3, 1_200), (4, 300))]  # fmt: skip
    dates = [np.array([float(day)]) for day in (69, 91, 152, 165, 201)]
    ground = Ground(
        village_strips(8, 8),
        square_cells(8, 8),
        250.0,
        windows_of(("2025-06-01", "2025-06-16")),
        CropYear(2025, np.array([1_500.0]), *dates),
    )
    return tracks_of(rows), ground


def test_a_new_track_a_visit_and_paper_measure_only_their_cells_and_equal_the_whole(world, tmp_path):
    tracks, ground = world
    read = []

    def lines_of(names):
        read.append(sorted(names))
        return tracks.loc[tracks["track_id"].isin(names), ["track_id", "geometry"]]

    def both(count, surveys):
        read.clear()
        walked, declared, _ = told(tracks.iloc[:count], surveys, ground.windows)
        whole = see(walked, declared, ground, DEFAULTS)
        kept = seen_so_far(tmp_path, walked.drop(columns="geometry"), declared, ground, DEFAULTS,
                           lines_of=lines_of)  # fmt: skip
        pd.testing.assert_frame_equal(kept, whole, check_dtype=False)

    nobody = surveys_of()
    both(2, nobody)
    both(2, nobody)
    assert read == []  # nothing has changed: no line is read
    both(3, nobody)
    assert read == [["t2"], ["t0", "t2"]]  # the far track t1 is not touched
    both(3, surveys_of({"tracks": ["t1"], "sight_m": 20.0}))
    assert read == [["t1"], ["t1"]]
    both(3, surveys_of({"tracks": ["t1"], "sight_m": 20.0}, {"source": "paper", "cells": ["v0_7_0"]}))
    assert read[0] == []
    both(2, nobody)
