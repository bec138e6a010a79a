"""Lines of whole plans on broken ground: as dense as was planned, and in the time of their stops."""

import numpy as np
import pytest

from geo.route.draw import days_gone
from geo.route.problem import searchers
from geo.route.searches import LONGER, asked_of
from geo.route.season import plan_season
from geo.route.way import Ways
from soak.worlds import make_world


@pytest.fixture(scope="module")
def searched():
    """Stops of random worlds with hills, water, houses: metres and seconds of those planned, (stops, 2)."""
    rows = []
    for seed in (5_100, 5_101, 5_102, 5_104):
        world = make_world(seed)
        ways = Ways(world.terrain, world.roads, world.cells, world.bases, world.trailheads, world.access,
                    world.settings)  # fmt: skip
        for day in days_gone(plan_season(world.problem), ways, world, world.problem.team_days):
            legs = [leg for leg in day.going.legs if leg.mode == "search"]
            for visit, leg, search in zip(day.visits, legs, day.searches, strict=True):
                asked = asked_of(visit, searchers(day.team, world.settings), world.settings)
                if asked is not None and visit.gain > 0:
                    metres = search.sweep.metres / (asked.metres * asked.passes)
                    rows.append((metres, search.needed_s / leg.seconds))
    assert len(rows) > 80
    return np.array(rows)


def test_lines_give_the_planned_metres_within_5_percent(searched):
    assert (abs(searched[:, 0] - 1) <= 0.05).mean() >= 0.97


def test_no_stop_takes_far_longer_than_planned_and_together_they_keep_their_time(searched):
    assert searched[:, 1].max() <= LONGER
    assert np.median(searched[:, 1]) <= 1.02
    assert searched[:, 1].mean() <= 1.05
