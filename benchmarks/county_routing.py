"""County-scale routing: `python -m benchmarks.county_routing --stops N --team-days M --cpu-seconds S`.

A county 30 km square: stops round eight hot spots, 20 to 60 minutes of work each, four bases, days of six
hours, 20 km/h with a detour of 1.3. Ours (`improve` from nothing, as the season calls it) and PyVRP alone,
cold, get the same CPU seconds in one run; imports and compilation are left out. The bound is a knapsack of
the team-days' seconds in which every stop takes its service and half of its two cheapest legs.
Prints {ours, pyvrp, bound}.
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.orienteering import compile_first
from benchmarks.pyvrp_alone import by_pyvrp
from benchmarks.spent import peak_mb, timed
from geo.route.orienteering import Orienteering, faults, improve, prize_of

SIDE_M, HOT_SPOTS, HOT_M = 30_000.0, 8, 3_000.0
DAY_S, BASES = 21_600, 4
DETOUR, KMH = 1.3, 20.0


def main() -> None:
    """Make the county, solve it twice, bound it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stops", type=int, default=1_000)
    parser.add_argument("--team-days", type=int, default=80)
    parser.add_argument("--cpu-seconds", type=float, default=12.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--no-peer", action="store_true", help="leave PyVRP out")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    problem = county(args.stops, args.team_days, args.seed)
    compile_first()
    peers = {"ours": improve} | ({} if args.no_peer else {"pyvrp": by_pyvrp})
    found: dict[str, Any] = {}
    for name, solve in peers.items():
        empty: list[list[int]] = [[] for _ in problem.base]
        search = partial(solve, problem, empty, seed=args.seed, cpu_seconds=args.cpu_seconds)
        spent, routes = timed(search)
        if broken := faults(problem, routes):
            raise SystemExit(f"{name}: {broken[0]}")
        found[name] = {"prize": prize_of(problem, routes), "cpu_s": round(spent, 2), "peak_mb": peak_mb()}
    found["bound"] = knapsack_bound(problem)
    if args.json:
        print(json.dumps(found))
        return
    for name, row in found.items():
        print(name, row)


def county(stops: int, team_days: int, seed: int) -> Orienteering:
    """Draw a county; nodes 0 to 3 are the bases, a quarter of the team-days leaves from each."""
    dice = np.random.default_rng(seed)
    places = dice.uniform(0, SIDE_M, (stops, 2))
    hot = dice.uniform(0, SIDE_M, (HOT_SPOTS, 2))
    apart2 = ((places[:, None] - hot[None]) ** 2).sum(-1)
    warmth = np.exp(-apart2 / (2 * HOT_M**2)).sum(1) * 400
    prize = np.maximum(1, np.rint(warmth * dice.uniform(0.3, 1.7, stops) + dice.uniform(1, 40, stops)))
    service = dice.integers(20 * 60, 60 * 60 + 1, stops)
    bases = np.array([[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]]) * SIDE_M
    xy = np.vstack([bases, places])
    n = BASES + stops

    def travel_s(nodes: NDArray[np.int64]) -> NDArray[np.integer]:
        at = xy[nodes]
        apart = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
        return np.ceil(apart * DETOUR / (KMH / 3.6)).astype(np.int32)[None]

    vehicles = team_days // BASES * BASES
    return Orienteering(
        travel_s=travel_s,
        service_s=np.r_[np.zeros(BASES, np.int64), service],
        prize=np.r_[np.zeros(BASES), prize],
        required=np.zeros(n, bool),
        latest_s=np.full(n, 2**40),
        base=np.repeat(np.arange(BASES), vehicles // BASES),
        profile=np.zeros(vehicles, np.int64),
        budget_s=np.full(vehicles, DAY_S),
        xy=xy,
    )


def knapsack_bound(problem: Orienteering) -> float:
    """Bound the prize: fractional knapsack, each stop with its service and half of its two cheapest legs.

    A leg to a base may be counted twice, for there may be a route of this stop alone.
    """
    n = len(problem.prize)
    stops = np.arange(BASES, n)
    legs = problem.between(np.arange(n))[0].astype(np.int32)
    np.fill_diagonal(legs, np.iinfo(np.int32).max)
    near = np.partition(legs[BASES:, BASES:], 1, axis=1)[:, :2]
    home = legs[BASES:, :BASES].min(axis=1)
    half = np.sort(np.column_stack([near, home, home]), axis=1)[:, :2].sum(axis=1) / 2
    weight, prize = problem.service_s[stops] + half, problem.prize[stops]
    order = np.argsort(-prize / weight, kind="stable")
    share = np.clip((problem.budget_s.sum() - np.r_[0, np.cumsum(weight[order])[:-1]]) / weight[order], 0, 1)
    return float((prize[order] * share).sum())


if __name__ == "__main__":
    main()
