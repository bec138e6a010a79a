"""Team orienteering: as good as trying everything, never less than before, every rule kept."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import InputError
from geo.route.orienteering import faults, improve, prize_of
from geo.route.orienteering_problem import reachable
from tests.route.orienteering_world import best_by_trying, hard_world, world

seeds = st.integers(0, 2**32 - 1)
quietly = settings(max_examples=100, deadline=None, derandomize=True)


def empty(problem):
    return [[] for _ in problem.base]


@pytest.mark.parametrize("seed", range(6))
def test_a_tiny_problem_is_solved_as_well_as_by_trying_everything(seed):
    problem = world(seed, stops=5, day_s=1_800, turn_back=1.3)
    found = improve(problem, empty(problem), seed=1, iterations=2_000)
    assert faults(problem, found) == []
    assert prize_of(problem, found) == pytest.approx(best_by_trying(problem))


@quietly
@given(seeds)
def test_every_rule_is_kept(seed):
    problem = hard_world(seed)
    assert faults(problem, improve(problem, empty(problem), seed=seed, iterations=60)) == []


@quietly
@given(seeds)
def test_the_prize_never_falls_and_more_steps_never_lower_it(seed):
    problem = hard_world(seed)
    routes = improve(problem, empty(problem), seed=seed, iterations=1)
    prizes = [
        prize_of(problem, improve(problem, routes, seed=seed, iterations=steps)) for steps in (0, 1, 40, 150)
    ]
    assert prizes == sorted(prizes)
    assert prizes[0] == prize_of(problem, routes)


@quietly
@given(seeds, st.data())
def test_required_stops_are_kept_and_a_missing_one_is_told(seed, data):
    problem = hard_world(seed)
    able = np.flatnonzero(reachable(problem)).tolist()
    required = np.zeros(len(problem.prize), bool)
    required[data.draw(st.lists(st.sampled_from(able), max_size=4)) if able else []] = True
    problem = replace(problem, required=required)
    before = improve(problem, empty(problem), seed=seed, iterations=5)
    after = improve(problem, before, seed=seed + 1, iterations=60)
    visited = {stop for route in after for stop in route}
    assert visited >= {stop for route in before for stop in route if required[stop]}
    missing = set(np.flatnonzero(required).tolist()) - visited
    assert faults(problem, after) == [f"required stop {stop} is in no route" for stop in sorted(missing)]


def test_a_required_stop_is_preferred_to_any_prize():
    problem = world(1, stops=6, vehicles=1, day_s=1_600)
    worthless = int(np.argmin(np.where(problem.prize > 0, problem.prize, np.inf)))
    prize = problem.prize.copy()
    prize[worthless] = 0.0
    required = np.arange(len(prize)) == worthless
    found = improve(replace(problem, prize=prize, required=required), [[]], seed=1, iterations=200)
    assert worthless in found[0]


def test_a_required_stop_that_nobody_can_reach_is_told():
    problem = world(2, required=np.arange(9) == 3, budget_s=np.array([10, 10]))
    with pytest.raises(InputError, match="error-route-required-reach"):
        improve(problem, empty(problem), seed=1, iterations=10)


@quietly
@given(seeds)
def test_routes_that_break_a_rule_are_cut_back(seed):
    problem = hard_world(seed)
    dice = np.random.default_rng(seed)
    given_routes = [dice.integers(0, len(problem.prize), 6).tolist() for _ in problem.base]
    assert faults(problem, improve(problem, given_routes, seed=1, iterations=20)) == []


@pytest.mark.parametrize("seed", range(5))
def test_same_seed_and_steps_same_routes(seed):
    problem = world(seed, stops=40, vehicles=4, bases=2, profiles=2)
    once, again = (improve(problem, empty(problem), seed=seed, iterations=500) for _ in range(2))
    assert once == again


def test_no_steps_keep_the_routes_as_they_are():
    problem = world(3)
    assert improve(problem, [[4, 2], []], seed=1, iterations=0) == [[4, 2], []]


def test_it_stops_when_a_person_says_so():
    problem = world(4, stops=30)
    asked = iter([False, False, True])
    found = improve(problem, empty(problem), seed=1, stop=lambda: next(asked, True))
    assert faults(problem, found) == []


def test_turning_back_leaves_time_for_a_slower_way_home():
    problem = world(5, stops=1, vehicles=1)
    there = int(problem.travel_s[0, 0, 1] + problem.service_s[1])
    home = int(problem.travel_s[0, 1, 0])
    just = replace(problem, budget_s=np.array([there + home]))
    assert improve(just, [[]], seed=1, iterations=5) == [[1]]
    assert improve(replace(just, turn_back=1.3), [[]], seed=1, iterations=5) == [[]]


def test_faults_name_what_a_hand_would():
    problem = world(6, stops=3, required=np.array([False, True, False, False]), latest_s=np.full(4, 1))
    assert faults(problem, [[2, 2], []])[0] == "stop 2 is visited twice"
    assert faults(problem, [[], []]) == ["required stop 1 is in no route"]
    assert faults(problem, [[1]])[0] == "1 routes for 2 vehicles"
    assert any("leaves stop 1" in fault for fault in faults(problem, [[1], []]))
