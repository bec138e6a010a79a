"""Team orienteering: which stops which vehicle visits in its one day, for the most prize."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Routes = list[list[int]]
"""routes[v]: stops of vehicle v in order, without its base."""


class Travel(Protocol):
    """Travel seconds between some nodes, for problems whose whole matrix would be too large."""

    def __call__(self, nodes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return (profiles, k, k) whole seconds, rounded up, for k nodes."""
        ...


@dataclass(frozen=True)
class Orienteering:
    """Stops with prizes, and vehicles that each have one day.

    Parameters
    ----------
    travel_s : int64 (profiles, n, n) seconds, rounded up, or a `Travel`; nodes 0 .. bases-1 are bases, the
        rest are stops; asymmetric allowed, `UNREACHABLE_S` where there is no way
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

    travel_s: NDArray[np.int64] | Travel
    service_s: NDArray[np.int64]
    prize: NDArray[np.float64]
    required: NDArray[np.bool_]
    latest_s: NDArray[np.int64]
    base: NDArray[np.int64]
    profile: NDArray[np.int64]
    budget_s: NDArray[np.int64]
    xy: NDArray[np.float64]
    turn_back: float = 1.0

    @property
    def bases(self) -> int:
        """Nodes below this number are bases."""
        return int(self.base.max()) + 1 if len(self.base) else 0

    def between(self, nodes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return travel seconds (profiles, k, k) between k nodes."""
        if callable(self.travel_s):
            return self.travel_s(nodes)
        return self.travel_s[:, nodes[:, None], nodes]


def improve(
    problem: Orienteering,
    routes: Routes,
    *,
    seed: int,
    iterations: int | None = None,
    cpu_seconds: float | None = None,
    stop: Callable[[], bool] | None = None,
) -> Routes:
    """Return routes with at least the prize of those given, every one within its day.

    Ends at the first of `iterations`, `cpu_seconds` and `stop`. The same seed and iterations give the same
    routes. Routes given that break a rule are first cut back until they keep it; required stops are kept and
    put in where they were missing, if that can be done (`faults` says where it could not).
    """
    from geo.route.orienteering_pyvrp import by_pyvrp  # noqa: PLC0415

    return by_pyvrp(problem, routes, seed=seed, iterations=iterations, cpu_seconds=cpu_seconds, stop=stop)


def prize_of(problem: Orienteering, routes: Routes) -> float:
    """Sum the prizes of the stops in the routes."""
    return float(sum(problem.prize[stop] for route in routes for stop in route))


def faults(problem: Orienteering, routes: Routes) -> list[str]:
    """Name every rule that the routes break; written without the search's own code."""
    found = (
        [] if len(routes) == len(problem.base) else [f"{len(routes)} routes, {len(problem.base)} vehicles"]
    )
    seen: set[int] = set()
    for vehicle, route in enumerate(routes):
        for stop in route:
            if stop in seen:
                found.append(f"stop {stop} is visited twice")
            seen.add(stop)
        found += _faults_of(problem, vehicle, route)
    missing = np.flatnonzero(problem.required)
    return found + [f"required stop {stop} is in no route" for stop in missing.tolist() if stop not in seen]


def _faults_of(problem: Orienteering, vehicle: int, route: list[int]) -> list[str]:
    if not route:
        return []
    base, budget = int(problem.base[vehicle]), int(problem.budget_s[vehicle])
    travel = problem.between(np.array([base, *route]))[int(problem.profile[vehicle])].tolist()
    found, clock = [], 0
    for place, stop in enumerate(route, 1):
        clock += travel[place - 1][place] + int(problem.service_s[stop])
        latest = min(int(problem.latest_s[stop]), budget - int(np.ceil(problem.turn_back * travel[place][0])))
        if clock > latest:
            found.append(f"vehicle {vehicle} leaves stop {stop} at {clock} s, later than {latest} s")
    if clock + travel[len(route)][0] > budget:
        found.append(f"vehicle {vehicle} is back at {clock + travel[len(route)][0]} s of {budget} s")
    return found
