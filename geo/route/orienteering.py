"""Team orienteering: which stops which vehicle visits in its one day, for the most prize."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from geo.errors import InputError
from geo.route.groups import Meter, in_groups
from geo.route.orienteering_problem import (
    Orienteering,
    Routes,
    Travel,
    cut_back,
    faults,
    prize_of,
    reachable,
)
from geo.settings import DEFAULTS, OrienteeringSettings

__all__ = ["Orienteering", "Routes", "Travel", "faults", "improve", "prize_of"]


def improve(
    problem: Orienteering,
    routes: Routes,
    *,
    seed: int,
    iterations: int | None = None,
    cpu_seconds: float | None = None,
    stop: Callable[[], bool] | None = None,
    settings: OrienteeringSettings = DEFAULTS.orienteering,
) -> Routes:
    """Return routes with at least the prize of those given, every one within its day.

    Ends at the first of `iterations` (steps of the search), `cpu_seconds` and `stop`; one of them is needed.
    `stop` is asked every few hundred steps, from the caller's own thread; then the best routes so far are
    returned. It may raise instead, and the search ends with that.
    The same seed and iterations give the same routes, and more iterations never a lower prize. Required stops
    are kept, and put in where they were missing if that can be done. Routes given that break a rule are first
    cut back until they keep it.

    Raises
    ------
    InputError : a required stop that no vehicle could visit within one whole day
    """
    meter = Meter(iterations=iterations, cpu_seconds=cpu_seconds, stop=stop)
    able = reachable(problem)
    impossible = np.flatnonzero(problem.required & ~able)
    if len(impossible):
        raise InputError("error-route-required-reach", stop=int(impossible[0]), others=len(impossible) - 1)
    if meter.over():
        return [list(route) for route in routes]
    kept = cut_back(problem, routes, able)
    found = in_groups(problem, kept, able, seed=seed, meter=meter, settings=settings)
    if not faults(problem, routes) and prize_of(problem, found) < prize_of(problem, routes):
        return [list(route) for route in routes]
    return found
