"""Improve many routes in groups: neighbouring routes with the stops near them, then grouped anew.

Routes are grouped, never stops: a border through stops would keep them from the route that suits them best.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geo.route.orienteering_problem import Orienteering, Routes, prize_of
from geo.route.orienteering_run import Allowance, Outcome, Part, insert_greedily, run
from geo.settings import OrienteeringSettings

POLL_S = 0.1


@dataclass
class Meter:
    """What may still be spent: steps, CPU seconds of this process, and whether a person stopped it."""

    iterations: int | None
    cpu_seconds: float | None
    stop: Callable[[], bool] | None
    steps: int = 0
    rate: float = 0.0
    began: float = field(default_factory=time.process_time)

    def over(self) -> bool:
        """Tell whether there is nothing left to spend."""
        return self.steps_left() <= 0 or self.seconds_left() <= 0 or self.stopped()

    def stopped(self) -> bool:
        """Ask whether a person stopped it."""
        return self.stop is not None and self.stop()

    def steps_left(self) -> float:
        """Count the steps left, or infinitely many."""
        return np.inf if self.iterations is None else self.iterations - self.steps

    def seconds_left(self) -> float:
        """Count the CPU seconds left, or infinitely many."""
        if self.cpu_seconds is None:
            return np.inf
        return self.cpu_seconds - (time.process_time() - self.began)


def in_groups(
    problem: Orienteering,
    routes: Routes,
    able: NDArray[np.bool_],
    *,
    seed: int,
    meter: Meter,
    settings: OrienteeringSettings,
) -> Routes:
    """Improve all routes in rounds, each with groups of its own and longer coolings."""
    wanted = (problem.prize > 0) | problem.required
    wanted[[stop for route in routes for stop in route]] = True
    stops = np.flatnonzero(able & wanted)
    if not len(stops):
        return routes
    if not any(routes):
        routes = insert_greedily(problem, Part(list(range(len(routes))), routes, stops))
    turn, gains = 0, dict.fromkeys(settings.hot, np.inf)
    while not meter.over():
        dice = np.random.default_rng([seed, turn])
        parts = group(problem, routes, stops, dice=dice, settings=settings)
        times = settings.steps_per_stop * settings.growth**turn
        cooling = [int(times * max(len(part.stops), settings.least_stops)) for part in parts]
        hot = max(gains, key=lambda level: gains[level])
        before = prize_of(problem, routes)
        outcomes = _run_all(
            problem, parts, _allow(meter, cooling, hot, settings), dice=dice, settings=settings, meter=meter
        )
        for part, outcome in zip(parts, outcomes, strict=True):
            for vehicle, route in zip(part.vehicles, outcome.routes, strict=True):
                routes[vehicle] = route
        steps = sum(outcome.steps for outcome in outcomes)
        meter.steps += steps
        meter.rate = sum(outcome.cpu_seconds for outcome in outcomes) / max(steps, 1)
        # The temperature that last brought most per step; those that brought nothing take turns.
        gain = (prize_of(problem, routes) - before) / max(steps, 1)
        gains[hot] = gain if gain > 0 else -float(turn)
        turn += 1
    return routes


def group(
    problem: Orienteering,
    routes: Routes,
    stops: NDArray[np.int64],
    *,
    dice: np.random.Generator,
    settings: OrienteeringSettings,
) -> list[Part]:
    """Cut the routes in two across a random direction until a group holds few enough stops.

    Each group gets the unvisited stops that lie nearest to the middle of one of its routes; of too many,
    those with most prize per second of service.
    """
    if len(stops) <= settings.group_stops:
        return [Part(list(range(len(routes))), routes, stops)]
    xy = problem.xy
    middle = np.array(
        [xy[route].mean(axis=0) if route else xy[problem.base[v]] for v, route in enumerate(routes)]
    )
    size = np.array([len(route) for route in routes])
    labels = _halve(middle, size, settings.group_visited, dice)
    visited = np.zeros(len(problem.prize), bool)
    visited[[stop for route in routes for stop in route]] = True
    free = stops[~visited[stops]]
    owner = labels[cKDTree(middle).query(xy[free])[1]]
    parts = []
    for label in range(labels.max() + 1):
        vehicles = np.flatnonzero(labels == label).tolist()
        mine = [routes[v] for v in vehicles]
        own = np.array([stop for route in mine for stop in route], np.int64)
        room = max(settings.group_stops - len(own), 0)
        parts.append(Part(vehicles, mine, np.r_[own, _promising(problem, free[owner == label], room)]))
    return parts


def _halve(
    middle: NDArray[np.float64], size: NDArray[np.int64], most: int, dice: np.random.Generator
) -> NDArray[np.int64]:
    labels = np.zeros(len(size), np.int64)
    waiting, groups = [np.arange(len(size))], 0
    while waiting:
        rows = waiting.pop()
        if size[rows].sum() <= most or len(rows) < 2:
            labels[rows] = groups
            groups += 1
            continue
        angle = dice.uniform(0, np.pi)
        along = middle[rows] @ np.array([np.cos(angle), np.sin(angle)])
        rows = rows[np.argsort(along, kind="stable")]
        half = int(np.searchsorted(np.cumsum(size[rows]), size[rows].sum() / 2))
        half = min(max(half, 1), len(rows) - 1)
        waiting += [rows[:half], rows[half:]]
    return labels


def _promising(problem: Orienteering, free: NDArray[np.int64], room: int) -> NDArray[np.int64]:
    """Return the required ones and, of the rest, those with most prize per second of service."""
    order = np.lexsort(
        (free, -problem.prize[free] / np.maximum(problem.service_s[free], 1), ~problem.required[free])
    )
    many = max(room, int(problem.required[free].sum()))
    return free[order[:many]]


def _allow(meter: Meter, cooling: list[int], hot: float, settings: OrienteeringSettings) -> list[Allowance]:
    """Share out what is left: whole coolings, or in the last round of a timed run coolings that just fit."""
    seconds, total = meter.seconds_left(), sum(cooling)
    if np.isfinite(seconds) and meter.rate > 0 and total * meter.rate * (1 + settings.growth) > seconds:
        times = seconds / (total * meter.rate)
        cooling = [max(int(steps * times), 1) for steps in cooling]
    allowances, left = [], meter.steps_left()
    for steps in cooling:
        mine = int(min(steps, left))
        left -= mine
        allowances.append(Allowance(mine, steps, hot, seconds * steps / sum(cooling), meter.stopped))
    return allowances


def _run_all(
    problem: Orienteering,
    parts: list[Part],
    allowances: list[Allowance],
    *,
    dice: np.random.Generator,
    settings: OrienteeringSettings,
    meter: Meter,
) -> list[Outcome]:
    """Run the parts, on threads where there are several: the kernels let go of the interpreter's lock."""
    seeds = dice.integers(0, 2**62, len(parts)).tolist()
    threads = min(len(parts), os.cpu_count() or 1, settings.threads)
    if threads < 2:
        return [
            run(problem, part, allowance, seed=s, settings=settings)
            for part, allowance, s in zip(parts, allowances, seeds, strict=True)
        ]
    halt = threading.Event()
    with ThreadPoolExecutor(threads) as pool:
        jobs = [
            pool.submit(run, problem, part, _halted_by(allowance, halt), seed=s, settings=settings)
            for part, allowance, s in zip(parts, allowances, seeds, strict=True)
        ]
        # Only this thread asks: whether a person stopped it may stand in a database bound to this thread.
        try:
            while wait(jobs, timeout=POLL_S).not_done:
                if meter.stopped():
                    halt.set()
        finally:
            # Whoever is asked may raise instead: the threads must not search on.
            halt.set()
        return [job.result() for job in jobs]


def _halted_by(allowance: Allowance, halt: threading.Event) -> Allowance:
    return replace(allowance, halt=halt.is_set)
