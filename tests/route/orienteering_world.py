"""Small worlds of stops and vehicles, drawn from a seed."""

import itertools

import numpy as np

from geo.route.orienteering import Orienteering, prize_of
from geo.route.orienteering_problem import faults_of_route
from geo.units import UNREACHABLE_S

NEVER_S = 2**40


def world(seed, *, stops=8, vehicles=2, bases=1, profiles=1, day_s=3_000, **changes):
    """Draw stops in a square of 1 km; the second profile is three times slower, ways back differ."""
    dice = np.random.default_rng(seed)
    n = bases + stops
    xy = dice.uniform(0, 1_000, (n, 2))
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    pace = np.array([1.0, 3.0])[:profiles, None, None]
    travel = np.ceil(pace * apart * dice.uniform(1.0, 1.2, (n, n))).astype(np.int64)
    travel[:, np.arange(n), np.arange(n)] = 0
    parts = {
        "travel_s": travel,
        "service_s": np.r_[np.zeros(bases, int), dice.integers(0, 400, stops)],
        "prize": np.r_[np.zeros(bases), dice.gamma(1.0, 10.0, stops)],
        "required": np.zeros(n, bool),
        "latest_s": np.full(n, NEVER_S),
        "base": dice.integers(0, bases, vehicles),
        "profile": dice.integers(0, profiles, vehicles),
        "budget_s": np.full(vehicles, day_s),
        "xy": xy,
    }
    return Orienteering(**(parts | changes))


def hard_world(seed):
    """Draw a world with everything at once: bases, profiles, budgets, late stops, stops without a way."""
    dice = np.random.default_rng([seed, 1])
    stops, vehicles, bases = int(dice.integers(1, 15)), int(dice.integers(1, 5)), int(dice.integers(1, 4))
    plain = world(seed, stops=stops, vehicles=vehicles, bases=bases, profiles=2)
    n = bases + stops
    travel = plain.travel_s.copy()
    travel[:, n - 1, :-1] = travel[:, :-1, n - 1] = UNREACHABLE_S
    late = dice.random(n) < 0.3
    return world(
        seed,
        stops=stops,
        vehicles=vehicles,
        bases=bases,
        profiles=2,
        travel_s=travel,
        latest_s=np.where(late, dice.integers(500, 3_000, n), NEVER_S),
        budget_s=dice.integers(500, 5_000, vehicles),
        turn_back=float(dice.choice([1.0, 1.3])),
    )


def best_by_trying(problem):
    """Try every order of every set of stops on every vehicle."""
    stops = np.flatnonzero(problem.prize > 0).tolist()
    fitting = [
        {
            frozenset(order): list(order)
            for size in range(len(stops) + 1)
            for order in itertools.permutations(stops, size)
            if not faults_of_route(problem, vehicle, list(order))
        }
        for vehicle in range(len(problem.base))
    ]
    return max(
        prize_of(problem, [list(one) for one in sets])
        for sets in itertools.product(*fitting)
        if sum(map(len, sets)) == len(frozenset().union(*sets))
    )
