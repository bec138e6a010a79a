"""One search over a few hundred stops: what the kernels read, the clock, and the routes it ends with."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.route.orienteering_problem import Orienteering, Routes
from geo.route.orienteering_queue import begin
from geo.route.orienteering_search import Cooling, Habits, anneal, fill
from geo.route.orienteering_tours import Field, lay_out
from geo.settings import OrienteeringSettings
from geo.units import UNREACHABLE_S

CHUNK = 200  # steps between two looks at the clock: some hundredths of a second
MOST_WORTH = 2.0**50  # worths are whole numbers, so that sums of floats stay exact
NEVER_S = 2**40


@dataclass(frozen=True)
class Part:
    """Some vehicles with their routes, and the stops among which they choose."""

    vehicles: list[int]
    routes: Routes
    stops: NDArray[np.int64]


@dataclass(frozen=True)
class Allowance:
    """What one run may spend: steps out of a cooling of so many, CPU seconds of its thread, a halt.

    hot: temperature at which the cooling begins, in prizes of a route.
    """

    steps: int
    cooling: int
    hot: float
    cpu_seconds: float
    halt: Callable[[], bool]


@dataclass(frozen=True)
class Outcome:
    """Routes of a part's vehicles, and what they took."""

    routes: Routes
    steps: int
    cpu_seconds: float


def run(
    problem: Orienteering, part: Part, allowance: Allowance, *, seed: int, settings: OrienteeringSettings
) -> Outcome:
    """Improve the routes of one part by one cooling; never less prize than it had."""
    began = time.thread_time()
    nodes = np.r_[np.unique(problem.base[part.vehicles]), part.stops]
    row = {int(node): k for k, node in enumerate(nodes)}
    field = make_field(problem, part.vehicles, nodes, near=settings.near)
    tours = lay_out(field, [[row[stop] for stop in route] for route in part.routes])
    search = begin(field, tours, seed)
    # Required stops weigh more than any temperature: the habits go by the prizes of the others.
    plain = np.where(problem.required[nodes], 0.0, field.worth)
    habits = _habits(field, plain, settings)
    unit = _route_worth(plain, [[row[stop] for stop in route] for route in part.routes])
    cooling = Cooling(allowance.hot * unit, settings.cold * unit, allowance.cooling)
    done = 0
    while done < allowance.steps and not allowance.halt():
        if time.thread_time() - began >= allowance.cpu_seconds:
            break
        last = min(done + CHUNK, allowance.steps)
        anneal(field, tours, search, habits, cooling, done, last)
        done = last
    routes = [
        nodes[search.best_node[v, 1 : search.best_count[v] + 1]].tolist() for v in range(len(part.vehicles))
    ]
    return Outcome(routes, done, time.thread_time() - began)


def insert_greedily(problem: Orienteering, part: Part) -> Routes:
    """Fill routes with what pays most per extra second, as long as anything fits."""
    nodes = np.r_[np.unique(problem.base[part.vehicles]), part.stops]
    row = {int(node): k for k, node in enumerate(nodes)}
    field = make_field(problem, part.vehicles, nodes, near=0)
    tours = lay_out(field, [[row[stop] for stop in route] for route in part.routes])
    fill(field, tours, begin(field, tours, 0))
    return [nodes[tours.node[v, 1 : tours.count[v] + 1]].tolist() for v in range(len(part.vehicles))]


def make_field(problem: Orienteering, vehicles: list[int], nodes: NDArray[np.int64], *, near: int) -> Field:
    """Write down a part of the problem for the kernels; the first nodes are the vehicles' bases."""
    base, profile, budget = problem.base[vehicles], problem.profile[vehicles], problem.budget_s[vehicles]
    off = np.ascontiguousarray(np.minimum(problem.between(nodes), UNREACHABLE_S), dtype=np.int32)
    turned = off.transpose(0, 2, 1)
    on = off if np.array_equal(off, turned) else np.ascontiguousarray(turned)
    bases = np.searchsorted(np.unique(base), base)
    kinds, kind = np.unique(np.stack([bases, profile, budget], axis=1), axis=0, return_inverse=True)
    latest = np.array([
        np.minimum(problem.latest_s[nodes], day - np.ceil(problem.turn_back * on[way, at]))
        for at, way, day in kinds
    ]).astype(np.int64)  # fmt: skip
    first = int(bases.max()) + 1
    return Field(
        on=on,
        off=off,
        service=np.r_[np.zeros(first, np.int64), problem.service_s[nodes[first:]]],
        worth=_worth(problem, nodes, first),
        stops=np.arange(first, len(nodes)),
        latest=latest,
        kind=kind.reshape(-1).astype(np.int64),
        base=bases.astype(np.int64),
        profile=profile.astype(np.int64),
        budget=budget.astype(np.int64),
        near=_near(on, off, first, near),
    )


def _worth(problem: Orienteering, nodes: NDArray[np.int64], bases: int) -> NDArray[np.float64]:
    """Prizes as whole numbers; a required stop is worth more than all prizes together."""
    stop = np.arange(len(nodes)) >= bases
    prize, required = np.where(stop, problem.prize[nodes], 0.0), stop & problem.required[nodes]
    total = float(prize.sum()) or 1.0
    scale = 2.0 ** np.floor(np.log2(MOST_WORTH / total / (2.0 + required.sum())))
    whole = np.rint(prize * scale)
    return whole + required * (whole.sum() + 1.0)


def _near(on: NDArray[np.int32], off: NDArray[np.int32], bases: int, near: int) -> NDArray[np.int32]:
    """Rank, for each node, the stops by seconds there and back with the quickest profile."""
    n = on.shape[1]
    many = min(near, n - bases)
    if many == 0:
        return np.empty((n, 0), np.int32)
    both = on.min(axis=0).astype(np.int64) + off.min(axis=0)
    both[:, :bases] = NEVER_S
    np.fill_diagonal(both, NEVER_S)
    order = np.argsort(both, axis=1, kind="stable")[:, :many]
    far = np.take_along_axis(both, order, axis=1) >= UNREACHABLE_S
    return np.ascontiguousarray(np.where(far, -1, order), dtype=np.int32)


def _route_worth(plain: NDArray[np.float64], routes: Routes) -> float:
    """Mean worth of a route that has stops; of a stop where there is none."""
    worths = [float(plain[route].sum()) for route in routes if route]
    return (float(np.mean(worths)) if worths else float(plain.mean())) or 1.0


def _habits(field: Field, plain: NDArray[np.float64], settings: OrienteeringSettings) -> Habits:
    day = max(float(field.budget.sum()), 1.0)
    return Habits(
        settings.most_out,
        settings.strings,
        settings.scattered,
        settings.noise,
        settings.second * float(plain.sum()) / day,
    )
