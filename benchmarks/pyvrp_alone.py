"""The peer of the routing benchmarks: PyVRP alone, prize-collecting, cold or from a warm start."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyvrp import Client, Depot, Location, ProblemData, Route, Solution, VehicleType
from pyvrp.solve import solve

from geo.route.orienteering_problem import Orienteering, Routes, faults, prize_of, reachable
from geo.units import SECONDS_PER_HOUR

PRIZE_H = 20.0  # the median prize is worth so many hours of travel
MOST_PRIZE = 1 << 40  # PyVRP's numbers stay far from overflow


def by_pyvrp(
    problem: Orienteering,
    routes: Routes,
    *,
    seed: int,
    iterations: int | None = None,
    cpu_seconds: float | None = None,
    stop: Callable[[], bool] | None = None,
) -> Routes:
    """Return routes with at least the prize given; those given if PyVRP finds none that keeps every rule."""
    stops = np.flatnonzero(reachable(problem) & ((problem.prize > 0) | problem.required))
    if not len(stops) or iterations == 0:
        return [list(route) for route in routes]
    world = _world(problem, stops)
    ends = time.process_time() + cpu_seconds if cpu_seconds is not None else np.inf
    left = iterations if iterations is not None else 2**62

    def over(best_cost: int) -> bool:  # noqa: ARG001
        nonlocal left
        left -= 1
        return left < 0 or time.process_time() >= ends or (stop is not None and stop())

    result = solve(world.data, over, seed=seed, collect_stats=False, initial_solution=_warm(world, routes))
    if not result.best.is_feasible():
        return [list(route) for route in routes]
    found = _routes(world, result.best, len(problem.base))
    better = prize_of(problem, found) >= prize_of(problem, routes) and len(faults(problem, found)) <= len(
        faults(problem, routes)
    )
    return found if better else [list(route) for route in routes]


@dataclass(frozen=True)
class _World:
    """PyVRP's problem; client k is stops[k], vehicles[t] are those of type t."""

    data: ProblemData
    stops: NDArray[np.int64]
    vehicles: list[list[int]]


def _world(problem: Orienteering, stops: NDArray[np.int64]) -> _World:
    bases = int(problem.base.max()) + 1
    nodes = np.r_[np.arange(bases), stops]
    travel = problem.between(nodes).astype(np.int64)
    # Turning back in time at the last stop; the stops before it are as good as never late then.
    travel[:, bases:, :bases] = np.ceil(max(problem.turn_back, 1.0) * travel[:, bases:, :bases])
    positive = problem.prize[stops][problem.prize[stops] > 0]
    scale = PRIZE_H * SECONDS_PER_HOUR / float(np.median(positive)) if len(positive) else 0.0
    longest = int(problem.budget_s.max())
    clients = [
        Client(
            bases + k,
            service_duration=int(problem.service_s[stop]),
            tw_late=int(min(problem.latest_s[stop], longest) - problem.service_s[stop]),
            prize=int(min(problem.prize[stop] * scale, MOST_PRIZE)),
            required=bool(problem.required[stop]),
        )
        for k, stop in enumerate(stops.tolist())
    ]
    types: dict[tuple[int, int, int], list[int]] = {}
    for v in range(len(problem.base)):
        key = (int(problem.base[v]), int(problem.profile[v]), int(problem.budget_s[v]))
        types.setdefault(key, []).append(v)
    vehicle_types = [
        VehicleType(
            len(vehicles),
            start_depot=base,
            end_depot=base,
            profile=profile,
            tw_late=budget,
            shift_duration=budget,
            unit_distance_cost=0,
            unit_duration_cost=1,
        )
        for (base, profile, budget), vehicles in types.items()
    ]
    data = ProblemData(
        [Location(float(x), float(y)) for x, y in problem.xy[nodes]],
        clients,
        [Depot(base) for base in range(bases)],
        vehicle_types,
        [np.zeros_like(matrix) for matrix in travel],
        list(travel),
    )
    return _World(data, stops, list(types.values()))


def _warm(world: _World, routes: Routes) -> Solution | None:
    if not any(routes):
        return None
    client = {int(stop): k for k, stop in enumerate(world.stops)}
    warm = [
        Route(world.data, [client[stop] for stop in routes[vehicle] if stop in client], kind)
        for kind, vehicles in enumerate(world.vehicles)
        for vehicle in vehicles
        if any(stop in client for stop in routes[vehicle])
    ]
    return Solution(world.data, warm)


def _routes(world: _World, solution: Solution, vehicles: int) -> Routes:
    """Give each route to the first vehicle of its type that has none."""
    routes: Routes = [[] for _ in range(vehicles)]
    waiting = [list(reversed(same)) for same in world.vehicles]
    for route in solution.routes():
        vehicle = waiting[route.vehicle_type()].pop()
        routes[vehicle] = [int(world.stops[visit.idx]) for visit in route if visit.is_client()]
    return routes
