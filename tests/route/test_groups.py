"""Groups of routes: every stop in one group, the same routes on one thread or two, nothing lost."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from geo.errors import Cancelled
from geo.route.groups import group
from geo.route.orienteering import faults, improve, prize_of
from geo.settings import DEFAULTS
from tests.route.orienteering_world import world

SMALL = replace(DEFAULTS.orienteering, group_stops=40, group_visited=20)


@pytest.fixture(scope="module")
def county():
    return world(1, stops=150, vehicles=12, bases=3)


def test_groups_share_no_vehicle_and_no_stop(county):
    routes = improve(county, [[] for _ in county.base], seed=1, iterations=1)
    stops = np.arange(3, 153)
    parts = group(county, routes, stops, dice=np.random.default_rng(1), settings=SMALL)
    assert len(parts) > 2
    assert sorted(v for part in parts for v in part.vehicles) == list(range(12))
    together = np.concatenate([part.stops for part in parts])
    assert len(np.unique(together)) == len(together)
    for part in parts:
        assert set(part.stops.tolist()) >= {stop for route in part.routes for stop in route}


def test_one_thread_and_two_find_the_same(county):
    start = improve(county, [[] for _ in county.base], seed=1, iterations=1)
    one, two = (
        improve(county, start, seed=2, iterations=4_000, settings=replace(SMALL, threads=threads))
        for threads in (1, 2)
    )
    assert one == two
    assert faults(county, one) == []
    assert prize_of(county, one) > prize_of(county, start)


def test_more_steps_never_lower_the_prize_of_groups(county):
    prizes = [
        prize_of(county, improve(county, [[] for _ in county.base], seed=3, iterations=steps, settings=SMALL))
        for steps in (1, 500, 3_000, 9_000)
    ]
    assert prizes == sorted(prizes)


def test_travel_may_be_asked_for_in_parts(county):
    asked = replace(county, travel_s=lambda nodes: county.travel_s[:, nodes[:, None], nodes])
    routes = [
        improve(problem, [[] for _ in county.base], seed=4, iterations=900, settings=SMALL)
        for problem in (county, asked)
    ]
    assert routes[0] == routes[1]


@pytest.mark.parametrize("threads", [1, 2])
def test_a_person_who_stops_it_is_heard_while_groups_are_searched(county, threads):
    # So many steps would take hours.
    start, settings = [[] for _ in county.base], replace(SMALL, threads=threads, steps_per_stop=10.0**6)
    asked = iter([False] * 4)
    found = improve(
        county, start, seed=1, iterations=10**9, stop=lambda: next(asked, True), settings=settings
    )
    assert faults(county, found) == []
    assert prize_of(county, found) > 0


@pytest.mark.parametrize("threads", [1, 2])
def test_a_stop_that_raises_ends_every_thread_of_the_search(county, threads):
    asked = iter([False] * 4)

    def stop():
        if next(asked, True):
            raise Cancelled
        return False

    settings = replace(SMALL, threads=threads, steps_per_stop=10.0**6)
    before = threading.active_count()
    with pytest.raises(Cancelled):
        improve(county, [[] for _ in county.base], seed=1, iterations=10**9, stop=stop, settings=settings)
    assert threading.active_count() == before
