"""Team orienteering on Chao-format files: `python -m benchmarks.orienteering FOLDER --cpu-seconds S`.

A file gives the number of points, of vehicles and the time limit, then x, y and prize of each point; every
route starts at the first and ends at the last point. Prints [{instance, prize, routes}] with --json, points
counted from 0, the first and last left out. Distances are rounded up to 1/10,000 of the limit's unit, so that
a route keeps the limit unrounded too; that is checked. CPU seconds are those of this process and its children
for one instance; imports, compilation (a tiny instance first) and reading are left out. `--peer` solves by
PyVRP alone instead.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.pyvrp_alone import by_pyvrp
from benchmarks.spent import cpu_s
from geo.route.orienteering import Orienteering, Routes, faults, improve, prize_of

STEPS_PER_UNIT = 10_000


@dataclass(frozen=True)
class Chao:
    """One file: places (points, 2), prizes (points,), vehicles and time limit."""

    name: str
    xy: NDArray[np.float64]
    prize: NDArray[np.float64]
    vehicles: int
    limit: float


def main() -> None:
    """Solve every file of the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cpu-seconds", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="names of instances; all where not given")
    parser.add_argument("--peer", action="store_true", help="PyVRP alone")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    solve = by_pyvrp if args.peer else improve
    compile_first()
    files = sorted(path for path in args.folder.iterdir() if path.suffix == ".txt")
    rows = [
        solve_one(read_chao(path), solve, cpu_seconds=args.cpu_seconds, seed=args.seed)
        for path in files
        if not args.only or path.stem in args.only
    ]
    if args.json:
        print(json.dumps(rows))
        return
    for row in rows:
        print(f"{row['instance']:12} {row['prize']:8g} {row['cpu_s']:6.2f} CPU-s")


def solve_one(
    chao: Chao, solve: Callable[..., Routes], *, cpu_seconds: float, seed: int
) -> dict[str, object]:
    """Solve one instance from nothing and check its routes with unrounded distances."""
    problem = problem_of(chao)
    began = cpu_s()
    routes = solve(problem, [[] for _ in range(chao.vehicles)], seed=seed, cpu_seconds=cpu_seconds)
    spent = cpu_s() - began
    broken = faults(problem, routes) + late(chao, routes)
    if broken:
        raise SystemExit(f"{chao.name}: {broken[0]}")
    return {
        "instance": chao.name,
        "prize": prize_of(problem, routes),
        "routes": routes,
        "cpu_s": round(spent, 2),
    }


def read_chao(path: Path) -> Chao:
    """Read a file: n, m and tmax, each with its letter or without, then the points."""
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    points, vehicles, limit = int(float(rows[0][-1])), int(float(rows[1][-1])), float(rows[2][-1])
    table = np.array([[float(word) for word in row[:3]] for row in rows[3 : 3 + points]])
    return Chao(path.stem, table[:, :2], table[:, 2], vehicles, limit)


def problem_of(chao: Chao) -> Orienteering:
    """Make one base of start and end: ways out are those from the first point, ways home to the last."""
    step = chao.xy[:, None] - chao.xy[None]
    way = np.ceil(np.hypot(step[..., 0], step[..., 1]) * STEPS_PER_UNIT).astype(np.int64)
    travel = way[:-1, :-1].copy()
    travel[1:, 0] = way[1:-1, -1]
    travel[0, 0] = 0
    n = len(travel)
    return Orienteering(
        travel_s=travel[None],
        service_s=np.zeros(n, np.int64),
        prize=np.r_[0.0, chao.prize[1:-1]],
        required=np.zeros(n, bool),
        latest_s=np.full(n, 2**40),
        base=np.zeros(chao.vehicles, np.int64),
        profile=np.zeros(chao.vehicles, np.int64),
        budget_s=np.full(chao.vehicles, math.floor(chao.limit * STEPS_PER_UNIT)),
        xy=chao.xy[:-1],
    )


def late(chao: Chao, routes: Routes) -> list[str]:
    """Name the routes that are longer than the limit, without any rounding."""
    found = []
    for vehicle, route in enumerate(routes):
        places = [0, *route, len(chao.xy) - 1]
        length = sum(math.dist(chao.xy[a], chao.xy[b]) for a, b in itertools.pairwise(places))
        if route and length > chao.limit:
            found.append(f"route {vehicle} takes {length} of {chao.limit}")
    return found


def compile_first() -> None:
    """Compile on a tiny instance."""
    tiny = Chao("tiny", np.array([(0, 0), (1, 0), (0, 1), (1, 1.0)]), np.array([0, 1, 2, 0.0]), 1, 4.0)
    improve(problem_of(tiny), [[]], seed=0, iterations=10)


if __name__ == "__main__":
    main()
