"""Where each cell stands: what a person signed before what figures say, and steep ground never done."""

import numpy as np
import pandas as pd

from geo.search.states import Ruled, counted_states, ground_states, with_states
from geo.settings import DEFAULTS
from tests.search.worlds import square_cells


def seen(*rows):
    """Looks as (cell, window, visited, season POD)."""
    columns = ["cell_id", "window_id", "visited", "season_pod"]
    return pd.DataFrame(list(rows), columns=columns).astype({"visited": bool, "season_pod": float})


def states(looks, *, ruled=Ruled(), **changes):  # noqa: B008  frozen
    cells = square_cells(4, 1, **changes)
    return ground_states(cells, looks, DEFAULTS, ruled=ruled)["state"].tolist()


def test_ground_goes_from_open_by_planned_and_searched_to_cleared():
    looks = seen(("v0_2_0", "w1", True, 0.5), ("v0_3_0", "w1", True, 0.8))
    assert states(looks, ruled=Ruled(frozenset({"v0_1_0"}))) == ["open", "planned", "searched", "cleared"]


def test_looks_of_all_windows_together_clear_ground_and_a_stop_ahead_does_not_open_it_again():
    looks = seen(("v0_0_0", "w1", True, 0.6), ("v0_0_0", "w2", True, 0.84), ("v0_1_0", "w1", True, 0.79))
    both = Ruled(frozenset({"v0_0_0", "v0_1_0"}))
    assert states(looks, ruled=both)[:2] == ["cleared", "searched"]


def test_what_is_only_declared_is_not_searched():
    assert states(seen(("v0_0_0", "w1", False, 0.9)))[0] == "open"


def test_a_signed_decision_comes_before_every_figure_and_resuming_ends_it():
    looks = seen(*((f"v0_{n}_0", "w1", True, 0.9) for n in range(4)))
    decided = {"v0_0_0": "suspended", "v0_1_0": "restricted", "v0_2_0": "resumed"}
    assert states(looks, ruled=Ruled(decided=decided)) == ["suspended", "restricted", "cleared", "cleared"]


def test_steep_ground_stays_restricted_whatever_track_came_near_unless_a_person_resumes_it():
    limit = DEFAULTS.travel.restricted_slope_deg
    slope_deg = np.array([limit, limit + 0.1, limit + 0.1, limit + 0.1])
    looks = seen(*((f"v0_{n}_0", "w1", True, 0.9) for n in range(3)))
    ruled = Ruled(frozenset({"v0_3_0"}), {"v0_2_0": "resumed"})
    assert states(looks, ruled=ruled, slope_deg=slope_deg) == [
        "cleared",
        "restricted",
        "cleared",
        "restricted",
    ]


def test_a_small_piece_is_planned_with_the_cell_it_is_searched_with():
    joined = ["v0_1_0", "v0_1_0", "v0_2_0", "v0_3_0"]
    ruled = Ruled(frozenset({"v0_1_0"}))
    assert states(seen(), ruled=ruled, joined_to=joined) == ["planned", "planned", "open", "open"]


def test_coverage_shows_one_state_a_cell_in_all_windows_and_counts_add_up_to_the_cells():
    looks = seen(("v0_0_0", "w1", True, 0.6), ("v0_0_0", "w2", True, 0.84))
    slope_deg = np.array([0.0, 60.0, 0.0, 0.0])
    ground = ground_states(square_cells(4, 1, slope_deg=slope_deg), looks, DEFAULTS)
    assert with_states(looks, ground)["state"].tolist() == ["cleared", "cleared"]
    counts = counted_states(ground)
    assert counts.pop("steep") == counts["restricted"] == 1
    assert sum(counts.values()) == 4
