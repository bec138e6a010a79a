"""What is still expected after looks and finds."""

import numpy as np
import pandas as pd
import pytest

from geo.model.schema import FINDINGS
from geo.model.tables import empty
from geo.search.belief import Finds, left_on_foot, update_belief, village_free
from geo.search.coverage import coverage
from geo.search.risk import risk
from geo.settings import DEFAULTS
from tests.search.worlds import CRS, finding, square_cells, tracks_of, village_strips, windows_of

NONE = Finds(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))


def believe(plots, cells, finds=NONE, looks=()):
    cell, window, pod = (np.array([look[i] for look in looks]) for i in range(3))
    pods = np.repeat(pod.reshape(-1, 1).astype(float), plots.shape[1], axis=1)
    return update_belief(plots, cell=cell.astype(np.int64), window=window.astype(np.int64), pod=pods,
                         season_pod=pods, cells=cells, finds=finds, settings=DEFAULTS)  # fmt: skip


def test_a_clean_search_moves_nothing_outside_its_cell():
    plots = np.full((3, 5), 0.02)
    left = believe(plots, square_cells(3, 1), looks=[(1, 0, 0.798)]).left
    assert left[1].sum() == pytest.approx(0.1 * 0.202)
    assert (left[[0, 2]] == plots[[0, 2]]).all()


def test_a_destroyed_find_restarts_its_cell_and_shares_the_rest_by_what_is_expected():
    # Cells of 250 m in a row: 2.5 km reach ten of them, the twelfth lies beyond.
    plots = np.zeros((12, 5))
    plots[:, 0] = [0.5, 0.1, 0.2, *[0.0] * 8, 0.3]
    cells = square_cells(12, 1)
    found = Finds(np.array([0]), np.array([0]), np.array([125.0]), np.array([125.0]))
    left = believe(plots, cells, found).left.sum(axis=1)
    assert left[[0, 1, 2, 11]] == pytest.approx([0.08, 0.1 + 0.05, 0.2 + 0.1, 0.3])


def test_what_stood_on_steep_ground_is_left_there_and_not_on_foot():
    cells = square_cells(4, 1, steep_share=[0.25, 0.25, 0.25, 0.0])
    plots = np.full((4, 5), 0.02)
    looks = [(0, 0, 0.6), (1, 0, 0.8)]
    found = Finds(np.array([2]), np.array([0]), np.array([625.0]), np.array([125.0]))
    left = believe(plots, cells, looks=looks).left
    left[2] = 0.016  # as after a find
    on_foot = left_on_foot(left, plots, cells, found).sum(axis=1)
    # .1 plots, .025 of them on steep ground: .04 are left, then .02, of which none stands on foot; the find's
    # cell starts anew with .08 anywhere; the gentle cell keeps what it has.
    assert on_foot == pytest.approx([0.04 - 0.025, 0.0, 0.75 * 0.08, 0.1])


def test_a_find_and_later_looks_come_through_coverage(one_sowing, june_flower, nothing_known):
    cells, villages = square_cells(2, 1), village_strips(2, 1)
    table, _ = risk(cells, settings=one_sowing, **nothing_known)
    windows = windows_of(("2025-06-01", "2025-06-08"), ("2025-06-09", "2025-06-16"))
    lane = [(125.0, -60.0), (125.0, 310.0)]
    place = finding((125.0, 125.0))
    tracks = tracks_of([("2025-06-05", [lane]), ("2025-06-12", [lane])])
    found, _ = coverage(tracks, villages=villages, cells=cells, cell_size_m=250.0, windows=windows,
                        risk=table, crop_year=june_flower, settings=one_sowing, findings=place)  # fmt: skip
    assert found["expected_left"].tolist() == pytest.approx([0.08, 0.08 * (1 - found["pod"].iloc[1])])


def test_a_village_is_free_by_what_is_left_and_never_while_a_find_stands():
    cells, villages = square_cells(4, 1, villages=2), village_strips(4, 1, villages=2)
    left = np.array([0.1, 0.2, 0.3, 0.4])
    none = empty(FINDINGS, CRS)
    assert village_free(left, cells, villages, none).tolist() == pytest.approx([np.exp(-0.3), np.exp(-0.7)])
    later = village_free(left, cells, villages, none, introduced=0.05)
    assert later["v0"] == pytest.approx(np.exp(-0.35))
    standing = finding((10.0, 10.0), state="held", eradicated_on=pd.NaT)
    assert village_free(left, cells, villages, standing).tolist() == pytest.approx([0.0, np.exp(-0.7)])
    assert village_free(left, cells, villages, finding((10.0, 10.0)))["v0"] > 0
