"""Stops with prizes and vehicles with one day each; what routes are worth, and what is wrong with them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Routes = list[list[int]]
"""routes[v]: stops of vehicle v in order, without its base."""

CHUNK = 500  # stops whose way from a base is asked for at once


class Travel(Protocol):
    """Travel seconds between some nodes, for problems whose whole matrix would be too large."""

    def __call__(self, nodes: NDArray[np.int64]) -> NDArray[np.integer]:
        """Return (profiles, k, k) whole seconds, rounded up, for k nodes."""
        ...


@dataclass(frozen=True)
class Orienteering:
    """Stops with prizes, and vehicles that each have one day.

    Parameters
    ----------
    travel_s : whole numbers (profiles, n, n) of seconds, rounded up, or a `Travel`; nodes 0 .. bases-1 are
        bases, the rest are stops; asymmetric allowed, `UNREACHABLE_S` where there is no way
    service_s : int64 (n,), 0 at bases
    prize : float64 (n,), at least 0
    required : bool (n,)
    latest_s : int64 (n,), second of the day at which the stop must be left at the latest; a large number
        where there is none
    base, profile : int64 (vehicles,)
    budget_s : int64 (vehicles,), from leaving the base to being back
    xy : float64 (n, 2) metres, for grouping only
    turn_back : a vehicle leaves each of its stops early enough for this many times the way back to its base
    """

    travel_s: NDArray[np.integer] | Travel
    service_s: NDArray[np.int64]
    prize: NDArray[np.float64]
    required: NDArray[np.bool_]
    latest_s: NDArray[np.int64]
    base: NDArray[np.int64]
    profile: NDArray[np.int64]
    budget_s: NDArray[np.int64]
    xy: NDArray[np.float64]
    turn_back: float = 1.0

    def between(self, nodes: NDArray[np.int64]) -> NDArray[np.integer]:
        """Return travel seconds (profiles, k, k) between k nodes."""
        if callable(self.travel_s):
            return self.travel_s(nodes)
        return self.travel_s[:, nodes[:, None], nodes]


def prize_of(problem: Orienteering, routes: Routes) -> float:
    """Sum the prizes of the stops in the routes."""
    return math.fsum(problem.prize[stop] for route in routes for stop in route)


def faults(problem: Orienteering, routes: Routes) -> list[str]:
    """Name every rule that the routes break; written without the search's own code."""
    vehicles = len(problem.base)
    found = [] if len(routes) == vehicles else [f"{len(routes)} routes for {vehicles} vehicles"]
    seen: set[int] = set()
    for vehicle, route in enumerate(routes[:vehicles]):
        for stop in route:
            if stop in seen:
                found.append(f"stop {stop} is visited twice")
            seen.add(stop)
        found += faults_of_route(problem, vehicle, route)
    required = np.flatnonzero(problem.required).tolist()
    return found + [f"required stop {stop} is in no route" for stop in required if stop not in seen]


def faults_of_route(problem: Orienteering, vehicle: int, route: list[int]) -> list[str]:
    """Name what is late on one route."""
    if not route:
        return []
    base, budget = int(problem.base[vehicle]), int(problem.budget_s[vehicle])
    travel = problem.between(np.array([base, *route]))[int(problem.profile[vehicle])].tolist()
    found, clock = [], 0
    for place, stop in enumerate(route, 1):
        clock += travel[place - 1][place] + int(problem.service_s[stop])
        latest = min(int(problem.latest_s[stop]), budget - math.ceil(problem.turn_back * travel[place][0]))
        if clock > latest:
            found.append(f"vehicle {vehicle} leaves stop {stop} at {clock} s, later than {latest} s")
    if clock + travel[len(route)][0] > budget:
        found.append(f"vehicle {vehicle} is back at {clock + travel[len(route)][0]} s of {budget} s")
    return found


def reachable(problem: Orienteering) -> NDArray[np.bool_]:
    """Tell, for each node, whether some vehicle could visit it alone and be back in time; False for bases."""
    n = len(problem.prize)
    able = np.zeros(n, bool)
    ways = np.stack([problem.base, problem.profile], axis=1)
    back = max(problem.turn_back, 1.0)
    for base, profile in np.unique(ways, axis=0):
        budget = problem.budget_s[(ways == (base, profile)).all(axis=1)].max()
        for first in range(0, n, CHUNK):
            stops = np.arange(first, min(first + CHUNK, n))
            travel = problem.between(np.r_[base, stops])[profile]
            left = travel[0, 1:] + problem.service_s[stops]
            home = np.ceil(back * travel[1:, 0])
            able[stops] |= (left <= problem.latest_s[stops]) & (left + home <= budget)
    able[np.unique(problem.base)] = False
    return able


def cut_back(problem: Orienteering, routes: Routes, able: NDArray[np.bool_]) -> Routes:
    """Take stops out of routes until they keep every rule: those seen before, then the least prizes."""
    seen: set[int] = set()
    kept: Routes = []
    for vehicle in range(len(problem.base)):
        given = routes[vehicle] if vehicle < len(routes) else []
        route = [int(stop) for stop in given if able[stop] and stop not in seen]
        while route and (len(set(route)) < len(route) or faults_of_route(problem, vehicle, route)):
            twice = {stop for stop in route if route.count(stop) > 1}
            least = min(
                route, key=lambda stop: (stop not in twice, problem.required[stop], problem.prize[stop])
            )
            route.reverse()
            route.remove(least)
            route.reverse()
        seen.update(route)
        kept.append(route)
    return kept
