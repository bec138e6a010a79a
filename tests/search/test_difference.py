"""The reason why the official rate and POD differ is the largest of the steps between them."""

import numpy as np
import pandas as pd
import pytest

from geo.search.difference import why_they_differ

CELLS = pd.DataFrame({"cell_id": list("abcd"), "searchable_m2": 100.0})
EVEN = pd.DataFrame({"cell_id": list("abcd"), "expected_plots": 1.0})


def seen(cells, *, sight=1.0, pod=1.0, confirmed=True, window="w1"):
    count = len(cells)
    return pd.DataFrame(
        {
            "cell_id": list(cells), "window_id": window, "visited": True,
            "confirmed": np.full(count, confirmed), "seen_share": sight, "pod": pod, "season_pod": pod,
        }
    )  # fmt: skip


def why(coverage, risk=EVEN, *, signed_off=False):
    return why_they_differ(coverage, CELLS, risk, signed_off=signed_off)


def test_half_the_ground_fully_seen_is_half_of_both():
    assert why(seen("ab")).key == "difference-none"


def test_lines_too_far_apart_are_named_with_what_they_left_in_sight():
    found = why(seen("abc", sight=0.2, pod=0.18))
    # 3 of 4 cells, 20 % of them in sight, of which 90 % was seen.
    assert (found.key, found.args["rate"], found.args["sight"], found.args["seen"]) == (
        "difference-thin", 75, 20, 90,
    )  # fmt: skip


def test_ground_in_sight_where_little_shows_is_named():
    found = why(seen("abc", sight=0.9, pod=0.09))
    assert (found.key, found.args["seen"], found.args["pod"]) == ("difference-sight", 10, 7)


def test_high_risk_ground_left_out_is_named():
    risk = EVEN.assign(expected_plots=[1.0, 1.0, 1.0, 7.0])
    found = why(seen("abc"), risk)
    assert (found.key, found.args["walked"], found.args["reach"]) == ("difference-where", 75, 30)


def test_high_risk_ground_searched_first_puts_pod_above_the_rate():
    risk = EVEN.assign(expected_plots=[7.0, 1.0, 1.0, 1.0])
    assert why(seen("a"), risk).key == "difference-better"


def test_tracks_that_nobody_signed_put_pod_above_the_rate():
    found = why(seen("abc", confirmed=False), signed_off=True)
    assert (found.key, found.args["rate"], found.args["walked"]) == ("difference-unsigned", 0, 75)


@pytest.mark.parametrize("coverage", [seen(""), seen("ab").assign(visited=False, confirmed=False)])
def test_without_tracks_there_is_nothing_to_compare(coverage):
    assert why(coverage).key == "difference-nothing"


def test_of_several_windows_the_widest_sight_and_the_last_pod_count():
    both = pd.concat([seen("ab", sight=0.2, pod=0.1), seen("ab", sight=0.9, pod=0.8, window="w2")])
    found = why(both)
    assert (found.args["pod"], found.args["rate"]) == (40, 50)


def test_little_ground_where_little_was_seen_is_not_called_seen():
    cells = pd.DataFrame({"cell_id": [f"c{n}" for n in range(100)], "searchable_m2": 100.0})
    risk = cells[["cell_id"]].assign(expected_plots=1.0)
    # 4 of 100 cells entered, 1 % of the plots seen: three points apart, yet nothing was mostly seen.
    found = why_they_differ(seen(risk["cell_id"][:4], sight=0.3, pod=0.25), cells, risk, signed_off=False)
    assert (found.key, found.args["rate"], found.args["pod"]) == ("difference-thin", 4, 1)


def test_tracks_that_nobody_signed_are_named_though_both_figures_are_small():
    cells = pd.DataFrame({"cell_id": [f"c{n}" for n in range(100)], "searchable_m2": 100.0})
    risk = cells[["cell_id"]].assign(expected_plots=1.0)
    tracks = seen(risk["cell_id"][:8], sight=0.2, pod=0.1, confirmed=False)
    found = why_they_differ(tracks, cells, risk, signed_off=True)
    assert (found.key, found.args["rate"], found.args["walked"]) == ("difference-unsigned", 0, 8)
