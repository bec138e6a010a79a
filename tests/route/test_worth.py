"""What a window adds to the others is the season with it less the season without it."""

import numpy as np
import pytest

from geo.route.draft import make_draft
from geo.route.underway import begin, open_windows
from geo.route.worth import Passes, marginal_gains, season_finds
from tests.route.plan_world import cells_of, problem_of, teams_of

# Flowers twice: later looks in the same stage count less for every pass made before them.
STAGES = ("rosette", "flower", "flower", "capsule")


def world():
    cells = cells_of(4, 3)
    teams = teams_of(("T1", 5, "car", False, 8.0), ("T2", 3, "car", False, 8.0))
    draft = make_draft(problem_of(cells=cells, stages=STAGES, teams=teams))
    return draft, open_windows(draft), begin(draft)[0]


@pytest.mark.parametrize("window", range(4))
def test_marginal_gains_are_differences_of_the_season(window):
    draft, order, looks = world()
    rng = np.random.default_rng(window)
    made = rng.integers(0, 3, (4, 12)).astype(np.int8)
    size = rng.integers(0, 2, (4, 12)).astype(np.int8)
    gains = marginal_gains(draft, order, looks, Passes(made, size), window)
    made[window] = 0
    without = season_finds(draft, order, looks, Passes(made, size))
    for cell in range(12):
        for team in range(2):
            for passes in (1, 2):
                more, by = made.copy(), size.copy()
                more[window, cell], by[window, cell] = passes, team
                added = season_finds(draft, order, looks, Passes(more, by)) - without
                assert gains[team, cell, passes - 1] == pytest.approx(added, abs=1e-12)


def test_one_pass_in_flower_finds_what_methods_say():
    draft, order, looks = world()
    made, size = np.zeros((4, 12), np.int8), np.ones((4, 12), np.int8)
    made[1, 3] = 1
    # Size 1 are five abreast: C = 80 x 1250 / 62500 = 1.6.
    plots = draft.stops.expected[3].sum()
    assert season_finds(draft, order, looks, Passes(made, size)) == pytest.approx(plots * (1 - np.exp(-1.6)))
